"""While a record is typed, what a clerk should know of it is said and nothing is refused."""

from __future__ import annotations

from fractions import Fraction

import pytest

from domain.remarks import Named, Read, remarks
from tests.fakes import MemoryRecords

# 201510012345: 2·2+0·3+1·4+5·5+1·6+0·7+0·8+1·9+2·2+3·3+4·4+5·5 = 102; 102 mod 11 = 3.
TWELVE = "201510012345"


@pytest.fixture
def park() -> MemoryRecords:
    return MemoryRecords()


def keys(park: MemoryRecords, table: str, **row: str | float | None) -> list[tuple[str, str]]:
    """Return key and state of the remarks on a record."""
    return [(each.key, each.state) for each in remarks(table, row, park)]


def grant(park: MemoryRecords, number: str, payer: str, kind: str, *days: str | None) -> str:
    start, end = days
    return park.add("incentive", number=number, firm="f1", payer=payer, kind=kind,
                    start=start, end=end)  # fmt: skip


def test_an_incentive_of_another_payer_at_the_same_time_is_told(park: MemoryRecords) -> None:
    grant(park, "ZC1", "origin", "rent_subsidy", "2024-01-01", "2024-06-30")
    row = {"firm": "f1", "payer": "host", "kind": "rd_grant", "start": "2024-04-01"}

    (told,) = remarks("incentive", row, park)

    assert (told.key, told.state, told.field) == ("overlap", "info", "payer")
    assert told.values == {
        "number": "ZC1",
        "payer": Named("party", "origin"),
        "kind": "rent_subsidy",
        "first_day": "2024-04-01",
        "last_day": "2024-06-30",
    }


def test_the_same_kind_weighs_more_and_comes_first(park: MemoryRecords) -> None:
    grant(park, "ZC1", "origin", "rent_subsidy", "2024-01-01", None)
    grant(park, "ZC2", "province", "rd_grant", "2024-02-01", "2024-12-31")
    row = {"firm": "f1", "payer": "host", "kind": "rd_grant", "start": "2024-04-01"}
    assert keys(park, "incentive", **row) == [("same_kind", "warn"), ("overlap.open", "info")]


def test_only_the_strongest_overlaps_are_spelt_out(park: MemoryRecords) -> None:
    for number in range(5):
        grant(park, f"ZC{number}", "origin", "rent_subsidy", "2024-01-01", "2024-12-31")
    row = {"firm": "f1", "payer": "host", "kind": "rd_grant", "start": "2024-04-01"}
    told = remarks("incentive", row, park)
    assert [each.key for each in told] == ["overlap", "overlap", "overlap", "overlaps"]
    assert told[-1].values == {"count": 2}


@pytest.mark.parametrize(
    "other",
    [{"payer": "origin"}, {"start": "2024-07-01"}, {"start": None}, {"payer": None}],
    ids=["same payer", "afterwards", "no day yet", "no payer yet"],
)
def test_no_overlap_is_told_where_there_is_none(
    park: MemoryRecords, other: dict[str, str | None]
) -> None:
    grant(park, "ZC1", "origin", "rent_subsidy", "2024-01-01", "2024-06-30")
    row = {"firm": "f1", "payer": "host", "kind": "rd_grant", "start": "2024-04-01", **other}
    assert keys(park, "incentive", **row) == []


def test_an_incentive_does_not_overlap_itself(park: MemoryRecords) -> None:
    record = grant(park, "ZC1", "origin", "rent_subsidy", "2024-01-01", "2024-06-30")
    row = {"id": record, "firm": "f1", "payer": "host", "kind": "rent_subsidy",
           "start": "2024-01-01"}  # fmt: skip
    assert keys(park, "incentive", **row) == []


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (TWELVE, [("digit_due", "info")]),
        (f"CN{TWELVE}.", [("digit_due", "info")]),
        (f"{TWELVE}.3", [("digit_right", "ok")]),
        (f"ZL{TWELVE}.4", [("digit_wrong", "crit")]),
        ("2015", []),
        ("US1234567", []),
        (None, []),
    ],
)
def test_the_check_digit_is_told_while_a_patent_number_is_typed(
    park: MemoryRecords, number: str | None, expected: list[tuple[str, str]]
) -> None:
    assert keys(park, "patent", number=number) == expected


