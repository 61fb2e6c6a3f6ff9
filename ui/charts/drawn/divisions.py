"""Draw divisions: dots by rule in a row for each party, the core in a triangle or a segment."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPen, QPolygonF

from domain.reports.divisions import TOP, label_frames, place, shares_at
from ui.charts.drawn.pen import LINE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from domain.reports.charts import Tone
    from domain.reports.divisions import CoreDiagram, DotPlot, DotRow, Mark
    from ui.charts.drawn.pen import ChartPen

_LEGEND: Final = 26.0
_ROW: Final = 66.0
_FOOT: Final = 24.0
_MOST_NAMES: Final = 0.34
_REACH: Final = 9.0
_CORNER: Final = 22.0
_SEGMENT: Final = 128.0
_TRIANGLE: Final = 340.0
_NEXT: Final = 10.0
_STEPS: Final = 5
_TINT: Final = 44
_LEVEL: Final = 8.5
"""How far the levels of neighbouring dots of a party lie apart, in pixels."""


def draw_mark(pen: ChartPen, at: QPointF, mark: Mark, tone: Tone, size: float = 6.0) -> None:
    """Draw the mark of a rule around a place."""
    colour, ground = pen.colour(tone), pen.look.colour("surface")
    x, y = at.x(), at.y()
    pen.painter.setPen(QPen(colour if mark in {"diamond", "ring"} else ground, 1.6))
    pen.painter.setBrush(QBrush(ground if mark in {"diamond", "ring"} else colour))
    if mark == "square":
        pen.painter.drawRect(QRectF(x - size, y - size, 2 * size, 2 * size))
    elif mark in {"dot", "ring"}:
        pen.painter.drawEllipse(at, size + 0.5, size + 0.5)
    elif mark == "triangle":
        corners = [(x, y - size), (x + size + 0.5, y + size), (x - size - 0.5, y + size)]
        pen.painter.drawPolygon(QPolygonF([QPointF(*each) for each in corners]))
    else:
        reach = size + 1
        corners = [(x, y - reach), (x + reach, y), (x, y + reach), (x - reach, y)]
        pen.painter.drawPolygon(QPolygonF([QPointF(*each) for each in corners]))


# --------------------------------------------------------------------------------- dots by rule


def dot_plot_height(chart: DotPlot) -> float:
    """Return the height of the drawing in pixels."""
    return _LEGEND + _ROW * len(chart.rows) + _FOOT


def draw_dot_plot(pen: ChartPen, chart: DotPlot, box: QRectF) -> None:
    """Draw a row for each party: the rules as marks, what it has alone as a dashed line."""
    look = pen.look
    top = box.top() + _draw_legend(pen, chart, box)
    names = min(
        max(pen.width(words) for row in chart.rows for words in (row.name, row.note)) + 14,
        box.width() * _MOST_NAMES,
    )
    end = pen.width(chart.axis.ticks[-1].label) / 2 if chart.axis.ticks else 0.0
    left, right = box.left() + names, box.right() - end - 4
    height = (box.bottom() - _FOOT - top) / max(len(chart.rows), 1)
    bottom = top + height * len(chart.rows)
    for tick in chart.axis.ticks:
        x = left + chart.axis.share(tick.at) * (right - left)
        role = "control_border" if tick.at == 0 else "hairline"
        pen.painter.fillRect(QRectF(round(x), top, 1, bottom - top), look.colour(role))
        pen.label(tick.label, x, bottom + _FOOT / 2, "centre")
    for number, row in enumerate(chart.rows):
        frame = QRectF(left, top + number * height, right - left, height)
        name = QRectF(box.left(), frame.center().y() - LINE, names - 10, LINE)
        pen.words(row.name, name, colour=look.colour("text"), strong=True)
        pen.words(row.note, name.translated(0, LINE))
        _draw_row(pen, chart, row, frame)


def _draw_row(pen: ChartPen, chart: DotPlot, row: DotRow, frame: QRectF) -> None:
    look = pen.look

    def across(value: float) -> float:
        return frame.left() + chart.axis.share(value) * frame.width()

    alone = across(row.alone)
    line = [QPointF(alone, frame.top() + 10), QPointF(alone, frame.bottom() - 10)]
    pen.line(line, look.colour("text"), 1.25, "dotted")
    pen.tell(QRectF(alone - 4, frame.top(), 8, frame.height()), f"{row.name}\n{row.note}")
    known = [(at, value) for at, value in enumerate(row.values) if value is not None]
    middle = frame.center().y() + 4
    if known:
        ends = [across(min(v for _, v in known)), across(max(v for _, v in known))]
        pen.line([QPointF(x, middle) for x in ends], look.colour("control_border"), 2.0)
    levels = (-(len(known) - 1) / 2 + step for step in range(len(known)))
    for (at, value), level in zip(known, levels, strict=True):
        series, y = chart.series[at], middle + level * _LEVEL
        spot = QPointF(across(value), y)
        draw_mark(pen, spot, series.mark, series.tone, 5.0)
        if at == 0:
            half = pen.width(row.labels[0], strong=True) / 2
            x = min(max(spot.x(), frame.left() + half), frame.right() - half)
            ink = look.colour("text")
            pen.label(row.labels[0], x, y - 14, "centre", colour=ink, strong=True)
        told = f"{row.name}\n{series.name}: {row.labels[at]}"
        pen.tell(QRectF(spot.x() - _REACH, y - _LEVEL / 2, 2 * _REACH, _LEVEL), told)


def _draw_legend(pen: ChartPen, chart: DotPlot, box: QRectF) -> float:
    """Write what the marks mean; return the height that it takes."""
    look = pen.look
    x, y = box.left() + 6, box.top() + _LEGEND / 2 - 2
    for each in (*chart.series, None):
        words = each.name if each else chart.alone
        width = pen.width(words) + 34
        if x + width - 18 > box.right() and x > box.left() + 6:
            x, y = box.left() + 6, y + _LEGEND
        if each:
            draw_mark(pen, QPointF(x, y), each.mark, each.tone, 5.0)
        else:
            pen.line([QPointF(x, y - 8), QPointF(x, y + 8)], look.colour("text"), 1.25, "dotted")
        pen.label(words, x + 12, y, colour=look.colour("text"))
        x += width
    return y - box.top() + _LEGEND / 2 + 2


# --------------------------------------------------------------------------------- core diagram


def core_height(chart: CoreDiagram) -> float:
    """Return the height of the drawing in pixels."""
    return _TRIANGLE if chart.triangular else _SEGMENT


class CorePlot:
    """Where the shares of a diagram lie in a box, and which shares lie at a point of it."""

    def __init__(self, chart: CoreDiagram, box: QRectF) -> None:
        self._triangular = chart.triangular
        if self._triangular:
            side = min(box.width() - 2 * _NEXT, (box.height() - 2 * _CORNER) / TOP)
            left = box.center().x() - side / 2
            self.frame = QRectF(left, box.top() + _CORNER, side, side * TOP)
        else:
            self.frame = QRectF(box.left() + 12, box.top(), box.width() - 24, _SEGMENT * 0.56)

    def at(self, shares: Sequence[float]) -> QPointF:
        """Return the pixel of shares."""
        x, y = place(shares)
        frame = self.frame
        return QPointF(frame.left() + x * frame.width(), frame.bottom() - y * frame.width())

    def shares(self, point: QPointF) -> tuple[float, ...]:
        """Return the shares at a pixel, the nearest that there are."""
        x = (point.x() - self.frame.left()) / self.frame.width()
        if not self._triangular:
            second = min(max(x, 0.0), 1.0)
            return 1.0 - second, second
        return shares_at((x, (self.frame.bottom() - point.y()) / self.frame.width()))


def draw_core(pen: ChartPen, chart: CoreDiagram, box: QRectF) -> None:
    """Draw which divisions all accept, and where the rules' divisions lie among them."""
    plot = CorePlot(chart, box)
    if chart.triangular:
        _draw_triangle(pen, chart, plot)
    else:
        _draw_segment(pen, chart, plot)
    _draw_marks(pen, chart, plot, box)


