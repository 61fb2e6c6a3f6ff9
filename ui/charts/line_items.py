"""Draw lines, bands and their direct labels."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPolygonF
from typing_extensions import override

from ui.charts.data import MARKERS
from ui.charts.legend import dashed
from ui.charts.marks import marker, spread
from ui.charts.pixel_item import Pixel, PixelItem
from ui.theme.contrast import contrast
from ui.theme.painting import Writing, write

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ui.charts.data import Band, ChartData, Series
    from ui.theme.appearance import Appearance

_LABEL = 18
_READABLE = 4.5
_PLAIN_SERIES = 4


class Lines(PixelItem):
    """Draw bands, then lines with markers, then the names at their ends."""

    def __init__(
        self, look: Appearance, data: ChartData, extent: QRectF, *, label_room: float
    ) -> None:
        super().__init__(extent)
        self._look = look
        self._data = data
        self._room = label_room

    @override
    def draw(self, painter: QPainter, pixel: Pixel) -> None:
        for band in self._data.bands:
            self._draw_band(painter, pixel, band)
        ends: list[tuple[float, int]] = []
        for number, series in enumerate(self._data.series):
            end = self._draw_line(painter, pixel, number, series)
            if end is not None:
                ends.append((end.y(), number))
        edge = pixel(len(self._data.categories) - 1, 0).x()
        for height, number in spread(ends, _LABEL):
            self._write_label(painter, QPointF(edge + 8, height), number)

    def _draw_band(self, painter: QPainter, pixel: Pixel, band: Band) -> None:
        upper = [pixel(at, high) for at, high in enumerate(band.high) if high is not None]
        lower = [pixel(at, low) for at, low in enumerate(band.low) if low is not None]
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._look.colour("band_inner" if band.inner else "band_outer"))
        painter.drawPolygon(QPolygonF(upper + lower[::-1]))

    def _draw_line(
        self, painter: QPainter, pixel: Pixel, number: int, series: Series
    ) -> QPointF | None:
        path = QPainterPath()
        points: list[QPointF] = []
        gap = True
        for at, value in enumerate(series.values):
            if value is None:
                gap = True
                continue
            point = pixel(at, value)
            points.append(point)
            if gap:
                path.moveTo(point)
            else:
                path.lineTo(point)
            gap = False
        colour = QColor(self._look.theme.chart[number])
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(dashed(colour, number, 2))
        painter.drawPath(path)
        self._mark(painter, points, number, colour)
        return points[-1] if points else None

    def _mark(
        self, painter: QPainter, points: Sequence[QPointF], number: int, colour: QColor
    ) -> None:
        # Few series are told apart by colour, dash and label; more need markers as well.
        crowded = len(self._data.series) > _PLAIN_SERIES
        shown = points if crowded or len(self._data.series) == 1 else points[-1:]
        for point in shown:
            marker(painter, point, (MARKERS[number], colour, self._look.colour("surface")))

    def _write_label(self, painter: QPainter, at: QPointF, number: int) -> None:
        theme = self._look.theme
        colour = theme.chart[number]
        pale = contrast(colour, theme.surface) < _READABLE
        ink = self._look.colour("text") if pale else QColor(colour)
        room = QRectF(at.x(), at.y() - 10, self._room - 8, 20)
        if pale:
            painter.fillRect(QRectF(at.x(), at.y() - 4, 8, 8), QColor(colour))
            room.adjust(13, 0, 0, 0)
        name = self._data.series[number].name
        write(painter, room, name, Writing(self._look.font(12, strong=True), ink))
