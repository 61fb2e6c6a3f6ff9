"""Make a backup after every half hour of work, beside the window."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal

from ui.refusal import reason_of
from ui.values import Values
from ui.window_facts import say_saved

if TYPE_CHECKING:
    from collections.abc import Callable

    from domain.records import Changes
    from ui.bus import Bus
    from ui.services import Backup
    from ui.tasks import Tasks
    from ui.window import MainWindow
    from ui.window_facts import Workplace

EVERY_MS: Final = 30 * 60 * 1000
"""Time from the first change after a backup to the next backup, in milliseconds."""


class RegularBackups(QObject):
    """Watch the changes; without any there is nothing to back up.

    Signals:
        made: a backup was made.
        failed: the exception for which there is none; it is tried again after the next change.
    """

    made = Signal()
    failed = Signal(object)

    def __init__(
        self, bus: Bus, tasks: Tasks, back_up: Callable[[], Backup], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._back_up = back_up
        self.timer = QTimer(self)
        self.timer.setSingleShot(True)
        self.timer.setInterval(EVERY_MS)
        self.timer.timeout.connect(self._on_due)
        bus.changed.connect(self._on_changed)

    def _on_changed(self, _changes: Changes) -> None:
        if not self.timer.isActive():
            self.timer.start()

    def _on_due(self) -> None:
        task = self._tasks.start(lambda _progress: self._back_up())
        task.finished.connect(self._on_made)
        task.failed.connect(self.failed)

    def _on_made(self, _backup: Backup) -> None:
        self.made.emit()


def tell_backups(regular: RegularBackups, window: MainWindow, place: Workplace) -> None:
    """Let the status bar of a window tell the last backup, and its foot a failure."""
    values = Values(place.language, place.specs)

    def tell_failure(error: Exception) -> None:
        words = place.language.say("ui.backup_failed", reason=reason_of(values, error))
        window.tell(words, icon="state.crit")

    regular.made.connect(lambda: say_saved(window.status, values, place.bus, place.services))
    regular.failed.connect(tell_failure)
