"""Show the last quarters of one figure as small bars, the last one marked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget
from typing_extensions import override

from ui.components.spoken import CHART, speak_as
from ui.theme.painting import Writing, hatch, write

if TYPE_CHECKING:
    from PySide6.QtCore import QEvent

    from ui.charts.data import Series
    from ui.theme.appearance import Appearance

_FOOT = 22


class SparkBars(QWidget):
    """Show bars from zero without an axis; below them the first name and the last value."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = appearance
        self._series: Series | None = None
        self._names: tuple[str, ...] = ()
        self._foot = ("", "")
        speak_as(self, CHART)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        appearance.theme_changed.connect(self.update)

    def set_series(
        self, series: Series, names: tuple[str, ...], first: str = "", last: str = ""
    ) -> None:
        """Show a series with the names of its categories; ``first`` and ``last`` stand below."""
        self._series = series
        self._names = names
        self._foot = (first, last)
        self.setAccessibleName(f"{series.name}, {first}, {last}")
        told = (" ".join(each) for each in zip(names, series.texts, strict=False))
        self.setAccessibleDescription("\n".join(told))
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(264, 86)

    @override
    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and self._series is not None:
            step = self.width() / max(len(self._names), 1)
            at = int(event.pos().x() / step)
            if 0 <= at < len(self._names) and self._series.texts:
                told = f"{self._names[at]}\n{self._series.texts[at]}"
                QToolTip.showText(event.globalPos(), told, self)
                return True
        return super().event(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if self._series is None or not self._series.values:
            return
        painter = QPainter(self)
        values = self._series.values
        highest = max([value for value in values if value is not None] or [0.0]) or 1.0
        room = self.height() - _FOOT
        step = self.width() / len(values)
        for number, value in enumerate(values):
            left, right = round(number * step), round((number + 1) * step) - 4
            if value is None:
                box = QRectF(left, 0, right - left, room)
                hatch(painter, box, self._look.colour("hairline_strong"))
                continue
            height = max(round(value / highest * room), 1)
            last = number == len(values) - 1
            colour = self._look.colour("accent" if last else "chart_muted")
            painter.fillRect(QRectF(left, room - height, right - left, height), colour)
        self._paint_foot(painter, room)
        painter.end()

    def _paint_foot(self, painter: QPainter, room: float) -> None:
        look = self._look
        at = QRectF(0, room + 2, self.width() - 4, 20)
        write(painter, at, self._foot[0], Writing(look.font(12), look.colour("text_note")))
        right = Qt.AlignmentFlag.AlignRight
        write(painter, at, self._foot[1], Writing(look.font(12), look.colour("text"), right))
