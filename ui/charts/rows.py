"""Compare a few quantities as horizontal bars, as the funnel of a page does."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from ui.components.spoken import CHART, speak_as
from ui.theme.painting import Writing, rounded, write

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ui.theme.appearance import Appearance


@dataclass(frozen=True, slots=True)
class BarRow:
    """Hold a row: its name, its value (None where unknown), the value formatted."""

    name: str
    value: float | None
    text: str


class HorizontalBars(QWidget):
    """Show names, bars from zero and values, a row of 22 px each.

    With a negative value among them the zero line moves inwards and values stand at the ends
    of their bars; negative bars take the second colour.
    """

    def __init__(
        self, appearance: Appearance, *, row_height: int = 22, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._look = appearance
        self._rows: tuple[BarRow, ...] = ()
        self._height = row_height
        speak_as(self, CHART)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        appearance.theme_changed.connect(self.update)

    def set_rows(self, rows: Sequence[BarRow], description: str = "") -> None:
        """Show other rows; ``description`` is what screen readers say."""
        self._rows = tuple(rows)
        spoken = ", ".join(f"{row.name} {row.text}" for row in rows)
        self.setAccessibleName(description or spoken)
        self.setAccessibleDescription(spoken)
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(240, self._height * len(self._rows))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(160, self._height * len(self._rows))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        known = [row.value for row in self._rows if row.value is not None]
        low, high = min([0.0, *known]), max([0.0, *known])
        area = self._area(signed=low < 0)
        unit = area.width() / ((high - low) or 1.0)
        zero = area.left() - low * unit
        for number, row in enumerate(self._rows):
            at = QRectF(0, number * self._height, self.width(), self._height)
            self._paint_row(painter, at, row, (area, zero, unit))
        if low < 0:
            line = QRectF(round(zero), 0, 1, self.height())
            painter.fillRect(line, self._look.colour("control_border"))
        painter.end()

    def _paint_row(
        self, painter: QPainter, at: QRectF, row: BarRow, scale: tuple[QRectF, float, float]
    ) -> None:
        look = self._look
        area, zero, unit = scale
        names = QRectF(0, at.top(), area.left() - 8, at.height())
        write(painter, names, row.name, Writing(look.font(12), look.colour("text_secondary")))
        value = row.value or 0.0
        left = zero + min(value, 0.0) * unit
        box = QRectF(round(left), at.center().y() - 5, max(abs(value) * unit, 1.0), 10)
        if row.value:
            colour = QColor(look.theme.chart[0 if value > 0 else 1])
            rounded(painter, box, colour, 2)
        how = Writing(look.font(12), look.colour("text"))
        width = QFontMetricsF(how.font).horizontalAdvance(row.text) + 1
        if zero > area.left() + 1:
            start = box.right() + 6 if value >= 0 else box.left() - width - 6
        else:
            start = self.width() - width
        write(painter, QRectF(start, at.top(), width, at.height()), row.text, how)

    def _area(self, *, signed: bool) -> QRectF:
        metrics = QFontMetricsF(self._look.font(12))
        names = max((metrics.horizontalAdvance(row.name) for row in self._rows), default=0.0)
        texts = max((metrics.horizontalAdvance(row.text) for row in self._rows), default=0.0)
        left = min(names + 16, self.width() * 0.5)
        before = texts + 8 if signed else 0
        return QRectF(left + before, 0, self.width() - left - before - texts - 12, self.height())
