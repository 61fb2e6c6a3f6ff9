"""Offer a report in other files: its words for editing, its tables, itself with a signature."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QMenu, QWidget

from ui.components.buttons import Button
from ui.reports.dialogs import TABLES, WORDS

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.theme.appearance import Appearance

COPIES: Final = {"words": WORDS, "tables": TABLES}
"""Kind of copy → the endings of its files."""

SIGNED: Final = "signed"
"""The report itself, with a digital signature."""


class CopyButton(Button):
    """Open a menu of the kinds of files.

    Signals:
        copy_asked: kind of the file, a key of ``COPIES`` or ``SIGNED``.
    """

    copy_asked = Signal(str)

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(appearance, "", icon="save", parent=parent)
        self.setObjectName("reports.save_as")
        self.menu_of_kinds = QMenu(self)
        self._actions = {kind: self.menu_of_kinds.addAction("") for kind in (*COPIES, SIGNED)}
        for kind, action in self._actions.items():
            action.setObjectName(f"reports.save_as.{kind}")
            action.triggered.connect(lambda _on=False, asked=kind: self.copy_asked.emit(asked))
        self.clicked.connect(self._on_clicked)

    def retranslate(self, say: Callable[..., str]) -> None:
        """Say button and kinds in the language in force."""
        self.set_text(say("reports.save_as"))
        for kind, action in self._actions.items():
            action.setText(say(f"reports.save_as.{kind}"))

    def choose(self, kind: str) -> None:
        """Choose a kind as its line in the menu does."""
        self._actions[kind].trigger()

    def _on_clicked(self) -> None:
        self.menu_of_kinds.popup(self.mapToGlobal(QPoint(0, self.height())))
