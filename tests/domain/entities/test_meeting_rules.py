"""What is refused of meetings, votes, resolutions and action items."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from domain.entities.resolution import proposed_share_total, tally

if TYPE_CHECKING:
    from domain.records import Value
    from tests.domain.entities.park import Park

Refused = list[tuple[str, str]]


def attend(park: Park, party: str, votes: int, arrival: str | None = "09:00") -> str:
    """Record a party at the park's meeting."""
    return park.add(
        "meeting_party", meeting=park.meeting, party=party, votes=votes, arrival=arrival
    )


@pytest.mark.parametrize(
    ("votes", "refused"),
    [
        ({"votes_for": 3}, []),
        ({"votes_for": 1, "votes_against": 1, "votes_abstain": 1}, []),
        ({"votes_for": 2, "votes_against": 2}, [("votes_exceed_present", "votes_for")]),
        ({"votes_for": -1}, [("negative", "votes_for")]),
    ],
)
def test_a_party_casts_at_most_the_votes_it_has(
    park: Park, votes: dict[str, Value], refused: Refused
) -> None:
    attend(park, park.origin, 3)
    found = park.refusals("vote", resolution=park.resolution, party=park.origin, **votes)
    assert found == refused


def test_an_absent_party_casts_no_vote(park: Park) -> None:
    attend(park, park.origin, 3, arrival=None)
    ballot: dict[str, Value] = {"resolution": park.resolution, "party": park.origin}
    assert park.refusals("vote", **ballot) == []
    refused = park.refusals("vote", **ballot, votes_for=1)
    assert refused == [("votes_exceed_present", "votes_for")]


def test_a_party_leaves_after_it_came(park: Park) -> None:
    present: dict[str, Value] = {"meeting": park.meeting, "party": park.host, "votes": 3}
    assert park.refusals("meeting_party", **present, arrival="09:40", departure="11:30") == []
    refused = park.refusals("meeting_party", **present, arrival="11:40", departure="11:30")
    assert refused == [("time_order", "departure")]


def test_the_quorum_of_a_closed_meeting_is_frozen(park: Park) -> None:
    closed = park.add(
        "meeting", number="M-1", date="2021-12-03", state="closed", votes_present=3, quorum_met=0
    )
    assert park.refusals_of_change("meeting", closed, minutes="更正") == []
    for name, value in (("votes_present", 9), ("quorum_met", 1), ("quorum_bp", 5000)):
        refused = park.refusals_of_change("meeting", closed, **{name: value})
        assert refused == [("quorum_frozen", name)]


def test_the_quorum_of_an_open_meeting_may_change(park: Park) -> None:
    assert park.refusals_of_change("meeting", park.meeting, votes_present=9) == []


def test_the_attendance_of_a_closed_meeting_explains_the_frozen_count_and_no_more(
    park: Park,
) -> None:
    closed = park.add("meeting", number="M-1", date="2021-12-03", state="closed", votes_present=3)
    present: dict[str, Value] = {"meeting": closed, "votes": 3, "arrival": "09:00"}
    assert park.refusals("meeting_party", **present, party=park.origin) == []
    first = park.add("meeting_party", **present, party=park.origin)
    refused = park.refusals("meeting_party", **present, party=park.host)
    assert refused == [("quorum_frozen", "arrival")]
    absent = {**present, "arrival": None}
    assert park.refusals("meeting_party", **absent, party=park.host) == []
    assert park.refusals_of_change("meeting_party", first, persons="柯景行") == []
    refused = park.refusals_of_change("meeting_party", first, votes=4)
    assert refused == [("quorum_frozen", "votes")]


def test_a_closed_meeting_whose_count_is_unknown_takes_its_attendance(park: Park) -> None:
    closed = park.add("meeting", number="M-1", date="2021-12-03", state="closed")
    present: dict[str, Value] = {"meeting": closed, "votes": 3, "arrival": "09:00"}
    assert park.refusals("meeting_party", **present, party=park.origin) == []


def resolution(park: Park, **values: Value) -> Refused:
    """Return what a new resolution of the park's meeting breaks."""
    usual: dict[str, Value] = {"number": "R-9", "meeting": park.meeting, "text": "决议。"}
    return park.refusals("resolution", **{**usual, **values})


