"""Who is in the room is computed from arrivals and departures; the quorum is kept at closing."""

from __future__ import annotations

import pytest

from domain.commands import SetFields
from domain.meetings.presence import attendance, quorum, votes_present
from domain.meetings.sessions import CloseMeeting, Convene, HoldMeeting
from tests.domain.meetings.session import Session


@pytest.mark.parametrize(
    ("at", "votes"), [("08:59", 0), ("09:00", 6), ("09:30", 9), ("10:00", 9), ("10:01", 7)]
)
def test_a_party_counts_from_its_arrival_to_its_departure(at: str, votes: int) -> None:
    session = Session()
    session.run(SetFields("meeting_party", session.present["YH"], {"arrival": "09:30"}))
    session.run(SetFields("meeting_party", session.present["LY"], {"departure": "10:00"}))
    rows = attendance(session, session.meeting)
    assert votes_present(rows, at) == votes
    assert quorum(session, session.meeting, at).present == votes


def test_required_parties_come_first_then_those_with_more_votes() -> None:
    session = Session()
    codes = {party: code for code, party in session.parties.items()}
    rows = attendance(session, session.meeting)
    assert [codes[str(row["party"])] for row in rows] == ["QZ", "YH", "LY", "MC"]


def test_two_thirds_of_nine_votes_are_six_and_both_sides_must_be_there() -> None:
    both = Session(absent=("LY", "MC"))
    found = quorum(both, both.meeting)
    assert (found.present, found.whole, found.needed, found.met) == (6, 9, 6, True)
    one = Session(absent=("YH",))
    found = quorum(one, one.meeting)
    assert (found.present, found.missing, found.met) == (6, (one.parties["YH"],), False)
    few = Session(absent=("LY", "MC", "YH"))
    assert not quorum(few, few.meeting).met


def test_parties_that_never_were_there_together_make_no_quorum() -> None:
    session = Session()
    for code in ("QZ", "LY", "MC"):
        session.run(SetFields("meeting_party", session.present[code], {"departure": "09:30"}))
    session.run(SetFields("meeting_party", session.present["YH"], {"arrival": "10:00"}))
    found = quorum(session, session.meeting)
    assert (found.present, found.met) == (6, False)


def test_closing_keeps_the_count_whatever_is_asked_later() -> None:
    session = Session()
    session.run(SetFields("resolution", session.resolution, {"state": "deferred"}))
    session.run(CloseMeeting(session.meeting))
    closed = session.row("meeting", session.meeting)
    assert (closed["state"], closed["votes_present"], closed["quorum_met"]) == ("closed", 9, 1)
    session.tables["meeting_party"][session.present["QZ"]]["arrival"] = None  # past the program
    found = quorum(session, session.meeting)
    assert (found.present, found.met, found.frozen) == (9, True, True)
    change = SetFields("meeting_party", session.present["YH"], {"departure": "09:10"})
    assert session.refusal(change).key == "quorum_frozen"
    session.undo()
    assert session.row("meeting", session.meeting)["votes_present"] is None


def test_a_meeting_is_not_closed_over_a_resolution_put_to_the_vote() -> None:
    session = Session()
    refused = session.refusal(CloseMeeting(session.meeting))
    assert (refused.key, refused.values["value"]) == ("resolution_undecided", "R-2025-01")


def test_a_meeting_is_held_once_somebody_is_there() -> None:
    empty = Session("planned", absent=("QZ", "YH", "LY", "MC"))
    assert empty.refusal(HoldMeeting(empty.meeting)).key == "nobody_present"
    session = Session("planned")
    session.run(HoldMeeting(session.meeting))
    assert session.row("meeting", session.meeting)["state"] == "held"
    assert not session.run(HoldMeeting(session.meeting))
    assert session.refusal(HoldMeeting("gone")).key == "record_gone"


def test_the_next_meeting_takes_parties_and_quorum_from_the_last() -> None:
    session = Session()
    command = Convene("2025-05-20", {"place": "衢州市"})
    session.run(command)
    made = session.row("meeting", command.meeting)
    assert (made["number"], made["state"], made["quorum_bp"]) == ("M-2025-02", "planned", 6667)
    assert (made["place"], made["start"], made["votes_present"]) == ("衢州市", "09:00", None)
    rows = session.find("meeting_party", meeting=command.meeting)
    assert sorted((row["votes"], row["required"], row["arrival"]) for row in rows) == [
        (1, 0, None),
        (2, 0, None),
        (3, 1, None),
        (3, 1, None),
    ]
    session.undo()
    assert session.find("meeting_party", meeting=command.meeting) == []


def test_the_first_meeting_takes_the_parties_that_have_votes() -> None:
    session = Session()
    for table in ("resolution", "meeting_party", "meeting"):
        session.tables[table].clear()
    session.add("party", code="OP", name_zh="运营方", kind="operator", votes=0)
    command = Convene("2026-01-09")
    session.run(command)
    assert session.row("meeting", command.meeting)["number"] == "M-2026-01"
    rows = session.find("meeting_party", meeting=command.meeting)
    assert sorted((row["votes"], row["required"]) for row in rows) == [
        (1, 0),
        (2, 0),
        (3, 1),
        (3, 1),
    ]
