"""A settlement adds up to the fen and can be reckoned again step by step."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.entities import SPECS
from domain.models.attribution import (
    AttributionPhase,
    AttributionRule,
    ProjectOutput,
    attribute_output,
)
from domain.models.attribution_inputs import attribute
from domain.models.settled import QuarterSettlement, SettlementInputs
from domain.models.settlement import settle_rule
from domain.models.settlement_inputs import Settling, settle
from domain.models.settlement_steps import shares_of_total, steps, total_steps
from domain.models.sharing_terms import Degression, PartyTerms, Phase, RuleTerms, TaxBase
from domain.units import Quarter
from tests.fakes import MemoryRecords

if TYPE_CHECKING:
    from domain.records import Records

QUARTERS = ("2021Q2", "2022Q4", "2023Q3", "2024Q4")
PARTIES = ("QZ", "YH", "LY")


def _rule(parties: tuple[PartyTerms, ...], pool: int, **terms: Any) -> RuleTerms:  # noqa: ANN401
    phase = Phase(1, 1, terms.pop("to_year", None), parties)
    values: dict[str, Any] = {
        "code": "R1",
        "agreement": "AG",
        "base": "tax",
        "version": 1,
        "version_id": "v",
        "resolution": "R",
        "clock": "signature",
        "clock_quarter": Quarter(2020, 1),
        "taxes": (TaxBase("vat", pool, 10_000, 3, 4),),
        "phases": (phase,),
    }
    return RuleTerms(**{**values, **terms})


# ------------------------------------------------------------- the sample, figure by figure


@pytest.mark.parametrize("quarter", QUARTERS)
def test_the_samples_settlement_is_right_to_the_fen(
    quarter: str, sample_park: Records, expected: dict[str, Any]
) -> None:
    truth = expected["settlement"][quarter]
    result = settle(sample_park, Quarter.parse(quarter))
    assert result.pool_fen == truth["pool_total_fen"]
    due = {party: result.due_fen(party) for party in PARTIES}
    assert due == truth["total_per_party_fen"]
    for rule, told in zip(result.rules, truth["rules"], strict=True):
        terms, phase = rule.terms, rule.phase
        assert phase is not None
        assert (terms.code, terms.version, terms.resolution) == (
            told["rule"],
            told["version"],
            told["resolution"],
        )
        assert (terms.clock, str(terms.clock_quarter)) == (told["clock"], told["clock_quarter"])
        assert (rule.quarters_elapsed, rule.year, phase.number) == (
            told["quarters_elapsed"],
            told["year"],
            told["phase"],
        )
        assert rule.pool_fen == told["pool_fen"]
        taxes = {
            tax.tax: {
                "gross_fen": tax.gross_fen,
                "retained_bp": tax.retained_bp,
                "retained_fen": tax.retained_fen,
            }
            for tax in terms.taxes
        }
        assert taxes == told["base_by_type"]
        for name in ("share_bp", "due_fen", "reinvested_fen", "payable_fen"):
            found = {line.party: getattr(line, name) for line in rule.lines}
            assert found == told[name.replace("share_bp", "shares_bp")]


@pytest.mark.parametrize("quarter", QUARTERS)
def test_the_samples_bounds_and_levels_are_exact(
    quarter: str, sample_park: Records, expected: dict[str, Any]
) -> None:
    told = expected["settlement"][quarter]["rules"][0]
    rule = settle(sample_park, Quarter.parse(quarter)).rules[0]
    assert rule.level_per_bp == Fraction(told["level_per_bp"])
    for line in rule.lines:
        assert line.bound == told["bound"][line.party]
        assert line.floor_fen == told["floor_fen"][line.party]
        assert line.cap_fen == told["cap_fen"][line.party]
        assert line.tried == Fraction(told["proportional_exact"][line.party])
        assert line.exact == Fraction(told["exact_after_bounds"][line.party])


@pytest.mark.parametrize("quarter", QUARTERS)
def test_the_samples_growth_is_shared_after_degression(
    quarter: str, sample_park: Records, expected: dict[str, Any]
) -> None:
    told = expected["settlement"][quarter]["rules"][1]
    rule = settle(sample_park, Quarter.parse(quarter)).rules[1]
    assert rule.base_quarter == told["base_quarter_fen"]
    assert rule.growth == told["growth_fen"]
    assert rule.degression_bp == told["degression_bp"]
    assert rule.shared_fen == told["shared_fen"]
    assert rule.terms.residual_party == told["residual_party"]
    residual = rule.line(told["residual_party"])
    assert residual is not None
    assert residual.residual_fen == told["residual_fen"]
    for line in rule.lines:
        assert line.shared_fen == told["shared_parts_fen"][line.party]
        assert line.exact == Fraction(told["exact_shares"][line.party])


@pytest.mark.parametrize("quarter", QUARTERS)
def test_the_samples_output_is_attributed_project_by_project(
    quarter: str, sample_park: Records, expected: dict[str, Any]
) -> None:
    truth = expected["attribution"][quarter]
    (result,) = attribute(sample_park, Quarter.parse(quarter))
    assert result.total_fen == truth["total_fen"]
    assert {party: result.party_fen(party) for party in result.parties} == truth["per_party_fen"]
    lines = [
        {
            "project": line.project,
            "output_fen": line.output_fen,
            "construction_quarter": str(line.construction),
            "year": line.year,
            "home": line.home,
            "home_fen": line.home_fen,
            "host_fen": line.host_fen,
        }
        for line in result.lines
    ]
    assert lines == truth["lines"]
    assert result.unattributed == ()


def test_the_sample_knows_how_many_firms_its_settlement_rests_on(sample_park: Records) -> None:
    result = settle(sample_park, Quarter(2024, 4))
    assert (result.known, result.expected) == (48, 54)
    assert not result.complete


# ---------------------------------------------------------------------------- any agreement


@given(
    pool=st.integers(0, 10**12),
    shares=st.lists(st.integers(0, 10_000), min_size=1, max_size=5).filter(any),
    bounds=st.lists(st.tuples(st.integers(0, 10**9), st.integers(0, 10**10)), min_size=5),
)
def test_due_and_unassigned_add_up_to_the_pool(
    pool: int, shares: list[int], bounds: list[tuple[int, int]]
) -> None:
    parties = tuple(
        PartyTerms(f"P{at}", share, floor, floor + room, 1_500)
        for at, (share, (floor, room)) in enumerate(zip(shares, bounds, strict=False))
    )
    result = settle_rule(_rule(parties, pool), Quarter(2020, 1))
    assert sum(line.due_fen for line in result.lines) + result.unassigned_fen == pool
    for line, terms in zip(result.lines, parties, strict=True):
        assert line.due_fen <= (terms.cap_fen or 0)
        if not result.floors_reduced:
            assert line.due_fen >= (terms.floor_fen or 0)
        assert line.payable_fen + line.reinvested_fen == line.due_fen


@given(
    pool=st.integers(0, 10**12),
    base=st.integers(0, 10**12),
    rate=st.integers(0, 10_000),
    share=st.integers(0, 10_000),
)
def test_growth_and_rest_add_up_to_the_pool(pool: int, base: int, rate: int, share: int) -> None:
    parties = (PartyTerms("A", share), PartyTerms("B", 10_000 - share), PartyTerms("C", 0))
    rule = _rule(
        parties,
        pool,
        base="tax_growth",
        base_year_fen=base,
        residual_party="C",
        degression=(Degression(1, None, rate),),
    )
    result = settle_rule(rule, Quarter(2020, 1))
    assert sum(line.due_fen for line in result.lines) == pool
    assert result.unassigned_fen == 0


def test_caps_below_the_pool_leave_the_rest_to_the_residual_party() -> None:
    parties = (PartyTerms("A", 5_000, cap_fen=300), PartyTerms("B", 5_000, cap_fen=200))
    alone = settle_rule(_rule(parties, 1_000), Quarter(2020, 1))
    assert (alone.unassigned_fen, [line.due_fen for line in alone.lines]) == (500, [300, 200])
    named = settle_rule(_rule(parties, 1_000, residual_party="B"), Quarter(2020, 1))
    assert (named.unassigned_fen, [line.due_fen for line in named.lines]) == (0, [300, 700])


def test_outside_the_phases_the_residual_party_keeps_the_pool() -> None:
    parties = (PartyTerms("A", 10_000),)
    early = settle_rule(_rule(parties, 90, residual_party="B"), Quarter(2019, 4))
    assert (early.outcome, early.lines[0].party, early.lines[0].due_fen) == (
        "before_clock",
        "B",
        90,
    )
    late = settle_rule(_rule(parties, 90, to_year=1), Quarter(2021, 1))
    assert (late.outcome, late.lines, late.unassigned_fen) == ("after_last_phase", (), 90)


def test_a_quarter_that_nobody_reported_is_not_settled_at_zero() -> None:
    rule = _rule((PartyTerms("A", 10_000),), 0, taxes=(TaxBase("vat", None, 5_000),))
    assert settle_rule(rule, Quarter(2020, 1)).outcome == "nothing_reported"


def test_growth_without_degression_is_shared_whole_and_outside_its_steps_not_at_all() -> None:
    parties = (PartyTerms("A", 10_000),)
    whole = settle_rule(_rule(parties, 100, base="tax_growth"), Quarter(2020, 1))
    assert (whole.shared_fen, whole.unassigned_fen) == (100, 0)
    steps_ = (Degression(3, None, 5_000),)
    rule = _rule(parties, 100, base="tax_growth", degression=steps_)
    assert settle_rule(rule, Quarter(2020, 1)).shared_fen == 0


def test_half_a_fen_of_retained_tax_is_rounded_up() -> None:
    assert TaxBase("vat", 1, 5_000).retained_fen == 1
    assert TaxBase("vat", 1, 4_999).retained_fen == 0


# ---------------------------------------------------------------------------------- steps


def test_the_steps_print_what_the_statement_needs(sample_park: Records) -> None:
    result = settle(sample_park, Quarter(2024, 4))
    tax, growth = (steps(rule) for rule in result.rules)
    assert [step.key for step in tax] == [
        "tax.vat",
        "tax.cit",
        "tax.other_tax",
        "pool",
        "shares",
        "tried",
        "bounds",
        "due",
    ]
    bounds = tax[6]
    assert bounds.amounts == {"YH": 340_000_000, "LY": 180_000_000}
    assert bounds.marks == {"YH": "cap", "LY": "floor"}
    assert [step.key for step in growth] == [
        "tax.pit",
        "pool",
        "base_quarter",
        "growth",
        "shared",
        "shares",
        "shared_parts",
        "residual",
        "due",
    ]
    assert growth[2].total == -33_880_000
    closing = {step.key: step.total for step in total_steps(result)}
    # 8,988,248.00 of which 427,037.04 go back into the park.
    assert closing == {"all_due": 898_824_800, "reinvested": 42_703_704, "payable": 856_121_096}
    shares = shares_of_total(result)
    assert [round(float(shares[party]) / 100, 1) for party in PARTIES] == [33.9, 44.9, 21.1]


def test_steps_tell_when_floors_are_cut_or_a_rest_has_no_owner() -> None:
    floors = (PartyTerms("A", 5_000, 80), PartyTerms("B", 5_000, 80))
    cut = settle_rule(_rule(floors, 100), Quarter(2020, 1))
    assert "floors_reduced" in [step.key for step in steps(cut)]
    caps = (PartyTerms("A", 10_000, cap_fen=10),)
    left = settle_rule(_rule(caps, 100), Quarter(2020, 1))
    assert ("unassigned", 90) in [(step.key, step.total) for step in steps(left)]
    early = settle_rule(_rule(caps, 100), Quarter(2019, 1))
    assert [step.key for step in steps(early)] == ["tax.vat", "pool", "due"]


# ------------------------------------------------------------------------ terms from records


def _park_with_rule(**rule: Any) -> tuple[MemoryRecords, str]:  # noqa: ANN401
    park = MemoryRecords(SPECS)
    party = park.add("party", code="QZ", kind="origin")
    agreement = park.add("agreement", code="AG", signed="2019-06-18", start="2019-07-01")
    park.add("agreement_party", agreement=agreement, party=party, rank=1)
    values = {"base": "tax", "clock": "signature", **rule}
    record = park.add("sharing_rule", agreement=agreement, code="R1", **values)
    park.add("retained_share", rule=record, tax="vat", share_bp=5_000)
    return park, record


def _adopt(park: MemoryRecords, rule: str, state: str | None) -> None:
    resolution = None
    if state is not None:
        meeting = park.add("meeting", number="M", date="2019-06-25")
        resolution = park.add("resolution", number="R", meeting=meeting, text="…", state=state)
    version = park.add(
        "sharing_rule_version",
        rule=rule,
        version=1,
        valid_from="2019-07-01",
        resolution=resolution,
    )
    phase = park.add("rule_phase", version=version, phase=1, from_year=1)
    (party,) = park.find("party")
    park.add("phase_share", phase=phase, party=party["id"], rank=1, share_bp=10_000)


def test_no_resolution_no_rule_in_force() -> None:
    for state, reason in (
        (None, "no_resolution"),
        ("deferred", "no_resolution"),
        ("countersigned", "no_resolution"),
    ):
        park, rule = _park_with_rule()
        _adopt(park, rule, state)
        assert Settling(park).inputs(Quarter(2020, 1)).unsettled == {"R1": reason}
    park, rule = _park_with_rule()
    assert Settling(park).inputs(Quarter(2020, 1)).unsettled == {"R1": "no_version"}
    _adopt(park, rule, "in_force")
    inputs = Settling(park).inputs(Quarter(2020, 1))
    assert (inputs.unsettled, inputs.parties, len(inputs.rules)) == ({}, ("QZ",), 1)


def test_a_clock_that_is_not_recorded_starts_with_what_starts_it() -> None:
    park, rule = _park_with_rule()
    _adopt(park, rule, "in_force")
    assert Settling(park).inputs(Quarter(2020, 1)).rules[0].clock_quarter == Quarter(2019, 2)

    park, rule = _park_with_rule(clock="first_tax")
    _adopt(park, rule, "in_force")
    assert Settling(park).inputs(Quarter(2020, 1)).unsettled == {"R1": "no_clock"}
    firm = park.add("firm", number="QH001")
    park.add("firm_quarter", firm=firm, quarter="2019Q3", vat_fen=0)
    park.add("firm_quarter", firm=firm, quarter="2019Q4", vat_fen=5)
    assert Settling(park).inputs(Quarter(2020, 1)).rules[0].clock_quarter == Quarter(2019, 4)

    park, rule = _park_with_rule(clock="production")
    _adopt(park, rule, "in_force")
    assert Settling(park).inputs(Quarter(2020, 1)).unsettled == {"R1": "no_clock"}
    project = park.add("return_project", number="HL-01")
    park.add("return_milestone", project=project, state="in_production", date="2019-11-02")
    assert Settling(park).inputs(Quarter(2020, 1)).rules[0].clock_quarter == Quarter(2019, 4)


def test_a_quarter_outside_the_agreement_has_nothing_to_settle() -> None:
    park, rule = _park_with_rule()
    _adopt(park, rule, "in_force")
    result = settle(park, Quarter(2018, 1))
    assert (result.rules, result.pool_fen, result.known, result.expected) == ((), 0, 0, 0)
    assert not result.complete
    assert shares_of_total(result) == {}


def test_a_settlement_of_several_rules_sums_per_party() -> None:
    one = _rule((PartyTerms("A", 10_000, reinvested_bp=1_000),), 100)
    two = _rule((PartyTerms("B", 10_000),), 50)
    quarter = Quarter(2020, 1)
    inputs = SettlementInputs(quarter, ("A", "B"), (one, two), {})
    result = QuarterSettlement(inputs, tuple(settle_rule(each, quarter) for each in inputs.rules))
    assert (result.due_fen("A"), result.due_fen("B")) == (100, 50)
    assert (result.reinvested_fen("A"), result.payable_fen("A")) == (10, 90)
    assert not result.complete


def test_output_that_no_phase_or_home_covers_is_named() -> None:
    rule = AttributionRule(
        "R2", 1, "R", {"longyou": "LY"}, "", "YH", (AttributionPhase(1, 1, 5, 5_000, 5_000),)
    )
    quarter = Quarter(2020, 1)
    outputs = (
        ProjectOutput("HL-01", "longyou", 101, Quarter(2019, 1)),
        ProjectOutput("HL-02", "kecheng", 50, Quarter(2019, 1)),
        ProjectOutput("HL-03", "longyou", 50, None),
        ProjectOutput("HL-04", "longyou", 50, Quarter(2010, 1)),
    )
    result = attribute_output(rule, quarter, outputs)
    assert result.unattributed == ("HL-02", "HL-03", "HL-04")
    assert (result.party_fen("LY"), result.party_fen("YH")) == (51, 50)
    assert result.parties == ("LY", "YH")
