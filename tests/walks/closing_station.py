"""From an open quarter to a closed one and its report, by keys alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox

from ui.components.option import OptionButton

if TYPE_CHECKING:
    from pathlib import Path

    from tests.walks.keyboard import Keyboard


def submit(keys: Keyboard, side: str) -> None:
    """Submit for a side; what is missing is confirmed and explained."""
    _begin(keys, "Submit")
    _choose_side(keys, side)
    box = keys.walk_to("quarter.sure")
    assert isinstance(box, QCheckBox)
    keys.tick(box)
    keys.fill("quarter.reason", "两户尚未报齐")
    keys.press("Return")


def _choose_side(keys: Keyboard, side: str) -> None:
    """Go along the sides, where more than one may be submitted for, to this one."""
    while isinstance(keys.focus, OptionButton) and keys.focus.accessibleName() != side:
        keys.press("Right")


def settle(keys: Keyboard, reason: str) -> None:
    """Settle the one difference in favour of the first side."""
    keys.walk_to("quarter.differences")
    keys.press("Return")
    keys.fill("quarter.settle_reason", reason)
    keys.press("Return")


def act(keys: Keyboard, words: str) -> None:
    """Take a step that needs no more than to be confirmed."""
    _begin(keys, words)
    keys.push("quarter.confirm")


def reopen(keys: Keyboard, reason: str) -> None:
    """Reopen the quarter, with a reason."""
    _begin(keys, "Reopen")
    keys.fill("quarter.reason", reason)
    keys.press("Return")


def report(keys: Keyboard, path: Path) -> None:
    """Print the governance report into a file."""
    keys.call("Governance report")
    keys.find("Export PDF")
    keys.save_as(path, "Return")


def _begin(keys: Keyboard, words: str) -> None:
    """Begin a step of the closing by its name."""
    keys.call("Closing")
    keys.call(words)
