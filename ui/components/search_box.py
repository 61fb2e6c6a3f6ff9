"""Open the search; looks like a field and shows its keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from ui.components.buttons import FocusButton, paint_ring
from ui.theme.painting import Writing, write

if TYPE_CHECKING:
    from ui.theme.appearance import Appearance


class SearchBox(FocusButton):
    """Lead to the search and the commands; ``Ctrl K`` does the same."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._keys = "Ctrl K"
        self.setObjectName("header.search")
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.IBeamCursor)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setMaximumWidth(208)
        self.setMinimumWidth(96)
        appearance.theme_changed.connect(self.update)

    def set_text(self, text: str) -> None:
        """Change the grey words."""
        self.setText(text)
        self.setAccessibleName(text)
        self.setToolTip(f"{text} ({self._keys})")

    @override
    def sizeHint(self) -> QSize:
        return QSize(208, self._appearance.tokens.sizes.button)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        look = self._appearance
        painter.setBrush(look.colour("surface"))
        painter.setPen(look.colour("text_note" if self.underMouse() else "control_border"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4.5, 4.5)
        if self.has_ring():
            paint_ring(painter, QRectF(self.rect()), look)
        look.paint_icon(painter, QRectF(9, 8, 16, 16), "search", "text_note")
        cap = QFontMetricsF(look.font(12)).horizontalAdvance(self._keys) + 10
        box = QRectF(self.width() - cap - 7.5, 7.5, cap, 17)
        words = QRectF(33, 0, max(box.left() - 41, 0), self.height())
        write(painter, words, self.text(), Writing(look.font(), look.colour("text_note")))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(look.colour("hairline_strong"))
        painter.drawRoundedRect(box, 3, 3)
        middle = Qt.AlignmentFlag.AlignHCenter
        how = Writing(look.font(12), look.colour("text_secondary"), middle)
        write(painter, box, self._keys, how)
        painter.end()
