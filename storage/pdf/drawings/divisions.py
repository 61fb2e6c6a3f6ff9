"""Draw divisions: dots by rule in a row for each party, the core in a triangle or a segment."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from domain.reports.divisions import TOP, label_frames, place
from storage.pdf.drawings.plot import chart_type, narrowed
from storage.pdf.palette import (
    GREY,
    GREY_LIGHT,
    GREY_LINE,
    GRID,
    INK,
    INK_TINT,
    RULE_GRID,
    TEXT,
    TONES,
    WHITE,
)
from storage.pdf.pen import Box
from storage.pdf.text import width_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from domain.reports.charts import Tone
    from domain.reports.divisions import CoreDiagram, DotPlot, DotRow, Mark
    from storage.pdf.pen import Pen, Point
    from storage.pdf.styles import Scale

_LEGEND: Final = 14.0
_ROW: Final = 43.0
_FOOT: Final = 14.0
_MOST_NAMES: Final = 0.34
_LEVEL: Final = 5.2
_MARK: Final = 3.0
_SIDE: Final = 190.0
_CORNER: Final = 13.0
_SEGMENT: Final = 72.0
_STEPS: Final = 5


def draw_mark(pen: Pen, at: Point, mark: Mark, tone: Tone, size: float = _MARK) -> None:
    """Draw the mark of a rule around a place."""
    colour = TONES[tone]
    x, y = at
    if mark == "square":
        pen.rect(Box(x - size, y - size, 2 * size, 2 * size), fill=colour)
    elif mark in {"dot", "ring"}:
        fill = colour if mark == "dot" else WHITE
        pen.circle(at, size + 0.2, fill=fill, edge=colour, width=0.9)
    elif mark == "triangle":
        pen.polygon([(x, y - size), (x + size, y + size), (x - size, y + size)], fill=colour)
    else:
        reach = size + 0.6
        corners = [(x, y - reach), (x + reach, y), (x, y + reach), (x - reach, y)]
        pen.polygon(corners, fill=WHITE, edge=colour, width=1.0)


def dot_plot_height(chart: DotPlot) -> float:
    """Return the height of the drawing in points."""
    return _LEGEND + _ROW * len(chart.rows) + _FOOT


def draw_dot_plot(pen: Pen, chart: DotPlot, box: Box, scale: Scale) -> None:
    """Draw a row for each party: the rules as marks, what it has alone as a dashed line."""
    grey, name = chart_type(scale), chart_type(scale, colour=TEXT, bold=True)
    _draw_legend(pen, chart, box, scale)
    widths = [width_of(row.name, name, pen.fonts) for row in chart.rows]
    widths += [width_of(row.note, grey, pen.fonts) for row in chart.rows]
    names = min(max(widths) + 8, box.width * _MOST_NAMES)
    last = chart.axis.ticks[-1].label if chart.axis.ticks else ""
    left, right = box.x + names, box.right - width_of(last, grey, pen.fonts) / 2 - 2
    top = box.y + _LEGEND
    bottom = top + _ROW * len(chart.rows)
    for tick in chart.axis.ticks:
        x = left + chart.axis.share(tick.at) * (right - left)
        pen.rule((x, top), (x, bottom), width=RULE_GRID, colour=TEXT if tick.at == 0 else GRID)
        pen.middle(tick.label, grey, (x, bottom + _FOOT / 2), "centre")
    for number, row in enumerate(chart.rows):
        frame = Box(left, top + number * _ROW, right - left, _ROW)
        middle = frame.y + _ROW / 2
        pen.middle(row.name, narrowed(row.name, name, names - 6, pen.fonts), (box.x, middle - 5))
        pen.middle(row.note, narrowed(row.note, grey, names - 6, pen.fonts), (box.x, middle + 5))
        _draw_row(pen, chart, row, frame, scale)


def _draw_row(pen: Pen, chart: DotPlot, row: DotRow, frame: Box, scale: Scale) -> None:
    def across(value: float) -> float:
        return frame.x + chart.axis.share(value) * frame.width

    alone = across(row.alone)
    pen.rule((alone, frame.y + 5), (alone, frame.bottom - 5), colour=TEXT, dash=(1.4, 1.4))
    known = [(at, value) for at, value in enumerate(row.values) if value is not None]
    middle = frame.y + _ROW / 2 + 3
    if known:
        least, most = (across(end(value for _, value in known)) for end in (min, max))
        pen.rule((least, middle), (most, middle), width=1.0, colour=GREY_LIGHT)
    levels = (-(len(known) - 1) / 2 + step for step in range(len(known)))
    for (at, value), level in zip(known, levels, strict=True):
        series, y = chart.series[at], middle + level * _LEVEL
        draw_mark(pen, (across(value), y), series.mark, series.tone)
        if at == 0:
            style = chart_type(scale, colour=TEXT, bold=True)
            half = width_of(row.labels[0], style, pen.fonts) / 2
            x = min(max(across(value), frame.x + half), frame.right - half)
            pen.middle(row.labels[0], style, (x, y - 8), "centre")


def _draw_legend(pen: Pen, chart: DotPlot, box: Box, scale: Scale) -> None:
    style = chart_type(scale, colour=TEXT)
    words = [*(each.name for each in chart.series), chart.alone]
    natural = sum(width_of(each, style, pen.fonts) + 20 for each in words)
    # Words that do not fit beside each other are set smaller, all alike.
    style = style.with_(size=max(style.size * min(1.0, box.width / natural), 6.0))
    x, y = box.x + 4, box.y + _LEGEND / 2 - 1
    for each in chart.series:
        draw_mark(pen, (x, y), each.mark, each.tone)
        x += pen.middle(each.name, style, (x + 7, y)) + 20
    pen.rule((x, y - 4), (x, y + 4), colour=TEXT, dash=(1.4, 1.4))
    pen.middle(chart.alone, style, (x + 6, y))


# --------------------------------------------------------------------------------- core diagram


def core_height(chart: CoreDiagram) -> float:
    """Return the height of the drawing in points."""
    return _SIDE * TOP + 2 * _CORNER if chart.triangular else _SEGMENT


def draw_core(pen: Pen, chart: CoreDiagram, box: Box, scale: Scale) -> None:
    """Draw which divisions all accept, and where the rules' divisions lie among them."""
    side = _SIDE if chart.triangular else box.width * 0.8
    left = box.x + (box.width - side) / 2
    base = box.y + _CORNER + side * TOP if chart.triangular else box.y + _SEGMENT * 0.56

    def spot(shares: Sequence[float]) -> Point:
        x, y = place(shares)
        return left + x * side, base - y * side

    corners = [
        spot([float(at == each) for at in range(len(chart.corners))])
        for each in range(len(chart.corners))
    ]
    if chart.triangular:
        _draw_grid(pen, spot)
    if chart.core:
        pen.polygon(_thick(chart, [spot(each) for each in chart.core]), fill=INK_TINT, edge=INK)
    if chart.triangular and chart.gain and chart.gain != chart.core:
        points = [spot(each) for each in (*chart.gain, chart.gain[0])]
        pen.polyline(points, colour=GREY, dash=(2.4, 1.8))
    pen.polyline([*corners, corners[0]], width=0.7, colour=GREY_LINE)
    _draw_corners(pen, chart, corners, scale)
    _draw_marks(pen, chart, [spot(each.shares) for each in chart.marks], box, scale)


