"""Many scenarios at once give what each gives alone, by pairs and without them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.models.flow.batch import Batch, batch_worth, follow_batch
from domain.models.flow.comparing import present_value
from domain.models.flow.inputs import Instrument, Parameters, Regions
from domain.models.flow.quick import moved_alike, one_friction
from domain.models.flow.running import follow
from domain.models.flow.system import System

if TYPE_CHECKING:
    from domain.models.flow.batch import Matrix


def park(count: int, seed: int, friction: float = 0.0, mobility: float = 0.15) -> Regions:
    """Return regions drawn at random, all equally near."""
    rng = np.random.default_rng(seed)
    apart = 1 - np.eye(count)
    return Regions(
        rng.lognormal(3, 0.8, count),
        rng.lognormal(3, 0.5, count),
        rng.lognormal(0, 0.3, count),
        apart,
        friction * apart,
        Parameters(mobility=mobility),
    )


def by_pairs(
    stock: Matrix, returns: Matrix, friction: float, mobility: Matrix, limit: Matrix
) -> Matrix:
    """Return inflow less outflow as the model's definition says, pair by pair."""
    moved = np.zeros_like(stock)
    for s, (x, rho) in enumerate(zip(stock, returns, strict=True)):
        flows = np.zeros((len(x), len(x)))
        for i in range(len(x)):
            for j in range(len(x)):
                gap = rho[j] - rho[i] - friction
                if i != j and gap > 0:
                    flows[i, j] = mobility[s, 0] * x[i] * x[j] / x.sum() * gap
            out = flows[i].sum()
            if out > limit[s, 0] * x[i]:
                flows[i] *= limit[s, 0] * x[i] / out
        moved[s] = flows.sum(axis=0) - flows.sum(axis=1)
    return moved


@settings(max_examples=60, deadline=None)
@given(
    st.integers(2, 9),
    st.integers(0, 10_000),
    st.sampled_from([0.0, 0.03, 0.1, 0.5]),
    st.sampled_from([0.15, 1.0, 8.0]),
)
def test_sorted_flows_are_those_of_all_pairs(
    count: int, seed: int, friction: float, mobility: float
) -> None:
    rng = np.random.default_rng(seed)
    stock = rng.lognormal(2, 1, (4, count))
    # Some returns are equal, and some lie exactly the friction apart.
    returns = np.round(rng.normal(0, 0.4, (4, count)), 1)
    speed, limit = np.full((4, 1), mobility), np.full((4, 1), 0.25)
    quick = moved_alike(stock, returns, friction, speed, limit)
    pairs = by_pairs(stock, returns, friction, speed, limit)
    np.testing.assert_allclose(quick, pairs, rtol=0, atol=1e-12 * stock.max())


@pytest.mark.parametrize("count", [5, 100, 340])
@pytest.mark.parametrize("friction", [0.0, 0.03])
@pytest.mark.parametrize("mobility", [0.15, 6.0])
def test_the_quick_way_follows_the_pairs_over_quarters(
    count: int, friction: float, mobility: float
) -> None:
    system = System(park(count, 7, friction, mobility), ())
    quick, pairs = Batch(system, 2), Batch(system, 2, pairwise=True)
    for (_, one, _), (_, other, _) in zip(
        follow_batch(quick, 5), follow_batch(pairs, 5), strict=True
    ):
        np.testing.assert_allclose(one.stock, other.stock, rtol=1e-12)


def test_pairs_that_differ_have_no_friction_in_common() -> None:
    near, friction = np.ones((3, 3)) - np.eye(3), 0.1 * (1 - np.eye(3))
    assert one_friction(near, friction) == pytest.approx(0.1)
    far = near.copy()
    far[0, 1] = far[1, 0] = 0.5
    assert one_friction(far, friction) is None
    rough = friction.copy()
    rough[1, 2] = rough[2, 1] = 0.2
    assert one_friction(near, rough) is None


ENCLAVE = Instrument(
    "reverse_enclave",
    (1, 0),
    0,
    float("inf"),
    (0.0,) * 4,
    {
        "seed_stock": 2.0,
        "capacity": 6.0,
        "subsidy_rate": 0.05,
        "fixed_cost": 0.1,
        "knowledge_return": 0.1,
        "home_share": 0.4,
    },
)
SCIENCE_CITY = Instrument(
    "science_city",
    (2,),
    1,
    8,
    (0.0, 0.0, 1.5, 0.0),
    {"injection": 1.0, "environment_gain": 0.1, "useful_share": 0.5},
)


@pytest.mark.parametrize("instruments", [(), (ENCLAVE,), (SCIENCE_CITY,), (ENCLAVE, SCIENCE_CITY)])
@pytest.mark.parametrize("mobility", [0.15, 5.0])
def test_each_scenario_is_what_it_would_be_alone(
    instruments: tuple[Instrument, ...], mobility: float
) -> None:
    regions = park(4, 3, 0.02, mobility)
    alphas, rates = np.array([0.3, 0.35, 0.5]), np.array([0.05, 0.1, 0.2])
    varied = {"congestion_elasticity": alphas, "knowledge_rate": rates}
    batch = Batch(System(regions, instruments), 3, varied)
    many = list(follow_batch(batch, 12))
    for at in range(3):
        own = replace(
            regions.parameters,
            congestion_elasticity=float(alphas[at]),
            knowledge_rate=float(rates[at]),
        )
        alone = System(replace(regions, parameters=own), instruments)
        for (_, states, seen), (_, state, each) in zip(many, follow(alone, 12), strict=True):
            np.testing.assert_allclose(states.stock[at], state.stock, rtol=1e-12)
            np.testing.assert_allclose(states.log_knowledge[at], state.log_knowledge, atol=1e-12)
            np.testing.assert_allclose(seen.income[at], each.income, rtol=1e-11)
            np.testing.assert_allclose(seen.log_return[at], each.log_return, atol=1e-11)


def test_what_an_enclave_is_worth_is_the_same_alone_and_among_others() -> None:
    regions = park(4, 5)
    shares = np.array([0.0, 0.05, 0.2])
    batch = Batch(System(regions, (ENCLAVE, SCIENCE_CITY)), 3, {"subsidy_rate": shares})
    worth, enclaves = batch_worth(batch, 20, 0.01)
    for at, share in enumerate(shares):
        own = replace(ENCLAVE, figures={**ENCLAVE.figures, "subsidy_rate": float(share)})
        alone = present_value(System(regions, (own, SCIENCE_CITY)), 20, 0.01)
        np.testing.assert_allclose(worth[at], alone.without_enclaves, rtol=1e-11)
        np.testing.assert_allclose(enclaves[at], alone.enclaves, rtol=1e-11)


def test_scenarios_beyond_a_block_of_the_cache_are_worked_on_as_well() -> None:
    regions = park(120, 11)
    regions = replace(regions, proximity=regions.proximity * 0.5)
    batch = Batch(System(regions, ()), 5)
    last = list(follow_batch(batch, 3))[-1][1]
    np.testing.assert_allclose(last.stock, last.stock[[0]].repeat(5, axis=0), rtol=1e-12)
    alone = list(follow(System(regions, ()), 3))[-1][1]
    np.testing.assert_allclose(last.stock[0], alone.stock, rtol=1e-12)
