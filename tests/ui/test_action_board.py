"""The board of actions is filtered, walked through and moved on with the keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QByteArray, QMimeData, QModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton

from domain.meetings.actions import AssignAction, MoveAction
from tests.ui.meeting_park import hold_meeting
from ui.components.banner import Banner
from ui.meetings.action_cards import MIME
from ui.screens.action_board import ActionBoardScreen

if TYPE_CHECKING:
    from pytestqt.modeltest import ModelTester
    from pytestqt.qtbot import QtBot

    from storage.workbook import Workbook
    from tests.ui.desk import RecordedDesk
    from tests.ui.meeting_park import MeetingPark
    from ui.screen import ScreenContext

DUES = (
    ("MC", "叶清和", "2025-02-10"),  # within 30 days of 20 January
    ("QZ", "柯景行", "2025-06-30"),
    ("MC", "Li", "2025-02-11"),
)


@pytest.fixture
def session(park: Workbook) -> MeetingPark:
    """Give a meeting that handed out three actions."""
    return hold_meeting(park)


@pytest.fixture
def owed(session: MeetingPark) -> list[str]:
    """Give the ids of three open actions."""
    made = []
    for number, (code, person, due) in enumerate(DUES, 1):
        command = AssignAction(
            session.meeting,
            {
                "what": f"Task {number}",
                "owner_party": session.parties[code],
                "owner_person": person,
                "due": due,
            },
        )
        session.workbook.run(command)
        made.append(command.action)
    return made


@pytest.fixture
def screen(qtbot: QtBot, owed: list[str], context: ScreenContext) -> ActionBoardScreen:
    """Give the board over the three actions."""
    assert owed
    made = ActionBoardScreen(context)
    qtbot.addWidget(made)
    made.resize(1166, 640)
    made.show()
    made.activate("2024Q4")
    return made


def shown(screen: ActionBoardScreen) -> dict[str, list[str]]:
    """Return the tasks of each column that has any."""
    found: dict[str, list[str]] = {}
    for state, lane in screen.lanes.items():
        model = lane.list.cards
        for row in range(model.rowCount()):
            found.setdefault(state, []).append(str(model.index(row, 0).data()))
    return found


def state(session: MeetingPark, action: str) -> object:
    """Return the state of an action."""
    return session.row("action_item", action)["state"]


CONTROL = Qt.KeyboardModifier.ControlModifier


def test_an_action_is_walked_to_verified_and_back_by_keys(
    screen: ActionBoardScreen, session: MeetingPark, owed: list[str], desk: RecordedDesk
) -> None:
    assert shown(screen) == {"open": ["Task 1", "Task 3", "Task 2"]}
    lane = screen.lanes["open"].list
    lane.setFocus()
    lane.choose(owed[0])
    QTest.keyClick(lane, Qt.Key.Key_Left, CONTROL)  # nothing lies before
    for now in ("in_progress", "submitted"):
        QTest.keyClick(lane, Qt.Key.Key_Right, CONTROL)
        assert state(session, owed[0]) == now
        lane = screen.lanes[now].list
        assert lane.record() == owed[0]
    QTest.keyClick(lane, Qt.Key.Key_Left, CONTROL)
    assert state(session, owed[0]) == "in_progress"
    for _ in range(2):
        held = next(each.list for each in screen.lanes.values() if each.list.record() == owed[0])
        QTest.keyClick(held, Qt.Key.Key_Right, CONTROL)
    assert session.row("action_item", owed[0])["verified_on"] == "2025-01-20"
    assert shown(screen)["verified"] == ["Task 1"]
    assert desk.told[-1] == "A-2025-01-1: Verified"


def test_what_is_stuck_says_why(
    screen: ActionBoardScreen, session: MeetingPark, owed: list[str]
) -> None:
    lane = screen.lanes["open"].list
    lane.choose(owed[1])
    QTest.keyClick(lane, Qt.Key.Key_B)
    assert screen.why.isVisible()
    QTest.keyClick(screen.why, Qt.Key.Key_Return)
    banner = screen.findChild(Banner, "action_board.refused")
    assert banner is not None
    assert banner.isVisible()
    assert "needs a reason" in " ".join(
        each.accessibleName() for each in banner.findChildren(QLabel)
    )
    give_up = screen.findChild(QPushButton, "action_board.give_up")
    assert give_up is not None
    QTest.mouseClick(give_up, Qt.MouseButton.LeftButton)
    assert not screen.why.isVisible()
    QTest.keyClick(lane, Qt.Key.Key_B)
    QTest.keyClicks(screen.why, "province has not answered")
    QTest.keyClick(screen.why, Qt.Key.Key_Return)
    assert state(session, owed[1]) == "blocked"
    assert session.row("action_item", owed[1])["state_reason"] == "province has not answered"
    QTest.keyClick(screen.lanes["blocked"].list, Qt.Key.Key_Left, CONTROL)
    assert state(session, owed[1]) == "open"


def test_left_and_right_go_to_the_next_column_that_has_cards(
    screen: ActionBoardScreen, owed: list[str], context: ScreenContext
) -> None:
    for now in ("in_progress", "submitted"):
        context.bus.run(MoveAction(owed[2], now, "2025-01-20"))
    lane = screen.lanes["open"].list
    lane.setCurrentIndex(lane.cards.index(0, 0))
    QTest.keyClick(lane, Qt.Key.Key_Left)
    QTest.keyClick(lane, Qt.Key.Key_Right)
    assert screen.lanes["submitted"].list.record() == owed[2]
    QTest.keyClick(screen.lanes["submitted"].list, Qt.Key.Key_Return)
    assert screen.panel.record == owed[2]
    assert screen.panel.isVisible()


def test_party_person_and_due_day_narrow_the_board(
    screen: ActionBoardScreen, session: MeetingPark
) -> None:
    screen.party.choose(session.parties["MC"])
    screen.party.activated.emit(screen.party.currentIndex())
    assert shown(screen) == {"open": ["Task 1", "Task 3"]}
    assert screen.focus_search()
    QTest.keyClicks(screen.person, "li")
    assert shown(screen) == {"open": ["Task 3"]}
    screen.person.clear()
    screen.party.choose("")
    screen.party.activated.emit(0)
    screen.chips["soon"].setChecked(True)
    assert shown(screen) == {"open": ["Task 1", "Task 3"]}
    screen.chips["soon"].setChecked(False)
    screen.chips["overdue"].setChecked(True)
    assert shown(screen) == {}


def test_a_card_dropped_on_a_column_goes_there_or_the_board_says_why_not(
    screen: ActionBoardScreen, session: MeetingPark, owed: list[str]
) -> None:
    data = QMimeData()
    data.setData(MIME, QByteArray(owed[0].encode()))
    move, top = Qt.DropAction.MoveAction, QModelIndex()
    screen.lanes["verified"].list.cards.dropMimeData(data, move, -1, -1, top)
    banner = screen.findChild(Banner, "action_board.refused")
    assert banner is not None
    assert banner.isVisible()
    assert state(session, owed[0]) == "open"
    cards = screen.lanes["in_progress"].list.cards
    assert not cards.dropMimeData(data, move, -1, -1, top)  # the view takes nothing out itself
    assert state(session, owed[0]) == "in_progress"
    assert not cards.dropMimeData(QMimeData(), move, -1, -1, top)
    travels = cards.mimeData([cards.index(0, 0)])
    assert bytes(travels.data(MIME).data()).decode() == owed[0]
    assert cards.flags(cards.index(0, 0)) & Qt.ItemFlag.ItemIsDragEnabled
    assert cards.supportedDropActions() == move


def test_a_card_says_how_late_it_is(
    qtbot: QtBot, session: MeetingPark, context: ScreenContext, owed: list[str]
) -> None:
    from dataclasses import replace
    from datetime import date

    later = replace(context, today=lambda: date(2025, 2, 11))
    screen = ActionBoardScreen(later)
    qtbot.addWidget(screen)
    screen.activate("2025Q1")
    cards = screen.lanes["open"].list.cards
    role = Qt.ItemDataRole.AccessibleTextRole
    assert cards.index(0, 0).data(role) == "Task 1, A-2025-01-1, MC 叶清和, 1 day late"
    assert str(cards.index(1, 0).data(role)).endswith("2025-02-11")
    screen.chips["overdue"].setChecked(True)
    assert shown(screen) == {"open": ["Task 1"]}
    assert session.row("action_item", owed[0])["due"] == "2025-02-10"


def test_a_record_is_shown_beside_the_board(screen: ActionBoardScreen, owed: list[str]) -> None:
    screen.show_record(owed[1])
    assert screen.lanes["open"].list.record() == owed[1]
    assert screen.panel.record == owed[1]


def test_the_column_is_a_good_model(screen: ActionBoardScreen, qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(screen.lanes["open"].list.cards)  # type: ignore[no-untyped-call]


@pytest.mark.parametrize("lang", ["zh", "fr", "en"])
def test_the_board_speaks_every_language(
    screen: ActionBoardScreen, context: ScreenContext, lang: str
) -> None:
    context.language.choose(lang)
    screen.retranslate()
    word = {"zh": "待办：3项", "fr": "À faire\u202f: 3 actions", "en": "Open: 3 actions"}[lang]
    assert screen.lanes["open"].list.accessibleName() == word


def test_the_choice_of_a_party_is_as_wide_as_its_words_in_every_language(
    qtbot: QtBot, screen: ActionBoardScreen, context: ScreenContext
) -> None:
    context.language.choose("fr")
    screen.retranslate()
    qtbot.waitUntil(lambda: screen.party.shown_words() == "Toutes les parties")
