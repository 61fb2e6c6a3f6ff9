"""List the cells of a pasted block; each is put into words only when it is seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt
from typing_extensions import override

from domain.formatting import UNKNOWN
from domain.text import shortened
from ui.components.tables.cells import LOOK, Cell
from ui.components.tables.rows_model import RowsModel

if TYPE_CHECKING:
    from ui.screens.entry.model import EntryModel
    from ui.screens.entry.planning import PlannedCell

_Index = QModelIndex | QPersistentModelIndex


class PlanRows(RowsModel):
    """Show line, figure, value now, value pasted and why it is refused."""

    def __init__(self, figures: EntryModel, parent: QObject | None = None) -> None:
        super().__init__((), parent)
        self._figures = figures
        self._cells: tuple[PlannedCell, ...] = ()

    def show_cells(self, cells: tuple[PlannedCell, ...]) -> None:
        """Show other cells."""
        self.beginResetModel()
        self._cells = cells
        self.endResetModel()

    @override
    def rowCount(self, parent: _Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._cells)

    @override
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or role == Qt.ItemDataRole.TextAlignmentRole:
            return super().data(index, role)
        cell = self._row(self._cells[index.row()])[index.column()]
        if role == LOOK:
            return cell
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return cell.text
        return (cell.tip or None) if role == Qt.ItemDataRole.ToolTipRole else None

    def _row(self, cell: PlannedCell) -> tuple[Cell, ...]:
        figures, field = self._figures, cell.field
        inside = cell.row < figures.rowCount()
        line = figures.line(cell.row) if inside else None
        name = figures.name(line) if line is not None else self._beyond(cell.row)
        if field is None:
            return (Cell(name), Cell(UNKNOWN), Cell(), *self._verdict(cell))
        now = figures.text.shown(field, line.values.get(field.name) if line is not None else None)
        return (Cell(name), Cell(figures.figure_name(field)), Cell(now), *self._verdict(cell))

    def _beyond(self, row: int) -> str:
        """Name a line that the grid does not have by its number."""
        return self._figures.text.values.language.say("entry.paste.beyond", row=row + 1)

    def _verdict(self, cell: PlannedCell) -> tuple[Cell, Cell]:
        if cell.reason or cell.field is None:
            new = Cell(shortened(cell.text), ground="crit", icon="state.crit", strong=True)
            return new, Cell(cell.reason, state="crit", tip=cell.reason)
        return Cell(self._figures.text.shown(cell.field, cell.value)), Cell()
