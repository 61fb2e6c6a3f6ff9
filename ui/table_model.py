"""Show rows of any number: only the pages that are looked at are ever read."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from typing_extensions import override

from domain.commands import SetFields
from domain.errors import DomainError
from ui.components.tables.cells import Cell, head_of, part_of
from ui.components.tables.kept_cells import KeptCells
from ui.components.tables.rows_model import KEY

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from domain.records import Changes, Field, Row, Value
    from ui.bus import Bus
    from ui.row_source import RowSource, Shown

_Index = QModelIndex | QPersistentModelIndex

PAGE: Final = 100
_KEPT: Final = 12
_NEAR: Final = 3
# Asked for twice with every cell that is painted: put together once.
_SHOWN: Final = (
    Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemNeverHasChildren
)
_TYPED: Final = _SHOWN | Qt.ItemFlag.ItemIsEditable
FIELD: Final = KEY + 1
"""Role under which a column's field is given, for editors."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """What was typed into a cell and why it was not taken."""

    typed: str
    sentence: str


class RecordModel(QAbstractTableModel):
    """Show the rows of a source.

    The first column whose ``field`` is set and the bus is writable may be edited in place; a
    refused value stays in its cell with the reason until the cell is edited again.

    Signals:
        about_to_refresh: rows are read again; a view remembers the record in force.
        refreshed: rows were read again.
        cell_refused: record, field, sentence.
    """

    about_to_refresh = Signal()
    refreshed = Signal()
    cell_refused = Signal(str, str, str)

    def __init__(
        self,
        bus: Bus,
        source: RowSource,
        columns: Sequence[Shown],
        word: Callable[[DomainError], str],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._bus = bus
        self._source = source
        self._columns = tuple(columns)
        self._word = word
        self._count: int | None = None
        self._pages: OrderedDict[int, Sequence[Row]] = OrderedDict()
        self._refusals: dict[tuple[str, str], Refusal] = {}
        self._cells = KeptCells(self)
        bus.changed.connect(self._on_changed)

    @property
    def columns(self) -> tuple[Shown, ...]:
        """The columns shown."""
        return self._columns

    @property
    def source(self) -> RowSource:
        """Where the rows come from."""
        return self._source

    def set_source(self, source: RowSource) -> None:
        """Show other rows."""
        if source != self._source:
            self._renew(source, self._columns)

    def set_columns(self, columns: Sequence[Shown], source: RowSource | None = None) -> None:
        """Show other columns, as after a change of language."""
        self._renew(source or self._source, columns)

    def refresh(self) -> None:
        """Read everything again."""
        self._renew(self._source, self._columns)

    def record(self, row: int) -> Row | None:
        """Return the record of a row, None where there is no such row."""
        if not 0 <= row < self.rowCount():
            return None
        number, within = divmod(row, PAGE)
        page = self._page(number)
        return page[within] if within < len(page) else None

    def key(self, row: int) -> str:
        """Return the id of a row's record, empty where there is none."""
        record = self.record(row)
        return str(record["id"]) if record else ""

    def cached_key(self, row: int) -> str:
        """Return the id of a row's record as it was read last, empty when it was not."""
        page = self._pages.get(row // PAGE, ())
        within = row % PAGE
        return str(page[within]["id"]) if 0 <= within < len(page) else ""

    def retype(self, index: _Index, typed: str) -> None:
        """Show a refused value as it was typed rather than as it was understood."""
        column = self._columns[index.column()]
        place = (self.key(index.row()), column.field.name if column.field else "")
        if place in self._refusals:
            self._refusals[place] = replace(self._refusals[place], typed=typed)
            self._repaint_row(index.row())

    def row_of(self, record: str, near: int = 0) -> int:
        """Return the row of a record, -1 where it is not shown; looks around ``near`` first."""
        middle = max(near, 0) // PAGE
        last = max(self.rowCount() - 1, 0) // PAGE
        around = range(max(middle - _NEAR, 0), min(middle + _NEAR, last) + 1)
        for number in sorted(around, key=lambda each: abs(each - middle)):
            for within, row in enumerate(self._page(number)):
                if row["id"] == record:
                    return number * PAGE + within
        return self._source.place(record) if record else -1

    def refuse(self, index: _Index, typed: str, error: DomainError) -> None:
        """Keep what was typed in its cell, with the reason why it is not taken."""
        column = self._columns[index.column()]
        if column.field is None:
            return
        record, name = self.key(index.row()), column.field.name
        sentence = self._word(error)
        self._refusals[record, name] = Refusal(typed, sentence)
        self._repaint_row(index.row())
        self.cell_refused.emit(record, name, sentence)

    def refusal(self, record: str, name: str) -> Refusal | None:
        """Return why a cell's value was not taken, None when nothing is refused there."""
        return self._refusals.get((record, name))

    @override
    def rowCount(self, parent: _Index = QModelIndex()) -> int:
        if parent.isValid():
            return 0
        if self._count is None:
            self._count = self._source.count()
        return self._count

    @override
    def columnCount(self, parent: _Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._columns)

    @override
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or not 0 <= index.column() < len(self._columns):
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._columns[index.column()].column.alignment()
        record = self.record(index.row())
        return None if record is None else self._datum(record, index, role)

    def _datum(self, record: Row, index: _Index, role: int) -> object:
        shown = self._columns[index.column()]
        if role == KEY:
            return str(record["id"])
        if role == FIELD:
            return shown.field
        if role == Qt.ItemDataRole.EditRole:
            return record.get(shown.field.name) if shown.field else shown.cell(record).text
        make = partial(self._cell, record, shown)
        return part_of(self._cells.cell(index.row(), index.column(), make), role)

    @override
    def setData(self, index: _Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole or not index.isValid():
            return False
        shown = self._columns[index.column()]
        if shown.field is None or not isinstance(value, str | int | float | bytes | None):
            return False
        return self._commit(index, shown.field, value)

    @override
    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self._columns):
            return None
        return head_of(self._columns[section].column, role)

    @override
    def flags(self, index: _Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        typed = self._columns[index.column()].field and self._bus.writable
        return _TYPED if typed else _SHOWN

    @override
    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        if not 0 <= column < len(self._columns) or not self._columns[column].order:
            return
        names = self._columns[column].order
        if order == Qt.SortOrder.DescendingOrder:
            names = tuple(f"-{name}" for name in names)
        self.set_source(self._source.sorted_by(names))

    def _cell(self, record: Row, shown: Shown) -> Cell:
        cell = shown.cell(record)
        if shown.field is None or not self._refusals:
            return cell
        refusal = self._refusals.get((str(record["id"]), shown.field.name))
        if refusal is None:
            return cell
        return Cell(refusal.typed, ground="crit", icon="state.crit", tip=refusal.sentence)

    def _page(self, number: int) -> Sequence[Row]:
        page = self._pages.get(number)
        if page is None:
            page = self._source.page(number * PAGE, PAGE)
            self._pages[number] = page
            if len(self._pages) > _KEPT:
                self._pages.popitem(last=False)
        else:
            self._pages.move_to_end(number)
        return page

    def _commit(self, index: _Index, field: Field, value: Value) -> bool:
        record = self.key(index.row())
        self._refusals.pop((record, field.name), None)
        try:
            self._bus.run(SetFields(self._source.table, record, {field.name: value}))
        except DomainError as error:
            typed = "" if value is None else str(value)
            self.refuse(index, typed, error)
            return False
        self._repaint_row(index.row())
        return True

    def _renew(self, source: RowSource, columns: Sequence[Shown]) -> None:
        self.about_to_refresh.emit()
        self.beginResetModel()
        self._source = source
        self._columns = tuple(columns)
        self._count = None
        self._pages.clear()
        self._refusals.clear()
        self.endResetModel()
        self.refreshed.emit()

    def _repaint_row(self, row: int) -> None:
        last = self.columnCount() - 1
        self.dataChanged.emit(self.index(row, 0), self.index(row, last))

    def _on_changed(self, changes: Changes) -> None:
        if not self._source.tables & changes.tables.keys():
            return
        before = {number: _ids(page) for number, page in self._pages.items()}
        count = self._source.count()
        read = {number: self._source.page(number * PAGE, PAGE) for number in before}
        moved = count != self._count or any(_ids(read[at]) != before[at] for at in before)
        if moved:
            self.refresh()
            return
        self._pages.update(read)
        for number, page in read.items():
            first = number * PAGE
            last = first + len(page) - 1
            if page:
                self.dataChanged.emit(
                    self.index(first, 0), self.index(last, self.columnCount() - 1)
                )


def _ids(page: Sequence[Row]) -> list[Value]:
    return [row["id"] for row in page]
