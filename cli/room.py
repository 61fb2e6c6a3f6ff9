"""A workbook that is open, and the windows on it: they share its bus and see each other's work."""

from __future__ import annotations

import gc
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QPoint, QTimer, Signal

from cli.application import dismiss
from cli.crashes import report_error
from cli.wiring import Writer, services_of
from domain.entities import SPECS
from domain.people.roles import Duties
from domain.units import Quarter
from ui.bus import Bus
from ui.regular_backups import RegularBackups, tell_backups
from ui.tasks import Tasks
from ui.window import MainWindow
from ui.window_facts import Workplace

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from domain.records import Actor, Records
    from storage.workbook import Workbook
    from ui.language import Language
    from ui.preferences import Preferences
    from ui.services import Backup
    from ui.theme.appearance import Appearance
    from ui.tour.guide import Guide

_BESIDE: Final = QPoint(32, 32)
"""How far a further window stands from the one before, in pixels."""


class Room(QObject):
    """Hold what the windows on a workbook share; the workbook is closed by whoever opened it.

    Signals:
        left: preferences that a window leaves behind.
        emptied: the last window was closed.
        park_asked: the user wants another workbook in the place of this one.
        tour_asked: the user wants to be shown around the sample park.
    """

    left = Signal(object)
    emptied = Signal()
    park_asked = Signal()
    tour_asked = Signal()

    def __init__(
        self,
        workbook: Workbook,
        language: Language,
        appearance: Appearance,
        today: Callable[[], date],
        restore: Callable[[Backup], None] | None = None,
    ) -> None:
        super().__init__()
        self.workbook = workbook
        self.windows: list[MainWindow] = []
        self._closing = False
        self._guide: Guide | None = None
        self._language = language
        self._appearance = appearance
        self._today = today
        self._bus = Bus(workbook, parent=self)
        if workbook.guard is not None:
            self._bus.keep_duties(Duties(workbook, SPECS), lambda: workbook.actor)
        self._tasks = Tasks(self)
        self._tasks.unexpected.connect(report_error)
        services = services_of(workbook, language.texts, Writer(self._bus, self), restore)
        self._services = replace(services, set_actor=self._work_as)
        self._backups = (
            RegularBackups(self._bus, self._tasks, services.back_up, self)
            if services.back_up is not None
            else None
        )

    def running(self) -> int:
        """Return how much is at work beside the windows."""
        return self._tasks.running() + sum(
            window.context.tasks.running() for window in self.windows
        )

    def open_window(self, preferences: Preferences) -> MainWindow:
        """Return a window on the workbook, with all it needs put together."""
        tasks = Tasks()
        tasks.hold()
        place = Workplace(
            bus=self._bus,
            specs=SPECS,
            language=self._language,
            appearance=self._appearance,
            tasks=tasks,
            services=self._services,
            today=self._today,
            missing=_missing,
        )
        window = MainWindow(place, preferences)
        tasks.setParent(window)
        tasks.unexpected.connect(report_error)
        if self._backups is not None:
            tell_backups(self._backups, window, place)
        window.left.connect(self._on_left)
        window.window_asked.connect(self._on_window_asked)
        window.park_asked.connect(self.park_asked)
        window.tour_asked.connect(self.tour_asked)
        self.windows.append(window)
        return window

    def open_beside(self, window: MainWindow) -> MainWindow:
        """Show another window on the workbook, on the page of the one that asks."""
        beside = self.open_window(replace(window.preferences(), geometry=""))
        beside.resize(window.size())
        beside.move(window.pos() + _BESIDE)
        beside.show()
        return beside

    def show_around(self) -> None:
        """Begin the tour in the first window, in front of all others."""
        window = self.windows[0]
        if self._guide is None or self._guide.parent() is not window:
            from ui.tour.guide import Guide

            self._guide = Guide(window)
        self.come_forward()
        self._guide.begin()

    def come_forward(self) -> None:
        """Bring a window to the front."""
        self.windows[0].raise_()
        self.windows[0].activateWindow()

    def close(self) -> None:
        """Close the windows for good, and let go of what they shared."""
        gc.unfreeze()
        self._closing = True
        for window in tuple(self.windows):
            dismiss(window)
        self.windows.clear()
        self._tasks.close()
        self.deleteLater()

    def _on_left(self, preferences: Preferences) -> None:
        window = self.sender()
        self.left.emit(preferences)
        if self._closing or not isinstance(window, MainWindow):
            return
        if len(self.windows) > 1:
            self.windows.remove(window)
            window.deleteLater()
        else:
            self.emptied.emit()

    def _on_window_asked(self) -> None:
        window = self.sender()
        if isinstance(window, MainWindow):
            self.open_beside(window)

    def _work_as(self, actor: Actor) -> None:
        self.workbook.set_actor(actor)
        if len(self.windows) > 1:
            # Whoever asked shows it at once; the other windows follow.
            for window in self.windows:
                QTimer.singleShot(0, window, window.user_moved)


def _missing(records: Records, quarter: str) -> int:
    """Return how many figures of a quarter are not yet known."""
    from domain.standing.completeness import completeness

    found = completeness(records, Quarter.parse(quarter))
    return found.expected - found.known
