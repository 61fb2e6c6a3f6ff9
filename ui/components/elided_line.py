"""Let the user type a name; left, it is shortened with a sign where it has no room."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QRect, Qt
from PySide6.QtGui import QFocusEvent, QHelpEvent, QPaintEvent, QPalette
from PySide6.QtWidgets import (
    QLineEdit,
    QStyle,
    QStyleOptionFrame,
    QStylePainter,
    QToolTip,
)
from typing_extensions import override

_MARGIN: Final = 2
"""What a line of Qt leaves free beside its words, in pixels."""


class ElidedLine(QLineEdit):
    """Show the beginning of a long name, with the sign that it goes on.

    The whole is told to who points at it, to screen readers, and in the line as it is edited.
    """

    def shown_words(self) -> str:
        """Return the words as they are painted while the cursor is elsewhere."""
        return self.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, self._room().width()
        )

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self._all_selected():
            # Selected backwards, so that the beginning is seen and not the end.
            self.setSelection(len(self.text()), -len(self.text()))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        edited = self.hasFocus() and not self._all_selected()
        if edited or self.shown_words() == self.text():
            super().paintEvent(event)
            return
        option = QStyleOptionFrame()
        self.initStyleOption(option)
        painter = QStylePainter(self)
        painter.drawPrimitive(QStyle.PrimitiveElement.PE_PanelLineEdit, option)
        ink, words = QPalette.ColorRole.Text, self.shown_words()
        room = self._room()
        if self.hasFocus():
            ink, high = QPalette.ColorRole.HighlightedText, self.fontMetrics().height()
            ground = QRect(room.left(), 0, self.fontMetrics().horizontalAdvance(words), high)
            ground.moveTop(room.center().y() - high // 2)
            painter.fillRect(ground, self.palette().brush(QPalette.ColorRole.Highlight))
        painter.setPen(self.palette().color(ink))
        painter.drawText(room, self.alignment() | Qt.AlignmentFlag.AlignVCenter, words)
        painter.end()

    @override
    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            whole = self.text()
            if not self.toolTip() and self.shown_words() != whole:
                QToolTip.showText(event.globalPos(), whole, self)
                return True
        return super().event(event)

    def _all_selected(self) -> bool:
        return bool(self.text()) and self.selectedText() == self.text()

    def _room(self) -> QRect:
        """Return where the words stand."""
        option = QStyleOptionFrame()
        self.initStyleOption(option)
        inner = self.style().subElementRect(QStyle.SubElement.SE_LineEditContents, option, self)
        margins = self.textMargins()
        return inner.marginsRemoved(margins).adjusted(_MARGIN, 0, -_MARGIN, 0)
