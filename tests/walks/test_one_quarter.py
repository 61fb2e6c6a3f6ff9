"""One quarter in the life of the committee: from an empty workbook to a second revision."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

import resources
from cli.duties import keep_duties
from domain.closing.commands import (
    Approve,
    Close,
    OpenQuarter,
    Reconcile,
    Reopen,
    SettleDifference,
    Submit,
)
from domain.closing.differences import differences
from domain.commands import AddRow, SetFields
from domain.entities import SPECS
from domain.errors import DomainError
from domain.founding import Founder, Founding, founding_commands
from domain.meetings.decisions import CastVotes, Decide, DraftResolution, TableResolution
from domain.meetings.effects import Countersign, PutInForce
from domain.meetings.sessions import CloseMeeting, Convene, HoldMeeting
from domain.records import Actor, Command, Query
from domain.stage_commands import ChangeStage, Declared
from domain.standing.completeness import completeness
from domain.standing.gates import findings
from domain.text import Texts
from domain.units import Quarter
from storage.backup import back_up, backup_folder
from storage.files.importing import import_files
from storage.pdf.images import page_text
from storage.reporting import Order, issue_report, verify_report
from storage.sample import sample_files
from storage.workbook import Workbook

if TYPE_CHECKING:
    from pathlib import Path

    from domain.closing.sides import Side
    from domain.records import Value

QUARTER = Quarter(2024, 4)
TODAY = date(2025, 1, 20)
MOMENT = "2025-01-20T08:00:00.000Z"
FOUNDING = Founding(
    "衢杭创新飞地",
    "衢州市",
    "杭州市余杭区",
    "2024Q4",
    "zh",
    (("en", "Quzhou–Hangzhou innovation enclave"),),
    3,
    3,
    (Founder("committee", "园区管委会", 1), Founder("county", "龙游县", 2)),
    "祝闻溪",
    "chair",
)
STAFF = (
    ("柯知夏", "clerk", "committee"),
    ("徐若川", "clerk", "committee"),
    ("叶清和", "secretary", "committee"),
    ("柯景行", "chair", "origin"),
    ("徐守一", "chair", "host"),
)
TEXTS = Texts(resources.load_texts())


class Committee:
    """A workbook and the people who take turns at it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.workbook = Workbook.create(path, SPECS, Actor("祝闻溪", "chair"))

    def does(self, person: str, command: Command) -> None:
        """Let a person do something in their role."""
        row = self.workbook.find("person", name=person)[0]
        self.workbook.set_actor(Actor(person, str(row["role"])))
        self.workbook.run(command)

    def is_refused(self, person: str, command: Command) -> str:
        """Return why a person may not do something; nothing is written."""
        head = self.workbook.head_hash()
        with pytest.raises(DomainError) as refused:
            self.does(person, command)
        assert self.workbook.head_hash() == head
        return refused.value.key

    def found(self) -> None:
        """Set the workbook up: park, parties, first quarter, persons; roles hold from then on."""
        for command in founding_commands(FOUNDING):
            self.workbook.run(command)
        party = {row["kind"]: row["id"] for row in self.workbook.find("party")}
        keep_duties(self.workbook)
        for name, role, kind in STAFF:
            self.does(
                "祝闻溪", AddRow("person", {"name": name, "role": role, "party": party[kind]})
            )

    def print_report(self, name: str) -> tuple[Path, int]:
        """Print the quarterly report; return the file and its revision, 0 for a draft."""
        self.workbook.set_actor(Actor("叶清和", "secretary"))
        order = Order("quarterly", QUARTER, ("zh",), TODAY)
        made = issue_report(self.workbook, TEXTS, order, self.path.with_name(name))
        return made.path, made.revision

    def submit(self, side: Side, person: str) -> None:
        """Submit for a side with what is missing counted and explained."""
        missing = len(completeness(self.workbook, QUARTER).gaps)
        self.does(person, Submit(QUARTER, side, person, MOMENT, missing, "两户尚未报齐"))

    def figures_of(self, number: str) -> str:
        """Return the record with a firm's figures of the quarter."""
        firm = self.workbook.find("firm", number=number)[0]["id"]
        return str(self.workbook.find("firm_quarter", firm=firm, quarter=str(QUARTER))[0]["id"])


@pytest.fixture
def committee(tmp_path: Path) -> Committee:
    """Give the committee an empty workbook in which it founded its park."""
    made = Committee(tmp_path / "park.feidi")
    made.found()
    return made