def _draw_grid(pen: Pen, spot: Callable[[Sequence[float]], Point]) -> None:
    for step in range(1, _STEPS):
        part = step / _STEPS
        for first in range(3):
            ends = []
            for other in ((first + 1) % 3, (first + 2) % 3):
                shares = [0.0, 0.0, 0.0]
                shares[first], shares[other] = part, 1.0 - part
                ends.append(spot(shares))
            pen.polyline(ends, width=RULE_GRID, colour=GRID)


def _thick(chart: CoreDiagram, points: Sequence[Point]) -> list[Point]:
    """Return the outline of the core; between two parties it is a bar along the segment."""
    if chart.triangular:
        return list(points)
    ends, y = sorted(x for x, _ in points), points[0][1]
    return [(ends[0], y - 4), (ends[-1], y - 4), (ends[-1], y + 4), (ends[0], y + 4)]


def _draw_corners(pen: Pen, chart: CoreDiagram, corners: Sequence[Point], scale: Scale) -> None:
    style = chart_type(scale, colour=TEXT)
    for at, (words, (x, y)) in enumerate(zip(chart.corners, corners, strict=True)):
        if not chart.triangular:
            pen.middle(words, style, (x, y + 24), "right" if at else "left")
        else:
            pen.middle(words, style, (x, y - 7 if at == 2 else y + 7), "centre")  # noqa: PLR2004


def _draw_marks(
    pen: Pen, chart: CoreDiagram, spots: Sequence[Point], box: Box, scale: Scale
) -> None:
    style = chart_type(scale, colour=TEXT, bold=True)
    within = (box.x, box.y, box.width, box.height)
    sizes = [(width_of(each.name, style, pen.fonts) + 1, style.size * 1.2) for each in chart.marks]
    taken = () if chart.triangular else ((box.x, spots[0][1] - 5, box.width, 10.0),)
    frames = label_frames(spots, sizes, within, taken)
    for each, spot, frame in zip(chart.marks, spots, frames, strict=True):
        draw_mark(pen, spot, each.mark, each.tone)
        pen.middle(each.name, style, (frame[0], frame[1] + frame[3] / 2))
