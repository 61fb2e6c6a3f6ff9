"""The flow model conserves what it moves, treats regions alike, and finds exact windows."""

from __future__ import annotations

import csv
import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import resources
from domain.models.errors import ModelError
from domain.models.flow.dispersion import gini, theil, variation
from domain.models.flow.inputs import Parameters, Regions
from domain.models.flow.running import follow, peak_of
from domain.models.flow.system import System
from domain.models.operations import answer


@st.composite
def parks(draw: st.DrawFn) -> Regions:
    """Return regions of any stocks, mobile enough for the donor limit to bind at times."""
    count = draw(st.integers(2, 5))
    figures = st.lists(st.floats(1, 100), min_size=count, max_size=count)
    near = np.array(draw(st.lists(figures, min_size=count, max_size=count))) / 50
    near = (near + near.T) / 2
    np.fill_diagonal(near, 0)
    friction = draw(st.floats(0, 0.2)) * (1 - np.eye(count))
    parameters = Parameters(
        knowledge_elasticity=draw(st.floats(0, 0.6)), mobility=draw(st.floats(0, 5))
    )
    stock, capacity, environment = (np.array(draw(figures)) for _ in range(3))
    return Regions(stock, capacity, environment / 50, near, friction, parameters)


@settings(max_examples=40, deadline=None)
@given(parks())
def test_what_leaves_one_region_arrives_in_another(regions: Regions) -> None:
    whole = regions.stock.sum()
    for _, state, _ in follow(System(regions, ()), 30):
        assert state.stock.sum() == pytest.approx(whole, rel=1e-9)
        assert state.stock.min() >= 0


@settings(max_examples=40, deadline=None)
@given(parks(), st.randoms(use_true_random=False))
def test_another_order_of_regions_gives_the_same_in_that_order(regions: Regions, luck: Any) -> None:  # noqa: ANN401 - hypothesis' random
    order = list(range(regions.count))
    luck.shuffle(order)
    moved = Regions(
        regions.stock[order],
        regions.capacity[order],
        regions.environment[order],
        regions.proximity[np.ix_(order, order)],
        regions.friction[np.ix_(order, order)],
        regions.parameters,
    )
    *_, (_, last, _) = follow(System(regions, ()), 10)
    *_, (_, other, _) = follow(System(moved, ()), 10)
    assert other.stock == pytest.approx(last.stock[order], rel=1e-9, abs=1e-9)


@settings(max_examples=40, deadline=None)
@given(parks())
def test_factors_flow_from_lower_to_higher_return_only(regions: Regions) -> None:
    system = System(regions, ())
    state = system.start()
    seen = system.look(state, 0)
    after = system.next(state, seen, 0)
    best = int(np.argmax(seen.log_return))
    worst = int(np.argmin(seen.log_return))
    assert after.stock[best] >= state.stock[best] - 1e-9
    assert after.stock[worst] <= state.stock[worst] + 1e-9


def test_returns_within_the_friction_move_nothing() -> None:
    inputs = {
        "stock": [55, 45],
        "capacity": [50, 50],
        "environment": [1, 1],
        "friction": 0.2,
        "record_quarters": [0, 40],
    }
    stocks: Any = answer("flow.run", inputs)["stock"]
    assert stocks[0] == stocks[1]


THREE: dict[str, Any] = {
    "stock": [80, 20, 200],
    "capacity": [50, 50, 200],
    "environment": [1.5, 1, 1.3],
    "catch_up_rate": 0,
}
ENCLAVE: dict[str, Any] = {
    "kind": "reverse_enclave",
    "home": 1,
    "host": 0,
    "seed_stock": 2,
    "capacity": 30,
}


def _gains(share: float) -> tuple[list[float], dict[str, Any]]:
    policy = {"name": "x", "instruments": [{**ENCLAVE, "home_share": share}]}
    found: Any = answer("flow.compare_policies", {**THREE, "policies": [policy]})["policies"]
    return found[0]["delta_present_value"], found[0]


def test_at_the_ends_of_the_window_one_partner_neither_gains_nor_loses() -> None:
    _, found = _gains(0.3)
    at_lower, _ = _gains(found["home_share_lower"])
    at_upper, _ = _gains(found["home_share_upper"])
    assert at_lower[1] == pytest.approx(0, abs=1e-6)
    assert at_upper[0] == pytest.approx(0, abs=1e-6)
    assert found["losing_regions"] == [2]


def test_an_enclave_never_outgrows_its_room_and_takes_its_seed_from_the_home() -> None:
    inputs = {
        **THREE,
        "instruments": [{**ENCLAVE, "capacity": 2.5, "subsidy_rate": 1}],
        "record_quarters": [0, 1, 60],
        "mobility": 2,
    }
    stocks: Any = answer("flow.run", inputs)["stock"]
    assert stocks[0] == [80, 18, 200, 2]
    assert stocks[2][3] <= 2.5 + 1e-9


