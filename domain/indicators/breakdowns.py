"""Indicators broken down: by stage, kind, county, building, party, in a fixed order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from domain.indicators.definition import Figure
from domain.indicators.operation import recovery
from domain.indicators.patents import filed_in, in_force_at, patent_counts
from domain.indicators.returns import latest_investment
from domain.indicators.sums import firm_sums
from domain.models.recorded_bases import TAX_FIELDS
from domain.records import Aggregate, Condition, Query
from domain.standing.incentives import grants
from domain.standing.quadrants import quadrant_counts
from domain.standing.returns import begun, projects, state_counts
from domain.standing.rows import amount, text, whole_of
from domain.standing.space import occupancy_by_use, spaces, tenancies
from domain.standing.stages import stage_counts, stage_moves
from domain.units import Quarter

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from domain.records import Records, Row
    from domain.standing.returns import Project

TRIGGERS: Final = ("government", "market", "broker")
DRIVERS: Final = ("innovation", "rent")


@dataclass(frozen=True, slots=True)
class Part:
    """One row of a breakdown.

    Attributes:
        key: value of a choice, or id of a record.
        figure: in recorded units.
    """

    key: str
    figure: Figure


def _counts(counted: Mapping[str, int]) -> tuple[Part, ...]:
    return tuple(Part(key, Figure(count)) for key, count in counted.items())


def firms_by_stage(
    records: Records, quarter: Quarter, process: str = "incubation"
) -> tuple[Part, ...]:
    """Count firms by stage on the last day, in the order of the process (or ``mode_2``)."""
    return _counts(stage_counts(stage_moves(records, process), quarter.last_day, process))


def firms_by_quadrant(records: Records, quarter: Quarter) -> tuple[Part, ...]:
    """Count firms by quadrant on the last day, exited and not admitted ones last."""
    return _counts(quadrant_counts(records, quarter.last_day))


def returns_by_state(records: Records, quarter: Quarter) -> tuple[Part, ...]:
    """Count return projects by state on the last day, in the order of the process."""
    return _counts(state_counts(projects(records), quarter.last_day))


def returns_by_trigger(records: Records, quarter: Quarter) -> tuple[Part, ...]:
    """Count matches by who triggered them. Source: Hu & Zhang 2024, §4.3."""
    there = [each.trigger for each in begun(projects(records), quarter.last_day)]
    return _counts({trigger: there.count(trigger) for trigger in TRIGGERS})


def returns_by_driver(records: Records, quarter: Quarter) -> tuple[Part, ...]:
    """Count return projects by what drives them: innovation, or differences of rent."""
    there = [each.driver for each in begun(projects(records), quarter.last_day)]
    return _counts({driver: there.count(driver) for driver in DRIVERS})


def tax_by_type(records: Records, quarter: Quarter) -> tuple[Part, ...]:
    """Sum the taxes of the firms by type."""
    sums = firm_sums(records, (quarter,))[quarter]
    return tuple(Part(tax, sums.figure(field)) for tax, field in TAX_FIELDS.items())


def tax_by_region(records: Records, quarter: Quarter) -> tuple[Part, ...]:
    """Sum tax by where it falls: the firms' in the host (``host``), the works' in each county.

    Counties are ids of regions.
    """
    firms = firm_sums(records, (quarter,))[quarter].total(*TAX_FIELDS.values())
    county = {each.record: each.county for each in projects(records)}
    rows = records.select(
        Query(
            "return_quarter",
            columns=("project", "tax_fen"),
            where=(Condition("quarter", "=", str(quarter)),),
        )
    )
    by_county: dict[str, list[int | None]] = {}
    for row in rows:
        place = county.get(text(row, "project"), "")
        by_county.setdefault(place, []).append(whole_of(row, "tax_fen"))
    parts = [Part(place, _sum(values)) for place, values in by_county.items() if place]
    return (Part("host", firms), *parts)


def _sum(values: Iterable[int | None]) -> Figure:
    asked = list(values)
    known = [value for value in asked if value is not None]
    return Figure(sum(known) if known else None, len(known), len(asked))


def patents_by_kind(
    records: Records, quarter: Quarter, *, in_force: bool = True
) -> tuple[Part, ...]:
    """Count patents by kind: in force at the end of the quarter, or filed in it."""
    counts = patent_counts(records)
    return _counts(in_force_at(counts, quarter) if in_force else filed_in(counts, quarter))


def space_by_use(records: Records, quarter: Quarter) -> tuple[Part, ...]:
    """Return the let share of each use on the last day, in basis points."""
    by_use = occupancy_by_use(spaces(records), tenancies(records), quarter.last_day)
    return tuple(
        Part(use, Figure(each.share, each.units_let, each.units)) for use, each in by_use.items()
    )


def incentives_by_payer(records: Records, quarter: Quarter) -> dict[str, dict[str, int]]:
    """Sum the incentives to date: payer (record) → kind → fen, the largest payer first."""
    table: dict[str, dict[str, int]] = {}
    for grant in grants(records):
        if grant.start <= quarter.last_day and grant.amount_fen is not None:
            kinds = table.setdefault(grant.payer, {})
            kinds[grant.kind] = kinds.get(grant.kind, 0) + grant.amount_fen
    ordered = sorted(table, key=lambda payer: -sum(table[payer].values()))
    return {payer: table[payer] for payer in ordered}


def cost_recovery_by_building(records: Records, year: int) -> tuple[Part, ...]:
    """Divide recovered by actual cost of each building (record) in a calendar year."""
    first, last = Quarter(year, 1), Quarter(year, 4)
    rows = records.aggregate(
        Query(
            "cost",
            where=(Condition("quarter", ">=", str(first)), Condition("quarter", "<=", str(last))),
        ),
        (
            Aggregate("actual", "total", "actual_fen"),
            Aggregate("actual_known", "known", "actual_fen"),
            Aggregate("recovered", "total", "recovered_fen"),
            Aggregate("recovered_known", "known", "recovered_fen"),
            Aggregate("rows", "rows"),
        ),
        by=("building", "building.code"),
    )
    ordered = sorted(rows, key=lambda row: text(row, "building.code"))
    return tuple(Part(text(row, "building"), recovery(row)) for row in ordered)


def diffusion_by_kind(records: Records, quarter: Quarter) -> tuple[Part, ...]:
    """Count the diffusion entries of a quarter by kind."""
    where = (
        Condition("date", ">=", quarter.first_day.isoformat()),
        Condition("date", "<=", quarter.last_day.isoformat()),
    )
    rows = records.aggregate(
        Query("diffusion_entry", where=where), (Aggregate("entries", "rows"),), by=("kind",)
    )
    return _counts({text(row, "kind"): amount(row, "entries") for row in rows})


@dataclass(frozen=True, slots=True)
class CountyReturns:
    """Plan and actual of the return projects of one county; ``county`` is a region.

    Output and its plan are of a year: ``output_fen`` sums the calendar year of the quarter, tax
    and jobs are of the quarter. Unknown sums are None.
    """

    county: str
    projects: int
    land: int
    planned_investment_fen: int
    investment_fen: int | None
    planned_output_fen: int
    output_fen: int | None
    tax_fen: int | None
    jobs: int | None
    planned_jobs: int


def returns_by_county(records: Records, quarter: Quarter) -> tuple[CountyReturns, ...]:
    """Compare plan and actual of the return projects by county, the most projects first."""
    there = begun(projects(records), quarter.last_day)
    invested = latest_investment(records, quarter)
    rows = records.select(
        Query(
            "return_quarter",
            columns=("project", "quarter", "output_fen", "tax_fen", "jobs"),
            where=(
                Condition("quarter", ">=", str(Quarter(quarter.year, 1))),
                Condition("quarter", "<=", str(quarter)),
            ),
        )
    )
    counties = sorted(
        {each.county for each in there},
        key=lambda county: (-sum(each.county == county for each in there), county),
    )
    return tuple(
        _county([each for each in there if each.county == county], invested, rows, quarter)
        for county in counties
    )


def _county(
    mine: list[Project], invested: Mapping[str, int], rows: list[Row], quarter: Quarter
) -> CountyReturns:
    records = {each.record for each in mine}
    year = [row for row in rows if text(row, "project") in records]
    now = [row for row in year if text(row, "quarter") == str(quarter)]
    to_date = [invested.get(each.record) for each in mine]
    return CountyReturns(
        mine[0].county,
        len(mine),
        sum(each.land or 0 for each in mine),
        sum(each.planned_investment_fen or 0 for each in mine),
        _known(to_date),
        sum(each.planned_output_fen or 0 for each in mine),
        _known([whole_of(row, "output_fen") for row in year]),
        _known([whole_of(row, "tax_fen") for row in now]),
        _known([whole_of(row, "jobs") for row in now]),
        sum(each.planned_jobs or 0 for each in mine),
    )


def _known(values: list[int | None]) -> int | None:
    known = [value for value in values if value is not None]
    return sum(known) if known else None
