"""Write what is typed or pasted into the lines of a grid, each act one step of undo."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.commands import AddRow, WriteBatch
from domain.entry import Line, check_day, fill
from domain.entry_block import Form
from domain.errors import DomainError
from domain.records import Changes
from ui.refusal import sentence
from ui.screens.entry.draft import is_draft
from ui.screens.entry.lines import FormLines, Refused, typed_so_far
from ui.screens.entry.planning import Planning

if TYPE_CHECKING:
    from domain.records import Field
    from ui.screen import ScreenContext
    from ui.screens.entry.cell_text import CellText
    from ui.screens.entry.planning import BlockPlan


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
            if is_draft(line.subject):
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

    def planning(self) -> Planning:
        """Return what a block is checked by; the lines are those shown now."""
        form, held = self._form(), self._held
        return Planning(
            form.specs,
            form.layout,
            form.quarter,
            self._text,
            tuple(held.shown),
            held.new_draft if form.layout.listed else None,
            self._context.say("entry.beyond_the_grid"),
        )

    def write(self, plan: BlockPlan) -> Changes:
        """Write the good cells of a plan as one step.

        Raises:
            DomainError: the quarter was closed meanwhile, or the file cannot be written.
        """
        return self._context.bus.run(batch_of(plan)) if plan.writes else Changes()

    def reason(self, error: DomainError) -> str:
        """Return why something was refused, in words."""
        error.table = error.table or self._form().layout.table
        return sentence(self._text.values, error)

    # ------------------------------------------------------------------------------------ inside

    def _form(self) -> Form:
        layout, quarter = self._held.layout, self._held.quarter
        if layout is None or quarter is None:
            message = "the grid shows no quarter yet"
            raise RuntimeError(message)
        return Form(self._context.records, self._context.specs, layout, quarter)

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


def batch_of(plan: BlockPlan) -> WriteBatch:
    """Return the one step that writes the good cells of a plan."""
    return WriteBatch(plan.writes, key="command.enter_figures")
