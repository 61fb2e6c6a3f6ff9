"""Take pictures of the window: each page and sight, in each language and theme."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QEventLoop

from cli.application import application, dismiss
from cli.scenes import scenes
from cli.sights import HOME, SIGHTS
from cli.window import today, window_on
from domain.records import Query
from domain.units import Quarter
from ui.language import Language
from ui.preferences import load_preferences
from ui.theme.appearance import Appearance

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from PySide6.QtWidgets import QApplication, QWidget

    from domain.text import Texts
    from storage.workbook import Workbook
    from ui.window import MainWindow

_AFTER_QUARTER: Final = timedelta(days=20)
_PASSES: Final = 4
WITHIN: Final = "."
"""Stands between a page and one of its views."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which pictures to make.

    Attributes:
        size: width and height of the window in pixels.
        screens: what is wanted, empty for all; a page stands for all that it shows,
            ``pipeline.time`` for one of its views.
    """

    langs: tuple[str, ...]
    themes: tuple[str, ...]
    size: tuple[int, int]
    screens: tuple[str, ...]


class SceneUnknownError(LookupError):
    """A page does not show what is wanted of it; ``known`` is what it shows."""

    def __init__(self, wanted: str, known: Sequence[str]) -> None:
        super().__init__(wanted)
        self.wanted = wanted
        self.known = tuple(known)


def page_of(wanted: str) -> str:
    """Return the page that a picture is of: ``pipeline`` for ``pipeline.time``."""
    return wanted.partition(WITHIN)[0]


def pictures(workbook: Workbook, texts: Texts, wanted: Wanted, out: Path) -> list[Path]:
    """Write a PNG of all that is wanted; return the files by language, theme and page.

    The day is set twenty days after the last recorded quarter, so that what is due is the same
    whenever the pictures are made.

    Raises:
        SceneUnknownError: a page has no such view.
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
    flash = app.cursorFlashTime()
    # A mark that blinks would be in one picture and not in the next.
    app.setCursorFlashTime(0)
    window.show()
    made: list[Path] = []
    try:
        for lang in wanted.langs:
            language.choose(lang)
            for theme in wanted.themes:
                appearance.choose(theme)
                folder = out / f"{lang}-{theme}"
                made += _grab_pages(app, window, wanted.screens, folder)
                made += _grab_sights(app, window, wanted.screens, folder)
    finally:
        dismiss(window)
        app.setCursorFlashTime(flash)
    return made


def _grab_pages(
    app: QApplication, window: MainWindow, screens: tuple[str, ...], folder: Path
) -> list[Path]:
    folder.mkdir(parents=True, exist_ok=True)
    made = []
    for page in window.pages():
        if screens and page not in {page_of(each) for each in screens}:
            continue
        window.open_screen(page)
        screen = window.screen_shown()
        while screen is not None and screen.leave():
            # The window says again what the page is called now.
            window.open_screen(page)
        _settle(app, window)
        if not screens or page in screens:
            made.append(_grab(window, folder, page))
        made += _grab_scenes(app, window, page, screens, folder)
    return made


def _grab_scenes(
    app: QApplication, window: MainWindow, page: str, screens: tuple[str, ...], folder: Path
) -> list[Path]:
    """Draw what a page in force shows besides itself: all of it where the page is wanted."""
    known = scenes(window)
    wanted = [each for each in screens if page_of(each) == page and each != page]
    for each in wanted:
        if each.partition(WITHIN)[2] not in known:
            raise SceneUnknownError(each, [f"{page}{WITHIN}{name}" for name in known])
    made = []
    for name, scene in known.items():
        whole = f"{page}{WITHIN}{name}"
        if screens and page not in screens and whole not in wanted:
            continue
        with scene():
            _settle(app, window)
            made.append(_grab(window, folder, whole))
        _settle(app, window)
    return made


def _grab_sights(
    app: QApplication, window: MainWindow, screens: tuple[str, ...], folder: Path
) -> list[Path]:
    made = []
    for name, sight in SIGHTS.items():
        if screens and not {name, page_of(name)} & set(screens):
            continue
        window.open_screen(HOME)
        with sight(window) as shown:
            _settle(app, window)
            made.append(_grab(shown, folder, name))
    return made


def _grab(shown: QWidget, folder: Path, name: str) -> Path:
    """Draw what is shown, once painting it no longer lays anything out anew."""
    made = folder / f"{name}.png"
    picture = shown.grab().toImage()
    for _ in range(_PASSES):
        QCoreApplication.processEvents()
        before, picture = picture, shown.grab().toImage()
        if picture == before:
            break
    picture.save(str(made))
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
