"""Agreements and meetings are taken whole or not at all, and the part at fault is named."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from domain.commands import SetFields
from domain.imports.mapping import TableMapping
from storage.files.importing import Said
from tests.storage.files.conftest import SAMPLE
from tests.storage.files.malformed import plain

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from domain.imports.outcome import ImportOutcome
    from storage.workbook import Workbook


def _agreement(**changes: Any) -> dict[str, Any]:  # noqa: ANN401 - pieces of a JSON file
    content: dict[str, Any] = json.loads((SAMPLE / "agreement.json").read_text("utf-8"))
    return content | changes


def _rule(change: Callable[[dict[str, Any]], object]) -> dict[str, Any]:
    content = _agreement()
    change(content["sharing_rules"][0])
    return content


AGREEMENTS: dict[str, tuple[dict[str, Any], str, str]] = {
    "no start": (_agreement(start=None), "document_incomplete", "start"),
    "bad day": (_agreement(start="2019-02-30"), "document_incomplete", "start"),
    "title is a number": (_agreement(title=3), "document_incomplete", "title"),
    "title without words": (_agreement(title={"de": "x"}), "document_incomplete", "title"),
    "parties are texts": (_agreement(parties=["QZ"]), "document_incomplete", "parties"),
    "parties are no list": (_agreement(parties={"QZ": 1}), "document_incomplete", "parties"),
    "kind of nothing": (
        _agreement(parties=[{"id": "QZ", "name": "衢州市", "kind": "moon"}]),
        "document_incomplete",
        "parties[0].kind",
    ),
    "no base": (
        _rule(lambda rule: rule.pop("base")),
        "document_incomplete",
        "sharing_rules[0].base",
    ),
    "unknown tax": (
        _rule(lambda rule: rule["base"].update(retained_bp={"salt": 5000})),
        "document_incomplete",
        "sharing_rules[0].base.retained_bp.salt",
    ),
    "resolution of no meeting": (
        _rule(lambda rule: rule["versions"][0].update(resolution="R-0")),
        "unknown_resolution",
        "sharing_rules[0].versions[0].resolution",
    ),
    "phase without year": (
        _rule(lambda rule: rule["versions"][0]["phases"][0].update(from_year="one")),
        "document_incomplete",
        "sharing_rules[0].versions[0].phases[0].from_year",
    ),
    "shares of 99 percent": (
        _rule(lambda rule: rule["versions"][0]["phases"][0]["shares_bp"].update(LY=2067)),
        "phase_not_whole",
        "sharing_rules[0].versions[0]",
    ),
    "share of a stranger": (
        _rule(lambda rule: rule["versions"][0]["phases"][0]["shares_bp"].update(XX=0)),
        "unknown_party",
        "sharing_rules[0].versions[0].phases[0]",
    ),
    "gap between phases": (
        _rule(lambda rule: rule["versions"][0]["phases"][1].update(from_year=4)),
        "phases_not_contiguous",
        "sharing_rules[0].versions[0].phases[1]",
    ),
    "brackets out of order": (
        _rule(
            lambda rule: rule["versions"][0]["phases"][0].update(
                brackets=[
                    {"above_fen": 900, "shares_bp": {"QZ": 10_000}},
                    {"above_fen": 800, "shares_bp": {"QZ": 10_000}},
                ]
            )
        ),
        "brackets_not_rising",
        "sharing_rules[0].versions[0].phases[0].brackets[1]",
    ),
    "escrow until nobody knows what": (
        _rule(lambda rule: rule["versions"][0].update(escrow=[{"party": "QZ", "share_bp": 9}])),
        "document_incomplete",
        "sharing_rules[0].versions[0].escrow[0].milestone",
    ),
    "quota of no kind": (
        _agreement(land_exchange={"quota": {"from": "QZ", "to": "YH", "kind": "海"}}),
        "document_incomplete",
        "land_exchange.quota.kind",
    ),
}


@pytest.mark.parametrize("case", AGREEMENTS)
def test_an_agreement_that_cannot_be_taken_names_the_part(
    bring: Callable[..., ImportOutcome], workbook: Workbook, tmp_path: Path, case: str
) -> None:
    content, rule, part = AGREEMENTS[case]
    path = tmp_path / "agreement.json"
    plain(content)(path)
    outcome = bring(SAMPLE / "meetings", path)
    refused = {(each.rule, each.column) for each in outcome.files[-1].refused}
    assert (rule, part) in refused
    tables = ("agreement", "sharing_rule", "rule_phase", "phase_share")
    for table in tables:
        assert workbook.connection.execute(f"SELECT COUNT(*) FROM {table}").fetchone() == (0,)


def test_every_term_of_a_rule_is_taken(
    bring: Callable[..., ImportOutcome], workbook: Workbook, tmp_path: Path
) -> None:
    shares = {"QZ": 2_000, "YH": 8_000, "LY": 0}
    escrow = {"party": "QZ", "share_bp": 1_000, "milestone": "投产", "deadline_quarter": "2030Q4"}

    def add(rule: dict[str, Any]) -> None:
        rule["residual_party"] = "YH"
        version = rule["versions"][1]
        version.update(threshold_fen=500, lifetime_cap_fen=10**12, floor_rule="talmud")
        version.update(clause="第五条", escrow=[escrow])
        version["phases"][0].update(reinvested_bp=100, clause="第六条")
        version["phases"][0]["brackets"] = [{"above_fen": 9_000, "shares_bp": shares}]

    path = tmp_path / "agreement.json"
    plain(_rule(add))(path)
    outcome = bring(SAMPLE / "meetings", path)
    assert not outcome.files[-1].refused
    (version,) = workbook.find("sharing_rule_version", threshold_fen=500)
    assert (version["lifetime_cap_fen"], version["floor_rule"]) == (10**12, "talmud")
    assert version["clause"] == "第五条"
    (phase,) = workbook.find("rule_phase", clause="第六条")
    (bracket,) = workbook.find("share_bracket", phase=phase["id"])
    assert (phase["reinvested_bp"], bracket["number"], bracket["above_fen"]) == (100, 1, 9_000)
    found = workbook.find("bracket_share", bracket=bracket["id"])
    assert sorted(int(str(each["share_bp"])) for each in found) == [0, 2_000, 8_000]
    (term,) = workbook.find("escrow_term", version=version["id"])
    assert (term["share_bp"], term["milestone"], term["deadline_quarter"]) == (
        1_000,
        "投产",
        "2030Q4",
    )


def _on_costs(divided: dict[str, str]) -> dict[str, Any]:
    """Return the agreement with its first rule on costs, of which nothing can be reinvested."""

    def change(rule: dict[str, Any]) -> None:
        rule["base"] = {"kind": "cost", "divided": divided}
        for version in rule["versions"]:
            version.pop("reinvested_bp", None)

    return _rule(change)


def test_a_rule_on_costs_is_taken_with_the_kinds_that_it_divides(
    bring: Callable[..., ImportOutcome], workbook: Workbook, tmp_path: Path
) -> None:
    path = tmp_path / "agreement.json"
    plain(_on_costs({"energy": "use", "property": "shares"}))(path)
    assert not bring(SAMPLE / "meetings", path).files[-1].refused
    found = {row["category"]: row["division"] for row in workbook.find("shared_cost")}
    assert found == {"energy": "use", "property": "shares"}


@pytest.mark.parametrize("divided", [{"moon": "use"}, {"energy": "luck"}])
def test_an_unknown_kind_or_division_of_costs_is_refused(
    bring: Callable[..., ImportOutcome], tmp_path: Path, divided: dict[str, str]
) -> None:
    path = tmp_path / "agreement.json"
    plain(_on_costs(divided))(path)
    (refused,) = bring(SAMPLE / "meetings", path).files[-1].refused
    assert refused.rule == "document_incomplete"
    assert f"base.divided.{next(iter(divided))}" in str(refused.column)


def test_a_rule_may_be_a_draft_and_land_may_be_left_out(
    bring: Callable[..., ImportOutcome], tmp_path: Path
) -> None:
    content = _rule(lambda rule: rule["versions"][1].pop("resolution"))
    del content["land_exchange"]
    path = tmp_path / "agreement.json"
    plain(content)(path)
    outcome = bring(SAMPLE / "meetings", path)
    assert outcome.files[-1].imported == 1
    assert "land_commitment" not in outcome.written


def _meeting(**changes: Any) -> dict[str, Any]:  # noqa: ANN401 - pieces of a JSON file
    content: dict[str, Any] = json.loads(
        (SAMPLE / "meetings" / "M-2019-01.json").read_text("utf-8")
    )
    return content | changes


MEETINGS: dict[str, tuple[dict[str, Any], str, str]] = {
    "votes are no number": (
        _meeting(votes_of_parties=[{"party": "QZ", "name": "衢州市", "votes": "3"}]),
        "document_incomplete",
        "votes_of_parties[0].votes",
    ),
    "quorum is a number": (_meeting(quorum=3), "document_incomplete", "quorum"),
    "required are no texts": (
        _meeting(quorum={"parties_required": [1]}),
        "document_incomplete",
        "quorum.parties_required",
    ),
    "supersedes nothing": (
        _meeting(resolutions=[{"id": "R", "text": "甲", "result": "adopted", "supersedes": "R-0"}]),
        "unknown_resolution",
        "resolutions[0].supersedes",
    ),
    "action of no resolution": (
        _meeting(actions=[{"id": "A", "resolution": "R-0"}]),
        "unknown_resolution",
        "actions[0].resolution",
    ),
}


@pytest.mark.parametrize("case", MEETINGS)
def test_a_meeting_that_cannot_be_taken_names_the_part(
    bring: Callable[..., ImportOutcome], tmp_path: Path, case: str
) -> None:
    content, rule, part = MEETINGS[case]
    path = tmp_path / "meeting.json"
    plain(content)(path)
    outcome = bring(path)
    assert {(each.rule, each.column) for each in outcome.files[0].refused} == {(rule, part)}
    assert outcome.written == {}


def test_a_meeting_is_not_taken_for_another_kind(
    bring: Callable[..., ImportOutcome], tmp_path: Path
) -> None:
    path = tmp_path / "meeting.json"
    plain(_meeting())(path)
    assert [
        each.rule for each in bring(path, said=Said(TableMapping("firm"))).files[0].problems
    ] == ["document_unknown"]


def test_what_all_required_parties_countersigned_is_in_force_until_it_is_superseded(
    bring: Callable[..., ImportOutcome], workbook: Workbook
) -> None:
    for _ in range(2):  # bringing the same minutes again changes nothing
        bring(SAMPLE / "meetings")
        states = {str(row["number"]): row["state"] for row in workbook.find("resolution")}
        assert states["R-2019-01"] == "superseded"
        assert states["R-2022-02"] == "in_force"
        assert states["R-2022-03"] == "escalated"
    assert workbook.find("meeting", number="M-2022-01")[0]["end"] == "11:30"


def test_minutes_brought_again_do_not_take_back_what_came_after(
    bring: Callable[..., ImportOutcome], workbook: Workbook
) -> None:
    bring(SAMPLE / "meetings")
    adopted = workbook.find("resolution", number="R-2022-02")[0]
    workbook.run(SetFields("resolution", str(adopted["id"]), {"state": "executed"}))
    bring(SAMPLE / "meetings")
    assert workbook.find("resolution", number="R-2022-02")[0]["state"] == "executed"
