"""Collect cyclic garbage on the thread of the window only.

Left to itself Python collects on whichever thread asks for memory next. On a worker it would free
widgets of the window, and what belongs to one thread of Qt must not end on another.
"""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer

if TYPE_CHECKING:
    from collections.abc import Callable

_YOUNG_MS: Final = 500
_TURNS_TO_ALL: Final = 120


class Sweeper(QObject):
    """Collect what is young twice a second, and everything once a minute while nothing works.

    What works may hold millions of things, and looking them through would hold the window up.

    Python's own collecting is off from the moment this is made until ``stop``.
    """

    def __init__(self, idle: Callable[[], bool], parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._idle = idle
        self._turns = 0
        self._timer = QTimer(self)
        self._timer.setInterval(_YOUNG_MS)
        self._timer.timeout.connect(self.sweep)
        self._timer.start()

    def sweep(self) -> None:
        """Take one turn."""
        self._turns += 1
        if self._turns >= _TURNS_TO_ALL and self._idle():
            self._turns = 0
            gc.collect()
        elif gc.get_count()[0] > gc.get_threshold()[0]:
            gc.collect(1)

    def stop(self) -> None:
        """Leave collecting to Python again."""
        self._timer.stop()
        gc.enable()
