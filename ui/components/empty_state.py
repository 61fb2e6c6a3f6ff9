"""Say that there is nothing yet, and offer the one thing to do about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.components.buttons import Button
from ui.components.label import IconLabel, Label

if TYPE_CHECKING:
    from ui.theme.appearance import Appearance


class EmptyState(QWidget):
    """Show an icon, one sentence and one action, centred.

    Attributes:
        action: the button, which may be barred to whoever works.

    Signals:
        action_asked: the user wants the action.
    """

    action_asked = Signal()

    def __init__(self, appearance: Appearance, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = IconLabel(appearance, icon, "text_note", size=24, parent=self)
        self._sentence = Label("", "secondary", wrap=True, parent=self)
        self._sentence.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._sentence.setMaximumWidth(480)
        self.action = Button(appearance, "", "primary", parent=self)
        self.action.setObjectName("empty.action")
        self.action.clicked.connect(self.action_asked)
        self.setFocusProxy(self.action)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 16)
        column.setSpacing(8)
        column.addStretch(1)
        middle = Qt.AlignmentFlag.AlignHCenter
        column.addWidget(self._icon, 0, middle)
        column.addWidget(self._sentence)
        column.setAlignment(self._sentence, middle)
        column.addWidget(self.action, 0, middle)
        column.addStretch(1)

    def set_kind(self, kind: str) -> None:
        """Change between a primary action and one that leaves that to another button."""
        self.action.set_kind(kind)

    def set_words(self, sentence: str, action: str = "", icon: str = "") -> None:
        """Show a sentence and an action with its icon; without an action, no button."""
        self._sentence.set_text(sentence)
        width = self._sentence.fontMetrics().horizontalAdvance(sentence) + 8
        self._sentence.setMinimumWidth(min(width, 480))
        # A layout that gives no more than it must would cut a second line; the height that other
        # words asked for counts no longer.
        self._sentence.setMinimumHeight(0)
        self._sentence.setMinimumHeight(self._sentence.heightForWidth(min(width, 480)))
        self.action.set_text(action)
        self.action.set_icon(icon)
        self.action.setVisible(bool(action))
