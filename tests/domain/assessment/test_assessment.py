"""Deviations are explained by what the records tell; the light follows its rules."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest

import resources
from domain.assessment.changes import happenings
from domain.assessment.deviations import deviations, reporting_gap, space_change
from domain.assessment.light import light
from domain.entities import SPECS
from domain.indicators.benefit import benefits
from domain.text import LANGUAGES, Texts
from domain.units import Quarter
from tests.fakes import MemoryRecords

if TYPE_CHECKING:
    from domain.records import Records

LAST = Quarter(2024, 4)
TEXTS = Texts(resources.load_texts())


def test_tax_fell_because_five_firms_have_not_reported_their_vat(sample_park: Records) -> None:
    found = {each.key: each for each in deviations(sample_park, LAST)}
    tax = found["tax_total"]
    assert (tax.status, tax.cause) == ("warn", "reporting_gap")
    assert round(float(tax.change.amount or 0), 3) == -0.089
    vat = tax.gaps[0]
    # 292.15 万元 less, 288.64 of it from five firms; 47 firms told both: 847.15, −0.7 %.
    assert vat.field == "vat_fen"
    assert round(vat.change / 1_000_000, 2) == -292.15
    assert (len(vat.missing), round(vat.missing_amount / 1_000_000, 2)) == (5, 288.64)
    assert (vat.both, round(vat.both_current / 1_000_000, 2)) == (47, 847.15)
    assert vat.like_for_like is not None
    assert round(float(vat.like_for_like), 3) == -0.007
    assert vat.explains


def test_occupancy_fell_because_two_leases_ended_early(sample_park: Records) -> None:
    found = {each.key: each for each in deviations(sample_park, LAST)}
    space = found["occupancy"].space
    assert space is not None
    assert (len(space.given_up), space.given_up_area) == (2, 82_050)
    assert (len(space.ending), space.ending_area) == (6, 118_050)
    assert found["occupancy"].cause == "space_given_up"


def test_the_operator_missed_two_thresholds(sample_park: Records) -> None:
    found = {each.key: each for each in deviations(sample_park, LAST)}
    operator = found["operator_score"]
    assert (operator.status, operator.cause) == ("crit", "thresholds_missed")
    told = {str(line.name): (float(line.actual or 0), line.threshold) for line in operator.missed}
    assert told == {"引进企业数": (2.0, Fraction(3)), "企业满意度": (74.0, Fraction(80))}
    assert set(found) == {"tax_total", "occupancy", "operator_score"}


def test_the_sample_is_amber_for_four_reasons(sample_park: Records) -> None:
    found = light(sample_park, LAST)
    assert found.state == "amber"
    assert {reason.key: dict(reason.values) for reason in found.reasons} == {
        "thresholds_missed": {"count": 2},
        "settlement_incomplete": {"known": 48, "expected": 54},
        "no_quorum": {"meeting": "M-2024-01"},
        "actions_overdue": {"count": 3, "days": 1_065},
    }


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_reason_can_be_said(lang: str, sample_park: Records) -> None:
    for quarter in (LAST, Quarter(2022, 2), Quarter(2018, 1)):
        found = light(sample_park, quarter)
        assert TEXTS.say(f"light.{found.state}.rule", lang)
        for reason in found.reasons:
            assert "{" not in TEXTS.say(f"light.reason.{reason.key}", lang, **reason.values)


def test_a_party_that_pays_more_than_it_is_due_turns_the_light_red(sample_park: Records) -> None:
    found = light(sample_park, Quarter(2022, 2))
    assert found.state == "red"
    assert found.reasons[0].key == "party_worse_off"
    assert found.reasons[0].values["party"] == "QZ"


def test_too_few_data_light_no_light(sample_park: Records) -> None:
    found = light(sample_park, Quarter(2025, 1))
    assert found.state == "undecided"
    assert [reason.key for reason in found.reasons] == ["too_few_data"]
    assert light(MemoryRecords(SPECS), LAST).state == "undecided"


def test_what_happened_in_the_quarter_the_newest_first(sample_park: Records) -> None:
    found = [(each.kind, each.label, each.on, each.state) for each in happenings(sample_park, LAST)]
    assert found == [
        ("stage", "QH033", date(2024, 12, 28), "ready"),
        ("stage", "QH039", date(2024, 12, 9), "exited"),
        ("stage", "QH035", date(2024, 11, 28), "on_watch"),
        ("stage", "QH043", date(2024, 11, 14), "ready"),
        ("resolution", "R-2024-01", date(2024, 10, 24), "deferred"),
        ("no_quorum", "M-2024-01", date(2024, 10, 24), "no_quorum"),
    ]
    assert happenings(sample_park, LAST)[1].reason == "补贴到期后迁出"
    returned = [each for each in happenings(sample_park, Quarter(2022, 2)) if each.kind == "return"]
    assert ("HL-14", "land_granted", "stalled") in [
        (each.label, each.before, each.state) for each in returned
    ]


# ------------------------------------------------------------------------------ small parks


def _park(scores: tuple[float, ...] = (9.0,)) -> MemoryRecords:
    """Return a park whose only asked figures are the operator's, all known."""
    park = MemoryRecords(SPECS)
    operator = park.add("party", code="OP", kind="operator")
    contract = park.add("operator_contract", code="C", operator=operator, start="2020-01-01")
    indicator = park.add(
        "operator_indicator",
        contract=contract,
        name="满意度",
        weight=100,
        target_value=10.0,
        threshold=8.0,
        direction="higher",
    )
    for step, actual in enumerate(scores):
        quarter = str(LAST.plus(1 - len(scores) + step))
        park.add("operator_score", indicator=indicator, quarter=quarter, actual=actual)
    return park


