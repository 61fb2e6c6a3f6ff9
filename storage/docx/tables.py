"""Set a table as a word processor's: head repeated on each page, rows kept whole."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from domain.reports import tree
from domain.reports.told import cell_words, told, words
from storage.docx.marks import TWIPS_PER_POINT, edge, gap, mark, paragraph, run, runs, spoken
from storage.docx.styles import CAPTION, CELL, CELL_HEAD, CELL_HEAD_SMALL, CELL_SMALL, NOTE, TABLE
from storage.pdf.linebreak import is_wide
from storage.pdf.palette import LIGHT_AMBER, LIGHT_GREEN, LIGHT_RED, TEXT, TINT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from domain.reports.tree import Cell, Column, HeadGroup, Language, Row, Table
    from storage.docx.marks import Mark

_SLIM: Final = frozenset(" .,:;'’|!ijlft()[]-\u00a0\u202f")
_BROAD: Final = frozenset("%mwMW@")
_JC: Final = {"left": "left", "right": "right", "centre": "center"}
_LIGHTS: Final = {"green": LIGHT_GREEN, "amber": LIGHT_AMBER, "red": LIGHT_RED}


@dataclass(frozen=True, slots=True)
class Set:
    """How the words of a table are set: styles of cells and heads, size, room beside them."""

    cell: str
    head: str
    size: float
    pad: float
    least: float
    margin: int


_STAND_IN: Final = 1.15
_USUAL: Final = Set(CELL, CELL_HEAD, 9.0, 9.0, 24.0, 140)
_SMALL: Final = Set(CELL_SMALL, CELL_HEAD_SMALL, 7.5, 5.0, 16.0, 70)


def lay_table(table: Table, width: float, lang: Language) -> list[Mark]:
    """Return caption, table over `width` points and note; what only draws is left out."""
    plain = told(table)
    made = lay_caption((plain.number, plain.title, plain.unit), width, lang)
    how = fitting_set(plain, width, lang)
    widths = column_widths(plain, width, lang, how)
    heads = any(column.head for column in plain.columns)
    rows = _heads(plain, widths, lang, how) if heads else []
    rows += [_row(plain, row, widths, (lang, how)) for row in plain.rows]
    if rows:
        made.append(grid(widths, rows, style=TABLE, head=heads, margin=how.margin))
    note = words(plain.note)
    made.append(spoken(NOTE, plain.note, lang) if note else gap(8))
    return made


def lay_caption(parts: tuple[str, str, str], width: float, lang: Language) -> list[Mark]:
    """Return number, title and, at the right end of `width`, unit; nothing for empty words."""
    number, title, unit = parts
    if not number and not title:
        return []
    inside = [run(f"{number} {title}".strip(), lang)]
    if not unit:
        return [paragraph(CAPTION, inside)]
    inside.append(run(f"\t{unit}", lang, "muted"))
    return [paragraph(CAPTION, inside, mark("tabs", _stop(width)))]


def _stop(width: float) -> Mark:
    return mark("tab", val="right", pos=round(width * TWIPS_PER_POINT))


def grid(
    widths: Sequence[float],
    rows: Sequence[Mark],
    *,
    style: str = "",
    head: bool = False,
    margin: int = 120,
) -> Mark:
    """Return a table of rows; without a style it has no lines; `margin` is right of the words."""
    properties = mark("tblPr")
    if style:
        properties.append(mark("tblStyle", val=style))
    properties.append(mark("tblW", w=round(sum(widths) * TWIPS_PER_POINT), type="dxa"))
    properties.append(mark("tblLayout", type="fixed"))
    left = 20 if style else 0
    margins = mark("left", w=left, type="dxa"), mark("right", w=margin, type="dxa")
    properties.append(mark("tblCellMar", *margins))
    properties.append(mark("tblLook", firstRow=int(head), noHBand=1, noVBand=1, val="0400"))
    columns = (mark("gridCol", w=round(width * TWIPS_PER_POINT)) for width in widths)
    return mark("tbl", properties, mark("tblGrid", *columns), *rows)


def row_of(cells: Sequence[Mark], *, head: bool = False) -> Mark:
    """Return a row that no page cuts; a head is repeated on each page."""
    properties = mark("trPr", mark("cantSplit"))
    if head:
        properties.append(mark("tblHeader"))
    return mark("tr", properties, *cells)


def cell_of(width: float, inside: Sequence[Mark], *more: Mark, span: int = 1) -> Mark:
    """Return a cell; `more` are its further properties in the order of the format."""
    properties = mark("tcPr", mark("tcW", w=round(width * TWIPS_PER_POINT), type="dxa"))
    if span > 1:
        properties.append(mark("gridSpan", val=span))
    properties.extend(more)
    return mark("tc", properties, *inside)


def rule(side: str, colour: str, eighths: int) -> Mark:
    """Return a line at a side of a cell, so many eighths of a point thick."""
    return mark("tcBorders", edge(side, colour, eighths))


def shade(colour: str) -> Mark:
    """Return the ground of a cell."""
    return mark("shd", val="clear", color="auto", fill=colour.removeprefix("#"))


def fitting_set(table: Table, width: float, lang: Language) -> Set:
    """Return the larger of the two ways to set a table that cuts no number, else the smaller."""
    for each in (_USUAL, _SMALL):
        least = sum(_least(table, at, lang, each) for at in range(len(table.columns)))
        if least <= width:
            return each
    return _SMALL


def column_widths(table: Table, width: float, lang: Language, how: Set = _USUAL) -> list[float]:
    """Return widths in points that together fill `width`.

    What the words of a column need, the rest shared by weight; where they need too much, all give
    way down to what no line can do without.
    """
    count = range(len(table.columns))
    breaks = [_breaks(column) for column in table.columns]
    # Where Arial is not at hand its stand-in may be wider, and a code or date must not break.
    easy = [_need(table, at, lang, how, 1.0 if breaks[at] else _STAND_IN) for at in count]
    close = [_need(table, at, lang, how) for at in count]
    needs = easy if sum(easy) <= width else close
    left = width - sum(needs)
    if left >= 0:
        weights = [column.weight for column in table.columns]
        shares = weights if sum(weights) else [1.0] * len(weights)
        return [
            need + left * share / sum(shares) for need, share in zip(needs, shares, strict=True)
        ]
    fixed = [min(need, _least(table, at, lang, how)) for at, need in zip(count, needs, strict=True)]
    room = width - sum(fixed)
    if room <= 0:
        return [need * width / sum(fixed) for need in fixed]
    wish = [need - least for need, least in zip(needs, fixed, strict=True)]
    return [least + room * more / sum(wish) for least, more in zip(fixed, wish, strict=True)]


def _breaks(column: Column) -> bool:
    return column.align == "left" if column.wrap is None else column.wrap


def _need(table: Table, at: int, lang: Language, how: Set, spare: float = 1.0) -> float:
    """Return the width in points of the longest words of a column, `spare` times theirs."""
    longest = max(_length(line, lang) for line in _lines(table, at)) * how.size
    return max(longest * spare + how.pad, how.least)


def _least(table: Table, at: int, lang: Language, how: Set) -> float:
    """Return the width in points below which a column would cut a number or a Latin word.

    Lines break at blanks and, where the column may break, between Chinese signs.
    """
    parts = [part for line in _lines(table, at) for part in line.split(" ")]
    breaks = _breaks(table.columns[at])
    if breaks:
        parts = [part for each in parts for part in _between_signs(each, lang)]
    longest = max(_length(part, lang) for part in parts) * how.size + how.pad
    return max(longest, how.least * 1.5 if breaks else how.least)


def _between_signs(words_: str, lang: Language) -> list[str]:
    return "".join(" " if is_wide(sign, lang) else sign for sign in words_).split(" ")


def _lines(table: Table, at: int) -> list[str]:
    cells = [cell_words(row.cells[at]) for row in table.rows if row.style != "group"]
    return [line for said in (table.columns[at].head, *cells) for line in said.split("\n")]


def _length(line: str, lang: Language) -> float:
    """Return the width of a line as a share of its size; Arial's signs by their kinds."""
    return sum(1.0 if is_wide(sign, lang) else _share(sign) for sign in line)


