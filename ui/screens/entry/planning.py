"""Check a block of texts for the lines of a grid before anything is written, on any thread."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import TYPE_CHECKING

from domain.entry_block import Form
from domain.errors import DomainError
from domain.indicators.remembered import Remembered
from domain.progress import Silent
from ui.refusal import sentence
from ui.screens.entry.cell_text import CellReading
from ui.screens.entry.draft import is_draft

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from domain.entry import Layout, Line
    from domain.progress import Progress
    from domain.records import Field, Records, Specs, Value, Write
    from domain.units import Quarter
    from ui.screens.entry.cell_text import CellText

    Rows = Mapping[int, Sequence[tuple[Field | None, str]]]


@dataclass(frozen=True, slots=True)
class Block:
    """Texts that are to go into cells.

    Attributes:
        size: about how many cells they are.
        rows: gives the texts by row, on whatever thread they are checked; a figure is None where
            the block reaches beyond the last one.
    """

    size: int
    rows: Callable[[], Rows]


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
    """A block of cells, checked, and the writes for those that are good.

    Attributes:
        refused: the cells that cannot be written.
        changed: the cells that would be different.
        kept: the cells whose text or value stays in the grid: it is refused, or of a typed line.
        subjects: row → subject of its line, or the record that a new line becomes.
    """

    cells: tuple[PlannedCell, ...]
    writes: tuple[Write, ...]
    refused: tuple[PlannedCell, ...] = dataclasses.field(init=False)
    changed: tuple[PlannedCell, ...] = dataclasses.field(init=False)
    kept: tuple[PlannedCell, ...] = dataclasses.field(init=False)
    subjects: Mapping[int, str] = dataclasses.field(init=False)

    def __post_init__(self) -> None:
        # Told apart where the block is checked: the window has no time for so many cells.
        refused = tuple(cell for cell in self.cells if cell.reason)
        changed = tuple(cell for cell in self.cells if cell.changes)
        kept = tuple(cell for cell in self.cells if cell.reason or is_draft(cell.subject))
        object.__setattr__(self, "refused", refused)
        object.__setattr__(self, "changed", changed)
        object.__setattr__(self, "kept", kept)
        object.__setattr__(self, "subjects", {cell.row: cell.subject for cell in self.cells})

    @property
    def unsaved(self) -> tuple[PlannedCell, ...]:
        """The cells whose text stays in a line that has a record."""
        return tuple(cell for cell in self.refused if not is_draft(cell.subject))


@dataclass(frozen=True, slots=True)
class Planning:
    """The lines of a grid, and what their texts are read by.

    Attributes:
        lines: those shown, by row.
        draft: gives the line that a row beyond the last becomes, None where no line is added.
        beyond: what is said of a cell beyond the grid.
    """

    specs: Specs
    layout: Layout
    quarter: Quarter
    text: CellText
    lines: Sequence[Line]
    draft: Callable[[], Line] | None
    beyond: str

    def plan(self, records: Records, block: Block, progress: Progress | None = None) -> BlockPlan:
        """Check a block against some records; nothing is written.

        Raises:
            CancelledError: the user asked to stop.
        """
        told = progress if progress is not None else Silent()
        # Rule after rule asks whether the quarter is closed: nothing is written meanwhile.
        form = Form(Remembered(records), self.specs, self.layout, self.quarter)
        reading = CellReading(self.text, records)
        cells: list[PlannedCell] = []
        writes: list[Write] = []
        rows = block.rows()
        for done, (row, texts) in enumerate(rows.items()):
            told.step(done, len(rows))
            of_row, its_writes = self._plan_row(form, reading, row, texts)
            cells += of_row
            writes += its_writes
        return BlockPlan(tuple(cells), tuple(writes))

    def _line(self, row: int) -> Line | None:
        if row < len(self.lines):
            return self.lines[row]
        # A list grows with the block: each row beyond the last becomes a record of its own.
        return self.draft() if self.draft is not None else None

    def _plan_row(
        self,
        form: Form,
        reading: CellReading,
        row: int,
        texts: Sequence[tuple[Field | None, str]],
    ) -> tuple[list[PlannedCell], tuple[Write, ...]]:
        line = self._line(row)
        values: dict[str, Value] = {}
        reasons: dict[str, str] = {}
        for field, text in texts:
            if field is None or line is None:
                continue
            try:
                values[field.name] = reading.read(field, text)
            except DomainError as error:
                reasons[field.name] = self.reason(error)
        now = line.values if line is not None else {}
        wanted = {name: value for name, value in values.items() if value != now.get(name)}
        writes: tuple[Write, ...] = ()
        if line is not None and wanted:
            planned = form.plan(line, {**_begun(line), **wanted})
            writes = planned.writes
            refused = planned.refused.items()
            reasons |= {name: self.reason(error) for name, error in refused}
        subject = line.subject if line is not None else ""
        if writes and is_draft(subject):
            subject = writes[0].record
        cells = [
            PlannedCell(
                row,
                field,
                text,
                values.get(field.name) if field else None,
                self.beyond if field is None or line is None else reasons.get(field.name, ""),
                field is not None and field.name in wanted and field.name not in reasons,
                subject,
                line.note if line is not None else "",
            )
            for field, text in texts
        ]
        return cells, writes

    def reason(self, error: DomainError) -> str:
        """Return why something was refused, in words."""
        error.table = error.table or self.layout.table
        return sentence(self.text.values, error)


def _begun(line: Line) -> dict[str, Value]:
    """Return what was typed of a record that is not saved yet."""
    return dict(line.values) if is_draft(line.subject) else {}


def block_of(texts: Iterable[tuple[int, Field, str]]) -> Block:
    """Return cells as a block, in the order in which they come."""
    rows: dict[int, list[tuple[Field | None, str]]] = {}
    size = 0
    for row, field, text in texts:
        rows.setdefault(row, []).append((field, text))
        size += 1
    return Block(size, lambda: rows)
