"""Show a table as flat rows on the page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import (
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPalette,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget
from typing_extensions import override

from domain.tables import pasteable
from ui.components.buttons import KEYBOARD
from ui.components.tables.delegates import DELEGATES, PAD, CellDelegate
from ui.components.tables.header import FlatHeader
from ui.components.tables.rows_model import KEY
from ui.components.viewport import own_viewport

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ui.components.tables.cells import Column
    from ui.theme.appearance import Appearance

_LEAST_PX: Final = 96
_LEAST_FIT_PX: Final = 64
"""A table as high as its rows stands in a panel, where a scroll bar would hide one of them."""
"""What is left to the column that takes the rest, when there is none."""
_Index = QModelIndex | QPersistentModelIndex


class FlatTable(QTableView):
    """Show rows of 32 px (compact 24) with hairlines; figures stand at the right.

    ``edge_padding`` is the room before the first and after the last column: 0 on a page, 8 or
    12 beside a border. ``cell_focus`` shows one focused cell (entry) instead of whole rows.
    ``fit`` makes the table as high as its rows, for pages that scroll as a whole.

    Signals:
        row_opened: the key of the row that was double-clicked or entered.
        row_chosen: the key of the row that became current.
    """

    row_opened = Signal(str)
    row_chosen = Signal(str)

    def __init__(
        self,
        appearance: Appearance,
        name: str = "",
        *,
        compact: bool = False,
        fit: bool = False,
        edge_padding: int = 0,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        port = own_viewport(self, QPalette.ColorRole.Base)
        self.hovered_row = -1
        self.edge_padding = edge_padding
        self.column_lines = False
        self.cell_focus = False
        self._keyboard = False
        self._appearance = appearance
        self._fit = fit
        self._squeezing = False
        self._columns: tuple[Column, ...] = ()
        self._again = QTimer(self, singleShot=True, interval=0)
        self._again.timeout.connect(self._squeeze_again)
        self.setHorizontalHeader(FlatHeader(appearance, edge_padding, self))
        self.setItemDelegate(CellDelegate(appearance, self))
        self.setAccessibleName(name)
        self._be_flat()
        self.set_compact(compact=compact)
        appearance.theme_changed.connect(port.update)

    @property
    def focused_row(self) -> int:
        """The row at which the keyboard is, -1 where it is elsewhere or moves cell by cell."""
        here = self._keyboard and not self.cell_focus and self.hasFocus()
        return self.currentIndex().row() if here else -1

    def set_compact(self, *, compact: bool) -> None:
        """Use rows of 24 px instead of 32."""
        sizes = self._appearance.tokens.sizes
        self.verticalHeader().setDefaultSectionSize(sizes.row_compact if compact else sizes.row)
        self._fit_height()

    def set_cell_focus(self, *, on: bool) -> None:
        """Move cell by cell, with a border of 2 px around the current one."""
        self.cell_focus = on
        behaviour = QAbstractItemView.SelectionBehavior
        self.setSelectionBehavior(behaviour.SelectItems if on else behaviour.SelectRows)

    def set_column_lines(self, *, on: bool) -> None:
        """Draw hairlines between columns, as wide entry grids need."""
        self.column_lines = on
        header = self.horizontalHeader()
        if isinstance(header, FlatHeader):
            header.column_lines = on

    def set_header_height(self, height: int) -> None:
        """Give the headings another height than 33 px."""
        header = self.horizontalHeader()
        if isinstance(header, FlatHeader):
            header.height_px = height
            self.updateGeometries()

    def set_edge_padding(self, pixels: int) -> None:
        """Leave other room before the first and after the last column."""
        self.edge_padding = pixels
        header = self.horizontalHeader()
        if isinstance(header, FlatHeader):
            header.edge_padding = pixels
            header.viewport().update()
        self.viewport().update()

    def set_columns(self, columns: Sequence[Column]) -> None:
        """Give each column its delegate and width; call it after ``setModel``."""
        # What may be left out is asked once all are set: half-way it would be undone again.
        self._squeezing = True
        for at, column in enumerate(self._columns):
            if column.spare:
                self.setColumnHidden(at, False)
        self._columns = tuple(columns)
        header = self.horizontalHeader()
        for number, column in enumerate(columns):
            delegate = DELEGATES.get(column.kind, CellDelegate)
            self.setItemDelegateForColumn(number, delegate(self._appearance, self))
            if column.width > 0:
                header.setSectionResizeMode(number, QHeaderView.ResizeMode.Interactive)
                asked = header.sectionSizeFromContents(number).width()
                header.resizeSection(number, max(column.width, asked))
            elif column.width == 0:
                header.setSectionResizeMode(number, QHeaderView.ResizeMode.Stretch)
            else:
                header.setSectionResizeMode(number, QHeaderView.ResizeMode.ResizeToContents)
        self._squeezing = False
        self._squeeze()

    @override
    def sizeHintForColumn(self, column: int) -> int:
        outer = (column == 0) + (column == self.horizontalHeader().count() - 1)
        wanted = super().sizeHintForColumn(column) + max(self.edge_padding - PAD, 0) * outer
        most = self._columns[column].most if column < len(self._columns) else 0
        return min(wanted, most) if most else wanted

    @override
    def setModel(self, model: QAbstractItemModel | None) -> None:
        super().setModel(model)
        if model is not None:
            model.modelReset.connect(self._fit_height)
            model.rowsInserted.connect(self._fit_height)
            model.rowsRemoved.connect(self._fit_height)
        self._fit_height()

    @override
    def currentChanged(self, current: _Index, previous: _Index) -> None:
        super().currentChanged(current, previous)
        if current.isValid() and current.row() != previous.row():
            self.row_chosen.emit(str(current.data(KEY) or ""))

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._hover(self.indexAt(event.position().toPoint()).row())

    @override
    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(-1)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        self._keyboard = event.reason() in KEYBOARD
        super().focusInEvent(event)
        if self._keyboard and self.model() is not None and not self.currentIndex().isValid():
            self.setCurrentIndex(self.model().index(0, 0))

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._keyboard = False
        super().mousePressEvent(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._keyboard = True
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_selection()
            return
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and not self.cell_focus and self.currentIndex().isValid():
            self.row_opened.emit(str(self.currentIndex().data(KEY) or ""))
            return
        super().keyPressEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._squeeze()
        self._fit_height()

    def _squeeze(self) -> None:
        """Keep the column that takes what remains as wide as its heading where nothing remains.

        Qt leaves it as wide as it was before, which pushes the others out of sight, or cuts it.
        """
        header = self.horizontalHeader()
        stretched = [at for at, column in enumerate(self._columns) if column.width == 0]
        if len(stretched) != 1 or self.model() is None or header.count() <= stretched[0]:
            return
        (at,) = stretched
        sizes = [header.sectionSize(each) for each in range(header.count())]
        if self.isColumnHidden(at):
            sizes[0] = self._columns[0].width
        others = sum(sizes) - sizes[at]
        room = self.viewport().width() - others
        spare = next((each for each, column in enumerate(self._columns) if column.spare), None)
        if spare == at:
            self._spare(at, out=room < self.sizeHintForColumn(at))
        elif spare is not None:
            sizes[0] = self.sizeHintForColumn(0)
            wanted = self.sizeHintForColumn(at)
            free = self.viewport().width() - sum(sizes) + sizes[at] + sizes[spare]
            self.setColumnHidden(spare, free < wanted + self.sizeHintForColumn(spare))
            self._give_way(max(wanted - free, 0))
        else:
            self._keep(at, room)

    def _keep(self, at: int, room: int) -> None:
        """Let a column take the room that remains, but never less than its heading needs."""
        header, modes = self.horizontalHeader(), QHeaderView.ResizeMode
        least = _LEAST_FIT_PX if self._fit else _LEAST_PX
        least = max(least, header.sectionSizeFromContents(at).width())
        if room < least:
            header.setSectionResizeMode(at, modes.Interactive)
            header.resizeSection(at, least)
        elif header.sectionResizeMode(at) != modes.Stretch:
            header.setSectionResizeMode(at, modes.Stretch)

    def _give_way(self, lacking: int) -> None:
        """Cut names in the first column where figures would stand beyond the edge."""
        header, mode = self.horizontalHeader(), QHeaderView.ResizeMode
        if not lacking:
            takes_rest = self._columns[0].width == 0
            header.setSectionResizeMode(0, mode.Stretch if takes_rest else mode.ResizeToContents)
            return
        header.setSectionResizeMode(0, mode.Interactive)
        header.resizeSection(0, max(self.sizeHintForColumn(0) - lacking, _LEAST_PX))

    def _spare(self, at: int, *, out: bool) -> None:
        """Leave a column out; the first then takes what remains."""
        if out == self.isColumnHidden(at):
            return
        self.setColumnHidden(at, out)
        header, mode = self.horizontalHeader(), QHeaderView.ResizeMode
        header.setSectionResizeMode(0, mode.Stretch if out else mode.Interactive)
        if not out:
            header.resizeSection(0, self._columns[0].width)

    def copy_selection(self) -> None:
        """Put the selected cells on the clipboard as lines that a spreadsheet takes."""
        chosen = self.selectionModel().selectedIndexes()
        lines: dict[int, list[str]] = {}
        for index in sorted(chosen, key=lambda each: (each.row(), each.column())):
            lines.setdefault(index.row(), []).append(pasteable(str(index.data() or "")))
        copied = "\n".join("\t".join(texts) for texts in lines.values())
        QGuiApplication.clipboard().setText(copied)

    def _be_flat(self) -> None:
        self.setShowGrid(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(20)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.horizontalHeader().setSectionsClickable(True)
        self.horizontalHeader().sectionResized.connect(self._on_resized)
        self.doubleClicked.connect(self._on_opened)
        if self._fit:
            self.horizontalScrollBar().rangeChanged.connect(self._fit_height)
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def _on_resized(self) -> None:
        """Ask again what may be left out once the columns are as wide as their content.

        Afterwards: a column left out while Qt shares the room would shift the widths by one.
        """
        if not self._squeezing and any(column.spare for column in self._columns):
            self._again.start()

    def _squeeze_again(self) -> None:
        self._squeezing = True
        self._squeeze()
        self._squeezing = False

    def _hover(self, row: int) -> None:
        if row == self.hovered_row:
            return
        self.hovered_row = row
        self.viewport().update()

    def _fit_height(self) -> None:
        if not self._fit or self.model() is None:
            return
        header = self.horizontalHeader().sizeHint().height()
        if self.horizontalHeader().isHidden():
            header = 0
        bar = self.horizontalScrollBar()
        shown = self.horizontalScrollBarPolicy() != Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        beneath = bar.sizeHint().height() if shown and bar.maximum() > 0 else 0
        self.setFixedHeight(header + self.verticalHeader().length() + beneath)

    def _on_opened(self, index: QModelIndex) -> None:
        self.row_opened.emit(str(index.data(KEY) or ""))
