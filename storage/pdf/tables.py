"""Set tables: caption, heads repeated on each page, rows with fine lines, note."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from typing_extensions import override

from domain.reports.tree import Dots, Light, MicroBar, Sparkline
from storage.pdf.captions import caption
from storage.pdf.cells import (
    SPARK_HEIGHT,
    SPARK_WIDTH,
    draw_dots,
    draw_light,
    draw_micro_bar,
    draw_sparkline,
)
from storage.pdf.columns import cell_type, cell_width, column_widths, may_wrap
from storage.pdf.flow import Entry, Item, Spacing
from storage.pdf.items import paragraph
from storage.pdf.palette import GREY_HAIR, GREY_LINE, INK, RULE, RULE_FINE, TEXT, TINT
from storage.pdf.pen import Box, Told
from storage.pdf.styles import BOTTOM, TOP
from storage.pdf.text import set_lines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from domain.reports.tree import Cell, Column, Row, Table
    from storage.pdf.captions import Caption
    from storage.pdf.columns import Widths
    from storage.pdf.fonts import FontBook
    from storage.pdf.items import TextItem
    from storage.pdf.pen import Pen
    from storage.pdf.styles import Scale, Type
    from storage.pdf.text import Line

_PITCH: Final = {"key": 22.2, "airy": 18.5, "normal": 16.4, "compact": 14.6, "tight": 12.7}
# Latin letters need less room over and under them than Chinese squares.
_KEY_LATIN: Final = 20.4
_HEAD_TOP: Final = 1.4
_HEAD_BOTTOM: Final = 3.2
_GROUP_HEAD: Final = 13.5
_NOTE_GAP: Final = 3.6
_SPARK_CLEAR: Final = 1.5
# A table begins with three rows at least and leaves as many to the next page; one of a few rows
# that are higher than a page together is cut after two.
_FEW_ROWS: Final = 3
_VERY_FEW_ROWS: Final = 2
# A table that takes no more than 70 mm is not cut.
_LOW: Final = 200.0
# A group of rows of which no more than 50 mm would stay goes over to the next page whole.
_TORN: Final = 140.0


@dataclass(frozen=True, slots=True)
class LaidCell:
    """A cell with its lines (none for a drawing) and their setting."""

    cell: Cell
    rows: tuple[Line, ...]
    style: Type


@dataclass(frozen=True, slots=True)
class LaidRow:
    """A row with its laid-out cells and its height in points."""

    row: Row
    cells: tuple[LaidCell, ...]
    height: float


@dataclass(frozen=True, slots=True)
class TableItem(Item):
    """A table laid out for a width."""

    table: Table
    heading: Caption
    widths: Widths
    heads: tuple[tuple[Line, ...], ...]
    rows: tuple[LaidRow, ...]
    note: TextItem | None
    width: float
    scale: Scale
    spacing: Spacing
    again: bool = False
    drop: float = 0.0

    @property
    def head_height(self) -> float:
        """Return the height of caption and heads in points; ``drop`` is the space between them."""
        lines = max((len(head) for head in self.heads), default=0)
        heads = lines * self.scale.head.leading + _HEAD_TOP + _HEAD_BOTTOM if lines else 0.0
        groups = _GROUP_HEAD if self.table.groups else 0.0
        return self.heading.height + self.drop + groups + heads

    def dropped(self, head_height: float) -> TableItem:
        """Return the table with its first row as low as that of one with higher heads."""
        return replace(self, drop=self.drop + max(head_height - self.head_height, 0.0))

    @property
    @override
    def height(self) -> float:
        note = self.note.height + _NOTE_GAP if self.note else 0.0
        return self.head_height + sum(row.height for row in self.rows) + note

    @property
    @override
    def least(self) -> float:
        if self._low:
            return self.height
        for fit in range(self._few, len(self.rows) - self._few + 1):
            if self._may_cut(fit):
                return self.head_height + sum(row.height for row in self.rows[:fit])
        return self.height

    @property
    @override
    def torn(self) -> bool:
        return self.again and self.rows[0].row.style != "group"

    @property
    def _low(self) -> bool:
        return not self.again and self.height <= _LOW

    @property
    def _few(self) -> int:
        """Return how many rows stay together at least, heads of groups not counted."""
        whole = _told(self.rows) < 2 * _FEW_ROWS and self.height > BOTTOM - TOP
        return _VERY_FEW_ROWS if whole else _FEW_ROWS

    def _may_cut(self, fit: int) -> bool:
        above, below = self.rows[fit - 1].row, self.rows[fit].row
        if min(_told(self.rows[:fit]), _told(self.rows[fit:])) < self._few:
            return False
        return above.style != "group" and below.style not in {"minor", "total", "subtotal"}

    @override
    def entries(self, y: float) -> list[tuple[Entry, float]]:
        if self.again or not self.table.number:
            return []
        return [(Entry(f"{self.table.number}　{self.table.title}", 1, self.table.number), y)]

    @override
    def split(self, room: float) -> tuple[Item, Item] | None:
        fit = self.fitting(room)
        return self.cut(fit) if fit else None

    def fitting(self, room: float) -> int:
        """Return after how many rows the table may be cut to fit ``room`` points, 0 for none."""
        if self._low:
            return 0
        used, fit = self.head_height, 0
        while fit < len(self.rows) and used + self.rows[fit].height <= room + 1e-6:
            used += self.rows[fit].height
            fit += 1
        fit = min(fit, len(self.rows) - self._few)
        while fit > 0 and not self._may_cut(fit):
            fit -= 1
        return self._before_group(fit) if fit >= self._few else 0

    def _before_group(self, fit: int) -> int:
        """Return where the group begins that a cut would tear; the cut itself if it tears none."""
        starts = [at for at in range(fit + 1) if self.rows[at].row.style == "group"]
        start = starts[-1] if starts else 0
        left = sum(row.height for row in self.rows[start:fit])
        whole = start >= self._few and left <= _TORN and self._may_cut(start)
        return start if whole else fit

    def cut(self, fit: int) -> tuple[TableItem, TableItem]:
        """Return the first ``fit`` rows and the others under the same heads."""
        first = replace(self, rows=self.rows[:fit], note=None, spacing=Spacing(self.spacing.before))
        rest = replace(
            self, rows=self.rows[fit:], again=True, spacing=Spacing(after=self.spacing.after)
        )
        return first, rest

    @override
    def draw(self, pen: Pen, x: float, y: float) -> None:
        self.heading.draw(pen, x, y)
        y += self.heading.height + self.drop
        if self.table.groups:
            self._draw_groups(pen, x, y)
            y += _GROUP_HEAD
        y = self._draw_heads(pen, x, y)
        self._draw_tints(pen, x, y)
        for number, laid in enumerate(self.rows):
            self._draw_row(pen, laid, x, y)
            y += laid.height
            below = self.rows[number + 1].row if number + 1 < len(self.rows) else None
            strong = below is None or laid.row.style == "subtotal" or below.style == "group"
            pen.rule(
                (x, y),
                (x + self.width, y),
                width=RULE if strong else RULE_FINE,
                colour=TEXT if strong else GREY_HAIR,
            )
        if self.note:
            self.note.draw(pen, x, y + _NOTE_GAP)

    def _draw_groups(self, pen: Pen, x: float, y: float) -> None:
        for group in self.table.groups:
            left = x + self.widths.lefts[group.first]
            right = x + self.widths.lefts[group.last] + self.widths.widths[group.last]
            middle = ((left + right) / 2, y + _GROUP_HEAD / 2 - 2.4)
            pen.middle(group.text, self.scale.head, middle, "centre")
            base = y + _GROUP_HEAD - 3.2
            pen.rule((left, base), (right, base), width=RULE_FINE, colour=GREY_LINE)

    def _draw_heads(self, pen: Pen, x: float, y: float) -> float:
        lines = max((len(head) for head in self.heads), default=0)
        if not lines:
            return y
        style = self.scale.head
        for index, head in enumerate(self.heads):
            # Heads stand on the rule: those of fewer lines begin lower.
            top = y + _HEAD_TOP + (lines - len(head)) * style.leading
            frame = Box(x + self.widths.lefts[index], top, self.widths.widths[index], 0)
            pen.lines(head, style, frame, self.table.columns[index].align)
        y += _HEAD_TOP + lines * style.leading + _HEAD_BOTTOM
        pen.rule((x, y), (x + self.width, y), width=RULE)
        return y

    def _draw_tints(self, pen: Pen, x: float, y: float) -> None:
        # Before the lines, which else would be half covered.
        for laid in self.rows:
            if laid.row.style == "group":
                pen.rect(Box(x, y, self.width, laid.height), fill=TINT)
            y += laid.height

    def _draw_row(self, pen: Pen, laid: LaidRow, x: float, y: float) -> None:
        middle = y + _pitch(self.table, self.scale) / 2
        self._note_sources(pen, laid, x, y)
        if laid.row.style == "group":
            style = laid.cells[0].style
            for number, line in enumerate(laid.cells[0].rows):
                base = middle + 0.36 * style.size + number * style.leading
                pen.line_of_text(line, x, base)
            return
        for index, cell in enumerate(laid.cells):
            left, width = self.widths.lefts[index], self.widths.widths[index]
            frame = Box(x + left, middle, width, _pitch(self.table, self.scale))
            _draw_cell(pen, cell, self.table.columns[index], frame)

    def _note_sources(self, pen: Pen, laid: LaidRow, x: float, y: float) -> None:
        group = laid.row.style == "group"
        for index, sources in enumerate(laid.row.sources):
            if sources:
                left = 0.0 if group else self.widths.lefts[index]
                width = self.width if group else self.widths.widths[index]
                pen.told.append(Told(Box(x + left, y, width, laid.height), sources))


def _told(rows: Sequence[LaidRow]) -> int:
    """Return how many rows say something, heads of groups not counted."""
    return sum(each.row.style != "group" for each in rows)


def _pitch(table: Table, scale: Scale) -> float:
    latin_key = table.density == "key" and scale.lang != "zh"
    pitch = _KEY_LATIN if latin_key else _PITCH[table.density]
    return pitch + scale.row_extra


def _draw_cell(pen: Pen, laid: LaidCell, column: Column, frame: Box) -> None:
    """Draw a cell whose first line stands at the height ``frame.y``."""
    cell = laid.cell
    if laid.rows:
        style = laid.style
        top = frame.y + 0.36 * style.size - 0.86 * style.size - (style.leading - style.size) / 2
        pen.lines(laid.rows, style, Box(frame.x, top, frame.width, 0), column.align)
        return
    width = cell_width(cell, laid.style, pen.fonts)
    left = frame.x if column.align == "left" else frame.right - width
    if column.align == "centre":
        left = frame.x + (frame.width - width) / 2
    if isinstance(cell, Sparkline):
        # In low rows a line stays within its own.
        high = min(SPARK_HEIGHT, frame.height - _SPARK_CLEAR)
        draw_sparkline(pen, cell, Box(left, frame.y - high / 2, SPARK_WIDTH, high))
    elif isinstance(cell, MicroBar):
        draw_micro_bar(pen, cell, (left, frame.y))
    elif isinstance(cell, Dots):
        draw_dots(pen, cell, (left, frame.y), laid.style)
    elif isinstance(cell, Light):
        draw_light(pen, cell.state, (left, frame.y))


def lay_table(
    table: Table, width: float, scale: Scale, fonts: FontBook, spacing: Spacing
) -> TableItem:
    """Lay a table out for `width` points.

    Raises ValueError when a row has not as many cells as there are columns.
    """
    for number, row in enumerate(table.rows, start=1):
        wanted = 1 if row.style == "group" else len(table.columns)
        if len(row.cells) != wanted:
            message = (
                f"{table.number} {table.title}: row {number} has {len(row.cells)} cells, "
                f"{wanted} were expected; give one per column."
            )
            raise ValueError(message)
    widths = column_widths(table, width, scale, fonts)
    has_heads = any(column.head for column in table.columns)
    heads = (
        tuple(
            tuple(set_lines(column.head, scale.head, widths.widths[index] + 0.02, fonts))
            for index, column in enumerate(table.columns)
        )
        if has_heads
        else ()
    )
    return TableItem(
        table=table,
        heading=caption((table.number, table.title, table.unit), width, scale, fonts),
        widths=widths,
        heads=heads,
        rows=tuple(_lay_row(table, row, widths, scale, fonts) for row in table.rows),
        note=paragraph(table.note, scale.note, width, fonts) if table.note else None,
        width=width,
        scale=scale,
        spacing=spacing,
    )


def _lay_row(table: Table, row: Row, widths: Widths, scale: Scale, fonts: FontBook) -> LaidRow:
    pitch = _pitch(table, scale)
    if row.style == "group":
        style = scale.table.with_(bold=True, colour=INK)
        cell = row.cells[0]
        words = cell if isinstance(cell, str | tuple) else ""
        room = widths.lefts[-1] + widths.widths[-1]
        lines = tuple(set_lines(words, style, room, fonts))
        height = pitch + (max(len(lines), 1) - 1) * style.leading
        return LaidRow(row, (LaidCell(cell, lines, style),), height)
    cells: list[LaidCell] = []
    for index, column in enumerate(table.columns):
        style = cell_type(scale, column, row)
        style = style.with_(size=style.size * widths.shrink)
        cell = row.cells[index]
        lines = ()
        if isinstance(cell, str | tuple):
            room = widths.widths[index] + 0.02 if may_wrap(column) else 1e6
            lines = tuple(set_lines(cell, style, room, fonts))
        cells.append(LaidCell(cell, lines, style))
    most = max((len(cell.rows) for cell in cells), default=1)
    return LaidRow(row, tuple(cells), pitch + (max(most, 1) - 1) * scale.table.leading)
