"""Show the lines of all settlements: quarter, rule and party first, then what is due and paid."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from typing_extensions import override

from domain.models.recorded_rules import recorded_rules
from domain.records import Condition, Query
from domain.standing.rows import amount, text
from ui.components.tables.cells import Cell, Column
from ui.row_source import Shown
from ui.screens.traced import TracedScreen

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from domain.records import Row
    from ui.row_source import RowSource
    from ui.screen import ScreenContext

_FIRST: Final = ("party", "share_bp", "due_fen", "paid_fen", "paid_on", "reinvested_fen")
_LAST: Final = ("bound", "reference")
_OF_SOME: Final = ("borne_fen", "advanced_fen", "escrow_fen")
"""Of rules that divide costs or hold something back: shown where any line has them."""


class SettlementLinesScreen(TracedScreen):
    """Show who is due what under which rule, quarter by quarter."""

    def __init__(self, context: ScreenContext, parent: QWidget | None = None) -> None:
        self._versions: dict[str, tuple[str, int]] = {}
        super().__init__(context, "settlement_line", parent)

    @override
    def columns(self) -> list[Shown]:
        say = self.context.say
        own = {each.column.key: each for each in super().columns()}
        some = [name for name in _OF_SOME if self._has_any(name)]
        return [
            Shown(
                Column(say("field.settlement.quarter"), "text", -1, "", "quarter"),
                lambda row: Cell(self.values.quarter(text(row, "settlement.quarter"))),
                ("settlement.quarter",),
                ("settlement.quarter",),
            ),
            Shown(
                Column(say("entity.sharing_rule"), "text", -1, "", "rule"),
                self._rule_cell,
                ("settlement.rule_version",),
                ("settlement.rule_version",),
            ),
            *(own[name] for name in (*_FIRST, *some, *_LAST)),
        ]

    @override
    def rows(self) -> RowSource:
        rules = recorded_rules(self.context.records)
        codes = {text(rule, "id"): text(rule, "code") for rule in rules.rules}
        self._versions = {
            version.record: (codes[rule], amount(version.row, "version"))
            for rule, versions in rules.versions.items()
            for version in versions
        }
        return super().rows()

    def _rule_cell(self, row: Row) -> Cell:
        record = text(row, "settlement.rule_version")
        code, number = self._versions.get(record, ("—", 0))
        full = self.values.record(self.context.records, "sharing_rule_version", record)
        return Cell(self.context.say("settling.rule_version", rule=code, version=number), tip=full)

    def _has_any(self, name: str) -> bool:
        where = (Condition(name, "known"), Condition(name, "!=", 0))
        return self.context.records.count(Query(self.name, where=where)) > 0
