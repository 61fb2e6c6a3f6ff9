"""Each term of a sharing rule is settled to the fen, counted on from quarter to quarter."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from domain.commands import RemoveRow
from domain.errors import DomainError
from domain.models.settlement_inputs import settle
from domain.models.settlement_steps import steps, total_steps
from domain.settling.commands import DrawUpSettlement
from domain.settling.keeping import replayed
from domain.settling.sources import tax_sources
from domain.settling.statement import statement
from tests.domain.settling.terms_park import START, due, paid

if TYPE_CHECKING:
    from domain.models.settlement import RuleResult
    from domain.records import Value
    from domain.settling.statement import RuleSettlement
    from domain.units import Quarter
    from tests.domain.settling.terms_park import TermsPark

HALVES = {"A": 5_000, "B": 5_000}


def quarters(count: int) -> list[Quarter]:
    return [START.plus(at) for at in range(count)]


def simple(terms: TermsPark, *tax: int | None, **values: int) -> str:
    """Adopt a rule that shares half and half, with some terms besides, and record the tax."""
    version = terms.version(terms.rule(), **values)
    terms.phase(version, HALVES, (1, None))
    terms.adopt(version)
    terms.tax(*tax)
    return version


def today(terms: TermsPark, quarter: Quarter) -> RuleResult:
    return settle(terms.workbook, quarter).rules[0]


def keys(result: RuleResult) -> list[str]:
    return [step.key for step in steps(result)]


def test_below_the_threshold_the_residual_party_keeps_everything(terms: TermsPark) -> None:
    simple(terms, 999, 1_000, threshold_fen=1_000)
    assert due(terms.agreed(START)) == {"B": 999}
    missed = today(terms, START)
    assert (missed.outcome, missed.shared_fen) == ("below_threshold", 0)
    assert "threshold.missed" in keys(missed)
    assert due(terms.agreed(START.plus(1))) == {"A": 500, "B": 500}
    assert "threshold.met" in keys(today(terms, START.plus(1)))


def test_only_what_exceeds_a_fourth_of_the_base_year_is_shared_of_any_base(
    terms: TermsPark,
) -> None:
    simple(terms, 1_000, 90, base_year_amount_fen=1_600)
    # A fourth of 1,600 is 400; of the other 600 each party gets half, the host keeps the base.
    assert due(terms.drawn(START)) == {"A": 300, "B": 700}
    assert due(terms.drawn(START.plus(1))) == {"A": 0, "B": 90}


def test_the_lifetime_cap_ends_the_sharing_and_counts_what_earlier_quarters_shared(
    terms: TermsPark,
) -> None:
    simple(terms, 600, 600, 600, lifetime_cap_fen=1_000)
    found = [due(terms.agreed(quarter)) for quarter in quarters(3)]
    # 600 shared, then the 400 that are left of 1,000, then nothing.
    assert found == [{"A": 300, "B": 300}, {"A": 200, "B": 400}, {"B": 600}]
    second, third = (today(terms, START.plus(at)) for at in (1, 2))
    told = next(step for step in steps(second) if step.key == "lifetime_cap")
    assert (told.total, told.values) == (-200, {"amount": 1_000, "before": 600})
    assert (third.outcome, third.terms.carried.shared_fen) == ("cap_reached", 1_000)
    assert "lifetime_cap" in keys(third)
    assert "lifetime_cap.kept" in keys(today(terms, START))


def test_a_quarter_that_counts_on_asks_for_the_quarters_before_it(terms: TermsPark) -> None:
    simple(terms, None, 600, 600, lifetime_cap_fen=1_000)
    with pytest.raises(DomainError) as refused:
        terms.workbook.run(DrawUpSettlement(START.plus(2)))
    assert refused.value.key == "earlier_not_drawn_up"
    # The first quarter, of which nothing is reported, need not be drawn up.
    assert refused.value.values == {"quarter": "2020Q2", "rule": "R1"}


def test_slices_of_the_years_pool_are_divided_by_their_own_shares(terms: TermsPark) -> None:
    version = terms.version(terms.rule())
    phase = terms.phase(version, HALVES, (1, None))
    terms.bracket(phase, 1, 1_000, {"A": 2_000, "B": 8_000})
    terms.bracket(phase, 2, 2_000, {"A": 0, "B": 10_000})
    terms.adopt(version)
    terms.tax(800, 1_500, 100, 100, 800)
    found = [due(terms.agreed(quarter)) for quarter in quarters(5)]
    assert found == [
        {"A": 400, "B": 400},
        # 200 in half, 1,000 at 20 %, 300 to the host alone.
        {"A": 300, "B": 1_200},
        {"A": 0, "B": 100},
        {"A": 0, "B": 100},
        # A new calendar year begins with the first slice.
        {"A": 400, "B": 400},
    ]
    told = [step for step in steps(today(terms, START.plus(1))) if step.key.startswith("slice")]
    assert [(step.key, step.total, dict(step.amounts)) for step in told] == [
        ("slice.up_to", 200, {"A": 100, "B": 100}),
        ("slice.up_to", 1_000, {"A": 200, "B": 800}),
        ("slice", 300, {"A": 0, "B": 300}),
    ]


def test_what_is_reinvested_before_division_is_shared_by_nobody(terms: TermsPark) -> None:
    version = terms.version(terms.rule())
    terms.phase(version, HALVES, (1, None), reinvested_bp=1_000, clause="第五条")
    terms.adopt(version)
    terms.tax(1_005)
    found = terms.agreed(START)
    # A tenth of 1,005 is 100, rounded down; 905 are left, the odd fen goes to the first listed.
    assert due(found) == {"A": 453, "B": 452}
    row = terms.workbook.get("settlement", found.record) or {}
    assert (row["reinvested_fen"], row["shared_fen"]) == (100, 1_005)
    told = next(step for step in steps(today(terms, START)) if step.key == "off_the_top")
    assert (told.total, told.clause) == (-100, "第五条")
    assert total_steps(settle(terms.workbook, START))[-1].total == 100


def test_floors_above_the_pool_are_cut_as_the_version_says(terms: TermsPark) -> None:
    version = terms.version(terms.rule(), floor_rule="constrained_equal_awards")
    phase = terms.phase(version, HALVES, (1, None))
    for code, floor in (("A", 100), ("B", 900)):
        terms.set("phase_share", terms.share_of(phase, code), floor_fen=floor)
    terms.adopt(version)
    terms.tax(400)
    # In proportion it would be 40 and 360; equal amounts give A its floor of 100, B the rest.
    assert due(terms.drawn(START)) == {"A": 100, "B": 300}
    assert "floors_reduced.constrained_equal_awards" in keys(today(terms, START))


def test_floors_and_caps_hold_for_growth_as_well(terms: TermsPark) -> None:
    version = terms.version(terms.rule(base="tax_growth"), base_year_amount_fen=400)
    phase = terms.phase(version, HALVES, (1, None))
    terms.set("phase_share", terms.share_of(phase, "A"), cap_fen=100)
    terms.adopt(version)
    terms.tax(1_000)
    # The growth is 900: A is held at 100, B gets the other 800 and the base of 100.
    assert due(terms.drawn(START)) == {"A": 100, "B": 900}
    assert "bounds" in keys(today(terms, START))


def test_a_term_that_ends_leaves_everything_to_the_residual_party(terms: TermsPark) -> None:
    version = terms.version(terms.rule(residual="C"))
    terms.phase(version, HALVES, (1, 1))
    terms.adopt(version)
    terms.tax(100, 100, 100, 100, 100)
    assert due(terms.drawn(START.plus(3))) == {"A": 50, "B": 50}
    assert due(terms.drawn(START.plus(4))) == {"C": 100}


def test_the_rent_of_all_leases_is_a_base(terms: TermsPark) -> None:
    version = terms.version(terms.rule(base="rent"))
    terms.phase(version, HALVES, (1, None))
    terms.adopt(version)
    building = terms.add("building", code="1", area=100_000)
    unit = terms.add("unit", building=building, number="101", use="office", area=10_000)
    lease = {"firm": terms.firm, "unit": unit, "start": "2020-01-01", "end": "2020-12-31"}
    terms.add("lease", number="L1", rent_fen=4_000, **lease)
    # 100 m² at 40 yuan a month are 12,000 yuan a quarter.
    assert due(terms.drawn(START)) == {"A": 600_000, "B": 600_000}
    assert keys(today(terms, START))[0] == "tax.rent"
    (source,) = tax_sources(terms.workbook, "rent", START)
    assert (source.table, source.number, source.gross_fen) == ("lease", "L1", 1_200_000)


def test_the_counter_values_of_the_land_ledger_are_a_base(terms: TermsPark) -> None:
    version = terms.version(terms.rule(base="land_income"), base_year_amount_fen=4_000)
    terms.phase(version, HALVES, (1, None))
    terms.adopt(version)
    entry: dict[str, Value] = {
        "from_party": terms.parties["A"],
        "to_party": terms.parties["B"],
        "land": 100,
    }
    for day, fen in (("2020-01-01", 3_000), ("2020-03-31", 2_000), ("2020-04-01", 9_000)):
        terms.add(
            "land_entry",
            date=day,
            quota_kind="farmland_balance",
            counter_value_fen=fen,
            document=day,
            **entry,
        )
    terms.add("land_entry", date="2020-02-01", quota_kind="park_land", **entry)
    # 5,000 are known, a fourth of the base year is 1,000: half of the growth each, the base to B.
    assert due(terms.drawn(START)) == {"A": 2_000, "B": 3_000}
    (base,) = today(terms, START).terms.taxes
    assert (base.gross_fen, base.known, base.expected) == (5_000, 2, 3)
    assert not settle(terms.workbook, START).complete
    sources = tax_sources(terms.workbook, "land_income", START)
    assert [(each.number, each.gross_fen) for each in sources] == [
        ("2020-01-01", 3_000),
        ("2020-03-31", 2_000),
        ("", None),
    ]


def test_a_rule_that_divides_costs_is_named_and_not_settled(terms: TermsPark) -> None:
    version = terms.version(terms.rule(base="cost"))
    terms.adopt(version)
    assert statement(terms.workbook, START).unsettled == {"R1": "no_income"}


def test_a_version_adopted_before_its_shares_were_whole_is_not_settled(terms: TermsPark) -> None:
    version = terms.version(terms.rule(), resolution=terms.resolution)
    phase = terms.phase(version, {"A": 5_000}, (1, 2))
    terms.tax(100)
    assert statement(terms.workbook, START).unsettled == {"R1": "shares_not_whole"}
    terms.add("phase_share", phase=phase, party=terms.parties["B"], rank=2, share_bp=5_000)
    assert due(terms.drawn(START)) == {"A": 50, "B": 50}


def test_a_version_that_has_lost_a_phase_is_not_settled(terms: TermsPark) -> None:
    version = terms.version(terms.rule())
    first = terms.phase(version, HALVES, (1, 2))
    terms.phase(version, HALVES, (3, None))
    terms.adopt(version)
    terms.workbook.run(RemoveRow("rule_phase", first))
    assert statement(terms.workbook, START).unsettled == {"R1": "phases_not_contiguous"}


def test_a_draft_drawn_up_again_replaces_what_it_held_back(terms: TermsPark) -> None:
    held_back(terms, 1_000)
    terms.drawn(START)
    terms.correct(START, 2_000)
    assert terms.settlement(START).outdated
    assert balance(terms.drawn(START)) == [(0, 0, 250, 0, 0, 250)]
    terms.workbook.undo()
    assert balance(terms.settlement(START)) == [(0, 0, 125, 0, 0, 125)]


def test_the_record_of_a_quarter_counts_where_its_terms_are_gone(terms: TermsPark) -> None:
    held_back(terms, 1_000, 1_000)
    (version,) = terms.workbook.find("sharing_rule_version")
    terms.agreed(START)
    # Somebody moves the version's first day past the settled quarter.
    terms.set("sharing_rule_version", str(version["id"]), valid_from="2020-04-01")
    second = terms.drawn(START.plus(1))
    assert balance(second) == [(125, 0, 125, 0, 0, 250)]
    assert today(terms, START.plus(1)).terms.carried.shared_fen == 1_000


# ---------------------------------------------------------------------------------------- escrow


def held_back(terms: TermsPark, *tax: int, **ends: str) -> str:
    """Adopt a rule that holds back a fourth of the origin's half, and return the clause."""
    version = terms.version(terms.rule())
    terms.phase(version, HALVES, (1, None))
    record = terms.add(
        "escrow_term",
        version=version,
        party=terms.parties["A"],
        share_bp=2_500,
        milestone="首个项目投产",
        clause="第八条",
        **ends,
    )
    terms.adopt(version)
    terms.tax(*tax)
    return record


