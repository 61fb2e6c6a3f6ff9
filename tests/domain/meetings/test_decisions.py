"""A resolution's outcome follows from the votes; what follows from it is one action each."""

from __future__ import annotations

import pytest

from domain.commands import SetFields
from domain.meetings.decisions import (
    CastVotes,
    Decide,
    DraftResolution,
    PutOff,
    TableResolution,
    begun_resolution,
)
from domain.meetings.effects import Countersign, Execute, PutInForce, Supersede, signers
from domain.meetings.links import changed_by, following, in_force
from domain.meetings.steps import steps
from domain.models.recorded_rules import recorded_rules
from domain.units import Quarter
from tests.domain.meetings.session import Session


def test_eight_of_nine_votes_adopt_what_needs_two_thirds() -> None:
    session = Session()
    session.vote(QZ=3, YH=2, LY=2, MC=1)
    session.run(CastVotes(session.resolution, session.parties["YH"], "votes_against", 1))
    session.run(Decide(session.resolution))
    assert session.state() == "adopted"


def test_five_of_nine_votes_reject_what_needs_two_thirds() -> None:
    session = Session()
    session.vote(QZ=3, LY=2, YH=-3)
    session.run(CastVotes(session.resolution, session.parties["MC"], "votes_abstain", 1))
    refused = session.refusal(Decide(session.resolution, "adopted"))
    assert (refused.key, refused.values["value"], refused.values["cast"]) == (
        "threshold_not_reached",
        5,
        9,
    )
    session.run(Decide(session.resolution))
    assert session.state() == "rejected"


def test_what_the_votes_adopt_cannot_be_announced_as_rejected() -> None:
    session = Session()
    session.vote(QZ=3, YH=3)
    assert session.refusal(Decide(session.resolution, "rejected")).key == "threshold_reached"


def test_a_share_of_all_votes_counts_those_not_cast_too() -> None:
    session = Session()
    session.run(SetFields("resolution", session.resolution, {"threshold_of": "all"}))
    session.vote(QZ=3, LY=2)
    session.run(Decide(session.resolution))
    assert session.state() == "rejected"  # 5 of 5 cast, but of 9 there are


def test_nothing_is_decided_without_a_quorum() -> None:
    session = Session(absent=("YH",))
    session.vote(QZ=3, LY=2, MC=1)
    refused = session.refusal(Decide(session.resolution))
    assert (refused.key, refused.values["value"]) == ("no_quorum", "M-2025-01")


def test_the_quorum_counts_at_the_time_of_the_vote() -> None:
    session = Session()
    session.run(SetFields("meeting_party", session.present["YH"], {"departure": "10:00"}))
    session.run(SetFields("resolution", session.resolution, {"voted_at": "10:30"}))
    session.vote(QZ=3)
    cast = CastVotes(session.resolution, session.parties["YH"], "votes_for", 1)
    refused = session.refusal(cast)
    assert (refused.key, refused.values["limit"]) == ("votes_exceed_present", 0)
    assert session.refusal(Decide(session.resolution)).key == "no_quorum"
    session.run(SetFields("resolution", session.resolution, {"voted_at": "09:50"}))
    session.run(cast)


def test_a_decision_needs_votes_and_a_threshold() -> None:
    session = Session()
    assert session.refusal(Decide(session.resolution)).key == "no_votes"
    session.vote(QZ=3)
    session.run(SetFields("resolution", session.resolution, {"threshold_bp": None}))
    assert session.refusal(Decide(session.resolution)).key == "threshold_missing"


def test_votes_are_taken_while_the_resolution_is_put_to_the_vote() -> None:
    session = Session()
    cast = CastVotes(session.resolution, session.parties["QZ"], "votes_for", 3)
    session.run(cast)
    session.run(CastVotes(session.resolution, session.parties["QZ"], "votes_for", None))
    assert session.find("vote")[0]["votes_for"] == 0
    assert not session.run(CastVotes(session.resolution, session.parties["LY"], "votes_for", 0))
    more = CastVotes(session.resolution, session.parties["QZ"], "votes_for", 4)
    assert session.refusal(more).key == "votes_exceed_present"
    session.run(PutOff(session.resolution, "deferred", "材料不全"))
    assert session.refusal(cast).key == "not_put_to_vote"
    assert session.refusal(CastVotes("gone", "", "votes_for", 1)).key == "record_gone"


