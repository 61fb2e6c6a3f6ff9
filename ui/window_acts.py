"""What can be done from anywhere in the window: by keys, and by name in the palette."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final, Protocol

from PySide6.QtWidgets import QPushButton

from domain.text import LANGUAGES
from ui.manual.keys import keys_in
from ui.palette import Entry
from ui.theme.appearance import CHOICES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from PySide6.QtCore import SignalInstance

    from ui.help_panel import HelpPanel
    from ui.screen import Screen, ScreenContext

ACT: Final = "act:"
"""Stands before the key of an act among the entries of the palette."""

LANGUAGE_ICON: Final = "languages"
_THEME_ICONS: Final = {"system": "contrast", "light": "sun", "dark": "moon"}


class Acting(Protocol):
    """What the acts ask of the window."""

    context: ScreenContext
    help: HelpPanel

    @property
    def park_asked(self) -> SignalInstance:
        """Emitted when another workbook is wanted."""

    @property
    def window_asked(self) -> SignalInstance:
        """Emitted when another window on this workbook is wanted."""

    @property
    def tour_asked(self) -> SignalInstance:
        """Emitted when a way through the sample park is wanted."""

    def screen_shown(self) -> Screen | None:
        """Return the screen in force."""

    def open_screen(self, name: str) -> None:
        """Show a screen."""

    def open_place(self, number: int) -> None:
        """Show a place by its number in the navigation, from 0."""

    def open_palette(self) -> None:
        """Search screens and records."""

    def find_here(self) -> None:
        """Put the cursor into the nearest search."""

    def add(self) -> None:
        """Begin a new record."""

    def undo(self) -> None:
        """Take the last action back."""

    def redo(self) -> None:
        """Do again what was taken back."""

    def go_back(self) -> None:
        """Show what was shown before."""

    def go_forward(self) -> None:
        """Show what was shown after."""

    def show_help(self) -> None:
        """Explain the screen in force."""

    def ask_user(self) -> None:
        """Ask who works."""


@dataclass(frozen=True, slots=True)
class Act:
    """Something to do: its name, its icon, its keys, and what does it.

    Attributes:
        key: name of its text below ``act.``, else of what it presses.
        keys: as Qt reads them; several where it has more than one way.
    """

    key: str
    icon: str
    do: Callable[[], object]
    keys: tuple[str, ...] = ()


def acts_of(window: Acting) -> tuple[Act, ...]:
    """Return what the window can do on every screen."""
    return (
        Act("search", "search", window.open_palette, ("Ctrl+K",)),
        Act("find", "search", window.find_here, ("Ctrl+F",)),
        Act("add", "add", window.add, ("Ctrl+N",)),
        Act("undo", "undo", window.undo, ("Ctrl+Z",)),
        Act("redo", "redo", window.redo, ("Ctrl+Y", "Ctrl+Shift+Z")),
        Act("back", "arrow-left", window.go_back, ("Alt+Left",)),
        Act("forward", "arrow-right", window.go_forward, ("Alt+Right",)),
        Act("help", "info", window.show_help, ("F1",)),
        Act("window", "layers", window.window_asked.emit, ("Ctrl+Shift+N",)),
        Act("manual", "file-text", partial(window.help.open_window, "start")),
        Act("keys", "table", partial(window.help.open_window, "keys")),
        Act("tour", "play", window.tour_asked.emit),
        Act("user", "user", window.ask_user),
        Act("park", "folder-open", window.park_asked.emit),
    )


def choices_of(window: Acting) -> tuple[Act, ...]:
    """Return the choices of language and appearance, which have no keys."""
    context = window.context
    languages = (
        Act(f"language.{lang}", LANGUAGE_ICON, partial(context.language.choose, lang))
        for lang in LANGUAGES
    )
    themes = (
        Act(f"theme.{name}", _THEME_ICONS[name], partial(context.appearance.choose, name))
        for name in CHOICES
    )
    return (*languages, *themes)


def _buttons(window: Acting) -> Iterator[QPushButton]:
    """Yield the actions that the header offers for the screen in force."""
    screen = window.screen_shown()
    for widget in screen.header_actions() if screen is not None else ():
        if isinstance(widget, QPushButton) and widget.isEnabled() and widget.text():
            yield widget


def act_entries(window: Acting) -> list[Entry]:
    """Return what can be done now as entries of the palette."""
    say = window.context.say
    entries = [
        Entry(f"{ACT}press.{at}", button.text(), say("act.here"), "play")
        for at, button in enumerate(_buttons(window))
    ]
    # What opens the palette would be of no use in it.
    for act in (*acts_of(window)[1:], *choices_of(window)):
        keys = keys_in(window.context.lang, "".join(act.keys[:1]))
        entries.append(Entry(f"{ACT}{act.key}", say(f"act.{act.key}"), keys, act.icon))
    return entries


def carry_out(window: Acting, key: str) -> None:
    """Do what an entry of the palette names, or open its screen."""
    if not key.startswith(ACT):
        window.open_screen(key)
        return
    named = key.removeprefix(ACT)
    if named.startswith("press."):
        tuple(_buttons(window))[int(named.removeprefix("press."))].click()
        return
    for act in (*acts_of(window), *choices_of(window)):
        if act.key == named:
            act.do()
