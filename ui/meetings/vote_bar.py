"""Draw the votes on a resolution in one bar, with a line at what is needed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

if TYPE_CHECKING:
    from ui.theme.appearance import Appearance

TONES: Final = ("accent", "against", "chart_muted")
"""Colours of votes for, against and abstaining."""


def tone(look: Appearance, role: str) -> QColor:
    """Return a colour of the bar; votes against take the second colour of charts."""
    return QColor(look.theme.chart[1]) if role == "against" else look.colour(role)


class VoteBar(QWidget):
    """Draw votes for, against and abstaining in one bar with a line at what is needed."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = appearance
        self._votes = (0, 0, 0)
        self._whole = 0
        self._needed = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(120)
        appearance.theme_changed.connect(self.update)

    def set_votes(self, votes: tuple[int, int, int], whole: int, needed: int, spoken: str) -> None:
        """Show votes of ``whole``; ``needed`` 0 draws no line."""
        self._votes, self._whole, self._needed = votes, whole, needed
        self.setAccessibleName(spoken)
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(240, 28)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        width, top = float(self.width()), 7.0
        painter.fillRect(QRectF(0, top, width, 14), self._look.colour("sunken"))
        whole = max(self._whole, sum(self._votes), 1)
        left = 0.0
        for count, role in zip(self._votes, TONES, strict=True):
            room = width * count / whole
            painter.fillRect(QRectF(left, top, room, 14), tone(self._look, role))
            left += room
            if count and left < width:
                painter.fillRect(QRectF(left - 1, top, 1, 14), self._look.colour("surface"))
        if self._needed:
            at = width * self._needed / whole
            line = QRectF(min(at, width - 1) - 1, 1, 2, 26)
            painter.fillRect(line, self._look.colour("text"))
        painter.end()


class Swatch(QWidget):
    """Draw the small square that ties a word to a part of the bar."""

    def __init__(self, appearance: Appearance, role: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = appearance
        self._role = role
        self.setFixedSize(10, 10)
        appearance.theme_changed.connect(self.update)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tone(self._look, self._role))
        painter.drawRoundedRect(QRectF(self.rect()), 2, 2)
        painter.end()
