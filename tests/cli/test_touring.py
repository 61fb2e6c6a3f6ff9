"""The tour begins on the start page and in any window, on a copy of the sample of its own."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QLabel, QPushButton

import storage.sample
from cli.room import Room
from domain.entities import SPECS
from domain.records import Actor
from domain.text import Texts
from resources import load_texts
from storage.errors import StorageError
from storage.workbook import Workbook
from tests.cli.watching import run_watched
from tests.ui.park_on_screen import let_go
from ui.language import Language
from ui.preferences import Preferences, load_preferences
from ui.start import StartWindow
from ui.theme.appearance import Appearance
from ui.tour.guide import Guide
from ui.tour.steps import STEPS
from ui.window import MainWindow

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtWidgets import QApplication, QWidget
    from pytestqt.qtbot import QtBot

pytestmark = pytest.mark.usefixtures("own_preferences")


def test_every_step_finds_what_it_points_at_in_the_sample(qtbot: QtBot, park: Path) -> None:
    with Workbook.open(park, SPECS, Actor("祝闻溪", "chair")) as workbook:
        language = Language(Texts(load_texts()), "en")
        room = Room(workbook, language, Appearance("light"), lambda: date(2025, 1, 20))
        window = room.open_window(Preferences())
        window.resize(1366, 768)
        window.show()
        room.show_around()
        (guide,) = window.findChildren(Guide)
        for step in STEPS:
            qtbot.waitUntil(guide.ring.isVisible, timeout=60_000)
            target = guide.ring.target
            assert target is not None
            assert target.objectName() == step.target
            guide.card.next.click()
        room.close()
        let_go(window)


def _run(qapp: QApplication, path: str, look: Callable[[QWidget], None]) -> None:
    """Run the program and look at its windows, not at the frame that holds their place before."""

    def look_at_all() -> None:
        for window in qapp.topLevelWidgets():
            if isinstance(window, StartWindow | MainWindow) and window.isVisible():
                look(window)

    run_watched(qapp, path, look_at_all)


def _touring(window: QWidget) -> bool:
    guides = window.findChildren(Guide) if isinstance(window, MainWindow) else []
    return any(guide.card.isVisible() for guide in guides)


def test_the_start_page_leads_to_the_tour(qapp: QApplication, tmp_path: Path) -> None:
    pressed: list[str] = []
    seen: list[str] = []

    def look(window: QWidget) -> None:
        if isinstance(window, StartWindow) and not pressed:
            button = window.findChild(QPushButton, "start.tour")
            assert button is not None
            button.click()
            words = " ".join(each.text() for each in window.findChildren(QLabel))
            pressed.append(words)
        elif _touring(window):
            seen.append(window.windowTitle())
            starts = [each for each in qapp.topLevelWidgets() if isinstance(each, StartWindow)]
            assert not any(each.isVisible() for each in starts)
            qapp.quit()

    _run(qapp, "", look)
    assert "Preparing the sample park" in pressed[0]
    assert "sample park" in seen[0]
    # The copy goes with the program: nothing leads back to it.
    kept = load_preferences(next((tmp_path / "config").rglob("preferences.json"), tmp_path))
    assert kept.recent == ()


def test_a_window_leads_to_the_tour_in_another_and_once_only(
    qapp: QApplication, park: Path
) -> None:
    before = park.read_bytes()
    seen: list[int] = []

    def look(window: QWidget) -> None:
        windows = [each for each in qapp.topLevelWidgets() if isinstance(each, MainWindow)]
        shown = [each for each in windows if each.isVisible()]
        if not seen:
            seen.append(len(shown))
            shown[0].tour_asked.emit()
        elif len(seen) == 1 and _touring(window):
            (guide,) = window.findChildren(Guide)
            guide.leave()
            seen.append(len(shown))
            shown[0].tour_asked.emit()
            assert guide.card.isVisible()
            window.close()
        elif len(seen) == 2 and len(windows) == 1:
            seen.append(len(shown))
            qapp.quit()

    _run(qapp, str(park), look)
    assert seen == [1, 2, 1]
    assert len(park.read_bytes()) == len(before)


def test_a_sample_that_cannot_be_made_is_told(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_asked: object) -> None:
        raise StorageError("disk_full", path="x")

    monkeypatch.setattr(storage.sample, "build_sample", full)
    pressed: list[str] = []
    seen: list[str] = []

    def look(window: QWidget) -> None:
        if not isinstance(window, StartWindow):
            return
        if not pressed:
            button = window.findChild(QPushButton, "start.tour")
            assert button is not None
            button.click()
            pressed.append("tour")
        words = " ".join(each.text() for each in window.findChildren(QLabel))
        if "could not be prepared" in words:
            seen.append(words)
            qapp.quit()

    _run(qapp, "", look)
    assert "disk is full" in seen[0]