@pytest.mark.parametrize(
    ("instrument", "key"),
    [
        ({**ENCLAVE, "seed_stock": 30}, "infeasible"),
        ({**ENCLAVE, "knowledge_return": 1}, "infeasible"),
        ({"kind": "corridor", "members": [0, 1], "positions_km": [0]}, "size_mismatch"),
        ({"kind": "cooperation_zone", "members": [0]}, "size_mismatch"),
        ({"kind": "science_city", "region": 3}, "out_of_range"),
    ],
)
def test_an_instrument_that_cannot_be_is_refused(instrument: dict[str, Any], key: str) -> None:
    with pytest.raises(ModelError) as refused:
        answer("flow.run", {**THREE, "instruments": [instrument]})
    assert refused.value.key == key


def test_without_mobility_nothing_returns_to_where_it_was() -> None:
    found = answer("flow.stability", {"mobility": 0})
    assert (found["stable"], found["half_life_quarters"]) == (False, None)
    alone = answer("flow.stability", {"proximity": [[0, 0], [0, 0]]})
    assert alone["mode_mobility"] == [0.0]
    spilt = answer("flow.stability", {"spillover_share": 1})
    assert (spilt["knowledge_threshold"], spilt["regime"]) == (None, "convergent")


def test_the_simulated_path_ends_in_the_closed_form() -> None:
    inputs = {
        "capacity": [80, 60, 30],
        "environment": [1.4, 1.1, 0.9],
        "congestion_elasticity": 0.4,
        "knowledge_elasticity": 0.1,
    }
    wanted: Any = answer("flow.steady_state", inputs)["share"]
    more = {"stock": [60, 60, 60], "catch_up_rate": 0, "record_quarters": [3000]}
    stocks: Any = answer("flow.run", {**inputs, **more})["stock"]
    assert [each / 180 for each in stocks[0]] == pytest.approx(wanted, rel=1e-6)


def test_a_path_without_a_fall_has_no_peak() -> None:
    assert peak_of([1.0, 2.0, 3.0]).quarter is None
    found = peak_of([1.0, 3.0, 2.0, 1.4])
    assert (found.quarter, found.dispersion, found.to_half) == (1, 3.0, 2)
    assert peak_of([1.0, 3.0, 2.0]).to_half is None


@settings(max_examples=60, deadline=None)
@given(st.lists(st.floats(0.01, 1000), min_size=2, max_size=30))
def test_inequality_does_not_hang_on_the_unit_and_is_none_among_equals(
    values: list[float],
) -> None:
    for measure in (variation, gini, theil):
        assert measure([7 * value for value in values]) == pytest.approx(
            measure(values), rel=1e-6, abs=1e-9
        )
        assert measure([values[0]] * 3) == pytest.approx(0, abs=1e-9)
        assert measure(values) >= -1e-12


# Name in the truths → file, first and last year.
SERIES = {
    "US 1929-2009": ("us-state-income-1929-2009.csv", 1929, 2009),
    "US 1980-2009": ("us-state-income-1929-2009.csv", 1980, 2009),
}


@pytest.mark.parametrize("name", SERIES)
def test_the_states_of_the_union_converge_as_published(name: str) -> None:
    file, first, last = SERIES[name]
    lines = resources.path("sample", file).read_text("utf-8-sig").splitlines()
    rows = list(csv.DictReader(lines))
    values = [[float(row[str(year)]) for row in rows] for year in range(first, last + 1)]
    found: Any = answer("flow.convergence_test", {"values": values})
    # Slope, speed, t and variation from the table of the sample data's own README.
    truths = {
        "US 1929-2009": (-0.009153, 0.016472, -18.759, 0.3554, 0.1440, "convergent"),
        "US 1980-2009": (-0.006788, 0.007559, -2.123, 0.1342, 0.1440, "convergent"),
    }[name]
    slope, speed, t_value, before, after, verdict = truths
    assert found["slope"] == pytest.approx(slope, abs=1e-6)
    assert found["convergence_speed"] == pytest.approx(speed, abs=1e-6)
    assert found["slope"] / found["standard_error"] == pytest.approx(t_value, abs=1e-3)
    assert found["dispersion_first"] == pytest.approx(before, abs=1e-4)
    assert found["dispersion_last"] == pytest.approx(after, abs=1e-4)
    assert found["verdict"] == verdict


def test_regions_that_begin_alike_tell_nothing_of_convergence() -> None:
    with pytest.raises(ModelError) as refused:
        answer("flow.convergence_test", {"values": [[1, 1, 1], [1, 2, 3]]})
    assert refused.value.key == "out_of_range"


def test_a_state_away_from_rest_says_how_far() -> None:
    inputs = {"stock": [100, 50], "capacity": [100, 100], "environment": [1, 1]}
    found: Any = answer("flow.local_stability", inputs)
    assert found["rest_point_residual"] > 1e-3
    assert math.isfinite(found["dominant_modulus"])
