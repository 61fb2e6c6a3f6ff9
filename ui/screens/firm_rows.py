"""Put firms together with what follows from other records: stage, quadrant, revenue."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import timedelta
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final

from domain.entities.firm import SPEC
from domain.records import Condition, Query
from domain.standing.incentives import grants, overlaps
from domain.standing.kept import kept
from domain.standing.quadrants import quadrants_at
from domain.standing.space import leases_ending, tenancies
from domain.standing.stages import IN_INCUBATION, stage_moves
from domain.units import Quarter, quarters_back
from ui.values import trend_cell

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import date

    from domain.formatting import Formatter
    from domain.records import Records, Row, Value
    from domain.standing.incentives import Grant
    from ui.components.tables.cells import Cell

QUARTERS: Final = 12
STAGES: Final = (
    "lead",
    "screened",
    "panel",
    "admitted",
    "incubating",
    "on_watch",
    "ready",
    "graduated",
    "exited",
    "withdrawn",
    "rejected",
)
"""Stages of the incubation in the order in which they are shown."""

VIEWS: Final = ("all", "incubation", "stacked", "ending")
LABELS: Final = ("high_tech", "sme", "specialised")
TABLES: Final = frozenset(
    {"firm", "firm_quarter", "stage_change", "incentive", "lease", "region", "party"}
)
_COLUMNS: Final = tuple(
    dict.fromkeys(("number", *SPEC.label, "trajectory", *(f"{label}_date" for label in LABELS)))
)
"""What the table shows of a firm's own record, of thousands of firms."""
_ENDING_DAYS: Final = 90
_MONTHS: Final = 12
SERIES: Final = "series"
UNTIL: Final = "lease_end"
STACKED: Final = "supports"

Derived = dict[str, object]


@dataclass(frozen=True, slots=True)
class Firm:
    """One firm at the end of a quarter.

    Attributes:
        row: what the table shows of the record.
        stage: key of its stage, empty before the first.
        months: whole months in that stage, None before the first.
        quadrant: key of its quadrant.
        revenue, before: fen of the quarter and of the one before, None when unknown.
        labels: which of the three official labels it holds.
        views: which views show it.
        until: last day of its lease that ends soon, the first of several; None without.
        supports: payer and kind of its incentives that stack, the oldest first.
    """

    row: Row
    stage: str
    months: int | None
    quadrant: str
    revenue: int | None
    before: int | None
    labels: tuple[str, ...]
    views: tuple[str, ...]
    until: date | None
    supports: tuple[tuple[str, str], ...]

    @property
    def change(self) -> Fraction | None:
        """Change of revenue since the quarter before, as a share of it."""
        if self.revenue is None or not self.before:
            return None
        return Fraction(self.revenue - self.before, self.before)


@kept
def read_firms(records: Records, quarter: Quarter) -> tuple[Firm, ...]:
    """Return every firm as it stands on the last day of a quarter."""
    on = quarter.last_day
    stages: dict[str, tuple[str, date]] = {}
    for move in stage_moves(records):
        if move.date <= on:
            stages[move.firm] = (move.to_stage, move.date)
    quadrants = quadrants_at(records, on)
    revenue = _revenue(records, quarter)
    before = _revenue(records, quarter.plus(-1))
    stacked = _stacked(records, on)
    ending = _ending(records, on)
    made = []
    for row in records.select(Query("firm", columns=_COLUMNS)):
        firm = str(row["id"])
        stage, since = stages.get(firm, ("", None))
        views = ["all"]
        views += ["incubation"] if stage in IN_INCUBATION else []
        views += ["stacked"] if firm in stacked else []
        views += ["ending"] if firm in ending else []
        made.append(
            Firm(
                row,
                stage,
                None if since is None else months_between(since, on),
                quadrants.get(firm, "unknown"),
                revenue.get(firm),
                before.get(firm),
                tuple(name for name in LABELS if row[f"{name}_date"] is not None),
                tuple(views),
                ending.get(firm),
                stacked.get(firm, ()),
            )
        )
    return tuple(made)