def _draw_triangle(pen: ChartPen, chart: CoreDiagram, plot: CorePlot) -> None:
    look = pen.look
    for step in range(1, _STEPS):
        part = step / _STEPS
        for first in range(3):
            ends = [_on_edge(first, (first + 1) % 3, part), _on_edge(first, (first + 2) % 3, part)]
            pen.line([plot.at(each) for each in ends], look.colour("hairline"))
    _fill(pen, plot, chart.core, "ink", tint=_TINT)
    if chart.gain != chart.core:
        edge = [plot.at(each) for each in (*chart.gain, *chart.gain[:1])]
        pen.line(edge, look.colour("text_secondary"), 1.0, "dashed")
    corners = [plot.at([float(at == each) for at in range(3)]) for each in range(3)]
    pen.line([*corners, corners[0]], look.colour("text_secondary"))
    for at, (words, spot) in enumerate(zip(chart.corners, corners, strict=True)):
        ink = look.colour("text")
        y = spot.y() - _CORNER / 2 if at == 2 else spot.y() + _CORNER / 2 + 2  # noqa: PLR2004
        half = pen.width(words) / 2
        x = min(max(spot.x(), plot.frame.left() - _NEXT + half), plot.frame.right() + _NEXT - half)
        pen.label(words, x, y, "centre", colour=ink)


