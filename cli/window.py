"""The window put together: workbook, language, theme and what the program can do for screens."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QTimer

from cli.application import application
from cli.duties import keep_duties
from cli.keeping import bring_back
from cli.wiring import Writer, services_of
from domain.closing.sides import side_of
from domain.entities import SPECS
from domain.errors import DomainError
from domain.people.roles import Duties, persons
from domain.records import Actor, Query
from domain.standing.completeness import completeness
from domain.units import Quarter
from storage.errors import StorageError
from storage.workbook import Workbook
from ui.bus import Bus
from ui.language import Language
from ui.opening import WINDOW, OpeningFrame
from ui.preferences import load_preferences, preferences_path, save_preferences
from ui.refusal import plain_sentence
from ui.regular_backups import keep_backed_up
from ui.tasks import Tasks
from ui.theme.appearance import Appearance
from ui.window import MainWindow
from ui.window_facts import Workplace

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QApplication, QWidget

    from cli.gallery import Wanted
    from domain.founding import Founding
    from domain.text import Texts
    from ui.preferences import Preferences
    from ui.screens.services import Backup
    from ui.start import StartWindow

_AFTER_QUARTER: Final = timedelta(days=20)
_PASSES: Final = 4


def today() -> date:
    """Return the day on this computer."""
    return datetime.now(UTC).astimezone().date()


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
    office = _Office(app, texts, lang)
    office.begin(path)
    if frame is not None:
        dismiss(frame)
    try:
        return app.exec()
    finally:
        # Quitting closes the windows, and the last one closed asks to quit once more. That request
        # would outlive this loop, and whoever runs events next could start none.
        QCoreApplication.removePostedEvents(app, QEvent.Type.Quit.value)
        office.end()


class _Office:
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

    def end(self) -> None:
        """Close what is open, so that others may write the workbook."""
        for window in (self._window, self._start):
            if window is not None:
                dismiss(window)
        if self._workbook is not None:
            self._workbook.close()

    def _actor(self) -> Actor:
        return Actor(self.preferences.person or "—", self.preferences.role)

    def _open(self, path: Path) -> None:
        self._show(Workbook.open(path, SPECS, self._actor()))

    def _create(self, founding: Founding, path: Path) -> None:
        from domain.founding import founding_commands

        commands = founding_commands(founding)
        workbook = Workbook.create(path, SPECS, self._actor())
        if founding.person:
            workbook.set_actor(Actor(founding.person, founding.role))
        for command in commands:
            workbook.run(command)
        self._show(workbook)

    def _sample(self, path: Path) -> None:
        from storage.sample import build_sample

        workbook = build_sample(path, SPECS, self._actor())
        # Whoever looks at the sample may do everything in it at first, for either side.
        chairs = [str(row["name"]) for row in persons(workbook) if row["role"] == "chair"]
        neutral = next(name for name in chairs if side_of(workbook, name) is None)
        workbook.set_actor(Actor(neutral, "chair"))
        self._show(workbook)

    def _show(self, workbook: Workbook) -> None:
        if self._window is not None:
            dismiss(self._window)
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
        if self._window is None or self._workbook is None:
            return
        frame = OpeningFrame(self.preferences, self._window.windowTitle(), park=True)
        frame.show()
        dismiss(self._window)
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


def window_on(
    workbook: Workbook,
    language: Language,
    appearance: Appearance,
    preferences: Preferences,
    today: Callable[[], date],
    restore: Callable[[Backup], None] | None = None,
) -> MainWindow:
    """Return the window on an open workbook, with all it needs put together."""
    bus = Bus(workbook)
    if workbook.guard is not None:
        bus.keep_duties(Duties(workbook, SPECS), lambda: workbook.actor)
    writer = Writer(bus)
    workplace = Workplace(
        bus=bus,
        specs=SPECS,
        language=language,
        appearance=appearance,
        tasks=Tasks(),
        services=services_of(workbook, language.texts, writer, restore),
        today=today,
        missing=lambda quarter: _missing(workbook, quarter),
    )
    window = MainWindow(workplace, preferences)
    keep_backed_up(window, workplace)
    for part in (bus, writer, workplace.tasks):
        part.setParent(window)
    return window


def dismiss(window: QWidget) -> None:
    """Close a window and free all it holds."""
    window.close()
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _missing(workbook: Workbook, quarter: str) -> int:
    """Return how many figures of a quarter are not yet known."""
    found = completeness(workbook, Quarter.parse(quarter))
    return found.expected - found.known


def pictures(workbook: Workbook, texts: Texts, wanted: Wanted, out: Path) -> list[Path]:
    """Write a PNG of every page wanted; return the files by language, theme and page.

    The day is set twenty days after the last recorded quarter, so that what is due is the same
    whenever the pictures are made.
    """
    app = application()
    language = Language(texts, wanted.langs[0])
    appearance = Appearance("light")
    appearance.apply(app)
    out.mkdir(parents=True, exist_ok=True)
    last = workbook.select(Query("quarter", order=("-quarter",), limit=1))
    quarter = Quarter.parse(str(last[0]["quarter"])) if last else Quarter.of(today())
    day = quarter.last_day + _AFTER_QUARTER
    window = window_on(workbook, language, appearance, load_preferences(out / "none"), lambda: day)
    window.resize(*wanted.size)
    window.show()
    made: list[Path] = []
    for lang in wanted.langs:
        language.choose(lang)
        for theme in wanted.themes:
            appearance.choose(theme)
            made += _grab_pages(app, window, wanted.screens, out / f"{lang}-{theme}")
    dismiss(window)
    return made


def _grab_pages(
    app: QApplication, window: MainWindow, screens: tuple[str, ...], folder: Path
) -> list[Path]:
    folder.mkdir(parents=True, exist_ok=True)
    made = []
    for page in window.pages():
        if screens and page not in {each.partition("/")[0] for each in screens}:
            continue
        window.open_screen(page)
        screen = window.screen_shown()
        while screen is not None and screen.leave():
            _settle(app, window)
        for sample in ("", *(screen.samples() if screen else ())):
            whole = f"{page}/{sample}" if sample else page
            if screens and page not in screens and whole not in screens:
                continue
            if sample:
                window.open_record(page, sample)
            _settle(app, window)
            made.append(folder / f"{whole.replace('/', '.')}.png")
            window.grab().save(str(made[-1]))
    return made


def _settle(app: QApplication, window: MainWindow) -> None:
    """Let the window come to rest: first charts and previews, then what they ask for in turn."""
    from ui.charts.frame import PlottedChart

    rested = 0
    while rested < _PASSES:
        app.processEvents()
        rested += 1
        for chart in window.findChildren(PlottedChart):
            if chart.isVisible() and chart.plot is None:
                chart.build()
                rested = 0
        while window.busy():
            # The end of the work is an event too: nothing is polled.
            app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
            rested = 0
