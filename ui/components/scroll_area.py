"""What scrolls: without a frame, as wide as its place."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget


class ScrollArea(QScrollArea):
    """Scroll a widget that takes all the room there is.

    Args:
        inner: what scrolls.
        parent: what it stands in.
        sideways: whether a bar below may come; else what is too wide is cut.
    """

    def __init__(self, inner: QWidget, parent: QWidget, *, sideways: bool = True) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        if not sideways:
            self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(inner)

    def fill(self, holder: QWidget) -> None:
        """Take all the room of a widget."""
        outer = QVBoxLayout(holder)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self)
