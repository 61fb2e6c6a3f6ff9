"""The cobweb keeps its invariants for any market, and its warnings tell what binds."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.models.cobweb import Curves, classified, path
from domain.models.operations import answer

slopes = st.floats(0.1, 20)
LAGS = ("demand", "supply")


@st.composite
def markets(draw: st.DrawFn) -> Curves:
    """Return curves that meet at a positive price and quantity."""
    demand, supply = draw(slopes), draw(slopes)
    price, quantity = draw(st.floats(0.5, 50)), draw(st.floats(0.5, 50))
    subsidy = draw(st.floats(0, 5))
    return Curves(
        quantity + demand * price,
        demand,
        quantity - supply * (price + subsidy),
        supply,
        subsidy,
        draw(st.one_of(st.none(), st.floats(0.1, 100))),
    )


@settings(max_examples=60, deadline=None)
@given(markets(), st.sampled_from(LAGS), st.floats(0, 100), st.floats(0.05, 1))
def test_what_is_bought_never_costs_more_than_the_budget(
    curves: Curves, lag: str, initial: float, rate: float
) -> None:
    for step in path(curves, lag, initial, rate, 30):
        assert step.price >= 0
        assert step.quantity >= 0
        assert step.unmet >= 0
        if curves.budget is not None:
            assert step.price * step.quantity <= curves.budget * (1 + 1e-9)


@settings(max_examples=60, deadline=None)
@given(markets(), st.sampled_from(LAGS))
def test_both_curves_meet_at_the_equilibrium(curves: Curves, lag: str) -> None:
    assert curves.supplied(curves.price) == pytest.approx(curves.quantity, rel=1e-9, abs=1e-9)
    free = Curves(
        curves.demand_intercept,
        curves.demand_slope,
        curves.supply_intercept,
        curves.supply_slope,
        curves.subsidy,
    )
    (step,) = path(free, lag, free.price, 1, 1)
    assert step.price == pytest.approx(free.price, rel=1e-9, abs=1e-9)


@settings(deadline=None)
@given(slopes, slopes, st.floats(0.05, 1))
def test_the_rule_of_one_lag_is_the_other_s_turned_round(
    supply: float, demand: float, rate: float
) -> None:
    one = classified("supply", supply, demand, rate)
    other = classified("demand", demand, supply, rate)
    assert one == other


def test_the_deviation_shrinks_by_the_root_each_quarter() -> None:
    curves = Curves(22, 3, -2, 1)
    root = classified("supply", 1, 3, 0.5).root
    steps = path(curves, "supply", 5.5, 0.5, 5)
    expected = [6 + (5.5 - 6) * root**at for at in range(5)]
    assert [step.expected for step in steps] == pytest.approx(expected)


def test_warnings_say_what_binds_and_what_hangs_on_the_lag() -> None:
    market = {
        "demand_intercept": 22,
        "demand_slope": 3,
        "supply_intercept": -2,
        "supply_slope": 1,
        "initial_price": 2,
        "quarters": 4,
    }
    assert answer("cobweb.run", market)["warnings"] == ["floor_reached", "flips_under_other_lag"]
    capped = answer("cobweb.run", {**market, "initial_price": 6.5, "budget": 20})
    assert capped["warnings"] == ["budget_binds", "flips_under_other_lag"]


def test_a_path_that_explodes_in_logarithms_ends_as_unknown_not_as_a_crash() -> None:
    inputs = {
        "supply_elasticity": 9,
        "demand_elasticity": 0.1,
        "equilibrium_price": 1,
        "initial_price": 2,
        "quarters": 60,
        "lag": "supply",
    }
    price = answer("cobweb.run_log_linear", inputs)["price"]
    assert isinstance(price, list)
    assert None in price
