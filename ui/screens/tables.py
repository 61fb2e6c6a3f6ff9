"""List every table of the workbook with its number of records."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from domain.records import Query
from ui.components.label import Label
from ui.components.tables.cells import Cell, Column
from ui.components.tables.flat_table import FlatTable
from ui.components.tables.rows_model import RowsModel
from ui.places import place_of
from ui.screen import HeaderParts, Screen
from ui.values import Values

if TYPE_CHECKING:
    from domain.records import Changes
    from ui.screen import ScreenContext


class TablesScreen(Screen):
    """Show all entities; a row leads to its table."""

    name = "tables"
    title_key = "page.tables"
    icon = "data"
    parts = HeaderParts(quarter=False)

    def __init__(self, context: ScreenContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._values = Values(context.language, context.specs)
        self._note = Label("", "note", parent=self)
        self._rows = RowsModel(parent=self)
        self.table = FlatTable(context.appearance, edge_padding=24, parent=self)
        self.table.setObjectName("tables.list")
        self.table.setModel(self._rows)
        self.table.row_opened.connect(context.desk.open_screen)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(4)
        note = QVBoxLayout()
        note.setContentsMargins(24, 0, 24, 0)
        note.addWidget(self._note)
        column.addLayout(note)
        column.addWidget(self.table, 1)
        context.bus.changed.connect(self._on_changed)
        self.retranslate()

    @override
    def activate(self, quarter: str) -> None:
        super().activate(quarter)
        self._read()

    @override
    def retranslate(self) -> None:
        say = self.context.say
        columns = (
            Column(say("tables.entity"), "text", 0, "", "entity"),
            Column(say("tables.place"), "text", 240, "", "place"),
            Column(say("tables.count"), "figure", 120, "", "count"),
        )
        self._rows.set_columns(columns)
        self.table.set_columns(columns)
        self.table.setAccessibleName(self.title())
        self._note.set_text(say("tables.note"))
        self._read()

    def _read(self) -> None:
        records, specs, say = self.context.records, self.context.specs, self.context.say
        rows, keys = [], []
        for table, spec in specs.items():
            count = self._values.format.integer(records.count(Query(table)))
            place = say(f"place.{place_of(table, specs).key}")
            name = Cell(self._values.title(table, many=True), icon=spec.icon)
            rows.append((name, Cell(place, tone="text_secondary"), Cell(count)))
            keys.append(table)
        self._rows.set_rows(rows, keys)

    def _on_changed(self, _changes: Changes) -> None:
        if self.isVisible():
            self._read()
