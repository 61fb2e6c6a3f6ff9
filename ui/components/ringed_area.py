"""Scroll with a border that tells that the keyboard is here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget
from typing_extensions import override

from ui.components.buttons import KEYBOARD
from ui.components.spoken import PANE, speak_as

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QResizeEvent


class RingedArea(QScrollArea):
    """Show a ring within the edge while the focus came by the keyboard; speak as a pane."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        speak_as(self, PANE)
        self._ring = QFrame(self)
        self._ring.setProperty("part", "ring")
        self._ring.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._ring.hide()

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._ring.setVisible(event.reason() in KEYBOARD)
        self._ring.raise_()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._ring.hide()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._ring.setGeometry(self.rect())
