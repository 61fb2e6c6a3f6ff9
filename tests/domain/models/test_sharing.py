"""Claims, bargaining and single steps of agreements: properties and the cases that are rare."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.models.errors import ModelError
from domain.models.operations import answer

RULES = ("proportional", "constrained_equal_awards", "constrained_equal_losses", "talmud")


def refused(operation: str, inputs: dict[str, Any]) -> str:
    """Return the key with which an operation refuses its inputs."""
    with pytest.raises(ModelError) as caught:
        answer(operation, inputs)
    return caught.value.key


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(0, 100), min_size=1, max_size=6), st.integers(0, 100))
def test_every_rule_divides_all_and_keeps_within_the_claims(claims: list[int], part: int) -> None:
    estate = sum(claims) * part / 100
    found = answer("claims.divide", {"estate": estate, "claims": claims})
    for rule in (*RULES, "random_arrival"):
        amounts: Any = found[rule]
        assert sum(amounts) == pytest.approx(estate, abs=1e-9)
        for amount, claim in zip(amounts, claims, strict=True):
            assert -1e-9 <= amount <= claim + 1e-9
        ordered = [amount for _, amount in sorted(zip(claims, amounts, strict=True))]
        assert all(b - a >= -1e-9 for a, b in pairwise(ordered))


def test_claims_refuse_rules_and_numbers_they_do_not_know() -> None:
    assert refused("claims.divide", {"estate": 1, "claims": [2], "rules": ["luck"]}) == (
        "unknown_choice"
    )
    many = {"estate": 1, "claims": [1] * 21, "rules": ["random_arrival"]}
    assert refused("claims.divide", many) == "too_large"


def contract(**changed: object) -> dict[str, Any]:
    """Return an agreement of two parties over one phase, with changes."""
    return {
        "parties": ["home", "host"],
        "residual_party": 1,
        "clock_start": "2024Q1",
        "phases": [{"first_quarter": 0, "last_quarter": None, "shares_bp": [6_000, 4_000]}],
        "entries": [{"quarter": "2024Q1", "base_fen": 1_000}],
        **changed,
    }


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.integers(0, 10**9), min_size=1, max_size=12),
    st.integers(0, 10_000),
    st.integers(0, 10_000),
    st.integers(0, 10**6),
    st.integers(0, 10_000),
)
def test_every_fen_of_every_quarter_is_accounted_for(
    bases: list[int], share: int, reinvested: int, floor: int, held: int
) -> None:
    phase = {
        "first_quarter": 0,
        "last_quarter": None,
        "shares_bp": [share, 10_000 - share],
        "reinvested_bp": reinvested,
        "floor_fen": [floor, 0],
        "cap_fen": [max(floor, 10**8), None],
    }
    entries = [
        {"quarter": f"{2024 + at // 4}Q{at % 4 + 1}", "base_fen": base}
        for at, base in enumerate(bases)
    ]
    escrow = {"party": 0, "share_bp": held, "milestone_quarter": "2025Q2"}
    found: Any = answer(
        "agreement.settle", contract(phases=[phase], entries=entries, escrow=escrow)
    )
    paid = sum(found["total_paid_fen"])
    assert paid + found["total_reinvested_fen"] + found["escrow_balance_fen"] == sum(bases)


def test_a_milestone_after_the_deadline_releases_nothing() -> None:
    entries = [{"quarter": f"2024Q{at}", "base_fen": 1_000} for at in range(1, 5)]
    escrow = {
        "party": 0,
        "share_bp": 5_000,
        "milestone_quarter": "2024Q3",
        "deadline_quarter": "2024Q2",
    }
    found: Any = answer("agreement.settle", contract(entries=entries, escrow=escrow))
    assert [line["escrow_release_fen"] for line in found["lines"]] == [0, 0, 0, 0]
    assert [line["escrow_forfeit_fen"] for line in found["lines"]] == [0, 0, 600, 0]
    assert found["escrow_balance_fen"] == 0


@pytest.mark.parametrize(
    ("changed", "key"),
    [
        (
            {
                "entries": [
                    {"quarter": "2024Q2", "base_fen": 1},
                    {"quarter": "2024Q2", "base_fen": 1},
                ]
            },
            "entries_not_in_order",
        ),
        (
            {
                "phases": [
                    {
                        "first_quarter": 0,
                        "last_quarter": None,
                        "shares_bp": [5_000, 5_000],
                        "floor_fen": [9, 0],
                        "cap_fen": [8, None],
                    }
                ]
            },
            "floor_above_cap",
        ),
        (
            {"phases": [{"first_quarter": 2, "last_quarter": None, "shares_bp": [10_000, 0]}]},
            "phases_not_contiguous",
        ),
        (
            {"phases": [{"first_quarter": 0, "last_quarter": None}]},
            "missing_input",
        ),
        (
            {
                "phases": [
                    {
                        "first_quarter": 0,
                        "last_quarter": None,
                        "brackets": [{"up_to_fen": 5, "shares_bp": [10_000, 0]}],
                    }
                ]
            },
            "out_of_range",
        ),
    ],
)
def test_terms_that_cannot_hold_are_refused(changed: dict[str, object], key: str) -> None:
    assert refused("agreement.settle", contract(**changed)) == key


def test_shares_of_a_pool_add_up_to_one() -> None:
    assert refused("agreement.bounded_proportional", {"pool": 1, "shares": [0.5, 0.4]}) == (
        "shares_sum"
    )


def test_a_pie_within_caps_leaves_something_when_all_are_full() -> None:
    pie = {"kind": "pie", "total": 10, "caps": [3, 4]}
    found: Any = answer("bargaining.solve", {"feasible_set": pie, "disagreement": [0, 0]})
    assert found["nash"] == [3, 4]
    assert found["kalai_smorodinsky"] == [3, 4]
    assert found["undistributed"] == 3
    full = {"kind": "pie", "total": 3}
    none: Any = answer("bargaining.solve", {"feasible_set": full, "disagreement": [1, 2]})
    assert none["nash"] == [1, 2]
    assert none["kalai_smorodinsky"] == [1, 2]
    low = {"kind": "pie", "total": 10, "caps": [3, None]}
    assert refused("bargaining.solve", {"feasible_set": low, "disagreement": [4, 0]}) == (
        "infeasible"
    )


def test_nash_over_a_triangle_follows_the_weights() -> None:
    # u1 + u2 ≤ 1: gains in proportion to the weights
    flat = {"kind": "polytope", "coefficients": [[1, 1]], "bounds": [1]}
    found: Any = answer(
        "bargaining.solve", {"feasible_set": flat, "disagreement": [0, 0], "weights": [3, 1]}
    )
    assert found["nash"] == pytest.approx([0.75, 0.25], abs=1e-6)
    frontier = {"kind": "power_frontier", "scale": [1, 1], "exponent": [1, 1]}
    curved: Any = answer(
        "bargaining.solve", {"feasible_set": frontier, "disagreement": [0, 0], "weights": [3, 1]}
    )
    assert curved["nash"] == pytest.approx([0.75, 0.25], abs=1e-9)


def test_a_party_that_cannot_gain_keeps_its_fallback() -> None:
    box = {"kind": "polytope", "coefficients": [[1, 0], [0, 1]], "bounds": [1, 2]}
    found: Any = answer("bargaining.solve", {"feasible_set": box, "disagreement": [1, 0]})
    assert found["nash"] == pytest.approx([1, 2], abs=1e-6)
    stuck: Any = answer("bargaining.solve", {"feasible_set": box, "disagreement": [1, 2]})
    assert stuck["nash"] == [1, 2]


def test_a_fallback_outside_the_set_is_infeasible() -> None:
    box = {"kind": "polytope", "coefficients": [[1, 0], [0, 1]], "bounds": [1, 2]}
    assert refused("bargaining.solve", {"feasible_set": box, "disagreement": [2, 0]}) == (
        "infeasible"
    )
    frontier = {"kind": "power_frontier", "scale": [1, 1], "exponent": [2, 2]}
    assert refused("bargaining.solve", {"feasible_set": frontier, "disagreement": [1, 1]}) == (
        "infeasible"
    )


def test_a_fallback_below_nothing_takes_nothing_of_a_curved_frontier() -> None:
    frontier = {"kind": "power_frontier", "scale": [1, 1], "exponent": [1, 1]}
    found: Any = answer("bargaining.solve", {"feasible_set": frontier, "disagreement": [-1, 0]})
    # u1 + u2 = 1 with gains u1 + 1 and u2: equal gains would need u1 = 0
    assert found["nash"] == pytest.approx([0, 1], abs=1e-6)
    assert found["ideal"] == [1, 1]
    debts = {"kind": "pie", "total": -2}
    shared: Any = answer("bargaining.solve", {"feasible_set": debts, "disagreement": [-3, -1]})
    assert shared["nash"] == [-2, 0]
