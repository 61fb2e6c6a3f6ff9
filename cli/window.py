"""The window put together: workbook, language, theme and what the program can do for screens."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from cli.room import Room

if TYPE_CHECKING:
    from collections.abc import Callable

    from storage.workbook import Workbook
    from ui.language import Language
    from ui.preferences import Preferences
    from ui.theme.appearance import Appearance
    from ui.window import MainWindow


def today() -> date:
    """Return the day on this computer."""
    return datetime.now(UTC).astimezone().date()


def window_on(
    workbook: Workbook,
    language: Language,
    appearance: Appearance,
    preferences: Preferences,
    today: Callable[[], date],
) -> MainWindow:
    """Return the one window on an open workbook; what it needs lives as long as it does."""
    room = Room(workbook, language, appearance, today)
    window = room.open_window(preferences)
    room.setParent(window)
    return window