def test_all_in_order_is_green() -> None:
    found = light(_park(), LAST)
    assert (found.state, found.reasons) == ("green", ())


def test_a_threshold_missed_is_amber_and_for_four_quarters_red() -> None:
    assert light(_park((7.0, 7.0, 7.0)), LAST).state == "amber"
    found = light(_park((7.0, 7.0, 7.0, 7.0)), LAST)
    assert found.state == "red"
    assert [str(each) for each in found.reasons[0].values.values()] == ["满意度", "4"]


def test_a_disputed_settlement_is_red_until_it_is_settled() -> None:
    park = _park()
    settlement = park.add("settlement", quarter="2024Q3", base_amount_fen=1, state="disputed")
    assert light(park, LAST).state == "red"
    assert light(park, Quarter(2024, 2)).state != "red"
    park.tables["settlement"][settlement]["state"] = "agreed"
    assert light(park, LAST).state == "green"


def test_an_action_overdue_for_ninety_days_is_still_green() -> None:
    for due, state in (("2024-10-02", "green"), ("2024-10-01", "amber")):
        park = _park()
        party = park.add("party", code="A", kind="other")
        park.add("action_item", number="1", what="…", owner_party=party, due=due, state="open")
        assert light(park, LAST).state == state, due


def test_a_rule_without_resolution_or_with_impossible_terms_is_amber() -> None:
    for state, key in (("deferred", "rule_no_resolution"), ("in_force", "terms_not_applicable")):
        park = _park()
        party = park.add("party", code="QZ", kind="origin")
        agreement = park.add("agreement", code="AG", signed="2019-06-18", start="2019-07-01")
        rule: dict[str, Any] = {"base": "tax", "clock": "signature", "agreement": agreement}
        record = park.add("sharing_rule", code="R1", **rule)
        park.add("retained_share", rule=record, tax="vat", share_bp=5_000)
        meeting = park.add("meeting", number="M", date="2019-06-25", quorum_met=1)
        adopted = park.add("resolution", number="R", meeting=meeting, text="…", state=state)
        version = park.add(
            "sharing_rule_version",
            rule=record,
            version=1,
            valid_from="2019-07-01",
            resolution=adopted,
        )
        phase = park.add("rule_phase", version=version, phase=1, from_year=1)
        terms = {"share_bp": 10_000, "floor_fen": 9, "cap_fen": 5}
        park.add("phase_share", phase=phase, party=party, **terms)
        firm = park.add("firm", number="1")
        park.add("firm_quarter", firm=firm, quarter="2024Q4", vat_fen=100)
        found = light(park, LAST)
        assert (found.state, found.reasons[0].key) == ("amber", key)
        for lang in LANGUAGES:
            reason = found.reasons[0]
            assert TEXTS.say(f"light.reason.{reason.key}", lang, **reason.values)


def _agreed(park: MemoryRecords) -> tuple[str, str, str]:
    """Add a party, an agreement and a resolution in force."""
    party = park.add("party", code="QZ", kind="origin")
    agreement = park.add("agreement", code="AG", signed="2019-06-18", start="2019-07-01")
    park.add("agreement_party", agreement=agreement, party=party)
    meeting = park.add("meeting", number="M", date="2019-06-25", quorum_met=1)
    adopted = park.add("resolution", number="R", meeting=meeting, text="…", state="in_force")
    return party, agreement, adopted


