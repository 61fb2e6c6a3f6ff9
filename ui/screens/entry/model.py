"""The quarter's figures as a grid: last quarter beside, refusals kept in their cells."""

from __future__ import annotations

from contextlib import contextmanager
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

from domain.errors import DomainError
from ui.components.tables.cells import LEFT, LOOK, RIGHT, Cell, Column, head_of, part_of
from ui.components.tables.kept_cells import KeptCells
from ui.components.tables.rows_model import KEY
from ui.screens.entry.cell_text import CellText
from ui.screens.entry.draft import is_draft
from ui.screens.entry.lines import FormLines
from ui.screens.entry.longest import known, longest
from ui.screens.entry.looks import LineLook, heads, subject_name
from ui.screens.entry.writing import FigureWriting
from ui.values import NUMBERS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from domain.entry import Layout, Line
    from domain.records import Changes, Field
    from domain.units import Quarter
    from ui.screen import ScreenContext
    from ui.screens.entry.lines import Place, Refused
    from ui.screens.entry.planning import BlockPlan
    from ui.values import Values

_Index = QModelIndex | QPersistentModelIndex
_ROOT: Final = QModelIndex()
_REPAINTED_SINGLY: Final = 20


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
        self.text = CellText(values, context.records)
        self.held = FormLines(context.records)
        self.writing = FigureWriting(context, self.held, self.text)
        self._own = False
        self._names: dict[str, str] = {}
        self._headed: tuple[Column, ...] = ()
        self._figures: tuple[Field, ...] = ()
        self._cells = KeptCells(self)
        self._answers = self._make_answers()

    # ----------------------------------------------------------------------------- what is shown

    def show_quarter(self, layout: Layout, quarter: Quarter) -> None:
        """Read the lines of a layout for a quarter, once what was typed is saved."""
        self._context.bus.settle()
        self.beginResetModel()
        spec = self._context.specs[layout.table]
        self._headed = ()
        self._figures = tuple(spec.field(name) for name in layout.fields)
        self.held.show(layout, quarter, writable=self._context.bus.may_change(layout.table))
        self._names.clear()
        self.endResetModel()
        self.counts_changed.emit()

    def reload(self) -> None:
        """Read the lines again."""
        if self.held.layout is not None and self.held.quarter is not None:
            self.show_quarter(self.held.layout, self.held.quarter)

    def filter_lines(self, name: str) -> None:
        """Show all lines, or those with something missing, refused, changed or silent."""
        self._context.bus.settle()
        self.beginResetModel()
        self.held.choose(name)
        self.endResetModel()

    def take(self, changes: Changes) -> None:
        """Read again what other hands changed."""
        if self._own or self.held.layout is None:
            return
        layout = self.held.layout
        rows = self.held.renew(changes)
        if rows is not None:
            self._repaint(rows)
        elif {layout.table, layout.subject, "quarter", "building", "stage_change",
              "return_milestone", "operator_contract"} & set(changes.tables):  # fmt: skip
            self.reload()

    def counts(self) -> dict[str, int]:
        """Return how many lines each filter has, and ``known`` and ``owed`` figures."""
        return self.held.counts()

    @property
    def layout(self) -> Layout:
        """The layout shown.

        Raises:
            RuntimeError: nothing is shown yet.
        """
        if self.held.layout is None:
            message = "the grid shows no quarter yet"
            raise RuntimeError(message)
        return self.held.layout

    def columns(self) -> tuple[Column, ...]:
        """Return how the columns are headed, in the language in force."""
        self._headed = heads(self.text, self.layout, self._figures)
        return self._headed

    def line(self, row: int) -> Line:
        """Return the line of a row."""
        return self.held.shown[row]

    def name(self, line: Line) -> str:
        """Return what the line stands for, in words."""
        if self.layout.listed:
            if is_draft(line.subject):
                return self._say("entry.new_line")
            return self._values.label(self.layout.table, line.values)
        name = self._names.get(line.subject)
        if name is None:
            # Read with the line that is seen: of thousands only some ever are.
            name = subject_name(self._context, self._values, self.layout.subject, line.subject)
            self._names[line.subject] = name
        if not line.note:
            return name
        category = self._context.specs[self.layout.table].field("category")
        return f"{name} · {self._values.choice(category, line.note)}"

    def figure_name(self, field: Field) -> str:
        """Return what a figure is called."""
        return self._values.name(self._context.specs[self.layout.table], field)

    def refusal(self, index: _Index) -> Refused | None:
        """Return what was refused in a cell."""
        each = self.field_of(index)
        return None if each is None else self.held.refusal(self.line(index.row()), each.name)

    def field_of(self, index: _Index) -> Field | None:
        """Return the figure of a cell, None for the name and the state."""
        column = index.column() if index.isValid() else 0
        return self._figures[column - 1] if 0 < column <= len(self._figures) else None

    @property
    def figures(self) -> tuple[Field, ...]:
        """The figures in the order of their columns, which begin with 1."""
        return self._figures

    def next_refusal(self, index: _Index) -> QModelIndex:
        """Return the next cell that was refused, after ``index``, round the corner."""
        rows = {(line.subject, line.note): row for row, line in enumerate(self.held.shown)}
        columns = {field.name: at for at, field in enumerate(self._figures, 1)}
        places = sorted(
            (rows[subject, note], columns[name])
            for subject, note, name in self.held.refused
            if (subject, note) in rows
        )
        here = (index.row(), index.column()) if index.isValid() else (-1, -1)
        after = [place for place in places if place > here]
        return self.index(*(after or places)[0]) if places else _ROOT

    def totals(self) -> list[Cell]:
        """Return the cells of the total row: sums of what is known, with how many are."""
        counted = [line for line in self.held.every if not is_draft(line.subject)]
        listed = self.layout.listed
        total_of = "" if listed else self._say("quarter_entry.total_of", count=len(counted))
        cells = [Cell(self._say("quarter_entry.total"), note=total_of, strong=True)]
        rows = [line.values for line in counted]
        for each in self._figures:
            summed = each.kind in NUMBERS and self.layout.table != "operator_score"
            found = known(rows, each.name) if summed else []
            total = self._values.text(each, sum(found)) if found else ""
            note = f"{len(found)}/{len(counted)}" if summed and counted else ""
            cells.append(Cell(total, note=note, strong=True))
        return [*cells, Cell()]

    def longest(self) -> list[Cell]:
        """Return for each column of figures a cell as wide as any of its; others are empty."""
        cells = longest(self.text, self.layout, self._figures, self.held.shown)
        return [Cell(), *cells, Cell()]

    # ------------------------------------------------------------------------------ what is typed

    def enter(self, index: _Index, text: str) -> bool:
        """Save a typed text; a refused one stays in its cell and nothing is written."""
        each = self.field_of(index)
        if each is None or not self.held.editable:
            return False
        with self._alone():
            changes = self.writing.enter(index.row(), each, text)
        self._settle(changes, index.row())
        self._offer_line()
        return changes is not None

    def enter_soon(self, index: _Index, text: str) -> bool:
        """Save a typed text at once; on a slow disk as soon as the typing rests, in order."""
        each, bus = self.field_of(index), self._context.bus
        line = self.line(index.row())
        if each is None or not bus.slow or is_draft(line.subject):
            return self.enter(index, text)
        place = (line.subject, line.note, each.name)
        self.held.waiting[place] = text
        self._repaint({index.row()})
        bus.later(lambda: self._enter_waiting(place, index.column()))
        return True

    def write(self, plan: BlockPlan) -> str:
        """Write the good cells of a block as one step; return why it could not, or nothing."""
        try:
            with self._alone():
                changes = self.writing.write(plan)
        except DomainError as error:
            return self.writing.reason(error)
        self.take_written(plan, changes)
        return ""

    def stand_aside(self, *, aside: bool) -> None:
        """Leave what is written beside the window to whoever takes it in when it is whole."""
        self._own = aside

    def take_written(self, plan: BlockPlan, changes: Changes) -> None:
        """Show what was written of a block; refused texts stay in their cells."""
        self.held.keep(plan)
        if self.layout.listed:
            self.reload()
            return
        self._settle(changes)
        if plan.refused:
            self._repaint({cell.row for cell in plan.refused if cell.row < len(self.held.shown)})

    def remark(self, row: int, text: str) -> None:
        """Save the remark of a line; a refusal is told by the bus."""
        with self._alone():
            changes = self.writing.remark(row, text)
        self._settle(changes)

    # -------------------------------------------------------------------------------- Qt's model

    @override
    def rowCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.held.shown)

    @override
    def columnCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() or not self._figures else len(self._figures) + 2

    @override
    def flags(self, index: _Index) -> Qt.ItemFlag:
        base = super().flags(index)
        if self.field_of(index) is None or not self.held.editable:
            return base
        return base | Qt.ItemFlag.ItemIsEditable

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation != Qt.Orientation.Horizontal or not self._figures:
            return None
        return head_of((self._headed or self.columns())[section], role)

    @override
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        answer = self._answers.get(role) if index.isValid() else None
        return None if answer is None else answer(index)

    @override
    def setData(self, index: _Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        return role == Qt.ItemDataRole.EditRole and self.enter_soon(index, str(value))

    # ----------------------------------------------------------------------------------- inside

    def _make_answers(self) -> dict[int, Callable[[_Index], object]]:
        return {
            KEY: lambda index: self.line(index.row()).subject,
            LOOK: self._cell,
            Qt.ItemDataRole.TextAlignmentRole: self._alignment,
            Qt.ItemDataRole.EditRole: self._edited,
            Qt.ItemDataRole.DisplayRole: lambda index: self._cell(index).text,
            Qt.ItemDataRole.AccessibleTextRole: self._spoken,
            Qt.ItemDataRole.ToolTipRole: lambda index: self._tip(index) or None,
        }

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Carry out an own change; what it changes is read once, afterwards."""
        self._own = True
        try:
            yield
        finally:
            self._own = False

    def _enter_waiting(self, place: Place, column: int) -> None:
        text, row = self.held.waiting.pop(place, None), self.held.row_of(place)
        if text is not None and row >= 0:
            self.enter(self.index(row, column), text)

    def _offer_line(self) -> None:
        """Keep an empty line at the end of a list, once the last one has become a record."""
        held = self.held
        if not self.layout.listed or any(is_draft(each.subject) for each in held.shown):
            return
        self.beginInsertRows(_ROOT, len(held.shown), len(held.shown))
        held.append(held.new_draft())
        self.endInsertRows()

    def _settle(self, changes: Changes | None, row: int = -1) -> None:
        rows: set[int] | None = self.held.renew(changes) if changes else set()
        if rows is None:
            self.reload()
            return
        self._repaint(rows | ({row} if row >= 0 else set()))

    def _repaint(self, rows: set[int]) -> None:
        last = self.columnCount() - 1
        if len(rows) > _REPAINTED_SINGLY:
            self.dataChanged.emit(self.index(min(rows), 0), self.index(max(rows), last))
            rows = set()
        for row in rows:
            self.dataChanged.emit(self.index(row, 0), self.index(row, last))
        self.counts_changed.emit()

    def _alignment(self, index: _Index) -> int:
        field = self.field_of(index)
        figure = field is not None and field.kind in NUMBERS
        return RIGHT if figure else LEFT

    def _say(self, key: str, **values: object) -> str:
        return self._context.say(key, **values)

    def _edited(self, index: _Index) -> str:
        each, refused = self.field_of(index), self.refusal(index)
        if refused is not None:
            return refused.text
        return (
            ""
            if each is None
            else self.text.typed(each, self.line(index.row()).values.get(each.name))
        )

    def _cell(self, index: _Index) -> Cell:
        return self._cells.cell(index.row(), index.column(), partial(self._make_cell, index))

    def _make_cell(self, index: _Index) -> Cell:
        line, each = self.line(index.row()), self.field_of(index)
        look = LineLook(self.text, self.layout)
        if each is not None:
            waiting = self.held.waiting.get((line.subject, line.note, each.name))
            return look.figure(line, each, self.refusal(index), waiting)
        if index.column() == 0 and self.layout.listed:
            draft = is_draft(line.subject)
            return Cell("" if draft else str(index.row() + 1), icon="add" if draft else "")
        if index.column() == 0:
            name = self.name(line)
            code = "" if line.note or line.code == name else line.code
            return Cell(name, note=code, tip=name)
        lacking = len(self.writing.lacking(line)) if is_draft(line.subject) else 0
        return look.state(line, self.held.faults(line), lacking)

    def _tip(self, index: _Index) -> str:
        each = self.field_of(index)
        if each is None:
            return self._cell(index).tip
        look = LineLook(self.text, self.layout)
        return look.tip(self.line(index.row()), each, self.refusal(index))

    def _spoken(self, index: _Index) -> str:
        each, cell = self.field_of(index), self._cell(index)
        if each is None:
            return str(part_of(cell, Qt.ItemDataRole.AccessibleTextRole))
        look, name = LineLook(self.text, self.layout), self.name(self.line(index.row()))
        return look.spoken(name, self.figure_name(each), cell, self._tip(index))
