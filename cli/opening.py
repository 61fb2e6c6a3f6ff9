"""Put a frame of the window on the screen before the rest of the program is loaded."""

from __future__ import annotations

import sys

from PySide6.QtWidgets import QApplication

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
    from cli.window import open_window

    return open_window(app, shipped_texts(), lang, path, frame)


def application() -> QApplication:
    """Return the application of this process, made when there is none."""
    running = QApplication.instance()
    return running if isinstance(running, QApplication) else QApplication(sys.argv[:1])
