"""Show the series in their fixed order: filling, pattern, stroke and marker of each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from ui.charts.data import MARKERS, MOST_SERIES
from ui.charts.legend import dashed, fill_series
from ui.charts.marks import marker
from ui.theme.painting import Writing, write

if TYPE_CHECKING:
    from ui.theme.appearance import Appearance

_STEP = 88
_COLOUR_PX = 54


class SeriesOrder(QWidget):
    """Show six series as they appear in bars, on paper and as lines."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = appearance
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        appearance.theme_changed.connect(self.update)

    @override
    def sizeHint(self) -> QSize:
        return QSize(_STEP * MOST_SERIES, 64)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for number, value in enumerate(self._look.theme.chart):
            left = number * _STEP
            colour = QColor(value)
            fill_series(painter, QRectF(left, 0, 36, 20), (colour, number), hatched=False)
            fill_series(painter, QRectF(left + 40, 0, 36, 20), (colour, number), hatched=True)
            painter.setPen(dashed(colour, number, 2))
            painter.drawLine(QPointF(left, 33), QPointF(left + 76, 33))
            ground = self._look.colour("surface")
            marker(painter, QPointF(left + 38, 33), (MARKERS[number], colour, ground))
            how = Writing(self._look.font(12), self._look.colour("text_secondary"))
            write(painter, QRectF(left, 44, _STEP, 20), f"{number + 1} {value}", how)
        painter.end()


class ColourRow(QWidget):
    """Show colours of the theme with their names."""

    def __init__(
        self,
        appearance: Appearance,
        colours: tuple[tuple[str, str], ...],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look = appearance
        self._colours = colours
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        appearance.theme_changed.connect(self.update)

    @override
    def sizeHint(self) -> QSize:
        return QSize(_COLOUR_PX * len(self._colours), 44)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        how = Writing(self._look.font(12), self._look.colour("text_secondary"))
        for number, (role, name) in enumerate(self._colours):
            box = QRectF(number * _COLOUR_PX + 0.5, 0.5, _COLOUR_PX - 5, 23)
            painter.setPen(self._look.colour("hairline_strong"))
            painter.setBrush(self._look.colour(role))
            painter.drawRoundedRect(box, 3, 3)
            write(painter, QRectF(number * _COLOUR_PX, 25, _COLOUR_PX, 20), name, how)
        painter.end()