def test_a_party_does_not_second_its_own_motion(park: Park) -> None:
    assert resolution(park, mover=park.origin, seconder=park.host) == []
    assert resolution(park, mover=park.origin) == []
    refused = resolution(park, mover=park.origin, seconder=park.origin)
    assert refused == [("same_mover", "seconder")]


def test_a_resolution_belongs_to_an_item_of_its_own_meeting(park: Park) -> None:
    item = park.add("agenda_item", meeting=park.meeting, rank=1, title="分成规则第2版")
    assert resolution(park, agenda_item=item) == []
    other = park.add("meeting", number="M-2", date="2023-11-16")
    refused = resolution(park, meeting=other, agenda_item=item)
    assert refused == [("agenda_item_elsewhere", "agenda_item")]


def test_a_resolution_does_not_supersede_itself(park: Park) -> None:
    assert resolution(park, supersedes=park.resolution) == []
    refused = park.refusals_of_change("resolution", park.resolution, supersedes=park.resolution)
    assert refused == [("supersedes_itself", "supersedes")]


def vote(park: Park, party: str, agreed: int, against: int, abstained: int = 0) -> None:
    """Record a party's votes on the park's resolution."""
    park.add(
        "vote",
        resolution=park.resolution,
        party=party,
        votes_for=agreed,
        votes_against=against,
        votes_abstain=abstained,
    )


@pytest.mark.parametrize(
    ("threshold", "refused"),
    [(6250, []), (6251, [("threshold_not_reached", "state")]), (None, [])],
)
def test_a_resolution_is_adopted_by_the_majority_it_needs(
    park: Park, threshold: Value, refused: Refused
) -> None:
    vote(park, park.origin, 3, 0)
    vote(park, park.host, 2, 1)
    vote(park, park.third, 0, 0, 2)
    assert tally(park, park.resolution) == (5, 1, 2)  # 5 of 8 are 62.5 %
    found = park.refusals_of_change("resolution", park.resolution, threshold_bp=threshold)
    assert found == refused


def test_a_meeting_without_a_quorum_defers_and_does_not_adopt(park: Park) -> None:
    small = park.add("meeting", number="M-2", date="2024-10-24", quorum_met=0)
    assert resolution(park, meeting=small, state="deferred") == []
    assert resolution(park, meeting=small, state="adopted") == [("no_quorum", "state")]


@pytest.mark.parametrize(
    ("text", "total"),
    [
        ("税收分成改为衢州市50%、余杭区30%、龙游县21%。", 10_100),
        ("改为 50/23/23/23：50%、23%、23%、23%。", 11_900),
        ("Quzhou 66.67%, Yuhang 33.33%.", 10_000),
        ("回收率不低于60%。租金减免30%。", None),
        ("园区用地26.75亩。", None),
        ("", None),
    ],
)
def test_the_shares_in_the_text_of_a_proposal_are_added_up(text: str, total: int | None) -> None:
    assert proposed_share_total(text) == total


def test_an_action_is_due_on_or_after_the_meeting(park: Park) -> None:
    action: dict[str, Value] = {"number": "A-1", "what": "修订结算表", "owner_party": park.host}
    by_resolution: dict[str, Value] = {**action, "resolution": park.resolution}
    assert park.refusals("action_item", **by_resolution, due="2022-12-08") == []
    refused = [("due_before_meeting", "due")]
    assert park.refusals("action_item", **by_resolution, due="2022-12-07") == refused
    by_meeting: dict[str, Value] = {**action, "meeting": park.meeting}
    assert park.refusals("action_item", **by_meeting, due="2022-12-07") == refused
    assert park.refusals("action_item", **action, due="2022-12-07") == []


def test_only_a_resolution_cancels_an_action(park: Park) -> None:
    action: dict[str, Value] = {
        "number": "A-1",
        "what": "修订结算表",
        "owner_party": park.host,
        "due": "2023-02-28",
        "state": "cancelled",
    }
    assert park.refusals("action_item", **action, cancelled_by=park.resolution) == []
    assert park.refusals("action_item", **action) == [("resolution_missing", "cancelled_by")]
