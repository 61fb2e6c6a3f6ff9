"""A secretary takes a resolution from the vote to force with the keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QWidget

from domain.commands import AddRow, SetFields
from domain.meetings.decisions import DraftResolution
from tests.ui.components.painted import colours_of
from tests.ui.hand import press
from tests.ui.meetings.keys import ROLE, shown_at, type_in_cell, votes_of
from ui.components.banner import Banner

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from domain.records import Value
    from tests.ui.desk import RecordedDesk
    from tests.ui.meeting_park import MeetingPark
    from ui.screens.meetings import MeetingsScreen


def test_votes_are_typed_in_place_and_the_outcome_follows(
    screen: MeetingsScreen, session: MeetingPark
) -> None:
    table = votes_of(screen)
    assert [table.rows.key(row) for row in range(4)] == [
        session.parties[code] for code in ("QZ", "YH", "LY", "MC")
    ]
    for row, (column, votes) in enumerate(
        (("votes_for", "3"), ("votes_for", "2"), ("votes_for", "2"), ("votes_against", "1"))
    ):
        type_in_cell(table, row, column, votes)
    assert [table.rows.index(0, at).data(ROLE) for at in (1, 2)] == ["3", "·"]
    press(screen, "resolution.decide")
    assert session.state() == "adopted"
    assert table.editTriggers() == table.EditTrigger.NoEditTriggers


def test_more_votes_than_present_are_refused_in_their_cell(
    screen: MeetingsScreen, session: MeetingPark
) -> None:
    table = votes_of(screen)
    type_in_cell(table, 0, "votes_for", "4")
    index = table.rows.index(0, 1)
    assert index.data(ROLE) == "4"
    assert "3 votes present" in str(index.data(Qt.ItemDataRole.ToolTipRole))
    assert session.workbook.find("vote") == []
    type_in_cell(table, 0, "votes_for", "x")
    assert session.workbook.find("vote") == []
    type_in_cell(table, 0, "votes_for", "3")
    assert index.data(ROLE) == "3"
    assert session.workbook.find("vote")[0]["votes_for"] == 3
    type_in_cell(table, 0, "votes_for", "-")
    assert index.data(ROLE) == "·"


def test_nothing_is_decided_without_a_quorum_and_the_page_says_why(
    screen: MeetingsScreen, session: MeetingPark
) -> None:
    table = screen.page.side.attendance.table
    type_in_cell(table, 1, "arrival", "")
    type_in_cell(votes_of(screen), 0, "votes_for", "3")
    press(screen, "resolution.decide")
    assert "no quorum" in shown_at(screen, "resolution.refused")
    assert session.state() == "tabled"
    banner = screen.findChild(Banner, "meeting.quorum")
    assert banner is not None
    words = " ".join(label.accessibleName() for label in banner.findChildren(QLabel))
    assert "6 of 9 votes present: there is no quorum" in words


def test_what_is_deferred_or_escalated_asks_for_a_reason(
    screen: MeetingsScreen, session: MeetingPark
) -> None:
    press(screen, "resolution.deferred")
    press(screen, "resolution.back")
    press(screen, "resolution.escalated")
    press(screen, "resolution.escalated")
    assert "needs a reason" in shown_at(screen, "resolution.refused")
    line = screen.findChild(QLineEdit, "resolution.reason")
    assert line is not None
    QTest.keyClicks(line, "Yuhang objects")
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert session.state() == "escalated"
    assert session.row("resolution", session.resolution)["state_reason"] == "Yuhang objects"


def test_from_the_vote_to_force_by_buttons_alone_superseding_the_old(
    screen: MeetingsScreen, session: MeetingPark
) -> None:
    other = AddRow("meeting", {"number": "M-2019-01", "date": "2019-06-25", "state": "planned"})
    session.workbook.run(other)
    old = AddRow("resolution", {"number": "R-2019-01", "meeting": other.record, "text": "v1"})
    session.workbook.run(old)
    for state in ("tabled", "adopted", "countersigned", "in_force"):
        session.workbook.run(SetFields("resolution", old.record, {"state": state}))
    screen.context.bus.run(SetFields("resolution", session.resolution, {"supersedes": old.record}))
    type_in_cell(votes_of(screen), 0, "votes_for", "3")
    press(screen, "resolution.decide")
    for _ in range(2):
        press(screen, "resolution.countersign")
    assert session.state() == "countersigned"
    press(screen, "resolution.in_force")
    assert session.state() == "in_force"
    assert session.row("resolution", old.record)["state"] == "superseded"
    press(screen, "resolution.execute")
    assert session.state() == "executed"
    press(screen, "resolution.supersedes")
    desk = screen.context.desk
    assert desk.opened[-1] == ("resolution", old.record)  # type: ignore[attr-defined]


def test_what_a_resolution_changes_is_reached_from_its_card(
    screen: MeetingsScreen, session: MeetingPark, desk: RecordedDesk
) -> None:
    target = AddRow(
        "target",
        {
            "indicator": "rd_staff",
            "quarter": "2025Q4",
            "value": 5.0,
            "resolution": session.resolution,
        },
    )
    screen.context.bus.run(target)
    press(screen, "resolution.link")
    assert desk.opened[-1] == ("target", target.record)


def test_in_a_narrow_page_the_votes_go_below_their_bar_and_no_figure_is_cut(
    qtbot: QtBot, screen: MeetingsScreen
) -> None:
    table = votes_of(screen)
    wide = table.mapTo(screen, QPoint(0, 0))
    screen.resize(700, 700)
    qtbot.waitUntil(lambda: not screen.page.side.isVisible())
    screen.resize(480, 700)
    qtbot.waitUntil(lambda: table.mapTo(screen, QPoint(0, 0)).y() > wide.y())
    shown = sum(table.columnWidth(at) for at in range(1, 4))
    assert shown < table.viewport().width()
    steps = screen.page.findChild(QWidget, "meeting.steps")
    assert steps is not None
    assert "Held: done" in steps.toolTip()


def test_what_follows_from_a_resolution_is_named_on_its_card(
    screen: MeetingsScreen, session: MeetingPark, desk: RecordedDesk
) -> None:
    workbook = session.workbook
    action: dict[str, Value] = {"what": "Report", "due": "2025-03-31", "number": "A-1"}
    workbook.run(
        AddRow(
            "action_item",
            {**action, "meeting": session.meeting, "resolution": session.resolution,
             "owner_party": session.parties["QZ"]},
        )
    )  # fmt: skip
    old = session.row("resolution", session.resolution)
    later = DraftResolution(
        session.meeting, {"text": "Again.", "supersedes": session.resolution, "number": "R-2"}
    )
    workbook.run(later)
    screen.show_record(session.meeting)
    links = [
        each
        for each in screen.findChildren(QPushButton, "resolution.link")
        if each.isVisible() and each.text()
    ]
    assert [each.text() for each in links] == ["Superseded by R-2", "Action A-1 Report (Open)"]
    assert old["number"] != "R-2"
    QTest.mouseClick(links[1], Qt.MouseButton.LeftButton)
    assert desk.opened[-1][0] == "action_item"


def test_a_draft_refused_in_force_is_named_with_its_rule(
    screen: MeetingsScreen, session: MeetingPark
) -> None:
    agreement = AddRow("agreement", {"code": "AG", "title_zh": "协议", "start": "2019-07-01"})
    rule = AddRow(
        "sharing_rule",
        {"agreement": agreement.record, "code": "R1", "base": "tax", "clock": "signature"},
    )
    draft = AddRow(
        "sharing_rule_version",
        {
            "rule": rule.record,
            "version": 3,
            "valid_from": "2026-01-01",
            "proposed_by": session.resolution,
        },
    )
    for command in (agreement, rule, draft):
        session.workbook.run(command)
    for state in ("adopted", "countersigned"):
        screen.context.bus.run(SetFields("resolution", session.resolution, {"state": state}))
    press(screen, "resolution.in_force")
    refused = shown_at(screen, "resolution.refused")
    assert refused.startswith("“R1”, version 3: Version 3 has no phase")


def test_a_panel_that_adds_has_the_one_primary_button(screen: MeetingsScreen) -> None:
    accent = screen.context.appearance.theme.accent
    assert accent in colours_of(screen.paper)
    press(screen, "meeting.draft")
    assert accent not in colours_of(screen.paper)
    press(screen, "side.close")
    assert accent in colours_of(screen.paper)