def balance(found: RuleSettlement) -> list[tuple[int, ...]]:
    return [
        (
            each.opening_fen,
            each.corrected_fen,
            each.deposit_fen,
            each.release_fen,
            each.forfeit_fen,
            each.closing_fen,
        )
        for each in found.held
    ]


def test_what_is_held_back_runs_on_until_the_milestone_and_is_then_paid(terms: TermsPark) -> None:
    clause = held_back(terms, 1_000, 1_001, 1_000, deadline_quarter="2021Q4")
    first, second = (terms.agreed(quarter) for quarter in quarters(2))
    assert (due(first), paid(first)) == ({"A": 500, "B": 500}, {"A": 375, "B": 500})
    assert balance(first) == [(0, 0, 125, 0, 0, 125)]
    # Half of 1,001 is 501 with the odd fen, of which a fourth is 125, rounded down.
    assert (paid(second), balance(second)) == ({"A": 376, "B": 500}, [(125, 0, 125, 0, 0, 250)])
    terms.set("escrow_term", clause, reached_quarter="2020Q3")
    third = terms.agreed(START.plus(2))
    assert (paid(third), balance(third)) == ({"A": 750, "B": 500}, [(250, 0, 0, 250, 0, 0)])
    told = next(step for step in steps(today(terms, START.plus(2))) if step.key == "escrow_release")
    assert (told.amounts, told.clause) == ({"A": 250}, "第八条")
    # What happened before the milestone stays as it was.
    assert balance(terms.settlement(START)) == [(0, 0, 125, 0, 0, 125)]
    row = terms.workbook.get("settlement", first.record)
    assert row is not None
    again = {line.party: line.payable_fen for line in replayed(row).lines}
    assert again == {"A": 375, "B": 500}


