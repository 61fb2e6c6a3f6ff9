"""Draw flows between places: bands as wide as what flows, and the schematic map of two cities."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPen

from domain.reports.networks import apart, band_words, laid_out, radius, ribbon, spread, way
from ui.charts.drawn.pen import LINE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from domain.reports.charts import Tone
    from domain.reports.networks import FlowChart, FlowEnd, MapArea, MapKey, MapPlace, PlaceMap
    from ui.charts.drawn.pen import Align, ChartPen

_HEAD: Final = 24.0
_BAR: Final = 10.0
_PLACE: Final = 60.0
_LEAST: Final = 260.0
_GAP: Final = 30.0
_NEXT: Final = 8.0
_MOST_NAME: Final = 0.28
_TINT: Final = 96
_AREA: Final = 0.4
_INSET: Final = 20.0
_CORNER: Final = 5.0
_LARGEST: Final = 16.0
_SMALLEST: Final = 4.0
_WIDEST: Final = 14.0
_TOLD: Final = 6


# ---------------------------------------------------------------------------------------- flows


def flows_height(chart: FlowChart) -> float:
    """Return the height of the drawing in pixels."""
    most = max(len(chart.starts), len(chart.ends))
    return _HEAD + max(_PLACE * most, _LEAST)


def draw_flows(pen: ChartPen, chart: FlowChart, box: QRectF) -> None:
    """Draw bands from the places at the left to those at the right, in the tone of the start."""
    most = box.width() * _MOST_NAME
    left, right = (
        min(max(pen.width(words) for end in side for words in (end.name, end.label)) + _NEXT, most)
        for side in (chart.starts, chart.ends)
    )
    frame = box.adjusted(left + _BAR, _HEAD, -right - _BAR, 0)
    ink = pen.look.colour("text_secondary")
    for words, align in zip(chart.heads, ("left", "right"), strict=True):
        at = QRectF(box.left(), box.top(), box.width(), LINE)
        pen.words(words, at, "left" if align == "left" else "right", colour=ink)
    laid = laid_out(chart, _GAP / frame.height())
    for band, place in zip(chart.bands, laid.bands, strict=True):
        colour = QColor(pen.colour(chart.starts[band.start].tone))
        colour.setAlpha(_TINT)
        outline = [
            QPointF(frame.left() + x * frame.width(), frame.top() + y * frame.height())
            for x, y in ribbon(place)
        ]
        pen.area(outline, colour)
        pair = f"{chart.starts[band.start].name} → {chart.ends[band.end].name}"
        told = f"{pair}\n{band_words(chart, band)}"
        high = max((place[1] - place[0]) * frame.height(), _TOLD)
        for x, top in ((frame.left(), place[0]), (frame.right() - 4 * _BAR, place[2])):
            pen.tell(QRectF(x, frame.top() + top * frame.height(), 4 * _BAR, high), told)
    _draw_side(pen, chart.starts, laid.starts, frame, "right")
    _draw_side(pen, chart.ends, laid.ends, frame, "left")


def _draw_side(
    pen: ChartPen,
    side: Sequence[FlowEnd],
    bars: Sequence[tuple[float, float]],
    frame: QRectF,
    align: Align,
) -> None:
    """Draw the bars of a side, the name and the sum of each beside it."""
    edges = [[frame.top() + part * frame.height() for part in bar] for bar in bars]
    middles = [(top + bottom) / 2 for top, bottom in edges]
    words = apart(middles, 2 * LINE + _NEXT, frame.bottom() - LINE)
    for end, (top, bottom), middle in zip(side, edges, words, strict=True):
        _draw_end(pen, end, QRectF(frame.left(), top, frame.width(), bottom - top), middle, align)


def _draw_end(pen: ChartPen, end: FlowEnd, at: QRectF, middle: float, align: Align) -> None:
    """Draw the bar of a place at an edge of ``at``, its name and its sum around a height."""
    at_left = align == "right"
    x = at.left() - _BAR if at_left else at.right()
    pen.bar(QRectF(x, at.top(), _BAR, max(at.height(), 1.5)), pen.colour(end.tone))
    edge = x - _NEXT if at_left else x + _BAR + _NEXT
    pen.label(end.name, edge, middle - LINE / 2, align, colour=pen.look.colour("text"))
    pen.label(end.label, edge, middle + LINE / 2, align, colour=pen.look.colour("text_secondary"))
    pen.tell(QRectF(x, at.top(), _BAR, max(at.height(), _TOLD)), f"{end.name}\n{end.label}")


# ------------------------------------------------------------------------------- schematic map


def map_height(chart: PlaceMap) -> float:
    """Return the height of the drawing in pixels."""
    most = max(len(chart.left.places), len(chart.right.places))
    return max(_PLACE * most + 2 * _PLACE, _LEAST)


def draw_map(pen: ChartPen, chart: PlaceMap, box: QRectF) -> None:
    """Draw the two cities, the places in them, and the ways between, as wide as they weigh."""
    width = box.width() * _AREA
    left = QRectF(box.left(), box.top(), width, box.height())
    right = QRectF(box.right() - width, box.top(), width, box.height())
    for area, frame in ((chart.left, left), (chart.right, right)):
        _draw_area(pen, area, frame)
    ends = [QPointF(left.right() - 3 * _INSET, y) for y in _heights(chart.left, left)]
    starts = [QPointF(right.left() + 3 * _INSET, y) for y in _heights(chart.right, right)]
    for each in chart.ways:
        start, end = starts[each.start], ends[each.end]
        points = [QPointF(*point) for point in way((start.x(), start.y()), (end.x(), end.y()))]
        colour = QColor(pen.colour("ink"))
        colour.setAlpha(_TINT)
        pen.line(points, colour, max(each.size * _WIDEST, 1.25))
        middle, place = points[len(points) // 2], chart.left.places[each.end]
        told = f"{place.name}\n{place.note}"
        pen.tell(QRectF(middle.x() - 14, middle.y() - 14, 28, 28), told)
    for place, spot in zip(chart.left.places, ends, strict=True):
        _draw_place(pen, place, spot, "right")
    for place, spot in zip(chart.right.places, starts, strict=True):
        _draw_place(pen, place, spot, "left")
    if chart.key is not None:
        _draw_key(pen, chart.key, right)


def _heights(area: MapArea, frame: QRectF) -> list[float]:
    inner = frame.adjusted(0, _PLACE * 1.25, 0, -_INSET)
    return [inner.top() + part * inner.height() for part in spread(len(area.places))]


def _draw_area(pen: ChartPen, area: MapArea, frame: QRectF) -> None:
    look = pen.look
    pen.painter.setPen(QPen(look.colour("hairline_strong"), 1))
    pen.painter.setBrush(QBrush(look.colour("canvas")))
    pen.painter.drawRoundedRect(frame.adjusted(0.5, 0.5, -0.5, -0.5), _CORNER, _CORNER)
    inner = frame.adjusted(16, 12, -16, -12)
    head = QRectF(inner.left(), inner.top(), inner.width(), LINE)
    pen.words(area.name, head, colour=look.colour("text"), strong=True)
    pen.words(area.note, head.translated(0, LINE), colour=look.colour("text_secondary"))


def _draw_place(pen: ChartPen, place: MapPlace, spot: QPointF, align: Align) -> None:
    look = pen.look
    told = _circle(pen, spot, place.size, place.tone)
    away = _LARGEST + _NEXT
    x = spot.x() - away if align == "right" else spot.x() + away
    pen.label(place.name, x, spot.y() - LINE / 2, align, colour=look.colour("text"), strong=True)
    pen.label(place.note, x, spot.y() + LINE / 2, align, colour=look.colour("text_secondary"))
    pen.tell(told, f"{place.name}\n{place.note}")


def _circle(pen: ChartPen, spot: QPointF, size: float, tone: Tone) -> QRectF:
    """Draw a circle around a spot, return the room that it takes."""
    half = radius(size, _LARGEST, _SMALLEST)
    pen.painter.setPen(QPen(pen.look.colour("surface"), 1.5))
    pen.painter.setBrush(QBrush(pen.colour(tone)))
    pen.painter.drawEllipse(spot, half, half)
    pen.painter.setBrush(Qt.BrushStyle.NoBrush)
    return QRectF(spot.x() - half, spot.y() - half, 2 * half, 2 * half)


def _draw_key(pen: ChartPen, key: MapKey, frame: QRectF) -> None:
    """Draw at the foot of a city what the circles mean, and some with their figures."""
    look, x, foot = pen.look, frame.left() + 16, frame.bottom() - 12 - _LARGEST
    head = QRectF(x, foot - _LARGEST - LINE, frame.width() - 32, LINE)
    pen.words(key.name, head, colour=look.colour("text_secondary"))
    for size, label in key.circles:
        half = radius(size, _LARGEST, _SMALLEST)
        told = _circle(pen, QPointF(x + half, foot), size, "sand")
        pen.label(label, told.right() + _NEXT, foot, colour=look.colour("text_secondary"))
        pen.tell(told, f"{key.name}\n{label}")
        x = told.right() + pen.width(label) + 4 * _NEXT
