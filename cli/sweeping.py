"""Collect cyclic garbage on the thread of the window only, in turns too short to be felt.

Left to itself Python collects on whichever thread asks for memory next. On a worker it would free
widgets of the window, and what belongs to one thread of Qt must not end on another.
"""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication

if TYPE_CHECKING:
    from collections.abc import Callable

_TURN_MS: Final = 100
_TURNS_TO_ALL: Final = 600
_MANY: Final = 10_000
"""Things that are looked through in a few milliseconds."""
_TOO_MANY: Final = 20_000
_AWAY_MS: Final = 2_000


class Sweeper(QObject):
    """Collect what is new ten times a second; what outlives that, when there is much of it.

    A turn takes as long as there are things to look through. So what has outlived two turns is
    put aside, where no later turn looks: pages, texts and libraries last as long as the window.
    Where too much is new, as the lines of a large page or all that a worker makes, it is put
    aside unseen. What was put aside and has ended in a ring is collected while another program is
    in front of this one; what has ended otherwise needs no collecting.

    Python's own collecting is off from the moment this is made until ``stop``.
    """

    def __init__(self, idle: Callable[[], bool], parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._idle = idle
        self._turns = 0
        self._outlived = 0
        self._timer = QTimer(self)
        self._timer.setInterval(_TURN_MS)
        self._timer.timeout.connect(self.sweep)
        self._timer.start()
        self._away = QTimer(self, singleShot=True, interval=_AWAY_MS)
        self._away.timeout.connect(self._on_away)
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.applicationStateChanged.connect(self._on_state_changed)

    def sweep(self) -> None:
        """Take one turn."""
        self._turns += 1
        new = gc.get_count()[0]
        if self._outlived + new > _TOO_MANY:
            self._put_aside()
        elif self._idle() and (self._outlived + new > _MANY or self._turns >= _TURNS_TO_ALL):
            gc.collect()
            self._put_aside()
        elif new > gc.get_threshold()[0]:
            gc.collect(0)
            self._outlived += new

    def sweep_all(self) -> None:
        """Look through everything, also what was put aside."""
        gc.unfreeze()
        gc.collect()
        self._put_aside()

    def stop(self) -> None:
        """Leave collecting to Python again."""
        self._timer.stop()
        self._away.stop()
        gc.enable()

    def _put_aside(self) -> None:
        gc.freeze()
        self._turns = 0
        self._outlived = 0

    def _on_state_changed(self, state: Qt.ApplicationState) -> None:
        if state == Qt.ApplicationState.ApplicationActive:
            self._away.stop()
        else:
            self._away.start()

    def _on_away(self) -> None:
        if self._idle():
            self.sweep_all()
