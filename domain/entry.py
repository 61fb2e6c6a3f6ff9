"""What the two sides type each quarter: which lines, which figures, and what they were before."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from domain.commands import AddRow, SetFields
from domain.entities.cost import SPEC as COST
from domain.errors import DomainError
from domain.records import Condition, Query
from domain.standing.completeness import PROJECT_FIGURES, asked, recorded
from domain.standing.kept import kept
from domain.standing.rows import text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from domain.records import Records, Row, Value
    from domain.standing.completeness import Asked
    from domain.units import Quarter

REMARK_BEYOND: Final = 0.5
"""A figure that changed by more than this share of last quarter's asks for a remark."""


@dataclass(frozen=True, slots=True)
class Layout:
    """One grid of the quarter entry.

    Attributes:
        key: name of the grid.
        section: part of the form it belongs to: ``firms``, ``projects`` or ``park``.
        table: entity that takes the figures.
        subject: entity that the lines stand for; empty where each record is a line of its own,
            as an event is, and a line more takes a new one.
        identity: fields that tell the lines apart within a quarter.
        fields: what is typed, in the order of the columns.
        explained: figures whose change asks for a remark.
        period: field of the quarter, or of the day that lies in it.
        told_changes: those explained, in the order of the columns.
    """

    key: str
    section: str
    table: str
    subject: str
    identity: tuple[str, ...]
    fields: tuple[str, ...]
    explained: frozenset[str] = frozenset()
    period: str = "quarter"
    told_changes: tuple[str, ...] = field(init=False)

    def __post_init__(self) -> None:
        told = tuple(name for name in self.fields if name in self.explained)
        object.__setattr__(self, "told_changes", told)

    @property
    def listed(self) -> bool:
        """Tell whether each record is a line of its own."""
        return not self.subject