def test_what_is_held_back_past_the_deadline_goes_to_the_residual_party(terms: TermsPark) -> None:
    held_back(terms, 1_000, 1_000, 1_000, deadline_quarter="2020Q2")
    found = [terms.agreed(quarter) for quarter in quarters(3)]
    assert [paid(each) for each in found] == [
        {"A": 375, "B": 500},
        {"A": 375, "B": 500},
        {"A": 500, "B": 750},
    ]
    assert balance(found[2]) == [(250, 0, 0, 0, 250, 0)]
    assert keys(today(terms, START.plus(2)))[-1] == "escrow_forfeit"


def test_a_milestone_reached_too_late_is_forfeited_all_the_same(terms: TermsPark) -> None:
    held_back(terms, 1_000, 1_000, 1_000, deadline_quarter="2020Q1", reached_quarter="2020Q2")
    found = [paid(terms.agreed(quarter)) for quarter in quarters(3)]
    assert found == [{"A": 375, "B": 500}, {"A": 500, "B": 625}, {"A": 500, "B": 500}]


def test_a_new_version_without_the_clause_releases_what_was_held(terms: TermsPark) -> None:
    held_back(terms, 1_000, 1_000)
    (old,) = terms.workbook.find("sharing_rule_version")
    terms.agreed(START)
    terms.set("sharing_rule_version", str(old["id"]), valid_to="2020-03-31")
    new = terms.version(str(old["rule"]), 2, valid_from="2020-04-01")
    terms.phase(new, HALVES, (1, None))
    terms.adopt(new)
    second = terms.agreed(START.plus(1))
    assert (paid(second), balance(second)) == ({"A": 625, "B": 500}, [(125, 0, 0, 125, 0, 0)])
    assert keys(today(terms, START.plus(1)))[-1] == "escrow_release.dropped"


