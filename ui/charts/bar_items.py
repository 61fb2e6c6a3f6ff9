"""Draw the bars of a bar chart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter
from typing_extensions import override

from ui.charts.legend import fill_series
from ui.charts.pixel_item import Pixel, PixelItem
from ui.theme.painting import Writing, write

if TYPE_CHECKING:
    from ui.charts.data import ChartData
    from ui.theme.appearance import Appearance

_FILL = 0.64


class Bars(PixelItem):
    """Draw stacked or grouped bars from zero; the missing word above incomplete ones."""

    def __init__(
        self,
        look: Appearance,
        data: ChartData,
        extent: QRectF,
        *,
        grouped: bool,
        hatched: bool,
    ) -> None:
        super().__init__(extent)
        self._look = look
        self._data = data
        self._grouped = grouped
        self._hatched = hatched

    @override
    def draw(self, painter: QPainter, pixel: Pixel) -> None:
        for index in range(len(self._data.categories)):
            if self._grouped:
                self._draw_group(painter, pixel, index)
            else:
                self._draw_stack(painter, pixel, index)

    def _draw_stack(self, painter: QPainter, pixel: Pixel, index: int) -> None:
        above = below = 0.0
        for number, series in enumerate(self._data.series):
            value = series.values[index]
            if not value:
                continue
            start = above if value > 0 else below
            box = _box(pixel, index, (start, start + value), (0.0, 1.0))
            if start:
                # A hairline of the ground keeps the parts apart without a border.
                box.adjust(0, 0, 0, -1) if value > 0 else box.adjust(0, 1, 0, 0)
            self._fill(painter, box, number)
            above, below = (above + value, below) if value > 0 else (above, below + value)
        self._say_missing(painter, pixel, index, above)

    def _draw_group(self, painter: QPainter, pixel: Pixel, index: int) -> None:
        part = 1 / len(self._data.series)
        top = 0.0
        for number, series in enumerate(self._data.series):
            value = series.values[index]
            if value is None:
                continue
            place = (number * part, (number + 1) * part)
            self._fill(painter, _box(pixel, index, (0, value), place).adjusted(0, 0, -1, 0), number)
            top = max(top, value)
        self._say_missing(painter, pixel, index, top)

    def _fill(self, painter: QPainter, box: QRectF, number: int) -> None:
        colour = QColor(self._look.theme.chart[number])
        fill_series(painter, box, (colour, number), hatched=self._hatched)

    def _say_missing(self, painter: QPainter, pixel: Pixel, index: int, top: float) -> None:
        word = self._data.missing
        if not word or all(series.values[index] is not None for series in self._data.series):
            return
        at = pixel(index, top)
        font = self._look.font(12)
        width = QFontMetricsF(font).horizontalAdvance(word) + 4
        room = QRectF(QRectF(at.x() - width / 2, at.y() - 20, width, 18).toAlignedRect())
        # A hairline of the value axis behind the word would strike it out.
        painter.fillRect(room, self._look.colour("surface"))
        centre = Qt.AlignmentFlag.AlignHCenter
        write(painter, room, word, Writing(font, self._look.colour("text_note"), centre))


def _box(
    pixel: Pixel, index: int, values: tuple[float, float], place: tuple[float, float]
) -> QRectF:
    left = index - _FILL / 2
    one = pixel(left + _FILL * place[0], values[0])
    two = pixel(left + _FILL * place[1], values[1])
    top, bottom = sorted((round(one.y()), round(two.y())))
    return QRectF(round(one.x()), top, round(two.x()) - round(one.x()), bottom - top)
