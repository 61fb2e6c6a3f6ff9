"""Fit a section for two languages side by side: tables in pieces that can stand beside twins."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from domain.reports.tree import Table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from domain.reports.tree import Block, Section

MOST_ROWS: Final = 14
"""Rows of a piece: side by side a table is not cut at a page's end, so it must be short."""

MOST_LONG_ROWS: Final = 7
"""The same where cells hold sentences, which take several lines in half the width."""

_LONG_WORDS: Final = 40


def beside(section: Section, twin: Section) -> Section:
    """Return a section with its twin, both with long tables in pieces at the same rows.

    Two languages take more than a page a section: the next one may begin where this one ends.
    """
    # The same pieces on both sides, by the language that needs the shorter ones.
    most = [
        min(_most(one), _most(other))
        for one, other in zip(section.blocks, twin.blocks, strict=True)
    ]
    return replace(_in_pieces(section, most), twin=_in_pieces(twin, most), follows=True)


def _most(block: Block) -> int:
    if not isinstance(block, Table):
        return MOST_ROWS
    cells = (cell for row in block.rows for cell in row.cells if row.style != "group")
    long = any(isinstance(cell, str) and len(cell) > _LONG_WORDS for cell in cells)
    return MOST_LONG_ROWS if long else MOST_ROWS


def _in_pieces(section: Section, most: Sequence[int]) -> Section:
    together = zip(section.blocks, most, strict=True)
    pieces = (piece for block, rows in together for piece in _pieces(block, rows))
    return replace(section, blocks=tuple(pieces))


def _pieces(block: Block, most: int) -> tuple[Block, ...]:
    if not isinstance(block, Table) or len(block.rows) <= most:
        return (block,)
    starts = range(0, len(block.rows), most)
    return tuple(
        replace(
            block,
            rows=block.rows[start : start + most],
            note=block.note if start == starts[-1] else "",
        )
        for start in starts
    )
