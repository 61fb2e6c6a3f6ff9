"""Each term of a sharing rule is settled to the fen, counted on from quarter to quarter."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from domain.commands import RemoveRow
from domain.errors import DomainError
from domain.models.settlement_inputs import settle
from domain.models.settlement_steps import steps, total_steps
from domain.settling.commands import DrawUpSettlement
from domain.settling.sources import tax_sources
from domain.settling.statement import statement
from tests.domain.settling.terms_park import (
    HALVES,
    START,
    due,
    keys,
    quarters,
    simple,
    today,
)

if TYPE_CHECKING:
    from domain.records import Value
    from tests.domain.settling.terms_park import TermsPark


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
