"""Figures that moved for the worse in a quarter, with what the records tell of the cause."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from domain.indicators.families import INDICATORS
from domain.indicators.reading import Change, change, readings, status
from domain.indicators.remembered import Remembered
from domain.models.recorded_bases import TAX_FIELDS
from domain.records import Condition, Query
from domain.standing.operators import scorecards
from domain.standing.rows import text, whole_of
from domain.standing.space import LETTABLE, leases_ended, leases_ending, spaces, tenancies
from domain.units import QUARTERS_PER_YEAR

if TYPE_CHECKING:
    from collections.abc import Sequence

    from domain.indicators.definition import Figure, Status
    from domain.records import Records
    from domain.standing.operators import Assessed
    from domain.standing.space import Tenancy
    from domain.units import Quarter

EXPLAINED: Final = (
    "revenue",
    "rd_spending",
    "tax_total",
    "headcount",
    "occupancy",
    "return_output",
    "operator_score",
)
"""Indicators whose deviations are told, in this order."""

FIELDS: Final[dict[str, tuple[str, ...]]] = {
    "revenue": ("revenue_fen",),
    "rd_spending": ("rd_fen",),
    "tax_total": tuple(TAX_FIELDS.values()),
    "headcount": ("headcount",),
}
"""Indicator → the figures of the firms that make it up."""


@dataclass(frozen=True, slots=True)
class ReportingGap:
    """One figure of the firms, compared over those that reported it in both quarters.

    Attributes:
        field: figure of the quarterly form.
        current: sum now; ``previous`` sum in the earlier quarter.
        missing: firms (records) that reported it before, were asked again and have not answered.
        missing_amount: what these reported in the earlier quarter.
        both: firms that reported it twice, with their sums ``both_current``, ``both_previous``.
    """

    field: str
    current: int
    previous: int
    missing: tuple[str, ...]
    missing_amount: int
    both: int
    both_current: int
    both_previous: int

    @property
    def change(self) -> int:
        """Difference of the sums as reported."""
        return self.current - self.previous

    @property
    def like_for_like(self) -> Fraction | None:
        """Relative change over the firms that reported twice, None when they reported 0."""
        if not self.both_previous:
            return None
        return Fraction(self.both_current - self.both_previous, self.both_previous)

    @property
    def explains(self) -> bool:
        """Tell whether missing answers make up at least half of a fall."""
        return self.change < 0 and 2 * self.missing_amount >= -self.change


@dataclass(frozen=True, slots=True)
class SpaceChange:
    """Space that was given up early in the quarter, and leases that end in the next."""

    given_up: tuple[Tenancy, ...]
    given_up_area: int
    ending: tuple[Tenancy, ...]
    ending_area: int


@dataclass(frozen=True, slots=True)
class Deviation:
    """An indicator that deviates, and the facts that explain it.

    Attributes:
        key: the indicator; its words for a report are chosen by ``cause``.
        cause: ``reporting_gap`` (answers are missing), ``like_for_like`` (a real fall),
            ``space_given_up``, ``thresholds_missed``, ``unexplained``.
        gaps: figures of the firms, the greatest missing amount first.
        missed: the operator's indicators below their thresholds.
    """

    key: str
    status: Status
    current: Figure
    previous: Figure
    year_ago: Figure
    change: Change
    cause: str
    gaps: tuple[ReportingGap, ...] = ()
    space: SpaceChange | None = None
    missed: tuple[Assessed, ...] = ()


def deviations(records: Records, quarter: Quarter) -> tuple[Deviation, ...]:
    """Return the explained indicators that are to be watched or critical in a quarter."""
    remembered = Remembered(records)
    series = readings(remembered, EXPLAINED, quarter, QUARTERS_PER_YEAR + 1)
    found: list[Deviation] = []
    for key in EXPLAINED:
        judged = status(INDICATORS[key], series[key])
        if judged in {"warn", "crit"}:
            found.append(_deviation(remembered, quarter, key, judged, series[key]))
    return tuple(found)


def _deviation(
    records: Records, quarter: Quarter, key: str, judged: Status, figures: Sequence[Figure]
) -> Deviation:
    gaps = tuple(
        sorted(
            (reporting_gap(records, quarter, field) for field in FIELDS.get(key, ())),
            key=lambda gap: -gap.missing_amount,
        )
    )
    space = space_change(records, quarter) if key == "occupancy" else None
    missed: tuple[Assessed, ...] = ()
    if key == "operator_score":
        lines = scorecards(records, (quarter,))[quarter]
        missed = tuple(line for line in lines if line.missed)
    return Deviation(
        key,
        judged,
        figures[-1],
        figures[-2],
        figures[0],
        change(INDICATORS[key], figures[-1], figures[-2]),
        _cause(gaps, space, missed),
        gaps,
        space,
        missed,
    )


def _cause(
    gaps: Sequence[ReportingGap], space: SpaceChange | None, missed: Sequence[Assessed]
) -> str:
    if missed:
        return "thresholds_missed"
    if space is not None and space.given_up:
        return "space_given_up"
    if gaps:
        fall = sum(gap.change for gap in gaps)
        missing = sum(gap.missing_amount for gap in gaps)
        return "reporting_gap" if fall < 0 and 2 * missing >= -fall else "like_for_like"
    return "unexplained"


def reporting_gap(records: Records, quarter: Quarter, field: str, back: int = 1) -> ReportingGap:
    """Compare one figure of the firms with ``back`` quarters before, over those that told it."""
    before = quarter.plus(-back)
    rows = records.select(
        Query(
            "firm_quarter",
            columns=("firm", "quarter", field),
            where=(
                Condition("quarter", "in", (str(before), str(quarter))),
                Condition(field, "known"),
            ),
        )
    )
    told: dict[str, dict[str, int]] = {str(before): {}, str(quarter): {}}
    for row in rows:
        told[text(row, "quarter")][text(row, "firm")] = whole_of(row, field) or 0
    old, new = told[str(before)], told[str(quarter)]
    asked = {
        text(row, "firm")
        for row in records.select(
            Query(
                "firm_quarter",
                columns=("firm",),
                where=(Condition("quarter", "=", str(quarter)),),
            )
        )
    }
    both = [firm for firm in new if firm in old]
    missing = tuple(firm for firm in old if firm not in new and firm in asked)
    return ReportingGap(
        field,
        sum(new.values()),
        sum(old.values()),
        missing,
        sum(old[firm] for firm in missing),
        len(both),
        sum(new[firm] for firm in both),
        sum(old[firm] for firm in both),
    )


def space_change(records: Records, quarter: Quarter) -> SpaceChange:
    """Return the leases ended early in a quarter and those that end in the next."""
    area = {unit.record: unit.area for unit in spaces(records) if unit.use in LETTABLE}
    leases = [each for each in tenancies(records) if each.unit in area]
    ended = leases_ended(leases, quarter.first_day, quarter.last_day)
    after = quarter.plus(1)
    ending = leases_ending(
        [each for each in leases if each.runs_at(quarter.last_day)],
        after.first_day,
        after.last_day,
    )
    return SpaceChange(
        ended,
        sum(area[each.unit] for each in ended),
        ending,
        sum(area[each.unit] for each in ending),
    )
