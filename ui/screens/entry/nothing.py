"""Say why a grid has no line, and lead to where one comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.components.empty_state import EmptyState

if TYPE_CHECKING:
    from ui.screen import ScreenContext

_RECORDED_AT: Final = {
    "firms": "firms",
    "projects": "return_project",
    "costs": "building",
    "rent": "building",
    "operators": "operator_contract",
}
"""Grid → the place of the navigation where its lines come from."""


class NothingToType(QWidget):
    """Stand in for a grid without lines.

    Signals:
        all_asked: the filter shall be lifted.
    """

    all_asked = Signal()

    def __init__(self, context: ScreenContext, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self._place = ""
        self._state = EmptyState(context.appearance, "entry", self)
        self.setFocusProxy(self._state)
        column = QVBoxLayout(self)
        column.addWidget(self._state)
        self._state.action_asked.connect(self._on_action)
        self.setVisible(False)

    def show_for(self, key: str, chosen: str) -> None:
        """Say why the grid of this key shows nothing under a filter; hide for an empty key."""
        self.setVisible(bool(key))
        if not key:
            return
        say = self._context.say
        if chosen != "all":
            self._place = ""
            self._state.set_words(say("entry.empty.filter"), say("entry.empty.show_all"))
            return
        self._place = _RECORDED_AT.get(key, "")
        sentence = say(f"entry.empty.{key if self._place else 'list'}")
        self._state.set_words(sentence, say("entry.empty.open") if self._place else "")

    def _on_action(self) -> None:
        if self._place:
            self._context.desk.open_screen(self._place)
        else:
            self.all_asked.emit()
