"""Draw counts in grids: the four quadrants of research and production, pairs of payers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from storage.pdf.drawings.plot import chart_type, narrowed
from storage.pdf.palette import BRICK, GREY, GREY_LINE, INK, INK_FAINT, MID, TEXT, WHITE, channels
from storage.pdf.pen import Box
from storage.pdf.text import width_of

if TYPE_CHECKING:
    from domain.reports.charts import QuadrantCell, QuadrantMatrix
    from domain.reports.diagrams import CountGrid
    from storage.pdf.fonts import FontBook
    from storage.pdf.pen import Pen
    from storage.pdf.styles import Scale

_QUADRANT: Final = 64.0
_HEAD: Final = 16.0
_UNKNOWN: Final = 18.0
_UNKNOWN_GAP: Final = 7.0
_GRID_CELL: Final = 21.0
_GRID_GAP: Final = 8.0
# From this share on a tint is so dark that its count is printed white.
_DARK: Final = 0.62


def quadrants_height(chart: QuadrantMatrix) -> float:
    """Return the height of the drawing in points."""
    return _HEAD + 2 * _QUADRANT + (_UNKNOWN + _UNKNOWN_GAP if chart.unknown else 0.0) + 2


def draw_quadrants(pen: Pen, chart: QuadrantMatrix, box: Box, scale: Scale) -> None:
    """Draw two by two cells with counts, what they were and what moved; the unknown below."""
    grey = chart_type(scale)
    bold = chart_type(scale, colour=TEXT, bold=True).with_(size=8.0)
    names = [width_of(row[0], grey, pen.fonts) for row in chart.rows]
    names += [width_of(row[1], bold, pen.fonts) for row in chart.rows]
    names += [width_of(chart.unknown[0], grey, pen.fonts)] if chart.unknown else []
    left = box.x + max(names) + 5
    width = (box.right - 2.5 - left) / 2
    pen.middle(chart.columns[0], grey, (left, box.y + 7))
    pen.middle(chart.columns[1], grey, (box.right - 2.5, box.y + 7), "right")
    for down in (0, 1):
        y = box.y + _HEAD + down * _QUADRANT
        pen.middle(chart.rows[down][0], grey, (left - 5, y + _QUADRANT * 0.4), "right")
        pen.middle(chart.rows[down][1], bold, (left - 5, y + _QUADRANT * 0.4 + 10), "right")
        for over in (0, 1):
            frame = Box(left + over * width, y, width, _QUADRANT)
            _draw_quadrant(pen, chart.cells[down][over], frame, scale)
    if chart.unknown:
        frame = Box(left, box.y + _HEAD + 2 * _QUADRANT + _UNKNOWN_GAP, 2 * width, _UNKNOWN)
        label, words, count = chart.unknown
        middle = frame.y + _UNKNOWN / 2
        pen.rect(frame, edge=GREY_LINE, width=0.6, dash=(2.4, 1.8))
        pen.middle(label, grey, (left - 5, middle), "right")
        pen.middle(words, grey, (left + 6, middle))
        large = chart_type(scale, bold=True).with_(size=11)
        pen.middle(count, large, (frame.right - 7, middle), "right")


def _draw_quadrant(pen: Pen, cell: QuadrantCell, frame: Box, scale: Scale) -> None:
    pen.rect(frame, fill=INK_FAINT if cell.tinted else WHITE, edge=TEXT, width=0.6)
    moved = any(sign in cell.moves for sign in "+−")
    # The two quadrants that live from the enclave carry large counts, the empty ones grey.
    large = scale.heading.with_(size=20 if moved else 15, colour=INK if moved else GREY)
    pen.middle(cell.count, large, (frame.right - 7.5, frame.y + 19), "right")
    grey = chart_type(scale)
    style = grey.with_(colour=BRICK) if moved else grey
    for words, own, down in ((cell.before, grey, 42.5), (cell.moves, style, 54)):
        fitting = narrowed(words, own, frame.width - 9, pen.fonts)
        pen.middle(words, fitting, (frame.x + 5, frame.y + down))


def count_grid_height(chart: CountGrid) -> float:
    """Return the height of the drawing in points."""
    return len(chart.rows) * _GRID_CELL + 16


def draw_count_grid(pen: Pen, chart: CountGrid, box: Box, scale: Scale) -> None:
    """Draw counts on tint from margin to margin: names of the rows left, of the columns below."""
    style = chart_type(scale, colour=TEXT)
    left = box.x + _grid_names(chart, scale, pen.fonts)
    step = (box.right - left) / max(len(chart.columns), 1)
    for down, row in enumerate(chart.rows):
        y = box.y + 2 + down * _GRID_CELL
        pen.middle(row.name, style, (box.x, y + _GRID_CELL / 2))
        for over, cell in enumerate(row.cells):
            if cell is None:
                continue
            weight, word = cell
            frame = Box(left + over * step, y, step - 0.9, _GRID_CELL - 0.9)
            if weight > 0:
                pen.rect(frame, fill=_tint(weight))
            dark = weight >= _DARK
            count = chart_type(scale, colour=WHITE if dark else TEXT, bold=True)
            middle = (frame.x + frame.width / 2, frame.y + frame.height / 2)
            pen.middle(word, count.with_(size=8), middle, "centre")
    y = box.y + 2 + len(chart.rows) * _GRID_CELL + 7
    for over, name in enumerate(chart.columns):
        pen.middle(name, chart_type(scale), (left + (over + 0.5) * step, y), "centre")


def count_grid_width(chart: CountGrid, scale: Scale, fonts: FontBook) -> float:
    """Return the least width in points in which no words of a grid meet."""
    style = chart_type(scale, bold=True).with_(size=8)
    words = [cell[1] for row in chart.rows for cell in row.cells if cell is not None]
    widest = max((width_of(word, style, fonts) for word in words), default=0.0)
    heads = max((width_of(name, chart_type(scale), fonts) for name in chart.columns), default=0.0)
    step = max(widest, heads) + _GRID_GAP
    return _grid_names(chart, scale, fonts) + step * len(chart.columns)


def _grid_names(chart: CountGrid, scale: Scale, fonts: FontBook) -> float:
    """Return the width in points that the names of the rows take, gap included."""
    style = chart_type(scale, colour=TEXT)
    return max((width_of(row.name, style, fonts) for row in chart.rows), default=0.0) + 8


def _tint(weight: float) -> str:
    dark = weight >= _DARK
    share = min(weight, 1.0) if dark else 0.1 + 1.2 * weight
    mixed = (round(255 * (1 - share * (1 - part))) for part in channels(INK if dark else MID))
    return "#" + "".join(f"{part:02X}" for part in mixed)
