"""Ask for the name under which the view in force is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget
from typing_extensions import override

from ui.components.buttons import Button
from ui.components.label import Label

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from ui.components.words import Words
    from ui.theme.appearance import Appearance


class ViewRow(QWidget):
    """Show a field for a name with "Keep"; Esc gives up.

    Signals:
        named: the name that was typed.
    """

    named = Signal(str)

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._label = Label("", "caption", parent=self)
        self.name = QLineEdit(self)
        self.name.setObjectName("view.name")
        self.name.setMaximumWidth(280)
        self._label.setBuddy(self.name)
        self.keep = Button(appearance, "", small=True, icon="keep", parent=self)
        self.keep.setObjectName("view.keep")
        self.refusal = Label("", "caption", tone="crit", parent=self)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 4, 12, 4)
        row.setSpacing(8)
        row.addWidget(self._label)
        row.addWidget(self.name, 1)
        row.addWidget(self.keep)
        row.addWidget(self.refusal)
        row.addStretch(1)
        self.name.returnPressed.connect(self._on_keep)
        self.keep.clicked.connect(self._on_keep)
        self.hide()

    def ask(self) -> None:
        """Show the field."""
        self.name.clear()
        self.refusal.set_text("")
        self.show()
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def say(self, words: Words) -> None:
        """Say everything in the language in force."""
        self._label.set_text(words.say("view.name"))
        self.name.setAccessibleName(words.say("view.name"))
        self.keep.set_text(words.say("view.keep"))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
            return
        super().keyPressEvent(event)

    def _on_keep(self) -> None:
        if self.name.text().strip():
            self.named.emit(self.name.text().strip())
