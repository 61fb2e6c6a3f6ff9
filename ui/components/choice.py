"""Let the user pick one of a list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QStyledItemDelegate, QWidget

if TYPE_CHECKING:
    from collections.abc import Sequence


class Choice(QComboBox):
    """Show the chosen one with an arrow; keys stay apart from words."""

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
