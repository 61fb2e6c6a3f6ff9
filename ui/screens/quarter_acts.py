"""Show how a matter of a quarter stands, offer the acts on it, and ask beside it what they need."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from domain.errors import DomainError
from ui.components.buttons import Button
from ui.components.scroll_area import ScrollArea
from ui.components.side_panel import panel_width
from ui.refusal import sentence
from ui.screen import HeaderParts, Screen
from ui.values import Values

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtGui import QResizeEvent

    from domain.records import Changes, Command
    from ui.components.side_panel import SidePanel
    from ui.screen import ScreenContext

_NO_ACTS: Mapping[str, str] = {}


class QuarterActs(Screen):
    """Hold a button for each act, the page that scrolls and the panels beside it.

    Attributes:
        acts: the icon of each act.
        said: where the words of the acts stand among the texts.
    """

    # The acts need the room of the search, which Ctrl+K opens all the same.
    parts = HeaderParts(search=False)
    acts = _NO_ACTS
    said = ""

    def __init__(self, context: ScreenContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._values = Values(context.language, context.specs)
        self._buttons = {act: self._button(act, icon) for act, icon in self.acts.items()}
        self._panels: tuple[SidePanel, ...] = ()

    def _button(self, act: str, icon: str) -> Button:
        button = Button(self.context.appearance, "", icon=icon, parent=self)
        button.setObjectName(self.button_name(act))
        button.clicked.connect(lambda: self.begin(act))
        # The page header shows it, while the act makes sense.
        button.hide()
        return button

    # --------------------------------------------------------------------- what each page says

    def button_name(self, act: str) -> str:
        """Return the name by which the button of an act is found."""
        return f"{self.name}.{act}"

    def begin(self, act: str) -> None:
        """Take an act, or ask for what it needs."""

    def read(self) -> None:
        """Read how the quarter stands and say it."""

    def say_again(self) -> None:
        """Say everything else in the language in force, before it is read again."""

    # ----------------------------------------------------------------------------- as a screen

    @override
    def activate(self, quarter: str) -> None:
        if quarter != self.quarter:
            for panel in self._panels:
                panel.hide()
        super().activate(quarter)
        self.read()

    @override
    def retranslate(self) -> None:
        for act, button in self._buttons.items():
            button.set_text(self.context.say(f"{self.said}.act.{act}"))
        self.say_again()
        if self.quarter:
            self.read()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for panel in self._panels:
            panel.setMinimumWidth(panel_width(self.context.appearance, self.width()))

    # -------------------------------------------------------------------------- for each page

    def make_column(self, *panels: SidePanel) -> QVBoxLayout:
        """Return the column of the page; it scrolls beside the panels, which wait unseen."""
        inner = QWidget(self)
        inner.setProperty("ground", "page")
        column = QVBoxLayout(inner)
        column.setContentsMargins(24, 16, 24, 24)
        column.setSpacing(8)
        # Made after what it shows, so that the tabulator reaches it last.
        self._area = ScrollArea(inner, self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._area, 1)
        self._panels = panels
        for panel in panels:
            row.addWidget(panel)
            panel.hide()
            panel.closed.connect(self.heading_changed)
        self.context.bus.changed.connect(self._on_changed)
        return column

    def run(self, command: Command, done: str) -> DomainError | None:
        """Run a command and say at the foot that it is done, with a way back; return a refusal."""
        try:
            self.context.bus.run(command)
        except DomainError as error:
            self.context.desk.tell(sentence(self._values, error), icon="state.crit")
            return error
        quarter = self._values.quarter(self.quarter)
        words = self.context.say(f"{self.said}.done.{done}", quarter=quarter)
        self.context.desk.tell(words, undo=True)
        return None

    def _on_changed(self, changes: Changes) -> None:
        if self.quarter and self.isVisible() and changes:
            self.read()
