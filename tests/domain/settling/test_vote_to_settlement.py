"""A vote in a meeting changes a rule, and the next settlement follows it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from domain.commands import AddRow, SetFields
from domain.errors import DomainError
from domain.meetings.decisions import CastVotes, Decide, DraftResolution, TableResolution
from domain.meetings.effects import Countersign, PutInForce, signers
from domain.meetings.sessions import CloseMeeting, Convene, HoldMeeting
from domain.records import Query
from domain.settling.commands import AgreeSettlement, DrawUpSettlement
from domain.settling.keeping import replayed
from domain.settling.statement import statement
from domain.units import Quarter

if TYPE_CHECKING:
    from domain.records import Row, Value
    from domain.settling.statement import RuleSettlement
    from storage.workbook import Workbook

BEFORE, AFTER = Quarter(2024, 4), Quarter(2025, 1)


def row(park: Workbook, table: str, **equals: str | int | None) -> Row:
    (found,) = park.find(table, **equals)
    return found


def settlement(park: Workbook, quarter: Quarter) -> RuleSettlement:
    return next(each for each in statement(park, quarter).rules if each.rule == "R1")


def due(found: RuleSettlement) -> dict[str, int]:
    return {line.party: line.due_fen for line in found.lines}


def moved(park: Workbook, parties: dict[str, str]) -> tuple[str, str]:
    """Hold a joint meeting, write a resolution and put it to the vote."""
    meeting = Convene("2025-01-10")
    park.run(meeting)
    for each in park.find("meeting_party", meeting=meeting.meeting):
        park.run(SetFields("meeting_party", str(each["id"]), {"arrival": "09:00"}))
    park.run(HoldMeeting(meeting.meeting))
    draft = DraftResolution(
        meeting.meeting,
        {
            "text": "自2025年1月1日起执行第3版：衢州市30%、余杭区60%、龙游县10%。",
            "mover": parties["YH"],
            "seconder": parties["QZ"],
            "threshold_bp": 6_667,
        },
    )
    park.run(draft)
    park.run(TableResolution(draft.resolution, "10:00"))
    return meeting.meeting, draft.resolution


def drafted(park: Workbook, rule: str, parties: dict[str, str]) -> str:
    """Draft version 3 with its only phase, from 2025 on; version 2 ends before."""
    old = row(park, "sharing_rule_version", rule=rule, version=2)
    park.run(SetFields("sharing_rule_version", str(old["id"]), {"valid_to": "2024-12-31"}))
    version = AddRow(
        "sharing_rule_version", {"rule": rule, "version": 3, "valid_from": "2025-01-01"}
    )
    park.run(version)
    phase = AddRow("rule_phase", {"version": version.record, "phase": 1, "from_year": 1})
    park.run(phase)
    for rank, (code, share) in enumerate((("QZ", 3_000), ("YH", 6_000), ("LY", 1_000)), 1):
        line: dict[str, Value] = {
            "phase": phase.record,
            "party": parties[code],
            "rank": rank,
            "share_bp": share,
        }
        park.run(AddRow("phase_share", line))
    return version.record


def taxed(park: Workbook) -> None:
    """Record 2,000 fen of value added tax in the new quarter, of which localities keep half."""
    if not park.find("quarter", quarter=str(AFTER)):
        park.run(AddRow("quarter", {"quarter": str(AFTER)}))
    firm = str(park.find("firm")[0]["id"])
    figures: dict[str, Value] = {"firm": firm, "quarter": str(AFTER), "vat_fen": 2_000}
    park.run(AddRow("firm_quarter", figures))


def voted(park: Workbook, meeting: str, resolution: str, parties: dict[str, str]) -> None:
    """Let three parties vote for a resolution."""
    for code in ("QZ", "YH", "LY"):
        votes = row(park, "meeting_party", meeting=meeting, party=parties[code])["votes"]
        assert isinstance(votes, int)
        park.run(CastVotes(resolution, parties[code], "votes_for", votes))
    park.run(Decide(resolution))


def in_force(park: Workbook, meeting: str, resolution: str) -> None:
    """Close the meeting, let the parties countersign and put the resolution in force."""
    park.run(CloseMeeting(meeting))
    for party in signers(park, park.get("resolution", resolution) or {}):
        park.run(Countersign(resolution, party, "2025-01-12"))
    park.run(PutInForce(resolution))


def test_a_vote_changes_the_shares_of_the_next_settlement_and_nothing_before_it(
    park: Workbook, expected: dict[str, Any]
) -> None:
    parties = {str(each["code"]): str(each["id"]) for each in park.select(Query("party"))}
    rule = str(row(park, "sharing_rule", code="R1")["id"])
    park.run(DrawUpSettlement(BEFORE))
    park.run(AgreeSettlement(tuple(each.record for each in statement(park, BEFORE).rules)))
    told = expected["settlement"]["2024Q4"]["rules"][0]["due_fen"]
    assert due(settlement(park, BEFORE)) == told
    taxed(park)

    meeting, resolution = moved(park, parties)
    version = drafted(park, rule, parties)
    adopt = SetFields("sharing_rule_version", version, {"resolution": resolution})
    with pytest.raises(DomainError, match="resolution_not_adopted"):
        park.run(adopt)
    voted(park, meeting, resolution, parties)
    park.run(adopt)
    assert statement(park, AFTER).unsettled["R1"] == "no_resolution"
    in_force(park, meeting, resolution)

    park.run(DrawUpSettlement(AFTER))
    new = settlement(park, AFTER)
    assert due(new) == {"QZ": 300, "YH": 600, "LY": 100}
    assert [line.corrections for line in new.lines] == [(), (), ()]
    recorded = park.get("settlement", new.record) or {}
    assert recorded["rule_version"] == version
    number = (park.get("resolution", resolution) or {})["number"]
    assert replayed(recorded).terms.resolution == number

    former = park.get("settlement", settlement(park, BEFORE).record) or {}
    assert {line.party: line.due_fen for line in replayed(former).lines} == told
    assert due(settlement(park, BEFORE)) == told
    assert not settlement(park, BEFORE).outdated
