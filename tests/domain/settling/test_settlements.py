"""Settlements are drawn up, agreed, disputed, corrected in the open and paid to the fen."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from domain.commands import AddRow, SetFields
from domain.errors import DomainError
from domain.models.settlement import settle_rule
from domain.models.settlement_inputs import settle, terms_under
from domain.records import Condition, Query
from domain.settling.commands import (
    AgreeSettlement,
    DisputeSettlement,
    DrawUpSettlement,
    RecordPayment,
)
from domain.settling.keeping import replayed, unpacked
from domain.settling.sources import tax_sources
from domain.settling.statement import statement
from domain.units import Quarter

if TYPE_CHECKING:
    from domain.settling.statement import RuleSettlement
    from storage.workbook import Workbook

Q2022 = Quarter(2022, 4)
Q2024 = Quarter(2024, 4)
AFTER = Quarter(2025, 1)


def rule(park: Workbook, quarter: Quarter, code: str = "R1") -> RuleSettlement:
    return next(each for each in statement(park, quarter).rules if each.rule == code)


def agreed(park: Workbook, quarter: Quarter, code: str = "R1") -> RuleSettlement:
    park.run(DrawUpSettlement(quarter))
    park.run(AgreeSettlement((rule(park, quarter, code).record,)))
    return rule(park, quarter, code)


def more_vat(park: Workbook, quarter: Quarter, fen: int) -> None:
    """Correct the value added tax of one firm."""
    row = park.select(
        Query(
            "firm_quarter",
            columns=("vat_fen",),
            where=(Condition("quarter", "=", str(quarter)), Condition("vat_fen", ">", 0)),
            limit=1,
        )
    )[0]
    values = {"vat_fen": int(str(row["vat_fen"])) + fen}
    park.run(SetFields("firm_quarter", str(row["id"]), values, reason="税务局更正"))


@pytest.mark.parametrize("quarter", ["2021Q2", "2022Q4", "2023Q3", "2024Q4"])
def test_a_settlement_drawn_up_from_the_records_is_right_to_the_fen(
    park: Workbook, expected: dict[str, Any], quarter: str
) -> None:
    park.run(DrawUpSettlement(Quarter.parse(quarter)))
    drawn = statement(park, Quarter.parse(quarter))
    for told in expected["settlement"][quarter]["rules"]:
        found = next(each for each in drawn.rules if each.rule == told["rule"])
        assert found.state == "draft"
        assert {line.party: line.due_fen for line in found.lines} == told["due_fen"]
        reinvested = {line.party: line.reinvested_fen for line in found.lines}
        assert reinvested == told["reinvested_fen"]
        payable = {line.party: line.payable_fen for line in found.lines}
        assert payable == told["payable_fen"]
        assert not found.outdated


def test_a_settlement_is_reckoned_again_from_what_it_kept_when_the_records_have_changed(
    park: Workbook, expected: dict[str, Any]
) -> None:
    park.run(DrawUpSettlement(Q2024))
    more_vat(park, Q2024, 1_000_000)
    truth = expected["settlement"]["2024Q4"]["rules"][0]
    row = park.get("settlement", rule(park, Q2024).record)
    assert row is not None
    assert {line.party: line.due_fen for line in replayed(row).lines} == truth["due_fen"]
    assert rule(park, Q2024).outdated


def test_what_was_not_kept_in_a_known_form_is_not_reckoned_again() -> None:
    with pytest.raises(ValueError, match="unknown form"):
        unpacked('{"form": 99}')


def test_what_was_kept_before_rules_had_all_their_terms_is_still_reckoned_again(
    park: Workbook, expected: dict[str, Any]
) -> None:
    park.run(DrawUpSettlement(Q2024))
    row = park.get("settlement", rule(park, Q2024).record) or {}
    kept = json.loads(str(row["inputs"]))
    new = ("threshold_fen", "lifetime_cap_fen", "floor_rule", "escrow", "clause", "carried")
    kept["terms"] = {name: each for name, each in kept["terms"].items() if name not in new}
    for phase in kept["terms"]["phases"]:
        for name in ("reinvested_bp", "brackets", "clause"):
            del phase[name]
    truth = expected["settlement"]["2024Q4"]["rules"][0]
    lines = replayed({**row, "inputs": json.dumps(kept)}).lines
    assert {line.party: line.due_fen for line in lines} == truth["due_fen"]


def test_drawing_up_again_replaces_a_draft_and_can_be_undone(park: Workbook) -> None:
    park.run(DrawUpSettlement(Q2024))
    before = rule(park, Q2024)
    more_vat(park, Q2024, 1_000_000)
    park.run(DrawUpSettlement(Q2024))
    after = rule(park, Q2024)
    assert sum(line.due_fen for line in after.lines) == 500_000 + sum(
        line.due_fen for line in before.lines
    )
    assert park.count(Query("settlement")) == 2  # R1 and R3
    park.undo()
    assert rule(park, Q2024).lines == before.lines


def test_a_settlement_that_is_agreed_stands_and_is_corrected_in_a_later_quarter(
    park: Workbook,
) -> None:
    settled = agreed(park, Q2024)
    more_vat(park, Q2024, 1_000_000)
    park.run(DrawUpSettlement(Q2024))
    assert rule(park, Q2024).lines == settled.lines
    assert rule(park, Q2024).outdated
    found = statement(park, Q2024)
    assert found.today.rules[0].pool_fen - found.reckoned.rules[0].pool_fen == 500_000

    park.run(DrawUpSettlement(AFTER))
    later = rule(park, AFTER)
    corrections = [each for line in later.lines for each in line.corrections]
    assert {each.quarter for each in corrections} == {Q2024}
    # Half of the value added tax stays with the localities; all of it is shared.
    assert sum(each.due_fen for each in corrections) == 500_000

    park.run(DrawUpSettlement(AFTER))
    again = [each for line in rule(park, AFTER).lines for each in line.corrections]
    assert again == corrections


def test_a_correction_is_settled_once(park: Workbook) -> None:
    agreed(park, Q2024)
    more_vat(park, Q2024, 1_000_000)
    agreed(park, AFTER)
    park.run(DrawUpSettlement(AFTER.plus(1)))
    assert [line.corrections for line in rule(park, AFTER.plus(1)).lines if line.corrections] == []
    more_vat(park, Q2024, -1_000_000)
    park.run(DrawUpSettlement(AFTER.plus(1)))
    taken_back = [each for line in rule(park, AFTER.plus(1)).lines for each in line.corrections]
    assert sum(each.due_fen for each in taken_back) == -500_000


def test_a_dispute_says_why_and_is_drawn_up_anew(park: Workbook) -> None:
    park.run(DrawUpSettlement(Q2024))
    settlement = rule(park, Q2024).record
    with pytest.raises(DomainError, match="reason_missing"):
        park.run(DisputeSettlement((settlement,), " "))
    park.run(DisputeSettlement((settlement,), "增值税口径不一致"))
    assert (rule(park, Q2024).state, rule(park, Q2024).reason) == ("disputed", "增值税口径不一致")
    park.run(DrawUpSettlement(Q2024))
    assert rule(park, Q2024).state == "draft"


def test_payments_are_recorded_up_to_what_is_payable_and_end_the_settlement(
    park: Workbook, expected: dict[str, Any]
) -> None:
    payable = expected["settlement"]["2022Q4"]["rules"][0]["payable_fen"]
    settled = agreed(park, Q2022)
    first = settled.lines[0]
    with pytest.raises(DomainError, match="paid_gt_payable"):
        park.run(RecordPayment(first.record, payable[first.party] + 1, "2023-02-01"))
    park.run(RecordPayment(first.record, 1_000_000, "2023-02-01", "转账1"))
    assert rule(park, Q2022).lines[0].open_fen == payable[first.party] - 1_000_000
    with pytest.raises(DomainError, match="settlement_paid_in_part"):
        park.run(DisputeSettlement((settled.record,), "迟付"))
    for line in settled.lines:
        assert rule(park, Q2022).state == "agreed"
        park.run(RecordPayment(line.record, payable[line.party], "2023-02-20", "转账2"))
    assert rule(park, Q2022).state == "paid"
    with pytest.raises(DomainError, match="settlement_not_agreed"):
        park.run(RecordPayment(first.record, 1, "2023-03-01"))


def test_nothing_is_paid_under_a_draft(park: Workbook) -> None:
    park.run(DrawUpSettlement(Q2024))
    line = rule(park, Q2024).lines[0]
    with pytest.raises(DomainError, match="settlement_not_agreed"):
        park.run(RecordPayment(line.record, 1, "2025-01-20"))


def test_a_quarter_before_any_agreement_has_nothing_to_settle(park: Workbook) -> None:
    with pytest.raises(DomainError, match="nothing_to_settle"):
        park.run(DrawUpSettlement(Quarter(2018, 1)))


def test_nobody_types_in_a_settlement(park: Workbook) -> None:
    park.run(DrawUpSettlement(Q2024))
    line = rule(park, Q2024).lines[0]
    with pytest.raises(DomainError, match="record_kept"):
        park.run(SetFields("settlement_line", line.record, {"due_fen": 1}))
    with pytest.raises(DomainError, match="record_kept"):
        park.run(AddRow("settlement_correction", {}))


def test_the_figures_behind_a_tax_add_up_to_what_the_settlement_took(
    park: Workbook, expected: dict[str, Any]
) -> None:
    told = expected["settlement"]["2024Q4"]["rules"][0]["base_by_type"]["vat"]["gross_fen"]
    sources = tax_sources(park, "vat", Q2024)
    assert sum(each.gross_fen or 0 for each in sources) == told
    assert all(park.get("firm_quarter", each.record) for each in sources)
    assert all(each.number.startswith("QH") for each in sources)


def test_another_version_of_a_rule_is_tried_without_being_adopted(
    park: Workbook, expected: dict[str, Any]
) -> None:
    told = expected["settlement"]["2023Q3"]["rules"][0]
    quarter = Quarter(2023, 3)
    versions = park.select(
        Query(
            "sharing_rule_version",
            columns=("version",),
            where=(Condition("rule.code", "=", "R1"),),
            order=("version",),
        )
    )
    old, new = (terms_under(park, "R1", str(row["id"]), quarter) for row in versions)
    assert old is not None
    assert new is not None
    by_new = settle_rule(new, quarter)
    assert {line.party: line.due_fen for line in by_new.lines} == told["due_fen"]
    by_old = settle_rule(old, quarter)
    # Year 4 of version 1: 40.00, 41.67 and 18.33 %, the host capped at 2,500,000 yuan, so the
    # others divide the rest 4,000 to 1,833.
    rest = told["pool_fen"] - 250_000_000
    assert by_old.pool_fen == told["pool_fen"]
    due = {line.party: line.due_fen for line in by_old.lines}
    assert due["YH"] == 250_000_000
    assert abs(due["QZ"] - rest * 4000 / 5833) < 1
    assert terms_under(park, "R9", str(versions[0]["id"]), quarter) is None
    assert settle(park, quarter).rules[0].terms.version == 2
