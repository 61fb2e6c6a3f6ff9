"""What the joint meetings decided: actions done in time, actions overdue."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final

from domain.indicators.definition import Figure, Indicator, counted
from domain.standing.actions import actions
from domain.units import WHOLE_BP

if TYPE_CHECKING:
    from collections.abc import Sequence

    from domain.records import Records
    from domain.units import Quarter


def actions_on_time(records: Records, quarters: Sequence[Quarter]) -> tuple[Figure, ...]:
    """Divide the actions verified by their due day by all that were due.

    Cancelled ones do not count; known are those whose day of verification is recorded or that
    are not verified.
    """
    known = actions(records)
    found: list[Figure] = []
    for quarter in quarters:
        last = quarter.last_day
        due = [each for each in known if each.due <= last and each.state != "cancelled"]
        told = [each for each in due if each.state != "verified" or each.verified_on]
        in_time = sum(bool(each.verified_on and each.verified_on <= each.due) for each in told)
        share = Fraction(in_time * WHOLE_BP, len(told)) if told else None
        found.append(Figure(share, len(told), len(due)))
    return tuple(found)


def actions_overdue(records: Records, quarters: Sequence[Quarter]) -> tuple[Figure, ...]:
    """Count the actions due before the last day of a quarter and not verified by then."""
    known = actions(records)
    counts = [
        sum(each.known_at(quarter.last_day) and each.overdue_at(quarter.last_day) for each in known)
        for quarter in quarters
    ]
    return counted(counts, any_record=known)


INDICATORS: Final = (
    Indicator("actions_on_time", "share", "governance", actions_on_time, "up", cumulative=True),
    Indicator("actions_overdue", "actions", "governance", actions_overdue, "down"),
)
