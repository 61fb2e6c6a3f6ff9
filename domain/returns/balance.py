"""Return projects at the end of a quarter: plan against actual, by project and by county."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from domain.records import Condition, Query
from domain.standing.kept import kept
from domain.standing.returns import PRODUCING, projects
from domain.standing.rows import text, whole_of
from domain.units import QUARTERS_PER_YEAR, quarters_back

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from domain.records import Records, Row
    from domain.standing.returns import Project
    from domain.units import Quarter

FIGURES: Final = ("investment_fen", "output_fen", "tax_fen", "jobs")
_FULL_BP: Final = 10_000
_HUNDREDTHS: Final = 100


@dataclass(frozen=True, slots=True)
class Against:
    """A plan and what came of it, in recorded units; None is unknown."""

    planned: int | None
    actual: int | None

    @property
    def share(self) -> Fraction | None:
        """Return the actual as a share of the plan in basis points, None when one is unknown."""
        if self.actual is None or not self.planned:
            return None
        return Fraction(self.actual * _FULL_BP, self.planned)


@dataclass(frozen=True, slots=True)
class Standing:
    """One project at the end of a quarter.

    Attributes:
        state: its state, empty before it began.
        land: planned, and granted by then (None before the grant).
        investment: planned, and to date as reported last.
        output: planned of a year, and of the last four quarters (those that are known).
        jobs: planned, and as reported last.
        output_to_date, tax_to_date: sums over all quarters, None when none is known.
        known_quarters: how many of the last four quarters have a known output.
        series: field → its value by quarter, for the twelve quarters up to this one.
    """

    project: Project
    state: str
    land: Against
    investment: Against
    output: Against
    jobs: Against
    output_to_date: int | None
    tax_to_date: int | None
    known_quarters: int
    series: Mapping[str, tuple[int | None, ...]]

    @property
    def innovation(self) -> bool:
        """Tell whether the project counts as an innovation return: never one driven by rent."""
        return self.project.driver == "innovation"


SERIES_QUARTERS: Final = 12


@kept
def standings(records: Records, quarter: Quarter) -> tuple[Standing, ...]:
    """Return every return project as it stands at the end of a quarter, by number."""
    rows = records.select(
        Query(
            "return_quarter",
            columns=("project", "quarter", *FIGURES),
            where=(Condition("quarter", "<=", str(quarter)),),
            order=("quarter",),
        )
    )
    mine: dict[str, list[Row]] = {}
    for row in rows:
        mine.setdefault(text(row, "project"), []).append(row)
    shown = tuple(str(each) for each in quarters_back(quarter, SERIES_QUARTERS))
    return tuple(
        _standing(each, mine.get(each.record, []), quarter.last_day, shown)
        for each in projects(records)
    )


def _standing(project: Project, rows: Sequence[Row], on: date, shown: tuple[str, ...]) -> Standing:
    """Return a project as it stands on the last day of the last quarter shown."""
    granted = project.reached("land_granted")
    has_land = granted is not None and granted <= on
    year = shown[-QUARTERS_PER_YEAR:]
    recent = [row for row in rows if text(row, "quarter") in year]
    by_quarter = {text(row, "quarter"): row for row in rows}
    return Standing(
        project,
        project.state_at(on),
        Against(project.land, project.land if has_land else None),
        Against(project.planned_investment_fen, _last(rows, "investment_fen")),
        Against(project.planned_output_fen, _sum(recent, "output_fen")),
        Against(project.planned_jobs, _last(rows, "jobs")),
        _sum(rows, "output_fen"),
        _sum(rows, "tax_fen"),
        sum(whole_of(row, "output_fen") is not None for row in recent),
        _series(by_quarter, shown),
    )


def _series(
    rows: Mapping[str, Row], quarters: tuple[str, ...]
) -> Mapping[str, tuple[int | None, ...]]:
    """Return each figure by quarter, None where it is unknown."""
    found = [rows.get(each) for each in quarters]
    if not any(found):
        return MappingProxyType(dict.fromkeys(FIGURES, (None,) * len(quarters)))
    return MappingProxyType(
        {
            name: tuple(None if row is None else whole_of(row, name) for row in found)
            for name in FIGURES
        }
    )


def _last(rows: Sequence[Row], name: str) -> int | None:
    return next(
        (value for row in reversed(rows) if (value := whole_of(row, name)) is not None), None
    )


def _sum(rows: Iterable[Row], name: str) -> int | None:
    return added(whole_of(row, name) for row in rows)


def added(values: Iterable[int | None]) -> int | None:
    """Return the sum of the known values, None when none is known."""
    known = [value for value in values if value is not None]
    return sum(known) if known else None


@dataclass(frozen=True, slots=True)
class Balance:
    """Land given and what came of it in one county; ``county`` is empty for the total.

    Attributes:
        projects, innovation: how many there are, and how many are driven by innovation.
        land: of all projects that have begun, and granted by now.
        output_year: of the last four quarters, of the projects that produce.
        producing_land: land of the projects that produce.
    """

    county: str
    projects: int
    innovation: int
    land: Against
    investment: Against
    output_to_date: int | None
    tax_to_date: int | None
    jobs: Against
    output_year: int | None
    producing_land: int

    @property
    def output_per_mu(self) -> Fraction | None:
        """Return a year's output per mu of producing land in fen, None when one is unknown."""
        if self.output_year is None or not self.producing_land:
            return None
        return Fraction(self.output_year * _HUNDREDTHS, self.producing_land)


def balances(known: Iterable[Standing]) -> tuple[Balance, ...]:
    """Return the balance of each county, the most land first, then that of all of them."""
    there = [each for each in known if each.state]
    counties = {each.project.county for each in there}
    by_county = [
        _balance(county, [each for each in there if each.project.county == county])
        for county in counties
    ]
    by_county.sort(key=lambda each: (-(each.land.planned or 0), each.county))
    return (*by_county, _balance("", there))


def _balance(county: str, mine: Sequence[Standing]) -> Balance:
    producing = [each for each in mine if each.state in PRODUCING]
    return Balance(
        county,
        len(mine),
        sum(each.innovation for each in mine),
        Against(
            added(each.land.planned for each in mine), added(each.land.actual for each in mine)
        ),
        Against(
            added(each.investment.planned for each in mine),
            added(each.investment.actual for each in mine),
        ),
        added(each.output_to_date for each in mine),
        added(each.tax_to_date for each in mine),
        Against(
            added(each.jobs.planned for each in mine), added(each.jobs.actual for each in mine)
        ),
        added(each.output.actual for each in producing),
        sum(each.project.land or 0 for each in producing),
    )
