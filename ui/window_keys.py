"""Bind the keys that hold on every screen."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence, QShortcut

from ui.window_acts import acts_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from ui.window_acts import Acting

_PLACES = 9


def bind_keys(window: Acting, keeper: QWidget) -> None:
    """Bind what can be done from anywhere, and the places by number, while `keeper` has keys."""
    for act in acts_of(window):
        for keys in act.keys:
            _bind(keeper, keys, act.do)
    for number in range(_PLACES):
        _bind(keeper, f"Ctrl+{number + 1}", partial(window.open_place, number))


def _bind(keeper: QWidget, keys: str, action: Callable[[], object]) -> None:
    shortcut = QShortcut(QKeySequence(keys), keeper)
    shortcut.setObjectName(f"keys.{keys}")
    shortcut.activated.connect(action)
