"""A secretary keeps a meeting on its page: presence, agenda and actions are typed in place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from domain.commands import AddRow, SetFields
from domain.meetings.agenda import agenda
from tests.ui.hand import press
from tests.ui.meetings.keys import ROLE, shown_at, type_in_cell, votes_of, write
from ui.meetings.resolution_card import ResolutionCard

if TYPE_CHECKING:
    from tests.ui.meeting_park import MeetingPark
    from ui.screen import ScreenContext
    from ui.screens.meetings import MeetingsScreen


def test_closing_freezes_the_quorum_and_what_was_typed(
    screen: MeetingsScreen, session: MeetingPark
) -> None:
    press(screen, "meeting.next")
    assert "R-2025-01" in shown_at(screen, "meeting.refused")
    type_in_cell(votes_of(screen), 0, "votes_for", "3")
    press(screen, "resolution.decide")
    assert not shown_at(screen, "meeting.refused"), "its reason is gone"
    press(screen, "meeting.next")
    row = session.row("meeting", session.meeting)
    assert (row["state"], row["votes_present"], row["quorum_met"]) == ("closed", 9, 1)
    table = screen.page.side.attendance.table
    open_ = [
        each.key
        for at, each in enumerate(table.rows.columns)
        if table.rows.flags(table.rows.index(0, at)) & Qt.ItemFlag.ItemIsEditable
    ]
    assert open_ == ["persons"]
    type_in_cell(table, 0, "persons", "柯景行")
    assert "柯景行" in {each["persons"] for each in session.workbook.find("meeting_party")}
    assert screen.state()[0] == "Closed"
    words = screen.page.findChild(QWidget, "meeting.steps")
    assert words is not None
    assert "Minutes: done" in words.accessibleName()


def test_a_wrong_time_stays_in_its_cell(screen: MeetingsScreen) -> None:
    table = screen.page.side.attendance.table
    type_in_cell(table, 0, "departure", "08:00")
    assert table.rows.index(0, 3).data(ROLE) == "08:00"
    assert table.rows.index(0, 3).data(Qt.ItemDataRole.ToolTipRole)


def _titles(session: MeetingPark) -> list[str]:
    return [str(row["title"]) for row in agenda(session.workbook, session.meeting)]


def test_the_agenda_is_added_to_typed_ordered_and_cut_by_keys(
    screen: MeetingsScreen, session: MeetingPark
) -> None:
    part = screen.page.side.agenda
    write(part.line, "运营方考核")
    QTest.keyClick(part.line, Qt.Key.Key_Return)
    assert _titles(session) == ["第3版规则", "督办台账", "运营方考核"]
    assert part.line.text() == ""
    part.table.setFocus()
    part.table.setCurrentIndex(part.table.rows.index(2, 1))
    QTest.keyClick(part.table, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert _titles(session) == ["第3版规则", "运营方考核", "督办台账"]
    assert part.table.currentIndex().row() == 1
    QTest.keyClick(part.table, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert _titles(session)[2] == "运营方考核"
    type_in_cell(part.table, 0, "duration", "30")
    assert agenda(session.workbook, session.meeting)[0]["duration"] == 30
    assert part.table.rows.index(0, 2).data(ROLE).startswith("30")
    type_in_cell(part.table, 0, "duration", "long")
    assert part.table.rows.index(0, 2).data(ROLE) == "long"
    part.table.setCurrentIndex(part.table.rows.index(2, 1))
    QTest.keyClick(part.table, Qt.Key.Key_Delete)
    assert _titles(session) == ["第3版规则", "督办台账"]


def test_an_item_that_is_dropped_takes_the_place_of_the_one_below(
    screen: MeetingsScreen, session: MeetingPark
) -> None:
    table = screen.page.side.agenda.table
    table.setCurrentIndex(table.rows.index(1, 1))
    at = table.visualRect(table.rows.index(0, 1)).center()
    data = QMimeData()
    event = QDropEvent(
        QPoint(at.x(), at.y()).toPointF(),
        Qt.DropAction.MoveAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    table.dropEvent(event)
    assert _titles(session) == ["督办台账", "第3版规则"]


def test_new_resolutions_and_actions_begin_with_their_number_in_the_panel(
    screen: MeetingsScreen, session: MeetingPark
) -> None:
    for button, table, number in (
        ("meeting.draft", "resolution", "R-2025-02"),
        ("meeting.assign", "action_item", "A-2025-01-1"),
    ):
        press(screen, button)
        shown = [each.text() for each in screen.findChildren(QLineEdit) if each.isVisible()]
        assert number in shown, table
    press(screen, "resolution.edit")
    assert screen._panels["resolution"].record == session.resolution  # noqa: SLF001 - what is shown
    assert not screen._panels["action_item"].isVisible()  # noqa: SLF001


def test_actions_of_the_meeting_tell_how_late_they_are(
    screen: MeetingsScreen, session: MeetingPark
) -> None:
    late = AddRow(
        "action_item",
        {
            "number": "A-2025-01-1",
            "meeting": session.meeting,
            "what": "修订结算表",
            "owner_party": session.parties["MC"],
            "owner_person": "叶清和",
            "due": "2025-02-10",
        },
    )
    screen.context.bus.run(late)
    rows = screen.page.action_table.model()
    assert rows.index(0, 0).data(ROLE) == "修订结算表"
    assert rows.index(0, 3).data(ROLE) == "Open"
    verified = SetFields("action_item", late.record, {"state": "in_progress"})
    screen.context.bus.run(verified)
    assert rows.index(0, 3).data(ROLE) == "In progress"
    screen.page.action_table.setCurrentIndex(rows.index(0, 0))
    QTest.keyClick(screen.page.action_table, Qt.Key.Key_Return)
    assert screen._panels["action_item"].record == late.record  # noqa: SLF001 - what is shown


@pytest.mark.parametrize("lang", ["zh", "fr", "en"])
def test_the_page_speaks_every_language(
    screen: MeetingsScreen, context: ScreenContext, lang: str
) -> None:
    context.language.choose(lang)
    screen.retranslate()
    word = {"zh": "提交表决", "fr": "Mise au vote", "en": "Tabled"}[lang]
    card = screen.findChild(ResolutionCard)
    assert card is not None
    assert any(word in each.text() for each in card.findChildren(QLabel))
    screen.leave()
    screen.retranslate()
    assert screen.list.table.model().rowCount() == 1


def test_the_page_names_a_place_on_record_in_the_language_at_hand(
    screen: MeetingsScreen, session: MeetingPark, context: ScreenContext
) -> None:
    city = {"code": "330800", "name_zh": "衢州市", "name_en": "Quzhou City", "kind": "city"}
    context.bus.run(AddRow("region", city))
    context.bus.run(SetFields("meeting", session.meeting, {"place": "衢州市"}))
    screen.show_record(session.meeting)
    said = "\n".join(each.text() for each in screen.page.side.findChildren(QLabel))
    assert "Quzhou City" in said
    assert "衢州市" not in said