def _ending(records: Records, on: date) -> dict[str, date]:
    """Return the firms of which a lease ends soon, each with the first of these days."""
    soon = leases_ending(tenancies(records), on, on + timedelta(days=_ENDING_DAYS))
    # The last written of a firm is that which ends first.
    return {each.firm: each.until for each in sorted(soon, key=lambda each: each.until)[::-1]}


def _stacked(records: Records, on: date) -> dict[str, tuple[tuple[str, str], ...]]:
    """Return the firms that two payers support at once, each with payers and kinds."""
    found: dict[str, dict[str, Grant]] = {}
    for pair in overlaps(grants(records), on):
        mine = found.setdefault(pair.first.firm, {})
        mine.update({each.record: each for each in (pair.first, pair.second)})
    return {
        firm: tuple(dict.fromkeys((each.payer, each.kind) for each in _by_start(mine)))
        for firm, mine in found.items()
    }


def _by_start(mine: Mapping[str, Grant]) -> list[Grant]:
    return sorted(mine.values(), key=lambda each: (each.start, each.number))


def months_between(first: date, last: date) -> int:
    """Return the whole months from one day to a later one."""
    months = (last.year - first.year) * _MONTHS + last.month - first.month
    return months - (last.day < first.day)


def revenue_series(
    records: Records, firms: Sequence[str], last: Quarter
) -> dict[str, tuple[int | None, ...]]:
    """Return the revenue (fen) of some firms over twelve quarters, the oldest first."""
    names = tuple(str(quarter) for quarter in quarters_back(last, QUARTERS))
    # A span rather than a list, so that the index of firms is used and not that of quarters.
    where = (
        Condition("firm", "in", tuple(firms)),
        Condition("quarter", ">=", names[0]),
        Condition("quarter", "<=", names[-1]),
    )
    columns = ("firm", "quarter", "revenue_fen")
    rows = records.select(Query("firm_quarter", columns=columns, where=where, order=("quarter",)))
    known = {(str(row["firm"]), str(row["quarter"])): _whole(row["revenue_fen"]) for row in rows}
    return {firm: tuple(known.get((firm, name)) for name in names) for firm in firms}


def _revenue(records: Records, quarter: Quarter) -> dict[str, int]:
    where = (Condition("quarter", "=", str(quarter)), Condition("revenue_fen", "known"))
    rows = records.select(
        Query("firm_quarter", columns=("firm", "revenue_fen"), where=where, order=("firm",))
    )
    known = {str(row["firm"]): _whole(row["revenue_fen"]) for row in rows}
    return {firm: value for firm, value in known.items() if value is not None}


def _whole(value: Value) -> int | None:
    return value if isinstance(value, int) else None