def test_the_digit_due_is_named(park: MemoryRecords) -> None:
    (due,) = remarks("patent", {"number": TWELVE}, park)
    assert due.values == {"digit": "3"}
    (wrong,) = remarks("patent", {"number": f"{TWELVE}.4"}, park)
    assert wrong.values == {"digit": "3", "last": "4"}


def test_a_rival_offer_should_say_its_source(park: MemoryRecords) -> None:
    assert keys(park, "rival_offer", offered_by="Ningbo") == [("no_source", "warn")]
    assert keys(park, "rival_offer", offered_by="Ningbo", source="notice 12") == []
    assert keys(park, "rival_offer") == []


@pytest.mark.parametrize(
    ("probability", "impact", "expected"),
    [
        (2, 2, [("level.low", "ok")]),
        (1, 5, [("level.medium", "info")]),
        (3, 3, [("level.medium", "info")]),
        (2, 5, [("level.high", "warn"), ("no_measure", "warn")]),
        (3, 5, [("level.extreme", "crit"), ("no_measure", "warn")]),
        (None, 5, []),
    ],
)
def test_the_level_of_a_risk_is_told(
    park: MemoryRecords,
    probability: int | None,
    impact: int,
    expected: list[tuple[str, str]],
) -> None:
    assert keys(park, "risk", probability=probability, impact=impact) == expected


def test_a_grave_risk_with_a_measure_is_only_graded(park: MemoryRecords) -> None:
    found = keys(park, "risk", probability=5, impact=5, measure="Reserve fund")
    assert found == [("level.extreme", "crit")]


def test_a_cost_beyond_its_budget_or_far_from_last_year_is_told(park: MemoryRecords) -> None:
    park.add("cost", quarter="2023Q4", building="b1", category="energy", actual_fen=100_00)
    row = {"quarter": "2024Q4", "building": "b1", "category": "energy"}

    told = remarks("cost", {**row, "budget_fen": 140_00, "actual_fen": 151_00}, park)

    assert [(each.key, each.state) for each in told] == [
        ("over_budget", "warn"),
        ("year_ago", "warn"),
    ]
    assert told[0].values == {"over_fen": 11_00}
    assert told[1].values == {
        "change": Fraction(51, 100),
        "then_fen": 100_00,
        "quarter": "2023Q4",
    }
    # Half as much again is still within; a remark explains what is beyond.
    assert keys(park, "cost", **row, actual_fen=150_00) == []
    assert keys(park, "cost", **row, actual_fen=49_00, remark="Moved out") == [("year_ago", "info")]


def test_a_cost_without_figures_or_place_is_not_judged(park: MemoryRecords) -> None:
    assert keys(park, "cost", quarter="2024Q4", building="b1") == []
    assert keys(park, "cost", actual_fen=10) == []


@pytest.mark.parametrize(
    ("weight", "expected", "values"),
    [
        (30, ("weights_left", "info"), {"total": 90, "whole": 100, "left": 10}),
        (40, ("weights_whole", "ok"), {"total": 100, "whole": 100}),
        (55, ("weights_over", "crit"), {"total": 115, "whole": 100, "over": 15}),
    ],
)
def test_weights_are_added_up_as_they_are_typed(
    park: MemoryRecords, weight: int, expected: tuple[str, str], values: dict[str, int]
) -> None:
    park.add("operator_indicator", contract="c1", name="Occupancy", weight=60)
    own = park.add("operator_indicator", contract="c1", name="Satisfaction", weight=20)

    (told,) = remarks("operator_indicator", {"id": own, "contract": "c1", "weight": weight}, park)

    assert (told.key, told.state) == expected
    assert told.values == values


def test_weights_of_no_contract_are_not_added(park: MemoryRecords) -> None:
    assert keys(park, "operator_indicator", weight=30) == []