FIRMS: Final = Layout(
    "firms",
    "firms",
    "firm_quarter",
    "firm",
    ("firm",),
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
    # Taxes, financing, grants and the few doctors of a firm leap by nature: asking for a reason
    # there would drown the figures that seldom do.
    frozenset(
        {
            "revenue_fen",
            "rd_fen",
            "headcount",
            "rd_staff",
            "output_host_fen",
            "output_origin_fen",
        }
    ),
)
PROJECTS: Final = Layout(
    "projects",
    "projects",
    "return_quarter",
    "return_project",
    ("project",),
    PROJECT_FIGURES,
    frozenset({"output_fen", "jobs"}),
)
COSTS: Final = Layout(
    "costs",
    "park",
    "cost",
    "building",
    ("building", "category"),
    ("budget_fen", "actual_fen", "recovered_fen"),
    frozenset({"actual_fen"}),
)
RENT: Final = Layout(
    "rent",
    "park",
    "park_quarter",
    "building",
    ("building",),
    ("rent_invoiced_fen", "rent_collected_fen", "non_rent_income_fen", "occupied_area"),
    frozenset({"rent_invoiced_fen", "occupied_area"}),
)
OPERATORS: Final = Layout(
    "operators", "park", "operator_score", "operator_indicator", ("indicator",), ("actual",)
)
INCENTIVES: Final = Layout(
    "incentives",
    "park",
    "incentive",
    "",
    (),
    ("number", "start", "firm", "payer", "kind", "amount_fen", "condition", "claw_back_date"),
    period="start",
)
LAND: Final = Layout(
    "land",
    "park",
    "land_entry",
    "",
    (),
    ("date", "from_party", "to_party", "quota_kind", "land", "counter_value_fen", "document"),
    period="date",
)
EVENTS: Final = Layout(
    "events",
    "park",
    "event",
    "",
    (),
    ("date", "kind", "title", "place", "participants", "amount_fen"),
    period="date",
)
ENGINEER_DAYS: Final = Layout(
    "engineer_days",
    "park",
    "diffusion_entry",
    "",
    (),
    ("date", "kind", "firm", "beneficiary", "person_days", "amount_fen"),
    period="date",
)
LAYOUTS: Final[Mapping[str, Layout]] = {
    each.key: each
    for each in (
        FIRMS,
        PROJECTS,
        COSTS,
        RENT,
        OPERATORS,
        INCENTIVES,
        LAND,
        EVENTS,
        ENGINEER_DAYS,
    )
}
"""Every grid, in the order of the form."""


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a grid.

    Attributes:
        identity: fields that make the record this line's, without the quarter.
        subject: record the line stands for, e.g. a firm; of a list, the record itself.
        code: what people call it, e.g. QH001.
        note: what tells lines of one subject apart, e.g. a cost's category.
        record: id of the quarter's record, empty while there is none.
        values: figures of the quarter; before: those of the quarter before.
        asked: figures that are owed; the others may be typed as well.
        told: figures whose change asks for a remark, in the order of the columns.
        missing: how many of the figures owed are unknown.
        to_explain: figures that changed by more than ±50 % while no remark says why.
    """

    identity: Mapping[str, Value]
    subject: str
    code: str
    note: str
    record: str
    values: Row
    before: Row
    asked: frozenset[str] = frozenset()
    told: tuple[str, ...] = ()
    missing: int = field(init=False)
    to_explain: tuple[str, ...] = field(init=False)

    def __post_init__(self) -> None:
        # Found once: filters, meter and states ask for them at every key.
        missing = [*map(self.values.get, self.asked)].count(None)
        object.__setattr__(self, "missing", missing)
        object.__setattr__(self, "to_explain", self._unexplained())

    @property
    def silent(self) -> bool:
        """Tell whether figures are owed and none is known."""
        return bool(self.asked) and self.missing == len(self.asked)

    def _unexplained(self) -> tuple[str, ...]:
        values, before = self.values, self.before
        if not before or values.get("remark"):
            return ()
        far: list[str] = []
        for name in self.told:
            now, then = values.get(name), before.get(name)
            # Asked of every line and figure of a large park: no call of a function more.
            if not isinstance(now, int) or not isinstance(then, int) or then == 0:
                continue
            if abs(now - then) > REMARK_BEYOND * abs(then):
                far.append(name)
        return tuple(far)


@kept
def lines(records: Records, layout: Layout, quarter: Quarter) -> tuple[Line, ...]:
    """Return the lines of a grid for a quarter, with what is typed by now.

    What is owed comes from ``domain.standing.completeness``; besides, every building has a line
    per category of cost and one for its rent, and a line with a record is shown in any case.
    """
    if layout.listed:
        return _listed(records, layout, quarter)
    now = _by_identity(layout, recorded(records, layout.table, quarter))
    then = _by_identity(layout, recorded(records, layout.table, quarter.plus(-1)))
    owed = {_key(layout, each): each for each in asked(records, quarter) if _is_of(layout, each)}
    places = dict.fromkeys((*_offered(records, layout), *owed, *now))
    # Thousands of lines are asked for the same figures: they share one set of them.
    figures = {fields: frozenset(fields) for fields in {each.fields for each in owed.values()}}
    made: list[Line] = []
    for place in places:
        wanted, values = owed.get(place), now.get(place, {})
        line = Line(
            identity=dict(zip(layout.identity, place, strict=True)),
            subject=place[0],
            code=_code(records, layout, place[0], wanted),
            note=place[1] if len(place) > 1 else "",
            record=text(values, "id"),
            values=values,
            before=then.get(place, {}),
            asked=frozenset() if wanted is None else figures[wanted.fields],
            told=layout.told_changes,
        )
        made.append(line)
    return tuple(made)


def renewed(records: Records, layout: Layout, line: Line, record: str) -> Line:
    """Return a line with its record read again, after one edit of it."""
    row = records.get(layout.table, record)
    found = row if row is not None else {}
    return Line(
        line.identity,
        line.subject,
        line.code,
        line.note,
        text(found, "id"),
        found,
        line.before,
        line.asked,
        line.told,
    )


def known_of(shown: Iterable[Line]) -> tuple[int, int]:
    """Return how many of the figures owed by these lines are known, and how many are owed."""
    every = tuple(shown)
    owed = sum(len(line.asked) for line in every)
    return owed - sum(line.missing for line in every), owed


def fill(layout: Layout, line: Line, quarter: Quarter, values: Row) -> AddRow | SetFields:
    """Return the command that writes figures into a line, making its record when there is none.

    A figure that comes in takes back the mark that nothing was reported.

    Raises:
        DomainError: ``outside_quarter``, as ``check_day``.
    """
    check_day(layout, quarter, values)
    if line.values.get("not_reported") == 1 and any(
        value is not None and name in layout.fields for name, value in values.items()
    ):
        values = {**values, "not_reported": 0}
    if line.record:
        return SetFields(layout.table, line.record, values, key="command.enter_figures")
    whole = dict(values) if layout.listed else {**line.identity, "quarter": str(quarter), **values}
    return AddRow(layout.table, whole, key="command.enter_figures")


def check_day(layout: Layout, quarter: Quarter, values: Row) -> None:
    """Refuse a day that does not lie in the quarter: its record would stand in another grid.

    Raises:
        DomainError: ``outside_quarter`` at the field of the day.
    """
    day = values.get(layout.period) if layout.listed else None
    first, last = quarter.first_day.isoformat(), quarter.last_day.isoformat()
    if isinstance(day, str) and not first <= day <= last:
        raise DomainError(
            "outside_quarter", table=layout.table, field=layout.period, value=day,
            quarter=str(quarter),
        )  # fmt: skip


_Identity = tuple[str, ...]


def _is_of(layout: Layout, each: Asked) -> bool:
    return each.table == layout.table


def _key(layout: Layout, each: Asked) -> _Identity:
    return (each.subject, each.detail) if layout is COSTS else (each.subject,)


def _by_identity(layout: Layout, rows: Iterable[Row]) -> dict[_Identity, Row]:
    if len(layout.identity) == 1:
        name = layout.identity[0]
        return {(text(row, name),): row for row in rows}
    return {tuple(text(row, name) for name in layout.identity): row for row in rows}


def _offered(records: Records, layout: Layout) -> Iterator[_Identity]:
    if layout.subject != "building":
        return
    buildings = records.select(Query("building", columns=("code",), order=("code",)))
    for row in buildings:
        if layout is RENT:
            yield (text(row, "id"),)
        else:
            yield from ((text(row, "id"), category) for category in _categories())


def _categories() -> Sequence[str]:
    choices = COST.field("category").choices
    return choices.values[:-1] if choices else ()


def _code(records: Records, layout: Layout, subject: str, wanted: Asked | None) -> str:
    """Return what tells a line besides its name; a code that is but a name tells nothing more."""
    if wanted is not None and layout.subject != "building":
        return wanted.label
    row = records.get(layout.subject, subject) or {}
    code = text(row, "number") or text(row, "code") or text(row, "name") or subject
    named = layout.subject == "building" and code in {
        text(row, name) for name in ("name_zh", "name_fr", "name_en")
    }
    return "" if named else code


def _listed(records: Records, layout: Layout, quarter: Quarter) -> tuple[Line, ...]:
    where = (
        Condition(layout.period, ">=", quarter.first_day.isoformat()),
        Condition(layout.period, "<=", quarter.last_day.isoformat()),
    )
    rows = records.select(Query(layout.table, where=where, order=(layout.period,)))
    return tuple(Line({}, text(row, "id"), "", "", text(row, "id"), row, {}) for row in rows)