def test_what_is_held_back_is_told_before_anything_is_drawn_up(terms: TermsPark) -> None:
    held_back(terms, 1_000)
    (found,) = terms.settlement(START).holdings
    assert (found.party, found.deposit_fen, found.closing_fen) == ("A", 125, 125)
    assert {step.key: step.total for step in total_steps(settle(terms.workbook, START))} == {
        "all_due": 1_000,
        "reinvested": 0,
        "held": -125,
        "payable.held": 875,
    }


# ------------------------------------------------------------------------------ late corrections


def corrections(terms: TermsPark, quarter: Quarter) -> list[tuple[str, str, int, int]]:
    found = terms.settlement(quarter)
    return [
        (str(each.quarter), each.party, each.due_fen, each.escrow_fen)
        for line in found.lines
        for each in line.corrections
    ]


def test_a_late_figure_changes_what_the_lifetime_cap_left_to_later_quarters(
    terms: TermsPark,
) -> None:
    simple(terms, 600, 600, 600, lifetime_cap_fen=1_000)
    for quarter in quarters(2):
        terms.agreed(quarter)
    terms.correct(START, 800)
    third = terms.agreed(START.plus(2))
    # The first quarter shares 800 now, so of the second only 200 are left to share.
    assert sorted(corrections(terms, START.plus(2))) == [
        ("2020Q1", "A", 100, 0),
        ("2020Q1", "B", 100, 0),
        ("2020Q2", "A", -100, 0),
        ("2020Q2", "B", 100, 0),
    ]
    assert due(third) == {"B": 600, "A": 0}
    everything = [line for quarter in quarters(3) for line in terms.settlement(quarter).lines]
    assert sum(line.payable_fen for line in everything) == 800 + 600 + 600