def test_a_missed_threshold_is_told_with_its_consequence(park: MemoryRecords) -> None:
    less = park.add("operator_indicator", contract="c1", name="Late data", direction="lower",
                    threshold=2.0, consequence="Fee cut by 5 %")  # fmt: skip
    more = park.add("operator_indicator", contract="c1", name="Occupancy", threshold=80.5)

    assert keys(park, "operator_score", indicator=less, actual=3.0) == [("missed.follows", "warn")]
    assert keys(park, "operator_score", indicator=less, actual=2.0) == []
    (told,) = remarks("operator_score", {"indicator": more, "actual": 80.0}, park)
    assert told.key == "missed"
    assert told.values["threshold"] == Fraction(161, 2)
    assert keys(park, "operator_score", indicator=more) == []
    assert keys(park, "operator_score", actual=3.0) == []


def test_a_target_is_set_beside_the_latest_value(park: MemoryRecords) -> None:
    for quarter in ("2024Q3", "2024Q4"):
        park.add("quarter", quarter=quarter)
    firm = park.add("firm", number="QH001", admission_date="2020-01-01")
    park.add("stage_change", firm=firm, to_stage="incubating", date="2020-01-01")

    (told,) = remarks("target", {"indicator": "firms_in_incubation"}, park)

    assert (told.key, told.field, told.values["quarter"]) == ("latest", "value", "2024Q4")
    read = told.values["figure"]
    assert isinstance(read, Read)
    assert (read.indicator, read.figure.value) == ("firms_in_incubation", 1)


def test_a_target_without_anything_to_compare_says_so(park: MemoryRecords) -> None:
    assert keys(park, "target", indicator="firms_in_incubation") == []
    park.add("quarter", quarter="2024Q4")
    assert keys(park, "target", indicator="nothing") == [("no_indicator", "warn")]
    assert keys(park, "target", indicator="output_per_m2") == [("never_known", "info")]
    assert keys(park, "target") == []


def test_other_records_are_typed_without_remarks(park: MemoryRecords) -> None:
    assert keys(park, "firm", number="QH001") == []


def test_a_deal_of_what_is_no_fund_is_remarked(park: MemoryRecords) -> None:
    fund = park.add("party", code="JJ", name_zh="母基金", kind="fund")
    county = park.add("party", code="LY", name_zh="龙游县", kind="county")
    assert keys(park, "fund_deal", fund=fund) == []
    assert keys(park, "fund_deal") == []
    assert keys(park, "fund_deal", fund=county) == [("no_fund", "warn")]


@pytest.mark.parametrize("base", ["rent", "land_income", "cost", "output"])
def test_a_rule_says_what_comes_of_its_base(park: MemoryRecords, base: str) -> None:
    assert keys(park, "sharing_rule", base=base) == [(f"rule.{base}", "info")]


def test_a_rule_on_taxes_that_names_none_is_warned_of(park: MemoryRecords) -> None:
    rule = park.add("sharing_rule", base="tax")
    assert keys(park, "sharing_rule", id=rule, base="tax") == [("rule.no_tax", "warn")]
    park.add("retained_share", rule=rule, tax="vat", share_bp=5_000)
    assert keys(park, "sharing_rule", id=rule, base="tax") == [("rule.tax", "info")]
    assert keys(park, "sharing_rule") == []


def test_a_version_of_a_rule_on_output_says_that_no_money_moves(park: MemoryRecords) -> None:
    output, rent = (park.add("sharing_rule", base=base) for base in ("output", "rent"))
    assert keys(park, "sharing_rule_version", rule=output) == [("rule.output", "info")]
    assert keys(park, "sharing_rule_version", rule=rent) == []


def test_an_adopted_version_without_phases_is_said_to_have_no_effect(park: MemoryRecords) -> None:
    rule = park.add("sharing_rule", base="rent")
    version = park.add("sharing_rule_version", rule=rule, resolution="r1")
    row = {"id": version, "rule": rule, "resolution": "r1"}
    assert keys(park, "sharing_rule_version", **row) == [("rule.no_phases", "warn")]
    park.add("rule_phase", version=version, phase=1, from_year=1)
    assert keys(park, "sharing_rule_version", **row) == []
