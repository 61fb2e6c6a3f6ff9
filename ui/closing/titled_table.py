"""Show a small table under its title, or a sentence while it has no rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.components.label import Label
from ui.components.section_title import SectionTitle
from ui.components.tables.flat_table import FlatTable
from ui.components.tables.rows_model import RowsModel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ui.components.tables.cells import Cell, Column
    from ui.theme.appearance import Appearance


class TitledTable(QWidget):
    """Hold a title, a table as high as its rows, and what is said when it is empty.

    Signals:
        row_chosen: the number of the row that became current.
        row_opened: the number of the row that was entered by Enter or double-clicked.
    """

    row_chosen = Signal(int)
    row_opened = Signal(int)

    def __init__(self, appearance: Appearance, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = SectionTitle(appearance, parent=self)
        self._rows = RowsModel(parent=self)
        self.table = FlatTable(appearance, fit=True, parent=self)
        self.table.setObjectName(name)
        self.table.setModel(self._rows)
        self._note = Label("", "secondary", wrap=True, parent=self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for part in (self._title, self.table, self._note):
            column.addWidget(part)
        self.table.row_chosen.connect(self._on_row)
        self.table.row_opened.connect(self._on_opened)

    def set_columns(self, columns: Sequence[Column]) -> None:
        """Show other columns."""
        self._rows.set_columns(columns)
        self.table.set_columns(columns)

    def set_words(self, title: str, note: str, *, beside: str = "") -> None:
        """Say the title, what stands beside it, and what is said while there are no rows."""
        self._title.set_words(title, beside=beside)
        self.table.setAccessibleName(title)
        self._note.set_text(note)

    def set_rows(self, rows: Sequence[Sequence[Cell]]) -> None:
        """Show other rows."""
        self._rows.set_rows(rows)
        self.table.setVisible(bool(rows))
        self._note.setVisible(not rows)

    def choose(self, row: int) -> None:
        """Make a row the current one."""
        self.table.setCurrentIndex(self._rows.index(row, 0))

    def _on_row(self, key: str) -> None:
        if key.isdecimal():
            self.row_chosen.emit(int(key))

    def _on_opened(self, key: str) -> None:
        if key.isdecimal():
            self.row_opened.emit(int(key))
