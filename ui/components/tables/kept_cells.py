"""Keep the cells of a model from one painting to the next."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QAbstractItemModel, QModelIndex

    from ui.components.tables.cells import Cell

_MOST: Final = 4_000


class KeptCells(QObject):
    """Hold what was put into words until the model tells that it has changed.

    A view asks for a cell several times in each painting, and paints at every turn of the wheel.
    Made before a view is set on the model, it hears of a change before that view does.
    """

    def __init__(self, model: QAbstractItemModel) -> None:
        super().__init__(model)
        self._cells: dict[tuple[int, int], Cell] = {}
        model.dataChanged.connect(self._on_data_changed)
        for moved in (
            model.modelReset,
            model.rowsInserted,
            model.rowsRemoved,
            model.rowsMoved,
            model.layoutChanged,
        ):
            moved.connect(self._on_moved)

    def cell(self, row: int, column: int, make: Callable[[], Cell]) -> Cell:
        """Return the cell of a place, made when it is asked for first."""
        cell = self._cells.get((row, column))
        if cell is None:
            if len(self._cells) >= _MOST:
                self._cells.clear()
            cell = self._cells[row, column] = make()
        return cell

    def _on_moved(self) -> None:
        self._cells.clear()

    def _on_data_changed(self, first: QModelIndex, last: QModelIndex) -> None:
        rows = range(first.row(), last.row() + 1)
        for place in [place for place in self._cells if place[0] in rows]:
            del self._cells[place]
