"""What has been reported of a quarter, and what is missing."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from domain.records import Aggregate, Condition, Query
from domain.standing.kept import kept
from domain.standing.operators import scorecards
from domain.standing.residence import reporting, residences
from domain.standing.returns import projects
from domain.standing.rows import text
from domain.units import QUARTERS_PER_YEAR, WHOLE_BP, quarters_back

if TYPE_CHECKING:
    from collections.abc import Iterator

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

SECTIONS: Final = ("firms", "projects", "park")
"""The parts of a quarter's form."""

COST_FIGURES: Final = ("actual_fen", "recovered_fen")
"""What the park reports of each building and category of cost each quarter."""

BUILDING_FIGURES: Final = ("rent_invoiced_fen", "rent_collected_fen", "occupied_area")
"""What the park reports of each building each quarter."""

SCORE_FIGURES: Final = ("actual",)
"""What the park reports of each indicator of an operator each quarter."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of one firm, project, building or indicator, and what is recorded of it.

    Attributes:
        section: ``firms``, ``projects`` or ``park``.
        table: entity that takes the figures; ``fields`` those that are asked for.
        subject: record of the firm, project, building or operator indicator it is about.
        label: how people call that subject; ``detail`` tells several of one label apart.
        row: the quarter's record, empty while there is none.
    """

    section: str
    table: str
    fields: tuple[str, ...]
    subject: str
    label: str
    detail: str
    row: Row

    def gaps(self) -> Iterator[Gap]:
        """Yield what is missing."""
        for field in self.fields:
            if self.row.get(field) is None:
                yield Gap(
                    self.section,
                    self.table,
                    field,
                    self.subject,
                    self.label,
                    self.detail,
                    text(self.row, "id"),
                )


@dataclass(frozen=True, slots=True)
class Gap:
    """A figure that is missing.

    Attributes:
        section: ``firms``, ``projects`` or ``park``.
        table: entity in which it belongs; ``field`` its field.
        subject: record of the firm, project, building or operator indicator it is about.
        label: how people call that subject; ``detail`` a category of cost or the name of an
            indicator, else empty.
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


@kept
def asked(records: Records, quarter: Quarter) -> tuple[Asked, ...]:
    """Return all that is asked for in a quarter; the one answer to what is owed.

    Asked for are 13 figures of each firm that is in the park on any of its days, 4 of each
    return project that is agreed and not halted, actual and recovered cost of each building and
    category reported within four quarters, rent and occupied area of each building reported
    within four quarters, and each indicator of the operators under contract.
    """
    return (
        *_firms(records, quarter),
        *_projects(records, quarter),
        *_buildings(records, quarter),
        *_costs(records, quarter),
        *_scores(records, quarter),
    )


@kept
def completeness(records: Records, quarter: Quarter) -> Completeness:
    """Return what is known and what is missing of what is asked for in a quarter."""
    every = asked(records, quarter)
    return Completeness(
        quarter,
        tuple(
            _section(name, [each for each in every if each.section == name]) for name in SECTIONS
        ),
    )


def _section(name: str, every: list[Asked]) -> Section:
    gaps = tuple(gap for each in every for gap in each.gaps())
    expected = sum(len(each.fields) for each in every)
    return Section(name, expected - len(gaps), expected, gaps)


def _firms(records: Records, quarter: Quarter) -> Iterator[Asked]:
    found = _rows(records, "firm_quarter", quarter, "firm")
    for each in reporting(residences(records), quarter):
        row = found.get((each.firm,), {})
        yield Asked("firms", "firm_quarter", FIRM_FIGURES, each.firm, each.number, "", row)


def _projects(records: Records, quarter: Quarter) -> Iterator[Asked]:
    found = _rows(records, "return_quarter", quarter, "project")
    for each in projects(records):
        if each.reports_in(quarter):
            row = found.get((each.record,), {})
            yield Asked(
                "projects", "return_quarter", PROJECT_FIGURES, each.record, each.number, "", row
            )


def _buildings(records: Records, quarter: Quarter) -> Iterator[Asked]:
    found = _rows(records, "park_quarter", quarter, "building")
    for kind in _usual(records, "park_quarter", quarter):
        building, label = text(kind, "building"), text(kind, "building.code")
        row = found.get((building,), {})
        yield Asked("park", "park_quarter", BUILDING_FIGURES, building, label, "", row)


def _costs(records: Records, quarter: Quarter) -> Iterator[Asked]:
    found = _rows(records, "cost", quarter, "building", "category")
    for kind in _usual(records, "cost", quarter, "category"):
        building, category = text(kind, "building"), text(kind, "category")
        row = found.get((building, category), {})
        label = text(kind, "building.code")
        yield Asked("park", "cost", COST_FIGURES, building, label, category, row)


def _scores(records: Records, quarter: Quarter) -> Iterator[Asked]:
    found = _rows(records, "operator_score", quarter, "indicator")
    for each in scorecards(records, (quarter,))[quarter]:
        row = found.get((each.record,), {})
        yield Asked(
            "park",
            "operator_score",
            SCORE_FIGURES,
            each.record,
            each.contract_code,
            str(each.name),
            row,
        )


def _rows(
    records: Records, table: str, quarter: Quarter, *names: str
) -> dict[tuple[str, ...], Row]:
    rows = recorded(records, table, quarter)
    return {tuple(text(row, name) for name in names): row for row in rows}


@kept
def recorded(records: Records, table: str, quarter: Quarter) -> tuple[Row, ...]:
    """Return the records of an entity that are of a quarter."""
    return tuple(records.select(Query(table, where=(Condition("quarter", "=", str(quarter)),))))


def _usual(records: Records, table: str, quarter: Quarter, *names: str) -> list[Row]:
    """Return the buildings, by these fields too, of which figures came within four quarters."""
    year = tuple(str(each) for each in quarters_back(quarter, QUARTERS_PER_YEAR))
    return records.aggregate(
        Query(table, where=(Condition("quarter", "in", year),)),
        (Aggregate("rows", "rows"),),
        by=("building", "building.code", *names),
    )
