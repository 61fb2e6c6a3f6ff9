"""List records that are likely the same, group by group, each with the reason."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal

from ui.components.label import Label
from ui.components.side_panel import SidePanel
from ui.components.tables.cells import Cell, Column
from ui.components.tables.flat_table import FlatTable
from ui.components.tables.rows_model import KEY, RowsModel

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from PySide6.QtCore import QModelIndex
    from PySide6.QtWidgets import QWidget

    from domain.merging.duplicates import Likeness
    from ui.screen import ScreenContext
    from ui.values import Values

_NUMBER_PX: Final = 68


class DuplicatesPanel(SidePanel):
    """Show the groups; the one that is opened is to be merged.

    Signals:
        merge_asked: the records of a group, a tuple of ids.
    """

    merge_asked = Signal(object)

    def __init__(
        self, context: ScreenContext, values: Values, table: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(context.appearance, context.words, parent)
        self.setObjectName("duplicates.panel")
        self._context = context
        self._values = values
        self._entity = table
        self._groups: tuple[Likeness, ...] = ()
        self._about = Label("", "secondary", wrap=True, parent=self)
        self._model = RowsModel(parent=self)
        self.table = FlatTable(context.appearance, fit=True, parent=self)
        self.table.setObjectName("duplicates.groups")
        self.table.setModel(self._model)
        self.table.row_opened.connect(self._on_opened)
        self.table.clicked.connect(self._on_clicked)
        self.body.addWidget(self._about)
        self.body.addWidget(self.table)
        self.body.addStretch(1)
        self.say_again()

    def show_groups(self, groups: Sequence[Likeness]) -> None:
        """Show groups of records that are likely the same."""
        self._groups = tuple(groups)
        self._show()

    def say_again(self) -> None:
        """Say everything in the language in force."""
        say = self._context.say
        self.retranslate(self._context.words)
        self.set_title(say("duplicates.title"))
        self._about.set_text(say("duplicates.about"))
        self.table.setAccessibleName(say("duplicates.title"))
        self._show()

    def _show(self) -> None:
        say = self._context.say
        columns = [
            Column(say("firms.number"), "text", _NUMBER_PX),
            Column(self._values.title(self._entity), "text", 0),
            Column(say("duplicates.why"), "text", -1),
        ]
        rows = [row for each in self._groups for row in self._rows(each)]
        keys = [str(at) for at, each in enumerate(self._groups) for _ in each.records]
        self._model.set_columns(columns)
        self._model.set_rows(rows, keys)
        self.table.set_columns(columns)

    def _rows(self, group: Likeness) -> Iterator[list[Cell]]:
        """Yield a row per record of a group; the reason stands at the first."""
        why = self._context.say(f"merge.why.{group.reason}")
        for record in group.records:
            row = self._context.records.get(self._entity, record) or {}
            name = self._values.label(self._entity, row)
            number = Cell(str(row.get("number") or ""), tone="text_secondary")
            yield [number, Cell(name, tip=name), Cell(why, tone="text_note", small=True, tip=why)]
            why = ""

    def _on_clicked(self, index: QModelIndex) -> None:
        self._on_opened(str(index.data(KEY)))

    def _on_opened(self, group: str) -> None:
        self.merge_asked.emit(self._groups[int(group)].records)
