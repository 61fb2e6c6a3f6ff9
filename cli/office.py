"""What lives as long as the program: the look, the language, the workbook and its window."""

from __future__ import annotations

import gc
import importlib
import threading
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QEvent, QTimer

from cli.application import dismiss
from cli.sweeping import Sweeper
from domain.errors import DomainError
from storage.errors import StorageError
from ui.language import Language
from ui.opening import WINDOW, OpeningFrame
from ui.preferences import load_preferences, preferences_path, save_preferences
from ui.theme.appearance import Appearance

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication, QWidget

    from domain.founding import Founding
    from domain.records import Actor
    from domain.text import Texts
    from storage.workbook import Workbook
    from ui.preferences import Preferences
    from ui.screens.services import Backup
    from ui.start import StartWindow
    from ui.window import MainWindow

# Imports of what only a workbook needs stay inside: the start page is up before they are loaded.
_NEEDED_NEXT: Final = ("cli.window", "ui.screens.home", "ui.founding_page")
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
    office.begin(path)
    if frame is not None:
        dismiss(frame)
    # What the start has made lasts long: it need not be looked through until its window goes.
    gc.freeze()
    sweeper = Sweeper(office.idle, app)
    try:
        return app.exec()
    finally:
        sweeper.stop()
        sweeper.deleteLater()
        # Quitting closes the windows, and the last one closed asks to quit once more. That request
        # would outlive this loop, and whoever runs events next could start none.
        QCoreApplication.removePostedEvents(app, QEvent.Type.Quit.value)
        office.end()


class Office:
    """Keep what lives as long as the program: the look, the language, the window shown."""

    def __init__(self, app: QApplication, texts: Texts, lang: str) -> None:
        self._kept = preferences_path()
        self.preferences = load_preferences(self._kept)
        self.language = Language(texts, self.preferences.language or lang)
        self.appearance = Appearance(self.preferences.theme)
        self.appearance.apply(app)
        self.language.language_changed.connect(self._remember_language)
        self._workbook: Workbook | None = None
        self._window: MainWindow | None = None
        self._start: StartWindow | None = None
        self._loading: threading.Thread | None = None

    def idle(self) -> bool:
        """Tell whether nothing is at work beside the window."""
        return self._window is None or not self._window.context.tasks.running()

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

    def _ask(self, refusal: DomainError | StorageError | None = None) -> None:
        """Show the start page, with why a workbook was not opened."""
        from ui.start import Doors, StartWindow

        recent = [Path(each) for each in self.preferences.recent]
        doors = Doors(self._open, self._create, self._sample)
        self._start = StartWindow(self.appearance, self.language, doors, recent)
        if refusal is not None:
            self._start.refuse(refusal)
        self._start.show()
        QTimer.singleShot(_PAUSE_MS, self._start, self._load_ahead)

    def _load_ahead(self) -> None:
        """Load beside the start page what any of its doors needs."""
        if self._loading is None:
            self._loading = threading.Thread(target=_load, name="load-ahead", daemon=True)
            self._loading.start()

    def end(self) -> None:
        """Close what is open, so that others may write the workbook."""
        if self._loading is not None:
            self._loading.join()
        for window in (self._window, self._start):
            if window is not None:
                _part_with(window)
        if self._workbook is not None:
            self._workbook.close()

    def _actor(self) -> Actor:
        from domain.records import Actor

        return Actor(self.preferences.person or "—", self.preferences.role)

    def _open(self, path: Path) -> None:
        from domain.entities import SPECS
        from storage.workbook import Workbook

        self._show(Workbook.open(path, SPECS, self._actor()))

    def _create(self, founding: Founding, path: Path) -> None:
        from cli.founding import founded

        self._show(founded(founding, path, self._actor()))

    def _sample(self, path: Path) -> None:
        from cli.founding import sampled

        self._show(sampled(path, self._actor()))

    def _show(self, workbook: Workbook) -> None:
        from cli.duties import keep_duties
        from cli.window import today, window_on

        if self._window is not None:
            _part_with(self._window)
        if self._workbook is not None:
            self._workbook.close()
        self._workbook = workbook
        if workbook.path is not None:
            self._keep(self.preferences.with_recent(workbook.path))
        several = keep_duties(workbook)
        self._window = window_on(
            workbook, self.language, self.appearance, self.preferences, today, self._restore
        )
        self._window.left.connect(self._keep)
        if not self.preferences.geometry:
            self._window.resize(*WINDOW)
        self._window.park_asked.connect(self._ask)
        self._window.show()
        if several:
            self._window.ask_user()

    def _restore(self, backup: Backup) -> None:
        """Leave the workbook, put a backup in its place beside the window, open what is there."""
        if self._workbook is not None and self._workbook.path is not None:
            path = self._workbook.path
            # The click that asks for it has to end before its screen goes.
            QTimer.singleShot(0, self.language, lambda: self._bring_back(backup, path))

    def _bring_back(self, backup: Backup, path: Path) -> None:
        from cli.keeping import bring_back
        from ui.tasks import Tasks

        if self._window is None or self._workbook is None:
            return
        frame = OpeningFrame(self.preferences, self._window.windowTitle(), park=True)
        frame.show()
        _part_with(self._window)
        self._window = None
        self._workbook.close()
        self._workbook = None
        task = Tasks(frame).start(lambda _progress: bring_back(backup.path, path))
        task.finished.connect(lambda _kept: self._reopen(frame, path, None))
        task.failed.connect(lambda error: self._reopen(frame, path, error))

    def _reopen(self, frame: QWidget, path: Path, error: Exception | None) -> None:
        self.begin(str(path))
        if self._window is not None:
            words, icon = self._restored(error)
            self._window.tell(words, icon=icon)
        frame.close()
        frame.deleteLater()

    def _restored(self, error: Exception | None) -> tuple[str, str]:
        if error is None:
            return self.language.say("data.restored"), "check"
        if isinstance(error, DomainError):
            from ui.refusal import plain_sentence

            reason = plain_sentence(self.language, error)
        else:
            reason = str(error)
        return self.language.say("data.not_restored", reason=reason), "state.crit"

    def _keep(self, preferences: Preferences) -> None:
        self.preferences = replace(
            preferences, recent=self.preferences.recent or preferences.recent
        )
        save_preferences(self._kept, self.preferences)

    def _remember_language(self) -> None:
        self._keep(replace(self.preferences, language=self.language.lang))


def _part_with(window: QWidget) -> None:
    """Close a window for good; what the start froze with it can be collected from now on."""
    gc.unfreeze()
    dismiss(window)


def _load() -> None:
    for name in _NEEDED_NEXT:
        importlib.import_module(name)
