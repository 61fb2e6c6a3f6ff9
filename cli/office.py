"""What lives as long as the program: the look, the language, the workbooks that are open."""

from __future__ import annotations

import gc
import importlib
import threading
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QEvent, QTimer

from cli.application import dismiss
from cli.crashes import Crashes
from cli.pages_ahead import PagesAhead
from cli.sweeping import Sweeper
from domain.errors import DomainError
from storage.error_report import Circumstances
from storage.errors import StorageError, reason_of
from ui.language import Language
from ui.opening import WINDOW, OpeningFrame
from ui.preferences import load_preferences, preferences_path, save_preferences
from ui.theme.appearance import Appearance

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication, QWidget

    from cli.room import Room
    from cli.touring import TourSample
    from domain.founding import Founding
    from domain.records import Actor
    from domain.text import Texts
    from storage.workbook import Workbook
    from ui.preferences import Preferences
    from ui.services import Backup
    from ui.start import StartWindow
    from ui.window import MainWindow

# Imports of what only a workbook needs stay inside: the start page is up before they are loaded.
_WINDOW: Final = ("cli.window", "ui.screens.home")
_NEEDED_NEXT: Final = (*_WINDOW, "ui.founding_page")
_PAUSE_MS: Final = 50


def open_window(
    app: QApplication, texts: Texts, lang: str, path: str, frame: QWidget | None = None
) -> int:
    """Open the window on a workbook, or the start page; return Qt's exit code.

    Args:
        app: the application, dressed here.
        texts: catalogue of all areas.
        lang: language when the user has chosen none.
        path: workbook to open, empty to be asked.
        frame: what holds the window's place until it is shown.
    """
    office = Office(app, texts, lang)
    crashes = office.watched()
    office.begin(path)
    if frame is not None:
        dismiss(frame)
    # What the start has made lasts long: it need not be looked through until its window goes.
    gc.freeze()
    sweeper = Sweeper(office.idle, app)
    ahead = PagesAhead(app)
    try:
        return app.exec()
    finally:
        ahead.end()
        sweeper.stop()
        sweeper.deleteLater()
        crashes.end()
        # Quitting closes the windows, and the last one closed asks to quit once more. That request
        # would outlive this loop, and whoever runs events next could start none.
        QCoreApplication.removePostedEvents(app, QEvent.Type.Quit.value)
        office.end()


