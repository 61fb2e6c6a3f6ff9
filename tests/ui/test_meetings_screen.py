"""A secretary keeps a meeting on its page: typed, moved and decided with the keyboard."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QCoreApplication, QMimeData, QPoint, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QWidget

from domain.commands import AddRow, SetFields
from domain.errors import DomainError
from domain.meetings.agenda import agenda
from storage.errors import StorageError
from tests.ui.desk import context_over
from tests.ui.meeting_park import hold_meeting
from tests.ui.park_on_screen import copy_of, screen_context
from ui.components.banner import Banner
from ui.meetings.grid import TypedTable
from ui.meetings.month import month_beside
from ui.meetings.resolution_card import ResolutionCard
from ui.reports.ports import ReportPorts
from ui.screens.meetings import MeetingsScreen
from ui.screens.services import Services

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from domain.progress import Progress
    from storage.workbook import Workbook
    from tests.ui.desk import RecordedDesk
    from tests.ui.meeting_park import MeetingPark
    from ui.screens.base import ScreenContext

ROLE = Qt.ItemDataRole.DisplayRole


@pytest.fixture
def session(park: Workbook) -> MeetingPark:
    """Give a meeting in session."""
    return hold_meeting(park)


@pytest.fixture
def screen(qtbot: QtBot, session: MeetingPark, context: ScreenContext) -> MeetingsScreen:
    """Give the screen on the page of the meeting."""
    made = _screen(qtbot, context)
    made.show_record(session.meeting)
    return made


def _screen(qtbot: QtBot, context: ScreenContext) -> MeetingsScreen:
    made = MeetingsScreen(context)
    qtbot.addWidget(made)
    made.resize(1166, 700)
    made.show()
    qtbot.waitExposed(made)
    made.activate("2024Q4")
    return made


def _press(screen: QWidget, name: str) -> None:
    found = [each for each in screen.findChildren(QPushButton, name) if each.isVisible()]
    assert found, f"no button {name}"
    QTest.mouseClick(found[0], Qt.MouseButton.LeftButton)


def _typed(table: TypedTable, row: int, column: str, text: str) -> None:
    names = [each.key for each in table.rows.columns]
    table.setFocus()
    table.setCurrentIndex(table.rows.index(row, names.index(column)))
    QTest.keyClick(table, Qt.Key.Key_F2)
    name = f"{table.objectName()}.{column}"
    editor = next(each for each in table.findChildren(QLineEdit, name) if each.isVisible())
    editor.selectAll()
    _write(editor, text)
    QTest.keyClick(editor, Qt.Key.Key_Return)
    QCoreApplication.processEvents()  # Qt takes what was typed in its next round


def _write(line: QLineEdit, text: str) -> None:
    """Type a text; what no key of the tests has comes as an input method brings it."""
    if not text:
        QTest.keyClick(line, Qt.Key.Key_Delete)
    elif text.isascii():
        QTest.keyClicks(line, text)
    else:
        line.insert(text)


def _votes(screen: QWidget) -> TypedTable:
    table = screen.findChild(TypedTable, "resolution.votes")
    assert table is not None
    return table


def _shown(screen: QWidget, name: str) -> str:
    label = screen.findChild(QLabel, name)
    assert label is not None
    return label.accessibleName() if label.isVisible() else ""


def test_votes_are_typed_in_place_and_the_outcome_follows(
    screen: MeetingsScreen, session: MeetingPark
) -> None:
    table = _votes(screen)
    assert [table.rows.key(row) for row in range(4)] == [
        session.parties[code] for code in ("QZ", "YH", "LY", "MC")
    ]
    for row, (column, votes) in enumerate(
        (("votes_for", "3"), ("votes_for", "2"), ("votes_for", "2"), ("votes_against", "1"))
    ):
        _typed(table, row, column, votes)
    assert [table.rows.index(0, at).data(ROLE) for at in (1, 2)] == ["3", "·"]
    _press(screen, "resolution.decide")
    assert session.state() == "adopted"
    assert table.editTriggers() == table.EditTrigger.NoEditTriggers


def test_more_votes_than_present_are_refused_in_their_cell(
    screen: MeetingsScreen, session: MeetingPark
) -> None:
    table = _votes(screen)
    _typed(table, 0, "votes_for", "4")
    index = table.rows.index(0, 1)
    assert index.data(ROLE) == "4"
    assert "3 votes present" in str(index.data(Qt.ItemDataRole.ToolTipRole))
    assert session.workbook.find("vote") == []
    _typed(table, 0, "votes_for", "x")
    assert session.workbook.find("vote") == []
    _typed(table, 0, "votes_for", "3")
    assert index.data(ROLE) == "3"
    assert session.workbook.find("vote")[0]["votes_for"] == 3
    _typed(table, 0, "votes_for", "-")
    assert index.data(ROLE) == "·"


def test_nothing_is_decided_without_a_quorum_and_the_page_says_why(
    screen: MeetingsScreen, session: MeetingPark
) -> None:
    table = screen.page.side.attendance.table
    _typed(table, 1, "arrival", "")
    _typed(_votes(screen), 0, "votes_for", "3")
    _press(screen, "resolution.decide")
    assert "no quorum" in _shown(screen, "resolution.refused")
    assert session.state() == "tabled"
    banner = screen.findChild(Banner, "meeting.quorum")
    assert banner is not None
    words = " ".join(label.accessibleName() for label in banner.findChildren(QLabel))
    assert "6 of 9 votes present: there is no quorum" in words


def test_what_is_deferred_or_escalated_asks_for_a_reason(
    screen: MeetingsScreen, session: MeetingPark
) -> None:
    _press(screen, "resolution.deferred")
    _press(screen, "resolution.back")
    _press(screen, "resolution.escalated")
    _press(screen, "resolution.escalated")
    assert "needs a reason" in _shown(screen, "resolution.refused")
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
    _typed(_votes(screen), 0, "votes_for", "3")
    _press(screen, "resolution.decide")
    for _ in range(2):
        _press(screen, "resolution.countersign")
    assert session.state() == "countersigned"
    _press(screen, "resolution.in_force")
    assert session.state() == "in_force"
    assert session.row("resolution", old.record)["state"] == "superseded"
    _press(screen, "resolution.execute")
    assert session.state() == "executed"
    _press(screen, "resolution.supersedes")
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
    _press(screen, "resolution.link")
    assert desk.opened[-1] == ("target", target.record)


def test_closing_freezes_the_quorum_and_what_was_typed(
    screen: MeetingsScreen, session: MeetingPark
) -> None:
    _press(screen, "meeting.next")
    assert "R-2025-01" in _shown(screen, "meeting.refused")
    _typed(_votes(screen), 0, "votes_for", "3")
    _press(screen, "resolution.decide")
    _press(screen, "meeting.next")
    row = session.row("meeting", session.meeting)
    assert (row["state"], row["votes_present"], row["quorum_met"]) == ("closed", 9, 1)
    table = screen.page.side.attendance.table
    open_ = [
        each.key
        for at, each in enumerate(table.rows.columns)
        if table.rows.flags(table.rows.index(0, at)) & Qt.ItemFlag.ItemIsEditable
    ]
    assert open_ == ["persons"]
    _typed(table, 0, "persons", "柯景行")
    assert "柯景行" in {each["persons"] for each in session.workbook.find("meeting_party")}
    assert screen.state()[0] == "Closed"
    words = screen.page.findChild(QWidget, "meeting.steps")
    assert words is not None
    assert "Minutes: done" in words.accessibleName()


def test_a_wrong_time_stays_in_its_cell(screen: MeetingsScreen) -> None:
    table = screen.page.side.attendance.table
    _typed(table, 0, "departure", "08:00")
    assert table.rows.index(0, 3).data(ROLE) == "08:00"
    assert table.rows.index(0, 3).data(Qt.ItemDataRole.ToolTipRole)


def _titles(session: MeetingPark) -> list[str]:
    return [str(row["title"]) for row in agenda(session.workbook, session.meeting)]


def test_the_agenda_is_added_to_typed_ordered_and_cut_by_keys(
    screen: MeetingsScreen, session: MeetingPark
) -> None:
    part = screen.page.side.agenda
    _write(part.line, "运营方考核")
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
    _typed(part.table, 0, "duration", "30")
    assert agenda(session.workbook, session.meeting)[0]["duration"] == 30
    assert part.table.rows.index(0, 2).data(ROLE).startswith("30")
    _typed(part.table, 0, "duration", "long")
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
        _press(screen, button)
        shown = [each.text() for each in screen.findChildren(QLineEdit) if each.isVisible()]
        assert number in shown, table
    _press(screen, "resolution.edit")
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


def test_the_list_shows_the_meeting_and_the_calendar_convenes_the_next(
    qtbot: QtBot, session: MeetingPark, context: ScreenContext, desk: RecordedDesk
) -> None:
    screen = _screen(qtbot, context)
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
    screen = _screen(qtbot, context)
    table, days = screen.list.table, screen.list.month.days
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_Down)
    assert days.day == date(2024, 12, 5)
    _press(screen, "meeting.month_after")
    _press(screen, "meeting.month_after")
    _press(screen, "meeting.month_before")
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
    screen = _screen(qtbot, context)
    _press(screen, "empty.action")
    assert [row["number"] for row in park.find("meeting")] == ["M-2025-01"]
    assert screen.state() == ("Planned", "info", "")
    _press(screen, "meeting.next")
    assert "times of arrival" in _shown(screen, "meeting.refused")


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


class Written:
    """Services that remember what they were asked to write."""

    def __init__(self) -> None:
        self.papers: list[tuple[str, str, str]] = []
        self.calendars: list[tuple[str, str]] = []

    def paper(self, kind: str, meeting: str, lang: str, path: Path, _progress: Progress) -> Path:
        """Remember a paper; the list of actions cannot be written, nor can the disk hold more."""
        self.papers.append((kind, meeting, lang))
        if kind == "actions" and len(self.papers) == 2:
            raise DomainError("no_votes", value="R-1")
        if kind == "actions":
            raise StorageError("disk_full", path=str(path), detail="")
        return path

    def calendar(self, meeting: str, lang: str, path: Path) -> Path:
        """Remember a calendar."""
        self.calendars.append((meeting, lang))
        return path

    def ports(self) -> ReportPorts:
        """Return ports that print nothing but papers of meetings."""

        def never(*_given: object) -> Any:  # noqa: ANN401 - a port that is not asked
            raise AssertionError

        return ReportPorts(
            kinds=(),
            parts={},
            missing=never,
            preview=never,
            issue=never,
            page=never,
            text=never,
            verify=never,
            sheet=self.paper,
        )


@pytest.fixture
def writing(
    qapp: QApplication, session: MeetingPark, desk: RecordedDesk
) -> Iterator[tuple[Written, ScreenContext]]:
    """Give a context whose services write papers."""
    from PySide6.QtCore import QObject

    owner, written = QObject(qapp), Written()
    services = Services(reports=written.ports, write_calendar=written.calendar)
    context = context_over(session.workbook, owner, desk=desk, services=services)
    yield written, context
    context.tasks.close()
    owner.deleteLater()


def test_papers_and_calendars_are_written_where_the_user_says(
    qtbot: QtBot,
    session: MeetingPark,
    writing: tuple[Written, ScreenContext],
    desk: RecordedDesk,
    tmp_path: Path,
) -> None:
    written, context = writing
    screen = _screen(qtbot, context)
    asked: list[str] = []

    def where(name: str, _kinds: str) -> Path | None:
        asked.append(name)
        return tmp_path / name

    screen.papers.ask = where
    assert screen.header_actions() == [screen.calendar, screen.convene]
    screen.calendar.click()
    qtbot.waitUntil(lambda: bool(desk.told))
    screen.show_record(session.meeting)
    assert screen.header_actions() == [screen.calendar, screen.list_paper, screen.paper]
    assert screen.paper.text() == "Minutes PDF"
    screen.paper.click()
    screen.calendar.click()
    qtbot.waitUntil(lambda: len(desk.told) == 3)
    screen.list_paper.click()
    qtbot.waitUntil(lambda: len(desk.told) == 4)
    assert "R-1" in desk.told[-1]
    screen.list_paper.click()
    qtbot.waitUntil(lambda: len(desk.told) == 5)
    assert "disk is full" in desk.told[-1]
    assert asked == [
        "Joint meetings calendar.ics",
        "Minutes M-2025-01.pdf",
        "M-2025-01.ics",
        "Actions M-2025-01.pdf",
        "Actions M-2025-01.pdf",
    ]
    assert [each[0] for each in written.papers] == ["minutes", "actions", "actions"]
    assert [each[0] for each in written.calendars] == ["", session.meeting]
    screen.papers.ask = lambda _name, _kinds: None
    screen.paper.click()
    assert len(written.papers) == 3


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
        screen = _screen(qtbot, context)
        for row in workbook.find("meeting"):
            screen.show_record(str(row["id"]))
        meeting = workbook.find("meeting", number="M-2022-01")[0]
        screen.show_record(str(meeting["id"]))
        _press(screen, "resolution.link")
        resolution = workbook.find("resolution", number="R-2022-02")[0]["id"]
        rested = workbook.find("sharing_rule_version", resolution=resolution)
        assert desk.opened[-1][0] == "sharing_rule_version"
        assert desk.opened[-1][1] in [row["id"] for row in rested]
        # The way back: the version's own page refers to the resolution.
        assert context.records.get(*desk.opened[-1])["resolution"] == resolution  # type: ignore[index]


def test_in_a_narrow_page_the_votes_go_below_their_bar_and_no_figure_is_cut(
    qtbot: QtBot, screen: MeetingsScreen
) -> None:
    table = _votes(screen)
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
