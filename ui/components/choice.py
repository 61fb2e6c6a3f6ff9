"""Let the user pick one of a list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import (
    QComboBox,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionComboBox,
    QStylePainter,
    QToolTip,
    QWidget,
)
from typing_extensions import override

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent

_EDGE = 2
"""What the style leaves free beside the words, in pixels; its size hint counts no more."""


class Choice(QComboBox):
    """Show the chosen one with an arrow; keys stay apart from words.

    Words that have no room are shortened, and told whole to who points at them.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # Only the styled delegate heeds the padding of the style sheet.
        self.setItemDelegate(QStyledItemDelegate(self))
        self.setMaxVisibleItems(12)

    def set_choices(self, choices: Sequence[tuple[str, str]]) -> None:
        """Offer pairs of key and words; the chosen key stays so where it remains."""
        current = self.key()
        self.blockSignals(True)
        self.clear()
        for key, words in choices:
            self.addItem(words, key)
        self.blockSignals(False)
        self.choose(current)

    def choose(self, key: str) -> None:
        """Pick the choice of this key; an unknown key leaves the first."""
        at = self.findData(key)
        self.setCurrentIndex(max(at, 0))

    def key(self) -> str:
        """Return the key of the choice in force, or an empty text."""
        value = self.currentData()
        return str(value) if value is not None else ""

    def shown_words(self) -> str:
        """Return the chosen words as they are shown, shortened where they have no room."""
        return self._painted().currentText

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QStylePainter(self)
        option = self._painted()
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            whole = self.currentText()
            if not self.toolTip() and self.shown_words() != whole:
                QToolTip.showText(event.globalPos(), whole, self)
                return True
        return super().event(event)

    def _painted(self) -> QStyleOptionComboBox:
        """Return what the style paints."""
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        field = self.style().subControlRect(
            QStyle.ComplexControl.CC_ComboBox,
            option,
            QStyle.SubControl.SC_ComboBoxEditField,
            self,
        )
        option.currentText = self.fontMetrics().elidedText(
            option.currentText, Qt.TextElideMode.ElideRight, field.width() - _EDGE
        )
        return option