def test_the_votes_of_a_closed_meeting_cannot_change() -> None:
    session = Session()
    session.vote(QZ=3)
    session.tables["meeting"][session.meeting]["state"] = "closed"
    vote = str(session.find("vote")[0]["id"])
    assert session.refusal(SetFields("vote", vote, {"votes_for": 2})).key == "votes_frozen"


def test_a_resolution_is_drafted_and_put_to_the_vote_at_a_meeting_in_session() -> None:
    session = Session("planned")
    draft = DraftResolution(session.meeting, {"text": "设立督办台账。"})
    session.run(draft)
    assert session.row("resolution", draft.resolution)["number"] == "R-2025-02"
    table = TableResolution(draft.resolution, "09:40")
    assert session.refusal(table).key == "meeting_not_held"
    session.tables["meeting"][session.meeting]["state"] = "held"
    refused = session.refusal(table)
    assert (refused.key, refused.field) == ("mover_missing", "mover")
    parties = {"mover": session.parties["LY"], "seconder": session.parties["MC"]}
    session.run(SetFields("resolution", draft.resolution, parties))
    session.run(table)
    row = session.row("resolution", draft.resolution)
    assert (row["state"], row["voted_at"]) == ("tabled", "09:40")


@pytest.mark.parametrize("state", ["deferred", "escalated"])
def test_what_is_put_off_says_why_and_may_come_back(state: str) -> None:
    session = Session()
    off = PutOff(session.resolution, state, "")  # type: ignore[arg-type]
    assert session.refusal(off).key == "reason_missing"
    session.run(PutOff(session.resolution, state, "余杭区反对"))  # type: ignore[arg-type]
    row = session.row("resolution", session.resolution)
    assert (row["state"], row["state_reason"]) == (state, "余杭区反对")
    session.run(TableResolution(session.resolution))
    assert session.state() == "tabled"


def adopted(session: Session) -> None:
    """Adopt the resolution of the session."""
    session.vote(QZ=3, YH=3)
    session.run(Decide(session.resolution))


def test_the_last_signature_needed_makes_a_resolution_countersigned() -> None:
    session = Session()
    sign = Countersign(session.resolution, session.parties["LY"], "2025-02-12", "吾可久")
    assert session.refusal(sign).key == "not_adopted"
    adopted(session)
    session.run(sign)
    session.run(Countersign(session.resolution, session.parties["QZ"]))
    assert session.state() == "adopted"
    session.run(Countersign(session.resolution, session.parties["YH"]))
    assert session.state() == "countersigned"
    again = Countersign(session.resolution, session.parties["YH"])
    assert session.refusal(again).key == "duplicate"


def test_without_required_parties_all_that_have_votes_countersign() -> None:
    session = Session()
    for row in session.tables["meeting_party"].values():
        row["required"] = 0
    found = signers(session, session.row("resolution", session.resolution))
    assert set(found) == set(session.parties.values())


def test_what_is_put_in_force_ends_what_it_supersedes_in_the_same_action() -> None:
    session = Session()
    old = session.draft("R-2019-01", state="in_force")
    session.run(SetFields("resolution", session.resolution, {"supersedes": old}))
    adopted(session)
    assert session.refusal(PutInForce(session.resolution)).key == "transition_not_allowed"
    for code in ("QZ", "YH"):
        session.run(Countersign(session.resolution, session.parties[code]))
    changes = session.run(PutInForce(session.resolution))
    assert changes.tables == {"resolution": frozenset({old, session.resolution})}
    assert (session.state(old), session.state()) == ("superseded", "in_force")
    session.undo()
    assert (session.state(old), session.state()) == ("in_force", "countersigned")


def test_a_resolution_not_in_force_is_not_superseded_and_supersedes_none() -> None:
    session = Session()
    new = session.draft("R-2025-02", state="in_force")
    refused = session.refusal(Supersede(new, session.resolution))
    assert (refused.key, refused.values["value"]) == ("not_in_force", "R-2025-01")
    assert session.refusal(Supersede(session.resolution, new)).key == "not_in_force"
    old = session.draft("R-2019-01", state="in_force")
    session.run(Supersede(new, old))
    assert session.state(old) == "superseded"
    assert session.row("resolution", new)["supersedes"] == old
    executed = session.draft("R-2018-01", state="executed")
    session.run(Supersede(new, executed))
    assert session.state(executed) == "executed"


