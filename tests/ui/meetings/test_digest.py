"""Beside the list of meetings stands what the chosen one dealt with and what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QListView

from domain.commands import AddRow, SetFields
from tests.ui.meetings.keys import ROLE, open_meetings

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from domain.records import Value
    from tests.ui.meeting_park import MeetingPark
    from ui.screen import ScreenContext
    from ui.screens.meetings import MeetingsScreen


def lines(screen: MeetingsScreen) -> list[str]:
    """Return what the digest lists, each row with its note and what stands at its right."""
    model = screen.list.digest.items.model()
    role = Qt.ItemDataRole.AccessibleTextRole
    return [str(model.index(at, 0).data(role)) for at in range(model.rowCount())]


def test_the_agenda_is_told_with_its_resolutions_and_what_is_owed(
    qtbot: QtBot, session: MeetingPark, context: ScreenContext
) -> None:
    item = session.workbook.find("agenda_item", title="第3版规则")[0]
    context.bus.run(SetFields("resolution", session.resolution, {"agenda_item": str(item["id"])}))
    for name, due in (("A-8", "2025-02-20"), ("A-9", "2030-01-01")):
        owed: dict[str, Value] = {
            "number": name,
            "what": name,
            "due": due,
            "meeting": session.meeting,
        }
        context.bus.run(AddRow("action_item", {**owed, "owner_party": session.parties["QZ"]}))
    screen = open_meetings(qtbot, context)
    number = str(session.row("resolution", session.resolution)["number"])
    assert lines(screen) == [
        f"第3版规则, {number} · Tabled",
        "督办台账",
        "2 open actions",
    ]


def test_the_digest_follows_the_row_and_opens_its_meeting(
    qtbot: QtBot, context: ScreenContext
) -> None:
    next_one = AddRow("meeting", {"number": "M-2025-01", "date": "2025-02-10"})
    context.bus.run(next_one)
    other = AddRow("meeting", {"number": "M-2024-09", "date": "2024-12-05"})
    context.bus.run(other)
    context.bus.run(AddRow("agenda_item", {"meeting": other.record, "rank": 1, "title": "用房"}))
    screen = open_meetings(qtbot, context)
    table = screen.list.table
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_Down)
    assert lines(screen) == ["用房"]
    items = screen.findChild(QListView, "meeting.digest")
    assert items is not None
    assert items.model().index(0, 0).data(ROLE) == "用房"
    items.setFocus()
    items.setCurrentIndex(items.model().index(0, 0))
    QTest.keyClick(items, Qt.Key.Key_Return)
    assert screen.page.meeting == other.record


def test_without_a_meeting_there_is_no_digest(qtbot: QtBot, context: ScreenContext) -> None:
    screen = open_meetings(qtbot, context)
    assert not screen.list.has_meetings()
    assert not screen.list.digest.isVisible()
