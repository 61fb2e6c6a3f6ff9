"""Head and fill the columns of the table of firms; a view begins with what it is about."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from ui.components.tables.cells import Cell, Column
from ui.place_names import firm_shortened, party_short
from ui.row_source import Shown
from ui.screens.firm_rows import STACKED, UNTIL, line_cell, supports_of
from ui.values import state_cell

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from domain.records import Records, Row
    from ui.values import Values

_WIDTHS: Final = {"revenue": -1, "months": -1, "change": 72}
_KINDS: Final = {
    "stage": "state",
    "months": "figure",
    "revenue": "figure",
    "change": "change",
}
_ABOUT: Final = {"ending": UNTIL, "stacked": STACKED}
"""View → the column that tells what it is about."""
_ORDERS: Final = {"ending": (UNTIL,)}
_NAMES: Final = {
    "name": "entity.firm",
    "revenue": "firms.revenue.short",
}
_SPARK_PX: Final = 84


def column_names(view: str) -> tuple[str, ...]:
    """Return the columns by which the firms of a view may be sorted, from left to right."""
    about = (_ABOUT[view],) if view in _ABOUT else ()
    return ("number", "name", *about, "stage", "months", "revenue", "change")


def order_of(view: str) -> tuple[str, ...]:
    """Return how a view is sorted until the user sorts it: leases by the day on which they end."""
    return _ORDERS.get(view, ("-revenue",))


@dataclass(frozen=True, slots=True)
class FirmColumns:
    """Columns of the firms, in the language in force."""

    values: Values
    records: Records

    def shown(self, view: str, hidden: Collection[str]) -> list[Shown]:
        """Return the columns of a view but those that the user has put away."""
        names = [name for name in column_names(view) if name not in hidden]
        shown = [Shown(self._column(name), self._cells[name], (name,)) for name in names]
        if "line" in hidden:
            return shown
        spark = Column(self._say("firms.line"), "spark", _SPARK_PX, "", "line")
        return [*shown, Shown(spark, lambda row: line_cell(self.values.format, row))]

    def _column(self, name: str) -> Column:
        unit = self.values.format.unit("money") if name == "revenue" else ""
        heading = self._say(_NAMES.get(name, f"firms.{name}"))
        width = 0 if name == "name" else _WIDTHS.get(name, -1)
        return Column(heading, _KINDS.get(name, "text"), width, unit, name)

    @property
    def _cells(self) -> Mapping[str, Callable[[Row], Cell]]:
        form = self.values.format
        decimals = 2 if form.lang == "zh" else 0
        return {
            "number": lambda row: Cell(str(row["number"]), tone="text_secondary"),
            "name": self._name,
            UNTIL: lambda row: Cell(form.date(str(row[UNTIL] or ""), "numeric")),
            STACKED: self._supports,
            "stage": self._stage,
            "months": lambda row: Cell(form.integer(row["months"])),
            "revenue": lambda row: Cell(form.money(row["revenue"], decimals)),
            "change": self._change,
        }

    def _say(self, key: str, **values: str | int) -> str:
        return self.values.language.say(key, **values)

    def _name(self, row: Row) -> Cell:
        name = self.values.label("firm", row)
        return Cell(firm_shortened(self.values, name), tip=name)

    def _supports(self, row: Row) -> Cell:
        """Return how many supports stack and who pays them; what each is for is told beside."""
        found = [
            (party_short(self.values, self.records, payer), kind)
            for payer, kind in supports_of(row)
        ]
        kinds = [
            self._say("firms.supports.one", payer=payer, kind=self._kind(kind))
            for payer, kind in found
        ]
        payers = self._say("ui.comma").join(dict.fromkeys(payer for payer, _ in found))
        shown = self._say("firms.supports.payers", count=len(found), payers=payers)
        return Cell(shown, tone="text", tip=self._say("ui.semicolon").join(kinds))

    def _kind(self, kind: str) -> str:
        return self._say(f"choice.incentive_kind.{kind}")

    def _stage(self, row: Row) -> Cell:
        stage = str(row["stage"] or "")
        if not stage:
            return Cell("—", tone="text_note")
        return state_cell("stage", stage, self._say(f"choice.stage.{stage}"))

    def _change(self, row: Row) -> Cell:
        change = row["change"]
        known = change if isinstance(change, int | float) else None
        ratio = None if known is None else Fraction(known).limit_denominator(10**9)
        return Cell(self.values.format.relative(ratio), tone="text_secondary")