def _draw_segment(pen: ChartPen, chart: CoreDiagram, plot: CorePlot) -> None:
    look = pen.look
    ends = [plot.at((1.0, 0.0)), plot.at((0.0, 1.0))]
    pen.line(ends, look.colour("control_border"), 2.0)
    if chart.core:
        edges = sorted(plot.at(each).x() for each in chart.core)
        at = QRectF(edges[0], ends[0].y() - 8, max(edges[-1] - edges[0], 2), 16)
        tint = QColor(pen.colour("ink"))
        tint.setAlpha(_TINT)
        pen.painter.fillRect(at, tint)
        pen.painter.setPen(QPen(pen.colour("ink"), 1.5))
        pen.painter.setBrush(Qt.BrushStyle.NoBrush)
        pen.painter.drawRect(at)
    ink = look.colour("text")
    for words, spot, align in zip(chart.corners, ends, ("left", "right"), strict=True):
        pen.words(words, QRectF(plot.frame.left(), spot.y() + 36, plot.frame.width(), LINE),
                  "right" if align == "right" else "left", colour=ink)  # fmt: skip


def _fill(
    pen: ChartPen, plot: CorePlot, corners: Sequence[Sequence[float]], tone: Tone, *, tint: int
) -> None:
    if not corners:
        return
    colour = pen.colour(tone)
    ground = QColor(colour)
    ground.setAlpha(tint)
    points = [plot.at(each) for each in corners]
    pen.area(points, ground)
    pen.line([*points, points[0]], colour, 1.75)


def _on_edge(one: int, other: int, part: float) -> list[float]:
    found = [0.0, 0.0, 0.0]
    found[one], found[other] = part, 1.0 - part
    return found


def _draw_marks(pen: ChartPen, chart: CoreDiagram, plot: CorePlot, box: QRectF) -> None:
    look = pen.look
    spots = [plot.at(each.shares) for each in chart.marks]
    sizes = [(pen.width(each.name, strong=True) + 2, LINE) for each in chart.marks]
    within = (box.left(), box.top(), box.width(), box.height())
    points = [(each.x(), each.y()) for each in spots]
    line = plot.frame
    taken = () if chart.triangular else ((line.left(), line.bottom() - 9, line.width(), 18.0),)
    frames = label_frames(points, sizes, within, taken)
    if chart.core and chart.core_name and chart.triangular:
        lowest = max((plot.at(each) for each in chart.core), key=QPointF.y)
        middle = sum(plot.at(each).x() for each in chart.core) / len(chart.core)
        size = (pen.width(chart.core_name, strong=True) + 2, LINE)
        at = (middle, lowest.y() - LINE)
        frame = label_frames([*points, at], [*sizes, size], within)[-1]
        ink = pen.words_colour("ink")
        pen.words(chart.core_name, QRectF(*frame), colour=ink, strong=True)
    for each, spot, frame in zip(chart.marks, spots, frames, strict=True):
        draw_mark(pen, spot, each.mark, each.tone, 5.5)
        pen.words(each.name, QRectF(*frame), colour=look.colour("text"), strong=True)
        pen.tell(QRectF(spot.x() - _REACH, spot.y() - _REACH, 2 * _REACH, 2 * _REACH), each.name)
