"""Tell at the foot of the window that all is saved, and where."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from ui.components.buttons import LinkButton
from ui.components.label import ElidedLabel, IconLabel, Label

if TYPE_CHECKING:
    from ui.theme.appearance import Appearance


class StatusBar(QFrame):
    """Show "saved", "backup", the file and help in 28 px.

    Signals:
        help_asked: the user wants help on this screen.
    """

    help_asked = Signal()

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("part", "status")
        self.setFixedHeight(appearance.tokens.sizes.status_bar)
        self._saved_icon = IconLabel(appearance, "saved", "text_secondary", size=14, parent=self)
        self._saved = Label("", parent=self)
        backup_icon = IconLabel(appearance, "backup", "text_secondary", size=14, parent=self)
        self._backup = Label("", parent=self)
        self._file = ElidedLabel("", parent=self)
        self.help = _HelpLink(appearance, parent=self)
        self.help.setObjectName("status.help")
        self.help.clicked.connect(self.help_asked)
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 0, 24, 0)
        row.setSpacing(5)
        for widget in (self._saved_icon, self._saved):
            row.addWidget(widget)
        row.addSpacing(10)
        row.addWidget(backup_icon)
        row.addWidget(self._backup)
        row.addStretch(1)
        row.addWidget(self._file)
        row.addSpacing(10)
        row.addWidget(self.help)

    def set_saved(self, text: str, state: str = "") -> None:
        """Show when the last edit was saved; a state marks a failure."""
        icon = f"state.{state}" if state else "saved"
        self._saved_icon.set_icon(icon, state or "text_secondary")
        self._saved.set_text(text)
        self._saved.set_tone(state)

    def set_backup(self, text: str) -> None:
        """Show when the last backup was made."""
        self._backup.set_text(text)

    def set_file(self, text: str) -> None:
        """Show the name of the workbook."""
        self._file.set_text(text)

    def set_help(self, text: str) -> None:
        """Show the words of the help link."""
        self.help.set_text(text)


class _HelpLink(LinkButton):
    """Draw the help link as quietly as the rest of the bar."""

    ink = "text_secondary"

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(appearance, "", px=12, parent=parent)
