"""The entry grid: names that stay in place, figures that scroll, totals under them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QGridLayout,
    QHeaderView,
    QWidget,
)
from typing_extensions import override

from ui.components.tables.flat_table import FlatTable
from ui.components.tables.rows_model import RowsModel
from ui.screens.entry.delegate import FigureDelegate, NameDelegate

if TYPE_CHECKING:
    from ui.screens.entry.model import EntryModel
    from ui.theme.appearance import Appearance

_NAME_WIDTH: Final = 250
_STEPS: Final = {
    Qt.Key.Key_Return: (1, 0),
    Qt.Key.Key_Enter: (1, 0),
    Qt.Key.Key_Tab: (0, 1),
    Qt.Key.Key_Backtab: (0, -1),
}


class FigureTable(FlatTable):
    """A table that is typed into like a spreadsheet.

    Signals:
        pasted: text of the clipboard, to be written from the current cell on.
        same_asked: the selected cells shall be as last quarter.
        fill_asked: the first selected row shall be repeated in those below.
        fault_asked: go to the next refused cell.
    """

    pasted = Signal(str)
    same_asked = Signal()
    fill_asked = Signal()
    fault_asked = Signal()

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(appearance, edge_padding=8, parent=parent)
        self.setObjectName("quarter_entry.grid")
        self.set_cell_focus(on=True)
        self.set_column_lines(on=True)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(
            triggers.AnyKeyPressed | triggers.DoubleClicked | triggers.EditKeyPressed
        )
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Paste):
            self.pasted.emit(QGuiApplication.clipboard().text())
        elif (
            event.key() == Qt.Key.Key_D and event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            rows = {index.row() for index in self.selectedIndexes()}
            (self.fill_asked if len(rows) > 1 else self.same_asked).emit()
        elif event.key() == Qt.Key.Key_F8:
            self.fault_asked.emit()
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._clear()
        elif self.state() == QAbstractItemView.State.EditingState:
            # The key is the editor's: closing it goes on to the next cell.
            event.accept()
        elif event.key() in _STEPS:
            self.step(*_STEPS[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    @override
    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Go on to the next cell instead of letting the view choose."""
        hints = QAbstractItemDelegate.EndEditHint
        super().closeEditor(editor, hints.NoHint)
        if hint == hints.EditNextItem:
            self.step(0, 1)
        elif hint == hints.EditPreviousItem:
            self.step(0, -1)
        elif hint == hints.SubmitModelCache:
            self.step(1, 0)

    def step(self, down: int, right: int) -> None:
        """Move the current cell; past the last figure begin the next line."""
        current = self.currentIndex()
        first, last = 1, self.model().columnCount() - 2
        row, column = current.row() + down, current.column() + right
        if column > last:
            row, column = row + 1, first
        elif column < first:
            row, column = row - 1, last
        if 0 <= row < self.model().rowCount():
            self.setCurrentIndex(self.model().index(row, column))

    def _clear(self) -> None:
        for index in self.selectedIndexes():
            self.model().setData(index, "")


class EntryGrid(QWidget):
    """Five tables that act as one: head corner, figures, totals and the frozen names.

    Signals:
        current_changed: another cell became current.
    """

    current_changed = Signal(QModelIndex)

    def __init__(
        self, appearance: Appearance, model: EntryModel, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._model = model
        self.names = FlatTable(appearance, edge_padding=8, parent=self)
        self.figures = FigureTable(appearance, self)
        self._total_names = FlatTable(appearance, fit=True, edge_padding=8, parent=self)
        self._total_figures = FlatTable(appearance, fit=True, edge_padding=8, parent=self)
        self._totals = (RowsModel((), self), RowsModel((), self))
        for table in (self.names, self.figures):
            table.setModel(model)
        self.names.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.names.setSelectionModel(self.figures.selectionModel())
        for table, rows in zip((self._total_names, self._total_figures), self._totals, strict=True):
            table.setModel(rows)
            table.horizontalHeader().hide()
            table.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            table.setProperty("ground", "canvas")
        self._lay_out()
        self._tie()

    def refresh_columns(self) -> None:
        """Head the columns in the language and for the layout in force."""
        columns = self._model.columns()
        self.names.set_columns(columns)
        self.names.setItemDelegateForColumn(0, NameDelegate(self._appearance, self.names))
        self.figures.set_columns(columns)
        for number in range(1, len(columns)):
            self.names.setColumnHidden(number, True)
        self.figures.setColumnHidden(0, True)
        for number in range(1, len(columns) - 1):
            delegate = FigureDelegate(self._appearance, self.figures)
            self.figures.setItemDelegateForColumn(number, delegate)
        self.refresh_totals()
        if not self.figures.currentIndex().isValid() and self._model.rowCount():
            self.figures.setCurrentIndex(self._model.index(0, 1))

    def refresh_totals(self) -> None:
        """Write the total row again."""
        columns, cells = self._model.columns(), self._model.totals()
        for table, rows, part in (
            (self._total_names, self._totals[0], slice(0, 1)),
            (self._total_figures, self._totals[1], slice(1, None)),
        ):
            rows.set_columns(columns[part])
            table.set_columns(columns[part])
            rows.set_rows([cells[part]], ["total"])
        for number in range(len(columns) - 2):
            delegate = FigureDelegate(self._appearance, self._total_figures)
            self._total_figures.setItemDelegateForColumn(number, delegate)

    def go_to(self, index: QModelIndex) -> None:
        """Make a cell current and show it."""
        if index.isValid():
            self.figures.setCurrentIndex(index)
            self.figures.scrollTo(index)
            self.figures.setFocus()

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(0)
        grid.addWidget(self.names, 0, 0)
        grid.addWidget(self.figures, 0, 1)
        grid.addWidget(self._total_names, 1, 0)
        grid.addWidget(self._total_figures, 1, 1)
        grid.setColumnStretch(1, 1)
        off = Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        for table in (self.names, self._total_names):
            table.setFixedWidth(_NAME_WIDTH)
            table.setHorizontalScrollBarPolicy(off)
            table.setVerticalScrollBarPolicy(off)
        self._total_figures.setHorizontalScrollBarPolicy(off)
        self.names.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)

    def _tie(self) -> None:
        figures, names = self.figures.verticalScrollBar(), self.names.verticalScrollBar()
        figures.valueChanged.connect(names.setValue)
        names.valueChanged.connect(figures.setValue)
        across = self._total_figures.horizontalScrollBar()
        along = self.figures.horizontalScrollBar()
        along.valueChanged.connect(across.setValue)
        # The totals have no scroll bar of their own: what the other one can reach, they can.
        along.rangeChanged.connect(across.setRange)
        self.figures.selectionModel().currentChanged.connect(self._on_current)

    def _on_current(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if current.column() == 0 and current.isValid():
            self.figures.selectionModel().setCurrentIndex(
                self._model.index(current.row(), 1),
                QItemSelectionModel.SelectionFlag.ClearAndSelect,
            )
            return
        self.current_changed.emit(current)
