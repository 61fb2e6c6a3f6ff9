"""How a line of the entry grid looks: its name, its figures, its state."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from domain.called import worded
from domain.formatting import UNKNOWN, typed_unit
from domain.measures import exactly
from domain.records import Kind
from domain.text import shortened
from domain.units import WHOLE_BP
from ui.components.tables.cells import Cell, Column
from ui.screens.entry.draft import is_draft
from ui.values import NUMBERS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from domain.entry import Layout, Line
    from domain.records import Field, Value
    from ui.screen import ScreenContext
    from ui.screens.entry.cell_text import CellText
    from ui.screens.entry.lines import Refused
    from ui.values import Values


_WIDTHS: Final = {Kind.DATE: 110, Kind.REFERENCE: 180, Kind.TEXT: 180, Kind.CHOICE: 130}
_STATE_WIDTH: Final = 104


@dataclass(frozen=True, slots=True)
class LineLook:
    """Draw the cells of a layout's lines in the language in force."""

    text: CellText
    layout: Layout

    def figure(
        self, line: Line, each: Field, refused: Refused | None, waiting: str | None = None
    ) -> Cell:
        """Return a figure with last quarter's beside it; refused and missing ones stand out.

        What ``waiting`` names is typed and not yet saved.
        """
        then = line.before.get(each.name)
        note = self.text.shown(each, then) if line.before else ""
        if waiting is not None:
            return Cell(waiting, note)
        if refused is not None:
            typed = shortened(refused.text)
            return Cell(typed, note, icon="state.crit", ground="crit", strong=True)
        value = line.values.get(each.name)
        if value is None:
            return Cell("", note, missing=each.name in line.asked)
        text = self.text.shown(each, value)
        if each.name in line.to_explain:
            return Cell(text, note, icon="remark_needed", ground="warn")
        return Cell(text, note)

    def tip(self, line: Line, each: Field, refused: Refused | None) -> str:
        """Return what is said of a figure that is pointed at: why it stands out, its change.

        It is no part of the cell: of thousands that are painted hardly any is pointed at.
        """
        if refused is not None:
            return refused.reason
        value = line.values.get(each.name)
        if value is None:
            return self._say("not_reported") if each.name in line.asked else ""
        change = self.change(each, value, line.before.get(each.name))
        if each.name in line.to_explain:
            return f"{change}\n{self._say('explain')}" if change else self._say("explain")
        return change

    def state(self, line: Line, faults: int, lacking: int) -> Cell:
        """Return in a word what a line lacks."""
        if faults:
            return Cell(self._say("faults", count=faults), state="crit")
        if is_draft(line.subject):
            return self._draft(line, lacking)
        if line.missing:
            words = self._say("silent") if line.silent else self._say("missing", count=line.missing)
            return Cell(words, state="unknown", icon="missing")
        if line.to_explain:
            return Cell(self._say("to_explain"), state="warn")
        if not line.asked and not line.record:
            return Cell(self.text.values.language.say("entry.not_owed"), tone="text_note")
        return Cell(self._say("complete"), state="ok")

    def _draft(self, line: Line, lacking: int) -> Cell:
        if any(value is not None for value in line.values.values()):
            return Cell(self._say("missing", count=lacking), state="warn")
        return Cell(self.text.values.language.say("entry.new_line"), icon="add")

    def change(self, each: Field, now: Value, then: Value) -> str:
        """Say by how much a figure differs from last quarter's, nothing when unknown."""
        words = self.changed(each, now, then)
        return self.text.values.language.say("entry.change", change=words) if words else ""

    def changed(self, each: Field, now: Value, then: Value) -> str:
        """Return by how much a figure differs from last quarter's, empty when unknown."""
        if each.kind not in NUMBERS or not isinstance(now, int | float):
            return ""
        if not isinstance(then, int | float) or not then:
            return ""
        share = Fraction(exactly(now) - exactly(then)) / abs(exactly(then)) * WHOLE_BP
        write = self.text.values.format
        return write.signed(write.percent(round(share)))

    def spoken(self, name: str, figure: str, cell: Cell, tip: str) -> str:
        """Return what a screen reader says of a figure."""
        said = self._say(
            "spoken", name=name, figure=figure, value=cell.text or UNKNOWN,
            before=cell.note or UNKNOWN,
        )  # fmt: skip
        if not tip:
            return said
        return self.text.values.language.say("entry.spoken_with", said=said, more=tip)

    def _say(self, key: str, **values: object) -> str:
        return self.text.values.language.say(f"quarter_entry.{key}", **values)


def heads(text: CellText, layout: Layout, figures: Sequence[Field]) -> tuple[Column, ...]:
    """Return how the columns of a grid are headed, in the language in force."""
    values, spec = text.values, text.values.specs[layout.table]
    shown = [
        Column(
            values.name(spec, each),
            "figure" if each.kind in NUMBERS else "text",
            _WIDTHS.get(each.kind, 140),
            unit_beside(values.name(spec, each), values.unit(each)),
            each.name,
        )
        for each in figures
    ]
    say = values.language.say
    subject = say("entry.number") if layout.listed else values.title(layout.subject)
    return (
        Column(subject, "text", 0),
        *shown,
        Column(say("quarter_entry.state"), "state", _STATE_WIDTH),
    )


def unit_beside(name: str, unit: str) -> str:
    """Return the unit that a heading shows, empty where its name says it already."""
    return "" if unit.casefold() in re.split(r"\W+", name.casefold()) else unit


def subject_name(context: ScreenContext, values: Values, table: str, record: str) -> str:
    """Return what a line's subject is called beside its number.

    A return project, which has a number only, is called as its firm is; an operator's indicator
    has its own unit.
    """
    row = context.records.get(table, record) or {}
    if table == "return_project":
        return values.record(context.records, "firm", str(row.get("firm")))
    if table != "operator_indicator":
        return values.record(context.records, table, record)
    lang = values.language.lang
    name = worded(row, "name").read_in(lang)
    unit = typed_unit(worded(row, "unit").read_in(lang), lang)
    return context.say("entry.indicator", name=name, unit=unit) if unit else name
