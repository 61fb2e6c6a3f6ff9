"""Show the quarter in force with its state, and lead to the one before and after."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from ui.components.buttons import IconButton
from ui.components.chip import Chip
from ui.components.label import Label

if TYPE_CHECKING:
    from ui.components.words import Words
    from ui.theme.appearance import Appearance


class QuarterSwitcher(QFrame):
    """Show ``‹ 2024年第4季度 ⊙ 填报中 ›`` in one box.

    Signals:
        previous_asked: the user wants the quarter before.
        next_asked: the user wants the quarter after.
    """

    previous_asked = Signal()
    next_asked = Signal()

    def __init__(self, appearance: Appearance, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("part", "box")
        self.setFixedHeight(appearance.tokens.sizes.button)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.previous = IconButton(appearance, "chevron-left", "", small=True, parent=self)
        self.next = IconButton(appearance, "chevron-right", "", small=True, parent=self)
        self.previous.setObjectName("header.previous_quarter")
        self.next.setObjectName("header.next_quarter")
        self._name = Label("", "strong", parent=self)
        self._state = _StateWord(appearance, "", shape="plain", parent=self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.previous)
        row.addSpacing(2)
        row.addWidget(self._name)
        row.addSpacing(7)
        row.addWidget(self._state)
        row.addSpacing(0)
        row.addWidget(self.next)
        self.previous.clicked.connect(self.previous_asked)
        self.next.clicked.connect(self.next_asked)
        self.retranslate(words)

    def set_quarter(self, name: str, state_text: str = "", state: str = "info") -> None:
        """Show a quarter's name and the word for its state."""
        self._name.set_text(name)
        self._state.set_chip(state_text, state)
        self.setAccessibleName(f"{name} {state_text}".strip())

    def set_reach(self, *, previous: bool, following: bool) -> None:
        """Say whether there is a quarter before and after."""
        self.previous.setEnabled(previous)
        self.next.setEnabled(following)

    def retranslate(self, words: Words) -> None:
        """Say the own words in another language."""
        self.previous.set_name(words.say("components.previous_quarter"))
        self.next.set_name(words.say("components.next_quarter"))


class _StateWord(Chip):
    """Show the state smaller than plain words elsewhere."""

    plain_px = 12
