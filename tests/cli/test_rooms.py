"""Several windows stand on one workbook, and each shows what is done in the others."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest

from cli.room import Room
from domain.commands import AddRow
from domain.entities import SPECS
from domain.records import Actor
from domain.text import Texts
from resources import load_texts
from storage.workbook import Workbook
from tests.cli.watching import run_watched
from tests.ui.park_on_screen import let_go
from ui.components.label import Label
from ui.components.toast import Toast
from ui.language import Language
from ui.preferences import Preferences
from ui.theme.appearance import Appearance
from ui.window import MainWindow

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from domain.records import Value
    from ui.screens.entity import EntityScreen

TODAY = date(2025, 1, 20)
LATE: dict[str, Value] = {"title": "A late licence", "probability": 3, "impact": 2}


@pytest.fixture
def workbook(park: Path) -> Iterator[Workbook]:
    with Workbook.open(park, SPECS, Actor("叶清和", "secretary")) as opened:
        yield opened


@pytest.fixture
def room(qtbot: QtBot, workbook: Workbook) -> Iterator[Room]:
    del qtbot  # it is asked for the application that it makes
    made = Room(workbook, Language(Texts(load_texts()), "en"), Appearance("light"), lambda: TODAY)
    made.open_window(Preferences(page="risk")).show()
    yield made
    windows = tuple(made.windows)
    made.close()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    for window in windows:
        let_go(window)


def _shown(window: MainWindow) -> EntityScreen:
    from ui.screens.entity import EntityScreen

    screen = window.screen_shown()
    assert isinstance(screen, EntityScreen)
    return screen


def test_a_key_opens_another_window_on_the_page_in_force(qtbot: QtBot, room: Room) -> None:
    (first,) = room.windows
    qtbot.waitExposed(first)
    control_shift = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    first.activateWindow()
    QTest.keyClick(first, Qt.Key.Key_N, control_shift)

    assert len(room.windows) == 2
    assert room.windows[1].isVisible()
    assert _shown(room.windows[1]).name == "risk"


def test_work_beside_begins_also_where_the_parts_cover_the_window_whole(
    qtbot: QtBot, room: Room, qapp: QApplication
) -> None:
    looks = qapp.styleSheet()
    qapp.setStyleSheet("")
    try:
        room.windows[0].resize(1366, 768)
        window = room.open_beside(room.windows[0])
        with qtbot.waitSignal(window.context.tasks.start(lambda _progress: "done").finished):
            pass
    finally:
        qapp.setStyleSheet(looks)


def test_both_windows_show_what_is_done_in_either(room: Room) -> None:
    first = room.windows[0]
    second = room.open_beside(first)
    before = _shown(first).table.records.rowCount()

    second.context.bus.run(AddRow("risk", dict(LATE)))
    assert [_shown(each).table.records.rowCount() for each in room.windows] == [before + 1] * 2
    first.undo()
    assert [_shown(each).table.records.rowCount() for each in room.windows] == [before] * 2


def test_each_window_keeps_its_own_page_and_quarter(room: Room) -> None:
    first = room.windows[0]
    second = room.open_beside(first)
    second.open_screen("patent")
    second.choose_quarter("2024Q3")

    assert _shown(first).name == "risk"
    assert first.quarter() == "2024Q4"


def test_language_and_theme_change_in_all_windows(room: Room) -> None:
    first = room.windows[0]
    second = room.open_beside(first)
    first.context.language.choose("fr")

    assert first.header.title.text() == second.header.title.text() == "Rapports"


def test_whoever_takes_over_in_one_window_works_in_all(qtbot: QtBot, room: Room) -> None:
    first = room.windows[0]
    second = room.open_beside(first)
    assert first.context.services.set_actor is not None
    first.context.services.set_actor(Actor("吾可久", "analyst"))

    qtbot.waitUntil(lambda: second.navigation.user.accessibleName() == "吾可久 Analyst")


def test_the_other_window_works_on_when_the_first_is_closed(qtbot: QtBot, room: Room) -> None:
    first = room.windows[0]
    second = room.open_beside(first)
    first.close()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    before = _shown(second).table.records.rowCount()
    second.context.bus.run(AddRow("risk", dict(LATE)))

    assert room.windows == [second]
    assert _shown(second).table.records.rowCount() == before + 1
    qtbot.waitUntil(lambda: room.running() == 0)


def test_the_program_ends_with_the_last_of_two_windows(
    qapp: QApplication, park: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    seen: list[int] = []

    def look() -> None:
        shown = [each for each in qapp.topLevelWidgets() if isinstance(each, MainWindow)]
        shown = [each for each in shown if each.isVisible()]
        if len(shown) == 1 and not seen:
            shown[0].window_asked.emit()
        elif shown:
            seen.append(len(shown))
            shown[0].close()

    run_watched(qapp, str(park), look)
    assert seen == [2, 1]


def test_a_workbook_of_an_earlier_version_is_brought_up_to_date_and_says_so(
    qapp: QApplication, park: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    # As a version would have made it that did not search firms by their site.
    with Workbook.open(park, SPECS, Actor("叶清和", "secretary")) as workbook:
        workbook.connection.execute("DROP INDEX by_firm_rd_site")
    told: list[str] = []

    def look() -> None:
        for window in qapp.topLevelWidgets():
            toast = window.findChild(Toast, "toast")
            if toast is not None and toast.isVisible():
                told.extend(each.text() for each in toast.findChildren(Label) if each.text())
                window.close()

    run_watched(qapp, str(park), look)
    (copy,) = tmp_path.glob("sample.*.feidi")
    assert told[0] == f"The workbook was brought up to date; as it was it is kept in {copy.name}."
