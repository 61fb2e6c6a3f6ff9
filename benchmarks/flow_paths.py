"""Measure the flow model over many scenarios: sorted and pairwise paths, compiled loops, agents.

``python -m benchmarks.flow_paths`` runs all ways in turns, each in a fresh process. The loops that
the program compiles need numba (the extra ``fast``), those in C a compiler, the agent framework
``mesa`` an interpreter that has it, named in FEIDI_PEERS.
The processor's seconds count, as other work on the machine makes the clock's longer.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from functools import partial
from pathlib import Path
from typing import Final

import numpy as np

from benchmarks.compiled_flow import follow_compiled, has_compiler
from benchmarks.measure import (
    Figure,
    RunFailedError,
    answer,
    figures_of,
    in_turns,
    print_table,
    run_fresh,
    say_goal,
    say_machine,
    time_call,
)
from domain.models.flow.batch import Batch, follow_batch
from domain.models.flow.compiled import compiled
from domain.models.flow.inputs import Parameters, Regions
from domain.models.flow.system import System

QUARTERS: Final = 200
SCENARIOS: Final = 1000
FRICTION: Final = 0.03
_RUNS: Final = 3
_PEER: Final = Path(__file__).with_name("peer_agents.py")
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


def measured(way: str, count: int, scenarios: int) -> None:
    """Run one way in this process and answer with its seconds for all scenarios."""
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


def fresh(way: str, count: int) -> dict[str, float]:
    """Measure a way in a fresh process."""
    scenarios = _SHORTER.get((way, count), SCENARIOS)
    found = run_fresh("benchmarks.flow_paths", way, str(count), str(scenarios))
    return dict(found)


def agents(count: int) -> dict[str, float]:
    """Measure one scenario of the agent framework, scaled to all.

    Raises:
        RunFailedError: no interpreter that has it was named, or it failed.
    """
    peer = os.environ.get("FEIDI_PEERS")
    if not peer:
        message = "set FEIDI_PEERS to a Python that has mesa to measure it"
        raise RunFailedError(message)
    run = subprocess.run(
        [peer, str(_PEER), str(count), str(QUARTERS)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    if run.returncode:
        raise RunFailedError(run.stderr.strip().splitlines()[-1])
    found: dict[str, float] = json.loads(run.stdout.strip().splitlines()[-1])
    scaled = {name: SCENARIOS * found[name] for name in ("seconds", "processor")}
    return {**scaled, "peak_mb": found["peak_mb"]}


def main() -> None:
    """Run all ways in turns and print the tables."""
    say_machine()
    title = f"{QUARTERS} quarters × {SCENARIOS} scenarios"
    for count in (100, 340):
        ways = {way: partial(fresh, way, count) for way in ("sorted", "pairs", "replicator")}
        replies, failed = in_turns(_RUNS, ways)
        figures = figures_of(replies, "processor")
        print_table(f"{count} regions, w = 1, one friction, {title}", "cpu s", figures, "pairs")
        _say_failed(failed)
        _goal(figures, "pairs", "sorted", {100: 2, 340: 6}[count])
    ways = {"network": partial(fresh, "network", 100), "mesa (scaled)": partial(agents, 100)}
    if compiled() is not None:
        ways["loops"] = partial(fresh, "loops", 100)
    if has_compiler():
        ways |= {way: partial(fresh, way, 100) for way in ("compiled", "strict")}
    replies, failed = in_turns(_RUNS, ways)
    figures = figures_of(replies, "processor")
    print_table(f"100 regions, a network with frictions, {title}", "cpu s", figures, "compiled")
    _say_failed(failed if has_compiler() else failed | {"compiled": "no C compiler here"})
    if compiled() is None:
        print("loops: not measured: numba is not installed")
    # On two threads the loops take half of the processor's seconds.
    halved = [_halved(each) if each.name == "compiled" else each for each in figures]
    _goal(halved, "network", "compiled", 20, at_most=True)
    _goal(halved, "loops", "compiled", 2, at_most=True)
    _goal(figures, "mesa (scaled)", "network", 50)


def _halved(figure: Figure) -> Figure:
    return Figure(figure.name, tuple(each / 2 for each in figure.runs), figure.peak_mb)


def _say_failed(failed: dict[str, str]) -> None:
    for name, reason in failed.items():
        print(f"{name}: not measured: {reason}")


def _goal(
    figures: list[Figure], slow: str, quick: str, times: float, *, at_most: bool = False
) -> None:
    by_name = {each.name: each.median for each in figures}
    if slow in by_name and quick in by_name:
        ratio = by_name[slow] / by_name[quick]
        sign = "≤" if at_most else "≥"
        met = ratio <= times if at_most else ratio >= times
        say_goal(f"{slow} / {quick} {sign} {times} (measured {ratio:.1f})", met=met)


if __name__ == "__main__":
    if len(sys.argv) > 1:
        measured(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
    else:
        main()