@dataclass(frozen=True, slots=True)
class FirmRows:
    """Firms narrowed and sorted; the lines of twelve quarters are read a page at a time."""

    records: Records
    quarter: Quarter
    firms: tuple[Firm, ...]
    order: tuple[str, ...] = ("-revenue",)
    names: Callable[[Row], str] = field(default=lambda row: str(row["number"]), compare=False)
    _in_order: list[Firm] = field(default_factory=list, init=False, compare=False, repr=False)

    @property
    def table(self) -> str:
        """The entity of the rows."""
        return "firm"

    @property
    def tables(self) -> frozenset[str]:
        """Entities from which the rows are put together."""
        return TABLES

    def count(self) -> int:
        """Return how many firms there are."""
        return len(self.firms)

    def page(self, offset: int, limit: int) -> Sequence[Row]:
        """Return some firms in order, each with what follows from other records."""
        firms = self._sorted()[offset : offset + limit]
        ids = [str(firm.row["id"]) for firm in firms]
        series = revenue_series(self.records, ids, self.quarter) if ids else {}
        return [_flat(firm, series[key]) for firm, key in zip(firms, ids, strict=True)]

    def place(self, record: str) -> int:
        """Return the number of a firm's row, -1 where it is not among them."""
        ids = [firm.row["id"] for firm in self._sorted()]
        return ids.index(record) if record in ids else -1

    def sorted_by(self, order: tuple[str, ...]) -> FirmRows:
        """Return the same firms in another order."""
        return replace(self, order=order)

    def _sorted(self) -> list[Firm]:
        """Return the firms in order, sorted when the first page is asked for."""
        if len(self._in_order) != len(self.firms):
            name = self.order[0]
            rank = self._ranks()[name.removeprefix("-")]
            ranked = [(rank(firm), str(firm.row["number"]), firm) for firm in self.firms]
            known = [each for each in ranked if each[0] is not None]
            known.sort(key=lambda each: each[:2], reverse=name.startswith("-"))
            unknown = [firm for value, _, firm in ranked if value is None]
            self._in_order.extend([*(firm for _, _, firm in known), *unknown])
        return self._in_order

    def _ranks(self) -> Mapping[str, Callable[[Firm], Any]]:
        """Return by what a column sorts: values of one kind, None where unknown."""
        return {
            "number": lambda firm: str(firm.row["number"]),
            "name": lambda firm: self.names(firm.row),
            "stage": lambda firm: _STAGE_RANKS.get(firm.stage),
            "months": lambda firm: firm.months,
            "revenue": lambda firm: firm.revenue,
            "change": lambda firm: firm.change,
            UNTIL: lambda firm: firm.until,
            STACKED: lambda firm: len(firm.supports) or None,
        }


_STAGE_RANKS: Final = {stage: rank for rank, stage in enumerate(STAGES)}


def _flat(firm: Firm, series: tuple[int | None, ...]) -> Row:
    # Rows are plain values: the line travels as text of whole fen, empty where unknown.
    line = ",".join("" if value is None else str(value) for value in series)
    change = firm.change
    return {
        **firm.row,
        "stage": firm.stage,
        "months": firm.months,
        "quadrant": firm.quadrant,
        "revenue": firm.revenue,
        "change": None if change is None else float(change),
        UNTIL: None if firm.until is None else firm.until.isoformat(),
        STACKED: ",".join(" ".join(each) for each in firm.supports),
        SERIES: line,
    }


def supports_of(row: Row) -> list[tuple[str, str]]:
    """Return payer and kind of the incentives that a row carries."""
    pairs = [each.partition(" ") for each in str(row[STACKED] or "").split(",") if each]
    return [(payer, kind) for payer, _, kind in pairs]


def line_cell(form: Formatter, row: Row) -> Cell:
    """Return the line that a row carries."""
    fen = [int(part) if part else None for part in str(row[SERIES] or "").split(",")]
    return trend_cell(form, fen, [form.money(each) for each in fen])


def matching(records: Records, firms: Iterable[Firm], words: str) -> tuple[Firm, ...]:
    """Return the firms in which each of the words occurs, in any field or by how a name sounds."""
    if not words.strip():
        return tuple(firms)
    rows = records.select(Query("firm", columns=("number",), search=words))
    found = {row["id"] for row in rows}
    return tuple(firm for firm in firms if firm.row["id"] in found)


RANKS: Final = {
    "stage": STAGES,
    "quadrant": (
        "host_separated",
        "host_together",
        "origin_together",
        "origin_separated",
        "elsewhere_together",
        "elsewhere_separated",
        "unknown",
        "exited",
        "not_admitted",
    ),
    "trajectory": ("I", "II"),
    "label": ("high_tech", "sme", "specialised"),
}
"""Facet → its values in the order in which they are shown."""


def facet_keys(firm: Firm, name: str) -> tuple[str, ...]:
    """Return the values of a facet that a firm has."""
    if name == "stage":
        return (firm.stage,)
    if name == "quadrant":
        return (firm.quadrant,)
    if name == "trajectory":
        return (str(firm.row["trajectory"] or ""),)
    return firm.labels
