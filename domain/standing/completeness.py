"""What has been reported of a quarter, and what is missing."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from domain.records import Aggregate, Condition, Query
from domain.standing.operators import scorecards
from domain.standing.residence import reporting, residences
from domain.standing.returns import projects
from domain.standing.rows import text
from domain.units import QUARTERS_PER_YEAR, WHOLE_BP, quarters_back

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from domain.records import Records, Row
    from domain.units import Quarter

FIRM_FIGURES: Final = (
    "revenue_fen",
    "rd_fen",
    "headcount",
    "rd_staff",
    "doctorates",
    "vat_fen",
    "cit_fen",
    "pit_fen",
    "other_tax_fen",
    "financing_fen",
    "grants_fen",
    "output_host_fen",
    "output_origin_fen",
)
"""What every firm reports each quarter, in the order of the form."""

PROJECT_FIGURES: Final = ("investment_fen", "output_fen", "tax_fen", "jobs")
"""What every return project reports each quarter."""

COST_FIGURES: Final = ("actual_fen", "recovered_fen")
"""What the park reports of each building and category of cost each quarter."""


@dataclass(frozen=True, slots=True)
class Gap:
    """A figure that is missing.

    Attributes:
        section: ``firms``, ``projects`` or ``park``.
        table: entity in which it belongs; ``field`` its field.
        subject: record of the firm, project, building or operator indicator it is about.
        label: how people call that subject; ``detail`` a category of cost, else empty.
        record: the row that lacks it, empty when there is no row at all.
    """

    section: str
    table: str
    field: str
    subject: str
    label: str
    detail: str = ""
    record: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """How far a part of the form is filled."""

    name: str
    known: int
    expected: int
    gaps: tuple[Gap, ...]

    @property
    def share(self) -> Fraction | None:
        """Known share in basis points, None when nothing is asked."""
        return Fraction(self.known * WHOLE_BP, self.expected) if self.expected else None


@dataclass(frozen=True, slots=True)
class Completeness:
    """How far the quarter is filled, part by part."""

    quarter: Quarter
    sections: tuple[Section, ...]

    @property
    def known(self) -> int:
        """Figures that are known."""
        return sum(section.known for section in self.sections)

    @property
    def expected(self) -> int:
        """Figures that are asked for."""
        return sum(section.expected for section in self.sections)

    @property
    def share(self) -> Fraction | None:
        """Known share in basis points, None when nothing is asked."""
        return Fraction(self.known * WHOLE_BP, self.expected) if self.expected else None

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """All that is missing, section by section."""
        return tuple(gap for section in self.sections for gap in section.gaps)

    def section(self, name: str) -> Section:
        """Return a section by its name."""
        return next(each for each in self.sections if each.name == name)


def completeness(records: Records, quarter: Quarter) -> Completeness:
    """Return what is known and what is missing of a quarter.

    Asked for are 13 figures of each firm that is in the park on any of its days, 4 of each
    return project that is agreed and not halted, actual and recovered cost of each building and
    category reported within four quarters, and each indicator of the operators under contract.
    """
    return Completeness(
        quarter,
        (_firms(records, quarter), _projects(records, quarter), _park(records, quarter)),
    )


def _firms(records: Records, quarter: Quarter) -> Section:
    asked = {each.firm: each.number for each in reporting(residences(records), quarter)}
    rows = _rows(records, "firm_quarter", quarter, ("firm", *FIRM_FIGURES))
    found = {text(row, "firm"): row for row in rows}
    return _section("firms", "firm_quarter", FIRM_FIGURES, asked, found)


def _projects(records: Records, quarter: Quarter) -> Section:
    asked = {each.record: each.number for each in projects(records) if each.reports_in(quarter)}
    rows = _rows(records, "return_quarter", quarter, ("project", *PROJECT_FIGURES))
    found = {text(row, "project"): row for row in rows}
    return _section("projects", "return_quarter", PROJECT_FIGURES, asked, found)


def _section(
    name: str,
    table: str,
    fields: tuple[str, ...],
    asked: Mapping[str, str],
    found: Mapping[str, Row],
) -> Section:
    gaps = tuple(
        Gap(name, table, field, subject, label, record=text(found.get(subject, {}), "id"))
        for subject, label in asked.items()
        for field in fields
        if found.get(subject, {}).get(field) is None
    )
    expected = len(asked) * len(fields)
    return Section(name, expected - len(gaps), expected, gaps)


def _rows(records: Records, table: str, quarter: Quarter, columns: tuple[str, ...]) -> list[Row]:
    where = (Condition("quarter", "=", str(quarter)),)
    return records.select(Query(table, columns=columns, where=where))


def _park(records: Records, quarter: Quarter) -> Section:
    cost_gaps, cost_asked = _cost_gaps(records, quarter)
    lines = scorecards(records, (quarter,))[quarter]
    score_gaps = tuple(
        Gap("park", "operator_score", "actual", line.contract, line.contract_code, line.name)
        for line in lines
        if line.actual is None
    )
    gaps = (*cost_gaps, *score_gaps)
    expected = cost_asked + len(lines)
    return Section("park", expected - len(gaps), expected, gaps)


def _cost_gaps(records: Records, quarter: Quarter) -> tuple[tuple[Gap, ...], int]:
    year = tuple(str(each) for each in quarters_back(quarter, QUARTERS_PER_YEAR))
    usual = records.aggregate(
        Query("cost", where=(Condition("quarter", "in", year),)),
        (Aggregate("rows", "rows"),),
        by=("building", "building.code", "category"),
    )
    columns = ("building", "category", *COST_FIGURES)
    found = {
        (text(row, "building"), text(row, "category")): row
        for row in _rows(records, "cost", quarter, columns)
    }
    return tuple(_gaps_of_costs(usual, found)), len(usual) * len(COST_FIGURES)


def _gaps_of_costs(usual: Iterable[Row], found: Mapping[tuple[str, str], Row]) -> Iterator[Gap]:
    for kind in usual:
        building, category = text(kind, "building"), text(kind, "category")
        row: Row = found.get((building, category), {})
        for field in COST_FIGURES:
            if row.get(field) is None:
                label = text(kind, "building.code")
                yield Gap("park", "cost", field, building, label, category, text(row, "id"))
