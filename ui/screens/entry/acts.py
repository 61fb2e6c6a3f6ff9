"""What is done to many cells at once: same as last quarter, fill, clear, paste."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ui.screens.entry.clipboard import read_block
from ui.screens.entry.planning import Block, block_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QModelIndex

    from domain.records import Field, Value
    from ui.screens.entry.model import EntryModel
    from ui.screens.entry.table import FigureTable

NO_BLOCK: Final = Block(0, dict)
_ONE_CELL_MARKS: Final = 100
"""A single cell may hold as many line breaks and stops as this; more are a block."""


class CellActs:
    """Make of selected cells, or of a text from a spreadsheet, a block that can be checked."""

    def __init__(self, figures: EntryModel, table: FigureTable) -> None:
        self._figures = figures
        self._table = table

    def same_as_last(self) -> Block:
        """Take last quarter's values into the selected cells that have one."""
        texts = [
            (index.row(), field, self._typed(field, before))
            for index, field in self._selected()
            if (before := self._figures.line(index.row()).before.get(field.name)) is not None
        ]
        return block_of(texts)

    def clear(self) -> Block:
        """Mark the selected cells as not known yet."""
        texts = [(index.row(), field, "") for index, field in self._selected()]
        return block_of(texts)

    def fill(self, way: str) -> Block:
        """Repeat the first selected row downwards or column to the right.

        A single row takes the values of the row above, a single column those at its left, as in
        a spreadsheet. A value that does not fit the other column's kind is refused there.
        """
        chosen = self._selected()
        if not chosen:
            return NO_BLOCK
        down = way == "down"
        places = [index.row() if down else index.column() for index, _ in chosen]
        first = min(places)
        source = first if max(places) > first else first - 1
        texts: list[tuple[int, Field, str]] = []
        for index, field in chosen:
            if (index.row() if down else index.column()) == source:
                continue
            at = (source, index.column()) if down else (index.row(), source)
            origin = self._figures.index(*at)
            giver = self._figures.field_of(origin)
            if giver is not None and at[0] >= 0:
                value = self._figures.line(origin.row()).values.get(giver.name)
                texts.append((index.row(), field, self._given(giver, field, value)))
        return block_of(texts)

    def paste(self, text: str) -> Block:
        """Read a block of a spreadsheet from the current cell on.

        A single value goes into every selected cell.
        """
        start = self._table.currentIndex()
        if not text or not start.isValid():
            return NO_BLOCK
        chosen = self._selected()
        marks = text.count("\t") + text.count("\n")
        if marks <= _ONE_CELL_MARKS and (only := _only(read_block(text))) is not None:
            return block_of((index.row(), field, only) for index, field in chosen)
        first = chosen[0][0] if chosen else start
        top, fields = first.row(), (None, *self._figures.figures)[first.column() :]
        return Block(marks + 1, lambda: _placed(read_block(text), top, fields))

    def _selected(self) -> list[tuple[QModelIndex, Field]]:
        return [
            (index, field)
            for index in self._table.figure_indexes()
            if (field := self._figures.field_of(index)) is not None
        ]

    def _typed(self, field: Field, value: Value) -> str:
        return self._figures.text.typed(field, value)

    def _given(self, giver: Field, taker: Field, value: Value) -> str:
        """Return a value as the other column reads it: figures in the unit of the giver."""
        typed = self._typed(giver, value)
        if giver.kind is taker.kind or not typed:
            return typed
        return self._figures.text.with_unit(giver, typed)


def _only(block: Sequence[Sequence[str]]) -> str | None:
    """Return the text of a block of one cell, None where it has more or none."""
    return block[0][0] if len(block) == 1 and len(block[0]) == 1 else None


def _placed(
    block: Sequence[Sequence[str]], top: int, fields: Sequence[Field | None]
) -> dict[int, list[tuple[Field | None, str]]]:
    """Return the texts of a block by row, each with the figure in whose column it comes to stand.

    Args:
        top: row of the first line.
        fields: those from the first column on.
    """
    wide = max(map(len, block), default=0)
    columns = [*fields[:wide], *[None] * wide]
    return {top + down: list(zip(columns, row, strict=False)) for down, row in enumerate(block)}
