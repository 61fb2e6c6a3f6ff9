"""Loops over pairs give what arrays of pairs give; they are used where compiling pays."""

from __future__ import annotations

import sys
from dataclasses import replace
from types import SimpleNamespace
from typing import TYPE_CHECKING

import numpy as np
import pytest

from domain.models.flow.batch import Batch, follow_batch
from domain.models.flow.compiled import compiled, exchanged, loops_for
from domain.models.flow.system import System
from tests.domain.models.test_flow_batch import ENCLAVE, SCIENCE_CITY, park

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from domain.models.flow.inputs import Instrument, Regions


@pytest.fixture(autouse=True)
def _looked_for_anew() -> Iterator[None]:
    compiled.cache_clear()
    yield
    compiled.cache_clear()


def network(seed: int, mobility: float) -> Regions:
    """Return regions whose pairs differ in proximity and friction."""
    given, rng = park(4, seed, mobility=mobility), np.random.default_rng(seed)
    near, rough = (each + each.transpose() for each in rng.random((2, 4, 4)))
    return replace(given, proximity=near * given.proximity, friction=0.05 * rough * given.proximity)


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("mobility", [0.15, 3.0])
@pytest.mark.parametrize("instruments", [(), (ENCLAVE,), (ENCLAVE, SCIENCE_CITY)])
def test_loops_follow_the_arrays(
    seed: int, mobility: float, instruments: tuple[Instrument, ...]
) -> None:
    system = System(network(seed, mobility), instruments)
    varied = {"congestion_elasticity": np.array([0.3, 0.4, 0.5])}
    looped, arrays = Batch(system, 3, varied, loops=exchanged), Batch(system, 3, varied)
    for (_, one, _), (_, other, _) in zip(
        follow_batch(looped, 12), follow_batch(arrays, 12), strict=True
    ):
        np.testing.assert_allclose(one.stock, other.stock, rtol=1e-12)


def test_a_small_job_is_not_compiled() -> None:
    assert loops_for(1_000_000) is None


def test_a_large_job_goes_without_numba_where_it_is_missing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "numba", None)
    assert loops_for(10**12) is None


def test_a_large_job_is_compiled_without_the_lock_of_the_interpreter(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: dict[str, object] = {}

    def njit(**options: object) -> Callable[[object], object]:
        asked.update(options)
        return lambda function: function

    monkeypatch.setitem(sys.modules, "numba", SimpleNamespace(njit=njit))
    assert loops_for(10**12) is exchanged
    assert asked["nogil"] is True
    # Limits may be infinite.
    assert not {"ninf", "nnan", "fast"} & set(asked["fastmath"])  # type: ignore[call-overload]
