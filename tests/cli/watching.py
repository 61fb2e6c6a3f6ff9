"""Run the whole program and look at it meanwhile, as a user would."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QTimer

from cli.opening import open_at_once

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QApplication

_OFTEN_MS: Final = 20
_LIMIT_MS: Final = 120_000


def run_watched(app: QApplication, path: str, look: Callable[[], None]) -> None:
    """Open the program on a workbook, or its start page, and look again and again until it ends.

    A look that fails ends it, and so does a time in which what is looked for should long have
    come: the test then fails by what it asserts, instead of holding all others up.
    """

    def look_once() -> None:
        try:
            look()
        except BaseException:
            app.quit()
            raise

    watch = QTimer(interval=_OFTEN_MS)
    watch.timeout.connect(look_once)
    limit = QTimer(singleShot=True, interval=_LIMIT_MS)
    limit.timeout.connect(app.quit)
    watch.start()
    limit.start()
    try:
        assert open_at_once("en", path) == 0
    finally:
        watch.stop()
        limit.stop()