def _rule(
    park: MemoryRecords,
    agreed: tuple[str, str, str],
    code: str,
    base: str,
    from_year: int,
    share_bp: int,
) -> str:
    """Add a rule of one phase that gives one party its share."""
    party, agreement, adopted = agreed
    rule = park.add("sharing_rule", code=code, base=base, clock="signature", agreement=agreement)
    version = park.add(
        "sharing_rule_version", rule=rule, version=1, valid_from="2019-07-01", resolution=adopted
    )
    phase = park.add("rule_phase", version=version, phase=1, from_year=from_year)
    park.add("phase_share", phase=phase, party=party, share_bp=share_bp)
    return rule


@pytest.mark.parametrize(("share_bp", "due"), [(10_000, 100), (9_000, None)])
def test_what_a_rule_gives_that_does_not_hold_is_unknown_and_nobody_is_said_to_lose(
    share_bp: int, due: int | None
) -> None:
    park = _park()
    agreed = _agreed(park)
    for code, share in (("R1", 10_000), ("R2", share_bp)):
        rule = _rule(park, agreed, code, "tax", 1, share)
        park.add("retained_share", rule=rule, tax="vat", share_bp=5_000)
    firm = park.add("firm", number="1")
    park.add("firm_quarter", firm=firm, quarter="2024Q4", vat_fen=100)
    found = [each.due_fen for each in benefits(park, LAST) if each.party == "QZ"]
    # Half of a tax of 100 stays in place and goes to the party, under each of two rules.
    assert found == [due]


@pytest.mark.parametrize(
    ("base", "from_year", "share_bp", "reasons"),
    [
        ("tax", 1, 9_000, ["rule_shares_not_whole"]),
        ("tax", 2, 10_000, ["rule_phases_not_contiguous"]),
        ("cost", 1, 10_000, []),
    ],
)
def test_a_rule_in_force_whose_terms_do_not_hold_is_amber_and_one_on_costs_is_not(
    base: str, from_year: int, share_bp: int, reasons: list[str]
) -> None:
    park = _park()
    party, agreement, adopted = _agreed(park)
    _rule(park, (party, agreement, adopted), "R1", base, from_year, share_bp)
    found = [each for each in light(park, LAST).reasons if each.key.startswith("rule_")]
    assert [each.key for each in found] == reasons
    for reason in found:
        for lang in LANGUAGES:
            for place in ("light.reason", "report.summary.reason"):
                assert "R1" in TEXTS.say(f"{place}.{reason.key}", lang, **reason.values)


def _quarters(park: MemoryRecords, number: str, *values: int | None) -> str:
    firm = park.add("firm", number=number, admission_date="2020-01-01")
    for step, value in enumerate(values):
        quarter = str(LAST.plus(1 - len(values) + step))
        park.add("firm_quarter", firm=firm, quarter=quarter, revenue_fen=value)
    return firm


def test_a_fall_that_all_firms_reported_is_a_real_one() -> None:
    park = MemoryRecords(SPECS)
    for number in "123":
        _quarters(park, number, 100, 100, 100, 100, 50)
    (only,) = deviations(park, LAST)
    assert (only.key, only.cause) == ("revenue", "like_for_like")
    gap = only.gaps[0]
    assert (gap.missing, gap.both, gap.explains) == ((), 3, False)
    assert gap.like_for_like is not None
    assert float(gap.like_for_like) == -0.5


def test_a_firm_that_left_is_not_missing() -> None:
    park = MemoryRecords(SPECS)
    _quarters(park, "1", 100, 90)
    gone = park.add("firm", number="2", admission_date="2020-01-01")
    park.add("firm_quarter", firm=gone, quarter="2024Q3", revenue_fen=40)
    gap = reporting_gap(park, LAST, "revenue_fen")
    assert (gap.previous, gap.current, gap.missing) == (140, 90, ())
    empty = reporting_gap(MemoryRecords(SPECS), LAST, "revenue_fen")
    assert (empty.change, empty.like_for_like) == (0, None)


def test_headcounts_and_returns_that_fall_without_a_known_cause_say_so() -> None:
    park = MemoryRecords(SPECS)
    project = park.add("return_project", number="HL-01")
    park.add("return_milestone", project=project, state="agreement", date="2020-01-01")
    for step, output in enumerate((90, 90, 90, 90, 40)):
        quarter = str(LAST.plus(step - 4))
        park.add("return_quarter", project=project, quarter=quarter, output_fen=output)
    (only,) = deviations(park, LAST)
    assert (only.key, only.cause) == ("return_output", "unexplained")


def test_a_park_without_leases_has_no_change_of_space() -> None:
    change = space_change(MemoryRecords(SPECS), LAST)
    assert (change.given_up, change.ending, change.given_up_area) == ((), (), 0)
