"""A small table whose cells are typed in place; a refusal stays in its cell with what was typed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QLineEdit,
    QStyleOptionViewItem,
    QWidget,
)
from typing_extensions import override

from ui.components.tables.cells import LOOK, Cell, Column
from ui.components.tables.delegates import CellDelegate
from ui.components.tables.flat_table import FlatTable
from ui.components.tables.rows_model import RowsModel

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtCore import QAbstractItemModel, QObject

    from ui.theme.appearance import Appearance

_Index = QModelIndex | QPersistentModelIndex
COLUMN: Final = Qt.ItemDataRole.UserRole + 60
"""Role under which a cell tells the name of its column."""

_TYPED: Final = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole)
_REFUSED: Final = (
    *_TYPED,
    Qt.ItemDataRole.ToolTipRole,
    Qt.ItemDataRole.AccessibleTextRole,
    LOOK,
)
_NOTHING: Final = ("·", "—")


class TypedRows(RowsModel):
    """Rows of cells some columns of which can be typed.

    Args:
        take: is given row key, column key and text; returns why it is refused, empty when done.
    """

    def __init__(self, take: Callable[[str, str, str], str], parent: QObject | None = None) -> None:
        super().__init__((), parent)
        self._take = take
        self._open: frozenset[str] = frozenset()
        self._refused: dict[tuple[str, str], tuple[str, str]] = {}

    def set_open(self, columns: Sequence[str]) -> None:
        """Say which columns can be typed now."""
        self._open = frozenset(columns)

    @override
    def set_rows(self, rows: Sequence[Sequence[Cell]], keys: Sequence[str] = ()) -> None:
        self._refused = {place: why for place, why in self._refused.items() if place[0] in keys}
        if not keys or list(keys) != self._keys:
            super().set_rows(rows, keys)
            return
        # The same rows with other values: an editor that is open, or the next one, stays.
        self._rows = [tuple(row) for row in rows]
        last = self.index(len(self._rows) - 1, len(self.columns) - 1)
        self.dataChanged.emit(self.index(0, 0), last)

    def refuse(self, key: str, column: str, typed: str, why: str) -> None:
        """Keep a text that was refused in its cell, with the reason."""
        self._refused[key, column] = (typed, why)
        at = self.index(self.row_of(key), [each.key for each in self.columns].index(column))
        self.dataChanged.emit(at, at)

    @override
    def flags(self, index: _Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        if index.isValid() and self.columns[index.column()].key in self._open:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    @override
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        column = self.columns[index.column()].key
        if role == COLUMN:
            return column
        refused = self._refused.get((self.key(index.row()), column))
        if refused is not None and role in _REFUSED:
            typed, why = refused
            if role == LOOK:
                return Cell(typed, ground="crit", icon="state.crit", tip=why)
            return typed if role in _TYPED else why
        if role == Qt.ItemDataRole.EditRole:
            cell = super().data(index, LOOK)
            return cell.text if isinstance(cell, Cell) and cell.text not in _NOTHING else ""
        return super().data(index, role)

    @override
    def setData(self, index: _Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole or not index.isValid():
            return False
        place = (self.key(index.row()), self.columns[index.column()].key)
        typed = str(value).strip()
        if typed == self.data(index, Qt.ItemDataRole.EditRole) and place not in self._refused:
            return True
        before = self._refused.pop(place, None)
        why = self._take(*place, typed)
        if why:
            self._refused[place] = (typed, why)
        if why or before:
            row = self.row_of(place[0])
            at = self.index(row, index.column())
            self.dataChanged.emit(at, at)
        return not why


class LineDelegate(CellDelegate):
    """Edit a cell in a line; its object name is that of the table and the column."""

    @override
    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: _Index) -> QWidget:
        editor = QLineEdit(parent)
        table = option.widget.objectName() if option.widget is not None else "cell"
        editor.setObjectName(f"{table}.{index.data(COLUMN)}")
        editor.setProperty("cell", "true")
        heading = index.model().headerData(index.column(), Qt.Orientation.Horizontal)
        editor.setAccessibleName(str(heading))
        right = index.model().headerData(
            index.column(), Qt.Orientation.Horizontal, Qt.ItemDataRole.TextAlignmentRole
        )
        editor.setAlignment(Qt.AlignmentFlag(int(right)))
        return editor

    @override
    def setEditorData(self, editor: QWidget, index: _Index) -> None:
        if isinstance(editor, QLineEdit) and not editor.isModified():
            editor.setText(str(index.data(Qt.ItemDataRole.EditRole) or ""))
            editor.selectAll()

    @override
    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: _Index) -> None:
        if isinstance(editor, QLineEdit):
            model.setData(model.index(index.row(), index.column()), editor.text())


class TypedTable(FlatTable):
    """Show typed rows; as high as its rows, moved through cell by cell.

    Enter or a key typed begins; Tab goes on to the next cell that can be typed, and from the last
    out of the table.
    """

    def __init__(
        self,
        appearance: Appearance,
        take: Callable[[str, str, str], str],
        *,
        compact: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(appearance, fit=True, compact=compact, parent=parent)
        self._look = appearance
        self._typed: tuple[str, ...] = ()
        self.rows = TypedRows(take, self)
        self.setModel(self.rows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_columns(self, columns: Sequence[Column], *, typed: Sequence[str] = ()) -> None:
        """Show columns, those named ``typed`` to be typed in."""
        if self.rows.columns == tuple(columns) and self._typed == tuple(typed):
            return
        self._typed = tuple(typed)
        self.rows.set_columns(columns)
        self.rows.set_open(typed)
        self.set_columns(columns)
        triggers = QAbstractItemView.EditTrigger
        self.set_cell_focus(on=bool(typed))
        self.setEditTriggers(
            triggers.AnyKeyPressed | triggers.DoubleClicked | triggers.EditKeyPressed
            if typed
            else triggers.NoEditTriggers
        )
        for number, column in enumerate(columns):
            if column.key in typed:
                self.setItemDelegateForColumn(number, LineDelegate(self._look, self))

    @override
    def focusNextPrevChild(self, forward: bool) -> bool:
        following = self._beside(forward=forward)
        if following is None:
            return super().focusNextPrevChild(forward)
        self.setCurrentIndex(following)
        return True

    @override
    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Go on by Tab from what was typed, without beginning again from the last cell."""
        hints = QAbstractItemDelegate.EndEditHint
        following = self._beside(forward=hint == hints.EditNextItem)
        super().closeEditor(editor, hints.NoHint)
        if hint not in (hints.EditNextItem, hints.EditPreviousItem):
            return
        if following is None:
            super().focusNextPrevChild(hint == hints.EditNextItem)
            return
        self.setCurrentIndex(following)
        self.edit(following)

    def _beside(self, *, forward: bool) -> QModelIndex | None:
        """Return the cell that can be typed after the one in force or before it, if any."""
        columns = [at for at, each in enumerate(self.rows.columns) if each.key in self._typed]
        here = (self.currentIndex().row(), self.currentIndex().column())
        cells = [(row, column) for row in range(self.rows.rowCount()) for column in columns]
        found = [each for each in cells if (each > here if forward else each < here)]
        return self.rows.index(*(found[0] if forward else found[-1])) if found else None
