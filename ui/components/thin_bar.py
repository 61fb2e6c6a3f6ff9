"""Show a share as a thin bar."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from ui.theme.painting import bar

if TYPE_CHECKING:
    from ui.theme.appearance import Appearance


class ThinBar(QWidget):
    """Draw a track of 8 px, filled to a share of 0 to 1; the figure stands beside it."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._share = 0.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        appearance.theme_changed.connect(self.update)

    def set_share(self, share: float) -> None:
        """Fill the bar to ``share``, 0 to 1."""
        self._share = share
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(120, 8)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(24, 8)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = (self._appearance.colour("sunken"), self._appearance.colour("accent"))
        bar(painter, QRectF(self.rect()), self._share, colours)
        painter.end()
