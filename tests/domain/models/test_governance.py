"""The governance diagnostics keep their invariants and refuse what cannot be judged."""

from __future__ import annotations

import math
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.models.errors import ModelError
from domain.models.governance.hopping import annuity, vested
from domain.models.governance.race import equilibrium, shares
from domain.models.governance.recovery import wilson
from domain.models.governance.weighing import entropies, weights_of
from domain.models.operations import answer

positive = st.floats(0.1, 100)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.floats(1, 20), min_size=2, max_size=5), st.floats(0.5, 5))
def test_no_park_gains_by_changing_its_offer_alone(benefit: list[float], scale: float) -> None:
    attraction = [0.0] * len(benefit)
    subsidy = equilibrium(benefit, attraction, scale, None)
    share = shares(attraction, subsidy, scale, None)
    assert math.fsum(share) == pytest.approx(1)
    for at, paid in enumerate(subsidy):
        own = (benefit[at] - paid) * share[at]
        for step in (-0.1, 0.1):
            other = list(subsidy)
            other[at] = max(0.0, paid + step)
            rival = shares(attraction, other, scale, None)[at]
            assert (benefit[at] - other[at]) * rival <= own + 1e-9


def test_identical_parks_offer_the_closed_form() -> None:
    # s* = b − ςH/(H − 1), Caplin & Nalebuff 1991.
    assert equilibrium([10.0] * 4, [0.0] * 4, 1.5, None) == pytest.approx([8.0] * 4)
    assert equilibrium([1.0] * 2, [0.0] * 2, 2.0, None) == pytest.approx([0.0] * 2)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(positive, min_size=3, max_size=3), min_size=2, max_size=6))
def test_entropy_weights_add_up_to_one_and_order_of_alternatives_does_not_matter(
    matrix: list[list[float]],
) -> None:
    weights = weights_of(entropies(matrix, [True, False, True]))
    assert math.fsum(weights) == pytest.approx(1)
    again = weights_of(entropies(matrix[::-1], [True, False, True]))
    assert again == pytest.approx(weights)


@settings(max_examples=40, deadline=None)
@given(st.lists(positive, min_size=2, max_size=6))
def test_consistent_comparisons_give_back_their_weights(weights: list[float]) -> None:
    table = [[one / other for other in weights] for one in weights]
    found = answer("governance.ahp", {"comparisons": table})
    total = math.fsum(weights)
    assert found["weights"] == pytest.approx([each / total for each in weights], rel=1e-6)
    assert found["consistent"] is True


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 200), st.integers(1, 200), st.floats(0.5, 0.99))
def test_a_share_lies_inside_its_interval(count: int, total: int, level: float) -> None:
    count = min(count, total)
    lower, upper = wilson(count, total, level)
    assert 0 <= lower <= count / total <= upper <= 1


def test_vesting_begins_at_the_cliff_and_ends_whole() -> None:
    assert [vested(at, 4, 20) for at in (3, 4, 10, 30)] == [0, 0.2, 0.5, 1]
    assert annuity(10, 3, 0) == 30
    assert annuity(10, 2, 0.1) == pytest.approx(10 / 1.1 + 10 / 1.21)


HOP: dict[str, Any] = {
    "discount_rate": 0.0,
    "new_subsidy": 10,
    "new_quarters": 5,
    "old_subsidy": 0,
    "old_quarters_left": 0,
    "past_subsidy": 100,
    "breach_quarter": 10,
    "interest_rate": 0,
}


@pytest.mark.parametrize(
    ("changed", "vesting"),
    [
        # C = 50, S = 100, t = 10: 10 / (1 − 0.5).
        ({}, 20),
        ({"new_subsidy": 0}, 0),
        ({"new_subsidy": 30}, None),
        ({"breach_quarter": 2}, 0),
    ],
)
def test_the_vesting_that_deters_is_the_closed_form(
    changed: dict[str, Any], vesting: float | None
) -> None:
    found = answer("governance.subsidy_hop", {**HOP, **changed})
    assert found["deterring_vesting_quarters"] == (
        None if vesting is None else pytest.approx(vesting)
    )


def test_a_constant_trait_says_nothing_of_who_may_leave() -> None:
    rows = [[1, 2, 0.5, 0.1], [1, 1, 0.5, 0.1]]
    assert answer("governance.hop_score", {"tenants": rows})["order"] == [0, 1]
    same = [[1, 1, 1, 1], [1, 1, 1, 1]]
    assert answer("governance.hop_score", {"tenants": same})["score"] == [0.5, 0.5]


def test_a_threshold_binds_whatever_the_rank() -> None:
    inputs = {
        "matrix": [[10, 1], [5, 9]],
        "benefit": [True, False],
        "comparisons": [[1, 1], [1, 1]],
        "thresholds": [None, 0.5],
    }
    found = answer("governance.operator_index", inputs)
    assert found["grade"] == ["fail", "fail"]
    assert found["missed_thresholds"] == [[1], [1]]
    eased = answer("governance.operator_index", {**inputs, "thresholds": [7, None]})
    assert eased["ranking"] == [0, 1]


def test_alternatives_that_are_all_alike_lie_halfway() -> None:
    found = answer("governance.topsis", {"matrix": [[1, 2], [1, 2]], "weights": [1, 1]})
    assert found == {"closeness": [0.5, 0.5], "ranking": [0, 1]}


@pytest.mark.parametrize(
    ("operation", "inputs", "key"),
    [
        ("topsis", {"matrix": [[1, 2], [1, 2]], "weights": [0, 0]}, "out_of_range"),
        ("ahp", {"comparisons": [[1.0] * 11] * 11}, "too_large"),
        ("ahp", {"comparisons": [[1, 2]]}, "size_mismatch"),
    ],
)
def test_what_cannot_be_judged_is_refused(
    operation: str, inputs: dict[str, object], key: str
) -> None:
    with pytest.raises(ModelError) as refused:
        answer(f"governance.{operation}", inputs)
    assert refused.value.key == key


def test_offers_that_never_move_give_no_slope() -> None:
    still = {"subsidy": [[1, 1]] * 6, "benefit": [9, 9], "tenants": [3] * 6}
    found = answer("governance.race_detector", still)
    assert (found["slope"], found["t_value"], found["flagged"]) == (None, None, False)


def test_a_rent_below_its_variable_cost_never_breaks_even() -> None:
    inputs = {
        "rent_income": 1,
        "operating_cost": 2,
        "area_m2": 10,
        "rent_per_m2": 1,
        "variable_cost_per_m2": 1,
        "fixed_cost": 3,
    }
    assert answer("governance.cost_recovery", inputs)["break_even_occupancy"] is None


def test_few_patents_are_warned_of_and_a_benchmark_of_none_gives_no_lift() -> None:
    inputs = {"invention": 3, "total": 9, "benchmark_invention": 0, "benchmark_total": 5}
    found = answer("governance.invention_share", inputs)
    assert found["warnings"] == ["few_patents"]
    assert found["lift"] is None
