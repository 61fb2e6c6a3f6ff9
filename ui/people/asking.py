"""Ask who works in a panel of the window that is made when it is first needed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from domain.people.roles import persons

if TYPE_CHECKING:
    from PySide6.QtWidgets import QBoxLayout, QWidget

    from ui.people.who_panel import WhoPanel
    from ui.window_facts import Workplace


class WhoAsking(QObject):
    """Hold the panel.

    Signals:
        chosen: another person is at work.
        list_asked: the user wants to see the list of persons.
        told: a sentence about what was done.
        asking: whether the panel is open now.
    """

    chosen = Signal()
    list_asked = Signal()
    told = Signal(str)
    asking = Signal(bool)

    def __init__(self, workplace: Workplace, room: QBoxLayout, parent: QWidget) -> None:
        super().__init__(parent)
        self._place = workplace
        self._room = room
        self._window = parent
        self._panel: WhoPanel | None = None

    @property
    def panel(self) -> WhoPanel:
        """The panel that asks who works."""
        if self._panel is None:
            from ui.people.who_panel import WhoPanel

            self._panel = WhoPanel(self._place, self._window)
            self._room.addWidget(self._panel)
            self._panel.chosen.connect(self.chosen)
            self._panel.list_asked.connect(self.list_asked)
            self._panel.told.connect(self.told)
            self._panel.asking.connect(self.asking)
        return self._panel

    def ask(self) -> bool:
        """Ask who of the list works; tell whether anybody is on it."""
        listed = bool(persons(self._place.bus.records))
        if listed:
            self.panel.ask()
        return listed

    def say_again(self) -> None:
        """Say everything in the language in force."""
        if self._panel is not None:
            self._panel.say_again()
