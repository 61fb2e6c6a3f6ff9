"""Name the series of a chart in a row above it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetricsF, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from ui.charts.data import DASHES, PATTERNS, ChartData
from ui.theme.painting import Writing, write

if TYPE_CHECKING:
    from ui.theme.appearance import Appearance

_GAP = 16


class LegendRow(QWidget):
    """Show title and unit, a swatch and a name per series, a note at the right.

    Names that have no room beside the title stand below it.
    """

    def __init__(
        self,
        appearance: Appearance,
        *,
        hatched: bool = False,
        lines: bool = False,
        named: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look = appearance
        self._hatched = hatched
        self._lines = lines
        self._named = named
        self._data = ChartData((), ())
        self._below = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        appearance.theme_changed.connect(self.update)

    def set_words(self, data: ChartData) -> None:
        """Show title, unit, names and note of other data."""
        self._data = data
        self._fit()
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        metrics = QFontMetricsF(self._look.font(12))
        data = self._data
        width = QFontMetricsF(self._look.font(strong=True)).horizontalAdvance(data.title)
        width += metrics.horizontalAdvance(data.unit) + metrics.horizontalAdvance(data.note)
        swatch = 28 if self._lines else 16
        width += sum(metrics.horizontalAdvance(one.name) + swatch + _GAP for one in data.series)
        return QSize(round(width) + 3 * _GAP, self._line() * (2 if self._below else 1))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(40, self.sizeHint().height())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _line(self) -> int:
        return 24 if self._data.title else 20

    def _fit(self) -> None:
        """Put the names below the title where they have no room beside it."""
        named = self._named and bool(self._data.title) and bool(self._data.series)
        # The last name needs no gap behind it, and a title without unit and note none after them.
        self._below = named and self.sizeHint().width() - 3 * _GAP > self.width()
        self.setFixedHeight(self.sizeHint().height())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        look, data = self._look, self._data
        small = look.font(12)
        room = QRectF(0, 0, self.width(), self._line())
        below = room.translated(0, self._line())
        if data.title:
            how = Writing(look.font(strong=True), look.colour("text"))
            room.setLeft(write(painter, room, data.title, how) + _GAP)
        if data.unit:
            how = Writing(small, look.colour("text_note"))
            room.adjust(write(painter, room, data.unit, how) + _GAP, 0, 0, 0)
        if data.note:
            how = Writing(small, look.colour("text_secondary"), Qt.AlignmentFlag.AlignRight)
            room.adjust(0, 0, -write(painter, room, data.note, how) - _GAP, 0)
        self._paint_names(painter, below if self._below else room)
        painter.end()

    def _paint_names(self, painter: QPainter, room: QRectF) -> None:
        look = self._look
        for number, series in enumerate(self._data.series if self._named else ()):
            colour = QColor(look.theme.chart[number])
            room.adjust(self._swatch(painter, room, number, colour), 0, 0, 0)
            how = Writing(look.font(12), look.colour("text"))
            room.adjust(write(painter, room, series.name, how) + _GAP, 0, 0, 0)

    def _swatch(self, painter: QPainter, room: QRectF, number: int, colour: QColor) -> float:
        left, middle = round(room.left()), round(room.center().y())
        if self._lines:
            painter.setPen(dashed(colour, number, 2))
            painter.drawLine(left, middle, left + 20, middle)
            return 28
        box = QRectF(left, middle - 5, 10, 10)
        fill_series(painter, box, (colour, number), hatched=self._hatched)
        return 16


def dashed(colour: QColor, number: int, width: float) -> QPen:
    """Return the pen of series ``number`` (from 0)."""
    pen = QPen(colour, width)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    if DASHES[number]:
        pen.setDashPattern([length / width for length in DASHES[number]])
    return pen


def fill_series(
    painter: QPainter, box: QRectF, series: tuple[QColor, int], *, hatched: bool
) -> None:
    """Fill an area as the series (its colour and number from 0): solid, or with its pattern."""
    colour, number = series
    if not hatched or number == 0:
        painter.fillRect(box, colour)
        return
    painter.fillRect(box, QBrush(colour, PATTERNS[number]))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(colour, 1))
    painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5))
