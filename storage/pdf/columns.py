"""Find the widths of a table's columns from what stands in them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from itertools import pairwise
from math import ceil
from typing import TYPE_CHECKING, Final

from domain.reports.tree import Dots, Light, MicroBar, Sparkline
from storage.pdf.cells import DOT_STEP, LIGHT_STEP, SPARK_WIDTH, bar_width
from storage.pdf.palette import GREY
from storage.pdf.text import narrowest, plain, set_lines, width_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from domain.reports.tree import Cell, Column, Row, Table
    from storage.pdf.fonts import FontBook
    from storage.pdf.styles import Scale, Type

# Gutter, share of the size, whether cells may break: tried in this order.
_TRIALS: Final = (
    (7.0, 1.0, False),
    (5.4, 1.0, False),
    (4.5, 1.0, False),
    (3.6, 1.0, False),
    (5.4, 1.0, True),
    (3.6, 1.0, True),
    (3.6, 0.92, True),
)
_MEETING: Final = 2.2
_HALVINGS: Final = 40
# How far columns that give way differ by what stands in them: the first of equal merit is taken.
_EVENNESS: Final = (1.0, 0.75, 0.5, 0.25, 0.0)
# Rows of more lines on average are no rows any more, those of figures sooner than those of words.
_MOST_LINES: Final = 2.5
_MOST_LINES_OF_FIGURES: Final = 1.75
_LIGHT_WIDTH: Final = 2 * LIGHT_STEP + 11.0


@dataclass(frozen=True, slots=True)
class Widths:
    """Where the columns of a table stand: left edges, widths (points), share of the size."""

    lefts: tuple[float, ...]
    widths: tuple[float, ...]
    shrink: float


@dataclass(frozen=True, slots=True)
class _Cells:
    """The cells of a table, to be broken into lines."""

    table: Table
    scale: Scale
    fonts: FontBook

    def lines(self, cut: Sequence[int], widths: Sequence[float]) -> int:
        """Return about how many lines the rows take with these columns as wide as given."""
        return sum(
            max(
                (self._broken(row, index, part) for index, part in zip(cut, widths, strict=True)),
                default=1,
            )
            for row in self.table.rows
            if row.style != "group"
        )

    def _broken(self, row: Row, index: int, width: float) -> int:
        cell, style = row.cells[index], cell_type(self.scale, self.table.columns[index], row)
        if not isinstance(cell, str | tuple):
            return 1
        words = plain(cell).split("\n")
        return sum(max(1, ceil(width_of(each, style, self.fonts) / width)) for each in words)


def cell_type(scale: Scale, column: Column, row: Row) -> Type:
    """Return how a text cell is set by its column's kind and its row's style."""
    base = scale.table
    if row.style == "minor":
        return base.with_(size=7.3, colour=GREY)
    strong = row.style in {"subtotal", "total"}
    if column.kind == "key":
        return base.with_(size=10.0, bold=True)
    if column.kind == "muted":
        return base.with_(size=7.3, colour=GREY)
    return base.with_(bold=strong or column.kind == "label")


def may_wrap(column: Column) -> bool:
    """Tell whether the cells of a column may break into lines."""
    return column.align == "left" if column.wrap is None else column.wrap


def column_widths(table: Table, width: float, scale: Scale, fonts: FontBook) -> Widths:
    """Return widths that fit `width` points: natural ones, the rest shared by weight.

    When the cells do not fit, gutters, then the columns that wrap, then the type give way.
    """
    wide = [_natural(table, index, scale, fonts) for index in range(len(table.columns))]
    slim = [_least(table, index, scale, fonts) for index in range(len(table.columns))]
    for gutter, shrink, wrapped in _TRIALS:
        gutters = _gutters(table, gutter)
        room = (width - sum(gutters)) / shrink
        if sum(slim if wrapped else wide) <= room:
            shares = _share(table, wide, slim, room, _Cells(table, scale, fonts))
            return _placed(shares, gutters, shrink)
    # Nothing fits: all columns give in proportion and long words are cut.
    gutter, shrink, _ = _TRIALS[-1]
    gutters = _gutters(table, gutter)
    room = (width - sum(gutters)) / shrink
    return _placed([part * room / sum(slim) for part in slim], gutters, shrink)


def _gutters(table: Table, gutter: float) -> list[float]:
    # Figures and the words after them would meet: there the gutter is wider.
    return [
        gutter * _MEETING if one.align == "right" and two.align == "left" and two.head else gutter
        for one, two in pairwise(table.columns)
    ]


def _share(
    table: Table, wide: list[float], slim: list[float], room: float, cells: _Cells
) -> list[float]:
    spare = room - sum(wide)
    if spare >= 0:
        weights = [column.weight for column in table.columns]
        whole = sum(weights) or 1.0
        return [part + spare * weight / whole for part, weight in zip(wide, weights, strict=True)]
    # The widest columns give way first, cut at one common width; what these have together is then
    # shared by what stands in them, so that the rows take as few lines as can be.
    cap = _greatest(wide, lambda width: sum(_capped(wide, slim, width)) <= room)
    cut = [index for index, most in enumerate(wide) if slim[index] < cap < most]
    capped = _capped(wide, slim, cap)
    own, floor = [wide[index] for index in cut], [slim[index] for index in cut]
    together = sum(capped[index] for index in cut)
    trials = [_parted(own, floor, together, evenness) for evenness in _EVENNESS]
    for index, part in zip(cut, min(trials, key=partial(cells.lines, cut)), strict=True):
        capped[index] = part
    return capped


def _parted(own: list[float], floor: list[float], together: float, evenness: float) -> list[float]:
    """Share a width by what stands in the columns, 1 in proportion to it, 0 all alike."""
    drawn = [one**evenness for one in own]
    widest = _greatest(own, lambda width: sum(_in_parts(drawn, floor, width)) <= together)
    return _in_parts(drawn, floor, widest)


def _greatest(wide: list[float], fits: Callable[[float], bool]) -> float:
    """Return the greatest width that fits, between 0 and the widest column."""
    low, high = 0.0, max(wide)
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        low, high = (middle, high) if fits(middle) else (low, middle)
    return low


def _capped(wide: list[float], slim: list[float], cap: float) -> list[float]:
    return [max(least, min(most, cap)) for most, least in zip(wide, slim, strict=True)]


def _in_parts(wide: list[float], slim: list[float], widest: float) -> list[float]:
    """Return widths in proportion to the natural ones, the widest of them given."""
    most = max(wide, default=1.0)
    return [max(least, one * widest / most) for one, least in zip(wide, slim, strict=True)]


def _placed(widths: list[float], gutters: list[float], shrink: float) -> Widths:
    real = [part * shrink for part in widths]
    lefts, x = [], 0.0
    for part, gutter in zip(real, [*gutters, 0.0], strict=True):
        lefts.append(x)
        x += part + gutter
    return Widths(tuple(lefts), tuple(real), shrink)


def _natural(table: Table, index: int, scale: Scale, fonts: FontBook) -> float:
    column = table.columns[index]
    widest = width_of(column.head, scale.head, fonts)
    for row in table.rows:
        if row.style != "group":
            style = cell_type(scale, column, row)
            widest = max(widest, cell_width(row.cells[index], style, fonts))
    return widest + 0.01


def _least(table: Table, index: int, scale: Scale, fonts: FontBook) -> float:
    column = table.columns[index]
    head = width_of(column.head, scale.head, fonts)
    least = max(narrowest(column.head, scale.head, fonts), min(head, 3 * scale.head.size))
    for row in table.rows:
        if row.style == "group":
            continue
        cell, style = row.cells[index], cell_type(scale, column, row)
        if may_wrap(column) and (isinstance(cell, str | tuple)):
            # Three characters a line are the least that can be read.
            floor = min(width_of(cell, style, fonts), 3 * style.size)
            least = max(least, narrowest(cell, style, fonts), floor)
        else:
            least = max(least, cell_width(cell, style, fonts))
    return least + 0.01


def cell_width(cell: Cell, style: Type, fonts: FontBook) -> float:
    """Return the width in points that a cell takes unbroken."""
    if cell is None:
        return 0.0
    if isinstance(cell, Sparkline):
        return SPARK_WIDTH
    if isinstance(cell, MicroBar):
        return bar_width(cell)
    if isinstance(cell, Dots):
        return cell.of * DOT_STEP + 2 + width_of(cell.word, style, fonts)
    if isinstance(cell, Light):
        return _LIGHT_WIDTH
    return width_of(cell, style, fonts)


def fits(
    table: Table, width: float, scale: Scale, fonts: FontBook, most: float = _MOST_LINES
) -> bool:
    """Tell whether a table can be read in `width` points.

    No word is cut, no type made smaller, and its rows take `most` lines on average, those of
    figures fewer.
    """
    gutter = _TRIALS[-2][0]
    columns = range(len(table.columns))
    slim = [_least(table, index, scale, fonts) for index in columns]
    if sum(slim) + sum(_gutters(table, gutter)) > width:
        return False
    widths = column_widths(table, width, scale, fonts).widths
    lines = sum(_lines_of(table, row, widths, scale, fonts) for row in table.rows)
    of_figures = 2 * sum(not may_wrap(column) for column in table.columns) > len(table.columns)
    if of_figures:
        most = min(most, _MOST_LINES_OF_FIGURES)
    return lines <= most * max(len(table.rows), 1)


def _lines_of(
    table: Table, row: Row, widths: Sequence[float], scale: Scale, fonts: FontBook
) -> int:
    """Return how many lines a row takes."""
    if row.style == "group":
        return 1
    lines = (
        len(set_lines(cell, cell_type(scale, column, row), width, fonts))
        for cell, column, width in zip(row.cells, table.columns, widths, strict=True)
        if isinstance(cell, str | tuple) and may_wrap(column)
    )
    return max(lines, default=1)


def narrow_table(table: Table) -> Table:
    """Return the table with the columns that stay in half of the page's width."""
    kept = [index for index, column in enumerate(table.columns) if column.narrow]
    rows = tuple(
        row
        if row.style == "group"
        else replace(
            row,
            cells=tuple(row.cells[index] for index in kept),
            sources=tuple(row.sources[index] for index in kept if row.sources),
        )
        for row in table.rows
    )
    columns = tuple(table.columns[index] for index in kept)
    # Large figures have no room there: bold ones of the table's size stand for them.
    bold = tuple(replace(one, kind="label") if one.kind == "key" else one for one in columns)
    density = "normal" if table.density in {"key", "airy"} else table.density
    return replace(table, columns=bold, rows=rows, groups=(), density=density)
