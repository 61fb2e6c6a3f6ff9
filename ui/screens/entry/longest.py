"""Find the longest figures of a column, which say how much room all of them take."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ui.components.tables.cells import Cell
from ui.values import NUMBERS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from domain.entry import Layout, Line
    from domain.records import Field, Value
    from ui.screens.entry.cell_text import CellText

_NUMBER: Final = (int, float)
_MOST_LINES: Final = 500
"""Lines that are looked at: all of a park's, of thousands the first."""


def known(rows: Iterable[Mapping[str, Value]], name: str) -> list[int | float]:
    """Return the numbers that are known of a figure."""
    return [value for row in rows if isinstance(value := row.get(name), _NUMBER)]


def longest(
    text: CellText, layout: Layout, figures: Sequence[Field], lines: Sequence[Line]
) -> list[Cell]:
    """Return for each figure a cell as long as any of these lines', of this quarter and the last.

    Of numbers with as many decimals the largest or the smallest is the longest. What is no number
    has an empty cell.
    """
    some = lines[:_MOST_LINES]
    now, then = [line.values for line in some], [line.before for line in some]

    def widest(each: Field, rows: Sequence[Mapping[str, Value]]) -> str:
        values = known(rows, each.name)
        ends = (min(values), max(values)) if values else ()
        return max((text.shown(each, value) for value in ends), key=len, default="")

    def cell(each: Field) -> Cell:
        icon = "remark_needed" if each.name in layout.told_changes else ""
        return Cell(widest(each, now), widest(each, then), icon=icon)

    return [cell(each) if each.kind in NUMBERS else Cell() for each in figures]
