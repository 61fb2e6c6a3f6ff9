"""Leave columns of a table of indicators out where the others would not have room."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QHeaderView

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ui.components.tables.cells import Column
    from ui.components.tables.flat_table import FlatTable

_LEAST_PX: Final = 82
_VALUE: Final = "value"


def fit_columns(table: FlatTable, columns: Sequence[Column], dispensable: Sequence[str]) -> None:
    """Hide columns, in the order of ``dispensable``, until the rest has room.

    A column of width 0 shares what remains; it needs 82 pixels. The value is then as wide as
    its content, so that no digit is lost.
    """
    room = table.viewport().width()
    if not columns or room <= 0:
        return
    needs = {column.key: _need(table, at, column) for at, column in enumerate(columns)}
    hidden: set[str] = set()
    for key in dispensable:
        if sum(need for name, need in needs.items() if name not in hidden) <= room:
            break
        hidden.add(key)
    taken = sum(
        needs[column.key] for column in columns if column.width and column.key not in hidden
    )
    sharing = [each.key for each in columns if not each.width and each.key not in hidden]
    share = (room - taken) // max(len(sharing), 1)
    modes = QHeaderView.ResizeMode
    header = table.horizontalHeader()
    for at, column in enumerate(columns):
        table.setColumnHidden(at, column.key in hidden)
        if column.key == _VALUE:
            tight = share < needs[_VALUE]
            header.setSectionResizeMode(at, modes.ResizeToContents if tight else modes.Stretch)


def _need(table: FlatTable, at: int, column: Column) -> int:
    if column.width > 0:
        return column.width
    wanted = max(table.sizeHintForColumn(at), table.horizontalHeader().sectionSizeHint(at))
    return max(wanted, _LEAST_PX) if column.width == 0 else wanted
