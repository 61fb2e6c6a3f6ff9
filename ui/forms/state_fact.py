"""Show how a record stands among its facts: icon and word in the colour of the state."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.components.label import IconLabel, Label

if TYPE_CHECKING:
    from ui.components.tables.cells import Cell
    from ui.theme.appearance import Appearance

_ICON_PX: Final = 14
_ABOVE_ICON_PX: Final = 4
"""Brings the icon to the middle of the first line of the word."""


class StateFact(QWidget):
    """Show a state; a long word breaks, its icon stands by the first line."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = IconLabel(appearance, size=_ICON_PX, parent=self)
        self.word = Label("", wrap=True, parent=self)
        self.word.setAlignment(Qt.AlignmentFlag.AlignTop)
        beside = QVBoxLayout()
        beside.setContentsMargins(0, _ABOVE_ICON_PX, 0, 0)
        beside.addWidget(self._icon)
        beside.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addLayout(beside)
        row.addWidget(self.word, 1)

    def show_state(self, cell: Cell) -> None:
        """Show the state as the table of the entity shows it; unknown has no icon."""
        icon = cell.icon or (f"state.{cell.state}" if cell.state else "")
        self._icon.set_icon(icon, cell.state or cell.tone or "text_secondary")
        self._icon.setVisible(bool(icon))
        self.word.set_text(cell.text)
        self.word.set_tone(cell.state)
