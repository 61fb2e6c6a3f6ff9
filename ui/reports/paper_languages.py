"""Choose in which languages papers are printed: one, or two side by side."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from ui.components.buttons import Button
from ui.language import PRINTED_IN

if TYPE_CHECKING:
    from ui.screen import ScreenContext


class PaperLanguages(Button):
    """Tell in which languages the print button beside it prints, and offer the others.

    What is chosen here holds for every paper, on every page, until something else is chosen.
    """

    def __init__(
        self,
        context: ScreenContext,
        name: str,
        parent: QWidget | None = None,
        *,
        small: bool = False,
    ) -> None:
        look = context.appearance
        super().__init__(look, "", "quiet", icon="languages", small=small, parent=parent)
        self.setObjectName(f"{name}.languages")
        self._context = context
        self.offered = QMenu(self)
        self.offered.setObjectName(f"{name}.languages_menu")
        group = QActionGroup(self.offered)
        self._actions = {key: self.offered.addAction("") for key in PRINTED_IN}
        for key, action in self._actions.items():
            action.setObjectName(f"{name}.languages.{key}")
            action.setCheckable(True)
            group.addAction(action)
            action.triggered.connect(partial(self._on_chosen, key))
        self.clicked.connect(self._on_clicked)
        language = context.language
        language.language_changed.connect(self._say)
        language.papers_changed.connect(self._say)
        self._say()

    def _say(self) -> None:
        """Say languages and choices in the language in force."""
        say, current = self._context.say, "_".join(self._context.language.papers)
        for key, action in self._actions.items():
            action.setText(say(f"reports.language.{_suffix(key)}"))
            action.setChecked(_suffix(key) == current)
        self.set_text(say(f"papers.mark.{current}"))
        whole = say("papers.languages", languages=say(f"reports.language.{current}"))
        self.setAccessibleName(whole)
        self.setToolTip(whole)

    def _on_chosen(self, key: str, _on: bool = True) -> None:  # noqa: FBT001, FBT002 - a signal
        self._context.language.choose_papers(key)

    def _on_clicked(self) -> None:
        self.offered.popup(self.mapToGlobal(QPoint(0, self.height())))


def _suffix(key: str) -> str:
    """Return how the texts call the languages ``zh+fr``."""
    return key.replace("+", "_")
