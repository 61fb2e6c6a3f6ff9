"""The entry grid: names and states that stay in place, figures that scroll, totals under them."""

from __future__ import annotations

from itertools import accumulate
from math import ceil
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QGridLayout, QHeaderView, QScrollBar, QWidget
from typing_extensions import override

from ui.components.label import ElidedLabel
from ui.components.tables.cells import LOOK, Cell
from ui.components.tables.flat_table import FlatTable
from ui.components.tables.rows_model import RowsModel
from ui.screens.entry.delegate import FigureDelegate, NameDelegate
from ui.screens.entry.place import KeptPlace
from ui.screens.entry.table import FigureTable

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from ui.components.tables.cells import Column
    from ui.screens.entry.model import EntryModel
    from ui.theme.appearance import Appearance

_NAME_WIDTH: Final = 224
_NUMBER_WIDTH: Final = 72
_STATE_WIDTH: Final = 128
_WIDEST: Final = 400
_NARROWEST: Final = 96
_TOLD_ROWS: Final = 2
"""Lines from which on a column of words is as wide as they ask for."""
_MEASURED: Final = 40
"""Rows that say how wide words are: as many as are seen, of thousands."""
_NOTE_GAP: Final = 6
_CELL_PX: Final = 20


class EntryGrid(QWidget):
    """Six tables that act as one: frozen names, figures, frozen states, and their totals.

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
        self.figures = FigureTable(appearance, model, self)
        self.states = FlatTable(appearance, edge_padding=8, parent=self)
        self.states.set_column_lines(on=True)
        self._sums = tuple(
            FlatTable(appearance, fit=True, edge_padding=8, parent=self) for _ in range(3)
        )
        self._words: dict[int, int] = {}
        self._fitted = False
        self._totals = tuple(RowsModel((), self) for _ in self._sums)
        self._change = ElidedLabel("", "note", parent=self)
        self._change.setObjectName("quarter_entry.change")
        self._along = QScrollBar(Qt.Orientation.Horizontal, self)
        self.figures.setModel(model)
        for table in (self.names, self.states):
            table.setModel(model)
            table.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            table.setSelectionModel(self.figures.selectionModel())
        for table, rows in zip(self._sums, self._totals, strict=True):
            table.setModel(rows)
            table.horizontalHeader().hide()
            table.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            table.setProperty("ground", "canvas")
        KeptPlace(self.figures, model)
        self._lay_out()
        self._tie()

    def refresh_columns(self) -> None:
        """Head the columns in the language and for the layout in force; totals are told apart.

        The columns get their widths with the totals that are told next.
        """
        columns = self._model.columns()
        last = len(columns) - 1
        for table, shown in (
            (self.names, {0}),
            (self.figures, set(range(1, last))),
            (self.states, {last}),
        ):
            table.set_columns(columns)
            if len(shown) == 1:
                table.setAccessibleName(columns[max(shown)].heading)
            for number in range(len(columns)):
                table.setColumnHidden(number, number not in shown)
        self.names.setItemDelegateForColumn(0, NameDelegate(self._appearance, self.names))
        for number in range(1, last):
            delegate = FigureDelegate(self._appearance, self._model, self.figures)
            self.figures.setItemDelegateForColumn(number, delegate)
        for table, column in ((self.names, 0), (self.states, last)):
            header = table.horizontalHeader()
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        self._head_totals(columns)
        self._widen_headings(last)
        self._words = {
            number: self._least(number)
            for number, column in enumerate(columns[:-1])
            if number and column.kind == "text"
        }
        self._fitted = False
        if not self.figures.currentIndex().isValid() and self._model.rowCount():
            self.figures.setCurrentIndex(self._model.index(0, 1))

    def refresh_totals(self) -> None:
        """Write the total row again."""
        cells = self._model.totals()
        for table, rows, part in zip(self._sums, self._totals, _PARTS, strict=True):
            table.setAccessibleName(cells[0].text)
            rows.set_rows([cells[part]], ["total"])
        if not self._fitted:
            self._fitted = True
            self._widen_figures(cells)
            self._fit_names()

    def show_change(self, words: str) -> None:
        """Say under the totals by how much the current figure changed since last quarter."""
        self._change.set_text(words)
        self._change.setContentsMargins(8, 0, 0, 2)

    def go_to(self, index: QModelIndex) -> None:
        """Make a cell current and show it."""
        if index.isValid():
            self.figures.setCurrentIndex(index)
            self.figures.scrollTo(index)
            self.figures.setFocus()

    def _widen_headings(self, last: int) -> None:
        """Let no heading be cut: columns are as wide as their words, the totals below them too."""
        header, below = self.figures.horizontalHeader(), self._sums[1].horizontalHeader()
        for number in range(1, last):
            asked = header.sectionSizeFromContents(number).width()
            width = max(header.sectionSize(number), asked)
            header.resizeSection(number, width)
            below.resizeSection(number - 1, width)

    def _widen_figures(self, totals: list[Cell]) -> None:
        """Let no figure touch last quarter's beside it; the totals have room as well."""
        delegate = FigureDelegate(self._appearance, self._model, self)
        header = self.figures.horizontalHeader()
        for number, cells in enumerate(zip(totals, self._model.longest(), strict=True)):
            if cells[1] != Cell():
                asked = ceil(max(map(delegate.figure_width, cells)))
                self._resize(number, max(header.sectionSize(number), asked))

    def _head_totals(self, columns: tuple[Column, ...]) -> None:
        for table, rows, part in zip(self._sums, self._totals, _PARTS, strict=True):
            rows.set_columns(columns[part])
            table.set_columns(columns[part])
        for number in range(len(columns) - 2):
            delegate = FigureDelegate(self._appearance, self._model, self._sums[1])
            self._sums[1].setItemDelegateForColumn(number, delegate)
        stretch = QHeaderView.ResizeMode.Stretch
        self._sums[2].horizontalHeader().setSectionResizeMode(0, stretch)

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(0)
        off = Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        for column, table in enumerate((self.names, self.figures, self.states)):
            total = self._sums[column]
            grid.addWidget(table, 0, column)
            grid.addWidget(total, 1, column)
            table.setHorizontalScrollBarPolicy(off)
            total.setHorizontalScrollBarPolicy(off)
        grid.addWidget(self._along, 2, 1)
        # The names alone are too narrow for it.
        grid.addWidget(self._change, 3, 0, 1, 4)
        grid.setColumnStretch(1, 1)
        # What few columns leave over goes to the right of the states.
        grid.addWidget(QWidget(self), 0, 3)
        grid.setColumnStretch(3, 0)
        for table in (self.states, self._sums[2]):
            table.setFixedWidth(_STATE_WIDTH)
        self.names.setVerticalScrollBarPolicy(off)
        self.figures.setVerticalScrollBarPolicy(off)

    def _fit_names(self) -> None:
        """Give the names what is left beside whole columns, so that no figure is cut."""
        if not self._model.columnCount():
            return
        width = _NUMBER_WIDTH if self._model.layout.listed else _NAME_WIDTH
        header = self.figures.horizontalHeader()
        for number, least in self._words.items():
            self._resize(number, least)
        room = self.width() - _STATE_WIDTH - width
        if header.length() < room:
            width = self._share_spare(width, room - header.length())
        else:
            sizes = [header.sectionSize(each) for each in range(header.count())]
            ends = [end for end in accumulate(size for size in sizes if size) if end <= room]
            left = room - ends[-1] if ends and ends[-1] < header.length() else 0
            listed = self._model.layout.listed
            width = self._share_spare(width, left) if listed else width + left
        for part in (self.figures, self._sums[1], self._along):
            part.setMaximumWidth(header.length())
        for table in (self.names, self._sums[0]):
            table.setFixedWidth(width)

    def _share_spare(self, width: int, spare: int) -> int:
        """Let words that are cut have the room that is left over; return the names' width."""
        columns = {0: width, **self._words}
        for number, least in columns.items():
            wanted = min(self._widest(number), _WIDEST) - least
            more = max(min(wanted, spare), 0)
            spare -= more
            if number:
                self._resize(number, least + more)
            else:
                width += more
        return width

    def _least(self, number: int) -> int:
        """Return the width of a column of words, in pixels: less where nothing in it is longer."""
        header = self.figures.horizontalHeader()
        usual, asked = header.sectionSize(number), header.sectionSizeFromContents(number).width()
        if self._model.rowCount() < _TOLD_ROWS:
            return usual
        return min(usual, max(asked, self._widest(number), _NARROWEST))

    def _widest(self, number: int) -> int:
        """Return the width that the first rows of a column ask for, in pixels."""
        strong, small = self.figures.fontMetrics(), QFontMetrics(self._appearance.font(12))
        widest = 0
        for row in range(min(self._model.rowCount(), _MEASURED)):
            cell = self._model.index(row, number).data(LOOK)
            if isinstance(cell, Cell):
                note = small.horizontalAdvance(cell.note) + _NOTE_GAP if cell.note else 0
                widest = max(widest, strong.horizontalAdvance(cell.text) + note + _CELL_PX)
        return widest

    def _resize(self, number: int, width: int) -> None:
        self.figures.horizontalHeader().resizeSection(number, width)
        self._sums[1].horizontalHeader().resizeSection(number - 1, width)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_names()

    def _tie(self) -> None:
        bars = [each.verticalScrollBar() for each in (self.names, self.figures, self.states)]
        for bar in bars:
            for other in bars:
                if other is not bar:
                    bar.valueChanged.connect(other.setValue)
        own, sums = self.figures.horizontalScrollBar(), self._sums[1].horizontalScrollBar()
        for bar in (self._along, sums):
            own.valueChanged.connect(bar.setValue)
        self._along.valueChanged.connect(own.setValue)
        own.rangeChanged.connect(self._on_range)
        self.figures.selectionModel().currentChanged.connect(self._on_current)
        self.names.clicked.connect(self._on_name)

    def _on_range(self, least: int, most: int) -> None:
        own = self.figures.horizontalScrollBar()
        # The totals have no scroll bar of their own: what the other one can reach, they can.
        for bar in (self._along, self._sums[1].horizontalScrollBar()):
            bar.setRange(least, most)
        self._along.setPageStep(own.pageStep())
        self._along.setSingleStep(own.singleStep())
        self._along.setVisible(most > least)

    def _on_name(self, index: QModelIndex) -> None:
        self.figures.select_rows(index.row(), index.row())
        self.figures.setFocus()

    def _on_current(self, current: QModelIndex, _previous: QModelIndex) -> None:
        model = self._model
        outside = current.isValid() and model.field_of(current) is None
        if outside and model.columnCount():
            column = 1 if current.column() == 0 else self.figures.last_column
            inside = model.index(current.row(), column)
            flags = QItemSelectionModel.SelectionFlag.ClearAndSelect
            self.figures.selectionModel().setCurrentIndex(inside, flags)
            return
        self.current_changed.emit(current)


_PARTS: Final = (slice(0, 1), slice(1, -1), slice(-1, None))
"""Name, figures and state of a row of cells."""
