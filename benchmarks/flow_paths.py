"""Measure the flow model over many scenarios: sorted and pairwise paths, compiled loops, agents.

``python -m benchmarks.flow_paths`` runs all ways in turns, each in a fresh process. The loops that
the program compiles need numba (the extra ``fast``), those in C a compiler, the agent framework
``mesa`` an interpreter that has it, named in FEIDI_PEERS.
The processor's seconds count, as other work on the machine makes the clock's longer.
"""

from __future__ import annotations

import time
from functools import partial
from typing import TYPE_CHECKING, Final

import numpy as np

from benchmarks.compiled_flow import follow_compiled, has_compiler
from benchmarks.measure import (
    answer,
    in_turns,
    print_table,
    run_fresh,
    run_peer,
    say_goal,
    start,
    time_call,
)
from domain.models.flow.batch import Batch, follow_batch
from domain.models.flow.compiled import compiled
from domain.models.flow.inputs import Parameters, Regions
from domain.models.flow.system import System

if TYPE_CHECKING:
    from collections.abc import Mapping

    from benchmarks.measure import Reply

QUARTERS: Final = 200
SCENARIOS: Final = 1000
FRICTION: Final = 0.03
_RUNS: Final = 3
_WAYS: Final = ("sorted", "pairs", "replicator", "network", "loops", "compiled", "strict")
_SHORTER: Final = {("pairs", 340): 40}
"""Scenarios of the ways that would take minutes; their times are scaled up."""


def regions(count: int, way: str) -> Regions:
    """Return regions drawn at random; ``network`` has a proximity and a friction of each pair."""
    rng = np.random.default_rng(1)
    apart = 1 - np.eye(count)
    near, friction = apart.copy(), FRICTION * apart
    if way == "replicator":
        friction = np.zeros((count, count))
    if way in {"network", "loops", "compiled", "strict"}:
        drawn = rng.random((2, count, count))
        near, rough = (each + each.transpose() for each in drawn)
        near, friction = near * apart, FRICTION * rough * apart
    stock, capacity = rng.lognormal(3, 0.8, count), rng.lognormal(3, 0.5, count)
    return Regions(stock, capacity, rng.lognormal(0, 0.2, count), near, friction, Parameters())


def elasticities(scenarios: int) -> dict[str, np.ndarray]:
    """Return what differs between scenarios."""
    rng = np.random.default_rng(2)
    return {
        "congestion_elasticity": rng.uniform(0.3, 0.4, scenarios),
        "mobility": rng.uniform(0.1, 0.2, scenarios),
    }


def follow_quantiles(way: str, count: int, scenarios: int) -> np.ndarray:
    """Follow scenarios and keep of each quarter three quantiles of the first region."""
    system = System(regions(count, way), ())
    varied, loops = elasticities(scenarios), compiled() if way == "loops" else None
    batch = Batch(system, scenarios, varied, pairwise=way == "pairs", loops=loops)
    return np.array(
        [
            np.percentile(state.stock[:, 0], (5, 50, 95))
            for _, state, _ in follow_batch(batch, QUARTERS)
        ]
    )


def measured(way: str, regions_followed: str, scenarios_followed: str) -> None:
    """Run one way in this process and answer with its seconds for all scenarios."""
    count, scenarios = int(regions_followed), int(scenarios_followed)
    if way in {"compiled", "strict"}:
        given, varied = regions(count, way), elasticities(scenarios)
        strict = way == "strict"
        follow_compiled(given, varied, 1, strict=strict)  # compiling is left out
        call = partial(follow_compiled, given, varied, QUARTERS, strict=strict)
    else:
        follow_quantiles(way, count, 2)  # what is loaded or compiled when first needed
        call = partial(follow_quantiles, way, count, scenarios)
    begun = time.process_time()
    seconds = time_call(call)
    processor = time.process_time() - begun
    factor = SCENARIOS / scenarios
    answer(seconds=seconds * factor, processor=processor * factor)


def fresh(way: str, count: int) -> Reply:
    """Measure a way in a fresh process."""
    scenarios = _SHORTER.get((way, count), SCENARIOS)
    return run_fresh("benchmarks.flow_paths", way, str(count), str(scenarios))


def agents(count: int) -> Reply:
    """Measure one scenario of the agent framework, scaled to all."""
    found = run_peer("peer_agents.py", str(count), str(QUARTERS))
    scaled = {name: SCENARIOS * found[name] for name in ("seconds", "processor")}
    return {**scaled, "peak_mb": found["peak_mb"]}


def main() -> None:
    """Run all ways in turns and print the tables."""
    title = f"{QUARTERS} quarters × {SCENARIOS} scenarios"
    for count in (100, 340):
        ways = {way: partial(fresh, way, count) for way in ("sorted", "pairs", "replicator")}
        name = f"{count} regions, w = 1, one friction, {title}"
        took = print_table(name, "cpu s", in_turns(_RUNS, ways), "processor", "pairs")
        _goal(took, "pairs", "sorted", {100: 2, 340: 6}[count])
    ways = {"network": partial(fresh, "network", 100), "mesa (scaled)": partial(agents, 100)}
    if compiled() is not None:
        ways["loops"] = partial(fresh, "loops", 100)
    else:
        print("loops could not be measured: numba is not installed")
    if has_compiler():
        ways |= {way: partial(fresh, way, 100) for way in ("compiled", "strict")}
    else:
        print("compiled could not be measured: no C compiler here")
    name = f"100 regions, a network with frictions, {title}"
    took = print_table(name, "cpu s", in_turns(_RUNS, ways), "processor", "compiled")
    _goal(took, "mesa (scaled)", "network", 50)
    if "compiled" in took:
        # On two threads the loops take half of the processor's seconds.
        took["compiled"] /= 2
    _goal(took, "network", "compiled", 20, at_most=True)
    _goal(took, "loops", "compiled", 2, at_most=True)


def _goal(
    took: Mapping[str, float], slow: str, quick: str, times: float, *, at_most: bool = False
) -> None:
    if slow in took and quick in took:
        ratio = took[slow] / took[quick]
        sign = "≤" if at_most else "≥"
        met = ratio <= times if at_most else ratio >= times
        say_goal(f"{slow} / {quick} {sign} {times} (measured {ratio:.1f})", met=met)


if __name__ == "__main__":
    start(main, {way: partial(measured, way) for way in _WAYS})
