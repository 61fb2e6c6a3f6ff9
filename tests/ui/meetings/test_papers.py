"""The papers of a meeting and its calendar are written where the user says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from domain.errors import DomainError
from storage.errors import StorageError
from tests.ui.desk import context_over
from tests.ui.meetings.keys import open_meetings
from ui.report_ports import ReportPorts
from ui.services import Services

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from domain.progress import Progress
    from tests.ui.desk import RecordedDesk
    from tests.ui.meeting_park import MeetingPark
    from ui.screen import ScreenContext


class Written:
    """Services that remember what they were asked to write."""

    def __init__(self) -> None:
        self.papers: list[tuple[str, str, Sequence[str]]] = []
        self.calendars: list[tuple[str, str]] = []

    def paper(
        self, kind: str, meeting: str, languages: Sequence[str], path: Path, _progress: Progress
    ) -> Path:
        """Remember a paper; the list of actions cannot be written, nor can the disk hold more."""
        self.papers.append((kind, meeting, languages))
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
    screen = open_meetings(qtbot, context)
    asked: list[str] = []

    def where(name: str, _endings: Sequence[str]) -> Path | None:
        asked.append(name)
        return tmp_path / name

    screen.papers.ask = where
    assert screen.header_actions() == [screen.calendar, screen.convene]
    screen.calendar.click()
    qtbot.waitUntil(lambda: bool(desk.told))
    screen.show_record(session.meeting)
    papers = [screen.languages, screen.list_paper, screen.paper]
    assert screen.header_actions() == [screen.calendar, *papers]
    assert screen.paper.text() == "Minutes…"
    screen.paper.click()
    screen.calendar.click()
    qtbot.waitUntil(lambda: len(desk.told) == 3)
    screen.context.language.choose_papers("zh+en")
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
    assert [each[2] for each in written.papers] == [("en",), ("zh", "en"), ("zh", "en")]
    assert [each[0] for each in written.calendars] == ["", session.meeting]
    screen.papers.ask = lambda _name, _endings: None
    screen.paper.click()
    assert len(written.papers) == 3
