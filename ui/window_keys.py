"""Bind the keys that hold on every screen."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence, QShortcut

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.window import MainWindow

_PLACES = 9


def bind_keys(window: MainWindow) -> None:
    """Bind search, undo, redo, back, forward, help and the places by number."""
    actions: dict[str, Callable[[], None]] = {
        "Ctrl+K": window.open_palette,
        "Ctrl+F": window.find_here,
        "Ctrl+N": window.add,
        "Ctrl+Z": window.undo,
        "Ctrl+Shift+Z": window.redo,
        "Ctrl+Y": window.redo,
        "Alt+Left": window.go_back,
        "Alt+Right": window.go_forward,
        "F1": window.show_help,
    }
    for keys, action in actions.items():
        _bind(window, keys, action)
    for number in range(_PLACES):
        _bind(window, f"Ctrl+{number + 1}", partial(window.open_place, number))


def _bind(window: MainWindow, keys: str, action: Callable[[], None]) -> None:
    shortcut = QShortcut(QKeySequence(keys), window)
    shortcut.setObjectName(f"keys.{keys}")
    shortcut.activated.connect(action)
