"""Hold ready cells for a table that only shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from typing_extensions import override

from ui.components.tables.cells import Cell, Column, head_of, part_of

if TYPE_CHECKING:
    from collections.abc import Sequence

_Index = QModelIndex | QPersistentModelIndex
KEY = Qt.ItemDataRole.UserRole
"""Role under which a row's key is given."""


class RowsModel(QAbstractTableModel):
    """Hold columns and rows of cells; each row has a key by which the screen knows it."""

    def __init__(self, columns: Sequence[Column] = (), parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._columns = tuple(columns)
        self._rows: list[tuple[Cell, ...]] = []
        self._keys: list[str] = []

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns shown."""
        return self._columns

    def set_columns(self, columns: Sequence[Column]) -> None:
        """Show other columns, as after a change of language; rows are kept."""
        self.beginResetModel()
        self._columns = tuple(columns)
        self.endResetModel()

    def set_rows(self, rows: Sequence[Sequence[Cell]], keys: Sequence[str] = ()) -> None:
        """Show other rows; without keys their numbers from 0 serve."""
        self.beginResetModel()
        self._rows = [tuple(row) for row in rows]
        self._keys = list(keys) or [str(number) for number in range(len(self._rows))]
        self.endResetModel()

    def key(self, row: int) -> str:
        """Return the key of a row."""
        return self._keys[row]

    def row_of(self, key: str) -> int:
        """Return the row of a key, -1 where there is none."""
        return self._keys.index(key) if key in self._keys else -1

    @override
    def rowCount(self, parent: _Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._rows)

    @override
    def columnCount(self, parent: _Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._columns)

    @override
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        if role == KEY:
            return self._keys[index.row()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._columns[index.column()].alignment()
        row = self._rows[index.row()]
        return part_of(row[index.column()], role) if index.column() < len(row) else None

    @override
    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        if orientation != Qt.Orientation.Horizontal or section >= len(self._columns):
            return None
        return head_of(self._columns[section], role)
