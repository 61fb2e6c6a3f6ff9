"""Explain the screen in force and list the keys, beside the page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QGridLayout, QWidget

from ui.components.label import KeyCap, Label
from ui.components.side_panel import SidePanel

if TYPE_CHECKING:
    from ui.language import Language
    from ui.theme.appearance import Appearance

KEYS: Final = (
    ("Ctrl K", "ui.keys.search"),
    ("Ctrl F", "ui.keys.find"),
    ("Ctrl N", "ui.keys.add"),
    ("Ctrl Z", "ui.keys.undo"),
    ("Ctrl Y", "ui.keys.redo"),
    ("F2", "ui.keys.edit"),
    ("Enter", "ui.keys.open"),
    ("Esc", "ui.keys.restore"),
    ("Alt ←", "ui.keys.back"),
    ("Alt →", "ui.keys.forward"),
    ("Ctrl 1 – 9", "ui.keys.places"),
    ("Ctrl C", "ui.keys.copy"),
    ("Ctrl E", "export.keys"),
    ("F1", "ui.keys.help"),
)
"""Keys as they are shown, and the text that says what they do."""


class HelpPanel(SidePanel):
    """Show one page of help."""

    def __init__(
        self, appearance: Appearance, language: Language, parent: QWidget | None = None
    ) -> None:
        super().__init__(appearance, language.words, parent)
        self._language = language
        self._about = ""
        self.setObjectName("help")
        self._text = Label("", wrap=True, parent=self)
        self._heading = Label("", "heading", parent=self)
        self._words = [Label("", "small", wrap=True, parent=self) for _each in KEYS]
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        for row, ((keys, _text), label) in enumerate(zip(KEYS, self._words, strict=True)):
            grid.addWidget(KeyCap(keys, self), row, 0)
            grid.addWidget(label, row, 1)
        self.body.addWidget(self._text)
        self.body.addSpacing(8)
        self.body.addWidget(self._heading)
        self.body.addLayout(grid)
        self.body.addStretch(1)
        self.hide()

    def explain(self, page: str) -> None:
        """Show the help of a page: its own, else that of tables."""
        self._about = page
        language = self._language
        super().retranslate(language.words)
        key = f"help.{page}"
        self.set_title(language.say("ui.help"))
        self._text.set_text(language.say(key if language.texts.has(key) else "help.table"))
        self._heading.set_text(language.say("ui.keys"))
        for (_keys, text), label in zip(KEYS, self._words, strict=True):
            label.set_text(language.say(text))

    def say_again(self) -> None:
        """Say the page in force in the language in force."""
        if self._about:
            self.explain(self._about)
