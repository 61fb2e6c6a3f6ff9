"""A quarter goes from open to closed by its rules, and is reopened by a second person."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from domain.closing.commands import (
    Approve,
    Close,
    OpenQuarter,
    Reconcile,
    Reopen,
    SendBack,
    SettleDifference,
    Submit,
)
from domain.closing.differences import differences
from domain.closing.figures import (
    Place,
    SideFigures,
    packed,
    quarter_digest,
    recorded,
    unpacked,
)
from domain.commands import AddRow, RemoveRow, SetFields, WriteBatch, updating
from domain.entities import SPECS
from domain.errors import DomainError
from domain.records import Query
from domain.units import Quarter
from tests.domain.closing.conftest import MOMENT, QUARTER

if TYPE_CHECKING:
    from domain.records import Command
    from tests.domain.closing.conftest import Park


def refusal(park: Park, command: Command) -> DomainError:
    """Return why a command is refused."""
    with pytest.raises(DomainError) as refused:
        park.workbook.run(command)
    return refused.value


def firm_place(park: Park, firm: int, field: str) -> Place:
    """Return where a figure of a firm stands."""
    return Place("firm_quarter", (park.firms[firm],), field)


def differ(park: Park) -> None:
    """Let both sides submit with two figures of two firms apart."""
    park.submit("origin", "柯知夏")
    park.type(0, revenue_fen=120)
    park.type(1, headcount=90)
    park.submit("host", "徐若川")


def test_a_quarter_is_opened_once(park: Park) -> None:
    park.workbook.run(OpenQuarter(Quarter(2025, 1)))
    assert park.workbook.find("quarter", quarter="2025Q1")[0]["state"] == "open"
    assert refusal(park, OpenQuarter(Quarter(2025, 1))).key == "duplicate"


def test_each_side_submits_and_what_it_submitted_is_kept(park: Park) -> None:
    park.submit("origin", "柯知夏")
    assert park.state() == "submitted_by_origin"
    park.type(0, revenue_fen=120)
    park.submit("host", "徐若川")
    assert park.state() == "submitted"
    kept = {row["side"]: row for row in park.workbook.find("submission")}
    place = firm_place(park, 0, "revenue_fen")
    assert unpacked(str(kept["origin"]["figures"]))[place] == 100
    assert unpacked(str(kept["host"]["figures"]))[place] == 120
    assert kept["host"]["person"] == "徐若川"
    assert (kept["host"]["figures_known"], kept["host"]["figures_missing"]) == (39, 0)
    assert (park.row()["submitted_origin_by"], park.row()["submitted_host_at"]) == (
        "柯知夏",
        MOMENT,
    )


def test_the_host_may_submit_first(park: Park) -> None:
    park.submit("host", "徐若川")
    assert park.state() == "submitted_by_host"
    park.submit("origin", "柯知夏")
    assert park.state() == "submitted"


def test_a_side_may_submit_again_until_the_quarter_is_reconciled(park: Park) -> None:
    differ(park)
    assert len(differences(park.workbook, SPECS, QUARTER)) == 2
    park.submit("origin", "柯知夏")
    assert park.state() == "submitted"
    assert differences(park.workbook, SPECS, QUARTER) == ()
    park.workbook.run(Reconcile(QUARTER, "郑云起", MOMENT))
    late = refusal(park, Submit(QUARTER, "origin", "柯知夏", MOMENT))
    assert late.key == "transition_not_allowed"


def test_missing_figures_are_submitted_only_when_counted_and_explained(park: Park) -> None:
    park.type(0, revenue_fen=None)
    park.type(1, vat_fen=None)
    for missing, reason in ((0, ""), (2, " "), (1, "两户未报"), (0, "两户未报")):
        command = Submit(QUARTER, "origin", "柯知夏", MOMENT, missing, reason)
        refused = refusal(park, command)
        assert (refused.key, refused.values["count"]) == ("submission_incomplete", 2)
    park.submit("origin", "柯知夏", missing=2, reason="两户未报")
    kept = park.workbook.find("submission")[0]
    assert (kept["figures_missing"], kept["reason"]) == (2, "两户未报")


def test_a_person_of_one_side_does_not_act_for_the_other(park: Park) -> None:
    refused = refusal(park, Submit(QUARTER, "host", "柯景行", MOMENT))
    assert (refused.key, refused.values["side"]) == ("side_of_other", "host")
    park.bring_to("reconciled")
    assert refusal(park, Approve(QUARTER, "origin", "徐守一", MOMENT)).key == "side_of_other"


def test_a_quarter_that_is_not_recorded_is_refused(park: Park) -> None:
    command = Submit(Quarter(2030, 1), "origin", "柯知夏", MOMENT)
    assert refusal(park, command).key == "quarter_unknown"


def test_differences_stand_side_by_side_and_must_be_settled(park: Park) -> None:
    differ(park)
    found = {each.place: each for each in differences(park.workbook, SPECS, QUARTER)}
    revenue = found[firm_place(park, 0, "revenue_fen")]
    assert (revenue.origin, revenue.host, revenue.now, revenue.settled) == (100, 120, 120, False)
    assert set(found) == {
        firm_place(park, 0, "revenue_fen"),
        firm_place(park, 1, "headcount"),
    }
    refused = refusal(park, Reconcile(QUARTER, "郑云起", MOMENT))
    assert (refused.key, refused.values["count"]) == ("differences_unsettled", 2)


def test_a_settled_difference_is_written_and_kept_with_its_reason(park: Park) -> None:
    differ(park)
    place = firm_place(park, 0, "revenue_fen")
    no_reason = SettleDifference(QUARTER, place, 100, " ", "郑云起", MOMENT)
    assert refusal(park, no_reason).key == "reason_missing"
    park.workbook.run(SettleDifference(QUARTER, place, 100, "以税务申报为准", "郑云起", MOMENT))
    assert park.figures(0)["revenue_fen"] == 100
    kept = park.workbook.find("agreed_figure")[0]
    assert (kept["origin_value"], kept["host_value"], kept["agreed_value"]) == (100, 120, 100)
    other = firm_place(park, 1, "headcount")
    park.workbook.run(SettleDifference(QUARTER, other, 95.0, "现场核实", "郑云起", MOMENT))
    assert park.figures(1)["headcount"] == 95
    park.workbook.run(Reconcile(QUARTER, "郑云起", MOMENT))
    assert park.state() == "reconciled"


def test_an_agreed_figure_obeys_the_rules_of_its_record(park: Park) -> None:
    differ(park)
    place = firm_place(park, 1, "headcount")
    command = SettleDifference(QUARTER, place, 5, "现场核实", "郑云起", MOMENT)
    assert refusal(park, command).key == "rd_staff_gt_headcount"
    assert park.workbook.find("agreed_figure") == []


def test_what_is_no_difference_cannot_be_settled(park: Park) -> None:
    differ(park)
    place = firm_place(park, 2, "headcount")
    command = SettleDifference(QUARTER, place, 5, "现场核实", "郑云起", MOMENT)
    assert refusal(park, command).key == "no_difference"


def test_a_figure_changed_after_both_submitted_is_a_difference(park: Park) -> None:
    park.bring_to("submitted")
    park.type(2, vat_fen=7)
    (found,) = differences(park.workbook, SPECS, QUARTER)
    assert (found.origin, found.host, found.now) == (100, 100, 7)


def test_a_settled_figure_that_is_changed_again_is_open_again(park: Park) -> None:
    differ(park)
    place = firm_place(park, 0, "revenue_fen")
    park.workbook.run(SettleDifference(QUARTER, place, 100, "以税务申报为准", "郑云起", MOMENT))
    park.type(0, revenue_fen=130)
    found = {each.place: each for each in differences(park.workbook, SPECS, QUARTER)}
    assert not found[place].settled


def test_a_side_that_knows_nothing_does_not_contradict_the_other(park: Park) -> None:
    park.type(0, revenue_fen=None)
    park.submit("origin", "柯知夏", missing=1, reason="未报")
    park.type(0, revenue_fen=120)
    park.submit("host", "徐若川")
    assert differences(park.workbook, SPECS, QUARTER) == ()


def test_a_file_of_the_host_is_its_submission_and_fills_only_what_is_unknown(park: Park) -> None:
    park.type(0, revenue_fen=None)
    park.submit("origin", "柯知夏", missing=1, reason="未报")
    brought = dict(recorded(park.workbook, SPECS, QUARTER))
    brought[firm_place(park, 0, "revenue_fen")] = 300
    brought[firm_place(park, 1, "revenue_fen")] = 400
    park.submit("host", "徐若川", brought=SideFigures(brought, 0))
    assert park.figures(0)["revenue_fen"] == 300
    assert park.figures(1)["revenue_fen"] == 100
    (found,) = differences(park.workbook, SPECS, QUARTER)
    assert (found.origin, found.host) == (100, 400)


def test_a_file_may_bring_a_record_that_was_not_there(park: Park) -> None:
    park.submit("origin", "柯知夏")
    building = park.add("building", code="1号楼", area=100_000)
    place = Place("park_quarter", (building,), "rent_invoiced_fen")
    brought = {**recorded(park.workbook, SPECS, QUARTER), place: 5000}
    park.submit("host", "徐若川", brought=SideFigures(brought, 0))
    row = park.workbook.find("park_quarter", building=building)[0]
    assert (row["quarter"], row["rent_invoiced_fen"]) == ("2024Q4", 5000)


def test_figures_survive_being_written_as_text(park: Park) -> None:
    figures = recorded(park.workbook, SPECS, QUARTER)
    assert len(figures) == 39
    assert unpacked(packed(figures)) == figures


def test_two_persons_approve(park: Park) -> None:
    park.bring_to("reconciled")
    park.workbook.run(Approve(QUARTER, "origin", "柯景行", MOMENT))
    assert park.state() == "approved_by_origin"
    again = refusal(park, Approve(QUARTER, "origin", "柯景行", MOMENT))
    assert again.key == "transition_not_allowed"
    park.add("person", name="叶清和", role="chair")
    park.workbook.run(Approve(QUARTER, "host", "徐守一", MOMENT))
    assert park.state() == "approved"


def test_one_person_of_neither_side_does_not_approve_for_both(park: Park) -> None:
    park.bring_to("reconciled")
    park.workbook.run(Approve(QUARTER, "host", "叶清和", MOMENT))
    refused = refusal(park, Approve(QUARTER, "origin", "叶清和", MOMENT))
    assert refused.key == "second_person_needed"


def test_figures_changed_after_reconciling_stop_approval_and_closing(park: Park) -> None:
    park.bring_to("approved_by_origin")
    park.type(0, revenue_fen=130)
    refused = refusal(park, Approve(QUARTER, "host", "徐守一", MOMENT))
    assert refused.key == "changed_since_reconciled"
    park.type(0, revenue_fen=100)
    park.workbook.run(Approve(QUARTER, "host", "徐守一", MOMENT))
    park.type(0, revenue_fen=130)
    assert refusal(park, Close(QUARTER, "祝闻溪", MOMENT)).key == "changed_since_reconciled"


def test_whoever_does_not_approve_sends_back_with_a_reason(park: Park) -> None:
    park.bring_to("approved")
    assert refusal(park, SendBack(QUARTER, "  ")).key == "reason_missing"
    park.workbook.run(SendBack(QUARTER, "增值税有误"))
    row = park.row()
    assert (row["state"], row["state_reason"]) == ("submitted", "增值税有误")
    assert {row["reconciled_by"], row["approved_origin_by"], row["approved_host_at"]} == {None}
    park.workbook.run(Reconcile(QUARTER, "郑云起", MOMENT))
    assert park.state() == "reconciled"


def test_closing_leaves_its_record_and_the_quarter_refuses_changes(park: Park) -> None:
    park.bring_to("approved")
    digest = quarter_digest(park.workbook, SPECS, QUARTER)
    head = park.workbook.head_hash()
    park.workbook.run(Close(QUARTER, "祝闻溪", MOMENT))
    row = park.row()
    assert (row["state"], row["revision"], row["digest"]) == ("closed", 1, digest)
    (kept,) = park.workbook.find("closing")
    assert (kept["revision"], kept["closed_by"], kept["digest"]) == (1, "祝闻溪", digest)
    assert kept["head_hash"] == head
    record = str(park.figures(0)["id"])
    late = refusal(park, SetFields("firm_quarter", record, {"revenue_fen": 1}))
    assert (late.key, late.values["quarter"]) == ("quarter_closed", "2024Q4")
    assert refusal(park, RemoveRow("quarter", str(row["id"]))).key == "quarter_closed"


def test_a_quarter_is_not_closed_before_both_approved(park: Park) -> None:
    park.bring_to("approved_by_origin")
    assert refusal(park, Close(QUARTER, "祝闻溪", MOMENT)).key == "transition_not_allowed"


def test_a_closing_cannot_be_undone(park: Park) -> None:
    park.bring_to("closed")
    assert refusal_of_undo(park) in {"changed_since", "quarter_closed"}
    assert park.state() == "closed"


def refusal_of_undo(park: Park) -> str:
    """Return why undo is refused."""
    with pytest.raises(DomainError) as refused:
        park.workbook.undo()
    return refused.value.key


def test_reopening_needs_another_person_and_a_reason(park: Park) -> None:
    park.bring_to("closed")
    assert refusal(park, Reopen(QUARTER, "叶清和", MOMENT, " ")).key == "reason_missing"
    same = refusal(park, Reopen(QUARTER, "祝闻溪", MOMENT, "更正"))
    assert same.key == "second_person_needed"
    park.workbook.run(Reopen(QUARTER, "叶清和", MOMENT, "QH001营业收入更正"))
    assert park.state() == "reopened"
    (kept,) = park.workbook.find("closing")
    assert (kept["reopened_by"], kept["reason"]) == ("叶清和", "QH001营业收入更正")


def test_a_reopened_quarter_is_closed_as_the_next_revision_by_another_person(park: Park) -> None:
    park.bring_to("closed")
    first = str(park.row()["digest"])
    park.workbook.run(Reopen(QUARTER, "叶清和", MOMENT, "更正"))
    park.type(0, revenue_fen=777)
    assert refusal(park, Close(QUARTER, "叶清和", MOMENT)).key == "second_person_needed"
    park.workbook.run(Close(QUARTER, "祝闻溪", MOMENT))
    assert (park.state(), park.row()["revision"]) == ("closed", 2)
    kept = park.workbook.select(Query("closing", order=("revision",)))
    assert [row["revision"] for row in kept] == [1, 2]
    assert kept[0]["digest"] == first
    assert kept[1]["digest"] != first
    same = refusal(park, Reopen(QUARTER, "祝闻溪", MOMENT, "再更正"))
    assert same.key == "second_person_needed"


def test_a_quarter_closed_before_closings_were_recorded_gets_its_record_when_reopened(
    park: Park,
) -> None:
    record = str(park.row()["id"])
    steps: tuple[dict[str, str | int], ...] = (
        {"state": "submitted_by_origin"},
        {"state": "submitted"},
        {"state": "reconciled"},
        {"state": "approved_by_host"},
        {"state": "approved"},
        {"state": "closed", "closed_by": "祝闻溪", "revision": 1},
    )
    for values in steps:
        moved = tuple(updating(park.workbook, SPECS, "quarter", record, values))
        park.workbook.run(WriteBatch(moved))
    park.workbook.run(Reopen(QUARTER, "叶清和", MOMENT, "更正"))
    (kept,) = park.workbook.find("closing")
    assert (kept["revision"], kept["closed_by"], kept["reopened_by"]) == (1, "祝闻溪", "叶清和")


def test_what_the_closing_keeps_cannot_be_typed_or_removed(park: Park) -> None:
    park.bring_to("submitted")
    record = str(park.workbook.find("submission")[0]["id"])
    for command in (
        SetFields("submission", record, {"person": "某人"}),
        RemoveRow("submission", record),
        AddRow("closing", {"quarter": "2024Q4", "revision": 9}),
    ):
        assert refusal(park, command).key == "record_kept"


def test_the_digest_of_a_quarter_covers_what_happened_within_its_days(park: Park) -> None:
    before = quarter_digest(park.workbook, SPECS, QUARTER)
    firm = park.firms[0]
    park.add("stage_change", firm=firm, to_stage="lead", date="2025-01-02")
    assert quarter_digest(park.workbook, SPECS, QUARTER) == before
    park.add("event", date="2024-12-31", kind="visit", title="考察")
    assert quarter_digest(park.workbook, SPECS, QUARTER) != before
