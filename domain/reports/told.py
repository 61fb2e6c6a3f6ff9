"""Say in words and signs what the cells of a table draw, for files that hold no drawings."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING, Final

from domain.numeral import Numeral, with_unit
from domain.reports import tree

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from domain.reports.tree import Block, Cell, Document, Table, Text

_FILLED: Final = "●"
_EMPTY: Final = "○"
_LIGHTS: Final = {"green": "●", "amber": "▲", "red": "■", "none": "○"}


def words(text: Text) -> str:
    """Return a text without its styles."""
    return text if isinstance(text, str) else "".join(run.text for run in text)


def cell_words(cell: Cell) -> str:
    """Return what a cell says; a small line or bar, which only draws its row, says nothing."""
    if isinstance(cell, tree.Dots):
        return f"{_FILLED * cell.filled}{_EMPTY * (cell.of - cell.filled)} {cell.word}".strip()
    if isinstance(cell, tree.Light):
        return _LIGHTS[cell.state]
    if cell is None or isinstance(cell, tree.Sparkline | tree.MicroBar):
        return ""
    return words(cell)


def numeral_of(cell: Cell) -> Numeral | None:
    """Return the number that a cell is, with its unit; None for words and what is drawn."""
    whole = with_unit(cell[0].text, words(cell)) if isinstance(cell, tuple) and cell else cell
    return whole if isinstance(whole, Numeral) else None


def told(table: Table) -> Table:
    """Return a table without the columns that only draw; words over its heads follow."""
    kept = [at for at in range(len(table.columns)) if not _draws(table, at)]
    if len(kept) == len(table.columns):
        return table
    rows = tuple(
        row if row.style == "group" else replace(row, cells=tuple(row.cells[at] for at in kept))
        for row in table.rows
    )
    groups = tuple(
        replace(group, first=min(inside), last=max(inside))
        for group in table.groups
        if (inside := [new for new, at in enumerate(kept) if group.first <= at <= group.last])
    )
    columns = tuple(table.columns[at] for at in kept)
    return replace(table, columns=columns, rows=rows, groups=groups)


def _draws(table: Table, at: int) -> bool:
    cells = [row.cells[at] for row in table.rows if row.style != "group"]
    drawn = [isinstance(cell, tree.Sparkline | tree.MicroBar) for cell in cells]
    return any(drawn) and not any(cell_words(cell) for cell in cells)


def tables_of(document: Document) -> tuple[Table, ...]:
    """Return the tables of a report in their order.

    Those of the second language follow, section by section, those of the first.
    """
    found: list[Table] = []
    for section in document.sections:
        found.extend(map(told, _tables(section.blocks)))
        if section.twin:
            found.extend(map(told, _tables(section.twin.blocks)))
    return tuple(found)


def _tables(blocks: Sequence[Block]) -> Iterator[Table]:
    for block in blocks:
        if isinstance(block, tree.Table):
            yield block
        elif isinstance(block, tree.Columns):
            yield from _tables(tuple(chain(block.left, block.right)))
        elif isinstance(block, tree.TextPanel):
            yield from _tables(block.blocks)