def _share(sign: str) -> float:
    if sign in _SLIM:
        return 0.29
    if sign in _BROAD:
        return 0.89
    return 0.72 if sign.isupper() else 0.56


def _heads(table: Table, widths: Sequence[float], lang: Language, how: Set) -> list[Mark]:
    heads = [
        cell_of(
            width,
            [spoken(how.head, column.head, lang, mark("jc", val=_JC[column.align]))],
            mark("vAlign", val="bottom"),
        )
        for column, width in zip(table.columns, widths, strict=True)
    ]
    over = [row_of(_over(table.groups, widths, (lang, how)), head=True)] if table.groups else []
    return [*over, row_of(heads, head=True)]


def _over(
    groups: Sequence[HeadGroup], widths: Sequence[float], said: tuple[Language, Set]
) -> list[Mark]:
    """Return the cells of the row over the heads: words over their columns, else empty."""
    lang, how = said
    cells, at = [], 0
    starts = {group.first: group for group in groups}
    while at < len(widths):
        group = starts.get(at)
        last = group.last if group else at
        words_ = runs(group.text, lang) if group else []
        whole = sum(widths[at : last + 1])
        inside = [paragraph(how.head, words_, mark("jc", val="center"))]
        cells.append(cell_of(whole, inside, span=last + 1 - at))
        at = last + 1
    return cells


def _row(table: Table, row: Row, widths: Sequence[float], said: tuple[Language, Set]) -> Mark:
    lang, how = said
    if row.style == "group":
        title = paragraph(how.cell, _cell_runs(row.cells[0], lang, bold=True), mark("keepNext"))
        return row_of([cell_of(sum(widths), [title], shade(TINT), span=len(widths))])
    strong = row.style in {"subtotal", "total"}
    cells = []
    for column, cell, width in zip(table.columns, row.cells, widths, strict=True):
        bold = strong or column.kind in {"label", "key"}
        inside = _cell_runs(cell, lang, bold=bold)
        words_ = paragraph(how.cell, inside, mark("jc", val=_JC[column.align]))
        edge = (rule("top", TEXT, 6),) if row.style == "total" else ()
        cells.append(cell_of(width, [words_], *edge))
    return row_of(cells)


def _cell_runs(cell: Cell, lang: Language, *, bold: bool) -> list[Mark]:
    if isinstance(cell, tree.Light):
        made = run(cell_words(cell), lang)
        colour = _LIGHTS.get(cell.state)
        if colour:
            made[0].insert(0, mark("color", val=colour.removeprefix("#")))
        return [made]
    if isinstance(cell, tuple):
        return runs(cell, lang, bold=bold)
    return runs(cell_words(cell), lang, bold=bold)
