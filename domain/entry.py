"""What the two sides type each quarter: which lines, which figures, and what they were before."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from domain.commands import AddRow, SetFields
from domain.entities.cost import SPEC as COST
from domain.records import Condition, Query
from domain.standing.residence import reporting, residences
from domain.standing.returns import projects

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from domain.records import Records, Row, Value
    from domain.units import Quarter

REMARK_BEYOND: Final = 0.5
"""A figure that changed by more than this share of last quarter's asks for a remark."""


@dataclass(frozen=True, slots=True)
class Layout:
    """One grid of the quarter entry.

    Attributes:
        key: ``firms``, ``projects`` or ``park``.
        table: entity that takes the figures.
        subject: entity that the lines stand for.
        fields: figures in the order of the columns.
        explained: figures whose change asks for a remark.
    """

    key: str
    table: str
    subject: str
    fields: tuple[str, ...]
    explained: frozenset[str]


FIRMS: Final = Layout(
    "firms",
    "firm_quarter",
    "firm",
    (
        "revenue_fen",
        "rd_fen",
        "headcount",
        "rd_staff",
        "vat_fen",
        "cit_fen",
        "pit_fen",
        "other_tax_fen",
        "financing_fen",
        "grants_fen",
        "doctorates",
        "output_host_fen",
        "output_origin_fen",
    ),
    frozenset({"revenue_fen", "rd_fen", "headcount", "rd_staff"}),
)
PROJECTS: Final = Layout(
    "projects",
    "return_quarter",
    "return_project",
    ("investment_fen", "output_fen", "tax_fen", "jobs"),
    frozenset({"output_fen", "jobs"}),
)
PARK: Final = Layout(
    "park",
    "cost",
    "building",
    ("budget_fen", "actual_fen", "recovered_fen"),
    frozenset({"actual_fen"}),
)
LAYOUTS: Final[Mapping[str, Layout]] = {each.key: each for each in (FIRMS, PROJECTS, PARK)}


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a grid.

    Attributes:
        identity: fields that make the record this line's, without the quarter.
        subject: record the line stands for, e.g. a firm.
        code: what people call it, e.g. QH001.
        note: choice that tells lines of one subject apart, e.g. a cost's category.
        record: id of the quarter's record, empty while there is none.
        values: figures of the quarter; before: those of the quarter before.
    """

    identity: Mapping[str, Value]
    subject: str
    code: str
    note: str
    record: str
    values: Row
    before: Row

    def missing(self, fields: Sequence[str]) -> int:
        """Return how many of the figures are unknown."""
        return sum(self.values.get(name) is None for name in fields)

    def to_explain(self, layout: Layout) -> tuple[str, ...]:
        """Return the figures that changed by more than ±50 % while no remark says why."""
        if self.values.get("remark"):
            return ()
        return tuple(name for name in layout.fields if name in layout.explained and self._far(name))

    def _far(self, name: str) -> bool:
        now, then = self.values.get(name), self.before.get(name)
        if not isinstance(now, int) or not isinstance(then, int) or then == 0:
            return False
        return abs(now - then) > REMARK_BEYOND * abs(then)


def lines(records: Records, layout: Layout, quarter: Quarter) -> tuple[Line, ...]:
    """Return the lines that are owed for a quarter, with what is typed by now.

    Firms: those in the park on any day of the quarter. Projects: agreed and not halted before.
    Park: each building by cost category. A line with a record is shown in any case.
    """
    now = _by_identity(records, layout, quarter)
    then = _by_identity(records, layout, quarter.plus(-1))
    owed = _owed(records, layout, quarter)
    known = {identity for identity, _, _ in owed}
    extra = [each for each in now if each not in known]
    owed += [(each, _code(records, layout, each[0]), _note(each)) for each in extra]
    return tuple(
        Line(
            identity=dict(zip(_identity_fields(layout), identity, strict=True)),
            subject=identity[0],
            code=code,
            note=note,
            record=str(now.get(identity, {}).get("id", "")),
            values=now.get(identity, {}),
            before=then.get(identity, {}),
        )
        for identity, code, note in owed
    )


def completeness(shown: Sequence[Line], layout: Layout) -> tuple[int, int]:
    """Return how many figures are known, and how many are owed."""
    owed = len(shown) * len(layout.fields)
    return owed - sum(line.missing(layout.fields) for line in shown), owed


def fill(layout: Layout, line: Line, quarter: Quarter, values: Row) -> AddRow | SetFields:
    """Return the command that writes figures into a line, making its record when there is none."""
    if line.record:
        return SetFields(layout.table, line.record, values, key="command.enter_figures")
    return AddRow(
        layout.table,
        {**line.identity, "quarter": str(quarter), **values},
        key="command.enter_figures",
    )


_Identity = tuple[str, ...]


def _identity_fields(layout: Layout) -> tuple[str, ...]:
    if layout is PARK:
        return ("building", "category")
    return ("firm",) if layout is FIRMS else ("project",)


def _by_identity(records: Records, layout: Layout, quarter: Quarter) -> dict[_Identity, Row]:
    query = Query(layout.table, where=(Condition("quarter", "=", str(quarter)),))
    names = _identity_fields(layout)
    return {tuple(str(row[name]) for name in names): row for row in records.select(query)}


def _owed(records: Records, layout: Layout, quarter: Quarter) -> list[tuple[_Identity, str, str]]:
    if layout is FIRMS:
        return [((each.firm,), each.number, "") for each in reporting(residences(records), quarter)]
    if layout is PROJECTS:
        return [
            ((each.record,), each.number, "")
            for each in projects(records)
            if each.reports_in(quarter)
        ]
    choices = COST.field("category").choices
    categories = choices.values[:-1] if choices else ()
    buildings = records.select(Query("building", columns=("code",), order=("code",)))
    return [
        ((str(row["id"]), category), str(row["code"]), category)
        for row in buildings
        for category in categories
    ]


def _code(records: Records, layout: Layout, subject: str) -> str:
    row = records.get(layout.subject, subject) or {}
    return str(row.get("code" if layout is PARK else "number", subject))


def _note(identity: _Identity) -> str:
    return identity[1] if len(identity) > 1 else ""
