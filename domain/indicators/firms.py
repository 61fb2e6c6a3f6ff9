"""Firms by stage, their admissions, graduations and exits."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from domain.indicators.definition import UNKNOWN_FIGURE, Figure, Indicator
from domain.standing.residence import residences
from domain.standing.stages import IN_INCUBATION, arrivals, stage_moves, stages_through
from domain.units import WHOLE_BP

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from domain.indicators.definition import Formula
    from domain.records import Records
    from domain.standing.residence import Residence
    from domain.units import Quarter

DAYS_PER_MONTH: Final = Fraction(1461, 48)  # a year of 365.25 days


def at_stages(*stages: str) -> Formula:
    """Return the formula that counts firms at some stages on the last day of a quarter.

    Known are the admitted firms whose stage is recorded. Source: stage history.
    """

    def formula(records: Records, quarters: Sequence[Quarter]) -> tuple[Figure, ...]:
        moves, firms = stage_moves(records), residences(records)
        if not moves:
            return tuple(UNKNOWN_FIGURE for _ in quarters)
        days = [quarter.last_day for quarter in quarters]
        found: list[Figure] = []
        for on, at in zip(days, stages_through(moves, days), strict=True):
            admitted = [each.firm for each in firms if each.admitted <= on]
            counts = Counter(at.values())
            known = sum(map(at.__contains__, admitted))
            found.append(Figure(sum(counts[stage] for stage in stages), known, len(admitted)))
        return tuple(found)

    return formula


def entering(stage: str) -> Formula:
    """Return the formula that counts firms entering a stage in a quarter."""

    def formula(records: Records, quarters: Sequence[Quarter]) -> tuple[Figure, ...]:
        moves = stage_moves(records)
        if not moves:
            return tuple(UNKNOWN_FIGURE for _ in quarters)
        return tuple(Figure(arrivals(moves, quarter).get(stage, 0)) for quarter in quarters)

    return formula


def admitted_to_date(records: Records, quarters: Sequence[Quarter]) -> tuple[Figure, ...]:
    """Count firms admitted by the last day of a quarter, whatever became of them."""
    firms = residences(records)
    if not firms:
        return tuple(UNKNOWN_FIGURE for _ in quarters)
    return tuple(
        Figure(sum(each.admitted <= quarter.last_day for each in firms)) for quarter in quarters
    )


def graduation_rate(records: Records, quarters: Sequence[Quarter]) -> tuple[Figure, ...]:
    """Divide the firms that have graduated by all that were ever admitted."""
    firms = residences(records)
    found: list[Figure] = []
    for quarter in quarters:
        last = quarter.last_day
        admitted = sum(each.admitted <= last for each in firms)
        graduated = sum(each.graduated is not None and each.graduated <= last for each in firms)
        share = Fraction(graduated * WHOLE_BP, admitted) if admitted else None
        found.append(Figure(share, admitted, admitted))
    return tuple(found)


def months_to_graduation(records: Records, quarters: Sequence[Quarter]) -> tuple[Figure, ...]:
    """Estimate the median months from admission to graduation by the product-limit method.

    Firms still in incubation, and firms that left, count as long as they were there and are
    censored then. Unknown while fewer than half would have graduated. Source: Kaplan & Meier
    1958; a month is 365.25/12 days.
    """
    firms = residences(records)
    return tuple(_median(firms, quarter.last_day) for quarter in quarters)


def _median(firms: Sequence[Residence], on: date) -> Figure:
    spells = [spell for each in firms if (spell := _spell(each, on)) is not None]
    days = median_survival(spells)
    value = None if days is None else days / DAYS_PER_MONTH
    note = "" if days is not None else "too_few_graduates"
    return Figure(value, len(spells), len(spells), note)


def _spell(firm: Residence, on: date) -> tuple[int, bool] | None:
    """Return days from admission and whether they end with graduation; None before admission."""
    if firm.admitted > on:
        return None
    ends = [day for day in (firm.graduated, firm.left) if day is not None and day <= on]
    graduated = firm.graduated is not None and firm.graduated <= on
    end = firm.graduated if graduated else min(ends, default=on)
    return ((end or on) - firm.admitted).days, graduated


def median_survival(spells: Sequence[tuple[int, bool]]) -> int | None:
    """Return the first duration at which at most half are still waiting, None when none is.

    Args:
        spells: duration, and whether it ended with the event (else it is censored).
    """
    waiting = Fraction(1)
    ordered = sorted(spells)
    at_risk = len(ordered)
    position = 0
    while position < len(ordered):
        duration = ordered[position][0]
        same = [ended for days, ended in ordered[position:] if days == duration]
        waiting *= 1 - Fraction(sum(same), at_risk)
        if waiting <= Fraction(1, 2):
            return duration
        at_risk -= len(same)
        position += len(same)
    return None


INDICATORS: Final = (
    Indicator("firms_admitted", "firms", "firms", admitted_to_date, "up", cumulative=True),
    Indicator("firms_in_incubation", "firms", "firms", at_stages(*IN_INCUBATION), headline=True),
    Indicator("firms_incubating", "firms", "firms", at_stages("incubating")),
    Indicator("firms_on_watch", "firms", "firms", at_stages("on_watch"), "down"),
    Indicator("firms_ready", "firms", "firms", at_stages("ready"), "up"),
    Indicator("firms_graduated", "firms", "firms", at_stages("graduated"), "up", cumulative=True),
    Indicator("admissions", "firms", "firms", entering("admitted"), flow=True),
    Indicator("graduations", "firms", "firms", entering("graduated"), "up", flow=True),
    Indicator("exits", "firms", "firms", entering("exited"), "down", flow=True),
    Indicator("graduation_rate", "share", "firms", graduation_rate, "up", cumulative=True),
    Indicator(
        "months_to_graduation",
        "month_count",
        "firms",
        months_to_graduation,
        "down",
        cumulative=True,
    ),
)
