"""Meetings are found in their list and convened from the calendar."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from domain.commands import AddRow, SetFields
from tests.storage.park import copy_of
from tests.ui.hand import press
from tests.ui.meetings.keys import ROLE, open_meetings, shown_at
from tests.ui.park_on_screen import screen_context
from ui.meetings.month import month_beside

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from storage.workbook import Workbook
    from tests.ui.desk import RecordedDesk
    from tests.ui.meeting_park import MeetingPark
    from ui.screen import ScreenContext
    from ui.screens.meetings import MeetingsScreen


def test_a_place_on_record_is_named_in_the_language_at_hand(
    qtbot: QtBot, session: MeetingPark, context: ScreenContext
) -> None:
    def place() -> object:
        screen = open_meetings(qtbot, context)
        return screen.list.table.model().index(0, 3).data(ROLE)

    city = {"code": "330800", "name_zh": "衢州市", "name_en": "Quzhou City", "kind": "city"}
    context.bus.run(AddRow("region", city))
    assert place() == "Quzhou City"
    context.bus.run(SetFields("meeting", session.meeting, {"place": "会议室"}))
    assert place() == "会议室"


def test_the_list_shows_the_meeting_and_the_calendar_convenes_the_next(
    qtbot: QtBot, session: MeetingPark, context: ScreenContext, desk: RecordedDesk
) -> None:
    screen = open_meetings(qtbot, context)
    model = screen.list.table.model()
    assert [model.index(0, at).data(ROLE) for at in (1, 2, 4, 5)] == [
        "M-2025-01",
        "Held",
        "9 of 9",
        "1",
    ]
    days = screen.list.month.days
    assert days.day == date(2025, 1, 20)
    QTest.keyClick(days, Qt.Key.Key_Right)
    QTest.keyClick(days, Qt.Key.Key_Down)
    QTest.keyClick(days, Qt.Key.Key_PageDown)
    assert days.day == date(2025, 2, 28)
    QTest.keyClick(days, Qt.Key.Key_Return)
    made = session.workbook.find("meeting", date="2025-02-28")
    assert [row["number"] for row in made] == ["M-2025-02"]
    assert screen.alone()
    assert screen.title() == "Meeting M-2025-02"
    assert "M-2025-02" in desk.told[-1]
    assert screen.leave()
    assert not screen.leave()
    QTest.keyClick(days, Qt.Key.Key_Return)  # now there is a meeting on that day
    assert screen.page.meeting == made[0]["id"]
    assert len(session.workbook.find("meeting")) == 2


def test_choosing_a_row_moves_the_calendar_and_a_click_moves_the_row(
    qtbot: QtBot, session: MeetingPark, context: ScreenContext
) -> None:
    context.bus.run(AddRow("meeting", {"number": "M-2024-09", "date": "2024-12-05"}))
    screen = open_meetings(qtbot, context)
    table, days = screen.list.table, screen.list.month.days
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_Down)
    assert days.day == date(2024, 12, 5)
    press(screen, "meeting.month_after")
    press(screen, "meeting.month_after")
    press(screen, "meeting.month_before")
    assert days.day == date(2025, 1, 5)
    days.go(date(2025, 2, 1))
    # Saturday 1 February stands in the first week: Monday the tenth is two weeks on.
    at = QPoint(days.width() // 14, 24 + 2 * 36 + 18)
    QTest.mouseClick(days, Qt.MouseButton.LeftButton, pos=at)
    assert days.day == date(2025, 2, 10)
    assert table.model().index(table.currentIndex().row(), 1).data(ROLE) == "M-2025-01"
    QTest.mouseDClick(days, Qt.MouseButton.LeftButton, pos=at)
    assert screen.page.meeting == session.meeting


def test_a_park_without_meetings_offers_to_convene_one(
    qtbot: QtBot, context: ScreenContext, park: Workbook
) -> None:
    screen = open_meetings(qtbot, context)
    press(screen, "empty.action")
    assert [row["number"] for row in park.find("meeting")] == ["M-2025-01"]
    assert screen.state() == ("Planned", "info", "")
    press(screen, "meeting.next")
    assert "times of arrival" in shown_at(screen, "meeting.refused")


def test_a_meeting_that_is_gone_gives_way_to_the_list(
    screen: MeetingsScreen, context: ScreenContext
) -> None:
    for _ in range(30):
        if not context.records.find("meeting"):
            break
        context.bus.undo()
    assert not screen.alone()
    screen.show_record("gone")
    assert not screen.alone()
    assert screen.add_record()


def test_a_meeting_undone_while_another_page_is_shown_has_no_heading(
    screen: MeetingsScreen, context: ScreenContext
) -> None:
    screen.leave()
    screen.add_record()
    assert screen.alone()
    screen.hide()
    context.bus.undo()
    assert screen.state() == ("", "", "")
    assert "None" not in screen.title()
    screen.show()
    screen.activate(screen.quarter)
    assert not screen.alone()


def test_the_same_day_of_a_shorter_month_is_its_last() -> None:
    assert month_beside(date(2024, 1, 31), 1) == date(2024, 2, 29)
    assert month_beside(date(2024, 1, 31), -1) == date(2023, 12, 31)
    assert month_beside(date(2024, 12, 15), 1) == date(2025, 1, 15)


def test_the_meetings_of_the_sample_park_are_shown_with_the_rules_they_changed(
    qtbot: QtBot, qapp: QApplication, sample: Path, tmp_path: Path, desk: RecordedDesk
) -> None:
    with (
        copy_of(sample, tmp_path / "copy") as workbook,
        screen_context(qapp, workbook, desk) as context,
    ):
        screen = open_meetings(qtbot, context)
        for row in workbook.find("meeting"):
            screen.show_record(str(row["id"]))
        meeting = workbook.find("meeting", number="M-2022-01")[0]
        screen.show_record(str(meeting["id"]))
        press(screen, "resolution.link")
        resolution = workbook.find("resolution", number="R-2022-02")[0]["id"]
        rested = workbook.find("sharing_rule_version", resolution=resolution)
        assert desk.opened[-1][0] == "sharing_rule_version"
        assert desk.opened[-1][1] in [row["id"] for row in rested]
        # The way back: the version's own page refers to the resolution.
        assert context.records.get(*desk.opened[-1])["resolution"] == resolution  # type: ignore[index]


def test_the_newest_meeting_is_a_sample_that_its_number_opens(
    qtbot: QtBot, session: MeetingPark, context: ScreenContext
) -> None:
    context.bus.run(AddRow("meeting", {"number": "M-2024-09", "date": "2024-12-05"}))
    screen = open_meetings(qtbot, context)
    assert list(screen.samples()) == ["M-2025-01"]
    screen.show_record("M-2025-01")
    assert screen.page.meeting == session.meeting
    screen.leave()
    screen.show_record("M-1999-01")
    assert not screen.alone()
