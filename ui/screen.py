"""Say what every screen is and what it is given."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from domain.records import Condition, Journal, Specs
    from ui.bus import Bus
    from ui.components.option import Option
    from ui.components.words import Words
    from ui.language import Language
    from ui.services import Services
    from ui.tasks import Tasks
    from ui.theme.appearance import Appearance


class Desk(Protocol):
    """What the window does for a screen."""

    def open_screen(self, name: str) -> None:
        """Show a place of the navigation, a screen or the table of an entity."""
        ...

    def open_record(self, table: str, record: str) -> None:
        """Show a record on the screen of its entity."""
        ...

    def open_list(self, table: str, where: Sequence[Condition]) -> None:
        """Show the table of an entity, narrowed."""
        ...

    def tell(self, sentence: str, *, undo: bool = False, icon: str = "check") -> None:
        """Show a sentence at the foot of the window for six seconds."""
        ...

    def quarter(self) -> str:
        """Return the quarter in force, e.g. ``2024Q4``."""
        ...

    def user_changed(self) -> None:
        """Hear that another person or role is at work."""
        ...

    def say_saved(self) -> None:
        """Show that all is saved, and when it was last copied."""
        ...

    def choose_quarter(self, quarter: str) -> None:
        """Put another quarter in force."""
        ...


@dataclass(frozen=True, slots=True)
class ScreenContext:
    """All that a screen may use; nothing is found in any other way.

    Attributes:
        bus: runs commands, tells changes; ``records`` reads.
        specs: every entity.
        language: says texts in the language in force.
        appearance: theme, fonts, icons; first argument of every component.
        tasks: long work.
        desk: the window.
        services: what only the program as a whole can do (import, backup, report …).
        today: the day in force, for what is due.
    """

    bus: Bus
    specs: Specs
    language: Language
    appearance: Appearance
    tasks: Tasks
    desk: Desk
    services: Services
    today: Callable[[], date]

    @property
    def records(self) -> Journal:
        """The records, to be read."""
        return self.bus.records

    @property
    def lang(self) -> str:
        """The language in force."""
        return self.language.lang

    @property
    def words(self) -> Words:
        """The words as components take them."""
        return self.language.words

    def say(self, key: str, **values: object) -> str:
        """Return the sentence of ``key`` in the language in force."""
        return self.language.say(key, **values)


@dataclass(frozen=True, slots=True)
class HeaderParts:
    """Which of the common parts the page header shows on a screen."""

    search: bool = True
    steps: bool = True
    quarter: bool = True


class Screen(QWidget):
    """One page of the window.

    The window makes a screen when it is first opened, then calls ``activate`` each time it is
    shown and when the quarter changes, ``retranslate`` when the language changes.

    Signals:
        heading_changed: title, note, actions or views are to be read again.
    """

    heading_changed = Signal()

    name = ""
    title_key = ""
    icon = ""
    wide = False
    parts = HeaderParts()

    def __init__(self, context: ScreenContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.quarter = ""
        self.setObjectName(f"screen.{self.name}")
        self.setProperty("ground", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)

    def title(self) -> str:
        """Return what the page header says."""
        return self.context.say(self.title_key)

    def note(self) -> str:
        """Return the small words beside the title."""
        return ""

    def state(self) -> tuple[str, str, str]:
        """Return word, state and icon of the chip beside the title; an empty word for none."""
        return ("", "", "")

    def alone(self) -> bool:
        """Tell whether one record fills the page, so that it has a title instead of tabs."""
        return False

    def leave(self) -> bool:
        """Go back within the screen; tell whether there was somewhere to go."""
        return False

    def views(self) -> Sequence[Option]:
        """Return the tabs of the screen: ways to see it, each with its count."""
        return ()

    def view(self) -> str:
        """Return the key of the view in force."""
        return ""

    def choose_view(self, key: str) -> None:
        """Show the view of a tab."""

    def header_actions(self) -> Sequence[QWidget]:
        """Return the controls at the right end of the page header."""
        return ()

    def activate(self, quarter: str) -> None:
        """Be shown for a quarter: read what is shown, if it may have changed."""
        self.quarter = quarter

    def retranslate(self) -> None:
        """Say everything in the language in force."""

    def show_record(self, record: str) -> None:
        """Bring a record to the eye."""

    def narrow(self, where: Sequence[Condition]) -> None:
        """Show only records that meet the conditions."""

    def busy(self) -> bool:
        """Tell whether more will be shown without the user doing anything.

        Work started through ``context.tasks`` is known to the window; what only waits for a
        timer to start is told here.
        """
        return False

    def samples(self) -> Sequence[str]:
        """Return what ``show_record`` may be given to see every page that the screen has."""
        return ()

    def focus_search(self) -> bool:
        """Put the cursor into the screen's own search; tell whether there is one."""
        return False

    def add_record(self) -> bool:
        """Begin a new record; tell whether the screen can."""
        return False
