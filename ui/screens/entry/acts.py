"""What is done to many cells at once: same as last quarter, fill, clear, paste."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.screens.entry.clipboard import read_block
from ui.screens.entry.writing import BlockPlan, rows_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QModelIndex

    from domain.records import Field, Value
    from ui.screens.entry.model import EntryModel
    from ui.screens.entry.table import FigureTable


class CellActs:
    """Make of selected cells, or of a block from a spreadsheet, a plan that can be looked at."""

    def __init__(self, figures: EntryModel, table: FigureTable) -> None:
        self._figures = figures
        self._table = table

    def same_as_last(self) -> BlockPlan:
        """Take last quarter's values into the selected cells that have one."""
        texts = [
            (index.row(), field, self._typed(field, before))
            for index, field in self._selected()
            if (before := self._figures.line(index.row()).before.get(field.name)) is not None
        ]
        return self._figures.writing.plan(rows_of(texts))

    def clear(self) -> BlockPlan:
        """Mark the selected cells as not known yet."""
        texts = [(index.row(), field, "") for index, field in self._selected()]
        return self._figures.writing.plan(rows_of(texts))

    def fill(self, way: str) -> BlockPlan:
        """Repeat the first selected row downwards or column to the right.

        A single row takes the values of the row above, a single column those at its left, as in
        a spreadsheet. A value that does not fit the other column's kind is refused there.
        """
        chosen = self._selected()
        if not chosen:
            return BlockPlan((), ())
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
        return self._figures.writing.plan(rows_of(texts))

    def paste(self, text: str) -> BlockPlan:
        """Read a block of a spreadsheet from the current cell on.

        A single value goes into every selected cell.
        """
        block = read_block(text)
        start = self._table.currentIndex()
        if not block or not start.isValid():
            return BlockPlan((), ())
        chosen = self._selected()
        if len(block) == 1 and len(block[0]) == 1:
            value = block[0][0]
            return self._figures.writing.plan(
                rows_of((index.row(), field, value) for index, field in chosen)
            )
        first = chosen[0][0] if chosen else start
        return self._figures.writing.plan(
            {
                first.row() + down: self._fields(first.column(), row)
                for down, row in enumerate(block)
            }
        )

    def _fields(self, column: int, texts: Sequence[str]) -> list[tuple[Field | None, str]]:
        return [(self._figures.field_at(column + at), text) for at, text in enumerate(texts)]

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
