"""Show a record model as a flat table: sorted by its headings, edited in its cells."""

from __future__ import annotations

from dataclasses import replace
from math import ceil
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import (
    QAbstractItemModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QSignalBlocker,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLineEdit,
    QStyleOptionViewItem,
    QWidget,
)
from typing_extensions import override

from domain.errors import DomainError
from domain.records import Field
from ui.column_room import Need, share_room
from ui.components.tables.cells import Cell
from ui.components.tables.delegates import DELEGATES, PAD, CellDelegate, StateDelegate
from ui.components.tables.flat_table import FlatTable
from ui.forms.editors import entry_for
from ui.forms.entries import Entry
from ui.table_model import FIELD, RecordModel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QFocusEvent, QKeyEvent, QPaintEvent, QResizeEvent

    from ui.bus import Bus
    from ui.row_source import Shown
    from ui.theme.appearance import Appearance
    from ui.values import Values

_Index = QModelIndex | QPersistentModelIndex
_SAMPLE_ROWS: Final = 30
_LEAST_PX: Final = 64
_MOST_PX: Final = 260
_NAME_PX: Final = 160
_SLACK_PX: Final = 2


class _Editing(CellDelegate):
    """Edit a cell with the editor of its field."""

    bus: Bus
    values: Values

    @override
    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: _Index) -> QWidget:
        field = index.data(FIELD)
        if not isinstance(field, Field):
            return super().createEditor(parent, option, index)
        model = index.model()
        table = model.source.table if isinstance(model, RecordModel) else ""
        entry = entry_for(field, self.values, self.bus, parent, table)
        entry.setParent(entry.widget)
        entry.widget.setObjectName(f"cell.{field.name}")
        entry.widget.setAccessibleName(
            str(index.model().headerData(index.column(), Qt.Orientation.Horizontal))
        )
        if not isinstance(entry.widget, QLineEdit):
            entry.committed.connect(lambda: self._finish(entry.widget))
        return entry.widget

    def _finish(self, editor: QWidget) -> None:
        self.commitData.emit(editor)
        self.closeEditor.emit(editor)

    @override
    def setEditorData(self, editor: QWidget, index: _Index) -> None:
        entry = _entry_of(editor)
        if entry is None:
            return
        value = index.data(Qt.ItemDataRole.EditRole)
        entry.show_value(value)
        model, field = index.model(), entry.field
        if isinstance(model, RecordModel) and isinstance(editor, QLineEdit):
            refusal = model.refusal(model.key(index.row()), field.name)
            if refusal is not None:
                editor.setText(refusal.typed)
            editor.selectAll()

    @override
    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: _Index) -> None:
        entry = _entry_of(editor)
        if entry is None or not isinstance(model, RecordModel):
            return
        try:
            value = entry.value()
        except DomainError as error:
            model.refuse(index, entry.typed(), error)
            return
        typed = entry.typed()
        if not model.setData(index, value, Qt.ItemDataRole.EditRole):
            model.retype(index, typed)


class _TextCell(_Editing):
    """Edit a cell of text or figures."""


class _StateCell(StateDelegate, _Editing):
    """Edit a cell of icon and word."""


