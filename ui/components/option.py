"""Draw one choice among several: in a row of segments, of tabs, of filter chips."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFocusEvent, QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget
from typing_extensions import override

from ui.theme.painting import Writing, write

if TYPE_CHECKING:
    from ui.theme.appearance import Appearance

_SMALL = 12
_MOUSE = (Qt.FocusReason.MouseFocusReason, Qt.FocusReason.ActiveWindowFocusReason)


@dataclass(frozen=True, slots=True)
class Option:
    """Hold a choice: its key, its words, and beside them an icon and a count."""

    key: str
    text: str
    icon: str = ""
    count: str = ""


class OptionButton(QAbstractButton):
    """Show an option; what stands around its words is drawn by its descendants."""

    pad = 13
    px = 14
    count_px = 12
    bolder = True
    """Whether the words of the one chosen are semi-bold."""

    def __init__(
        self, appearance: Appearance, option: Option, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.appearance = appearance
        self.option = option
        self._ring = False
        self.setCheckable(True)
        self.setObjectName(f"option.{option.key}")
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_option(option)
        appearance.theme_changed.connect(self.update)

    def set_option(self, option: Option) -> None:
        """Change words, icon and count."""
        self.option = option
        self.setText(option.text)
        self.setAccessibleName(f"{option.text} {option.count}".strip())
        self.updateGeometry()
        self.update()

    def has_ring(self) -> bool:
        """Tell whether the keyboard brought the focus."""
        return self._ring and self.hasFocus()

    def strong(self) -> bool:
        """Tell whether the words are drawn semi-bold now."""
        return self.bolder and self.isChecked()

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        self._ring = event.reason() not in _MOUSE
        super().focusInEvent(event)

    @override
    def sizeHint(self) -> QSize:
        # The semi-bold width is kept always, so that choosing moves no neighbour.
        font = self._font(strong=self.bolder)
        width = 2 * self.pad + QFontMetricsF(font).horizontalAdvance(self.text())
        width += self._icon_size() + self._icon_gap() if self.option.icon else 0
        width += self._count_width() + self.count_gap() if self.option.count else 0
        return QSize(round(width + 0.5), self.appearance.tokens.sizes.button)

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def count_gap(self) -> int:
        """Return the room between words and count, in pixels."""
        return 6

    def paint_words(self, painter: QPainter, ink: str, at: QRectF) -> None:
        """Draw icon, words and count, centred in ``at``."""
        content = self.sizeHint().width() - 2 * self.pad
        left = at.left() + (at.width() - content) / 2
        size = self._icon_size()
        if self.option.icon:
            place = QRectF(round(left), round(at.center().y() - size / 2), size, size)
            self.appearance.paint_icon(painter, place, self.option.icon, ink)
            left += size + self._icon_gap()
        font = self._font(strong=self.strong())
        width = QFontMetricsF(font).horizontalAdvance(self.text())
        how = Writing(font, self.appearance.colour(ink))
        write(painter, QRectF(left, at.top(), width + 1, at.height()), self.text(), how)
        if self.option.count:
            how = Writing(self.appearance.font(self.count_px), self._count_colour(ink))
            left += width + self.count_gap()
            room = QRectF(left, at.top(), self._count_width() + 1, at.height())
            write(painter, room, self.option.count, how)

    def _count_colour(self, ink: str) -> QColor:
        return self.appearance.colour(ink if self.count_px == self.px else "text_secondary")

    def _font(self, *, strong: bool) -> QFont:
        return self.appearance.font(self.px, strong=strong)

    def _icon_size(self) -> int:
        sizes = self.appearance.tokens.sizes
        return sizes.icon if self.px > _SMALL else sizes.icon_small

    def _icon_gap(self) -> int:
        return 8 if self.px > _SMALL else 6

    def _count_width(self) -> float:
        font = self.appearance.font(self.count_px)
        return QFontMetricsF(font).horizontalAdvance(self.option.count)
