"""Lay the versions of the sharing rules and their phases along the years."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final, Literal

from domain.entities.sharing_rule_version import IN_FORCE
from domain.models.recorded_rules import recorded_rules
from domain.models.settlement_inputs import Settling
from domain.standing.rows import amount, text
from domain.units import QUARTERS_PER_YEAR

if TYPE_CHECKING:
    from domain.models.recorded_rules import RecordedVersion
    from domain.models.sharing_terms import Phase
    from domain.records import Records, Row
    from domain.units import Quarter

Standing = Literal["in_force", "coming", "ended", "unadopted"]
"""How a version stands on a day; ``unadopted`` by a resolution that is in force."""

_AHEAD: Final = 2 * QUARTERS_PER_YEAR
"""Quarters that are shown of a rule whose agreement names no end."""


@dataclass(frozen=True, slots=True)
class PhaseSpan:
    """The days on which a phase of a version holds; None where the rule has no clock of its own."""

    phase: Phase | None
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class VersionCourse:
    """A version of a rule over the years.

    Attributes:
        record: the version; ``rule`` is the record of its rule, ``code`` what that is called.
        resolution: number of the resolution that adopted it, empty without one.
        spans: in order, within the days on which the version is valid and up to the horizon.
    """

    record: str
    rule: str
    code: str
    version: int
    resolution: str
    standing: Standing
    first: date
    spans: tuple[PhaseSpan, ...]

    def at(self, on: date) -> PhaseSpan | None:
        """Return the span that holds on a day, None when the version is not in force then."""
        if self.standing != "in_force":
            return None
        return next((span for span in self.spans if span.first <= on <= span.last), None)


def horizon(records: Records, quarter: Quarter) -> date:
    """Return the last day that is shown: the latest end of an agreement, or two years ahead."""
    ends = [text(rule, "agreement.end") for rule in recorded_rules(records).rules]
    last = max((date.fromisoformat(end) for end in ends if end), default=date.min)
    ahead = quarter.plus(_AHEAD).last_day
    return max(last, quarter.last_day) if all(ends) and ends else max(last, ahead)


def rule_courses(records: Records, quarter: Quarter) -> tuple[VersionCourse, ...]:
    """Return every version, rule by rule, the earlier first, as it stands when a quarter ends."""
    rules, settling, until = recorded_rules(records), Settling(records), horizon(records, quarter)
    found: list[VersionCourse] = []
    for rule in rules.rules:
        # Where each project has a clock of its own, the rule has none that could be drawn.
        clock = None if rule["per_project"] else settling.clock(rule)
        versions = rules.versions.get(text(rule, "id"), ())
        ordered = sorted(versions, key=lambda each: amount(each.row, "version"))
        found += [_course(rule, each, clock, quarter.last_day, until) for each in ordered]
    return tuple(found)


def _course(
    rule: Row, version: RecordedVersion, clock: Quarter | None, on: date, until: date
) -> VersionCourse:
    row = version.row
    first = date.fromisoformat(text(row, "valid_from"))
    end = text(row, "valid_to")
    last = min(date.fromisoformat(end), until) if end else until
    whole = (PhaseSpan(None, first, last),) if first <= last else ()
    return VersionCourse(
        version.record,
        text(rule, "id"),
        text(rule, "code"),
        amount(row, "version"),
        text(row, "resolution.number"),
        _standing(text(row, "resolution.state"), first, end, on),
        first,
        _spans(version, clock, first, last) if clock is not None else whole,
    )


def _standing(state: str, first: date, end: str, on: date) -> Standing:
    if state not in IN_FORCE:
        return "unadopted"
    if first > on:
        return "coming"
    return "ended" if end and date.fromisoformat(end) < on else "in_force"


def _spans(
    version: RecordedVersion, clock: Quarter, first: date, last: date
) -> tuple[PhaseSpan, ...]:
    """Return the phases by the years of a clock, as far as the version is valid in them."""
    spans: list[PhaseSpan] = []
    for phase in version.phases:
        begun = clock.plus(QUARTERS_PER_YEAR * (phase.from_year - 1)).first_day
        over = last
        if phase.to_year is not None:
            over = clock.plus(QUARTERS_PER_YEAR * phase.to_year).first_day - timedelta(days=1)
        begun, over = max(begun, first), min(over, last)
        if begun <= over:
            spans.append(PhaseSpan(phase, begun, over))
    return tuple(spans)
