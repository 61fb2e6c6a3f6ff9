"""Shares that were negotiated become a draft resolution and a draft version in one action."""

from __future__ import annotations

import pytest

from domain.commands import SetFields
from domain.entities.resolution import proposed_share_total
from domain.meetings.effects import PutInForce
from domain.meetings.links import changed_by
from domain.meetings.proposing import ProposedTerms, ProposeShares
from tests.domain.meetings.session import Session

TEXT = "自2026年1月1日起，“税收分成”按以下比例分配：衢州市40%、余杭区40%、龙游县20%。"


def ruled(session: Session) -> tuple[str, str]:
    """Record an agreement with a rule of two versions; return the rule and the last version."""
    agreement = session.add("agreement", code="AG-1", title_zh="协议", start="2019-07-01")
    rule = session.add(
        "sharing_rule", agreement=agreement, code="R1", base="tax_growth", clock="signature",
        residual_party=session.parties["YH"],
    )  # fmt: skip
    session.add("sharing_rule_version", rule=rule, version=1, valid_from="2019-07-01")
    last = session.add(
        "sharing_rule_version", rule=rule, version=2, valid_from="2023-01-01",
        base_year=2020, base_year_amount_fen=135_520_000, threshold_fen=1_000_000,
    )  # fmt: skip
    session.add("degression_step", version=last, from_year=1, to_year=5, share_bp=8000)
    return rule, last


def proposal(
    session: Session, rule: str, *shares: int, meeting: str | None = None
) -> ProposeShares:
    parties = [session.parties[code] for code in ("QZ", "YH", "LY")]
    terms = ProposedTerms(rule, "2026-01-01", tuple(zip(parties, shares, strict=True)))
    where = session.meeting if meeting is None else meeting
    return ProposeShares(where, "2025-03-20", "分成比例", TEXT, terms)


def test_a_resolution_stands_on_the_agenda_with_the_version_that_it_proposes() -> None:
    session = Session()
    rule, _ = ruled(session)
    command = proposal(session, rule, 4000, 4000, 2000)
    session.run(command)
    resolution = session.get("resolution", command.resolution)
    assert resolution is not None
    assert resolution["state"] == "draft"
    assert resolution["number"] == "R-2025-02"
    assert resolution["threshold_bp"] == 6667  # as the last one needed
    item = session.get("agenda_item", str(resolution["agenda_item"]))
    assert item is not None
    assert (item["title"], item["meeting"]) == ("分成比例", session.meeting)
    (link,) = changed_by(session, command.resolution)
    version = link.row
    assert (version["version"], version["valid_from"]) == (3, "2026-01-01")
    assert (version["resolution"], version["proposed_by"]) == (None, command.resolution)
    assert (version["base_year"], version["threshold_fen"]) == (2020, 1_000_000)
    (step,) = session.find("degression_step", version=link.record)
    assert step["share_bp"] == 8000
    (phase,) = session.find("rule_phase", version=link.record)
    assert (phase["from_year"], phase["to_year"]) == (1, None)
    shares = {
        row["party"]: row["share_bp"] for row in session.find("phase_share", phase=phase["id"])
    }
    assert shares == {
        session.parties["QZ"]: 4000, session.parties["YH"]: 4000, session.parties["LY"]: 2000
    }  # fmt: skip


def test_a_meeting_is_convened_where_none_is_ahead() -> None:
    session = Session("closed")
    rule, _ = ruled(session)
    command = proposal(session, rule, 4000, 4000, 2000, meeting="")
    session.run(command)
    resolution = session.get("resolution", command.resolution)
    assert resolution is not None
    meeting = session.get("meeting", str(resolution["meeting"]))
    assert meeting is not None
    assert (meeting["date"], meeting["state"]) == ("2025-03-20", "planned")
    assert len(session.find("meeting_party", meeting=meeting["id"])) == 4


def test_a_resolution_may_propose_no_version() -> None:
    session = Session()
    command = ProposeShares(session.meeting, "2025-03-20", "分成比例", TEXT)
    session.run(command)
    assert changed_by(session, command.resolution) == ()


def test_shares_that_do_not_add_up_are_refused_and_nothing_is_written() -> None:
    session = Session()
    rule, _ = ruled(session)
    refused = session.refusal(proposal(session, rule, 4000, 4000, 2100))
    assert (refused.key, refused.values["total_bp"]) == ("phase_not_whole", 10_100)
    assert len(session.find("resolution")) == 1
    assert session.find("agenda_item") == []


def test_the_draft_comes_into_force_with_its_resolution_and_ends_the_version_before() -> None:
    session = Session()
    rule, last = ruled(session)
    adopted = session.draft("R-2022-01", state="in_force")
    phase = session.add("rule_phase", version=last, phase=1, from_year=1)
    session.add("phase_share", phase=phase, party=session.parties["QZ"], share_bp=10_000)
    session.run(SetFields("sharing_rule_version", last, {"resolution": adopted}))
    command = proposal(session, rule, 4000, 4000, 2000)
    session.run(command)
    for state in ("tabled", "adopted", "countersigned"):
        session.run(SetFields("resolution", command.resolution, {"state": state}))
    session.run(PutInForce(command.resolution))
    before = session.get("sharing_rule_version", last)
    (draft,) = session.find("sharing_rule_version", proposed_by=command.resolution)
    assert before is not None
    assert (before["valid_to"], before["resolution"]) == ("2025-12-31", adopted)
    assert (draft["resolution"], draft["valid_to"]) == (command.resolution, None)
    assert [link.record for link in changed_by(session, command.resolution)] == [draft["id"]]


def test_a_draft_that_does_not_add_up_keeps_its_resolution_from_coming_into_force() -> None:
    session = Session()
    rule, _ = ruled(session)
    command = proposal(session, rule, 4000, 4000, 2000)
    session.run(command)
    (draft,) = session.find("sharing_rule_version", proposed_by=command.resolution)
    (phase,) = session.find("rule_phase", version=draft["id"])
    share = session.find("phase_share", phase=phase["id"])[0]
    session.run(SetFields("phase_share", str(share["id"]), {"share_bp": 5000}))
    for state in ("tabled", "adopted", "countersigned"):
        session.run(SetFields("resolution", command.resolution, {"state": state}))
    refused = session.refusal(PutInForce(command.resolution))
    assert (refused.key, refused.values["of_version"]) == ("phase_not_whole", draft["version"])
    assert str(refused.values["of_rule"]) == "R1", "a rule without a name goes by its code"
    assert session.state(command.resolution) == "countersigned"


def test_a_rule_without_versions_gets_its_first() -> None:
    session = Session()
    agreement = session.add("agreement", code="AG-2", title_zh="协议", start="2019-07-01")
    rule = session.add(
        "sharing_rule", agreement=agreement, code="R9", base="tax", clock="signature"
    )
    session.run(proposal(session, rule, 5000, 5000, 0))
    (version,) = session.find("sharing_rule_version", rule=rule)
    assert version["version"] == 1


@pytest.mark.parametrize(
    "text", [TEXT, "Quzhou 39,87\u202f%, Yuhang 45,13\u202f%, Longyou 15,00\u202f%."]
)
def test_the_shares_in_the_text_add_up(text: str) -> None:
    assert proposed_share_total(text) == 10_000
