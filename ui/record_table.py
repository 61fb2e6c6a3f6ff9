"""Show a record model as a flat table: sorted by its headings, edited in its cells."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import (
    QAbstractItemModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLineEdit,
    QStyleOptionViewItem,
    QWidget,
)
from typing_extensions import override

from domain.errors import DomainError
from domain.records import Field
from ui.components.tables.cells import Cell
from ui.components.tables.delegates import PAD, CellDelegate, StateDelegate
from ui.components.tables.flat_table import FlatTable
from ui.forms.editors import entry_for
from ui.forms.entries import Entry
from ui.table_model import FIELD, RecordModel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QFocusEvent, QResizeEvent

    from ui.bus import Bus
    from ui.components.tables.cells import Column
    from ui.row_source import Shown
    from ui.theme.appearance import Appearance
    from ui.values import Values

_Index = QModelIndex | QPersistentModelIndex
_SAMPLE_ROWS: Final = 30
_LEAST_PX: Final = 64
_MOST_PX: Final = 260
_GIVES_WAY_PX: Final = 16
_NAME_PX: Final = 120
_ROOM_PX: Final = 2 * PAD + 6


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
        self._widths: list[int] = []
        self._flexible = 0
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setAlternatingRowColors(False)
        header = self.horizontalHeader()
        header.setSortIndicatorShown(False)
        header.sectionClicked.connect(self._on_heading)

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
        # Widths are measured here: the header's own way reads a thousand rows per column.
        measured = [self._measured(shown) for shown in columns]
        self.set_columns(measured)
        for number, shown in enumerate(columns):
            if shown.field is not None and shown.column.kind in ("text", "figure", "state"):
                state = shown.column.kind == "state"
                delegate = (_StateCell if state else _TextCell)(self._look, self)
                delegate.bus, delegate.values = self._bus, self._values
                self.setItemDelegateForColumn(number, delegate)

        self._widths = [column.width for column in measured]
        self._flexible = self._roomiest(columns)
        self._share_room()

    @override
    def set_edge_padding(self, pixels: int) -> None:
        if pixels != self.edge_padding:
            super().set_edge_padding(pixels)
            self._share_room()

    def _measured(self, shown: Shown) -> Column:
        if shown.column.width == 0:
            return replace(shown.column, width=_NAME_PX)
        if shown.column.width != -1:
            # A width fit for the values may be too little for the heading in another language.
            return replace(shown.column, width=max(shown.column.width, self._heading_px(shown)))
        return replace(shown.column, width=self._width_of(shown))

    def _roomiest(self, columns: Sequence[Shown]) -> int:
        """Return the column that takes the room left over: the one made so, else the widest.

        Where all words are short it is the last of them, or they would stand far apart.
        """
        for number, shown in enumerate(columns):
            if shown.column.width == 0:
                return number
        texts = [number for number, shown in enumerate(columns) if shown.column.kind == "text"]
        if texts and all(self._widths[number] < _NAME_PX for number in texts):
            return texts[-1]
        return max(texts, key=lambda number: self._widths[number], default=len(columns) - 1)

    def _share_room(self) -> None:
        if not self._widths:
            return
        widths = list(self._widths)
        for outer in (0, -1):
            widths[outer] += self.edge_padding - PAD
        left = self.viewport().width() - sum(widths)
        # A name gives way a little where that spares a scroll bar.
        if left >= -_GIVES_WAY_PX:
            widths[self._flexible] += left
        for number in {0, self._flexible, len(widths) - 1}:
            self.horizontalHeader().resizeSection(number, widths[number])

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_room()

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        """Put the first record in force, however the table is reached.

        It is done before Qt, which would put it in force without marking it.
        """
        model = self.model()
        if model is not None and not self.currentIndex().isValid() and model.rowCount():
            self.setCurrentIndex(model.index(0, 0))
        super().focusInEvent(event)

    def mark_sorted(self, column: int, order: Qt.SortOrder) -> None:
        """Show the arrow at a heading; -1 shows none."""
        header = self.horizontalHeader()
        header.setSortIndicatorShown(column >= 0)
        header.setSortIndicator(column, order)

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

    def _width_of(self, shown: Shown) -> int:
        model = self.records
        note = QFontMetrics(self._look.font(12))
        body = note if shown.column.kind == "state" else QFontMetrics(self._look.font())
        heading = self._heading_px(shown)
        widest = 0
        for row in range(min(model.rowCount(), _SAMPLE_ROWS)):
            record = model.record(row)
            cell: Cell = shown.cell(record) if record else Cell()
            extra = 20 if cell.icon or cell.state else 0
            widest = max(widest, body.horizontalAdvance(cell.text) + extra)
        # Figures are never cut; words may be, their tooltip holds them whole.
        most = 10_000 if shown.column.right() else _MOST_PX
        return max(min(widest + _ROOM_PX, most), heading, _LEAST_PX)

    def _heading_px(self, shown: Shown) -> int:
        strong = QFontMetrics(self._look.font(12, strong=True))
        note = QFontMetrics(self._look.font(12))
        unit = note.horizontalAdvance(f" {shown.column.unit}") + 4 if shown.column.unit else 0
        return strong.horizontalAdvance(f"{shown.column.heading} ↓") + unit + _ROOM_PX

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
        self._order = order
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