class RecordTable(FlatTable):
    """Show records; the record in force stays so when rows are read again.

    Signals:
        sorted: a heading was clicked; the model is sorted already.
    """

    sorted = Signal()

    def __init__(
        self,
        appearance: Appearance,
        bus: Bus,
        values: Values,
        name: str = "",
        *,
        edge_padding: int = 12,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(appearance, name, edge_padding=edge_padding, parent=parent)
        self._look = appearance
        self._bus = bus
        self._values = values
        self._kept = ("", 0, 0)
        self._needs: list[Need] = []
        self._flexible = 0
        self._sampled = 0
        self._dragged: dict[int, int] = {}
        self._awaited = False
        self._first = QTimer(self, singleShot=True, interval=0)
        self._first.timeout.connect(self._begin)
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setAlternatingRowColors(False)
        header = self.horizontalHeader()
        header.setSortIndicatorShown(False)
        header.sectionClicked.connect(self._on_heading)
        header.sectionResized.connect(self._on_section_resized)

    @property
    def records(self) -> RecordModel:
        """The model shown."""
        model = self.model()
        if not isinstance(model, RecordModel):
            message = "the table has no record model"
            raise TypeError(message)
        return model

    def show_model(self, model: RecordModel) -> None:
        """Show a model."""
        self.setModel(model)
        model.about_to_refresh.connect(self._on_about_to_refresh)
        model.refreshed.connect(self._on_refreshed)
        self.dress(model.columns)

    def dress(self, columns: Sequence[Shown]) -> None:
        """Give each column its delegate and a width that its first rows ask for."""
        with QSignalBlocker(self.horizontalHeader()):
            self.set_columns([replace(shown.column, width=_LEAST_PX) for shown in columns])
        for number, shown in enumerate(columns):
            if shown.field is not None and shown.column.kind in ("text", "figure", "state"):
                state = shown.column.kind == "state"
                delegate = (_StateCell if state else _TextCell)(self._look, self)
                delegate.bus, delegate.values = self._bus, self._values
                self.setItemDelegateForColumn(number, delegate)
        self._dragged = {}
        self._measure()

    @override
    def set_edge_padding(self, pixels: int) -> None:
        if pixels != self.edge_padding:
            super().set_edge_padding(pixels)
            self._measure()

    def _measure(self) -> None:
        """Ask the first rows and the headings how much room each column needs."""
        if self.model() is None:
            return
        columns = self.records.columns
        self._sampled = min(self.records.rowCount(), _SAMPLE_ROWS)
        self._needs = [self._need(number, shown) for number, shown in enumerate(columns)]
        self._flexible = self._roomiest(columns)
        self._share_room()

    def _need(self, number: int, shown: Shown) -> Need:
        if number in self._dragged:
            return Need(self._dragged[number], self._dragged[number], drawn=True)
        column, last = shown.column, len(self.records.columns) - 1
        edge = (self.edge_padding - PAD) * ((number == 0) + (number == last))
        heading = self.horizontalHeader().sectionSizeFromContents(number).width() + _SLACK_PX
        least = max(heading, _LEAST_PX)
        content = max(self._content_px(shown) + 2 * PAD + _SLACK_PX, column.width) + edge
        if column.kind != "text" or column.width > 0:
            return Need(max(content, least), max(content, least))
        # Words may be cut, their tooltip holds them whole; of figures nothing ever is.
        return Need(max(min(content, _MOST_PX), least), max(min(content, _NAME_PX), least))

    def _content_px(self, shown: Shown) -> int:
        model, widest = self.records, 0.0
        drawn = DELEGATES.get(shown.column.kind, CellDelegate)(self._look)
        for row in range(self._sampled):
            record = model.record(row)
            widest = max(widest, drawn.content_width(shown.cell(record) if record else Cell()))
        return ceil(widest)

    def _roomiest(self, columns: Sequence[Shown]) -> int:
        """Return the column that takes the room left over: the one made so, else the widest.

        Where all words are short it is the last of them, or they would stand far apart.
        """
        for number, shown in enumerate(columns):
            if shown.column.width == 0:
                return number
        texts = [number for number, shown in enumerate(columns) if shown.column.kind == "text"]
        if texts and all(self._needs[number].whole < _NAME_PX for number in texts):
            return texts[-1]
        return max(texts, key=lambda number: self._needs[number].whole, default=len(columns) - 1)

    def _share_room(self) -> None:
        if not self._needs:
            return
        header = self.horizontalHeader()
        widths = share_room(self._needs, self._flexible, self.viewport().width())
        # Told column by column, Qt would paint the rows once more after they are painted.
        with QSignalBlocker(header):
            for number, width in enumerate(widths):
                header.resizeSection(number, width)
        self.updateGeometries()
        self.viewport().update()

    def _on_section_resized(self, section: int, _before: int, width: int) -> None:
        """Leave a column as wide as the user has drawn it."""
        if section < len(self._needs):
            self._dragged[section] = width
            self._needs[section] = Need(width, width, drawn=True)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_room()

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        """Put the first record in force, however the table is reached.

        Where it is reached by a key this is done before Qt, which would put it in force without
        marking it. As a page is opened it waits until the rows are painted, and to a click it
        leaves the record that is clicked.
        """
        if event.reason() != Qt.FocusReason.MouseFocusReason:
            self._begin()
        elif self._lacks_first() and not self._awaited:
            self._awaited = True
            self.viewport().update()
        super().focusInEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._awaited and not self._first.isActive():
            # A timer begun here may end in this very turn; one begun when it ends cannot.
            QTimer.singleShot(0, self._first.start)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._awaited:
            self._begin()
        super().keyPressEvent(event)

    def _lacks_first(self) -> bool:
        model = self.model()
        return model is not None and not self.currentIndex().isValid() and model.rowCount() > 0

    def _begin(self) -> None:
        self._first.stop()
        self._awaited = False
        if self._lacks_first():
            self.setCurrentIndex(self.model().index(0, 0))

    def mark_sorted(self, column: int, order: Qt.SortOrder) -> None:
        """Show the arrow at a heading; -1 shows none."""
        header = self.horizontalHeader()
        header.setSortIndicatorShown(column >= 0)
        header.setSortIndicator(column, order)
        self._order = order
        self._measure()

    def mark_order(self, order: Sequence[str], usual: Sequence[str]) -> None:
        """Show the arrow of the order in force, none for the usual one."""
        first = order[0]
        names = [shown.order[0] if shown.order else "" for shown in self.records.columns]
        bare = first.removeprefix("-")
        at = names.index(bare) if order != usual and bare in names else -1
        ascending, descending = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder
        self.mark_sorted(at, descending if first.startswith("-") else ascending)

    def choose(self, record: str) -> bool:
        """Put a record in force and bring it to the eye; tell whether it is shown."""
        model = self.records
        row = model.row_of(record, self.currentIndex().row())
        if row < 0:
            return False
        self.setCurrentIndex(model.index(row, max(self.currentIndex().column(), 0)))
        self.scrollTo(model.index(row, 0))
        return True

    def chosen(self) -> str:
        """Return the id of the record in force, empty when there is none."""
        index = self.currentIndex()
        return self.records.key(index.row()) if index.isValid() else ""

    def _on_heading(self, section: int) -> None:
        model = self.records
        if not model.columns[section].order:
            return
        header = self.horizontalHeader()
        same = header.isSortIndicatorShown() and header.sortIndicatorSection() == section
        ascending, descending = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder
        first = descending if model.columns[section].column.right() else ascending
        order = first
        if same:
            order = descending if self._order == ascending else ascending
        self.mark_sorted(section, order)
        model.sort(section, order)
        self.sorted.emit()

    _order = Qt.SortOrder.AscendingOrder

    def _on_about_to_refresh(self) -> None:
        index = self.currentIndex()
        model = self.records
        top = self.indexAt(QPoint(1, 1)).row()
        record = model.cached_key(index.row()) if index.isValid() else ""
        self._kept = (record, index.row(), top)

    def _on_refreshed(self) -> None:
        record, near, top = self._kept
        model = self.records
        if not self._sampled and model.rowCount():
            self._measure()
        if not record:
            return
        row = model.row_of(record, near)
        if row < 0:
            return
        column = 0
        self.setCurrentIndex(model.index(row, column))
        first = model.index(max(top + row - near, 0), 0)
        self.scrollTo(first, QAbstractItemView.ScrollHint.PositionAtTop)
        self.scrollTo(model.index(row, column))


def _entry_of(editor: QWidget) -> Entry | None:
    return editor.findChild(Entry, options=Qt.FindChildOption.FindDirectChildrenOnly)
