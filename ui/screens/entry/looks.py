"""How a line of the entry grid looks: its name, its figures, its state."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ui.components.tables.cells import Cell

if TYPE_CHECKING:
    from domain.entry import Layout, Line
    from domain.records import Field
    from ui.values import Values


@dataclass(frozen=True, slots=True)
class Refused:
    """A typed text that was refused, and the sentence that says why."""

    text: str
    reason: str


def figure_cell(
    values: Values, layout: Layout, line: Line, each: Field, refused: Refused | None
) -> Cell:
    """Return a figure with last quarter's beside it; refused and missing ones stand out."""
    say = values.language.say
    note = values.text(each, line.before.get(each.name)) if line.before else ""
    if refused is not None:
        return Cell(
            refused.text, note, icon="state.crit", ground="crit", strong=True, tip=refused.reason
        )
    value = line.values.get(each.name)
    if value is None:
        return Cell("", note, missing=True, tip=say("quarter_entry.not_reported"))
    text = values.text(each, value)
    if each.name in line.to_explain(layout):
        tip = say("quarter_entry.explain")
        return Cell(text, note, icon="remark_needed", ground="warn", tip=tip)
    return Cell(text, note)


def state_cell(values: Values, layout: Layout, line: Line, faults: int) -> Cell:
    """Return in a word what a line lacks."""
    say = values.language.say
    missing = line.missing(layout.fields)
    if faults:
        return Cell(say("quarter_entry.faults", count=faults), state="crit")
    if missing == len(layout.fields):
        return Cell(say("quarter_entry.silent"), state="unknown")
    if missing:
        return Cell(say("quarter_entry.missing", count=missing), state="unknown")
    if line.to_explain(layout):
        return Cell(say("quarter_entry.to_explain"), state="warn")
    return Cell(say("quarter_entry.complete"), state="ok")
