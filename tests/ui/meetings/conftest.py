"""Give the tests of meetings a meeting in session and the screen on its page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.ui.meeting_park import hold_meeting
from tests.ui.meetings.keys import open_meetings

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from storage.workbook import Workbook
    from tests.ui.meeting_park import MeetingPark
    from ui.screen import ScreenContext
    from ui.screens.meetings import MeetingsScreen


@pytest.fixture
def session(park: Workbook) -> MeetingPark:
    """Give a meeting in session."""
    return hold_meeting(park)


@pytest.fixture
def screen(qtbot: QtBot, session: MeetingPark, context: ScreenContext) -> MeetingsScreen:
    """Give the screen on the page of the meeting."""
    made = open_meetings(qtbot, context)
    made.show_record(session.meeting)
    return made