def test_a_late_figure_changes_what_is_held_and_the_balance_still_runs_on(
    terms: TermsPark,
) -> None:
    clause = held_back(terms, 1_000, 1_000, 1_000)
    terms.agreed(START)
    terms.correct(START, 1_400)
    second = terms.agreed(START.plus(1))
    # A's half grows by 200, of which a fourth is held back besides.
    assert corrections(terms, START.plus(1)) == [
        ("2020Q1", "A", 200, -50),
        ("2020Q1", "B", 200, 0),
    ]
    assert balance(second) == [(125, 50, 125, 0, 0, 300)]
    terms.set("escrow_term", clause, reached_quarter="2020Q3")
    third = terms.agreed(START.plus(2))
    assert balance(third) == [(300, 0, 0, 300, 0, 0)]
    everything = [line for quarter in quarters(3) for line in terms.settlement(quarter).lines]
    assert sum(line.payable_fen for line in everything) == 1_400 + 1_000 + 1_000


def test_a_late_figure_changes_what_was_reinvested_in_the_open(terms: TermsPark) -> None:
    version = terms.version(terms.rule())
    terms.phase(version, HALVES, (1, None), reinvested_bp=1_000)
    terms.adopt(version)
    terms.tax(1_000, 1_000)
    terms.agreed(START)
    terms.correct(START, 1_100)
    terms.agreed(START.plus(1))
    found = terms.settlement(START.plus(1))
    assert [(str(each.quarter), each.reinvested_fen) for each in found.reinvested] == [
        ("2020Q1", 10)
    ]
    assert corrections(terms, START.plus(1)) == [("2020Q1", "A", 45, 0), ("2020Q1", "B", 45, 0)]
    terms.workbook.run(DrawUpSettlement(START.plus(2)))
    assert terms.settlement(START.plus(2)).reinvested == ()
