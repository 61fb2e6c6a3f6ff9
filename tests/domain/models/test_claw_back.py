"""What a firm owes of an incentive is reckoned from its recorded terms, to the fen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.entities import SPECS
from domain.models.claw_back import owed
from domain.models.operations import answer
from domain.rules import record_breaches
from domain.units import Quarter
from tests.fakes import MemoryRecords

if TYPE_CHECKING:
    from domain.records import Value

TERMS: dict[str, Value] = {
    "amount_fen": 1_000_000,
    "start": "2020-02-10",
    "vesting_quarters": 20,
    "cliff_quarters": 4,
    "claw_back_interest_bp": 100,
}


def test_a_breach_before_the_cliff_costs_all_and_the_interest() -> None:
    breach: dict[str, Value] = {"date": "2020-11-01", "repaid_fen": 30_000}
    found = owed(TERMS, breach, Quarter(2024, 4))
    assert found is not None
    # Three quarters after the grant: 10,000 yuan and three times one per cent of it.
    assert (found.quarters, found.earned_bp, found.owed_fen) == (3, 0, 1_030_000)
    assert found.repaid_fen == 30_000


def test_a_breach_halfway_costs_half_and_one_after_the_vesting_nothing() -> None:
    half = owed(TERMS, None, Quarter(2022, 3))
    assert half is not None
    assert (half.quarters, half.earned_bp, half.owed_fen) == (10, 5_000, 550_000)
    assert half.repaid_fen is None
    over = owed(TERMS, None, Quarter(2030, 1))
    assert over is not None
    assert (over.earned_bp, over.owed_fen) == (10_000, 0)


def test_without_cliff_or_interest_the_grant_is_earned_from_the_first_quarter() -> None:
    bare: dict[str, Value] = {"amount_fen": 100, "start": "2020-01-01", "vesting_quarters": 4}
    found = owed(bare, None, Quarter(2020, 2))
    assert found is not None
    assert (found.earned_bp, found.owed_fen) == (2_500, 75)


@pytest.mark.parametrize("name", ["amount_fen", "start", "vesting_quarters"])
def test_without_its_terms_nothing_is_said(name: str) -> None:
    assert owed({**TERMS, name: None}, None, Quarter(2024, 4)) is None


def test_before_the_grant_nothing_is_owed() -> None:
    assert owed(TERMS, None, Quarter(2019, 4)) is None


@given(
    subsidy=st.integers(0, 10**10),
    vesting=st.integers(1, 40),
    cliff=st.integers(0, 40),
    interest=st.integers(0, 1_000),
    quarter=st.integers(0, 60),
)
def test_records_owe_what_the_operation_says(
    subsidy: int, vesting: int, cliff: int, interest: int, quarter: int
) -> None:
    cliff = min(cliff, vesting)
    told: Any = answer(
        "agreement.clawback",
        {
            "subsidy": subsidy,
            "vesting_quarters": vesting,
            "cliff_quarters": cliff,
            "interest_rate": interest / 10_000,
            "breach_quarters": [quarter],
        },
    )
    row: dict[str, Value] = {
        "amount_fen": subsidy,
        "start": "2020-01-01",
        "vesting_quarters": vesting,
        "cliff_quarters": cliff,
        "claw_back_interest_bp": interest,
    }
    found = owed(row, None, Quarter(2020, 1).plus(quarter))
    assert found is not None
    assert abs(found.owed_fen - told["due"][0]) <= 0.5 + 1e-6 * subsidy


def refusals(park: MemoryRecords, table: str, **values: Value) -> list[tuple[str, str]]:
    row = {"id": "new", **{each.name: each.default for each in SPECS[table].fields}, **values}
    breaches = record_breaches(SPECS, park, table, row, frozenset(values))
    return [(each.key, each.field) for each in breaches]


def test_a_cliff_beyond_the_vesting_is_refused() -> None:
    found = refusals(MemoryRecords(), "incentive", **{**TERMS, "cliff_quarters": 21})
    assert found == [("cliff_gt_vesting", "cliff_quarters")]


def test_terms_are_broken_after_the_grant_and_paid_back_after_that() -> None:
    park = MemoryRecords()
    grant = park.add("incentive", number="ZC1", **TERMS)
    breach: dict[str, Value] = {"incentive": grant, "breach": "提前迁出"}
    early = refusals(park, "claw_back", **breach, date="2020-02-09", repaid_on="2020-02-08")
    assert early == [("breach_before_grant", "date"), ("date_order", "repaid_on")]
    assert refusals(park, "claw_back", **breach, date="2020-02-10") == []
