"""Show a state as icon and word, tinted, outlined or plain; offer filters as chips."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget
from typing_extensions import override

from ui.components.buttons import paint_ring
from ui.components.option import OptionButton
from ui.theme.painting import Writing, write
from ui.theme.tokens import STATES

if TYPE_CHECKING:
    from ui.theme.appearance import Appearance

_LEAST_PX: Final = 72
SHAPES: Final = ("tint", "outline", "plain")


class Chip(QLabel):
    """Show a word with an icon.

    ``state`` is one of ``ok warn crit info unknown`` or empty; ``shape`` is ``tint`` (page
    titles, cards), ``outline`` (facts) or ``plain`` (icon and word without ground). A state
    brings its own icon unless ``icon`` names another.
    """

    plain_px = 14

    def __init__(
        self,
        appearance: Appearance,
        text: str = "",
        state: str = "",
        *,
        shape: str = "tint",
        icon: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._appearance = appearance
        self._state = state
        self._shape = shape
        self._icon = icon
        self.setAccessibleName(text)
        # Two chips beside each other in a narrow panel shorten rather than leave it.
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        appearance.theme_changed.connect(self.update)

    def set_chip(self, text: str, state: str = "", icon: str = "") -> None:
        """Show another word and state; an empty word hides the chip."""
        self._state = state
        self._icon = icon
        self.setText(text)
        self.setAccessibleName(text)
        self.setVisible(bool(text))
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        width = QFontMetricsF(self._font()).horizontalAdvance(self.text()) + 2 * self._pad()
        width += 18 if self._mark() else 0
        return QSize(round(width + 0.5), 22 if self._shape == "plain" else 24)

    @override
    def minimumSizeHint(self) -> QSize:
        full = self.sizeHint()
        return QSize(min(full.width(), _LEAST_PX), full.height())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        short = self.sizeHint().width() > self.width()
        self.setToolTip(self.text() if short else "")

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter)
        left = float(self._pad())
        ink = self._ink()
        if self._mark():
            at = QRectF(round(left), (self.height() - 14) // 2, 14, 14)
            self._appearance.paint_icon(painter, at, self._mark(), ink)
            left += 18
        how = Writing(self._font(), self._appearance.colour(ink))
        write(
            painter,
            QRectF(left, 0, self.width() - left - self._pad(), self.height()),
            self.text(),
            how,
        )
        painter.end()

    def _paint_ground(self, painter: QPainter) -> None:
        if self._shape == "plain":
            return
        tinted = self._shape == "tint" and self._state in STATES[:4]
        at = QRectF(self.rect())
        if tinted:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._appearance.colour(f"{self._state}_tint"))
        else:
            at.adjust(0.5, 0.5, -0.5, -0.5)
            painter.setPen(self._appearance.colour("hairline_strong"))
            painter.setBrush(self._appearance.colour("surface"))
        painter.drawRoundedRect(at, 4.5, 4.5)

    def _mark(self) -> str:
        if self._icon:
            return self._icon
        return f"state.{self._state}" if self._state in STATES else ""

    def _ink(self) -> str:
        if self._state in STATES:
            return self._state
        return "text_secondary" if self._shape == "outline" else "text"

    def _pad(self) -> int:
        return 0 if self._shape == "plain" else 8

    def _font(self) -> QFont:
        return self._appearance.font(self.plain_px if self._shape == "plain" else 12)


class PickChip(OptionButton):
    """Switch a filter on or off; on is accent border and selected ground."""

    pad = 9
    px = 12
    bolder = False

    @override
    def count_gap(self) -> int:
        return 4

    @override
    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self.appearance.tokens.sizes.button_small)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on = self.isChecked()
        painter.setPen(self.appearance.colour("accent" if on else "hairline_strong"))
        ground = "selected" if on else "hover" if self.underMouse() else "surface"
        painter.setBrush(self.appearance.colour(ground))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4.5, 4.5)
        if self.has_ring():
            paint_ring(painter, QRectF(self.rect()), self.appearance)
        self.paint_words(painter, "text", QRectF(self.rect()))
        painter.end()