class Office:
    """Keep what lives as long as the program: the look, the language, what is open."""

    def __init__(self, app: QApplication, texts: Texts, lang: str) -> None:
        self._kept = preferences_path()
        self.preferences = load_preferences(self._kept)
        kept = self.preferences
        self.language = Language(texts, kept.language or lang, papers=kept.papers)
        self.appearance = Appearance(self.preferences.theme)
        self.appearance.apply(app)
        self.language.language_changed.connect(self._remember_language)
        self.language.papers_changed.connect(self._remember_language)
        self._rooms: list[Room] = []
        self._toured: Room | None = None
        self._sample_of_tour: TourSample | None = None
        self._start: StartWindow | None = None
        self._loading: threading.Thread | None = None

    def idle(self) -> bool:
        """Tell whether nothing is at work beside the window."""
        return not any(room.running() for room in self._rooms)

    def begin(self, path: str) -> None:
        """Open the workbook named, else show the start page."""
        refusal: DomainError | StorageError | None = None
        if path:
            try:
                self._open(Path(path))
            except (DomainError, StorageError) as error:
                refusal = error
            else:
                return
        self._ask(refusal)

    def watched(self) -> Crashes:
        """Return what from now on reports the errors that nobody catches."""
        crashes = Crashes(
            lambda: self._kept.parent, self.language.texts, lambda: self.language.lang
        )
        crashes.circumstances = self._circumstances
        crashes.tell = self._tell_crash
        crashes.watch()
        crashes.watch_ends()
        return crashes

    def _circumstances(self) -> Circumstances:
        window = self._front()
        screen = window.screen_shown() if window is not None else None
        if window is None or screen is None:
            return Circumstances(lang=self.language.lang)
        action = window.context.records.undo_label()
        return Circumstances(screen.name, action, self.language.lang)

    def _front(self) -> MainWindow | None:
        """Return the window in which one works, None before there is any."""
        windows = [window for room in self._rooms for window in room.windows]
        active = [window for window in windows if window.isActiveWindow()]
        return next(iter((*active, *windows)), None)

    def _tell_crash(self, report: Path, ended: bool) -> None:  # noqa: FBT001 - a port
        # The error may come from any thread; windows are touched on theirs alone.
        QTimer.singleShot(0, self.language, lambda: self._show_crash(report, ended=ended))

    def _show_crash(self, report: Path, *, ended: bool) -> None:
        window = self._front()
        if window is not None:
            window.tell_crash(report, ended=ended)
        elif self._start is not None:
            self._start.tell_crash(report.name)

    def _ask(
        self, refusal: DomainError | StorageError | None = None, instead: Room | None = None
    ) -> None:
        """Show the start page, with why a workbook was not opened.

        Args:
            instead: what is left once another workbook is open.
        """
        from ui.start import Doors, StartWindow

        recent = [Path(each) for each in self.preferences.recent]
        doors = Doors(
            partial(self._open, instead=instead),
            partial(self._create, instead=instead),
            partial(self._sample, instead=instead),
            self._tour,
        )
        self._start = StartWindow(self.appearance, self.language, doors, recent)
        if refusal is not None:
            self._start.refuse(refusal)
        self._start.show()
        QTimer.singleShot(_PAUSE_MS, self._start, self._load_ahead)

    def _load_ahead(self) -> None:
        """Load beside the start page what any of its doors needs."""
        if self._loading is None:
            self._loading = threading.Thread(
                target=_load, args=(_NEEDED_NEXT,), name="load-ahead", daemon=True
            )
            self._loading.start()

    def end(self) -> None:
        """Close what is open, so that others may write the workbook."""
        if self._loading is not None:
            self._loading.join()
        if self._start is not None:
            _part_with(self._start)
        for room in tuple(self._rooms):
            self._close(room)
        if self._sample_of_tour is not None:
            self._sample_of_tour.close()

    def _actor(self) -> Actor:
        from domain.records import Actor

        return Actor(self.preferences.person or "—", self.preferences.role)

    def _open(self, path: Path, instead: Room | None = None) -> None:
        from domain.entities import SPECS
        from storage.workbook import Workbook

        for room in self._rooms:
            if room.workbook.path is not None and room.workbook.path.samefile(path):
                room.come_forward()
                return
        # While the file is read and digested, which takes no interpreter, the window is loaded.
        loading = threading.Thread(target=_load, args=(_WINDOW,), name="load-window", daemon=True)
        loading.start()
        try:
            workbook = Workbook.open(path, SPECS, self._actor())
        finally:
            loading.join()
        self._show(workbook, instead)

    def _create(self, founding: Founding, path: Path, instead: Room | None = None) -> None:
        from cli.founding import founded

        self._show(founded(founding, path, self._actor()), instead)

    def _sample(self, path: Path, instead: Room | None = None) -> None:
        from cli.founding import sampled

        self._show(sampled(path, self._actor()), instead)

    def _show(self, workbook: Workbook, instead: Room | None = None) -> None:
        """Open a window on a workbook, in the place of another where one is to be left."""
        from cli.duties import keep_duties

        if instead is not None:
            self._close(instead)
        if workbook.path is not None:
            self._keep(self.preferences.with_recent(workbook.path))
        several = keep_duties(workbook)
        room = self._furnish(workbook, self.preferences)
        room.left.connect(self._keep)
        if several:
            # Asked once the window is there: it is painted sooner.
            window = room.windows[0]
            QTimer.singleShot(0, window, window.ask_user)

    def _furnish(self, workbook: Workbook, preferences: Preferences) -> Room:
        """Return the room of a workbook with a window that is shown."""
        from cli.room import Room
        from cli.window import today

        room = Room(
            workbook, self.language, self.appearance, today, lambda kept: self._restore(room, kept)
        )
        self._rooms.append(room)
        room.emptied.connect(lambda: self._on_emptied(room))
        room.park_asked.connect(lambda: self._ask(None, room))
        room.tour_asked.connect(self._tour)
        window = room.open_window(preferences)
        if not preferences.geometry:
            window.resize(*WINDOW)
        window.show()
        if workbook.earlier is not None:
            window.tell(self.language.say("storage.brought_up_to_date", copy=workbook.earlier.name))
        return room

    def _tour(self) -> None:
        """Lead through a copy of the sample park, made beside the windows the first time."""
        if self._toured in self._rooms and self._toured is not None:
            self._toured.show_around()
            return
        if self._sample_of_tour is None:
            from cli.touring import TourSample

            self._sample_of_tour = TourSample()
            self._sample_of_tour.made.connect(self._show_around)
            self._sample_of_tour.failed.connect(self._tell_no_tour)
        if not self._sample_of_tour.running():
            self._say(self.language.say("tour.preparing"), "state.info")
            self._sample_of_tour.build(self.language.say("start.sample.file"), self._actor())

    def _show_around(self, path: Path) -> None:
        from cli.duties import keep_duties
        from cli.founding import let_all_be_done
        from domain.entities import SPECS
        from storage.workbook import Workbook

        workbook = Workbook.open(path, SPECS, self._actor())
        let_all_be_done(workbook)
        keep_duties(workbook)
        self._toured = self._furnish(workbook, replace(self.preferences, page="home", quarter=""))
        if self._start is not None:
            self._start.close()
        self._toured.show_around()

    def _tell_no_tour(self, error: Exception) -> None:
        words = self.language.say("tour.failed", reason=self._reason(error))
        self._say(words, "state.crit")

    def _say(self, words: str, icon: str) -> None:
        """Say something where the user looks: in the window in front, else on the start page."""
        window = self._front()
        if self._start is not None and self._start.isVisible():
            self._start.say(words, icon)
        elif window is not None:
            window.tell(words, icon=icon)

    def _close(self, room: Room) -> None:
        self._rooms.remove(room)
        room.close()
        room.workbook.close()

    def _on_emptied(self, room: Room) -> None:
        # With the last window of all the program ends, and everything is closed then.
        if len(self._rooms) > 1:
            QTimer.singleShot(0, self.language, lambda: self._close(room))

    def _restore(self, room: Room, backup: Backup) -> None:
        """Leave the workbook, put a backup in its place beside the window, open what is there."""
        if room.workbook.path is not None:
            path = room.workbook.path
            # The click that asks for it has to end before its screen goes.
            QTimer.singleShot(0, self.language, lambda: self._bring_back(room, backup, path))

    def _bring_back(self, room: Room, backup: Backup, path: Path) -> None:
        from cli.keeping import bring_back
        from ui.tasks import Tasks

        frame = OpeningFrame(self.preferences, room.windows[0].windowTitle(), park=True)
        frame.show()
        self._close(room)
        task = Tasks(frame).start(lambda _progress: bring_back(backup.path, path))
        task.finished.connect(lambda _kept: self._reopen(frame, path, None))
        task.failed.connect(lambda error: self._reopen(frame, path, error))

    def _reopen(self, frame: QWidget, path: Path, error: Exception | None) -> None:
        before = len(self._rooms)
        self.begin(str(path))
        if len(self._rooms) > before:
            words, icon = self._restored(error)
            self._rooms[-1].windows[0].tell(words, icon=icon)
        frame.close()
        frame.deleteLater()

    def _restored(self, error: Exception | None) -> tuple[str, str]:
        if error is None:
            return self.language.say("data.restored"), "check"
        return self.language.say("data.not_restored", reason=self._reason(error)), "state.crit"

    def _reason(self, error: Exception) -> str:
        """Return why something was not done, without a workbook to name its records."""
        if isinstance(error, StorageError | DomainError):
            from ui.refusal import plain_sentence

            return plain_sentence(self.language, error)
        if isinstance(error, OSError):
            return self.language.say(reason_of(error))
        return self.language.say("crash.reason")

    def _keep(self, preferences: Preferences) -> None:
        # What a window leaves behind was read when it was opened.
        self.preferences = replace(
            preferences,
            recent=self.preferences.recent or preferences.recent,
            papers=self.language.chosen_papers,
        )
        save_preferences(self._kept, self.preferences)

    def _remember_language(self) -> None:
        self._keep(replace(self.preferences, language=self.language.lang))


def _part_with(window: QWidget) -> None:
    """Close a window for good; what the start froze with it can be collected from now on."""
    gc.unfreeze()
    dismiss(window)


def _load(modules: tuple[str, ...]) -> None:
    for name in modules:
        importlib.import_module(name)
