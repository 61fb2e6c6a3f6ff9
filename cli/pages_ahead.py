"""Load what the pages of the window need beside it, so that the first one opened is up sooner."""

from __future__ import annotations

import importlib
import threading
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QTimer

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

# Those opened most come first; each brings what it has in common with others.
_PAGES: Final = (
    "ui.screens.quarter_entry",
    "ui.screens.entity",
    "ui.screens.firm_merging",
    "ui.screens.pipeline",
    "ui.screens.returns.screen",
    "ui.screens.space.leases",
    "ui.screens.meetings",
    "ui.screens.models",
    "ui.screens.reports",
    "cli.services",
    "ui.screens.scenarios",
    "ui.screens.indicators",
)
_AFTER_MS: Final = 1_500
"""By then the page that the program begins with is there."""


def load_pages() -> None:
    """Load what the pages need, on the thread that calls."""
    for name in _PAGES:
        importlib.import_module(name)


class PagesAhead:
    """Load the pages once on a thread of its own, a while after the program has begun."""

    def __init__(self, owner: QObject) -> None:
        self._thread = threading.Thread(target=load_pages, name="pages-ahead", daemon=True)
        self.timer = QTimer(owner, singleShot=True, interval=_AFTER_MS)
        self.timer.timeout.connect(self._thread.start)
        self.timer.start()

    def end(self) -> None:
        """Begin no more, and wait for what has begun."""
        self.timer.stop()
        if self._thread.is_alive():
            self._thread.join()