def _import_and_type(committee: Committee) -> str:
    """Take the park's files in and type what they lack; return the record typed last."""
    workbook = committee.workbook
    workbook.set_actor(Actor("祝闻溪", "chair"))
    import_files(workbook, SPECS, sample_files(), today=TODAY)
    assert workbook.count(Query("firm")) == 64
    assert len(workbook.find("party", kind="origin")) == 1
    record = committee.figures_of("QH001")
    committee.does("柯知夏", SetFields("firm_quarter", record, {"headcount": 36}))
    changed = SetFields("firm_quarter", record, {"headcount": 38})
    assert committee.is_refused("叶清和", changed) == "role_may_not"
    return record


def _let_a_firm_graduate(committee: Committee) -> None:
    """Refuse the gate to a firm of which nothing is met; let it pass with what was found."""
    workbook, day = committee.workbook, date(2024, 12, 27)
    firm = str(workbook.find("firm", number="QH043")[0]["id"])

    def gate(*met: str) -> ChangeStage:
        declared = tuple(
            Declared(each, each.criterion.measure, each.criterion.measure in met)
            for each in findings(workbook, firm, "graduated", day)
        )
        return ChangeStage(
            firm, "incubation", "graduated", day.isoformat(), declared,
            evidence="毕业评审表.pdf" if met else "",
        )  # fmt: skip

    assert committee.is_refused("柯知夏", gate()) == "gate_not_passed"
    committee.does("柯知夏", gate("acquired_or_listed"))
    change = workbook.find("stage_change", firm=firm, to_stage="graduated")[0]
    found = workbook.find("gate_finding", change=change["id"])
    assert [row["measure"] for row in found if row["met"]] == ["acquired_or_listed"]


def _take_a_firm_in(committee: Committee) -> None:
    """Let a new lead in, and no further without its gate; a project reaches its next milestone."""
    added = AddRow(
        "firm", {"number": "QH065", "name_zh": "衢州澜起传感有限公司", "trajectory": "I"}
    )
    committee.does("柯知夏", added)
    lead = ChangeStage(added.record, "incubation", "lead", "2024-12-10")
    committee.does("柯知夏", lead)
    admitted = ChangeStage(added.record, "incubation", "admitted", "2024-12-20")
    assert committee.is_refused("柯知夏", admitted) == "transition_not_allowed"
    last: dict[str, str] = {}
    for row in committee.workbook.select(Query("return_milestone", order=("date",))):
        last[str(row["project"])] = str(row["state"])
    milestone: dict[str, Value] = {
        "project": next(project for project, state in last.items() if state == "construction"),
        "state": "in_production",
        "date": "2024-12-31",
        "evidence": "竣工验收单",
    }
    committee.does("柯知夏", AddRow("return_milestone", milestone))


def _move_firms(committee: Committee) -> None:
    """Let one firm begin and another end its stay."""
    _take_a_firm_in(committee)
    _let_a_firm_graduate(committee)


def _change_the_rule_by_a_vote(committee: Committee) -> None:
    """Hold a joint meeting that adopts a third version of the sharing rule, and put it in force."""
    workbook, secretary = committee.workbook, "叶清和"
    convene = Convene("2025-01-15", {"place": "衢州市", "chair": "徐守一"})
    committee.does(secretary, convene)
    for row in workbook.find("meeting_party", meeting=convene.meeting):
        arrived = SetFields("meeting_party", str(row["id"]), {"arrival": "09:00"})
        committee.does(secretary, arrived)
    committee.does(secretary, HoldMeeting(convene.meeting))
    sides = [str(workbook.find("party", kind=kind)[0]["id"]) for kind in ("origin", "host")]
    draft = DraftResolution(
        convene.meeting,
        {
            "text": "自2026年起执行分成规则第3版。",
            "mover": sides[0],
            "seconder": sides[1],
            "threshold_bp": 6667,
        },
    )
    committee.does(secretary, draft)
    committee.does(secretary, TableResolution(draft.resolution, "10:00"))
    version = _version_of(committee, draft.resolution)
    assert committee.is_refused(secretary, version) == "resolution_not_adopted"
    for row in workbook.find("meeting_party", meeting=convene.meeting):
        votes, party = row["votes"], str(row["party"])
        if isinstance(votes, int) and votes:
            committee.does(secretary, CastVotes(draft.resolution, party, "votes_for", votes))
    committee.does(secretary, Decide(draft.resolution, "adopted"))
    for row in workbook.find("meeting_party", meeting=convene.meeting, required=1):
        committee.does(secretary, Countersign(draft.resolution, str(row["party"]), "2025-01-16"))
    committee.does(secretary, PutInForce(draft.resolution))
    committee.does(secretary, CloseMeeting(convene.meeting))
    committee.does(secretary, version)


