"""Tell what went wrong and where, and let the user copy it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui.components.buttons import Button
from ui.components.label import IconLabel, Label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ui.components.words import Words
    from ui.theme.appearance import Appearance


class ErrorPanel(QFrame):
    """Show a title, a text, and "Copy errors" that puts all of them on the clipboard."""

    def __init__(self, appearance: Appearance, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("part", "message")
        self.setProperty("state", "crit")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._copied = ""
        self._title = Label("", "strong", wrap=True, parent=self)
        self._text = Label("", "caption", wrap=True, parent=self)
        self.copy = Button(appearance, "", icon="copy", small=True, parent=self)
        self.copy.setObjectName("error.copy")
        self.copy.clicked.connect(self._on_copy)
        top = Qt.AlignmentFlag.AlignTop
        self._lines = QVBoxLayout()
        self._lines.setSpacing(0)
        self._lines.addWidget(self._title)
        self._lines.addWidget(self._text)
        mark = QVBoxLayout()
        mark.setContentsMargins(0, 3, 0, 0)
        mark.addWidget(IconLabel(appearance, "state.crit", "crit", parent=self), 0, top)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(13, 9, 13, 9)
        self._row.setSpacing(8)
        self._row.addLayout(mark)
        self._row.addLayout(self._lines, 1)
        self._row.addWidget(self.copy, 0, top)
        self.retranslate(words)

    def set_error(self, title: str, text: str = "", copied: str = "") -> None:
        """Show an error; ``copied`` is what the clipboard receives, else title and text."""
        self._title.set_text(title)
        self._text.set_text(text)
        self._text.setVisible(bool(text))
        self._copied = copied or f"{title}\n{text}".strip()

    def add_ways(self, ways: Sequence[QWidget], last: QWidget) -> None:
        """Offer ways on below the text, and a last control at the right end."""
        row = QHBoxLayout()
        row.setSpacing(16)
        for way in ways:
            row.addWidget(way)
        row.addStretch(1)
        self._lines.addLayout(row)
        self._row.addWidget(last, 0, Qt.AlignmentFlag.AlignTop)

    def retranslate(self, words: Words) -> None:
        """Say the own words in another language."""
        self.copy.set_text(words.say("components.copy_errors"))

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self._copied)
