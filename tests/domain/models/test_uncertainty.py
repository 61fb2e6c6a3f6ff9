"""Designs hit every stratum, effects add up, and nothing is claimed that data cannot tell."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.models.errors import ModelError
from domain.models.operations import answer
from domain.models.uncertainty.fans import hypercube

PRICE: dict[str, Any] = {
    "kind": "operation",
    "operation": "cobweb.equilibrium",
    "input": {
        "demand_intercept": 22,
        "demand_slope": 3,
        "supply_intercept": -2,
        "supply_slope": 1,
    },
    "output": "/equilibrium_price",
}


@settings(max_examples=30, deadline=None)
@given(st.integers(1, 60), st.integers(1, 4), st.integers(0, 1000))
def test_each_stratum_is_hit_exactly_once(samples: int, dimensions: int, seed: int) -> None:
    points = hypercube(samples, dimensions, seed)
    assert points.shape == (samples, dimensions)
    strata = np.sort(np.floor(points * samples), axis=0)
    assert (strata == np.arange(samples)[:, None]).all()


@settings(max_examples=15, deadline=None)
@given(st.lists(st.floats(0.5, 4), min_size=2, max_size=3), st.integers(0, 50))
def test_the_effects_of_a_sum_are_its_shares_of_variance(weights: list[float], seed: int) -> None:
    count = len(weights)
    powers = [[int(at == other) for other in range(count)] for at in range(count)]
    terms = [
        {"coefficient": weight, "powers": power}
        for weight, power in zip(weights, powers, strict=True)
    ]
    found: Any = answer(
        "uncertainty.sobol",
        {
            "model": {"kind": "polynomial", "terms": terms},
            "parameters": [{"low": 0, "high": 1}] * count,
            "seed": seed,
            "samples": 512,
            "bootstrap": 50,
        },
    )
    total = sum(weight * weight for weight in weights)
    shares = [weight * weight / total for weight in weights]
    assert found["first_order"] == pytest.approx(shares, abs=0.05)
    assert found["total_order"] == pytest.approx(shares, abs=0.05)
    for low, value, high in zip(
        found["total_order_lower"], found["total_order"], found["total_order_upper"], strict=True
    ):
        assert low <= value + 0.02
        assert value <= high + 0.02
    assert found["runs"] == 512 * (count + 2)


def test_an_output_that_never_varies_has_no_shares() -> None:
    inputs = {
        "model": {"kind": "polynomial", "terms": [{"coefficient": 1, "powers": [0]}]},
        "parameters": [{"low": 0, "high": 1}],
        "seed": 1,
        "samples": 8,
        "bootstrap": 0,
    }
    found: Any = answer("uncertainty.sobol", inputs)
    assert found["first_order"] == [None]
    assert found["variance"] == 0
    assert found["first_order_lower"] is None


DISTRIBUTIONS: list[tuple[dict[str, Any], float, float]] = [
    ({"kind": "uniform", "low": 18, "high": 26}, 22, 0.01),
    ({"kind": "normal", "mean": 22, "standard_deviation": 1}, 22, 0.01),
    ({"kind": "lognormal", "log_mean": 3, "log_standard_deviation": 0.1}, 20.1863, 0.02),
    ({"kind": "triangular", "low": 18, "mode": 20, "high": 28}, 22, 0.01),
]


@pytest.mark.parametrize(("distribution", "mean", "within"), DISTRIBUTIONS)
def test_a_fan_has_the_mean_of_its_distribution(
    distribution: dict[str, Any], mean: float, within: float
) -> None:
    parameter = {"path": "/demand_intercept", "distribution": distribution}
    found: Any = answer(
        "uncertainty.fan",
        {"model": PRICE, "parameters": [parameter], "seed": 3, "samples": 2000},
    )
    # The price is (a + 2) / 4.
    assert found["mean"][0] == pytest.approx((mean + 2) / 4, abs=within)
    (band,) = found["percentile_values"]
    assert band == sorted(band)


def test_draws_that_cannot_be_are_counted_and_told() -> None:
    parameter: dict[str, Any] = {
        "path": "/demand_intercept",
        "distribution": {"kind": "uniform", "low": -20, "high": 20},
    }
    inputs: dict[str, Any] = {"model": PRICE, "parameters": [parameter], "seed": 3, "samples": 100}
    found: Any = answer("uncertainty.fan", inputs)
    assert 0 < found["failed_runs"] < 100
    assert found["warnings"] == ["failed_runs"]
    never = {**parameter, "distribution": {"kind": "uniform", "low": -20, "high": -10}}
    with pytest.raises(ModelError) as refused:
        answer("uncertainty.fan", {**inputs, "parameters": [never]})
    assert refused.value.key == "no_run_succeeded"


@pytest.mark.parametrize(
    ("changed", "path", "key"),
    [
        ({}, "/nowhere", "unknown_path"),
        ({}, "demand_intercept", "unknown_path"),
        ({"output": "/nothing"}, "/demand_intercept", "unknown_path"),
        ({"output": ""}, "/demand_intercept", "wrong_type"),
    ],
)
def test_a_path_that_leads_nowhere_is_refused(changed: dict[str, Any], path: str, key: str) -> None:
    parameter = {"path": path, "base": 22, "low": 20, "high": 24}
    model: dict[str, Any] = {**PRICE, **changed}
    with pytest.raises(ModelError) as refused:
        answer("uncertainty.tornado", {"model": model, "parameters": [parameter]})
    assert refused.value.key == key


def test_an_input_inside_a_list_is_reached_by_its_place() -> None:
    model = {
        "kind": "operation",
        "operation": "flow.dispersion",
        "input": {"values": [1, 1]},
        "output": "/gini",
    }
    parameter = {"path": "/values/1", "base": 1, "low": 0, "high": 3}
    found = answer("uncertainty.tornado", {"model": model, "parameters": [parameter]})
    assert (found["base_value"], found["low_value"], found["high_value"]) == (0, [0.5], [0.25])


def test_a_forecast_of_no_change_is_no_better_than_itself() -> None:
    series = [1, 2, 4, 3, 5, 6, 5, 7, 9, 8]
    found: Any = answer(
        "uncertainty.rolling_backtest",
        {"series": series, "method": "no_change", "first_origin": 4, "horizons": [1, 9]},
    )
    assert found["better_than_no_change"] == [False, None]
    assert found["origins"] == [6, 0]
    still = answer(
        "uncertainty.rolling_backtest",
        {"series": [2, 2, 2, 2], "method": "drift", "first_origin": 2, "horizons": [1]},
    )
    assert still["mase"] == [None]


def test_the_band_s_coverage_is_the_share_of_values_inside_it() -> None:
    inputs = {
        "training": [3],
        "actual": [1, 5],
        "forecast": [1, 1],
        "lower": [0, 0],
        "upper": [2, 2],
    }
    found = answer("uncertainty.backtest_metrics", inputs)
    assert (found["coverage"], found["mase"], found["no_change_mae"]) == (0.5, None, 2)


def _observed() -> dict[str, Any]:
    regions: dict[str, Any] = {
        "stock": [100, 100, 100],
        "capacity": [100, 100, 100],
        "environment": [1.4, 1.1, 0.9],
    }
    quarters = [0, 5, 10, 20, 30]
    path: Any = answer("flow.run", {**regions, "mobility": 0.3, "record_quarters": quarters})
    noise = np.random.default_rng(5).normal(0, 0.2, (5, 3))
    observed = (np.array(path["stock"]) + noise).tolist()
    return {**regions, "observed_quarters": quarters, "observed_stock": observed}


def test_a_fit_finds_the_mobility_that_made_the_records_inside_its_interval() -> None:
    free = [{"parameter": "mobility", "start": 0.1, "low": 0.01, "high": 1}]
    found: Any = answer("uncertainty.calibrate_flow", {**_observed(), "free": free, "starts": 2})
    assert found["identified"]
    assert found["lower"]["mobility"] < 0.3 < found["upper"]["mobility"]
    assert found["lower"]["mobility"] <= found["estimate"]["mobility"]
    assert found["estimate"]["mobility"] <= found["upper"]["mobility"]


@pytest.mark.parametrize(
    ("free", "changed", "key"),
    [
        ([("mobility", 0.1, 0.5, 0.2)], {}, "out_of_range"),
        ([("mobility", 0.1, 0, 1), ("mobility", 0.1, 0, 1)], {}, "duplicate_record"),
        ([("gravity", 0.1, 0, 1)], {}, "unknown_choice"),
        ([("mobility", 0.1, 0, 1)], {"observed_quarters": [0, 5, 5, 20, 30]}, "duplicate_record"),
    ],
)
def test_a_fit_that_cannot_be_is_refused(
    free: list[tuple[str, float, float, float]], changed: dict[str, Any], key: str
) -> None:
    names = ("parameter", "start", "low", "high")
    sought = [dict(zip(names, each, strict=True)) for each in free]
    with pytest.raises(ModelError) as refused:
        answer("uncertainty.calibrate_flow", {**_observed(), "free": sought, **changed})
    assert refused.value.key == key
