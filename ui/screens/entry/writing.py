"""Write what is typed or pasted into the lines of a grid, each act one step of undo."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from domain.commands import AddRow, WriteBatch
from domain.entry import Line, check_day, fill
from domain.entry_block import Form
from domain.errors import DomainError
from domain.records import Changes
from ui.refusal import sentence
from ui.screens.entry.lines import DRAFT, FormLines, Refused, typed_so_far

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from domain.records import Field, Value, Write
    from ui.screens.base import ScreenContext
    from ui.screens.entry.cell_text import CellText


@dataclass(frozen=True, slots=True)
class PlannedCell:
    """One cell of a block before it is written.

    Attributes:
        row: row in the grid, which may lie beyond the last one.
        field: figure, None where the block reaches beyond the last one.
        text: what was pasted; ``value`` what it means.
        reason: why it is refused, empty when it can be written.
        changes: whether the record would be different.
        subject: subject of its line, or the record that a new line becomes; empty beyond the
            grid. note: as the line's.
    """

    row: int
    field: Field | None
    text: str
    value: Value
    reason: str
    changes: bool
    subject: str
    note: str


@dataclass(frozen=True, slots=True)
class BlockPlan:
    """A block of cells, checked, and the writes for those that are good."""

    cells: tuple[PlannedCell, ...]
    writes: tuple[Write, ...]

    @property
    def refused(self) -> tuple[PlannedCell, ...]:
        """The cells that cannot be written."""
        return tuple(cell for cell in self.cells if cell.reason)

    @property
    def unsaved(self) -> tuple[PlannedCell, ...]:
        """The cells whose text stays in a line that has a record."""
        return tuple(cell for cell in self.refused if not cell.subject.startswith(DRAFT))

    @property
    def changed(self) -> tuple[PlannedCell, ...]:
        """The cells that would be different."""
        return tuple(cell for cell in self.cells if cell.changes)


class FigureWriting:
    """Check what is typed into a grid's lines and carry it out through the bus."""

    def __init__(self, context: ScreenContext, held: FormLines, text: CellText) -> None:
        self._context = context
        self._held = held
        self._text = text

    def enter(self, row: int, field: Field, text: str) -> Changes | None:
        """Save a typed text; None when it is refused: then it stays in its cell, unsaved."""
        line = self._held.shown[row]
        try:
            value = self._text.read(field, text)
            check_day(self._form().layout, self._form().quarter, {field.name: value})
            self._forget(line, field.name)
            if line.subject.startswith(DRAFT):
                return self._enter_draft(row, typed_so_far(line, field.name, value))
            form = self._form()
            command = fill(form.layout, line, form.quarter, {field.name: value})
            if isinstance(command, AddRow) and value is None:
                return Changes()
            return self._context.bus.run(command)
        except DomainError as error:
            self._refuse(line, field.name, text, self.reason(error))
            return None

    def remark(self, row: int, text: str) -> Changes:
        """Save the remark of a line; a refusal is told by the bus."""
        form = self._form()
        values = {"remark": text or None}
        command = fill(form.layout, self._held.shown[row], form.quarter, values)
        return self._context.bus.attempt(command)

    def plan(self, block: Mapping[int, Sequence[tuple[Field | None, str]]]) -> BlockPlan:
        """Check a block of typed texts, by row; nothing is written."""
        cells: list[PlannedCell] = []
        writes: list[Write] = []
        for row, texts in block.items():
            line = self._line(row)
            of_row, its_writes = self._plan_row(row, line, texts)
            cells += of_row
            writes += its_writes
        return BlockPlan(tuple(cells), tuple(writes))

    def write(self, plan: BlockPlan) -> Changes:
        """Write the good cells of a plan as one step; refused texts stay in their cells.

        Raises:
            DomainError: the quarter was closed meanwhile, or the file cannot be written.
        """
        batch = WriteBatch(plan.writes, key="command.enter_figures")
        changes = self._context.bus.run(batch) if plan.writes else Changes()
        for row in {cell.row: cell for cell in plan.cells}.values():
            self._held.take_up(row.row, row.subject)
        for cell in plan.cells:
            self._keep(cell)
        return changes

    def reason(self, error: DomainError) -> str:
        """Return why something was refused, in words."""
        error.table = error.table or self._form().layout.table
        return sentence(self._text.values, error)

    # ------------------------------------------------------------------------------------ inside

    def _keep(self, cell: PlannedCell) -> None:
        """Keep of a pasted cell what was not written: its wrong text, or the value of a draft."""
        if cell.field is None:
            return
        self._held.refused.pop((cell.subject, cell.note, cell.field.name), None)
        draft = cell.subject.startswith(DRAFT)
        if draft and (cell.value is not None or not cell.text.strip()):
            self._held.type_draft(cell.subject, cell.field.name, cell.value)
        elif cell.reason and cell.subject:
            place = (cell.subject, cell.note, cell.field.name)
            self._held.refused[place] = Refused(cell.text, cell.reason)
            if draft:
                self._held.type_draft(cell.subject, cell.field.name, None)

    def _form(self) -> Form:
        layout, quarter = self._held.layout, self._held.quarter
        if layout is None or quarter is None:
            message = "the grid shows no quarter yet"
            raise RuntimeError(message)
        return Form(self._context.records, self._context.specs, layout, quarter)

    def _line(self, row: int) -> Line | None:
        if row < len(self._held.shown):
            return self._held.shown[row]
        # A list grows with the block: each row beyond the last becomes a record of its own.
        layout = self._held.layout
        return self._held.new_draft() if layout is not None and layout.listed else None

    def _plan_row(
        self, row: int, line: Line | None, texts: Sequence[tuple[Field | None, str]]
    ) -> tuple[list[PlannedCell], tuple[Write, ...]]:
        beyond = self._context.say("entry.beyond_the_grid")
        values: dict[str, Value] = {}
        reasons: dict[str, str] = {}
        for field, text in texts:
            if field is None or line is None:
                continue
            try:
                values[field.name] = self._text.read(field, text)
            except DomainError as error:
                reasons[field.name] = self.reason(error)
        now = line.values if line is not None else {}
        wanted = {name: value for name, value in values.items() if value != now.get(name)}
        writes: tuple[Write, ...] = ()
        if line is not None and wanted:
            planned = self._form().plan(line, {**_begun(line), **wanted})
            writes = planned.writes
            refused = planned.refused.items()
            reasons |= {name: self.reason(error) for name, error in refused}
        subject = line.subject if line is not None else ""
        if writes and subject.startswith(DRAFT):
            subject = writes[0].record
        cells = [
            PlannedCell(
                row,
                field,
                text,
                values.get(field.name) if field else None,
                beyond if field is None or line is None else reasons.get(field.name, ""),
                field is not None and field.name in wanted and field.name not in reasons,
                subject,
                line.note if line is not None else "",
            )
            for field, text in texts
        ]
        return cells, writes

    def _enter_draft(self, row: int, line: Line) -> Changes:
        """Keep what was typed of a new record; save it once all that it must have is there."""
        form = self._form()
        self._held.put(row, line)
        if self.lacking(line):
            return Changes()
        command = fill(form.layout, line, form.quarter, line.values)
        changes = self._context.bus.run(command)
        record = command.record
        saved = self._context.records.get(form.layout.table, record) or {}
        self._held.put(row, Line({}, record, "", "", record, saved, {}))
        self._held.rename(line.subject, record)
        return changes

    def lacking(self, line: Line) -> tuple[Field, ...]:
        """Return the fields that a line which is being typed must still get."""
        form = self._form()
        return tuple(
            each
            for each in form.specs[form.layout.table].fields
            if each.required and each.default is None and line.values.get(each.name) is None
        )

    def _refuse(self, line: Line, name: str, text: str, reason: str) -> None:
        self._held.refused[line.subject, line.note, name] = Refused(text, reason)

    def _forget(self, line: Line, name: str) -> None:
        self._held.refused.pop((line.subject, line.note, name), None)


def _begun(line: Line) -> dict[str, Value]:
    """Return what was typed of a record that is not saved yet."""
    return dict(line.values) if line.subject.startswith(DRAFT) else {}


def rows_of(texts: Iterable[tuple[int, Field, str]]) -> dict[int, list[tuple[Field | None, str]]]:
    """Return cells by row, in the order in which they come."""
    block: dict[int, list[tuple[Field | None, str]]] = {}
    for row, field, text in texts:
        block.setdefault(row, []).append((field, text))
    return block
