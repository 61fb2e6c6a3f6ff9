"""The record of a resolution says first what was decided and how it was voted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLabel

from domain.meetings.decisions import CastVotes
from ui.meetings.vote_bar import VoteBar
from ui.screens.traced import ResolutionOverview, TracedScreen

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.ui.meeting_park import MeetingPark
    from ui.screen import ScreenContext


def test_a_vote_is_drawn_once_it_is_cast_and_the_text_stands_once(
    qtbot: QtBot, session: MeetingPark, context: ScreenContext
) -> None:
    screen = TracedScreen(context, "resolution")
    qtbot.addWidget(screen)
    screen.resize(1200, 700)
    screen.show()
    screen.activate("2024Q4")
    screen.show_record(session.resolution)
    overview = screen.panel.findChild(ResolutionOverview)
    assert overview is not None
    assert not overview.votes.isVisible()
    said = [each.accessibleName() for each in screen.panel.findChildren(QLabel)]
    assert said.count("自2025年起执行第3版。") == 1
    for party, agreed, against in (("QZ", 3, 0), ("YH", 0, 3), ("LY", 2, 0)):
        for way, count in (("votes_for", agreed), ("votes_against", against)):
            context.bus.run(CastVotes(session.resolution, session.parties[party], way, count))
    screen.show_record(session.resolution)
    assert overview.votes.isVisible()
    bar = overview.votes.findChild(VoteBar)
    assert bar is not None
    # Two thirds of the eight votes cast are six.
    assert bar.accessibleName().startswith("For 5, Against 3, Abstain 0, Line: 66.67% of votes")
    assert "(6 votes)" in bar.accessibleName()
