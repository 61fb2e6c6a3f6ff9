"""Set a share with a slider over the band of shares that all accept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFocusEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractSlider, QSizePolicy, QWidget
from typing_extensions import override

from domain.units import WHOLE_BP
from ui.components.buttons import KEYBOARD
from ui.theme.painting import rounded

if TYPE_CHECKING:
    from ui.theme.appearance import Appearance

_RADIUS: Final = 8.0
_TRACK: Final = 4.0
_BAND: Final = 8.0
_STEP: Final = 10
_PAGE: Final = 100


class ShareSlider(QAbstractSlider):
    """Hold a share in basis points; arrows move it by 0.1, Page Up and Down by 1 percent."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = appearance
        self._band: tuple[float, float] | None = None
        self._ring = False
        self.setOrientation(Qt.Orientation.Horizontal)
        self.setRange(0, WHOLE_BP)
        self.setSingleStep(_STEP)
        self.setPageStep(_PAGE)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        appearance.theme_changed.connect(self.update)

    @property
    def band(self) -> tuple[float, float] | None:
        """Least and most share that all accept, as parts of 1; None where there is none."""
        return self._band

    def set_band(self, band: tuple[float, float] | None) -> None:
        """Show another band."""
        self._band = band
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(200, 32)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(90, 32)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        look, middle = self._look, self.height() / 2
        on = self.isEnabled()
        left, width = _RADIUS, self.width() - 2 * _RADIUS
        track = QRectF(left, middle - _TRACK / 2, width, _TRACK)
        rounded(painter, track, look.colour("hairline_strong"), _TRACK / 2)
        if self._band is not None:
            self._paint_band(painter, left, width, middle)
        at = QPointF(left + width * self.value() / WHOLE_BP, middle)
        edge = look.colour("accent" if on else "control_border")
        painter.setPen(QPen(edge, 2))
        painter.setBrush(look.colour("surface"))
        painter.drawEllipse(at, _RADIUS - 1, _RADIUS - 1)
        if self._ring and self.hasFocus():
            painter.setPen(QPen(look.colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(at, _RADIUS + 2, _RADIUS + 2)
        painter.end()

    def _paint_band(self, painter: QPainter, left: float, width: float, middle: float) -> None:
        low, high = self._band or (0.0, 0.0)
        colour = QColor(self._look.theme.chart[0])
        box = QRectF(left + low * width, middle - _BAND / 2, max((high - low) * width, 2), _BAND)
        tint = QColor(colour)
        tint.setAlpha(60)
        painter.setPen(QPen(colour, 1.25))
        painter.setBrush(tint)
        painter.drawRect(box)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        self._ring = event.reason() in KEYBOARD
        super().focusInEvent(event)
        self.update()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.setSliderDown(True)
            self._follow(event)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self.isSliderDown():
            self._follow(event)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.setSliderDown(False)

    def _follow(self, event: QMouseEvent) -> None:
        part = (event.position().x() - _RADIUS) / max(self.width() - 2 * _RADIUS, 1)
        wanted = round(part * WHOLE_BP / _STEP) * _STEP
        self.setValue(min(max(wanted, 0), WHOLE_BP))