def test_a_resolution_is_executed_once_its_actions_are_closed() -> None:
    session = Session()
    new = session.draft("R-2025-02", state="in_force")
    action = session.add(
        "action_item",
        number="A-1",
        what="修订结算表",
        owner_party=session.parties["MC"],
        due="2025-03-01",
        resolution=new,
    )
    refused = session.refusal(Execute(new))
    assert (refused.key, refused.values["other"]) == ("actions_open", "A-1")
    session.tables["action_item"][action]["state"] = "verified"
    session.run(Execute(new))
    assert session.state(new) == "executed"


def test_a_rule_version_is_in_force_only_when_its_resolution_is() -> None:
    session = Session()
    rule = session.add("sharing_rule", code="R1", base="tax", clock="signature")
    version = session.add(
        "sharing_rule_version",
        rule=rule,
        version=3,
        valid_from="2025-01-01",
        resolution=session.resolution,
    )
    links = changed_by(session, session.resolution)
    assert [(link.table, link.record) for link in links] == [("sharing_rule_version", version)]
    for state, standing in (("countersigned", False), ("in_force", True)):
        session.tables["resolution"][session.resolution]["state"] = state
        found, why = recorded_rules(session).in_force(
            session.row("sharing_rule", rule), Quarter(2025, 1)
        )
        assert (found is not None, why) == (standing, "" if standing else "no_resolution")
        assert in_force(session, session.row("sharing_rule_version", version)) is standing
    assert not in_force(session, {"resolution": None})


def test_the_steps_follow_from_the_meeting_and_its_resolutions() -> None:
    def done(session: Session) -> list[str]:
        found = steps(session, session.row("meeting", session.meeting))
        return [f"{name} {state}" for name, state in found.items() if state != "open"]

    session = Session("planned")
    assert done(session) == ["convened done", "held next"]
    session.tables["meeting"][session.meeting]["state"] = "held"
    assert done(session)[-1] == "minutes next"
    session.tables["meeting"][session.meeting]["state"] = "closed"
    assert done(session) == ["convened done", "held done", "minutes done"]
    resolution = session.tables["resolution"][session.resolution]
    for state, last in (
        ("adopted", "countersigned next"),
        ("countersigned", "in_force next"),
        ("in_force", "in_force done"),
    ):
        resolution["state"] = state
        assert done(session)[-1] == last


def test_a_new_resolution_begins_with_the_next_item_and_the_usual_majority() -> None:
    session = Session()
    items = [
        session.add("agenda_item", meeting=session.meeting, rank=rank, title=f"Item {rank}")
        for rank in (1, 2)
    ]
    session.draft("R-2025-02", agenda_item=items[0], threshold_bp=5000, threshold_of="all")
    assert begun_resolution(session, session.meeting) == {
        "meeting": session.meeting,
        "number": "R-2025-03",
        "agenda_item": items[1],
        "threshold_bp": 5000,
        "threshold_of": "all",
    }


def test_the_first_resolution_of_a_park_begins_with_its_number_alone() -> None:
    session = Session()
    session.run(SetFields("resolution", session.resolution, {"threshold_bp": None}))
    assert begun_resolution(session, session.meeting) == {
        "meeting": session.meeting,
        "number": "R-2025-02",
    }


def test_what_follows_from_a_resolution_is_its_successor_and_its_actions() -> None:
    session = Session()
    usual = {"meeting": session.meeting, "what": "…", "due": "2025-03-01"}
    asked = session.add("action_item", number="A-2", resolution=session.resolution, **usual)
    ended = session.add("action_item", number="A-1", cancelled_by=session.resolution, **usual)
    later = session.draft("R-2025-02", supersedes=session.resolution)
    assert [(link.table, link.record) for link in following(session, session.resolution)] == [
        ("resolution", later),
        ("action_item", ended),
        ("action_item", asked),
    ]
