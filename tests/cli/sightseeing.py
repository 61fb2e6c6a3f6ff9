"""Go through all that the program shows: pages, their views and panels, forms, what lies over."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING, Final

from PySide6.QtTest import QTest

import resources
from cli.application import dismiss
from cli.sights import HOME, SIGHTS
from cli.window import window_on
from domain.entities import SPECS
from domain.records import Actor, Query
from domain.text import Texts
from storage.workbook import Workbook
from tests.ui.park_on_screen import let_go
from ui.language import Language
from ui.preferences import load_preferences
from ui.screen import Screen
from ui.screens.entity import EntityScreen
from ui.start import StartWindow
from ui.theme.appearance import Appearance

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication, QWidget

    from ui.window import MainWindow

    Seen = tuple[str, QWidget]

SAMPLES_ONLY: Final = frozenset({"components"})
"""Sights that no user of the program ever sees."""

_SIDES: Final = ("origin", "host")
_TURN_MS: Final = 5
_TURNS: Final = 12_000


@contextmanager
def park_shown(
    app: QApplication, park: Path, lang: str = "zh", theme: str = "light"
) -> Iterator[MainWindow]:
    """Show the window on the sample park."""
    language, appearance = Language(Texts(resources.load_texts()), lang), Appearance(theme)
    appearance.apply(app)
    with Workbook.open(park, SPECS, Actor("叶清和", "secretary")) as workbook:
        kept = load_preferences(park.with_name("none"))
        window = window_on(workbook, language, appearance, kept, lambda: date(2025, 1, 20))
        window.show()
        window.activateWindow()
        try:
            yield window
        finally:
            screens = window.findChildren(Screen)
            dismiss(window)
            for screen in (*screens, window):
                let_go(screen)


def settle(app: QApplication, window: MainWindow) -> None:
    """Wait until nothing more will be shown."""
    # Twice: words that take two lines push what is below them down.
    app.processEvents()
    app.processEvents()
    for _ in range(_TURNS):
        if not window.busy():
            break
        QTest.qWait(_TURN_MS)
    else:
        raise AssertionError("the window does not come to rest")
    app.processEvents()


def all_seen(app: QApplication, window: MainWindow) -> Iterator[Seen]:
    """Yield where one is and what is shown there, page by page, then what lies over a page."""
    for page in window.pages():
        window.open_screen(page)
        settle(app, window)
        yield page, window
        screen = window.screen_shown()
        assert screen is not None
        for place in opened(window, screen):
            settle(app, window)
            yield f"{page} {place}", window
        while screen.leave():
            pass
    yield from sights(app, window)


def sights(app: QApplication, window: MainWindow) -> Iterator[Seen]:
    """Yield what is seen besides the pages, with every step of the founding and of the tour."""
    for name, sight in SIGHTS.items():
        if name in SAMPLES_ONLY:
            continue
        window.open_screen(HOME)
        with sight(window) as shown:
            settle(app, window)
            yield name, shown
            if name == "founding":
                assert isinstance(shown, StartWindow)
                yield from _founding_steps(app, shown)
            if name == "tour":
                yield from _tour_steps(app, window)


def _founding_steps(app: QApplication, start: StartWindow) -> Iterator[Seen]:
    """Yield the steps of the founding, each first with what it refuses."""
    page = start.founding
    for number, asked in enumerate((("park_zh", "park_fr", "park_en", "quarter"), _SIDES), 1):
        page.finish()
        app.processEvents()
        yield f"founding step {number} refused", start
        for name in asked:
            page.lines[name].setText("2025Q1" if name == "quarter" else name)
        page.finish()
        app.processEvents()
        yield f"founding step {number + 1}", start


def _tour_steps(app: QApplication, window: MainWindow) -> Iterator[Seen]:
    from ui.tour.guide import Guide
    from ui.tour.steps import STEPS

    (guide,) = window.findChildren(Guide)
    for number in range(2, len(STEPS) + 1):
        guide.card.next.click()
        settle(app, window)
        yield f"tour step {number}", window


def opened(window: MainWindow, screen: Screen) -> Iterator[str]:
    """Open one after the other what a screen can show, and say what it is."""
    for view in screen.views():
        screen.choose_view(view.key)
        yield f"view {view.key}"
    if screen.add_record():
        yield "new record"
    for sample in screen.samples():
        window.open_record(screen.name, sample)
        yield sample
    if not isinstance(screen, EntityScreen):
        return
    rows = window.context.records.select(Query(screen.spec.table, limit=1))
    if not rows:
        return
    screen.show_record(str(rows[0]["id"]))
    yield "record"
    if not screen.alone() and screen.panel.record:
        screen.panel.edit()
        yield "form"
