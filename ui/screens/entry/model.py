"""The quarter's figures as a grid: last quarter beside, refusals kept in their cells."""

from __future__ import annotations

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

from domain.commands import Together
from domain.entry import completeness, fill, lines
from domain.errors import DomainError
from domain.formatting import UNKNOWN
from ui.components.tables.cells import LOOK, Cell, Column
from ui.components.tables.rows_model import KEY
from ui.refusal import sentence
from ui.screens.entry.looks import Refused, figure_cell, state_cell

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from domain.entry import Layout, Line
    from domain.records import Changes, Field, Value
    from domain.units import Quarter
    from ui.screens.base import ScreenContext
    from ui.values import Values

_Index = QModelIndex | QPersistentModelIndex
_ROOT: Final = QModelIndex()
FILTERS: Final = ("all", "missing", "errors", "changed", "silent")


class EntryModel(QAbstractTableModel):
    """Show the lines of one layout and quarter; what is typed is saved at once.

    Column 0 is the name, then one column per figure, then the state of the line.

    Signals:
        counts_changed: how many figures are known, missing or refused is different now.
    """

    counts_changed = Signal()

    def __init__(
        self, context: ScreenContext, values: Values, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._values = values
        self._layout: Layout | None = None
        self._quarter: Quarter | None = None
        self._all: tuple[Line, ...] = ()
        self._shown: list[Line] = []
        self._names: dict[str, str] = {}
        self._refused: dict[tuple[str, str, str], Refused] = {}
        self._filter = "all"
        self._headed: tuple[Column, ...] = ()

    # ----------------------------------------------------------------------------- what is shown

    def show_quarter(self, layout: Layout, quarter: Quarter) -> None:
        """Read the lines of a layout for a quarter; refusals of another one are forgotten."""
        if (layout, quarter) != (self._layout, self._quarter):
            self._refused.clear()
        self._layout, self._quarter, self._headed = layout, quarter, ()
        self.reload()

    def reload(self) -> None:
        """Read the lines again."""
        if self._layout is None or self._quarter is None:
            return
        self.beginResetModel()
        self._all = lines(self._context.records, self._layout, self._quarter)
        self._names = {
            line.subject: self._values.record(
                self._context.records, self._layout.subject, line.subject
            )
            for line in self._all
        }
        self._choose()
        self.endResetModel()
        self.counts_changed.emit()

    def filter_lines(self, name: str) -> None:
        """Show all lines, or those with something missing, refused, changed or silent."""
        self.beginResetModel()
        self._filter = name
        self._choose()
        self.endResetModel()

    def take(self, changes: Changes) -> None:
        """Read again what other hands changed."""
        if self._layout is None:
            return
        concerned = {self._layout.table, self._layout.subject, "stage_change", "return_milestone"}
        if concerned & set(changes.tables):
            self._reread()

    def counts(self) -> dict[str, int]:
        """Return how many lines each filter has, and ``known`` and ``owed`` figures."""
        known, owed = completeness(self._all, self.layout)
        picked = {name: sum(map(self._test(name), self._all)) for name in FILTERS}
        return {**picked, "known": known, "owed": owed, "cells_missing": owed - known}

    @property
    def layout(self) -> Layout:
        """The layout shown.

        Raises:
            RuntimeError: nothing is shown yet.
        """
        if self._layout is None:
            message = "the grid shows no quarter yet"
            raise RuntimeError(message)
        return self._layout

    def columns(self) -> tuple[Column, ...]:
        """Return how the columns are headed, in the language in force."""
        self._headed = ()
        return self._heads()

    def _heads(self) -> tuple[Column, ...]:
        if not self._headed:
            self._headed = self._make_heads()
        return self._headed

    def _make_heads(self) -> tuple[Column, ...]:
        spec = self._context.specs[self.layout.table]
        figures = [
            Column(self._values.name(spec, each), "figure", 140, self._values.unit(each), each.name)
            for each in self._fields()
        ]
        subject = self._values.title(self.layout.subject)
        return (Column(subject, "text", 0), *figures, Column(self._say("state"), "state", 92))

    def line(self, row: int) -> Line:
        """Return the line of a row."""
        return self._shown[row]

    def name(self, line: Line) -> str:
        """Return what the line stands for, in words."""
        name = self._names.get(line.subject, line.code)
        if not line.note:
            return name
        category = self._context.specs[self.layout.table].field("category")
        return f"{name} · {self._values.choice(category, line.note)}"

    def refusal(self, index: _Index) -> Refused | None:
        """Return what was refused in a cell."""
        each = self.field_of(index)
        return None if each is None else self._refused.get(self._place(index.row(), each))

    def field_of(self, index: _Index) -> Field | None:
        """Return the figure of a cell, None for the name and the state."""
        at = index.column() - 1
        fields = self._fields()
        return fields[at] if index.isValid() and 0 <= at < len(fields) else None

    def next_refusal(self, index: _Index) -> QModelIndex:
        """Return the next cell that was refused, after ``index``, round the corner."""
        count = self.rowCount() * self.columnCount()
        start = index.row() * self.columnCount() + index.column() if index.isValid() else -1
        for step in range(1, count + 1):
            row, column = divmod((start + step) % count, self.columnCount())
            found = self.index(row, column)
            if self.refusal(found) is not None:
                return found
        return _ROOT

    def totals(self) -> list[Cell]:
        """Return the cells of the total row: sums of what is known, with how many are."""
        spec = self._context.specs[self.layout.table]
        cells = [
            Cell(self._say("total"), note=self._say("total_of", count=len(self._all)), strong=True)
        ]
        for each in self._fields():
            known = [v for line in self._all if isinstance(v := line.values.get(each.name), int)]
            total = self._values.text(spec.field(each.name), sum(known) if known else None)
            cells.append(Cell(total, note=f"{len(known)}/{len(self._all)}", strong=True))
        return [*cells, Cell()]

    # ------------------------------------------------------------------------------ what is typed

    def enter(self, index: _Index, text: str) -> bool:
        """Save a typed text; a refused one stays in its cell and nothing is written."""
        each = self.field_of(index)
        if each is None:
            return False
        place, line = self._place(index.row(), each), self._shown[index.row()]
        try:
            value = self._values.parsed(each, text) if text.strip() else None
            self._refused.pop(place, None)
            if value != line.values.get(each.name):
                self._context.bus.run(fill(self.layout, line, self._in_force(), {each.name: value}))
        except DomainError as error:
            error.table = error.table or self.layout.table
            self._refused[place] = Refused(text, sentence(self._values, error))
            self.dataChanged.emit(
                self.index(index.row(), 0), self.index(index.row(), self.columnCount() - 1)
            )
            self.counts_changed.emit()
            return False
        self._reread()
        return True

    def enter_many(self, cells: Sequence[tuple[int, int, str]]) -> list[tuple[QModelIndex, str]]:
        """Save a block of typed texts as one step, all or none.

        Args:
            cells: row, column and text of each cell.

        Returns:
            The cells that are refused and why; empty when all were written.
        """
        wanted: dict[int, dict[str, Value]] = {}
        faults = []
        for row, column, text in cells:
            index = self.index(row, column)
            each = self.field_of(index)
            if each is None:
                continue
            try:
                value = self._values.parsed(each, text) if text.strip() else None
                wanted.setdefault(row, {})[each.name] = value
            except DomainError as error:
                error.table = self.layout.table
                faults.append((index, sentence(self._values, error)))
        if not faults and wanted:
            faults = self._write(wanted)
        return faults

    def set_values(self, wanted: dict[int, dict[str, Value]]) -> list[tuple[QModelIndex, str]]:
        """Save values of several lines as one step, all or none; return what is refused."""
        return self._write(wanted)

    def remark(self, row: int, text: str) -> None:
        """Save the remark of a line; a refusal is told by the bus."""
        command = fill(self.layout, self._shown[row], self._in_force(), {"remark": text or None})
        self._context.bus.attempt(command)

    # -------------------------------------------------------------------------------- Qt's model

    @override
    def rowCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._shown)

    @override
    def columnCount(self, parent: _Index = _ROOT) -> int:
        if parent.isValid() or self._layout is None:
            return 0
        return len(self._layout.fields) + 2

    @override
    def flags(self, index: _Index) -> Qt.ItemFlag:
        base = super().flags(index)
        if self.field_of(index) is None or not self._context.bus.writable:
            return base
        return base | Qt.ItemFlag.ItemIsEditable

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation != Qt.Orientation.Horizontal or self._layout is None:
            return None
        column = self._heads()[section]
        if role == LOOK:
            return column
        if role == Qt.ItemDataRole.DisplayRole:
            return column.heading
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if column.right() else Qt.AlignmentFlag.AlignLeft
            return int(side | Qt.AlignmentFlag.AlignVCenter)
        return None

    @override
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        answer = self._answers().get(role) if index.isValid() else None
        return None if answer is None else answer(index)

    @override
    def setData(self, index: _Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        return role == Qt.ItemDataRole.EditRole and self.enter(index, str(value))

    # ----------------------------------------------------------------------------------- inside

    def _answers(self) -> dict[int, Callable[[_Index], object]]:
        return {
            KEY: lambda index: self._shown[index.row()].subject,
            LOOK: self._cell,
            Qt.ItemDataRole.TextAlignmentRole: self._alignment,
            Qt.ItemDataRole.EditRole: self._edited,
            Qt.ItemDataRole.DisplayRole: lambda index: self._cell(index).text,
            Qt.ItemDataRole.AccessibleTextRole: lambda index: self._spoken(
                index, self._cell(index)
            ),
            Qt.ItemDataRole.ToolTipRole: lambda index: self._cell(index).tip or None,
        }

    def _alignment(self, index: _Index) -> int:
        figure = self.field_of(index) is not None
        side = Qt.AlignmentFlag.AlignRight if figure else Qt.AlignmentFlag.AlignLeft
        return int(side | Qt.AlignmentFlag.AlignVCenter)

    def _say(self, key: str, **values: object) -> str:
        return self._context.say(f"quarter_entry.{key}", **values)

    def _in_force(self) -> Quarter:
        if self._quarter is None:
            message = "the grid shows no quarter yet"
            raise RuntimeError(message)
        return self._quarter

    def _fields(self) -> tuple[Field, ...]:
        if self._layout is None:
            return ()
        spec = self._context.specs[self._layout.table]
        return tuple(spec.field(name) for name in self._layout.fields)

    def _place(self, row: int, each: Field) -> tuple[str, str, str]:
        line = self._shown[row]
        return line.subject, line.note, each.name

    def _test(self, name: str) -> Callable[[Line], bool]:
        fields = self.layout.fields
        refused = {(subject, note) for subject, note, _ in self._refused}
        tests: dict[str, Callable[[Line], bool]] = {
            "all": lambda _line: True,
            "missing": lambda line: line.missing(fields) > 0,
            "errors": lambda line: (line.subject, line.note) in refused,
            "changed": lambda line: bool(line.to_explain(self.layout)),
            "silent": lambda line: line.missing(fields) == len(fields),
        }
        return tests[name]

    def _choose(self) -> None:
        self._shown = [line for line in self._all if self._test(self._filter)(line)]

    def _reread(self) -> None:
        """Read values again while rows keep their places, so that the cursor stays."""
        if self._layout is None or self._quarter is None:
            return
        fresh = lines(self._context.records, self._layout, self._quarter)
        if [(x.subject, x.note) for x in fresh] != [(x.subject, x.note) for x in self._all]:
            self.reload()
            return
        by_place = {(line.subject, line.note): line for line in fresh}
        self._all = fresh
        self._shown = [by_place[line.subject, line.note] for line in self._shown]
        if self._shown:
            last = self.index(len(self._shown) - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last)
        self.counts_changed.emit()

    def _write(self, wanted: dict[int, dict[str, Value]]) -> list[tuple[QModelIndex, str]]:
        parts = tuple(
            fill(self.layout, self._shown[row], self._in_force(), values)
            for row, values in wanted.items()
        )
        try:
            self._context.bus.run(Together(parts, key="command.enter_figures"))
        except DomainError as error:
            error.table = error.table or self.layout.table
            return [(_ROOT, sentence(self._values, error))]
        for row, values in wanted.items():
            line = self._shown[row]
            for name in values:
                self._refused.pop((line.subject, line.note, name), None)
        self._reread()
        return []

    def _edited(self, index: _Index) -> str:
        each = self.field_of(index)
        if each is None:
            return ""
        refused = self.refusal(index)
        if refused is not None:
            return refused.text
        return self._values.typed(each, self._shown[index.row()].values.get(each.name))

    def _cell(self, index: _Index) -> Cell:
        line, each = self._shown[index.row()], self.field_of(index)
        if each is not None:
            return figure_cell(self._values, self.layout, line, each, self.refusal(index))
        if index.column() == 0:
            code = "" if line.note else line.code
            return Cell(self.name(line), note=code, tip=self.name(line))
        faults = sum(
            (subject, note) == (line.subject, line.note) for subject, note, _ in self._refused
        )
        return state_cell(self._values, self.layout, line, faults)

    def _spoken(self, index: _Index, cell: Cell) -> str:
        each = self.field_of(index)
        if each is None:
            return cell.text
        spec = self._context.specs[self.layout.table]
        return self._say(
            "spoken",
            name=self.name(self._shown[index.row()]),
            figure=self._values.name(spec, each),
            value=cell.text or UNKNOWN,
            before=cell.note or UNKNOWN,
        )
