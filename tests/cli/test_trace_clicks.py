"""Resolution, rule, settlement, payment and report page are two clicks apart, both ways."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QMenu, QWidget

import resources
from cli.application import dismiss
from cli.window import window_on
from domain.settling.commands import AgreeSettlement, DrawUpSettlement, RecordPayment
from domain.settling.statement import statement
from domain.text import Texts
from domain.units import Quarter
from tests.storage.park import copy_of
from tests.ui.park_on_screen import let_go
from ui.components.due_list import DueList
from ui.language import Language
from ui.preferences import load_preferences
from ui.screen import Screen
from ui.screens.reports import ReportsScreen
from ui.screens.settlement import SettlementScreen
from ui.theme.appearance import Appearance

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from storage.workbook import Workbook
    from ui.window import MainWindow

NOW = Quarter(2024, 4)


class Hand:
    """A hand at the mouse that counts its clicks."""

    def __init__(self, qtbot: QtBot, window: MainWindow) -> None:
        self.window = window
        self.clicks = 0
        self._qtbot = qtbot

    def choose(self, name: str, words: str) -> None:
        """Click on the row of a list that begins with these words."""
        lists = [each for each in self.window.findChildren(DueList, name) if each.isVisible()]
        (shown,) = lists
        model = shown.model()
        rows = [model.index(row, 0) for row in range(model.rowCount())]
        index = next(each for each in rows if str(each.data()).startswith(words))
        self.clicks += 1
        place = shown.visualRect(index).center()
        QTest.mouseClick(shown.viewport(), Qt.MouseButton.LeftButton, pos=place)

    def report(self) -> ReportsScreen:
        """Wait for the report to stand, and return its page."""
        screen = self.window.screen_shown()
        assert isinstance(screen, ReportsScreen)
        self._qtbot.waitUntil(lambda: not self.window.busy(), timeout=60_000)
        return screen

    def click_on_report(self, record: str) -> None:
        """Click on the place of the page that tells of one record alone."""
        screen = self.report()
        place = next(
            each
            for each in screen.preview.places(screen.preview.page)
            if [one for _, one in each.records] == [record]
        )
        at = screen.preview.view.point_of(place).toPoint()
        QTest.mouseMove(screen.preview.view.paper, at)
        self.clicks += 1
        QTest.mouseClick(screen.preview.view.paper, Qt.MouseButton.LeftButton, pos=at)


@pytest.fixture
def workbook(sample: Path, tmp_path: Path) -> Iterator[Workbook]:
    with copy_of(sample, tmp_path / "own") as opened:
        opened.run(DrawUpSettlement(NOW))
        opened.run(AgreeSettlement(tuple(rule.record for rule in statement(opened, NOW).rules)))
        line = statement(opened, NOW).rules[0].lines[0]
        opened.run(RecordPayment(line.record, line.payable_fen // 2, "2025-01-15", "T-1"))
        yield opened


@pytest.fixture
def hand(qapp: QApplication, qtbot: QtBot, workbook: Workbook, tmp_path: Path) -> Iterator[Hand]:
    texts = Texts(resources.load_texts())
    appearance = Appearance("light")
    appearance.apply(qapp)
    kept = load_preferences(tmp_path / "none")
    window = window_on(workbook, Language(texts, "en"), appearance, kept, lambda: date(2025, 1, 20))
    window.resize(1366, 768)
    window.show()
    yield Hand(qtbot, window)
    qtbot.waitUntil(lambda: not window.busy(), timeout=60_000)
    screens = window.findChildren(Screen)
    dismiss(window)
    for each in (*screens, window):
        let_go(each)


def record_of(workbook: Workbook, number: str) -> str:
    return str(workbook.find("resolution", number=number)[0]["id"])


def line_of(workbook: Workbook) -> str:
    return statement(workbook, NOW).rules[0].lines[0].record


def said(widget: QWidget) -> str:
    parts = [*widget.findChildren(QLabel), *widget.findChildren(QAbstractButton)]
    return " ".join(each.accessibleName() for each in parts if each.isVisible())


def test_a_resolution_is_two_clicks_from_the_report_page_that_shows_what_it_yields(
    hand: Hand, workbook: Workbook
) -> None:
    hand.window.open_record("resolution", record_of(workbook, "R-2022-02"))
    hand.choose("record.trace", "Settlement 2024Q4, R1")
    settlement = hand.window.screen_shown()
    assert isinstance(settlement, SettlementScreen)
    assert "Payment · R1" in said(settlement.paying)
    hand.choose("settlement.trace", "Report 2024Q4 (not issued)")
    preview = hand.report().preview
    assert hand.clicks == 2
    assert preview.printed is not None
    assert preview.page == preview.printed.starts["sharing"] - 1
    told = {each for place in preview.places(preview.page) for each in place.records}
    assert ("settlement_line", line_of(workbook)) in told


def test_a_report_page_is_two_clicks_from_the_resolution_behind_it(
    hand: Hand, workbook: Workbook
) -> None:
    hand.window.open_screen("reports")
    screen = hand.report()
    assert screen.preview.printed is not None
    screen.preview.show_page(screen.preview.printed.starts["sharing"] - 1)
    hand.click_on_report(line_of(workbook))
    settlement = hand.window.screen_shown()
    assert isinstance(settlement, SettlementScreen)
    hand.choose("settlement.trace", "Resolution R-2022-02")
    assert hand.clicks == 2
    shown = hand.window.screen_shown()
    assert shown is not None
    assert "R-2022-02" in said(shown)


def test_a_version_is_one_click_from_its_resolution_and_its_settlement(
    hand: Hand, workbook: Workbook
) -> None:
    hand.window.open_record("resolution", record_of(workbook, "R-2022-02"))
    hand.choose("record.trace", "R1, version 2")
    hand.choose("record.trace", "Resolution R-2022-02")
    hand.choose("record.trace", "R1, version 2")
    hand.choose("record.trace", "Settlement 2024Q4, R1")
    assert isinstance(hand.window.screen_shown(), SettlementScreen)
    assert hand.clicks == 4


def test_a_payment_is_one_click_from_its_line_and_from_the_report_page(
    hand: Hand, workbook: Workbook
) -> None:
    hand.window.open_record("settlement_line", line_of(workbook))
    hand.choose("record.trace", "This line")
    settlement = hand.window.screen_shown()
    assert isinstance(settlement, SettlementScreen)
    assert settlement.paying.reference.text() == "T-1"
    hand.clicks = 0
    hand.window.open_record("settlement_line", line_of(workbook))
    hand.choose("record.trace", "Report 2024Q4")
    assert hand.clicks == 1
    preview = hand.report().preview
    assert preview.printed is not None
    assert preview.page == preview.printed.starts["sharing"] - 1


def test_the_records_of_a_page_are_listed_for_the_keyboard(hand: Hand, qtbot: QtBot) -> None:
    hand.window.open_screen("reports")
    preview = hand.report().preview
    assert not preview.sources.isEnabled()
    assert preview.printed is not None
    preview.show_page(preview.printed.starts["sharing"] - 1)
    assert preview.sources.isEnabled()
    preview.sources.setFocus()
    QTest.keyClick(preview.sources, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: bool(preview.sources.findChildren(QMenu)))
    (menu,) = preview.sources.findChildren(QMenu)
    words = [action.text() for action in menu.actions()]
    # Two settlements, each of three lines.
    assert len(words) == 8
    assert any("Quzhou" in each for each in words)
    first = next(action for action in menu.actions() if action.text().startswith("Settlement line"))
    menu.setActiveAction(first)
    QTest.keyClick(menu, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: isinstance(hand.window.screen_shown(), SettlementScreen))


def test_an_amount_that_adds_several_lines_up_asks_which_one(
    hand: Hand, workbook: Workbook, qtbot: QtBot
) -> None:
    hand.window.open_screen("reports")
    preview = hand.report().preview
    assert preview.printed is not None
    preview.show_page(preview.printed.starts["sharing"] - 1)
    place = next(each for each in preview.places(preview.page) if len(each.records) > 1)
    paper, at = preview.view.paper, preview.view.point_of(place).toPoint()
    # The pointer comes from elsewhere, or there is no move to be told of.
    QTest.mouseMove(paper, paper.rect().topLeft())
    QTest.mouseMove(paper, at)
    qtbot.waitUntil(lambda: paper.cursor().shape() == Qt.CursorShape.PointingHandCursor)
    QTest.mouseClick(paper, Qt.MouseButton.LeftButton, pos=at)
    qtbot.waitUntil(lambda: bool(preview.sources.findChildren(QMenu)))
    (menu,) = preview.sources.findChildren(QMenu)
    assert len(menu.actions()) == 2
    menu.actions()[1].trigger()
    settlement = hand.window.screen_shown()
    assert isinstance(settlement, SettlementScreen)
    second = next(line for line in statement(workbook, NOW).rules[1].lines)
    assert f"{second.payable_fen / 100:,.2f}" in said(settlement.paying)
    menu.close()
    QTest.mouseMove(paper, paper.rect().topLeft())
