"""Where to innovate and produce follows the formulas, for any firm."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.models.location import Move, best_pair
from domain.models.operations import answer

amounts = st.floats(0, 1000)


@settings(max_examples=60, deadline=None)
@given(amounts, amounts, st.floats(0.1, 500))
def test_a_firm_of_two_cities_splits_where_the_condition_says(
    innovation: float, production: float, cost: float
) -> None:
    # H is city 0, Q is city 1: innovation is better in H, production is cheaper in Q.
    chosen = answer(
        "location.choose",
        {
            "innovation_net": [innovation, 0],
            "unit_cost": [production, 0],
            "output": 1,
            "price": 0,
            "separation_cost": cost,
        },
    )
    condition = answer(
        "location.separation_condition",
        {
            "innovation_advantage": innovation,
            "production_advantage": production,
            "separation_cost": [cost],
        },
    )
    if abs(cost - min(innovation, production)) > 1e-6:
        assert [chosen["separate"]] == condition["separate"]


@settings(max_examples=60, deadline=None)
@given(st.floats(1, 100), st.floats(0.01, 0.2), st.floats(0.1, 2), st.floats(0, 20), amounts)
def test_the_best_quarter_is_the_closed_form_s(
    output: float, growth: float, saving: float, cost: float, moving: float
) -> None:
    move = Move(output, growth, saving, cost, moving, 0.01, 80)
    values = move.present_values()
    best = max(values)
    level = move.break_even_output
    assert level is not None
    exact = math.log(level / output) / math.log(1 + growth) if level > 0 else 0.0
    when = max(0, math.ceil(exact))
    if best > 0 and when <= move.horizon:
        assert values[when] == pytest.approx(best, rel=1e-9)


def test_of_equal_pairs_the_one_in_a_single_city_counts_first() -> None:
    assert best_pair([[10, 12], [3, 12]], (0, 1)) == (1, 1)
    assert best_pair([[12, 12], [12, 12]], (None, None)) == (0, 0)


def test_a_tie_and_a_move_that_never_pays_are_warned_of() -> None:
    tied = {"innovation_net": [1, 1], "unit_cost": [1, 1], "output": 1, "price": 2}
    assert answer("location.choose", tied)["warnings"] == ["tie"]
    never = {"output": 1, "unit_saving": -1, "move_cost": 5}
    found = answer("location.switch_quarter", never)
    assert found["switch_quarter"] is None
    assert found["break_even_output"] is None
    assert found["warnings"] == ["never"]


def test_a_break_even_incentive_makes_the_city_just_as_good() -> None:
    profit = [[800.0, 960.0, 1010.0], [720.0, 950.0, 980.0]]
    granted = answer("location.break_even_incentive", {"profit": profit})["incentive"]
    assert isinstance(granted, list)
    best = [max(row[city] for row in profit) + granted[city] for city in range(3)]
    assert best == pytest.approx([1010.0] * 3)


def test_the_logit_incentive_brings_the_probability_wanted() -> None:
    profit = [[800.0, 960.0, 1010.0], [720.0, 950.0, 980.0]]
    inputs = {"profit": profit, "production_city": 1, "scale": 50, "target_probability": 0.8}
    granted = float(str(answer("location.logit_incentive", inputs)["incentive"]))
    raised = [[row[0], row[1] + granted, row[2]] for row in profit]
    again = answer("location.logit_incentive", {**inputs, "profit": raised})
    assert again["probability_without"] == pytest.approx(0.8)


def test_every_firm_is_placed_and_no_city_is_over_its_room() -> None:
    firms = [{"profit": [[100, 140, 90]], "area": 4}, {"profit": [[90, 130, 125]], "area": 3}]
    inputs = {"firms": firms, "production_capacity": [None, 5, 1]}
    found = answer("location.assign_firms", inputs)
    shares, used = found["share"], found["area_used"]
    assert isinstance(shares, list)
    assert isinstance(used, list)
    assert [sum(row) for row in shares] == pytest.approx([1, 1])
    assert used[1] <= 5 + 1e-9
    assert used[2] <= 1 + 1e-9
