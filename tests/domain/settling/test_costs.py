"""Costs divided by a rule: what each party bears is set against what it paid."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from domain.errors import DomainError
from domain.indicators.benefit import benefits
from domain.models.settlement import settle_rule
from domain.models.settlement_inputs import settle, terms_under
from domain.models.settlement_steps import total_steps
from domain.settling.commands import AgreeSettlement, DrawUpSettlement, RecordPayment
from domain.settling.keeping import replayed
from domain.settling.owing import transfers
from domain.settling.sources import cost_sources, use_sources
from domain.settling.statement import settlements, statement
from tests.domain.settling.terms_park import HALVES, START, due, keys, paid, today

if TYPE_CHECKING:
    from domain.settling.statement import RuleSettlement
    from tests.domain.settling.terms_park import TermsPark

THIRDS = {"A": 5_000, "B": 3_000, "C": 2_000}


def costs(terms: TermsPark, **values: int) -> str:
    """Adopt a rule by which A bears half of the costs, B three and C two tenths."""
    rule = terms.rule(base="cost", residual="")
    version = terms.version(rule, **values)
    terms.phase(version, THIRDS, (1, None))
    terms.adopt(version)
    return rule


def spend(
    terms: TermsPark, payer: str, fen: int | None, category: str = "property", recovered: int = 0
) -> str:
    """Record a cost of the first quarter that a party paid, in a building of its own."""
    count = len(terms.workbook.find("building"))
    building = terms.add("building", code=f"B{count + 1}")
    return terms.add(
        "cost",
        quarter=str(START),
        building=building,
        category=category,
        payer=terms.parties.get(payer),
        actual_fen=fen,
        recovered_fen=recovered or None,
    )


def let(terms: TermsPark, region: str | None, area: int, start: str, end: str) -> str:
    """Let a unit of some hundredths of a m² to a tenant that produces in a region."""
    count = len(terms.workbook.find("unit"))
    building = terms.add("building", code=f"L{count + 1}")
    unit = terms.add("unit", building=building, number="1", use="office", area=area)
    firm = terms.add("firm", number=f"T{count}", name_zh=f"企业{count}", production_site=region)
    return terms.add("lease", number=f"ZL-{count}", firm=firm, unit=unit, start=start, end=end)


def borne(found: RuleSettlement) -> dict[str, int | None]:
    return {line.party: line.borne_fen for line in found.lines}


def owed(found: RuleSettlement) -> list[tuple[str, str, int]]:
    return [(each.debtor.party, each.creditor.party, each.fen) for each in transfers(found.lines)]


def line_of(found: RuleSettlement, party: str) -> str:
    return next(line.record for line in found.lines if line.party == party)


def test_the_party_that_paid_is_paid_back_to_the_level_of_the_shares(terms: TermsPark) -> None:
    costs(terms)
    spend(terms, "A", 100_000)
    spend(terms, "B", 20_001, "energy")
    found = terms.drawn(START)
    # 120,001 fen: half 60,000.5, three tenths 36,000.3, two tenths 24,000.2: the fen goes to A.
    assert borne(found) == {"A": 60_001, "B": 36_000, "C": 24_000}
    assert due(found) == {"A": 39_999, "B": -15_999, "C": -24_000}
    assert owed(found) == [("B", "A", 15_999), ("C", "A", 24_000)]
    kept = settlements(terms.workbook, START)[0]
    again = {line.party: line.due_fen for line in replayed(kept).lines}
    assert again == due(found)


def test_what_was_recovered_is_not_divided(terms: TermsPark) -> None:
    costs(terms)
    spend(terms, "A", 100_000, recovered=40_000)
    assert due(terms.drawn(START)) == {"A": 30_000, "B": -18_000, "C": -12_000}


def test_who_paid_without_a_share_gets_all_of_it_back(terms: TermsPark) -> None:
    terms.parties["OP"] = terms.add("party", code="OP", name_zh="运营公司", kind="operator")
    costs(terms)
    spend(terms, "OP", 10_000)
    found = terms.drawn(START)
    assert due(found) == {"A": -5_000, "B": -3_000, "C": -2_000, "OP": 10_000}
    assert owed(found) == [("A", "OP", 5_000), ("B", "OP", 3_000), ("C", "OP", 2_000)]


def test_a_debt_is_split_between_those_who_are_paid_back_in_their_order(terms: TermsPark) -> None:
    costs(terms)
    spend(terms, "A", 60_000)
    spend(terms, "B", 40_000)
    # A bears 50,000, B 30,000, C 20,000: C owes 10,000 to each.
    assert owed(terms.drawn(START)) == [("C", "A", 10_000), ("C", "B", 10_000)]


def test_costs_that_vary_with_use_go_by_the_square_metres_and_days_let(terms: TermsPark) -> None:
    rule = costs(terms)
    for category, division in (("property", "shares"), ("energy", "use")):
        terms.add("shared_cost", rule=rule, category=category, division=division)
    city = terms.add("region", name_zh="衢州市", kind="city")
    county = terms.add("region", name_zh="常山县", kind="county", parent=city)
    host = terms.add("region", name_zh="余杭区", kind="district")
    terms.set("party", terms.parties["A"], region=city)
    terms.set("party", terms.parties["B"], region=host)
    # 100 m² for all 91 days; 200 m² from March on, 31 days; one tenant's place is unknown.
    let(terms, county, 10_000, "2019-05-01", "2021-04-30")
    let(terms, host, 20_000, "2020-03-01", "2020-12-31")
    let(terms, None, 50_000, "2019-05-01", "2021-04-30")
    let(terms, host, 50_000, "2018-05-01", "2019-12-31")
    spend(terms, "A", 100_000)
    spend(terms, "A", 153_000, "energy")
    spend(terms, "A", 7_777, "staff")  # the rule does not name it
    found = terms.drawn(START)
    # Energy by 9,100 and 6,200 m² days: 91,000 and 62,000 fen; property by shares.
    assert borne(found) == {"A": 141_000, "B": 92_000, "C": 20_000}
    assert due(found) == {"A": 112_000, "B": -92_000, "C": -20_000}
    told = keys(today(terms, START))
    assert [each for each in told if "." not in each or each.startswith(("part", "cost"))] == [
        *("cost.shares", "cost.use", "shares", "part.shares", "use", "part.use"),
        *("borne", "advanced"),
    ]
    used = use_sources(terms.workbook, today(terms, START).terms, START)
    assert [(each.number, each.days, each.party) for each in used] == [
        ("ZL-0", 91, "A"),
        ("ZL-1", 31, "B"),
        ("ZL-2", 91, ""),
    ]


def test_each_part_of_the_costs_is_rounded_on_its_own(terms: TermsPark) -> None:
    rule = terms.rule(base="cost", residual="")
    version = terms.version(rule)
    terms.phase(version, HALVES, (1, None))
    terms.adopt(version)
    for category, division in (("property", "shares"), ("energy", "use")):
        terms.add("shared_cost", rule=rule, category=category, division=division)
    origin = terms.add("region", name_zh="衢州市", kind="city")
    host = terms.add("region", name_zh="余杭区", kind="district")
    terms.set("party", terms.parties["A"], region=origin)
    terms.set("party", terms.parties["B"], region=host)
    for region in (origin, host):
        let(terms, region, 10_000, "2019-05-01", "2021-04-30")
    spend(terms, "B", 101)
    spend(terms, "B", 101, "energy")
    # 50.5 and 50.5 twice: the odd fen of either part goes to the first listed.
    assert borne(terms.drawn(START)) == {"A": 102, "B": 100}


def test_without_any_use_all_goes_by_the_shares(terms: TermsPark) -> None:
    rule = costs(terms)
    terms.add("shared_cost", rule=rule, category="energy", division="use")
    spend(terms, "A", 10_000, "energy")
    assert borne(terms.drawn(START)) == {"A": 5_000, "B": 3_000, "C": 2_000}
    assert "use.none" in keys(today(terms, START))


def test_the_party_of_a_region_may_be_named_by_the_rule(terms: TermsPark) -> None:
    rule = costs(terms)
    terms.add("shared_cost", rule=rule, category="energy", division="use")
    county = terms.add("region", name_zh="常山县", kind="county")
    abroad = terms.add("region", name_zh="省外", kind="other")
    terms.add("rule_home_party", rule=rule, region=county, party=terms.parties["C"])
    terms.set("sharing_rule", rule, home_party=terms.parties["A"])
    let(terms, county, 10_000, "2019-05-01", "2021-04-30")
    let(terms, abroad, 30_000, "2019-05-01", "2021-04-30")
    spend(terms, "B", 10_000, "energy")
    assert borne(terms.drawn(START)) == {"A": 7_500, "B": 0, "C": 2_500}


def test_a_cap_holds_what_a_party_bears_and_the_others_bear_the_rest(terms: TermsPark) -> None:
    rule = terms.rule(base="cost", residual="")
    version = terms.version(rule)
    phase = terms.phase(version, THIRDS, (1, None))
    terms.set("phase_share", terms.share_of(phase, "B"), cap_fen=10_000)
    terms.set("phase_share", terms.share_of(phase, "C"), floor_fen=30_000)
    terms.adopt(version)
    spend(terms, "B", 100_000)
    found = terms.drawn(START)
    assert borne(found) == {"A": 60_000, "B": 10_000, "C": 30_000}
    assert due(found) == {"A": -60_000, "B": 90_000, "C": -30_000}


def test_what_is_not_shared_stays_with_those_who_paid(terms: TermsPark) -> None:
    costs(terms, base_year_amount_fen=400_000)
    spend(terms, "A", 120_000)
    spend(terms, "B", 30_000)
    # A fourth of the base year is 100,000: A and B keep that as 4 to 1, the other 50,000 is shared.
    found = terms.drawn(START)
    assert borne(found) == {"A": 25_000 + 80_000, "B": 15_000 + 20_000, "C": 10_000}
    assert due(found) == {"A": 15_000, "B": -5_000, "C": -10_000}
    assert "rest.cost" in keys(today(terms, START))


def test_the_residual_party_bears_what_a_threshold_keeps_from_being_shared(
    terms: TermsPark,
) -> None:
    rule = terms.rule(base="cost", residual="C")
    version = terms.version(rule, threshold_fen=50_000)
    terms.phase(version, HALVES, (1, None))
    terms.adopt(version)
    spend(terms, "A", 49_999)
    assert due(terms.drawn(START)) == {"A": 49_999, "C": -49_999}


def test_before_the_clock_everybody_bears_what_it_paid(terms: TermsPark) -> None:
    rule = terms.rule(base="cost", residual="C", clock_quarter="2020Q2")
    version = terms.version(rule)
    terms.phase(version, HALVES, (1, None))
    terms.adopt(version)
    spend(terms, "A", 49_999)
    found = terms.drawn(START)
    assert (borne(found), due(found)) == ({"A": 49_999}, {"A": 0})


def test_costs_that_are_more_than_recovered_are_not_divided(terms: TermsPark) -> None:
    costs(terms)
    spend(terms, "A", 10_000, recovered=10_001)
    result = today(terms, START)
    assert (result.outcome, [line.due_fen for line in result.lines]) == ("costs_covered", [0])


def test_a_cost_without_amount_or_payer_is_left_out_and_counted(terms: TermsPark) -> None:
    costs(terms)
    spend(terms, "A", 10_000)
    spend(terms, "A", None)
    spend(terms, "", 90_000)
    (base,) = today(terms, START).terms.taxes
    assert (base.gross_fen, base.known, base.expected) == (10_000, 1, 3)
    assert not settle(terms.workbook, START).complete
    found = cost_sources(terms.workbook, "property", START)
    codes = {str(row["id"]): row["code"] for row in terms.workbook.find("building")}
    assert [(codes[each.building], each.payer, each.counted_fen) for each in found] == [
        ("B1", "A", 10_000),
        ("B2", "A", None),
        ("B3", "", None),
    ]


def test_what_a_party_pays_of_costs_reaches_those_who_paid_them(terms: TermsPark) -> None:
    costs(terms)
    spend(terms, "A", 60_000)
    spend(terms, "B", 40_000)
    terms.workbook.run(DrawUpSettlement(START))
    found = terms.settlement(START)
    terms.workbook.run(AgreeSettlement((found.record,)))
    with pytest.raises(DomainError, match="paid_by_those_who_owe"):
        terms.workbook.run(RecordPayment(line_of(found, "A"), 1, "2020-05-01"))
    with pytest.raises(DomainError, match="paid_gt_payable"):
        terms.workbook.run(RecordPayment(line_of(found, "C"), 20_001, "2020-05-01"))
    terms.workbook.run(RecordPayment(line_of(found, "C"), 12_000, "2020-05-01", "K-1"))
    part = terms.settlement(START)
    assert {line.party: line.open_fen for line in part.lines} == {"A": 0, "B": 8_000, "C": -8_000}
    assert [each.open_fen for each in transfers(part.lines)] == [0, 8_000]
    assert part.state == "agreed"
    terms.workbook.run(RecordPayment(line_of(found, "C"), 20_000, "2020-05-09"))
    assert terms.settlement(START).state == "paid"
    terms.workbook.undo()
    assert terms.settlement(START).state == "agreed"


def test_another_version_of_a_rule_on_costs_can_be_tried(terms: TermsPark) -> None:
    rule = costs(terms)
    draft = terms.version(rule, 2, valid_from="2021-01-01")
    terms.phase(draft, HALVES, (1, None))
    spend(terms, "C", 1_000)
    tried = terms_under(terms.workbook, "R1", draft, START)
    assert tried is not None
    assert {line.party: line.due_fen for line in settle_rule(tried, START).lines} == {
        "A": -500,
        "B": -500,
        "C": 1_000,
    }


def test_brackets_divide_what_goes_by_shares_over_the_year(terms: TermsPark) -> None:
    rule = terms.rule(base="cost", residual="")
    version = terms.version(rule)
    phase = terms.phase(version, HALVES, (1, None))
    terms.bracket(phase, 1, 1_000, {"A": 10_000, "B": 0})
    terms.adopt(version)
    spend(terms, "B", 1_500)
    # Of the first 1,000 half each, of the other 500 all to A.
    assert borne(terms.drawn(START)) == {"A": 1_000, "B": 500}


def test_a_later_correction_of_costs_is_owed_with_the_next_quarter(terms: TermsPark) -> None:
    costs(terms)
    cost = spend(terms, "A", 100_000)
    terms.agreed(START)
    terms.set("cost", cost, actual_fen=110_000)
    found = terms.drawn(START.plus(1))
    assert paid(found) == {"A": 5_000, "B": -3_000, "C": -2_000}
    assert owed(found) == [("B", "A", 3_000), ("C", "A", 2_000)]


def test_the_net_benefit_counts_costs_where_they_are_borne(terms: TermsPark) -> None:
    costs(terms)
    version = terms.version(terms.rule("R2"))
    terms.phase(version, HALVES, (1, None))
    terms.adopt(version)
    terms.tax(500_000)
    spend(terms, "A", 100_000)
    told = {each.party: (each.cost_fen, each.borne_fen, each.net_fen)
            for each in benefits(terms.workbook, START)}  # fmt: skip
    assert told == {
        "A": (100_000, 50_000, 200_000),
        "B": (0, 30_000, 220_000),
        "C": (0, 20_000, -20_000),
    }
    (whole,) = [
        step for step in total_steps(settle(terms.workbook, START)) if step.key == "set_off"
    ]
    assert whole.amounts == {"A": 50_000, "B": -30_000, "C": -20_000}
    assert statement(terms.workbook, START).reckoned.pool_fen == 500_000


@pytest.mark.parametrize("table", ["rule_phase", "phase_share"])
def test_nothing_of_a_cost_is_reinvested(terms: TermsPark, table: str) -> None:
    version = terms.version(terms.rule(base="cost"))
    phase = terms.phase(version, {"A": 10_000}, (1, None))
    record = phase if table == "rule_phase" else terms.share_of(phase, "A")
    with pytest.raises(DomainError, match="not_of_costs"):
        terms.set(table, record, reinvested_bp=1_000)


def test_nothing_of_a_cost_is_held_back(terms: TermsPark) -> None:
    version = terms.version(terms.rule(base="cost"))
    party = terms.parties["A"]
    with pytest.raises(DomainError, match="not_of_costs"):
        terms.add("escrow_term", version=version, party=party, share_bp=1_000, milestone="投产")


def test_kinds_of_cost_and_taxes_belong_to_rules_on_them(
    terms: TermsPark,
) -> None:
    with pytest.raises(DomainError, match="not_on_costs"):
        terms.add("shared_cost", rule=terms.rule(), category="energy", division="use")
    with pytest.raises(DomainError, match="not_on_taxes"):
        terms.add("retained_share", rule=terms.rule("R2", base="cost"), tax="vat", share_bp=100)


def test_a_rule_on_output_divides_between_home_and_host(terms: TermsPark) -> None:
    version = terms.version(terms.rule(base="output"))
    phase = terms.add("rule_phase", version=version, phase=1, from_year=1)
    with pytest.raises(DomainError, match="not_of_output"):
        terms.add("phase_share", phase=phase, party=terms.parties["A"], share_bp=10_000)
    with pytest.raises(DomainError, match="output_not_halved"):
        terms.adopt(version)
    terms.set("rule_phase", phase, home_bp=8_000, host_bp=2_000)
    terms.adopt(version)
