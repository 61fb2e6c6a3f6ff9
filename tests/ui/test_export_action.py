"""What a table shows, or the rows selected in it, is written where the user says."""

from __future__ import annotations

import errno
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QPushButton

from domain.entities import SPECS
from domain.errors import DomainError
from ui.screens.entity import EntityScreen
from ui.screens.firms import FirmsScreen
from ui.services import Services

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from domain.records import Query
    from storage.workbook import Workbook
    from tests.ui.desk import RecordedDesk
    from ui.screen import ScreenContext


@pytest.fixture
def written() -> list[tuple[Query, str, Path]]:
    return []


@pytest.fixture
def exporting(context: ScreenContext, written: list[tuple[Query, str, Path]]) -> ScreenContext:
    def export_table(query: Query, lang: str, path: Path) -> None:
        if path.name == "taken.csv":
            raise DomainError("export_format_unknown", value=path.name)
        if path.name == "full.csv":
            raise OSError(errno.ENOSPC, path.name)
        written.append((query, lang, path))

    return replace(context, services=Services(export_table=export_table))


def _open(qtbot: QtBot, screen: EntityScreen) -> EntityScreen:
    qtbot.addWidget(screen)
    screen.resize(1166, 640)
    screen.show()
    screen.activate("2024Q4")
    return screen


def _button(screen: EntityScreen) -> QPushButton:
    button = screen.findChild(QPushButton, "firm.export")
    assert button is not None
    return button


def _answer(monkeypatch: pytest.MonkeyPatch, name: str, kind: str = "") -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (name, kind))


def _numbers(park: Workbook, query: Query) -> list[object]:
    return [row["number"] for row in park.select(query)]


def test_the_records_left_by_the_filters_are_written_by_a_key(
    qtbot: QtBot,
    exporting: ScreenContext,
    written: list[tuple[Query, str, Path]],
    park: Workbook,
    desk: RecordedDesk,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    screen = _open(qtbot, EntityScreen(exporting, SPECS["firm"]))
    screen.facets.value_switched.emit("trajectory", "II", True)
    _answer(monkeypatch, "firms.xlsx")
    screen.activateWindow()
    screen.table.setFocus()
    qtbot.waitUntil(screen.table.hasFocus)

    QTest.keyClick(screen.table, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)

    qtbot.waitUntil(lambda: bool(desk.told))
    assert desk.told == ["10 records written to firms.xlsx"]
    query, lang, path = written[0]
    assert (lang, path) == ("en", Path("firms.xlsx"))
    # Every third firm follows mode II.
    assert _numbers(park, query) == [f"QH{number:03d}" for number in range(3, 31, 3)]


def test_rows_selected_with_shift_are_written_alone(
    qtbot: QtBot,
    exporting: ScreenContext,
    written: list[tuple[Query, str, Path]],
    park: Workbook,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    screen = _open(qtbot, EntityScreen(exporting, SPECS["firm"]))
    screen.table.setCurrentIndex(screen.table.records.index(1, 0))
    for _step in range(2):
        QTest.keyClick(screen.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    _answer(monkeypatch, "three", "CSV text (*.csv)")

    _button(screen).click()

    qtbot.waitUntil(lambda: bool(written))
    assert _numbers(park, written[0][0]) == ["QH002", "QH003", "QH004"]
    assert written[0][2] == Path("three.csv")


def test_rows_that_are_computed_are_written_as_the_records_they_stand_for(
    qtbot: QtBot,
    exporting: ScreenContext,
    written: list[tuple[Query, str, Path]],
    park: Workbook,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    screen = _open(qtbot, FirmsScreen(exporting))
    screen.choose_view("incubation")
    _answer(monkeypatch, "one")

    _button(screen).click()

    qtbot.waitUntil(lambda: bool(written))
    assert _numbers(park, written[0][0]) == ["QH001"]
    assert written[0][2] == Path("one.xlsx")


def test_giving_up_in_the_dialogue_writes_nothing(
    qtbot: QtBot,
    exporting: ScreenContext,
    written: list[tuple[Query, str, Path]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    screen = _open(qtbot, EntityScreen(exporting, SPECS["firm"]))
    _answer(monkeypatch, "")

    _button(screen).click()

    qtbot.wait(20)
    assert written == []


@pytest.mark.parametrize(
    ("name", "why"), [("taken.csv", "taken.csv"), ("full.csv", "the disk is full")]
)
def test_what_cannot_be_written_is_said(
    qtbot: QtBot,
    exporting: ScreenContext,
    desk: RecordedDesk,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    why: str,
) -> None:
    screen = _open(qtbot, EntityScreen(exporting, SPECS["firm"]))
    _answer(monkeypatch, name)

    _button(screen).click()

    qtbot.waitUntil(lambda: bool(desk.told))
    assert why in desk.told[0]


def test_the_action_is_said_in_the_language_in_force_and_absent_without_a_writer(
    qtbot: QtBot, exporting: ScreenContext, context: ScreenContext
) -> None:
    screen = _open(qtbot, EntityScreen(exporting, SPECS["firm"]))
    button = _button(screen)
    exporting.language.choose("fr")
    assert button.accessibleName() == "Exporter…"

    without = _open(qtbot, EntityScreen(context, SPECS["firm"]))
    assert not _button(without).isVisible()
