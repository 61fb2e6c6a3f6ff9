"""Put a frame of the window on the screen before the rest of the program is loaded."""

from __future__ import annotations

from cli.application import application
from ui.opening import OpeningFrame
from ui.preferences import load_preferences, preferences_path


def open_at_once(lang: str, path: str) -> int:
    """Open the window on a workbook, or the start page; return Qt's exit code.

    Args:
        lang: language when the user has chosen none.
        path: workbook to open, empty to be asked.
    """
    app = application()
    frame = OpeningFrame(load_preferences(preferences_path()), "Feidi", park=bool(path))
    frame.show_painted()
    # Imported only now: this is most of the time that the program takes to start.
    from cli.language import shipped_texts
    from cli.office import open_window

    return open_window(app, shipped_texts(), lang, path, frame)