def _version_of(committee: Committee, resolution: str) -> AddRow:
    """End the rule's last version with 2025 and return the command that adds the next."""
    order = ("-version",)
    last = committee.workbook.select(Query("sharing_rule_version", order=order, limit=1))[0]
    ended = SetFields("sharing_rule_version", str(last["id"]), {"valid_to": "2025-12-31"})
    committee.does("叶清和", ended)
    following: dict[str, Value] = {
        "rule": last["rule"],
        "version": int(str(last["version"])) + 1,
        "valid_from": "2026-01-01",
        "resolution": resolution,
    }
    return AddRow("sharing_rule_version", following)


def _submit_and_settle(committee: Committee, record: str) -> None:
    """Let both sides submit, differ on one figure, settle it and reconcile."""
    committee.submit("origin", "柯知夏")
    committee.does("徐若川", SetFields("firm_quarter", record, {"headcount": 38}))
    committee.submit("host", "徐若川")
    (found,) = differences(committee.workbook, SPECS, QUARTER)
    assert (found.origin, found.host) == (36, 38)
    reconcile = Reconcile(QUARTER, "柯知夏", MOMENT)
    assert committee.is_refused("柯知夏", reconcile) == "differences_unsettled"
    settle = SettleDifference(QUARTER, found.place, 36, "以社保人数为准", "柯知夏", MOMENT)
    committee.does("柯知夏", settle)
    committee.does("柯知夏", reconcile)


def _approve_and_close(committee: Committee) -> None:
    """Let one chair of each side approve, back up and close."""
    by_clerk = Approve(QUARTER, "origin", "柯知夏", MOMENT)
    assert committee.is_refused("柯知夏", by_clerk) == "role_may_not_act"
    for_host = Approve(QUARTER, "host", "柯景行", MOMENT)
    assert committee.is_refused("柯景行", for_host) == "side_of_other"
    committee.does("柯景行", Approve(QUARTER, "origin", "柯景行", MOMENT))
    committee.does("徐守一", Approve(QUARTER, "host", "徐守一", MOMENT))
    folder = backup_folder(committee.path)
    back_up(committee.workbook.connection, committee.path, folder, datetime.now(UTC))
    committee.does("祝闻溪", Close(QUARTER, "祝闻溪", MOMENT))
    assert list(folder.glob("*.feidi"))


@pytest.mark.no_cover
def test_one_quarter_in_the_life_of_the_committee(committee: Committee) -> None:
    workbook = committee.workbook
    record = _import_and_type(committee)
    _move_firms(committee)
    _change_the_rule_by_a_vote(committee)
    _, revision = committee.print_report("draft.pdf")
    assert revision == 0
    _submit_and_settle(committee, record)
    _approve_and_close(committee)

    change = SetFields("firm_quarter", record, {"headcount": 40})
    assert committee.is_refused("柯知夏", change) == "quarter_closed"
    first, revision = committee.print_report("first.pdf")
    assert revision == 1
    assert verify_report(workbook, TEXTS, first).outcome == "unchanged"

    own = Reopen(QUARTER, "祝闻溪", MOMENT, "QH001人数更正")
    assert committee.is_refused("祝闻溪", own) == "second_person_needed"
    committee.does("叶清和", Reopen(QUARTER, "叶清和", MOMENT, "QH001人数更正"))
    assert committee.print_report("again.pdf")[1] == 0
    committee.does("柯知夏", change)
    committee.does("祝闻溪", Close(QUARTER, "祝闻溪", MOMENT))

    second, revision = committee.print_report("second.pdf")
    assert revision == 2
    assert "第1版" in page_text(second, 0).replace(" ", "")
    held = verify_report(workbook, TEXTS, first)
    assert (held.outcome, held.revision) == ("superseded", 2)
    closings = workbook.select(Query("closing", order=("revision",)))
    assert [row["revision"] for row in closings] == [1, 2]
    assert closings[0]["reopened_by"] == "叶清和"
    committee.does("祝闻溪", OpenQuarter(QUARTER.plus(1)))
    assert workbook.verify_integrity() == ()
    workbook.close()
