"""Return of production to the origin: projects, land, investment, output, tax, jobs."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final

from domain.indicators.definition import Figure, Indicator, counted, ratio
from domain.indicators.sums import project_sums, project_total
from domain.records import Condition, Query
from domain.standing.residence import residences
from domain.standing.returns import PRODUCING, begun, projects
from domain.standing.rows import amount, text
from domain.units import WHOLE_BP

if TYPE_CHECKING:
    from collections.abc import Sequence

    from domain.records import Records
    from domain.units import Quarter

_HUNDREDTHS: Final = 100


def return_projects(records: Records, quarters: Sequence[Quarter]) -> tuple[Figure, ...]:
    """Count the projects begun by the end of a quarter, halted ones included."""
    known = projects(records)
    return counted([len(begun(known, quarter.last_day)) for quarter in quarters], any_record=known)


def returns_producing(records: Records, quarters: Sequence[Quarter]) -> tuple[Figure, ...]:
    """Count the projects in production or at scale on the last day of a quarter."""
    known = projects(records)
    counts = [
        sum(each.state_at(quarter.last_day) in PRODUCING for each in known) for quarter in quarters
    ]
    return counted(counts, any_record=known)


def return_land(records: Records, quarters: Sequence[Quarter]) -> tuple[Figure, ...]:
    """Sum the land of the projects begun, halted ones included, in hundredths of a mu."""
    known = projects(records)
    found: list[Figure] = []
    for quarter in quarters:
        there = begun(known, quarter.last_day)
        land = [each.land for each in there if each.land is not None]
        found.append(Figure(sum(land) if land else None, len(land), len(there)))
    return tuple(found)


def latest_investment(records: Records, quarter: Quarter) -> dict[str, int]:
    """Return the investment to date that each project (by record) reported last."""
    rows = records.select(
        Query(
            "return_quarter",
            columns=("project", "quarter", "investment_fen"),
            where=(Condition("investment_fen", "known"),),
            order=("quarter",),
        )
    )
    last = str(quarter)
    return {
        text(row, "project"): amount(row, "investment_fen")
        for row in rows
        if text(row, "quarter") <= last
    }


def return_investment(records: Records, quarters: Sequence[Quarter]) -> tuple[Figure, ...]:
    """Sum the investment to date that each project reported last."""
    known = projects(records)
    found: list[Figure] = []
    for quarter in quarters:
        latest = latest_investment(records, quarter)
        agreed = [each.reached("agreement") for each in known]
        expected = sum(day is not None and day <= quarter.last_day for day in agreed)
        value = sum(latest.values()) if latest else None
        found.append(Figure(value, len(latest), max(expected, len(latest))))
    return tuple(found)


def output_per_mu(records: Records, quarters: Sequence[Quarter]) -> tuple[Figure, ...]:
    """Divide the quarter's output by the land of the projects that produce, in fen per mu."""
    known = projects(records)
    sums = project_sums(records, quarters)
    found: list[Figure] = []
    for quarter in quarters:
        land = sum(each.land or 0 for each in known if each.state_at(quarter.last_day) in PRODUCING)
        output = sums[quarter].figure("output_fen")
        found.append(ratio(output, Figure(land, output.known, output.expected), _HUNDREDTHS))
    return tuple(found)


def return_conversion(records: Records, quarters: Sequence[Quarter]) -> tuple[Figure, ...]:
    """Divide the graduates that have begun a return project by all graduates."""
    firms, known = residences(records), projects(records)
    found: list[Figure] = []
    for quarter in quarters:
        last = quarter.last_day
        graduates = {each.firm for each in firms if each.graduated and each.graduated <= last}
        returning = {each.firm for each in begun(known, last)} & graduates
        share = Fraction(len(returning) * WHOLE_BP, len(graduates)) if graduates else None
        found.append(Figure(share, len(graduates), len(graduates)))
    return tuple(found)


def innovation_share(records: Records, quarters: Sequence[Quarter]) -> tuple[Figure, ...]:
    """Divide the projects driven by innovation by all projects whose driver is recorded.

    Relocations for lower rent are never counted as innovation. Source: Hu & Zhang 2024, §2.
    """
    known = projects(records)
    found: list[Figure] = []
    for quarter in quarters:
        there = begun(known, quarter.last_day)
        drivers = [each.driver for each in there if each.driver]
        share = Fraction(drivers.count("innovation") * WHOLE_BP, len(drivers)) if drivers else None
        found.append(Figure(share, len(drivers), len(there)))
    return tuple(found)


INDICATORS: Final = (
    Indicator("return_projects", "projects", "returns", return_projects, "up", cumulative=True),
    Indicator("returns_producing", "projects", "returns", returns_producing, "up"),
    Indicator("return_land", "land", "returns", return_land, cumulative=True),
    Indicator("return_investment", "money", "returns", return_investment, "up", cumulative=True),
    Indicator(
        "return_output",
        "money",
        "returns",
        project_total("output_fen"),
        "up",
        headline=True,
        flow=True,
    ),
    Indicator("return_tax", "money", "returns", project_total("tax_fen"), "up", flow=True),
    Indicator("return_jobs", "heads", "returns", project_total("jobs"), "up"),
    Indicator("output_per_mu", "money_per_mu", "returns", output_per_mu, "up"),
    Indicator("return_conversion", "share", "returns", return_conversion, "up", cumulative=True),
    Indicator("innovation_share", "share", "returns", innovation_share, "up", cumulative=True),
)
