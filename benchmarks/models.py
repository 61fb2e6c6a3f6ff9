"""Measure the models a study waits for: variance shares, survival, pipeline, memory.

``python -m benchmarks.models``. The survival package ``lifelines`` is measured where an interpreter
that has it is named in FEIDI_PEERS. The processor's seconds count.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np

from benchmarks.flow_paths import QUARTERS, elasticities, regions
from benchmarks.measure import (
    RunFailedError,
    answer,
    figures_of,
    in_turns,
    print_table,
    run_fresh,
    say_goal,
    say_machine,
)
from domain.models.flow.batch import Batch, follow_batch
from domain.models.flow.inputs import Parameters
from domain.models.flow.system import System
from domain.models.operations import answer as model_answer
from domain.models.uncertainty.sensitivity import bands, design, effects, mixed_with
from domain.studies.flow.running import BLOCK

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.measure import Reply

_RUNS: Final = 3
_SAMPLES: Final = 1024
_PARAMETERS: Final = 8
_FIRMS: Final = 1000
_SEEN: Final = 0.7
_PEER: Final = Path(__file__).with_name("peer_survival.py")


def variance_shares() -> None:
    """Divide the variance of a stock after ten years, n = 1,024 and k = 8, 200 resamples."""
    given = regions(12, "network")
    names = [
        *("congestion_elasticity", "knowledge_elasticity", "knowledge_rate", "spillover_share"),
        *("catch_up_rate", "mobility", "donor_limit"),
    ]
    usual = [getattr(Parameters(), name) for name in names]

    def outputs(points: np.ndarray) -> np.ndarray:
        varied = {
            name: value * (0.7 + 0.6 * points[:, at])
            for at, (name, value) in enumerate(zip(names, usual, strict=True))
        }
        batch = Batch(System(given, ()), len(points), varied)
        last = [state for _, state, _ in follow_batch(batch, 40)][-1]
        # The eighth is a factor of the output alone, so that there are as many as in the goal.
        found: np.ndarray = last.stock[:, 0] * (0.9 + 0.2 * points[:, _PARAMETERS - 1])
        return found

    one, other = design(_PARAMETERS, _SAMPLES, 1)
    first, second = outputs(one), outputs(other)
    mixed = np.array([outputs(mixed_with(one, other, at)) for at in range(_PARAMETERS)])
    effects(first, second, mixed)
    bands(first, second, mixed, 200, 1)


def survival_times() -> tuple[list[float], list[bool]]:
    """Return quarters and ends of a thousand firms, whole quarters as they are recorded."""
    rng = np.random.default_rng(3)
    observed = rng.random(_FIRMS) < _SEEN
    return rng.integers(1, 40, _FIRMS).astype(float).tolist(), observed.tolist()


def survival() -> None:
    """Estimate survival by Kaplan and Meier with error and band, reading the input included."""
    duration, observed = survival_times()
    for _ in range(20):
        model_answer("pipeline.survival", {"duration": duration, "observed": observed})


def plain_count() -> None:
    """Count the same by loops over the distinct quarters, as a floor."""
    duration, observed = map(np.asarray, survival_times())
    for _ in range(20):
        kept = 1.0
        for quarter in np.unique(duration[observed]):
            at_risk = int((duration >= quarter).sum())
            kept *= 1 - int(((duration == quarter) & observed).sum()) / at_risk


def pipeline() -> None:
    """Forecast 500 firms in 2,000 draws over three years."""
    model_answer(
        "pipeline.forecast_simulated",
        {
            "counts": [
                [60, 30, 0, 0, 0, 2, 6],
                [0, 80, 25, 4, 0, 4, 5],
                [0, 0, 70, 12, 8, 3, 2],
                [0, 0, 0, 40, 9, 2, 1],
            ],
            "target": 0,
            "firms": [200, 150, 100, 50],
            "horizon_quarters": 12,
            "output_log_mean": 6.0,
            "output_log_sd": 0.8,
            "tax_rate": 0.03,
            "draws": 2000,
            "seed": 1,
        },
    )


def followed(scenarios: int) -> None:
    """Follow scenarios of 100 regions over 200 quarters block by block, as the studies do.

    Of each block the stock of one region is kept by quarter, of all of them three quantiles.
    """
    system, varied = System(regions(100, "sorted"), ()), elasticities(scenarios)
    kept = np.empty((QUARTERS + 1, scenarios))
    for first in range(0, scenarios, BLOCK):
        rows = slice(first, first + BLOCK)
        part = {name: values[rows] for name, values in varied.items()}
        batch = Batch(system, len(part["mobility"]), part)
        for quarter, state, _ in follow_batch(batch, QUARTERS):
            kept[quarter, rows] = state.stock[:, 0]
    np.percentile(kept, (5, 50, 95), axis=1)


_TASKS: Final[dict[str, Callable[[], None]]] = {
    "variance_shares": variance_shares,
    "survival": survival,
    "plain_count": plain_count,
    "pipeline": pipeline,
    **{f"memory_{count}": partial(followed, count) for count in (250, 1000, 4000)},
}


def measured(task: str) -> None:
    """Run a task in this process, after one that loads what it needs, and answer."""
    call = _TASKS[task]
    if not task.startswith("memory"):
        call()
    begun = time.process_time()
    call()
    answer(processor=time.process_time() - begun)


def lifelines() -> Reply:
    """Measure the survival package.

    Raises:
        RunFailedError: no interpreter that has it was named, or it failed.
    """
    peer = os.environ.get("FEIDI_PEERS")
    if not peer:
        message = "set FEIDI_PEERS to a Python that has lifelines to measure it"
        raise RunFailedError(message)
    run = subprocess.run(
        [peer, str(_PEER)],
        input=json.dumps(survival_times()),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    if run.returncode:
        raise RunFailedError(run.stderr.strip().splitlines()[-1])
    found: Reply = json.loads(run.stdout.strip().splitlines()[-1])
    return found


def _fresh(task: str) -> Callable[[], Reply]:
    return lambda: run_fresh("benchmarks.models", task)


def main() -> None:
    """Measure everything and print it."""
    say_machine()
    replies, _ = in_turns(_RUNS, {name: _fresh(name) for name in ("variance_shares", "pipeline")})
    figures = figures_of(replies, "processor")
    print_table("Variance shares (n 1,024, k 8), pipeline (2,000 × 500)", "cpu s", figures)
    by_name = {each.name: each.median for each in figures}
    say_goal("variance shares ≤ 10 s", met=by_name["variance_shares"] <= 10)  # noqa: PLR2004
    say_goal("pipeline ≤ 1 s", met=by_name["pipeline"] <= 1)

    ways = {name: _fresh(name) for name in ("survival", "plain_count")}
    replies, failed = in_turns(_RUNS, {**ways, "lifelines": lifelines})
    figures = figures_of(replies, "processor", 1000 / 20)
    print_table(f"Kaplan–Meier, {_FIRMS} firms", "cpu ms", figures, "plain_count")
    for name, reason in failed.items():
        print(f"{name}: not measured: {reason}")
    by_name = {each.name: each.median for each in figures}
    if "lifelines" in by_name:
        say_goal("no slower than lifelines", met=by_name["survival"] <= by_name["lifelines"])

    memory = {name: _fresh(name) for name in _TASKS if name.startswith("memory")}
    replies, _ = in_turns(1, memory)
    figures = figures_of(replies, "processor")
    print_table("100 regions × 200 quarters, more and more scenarios", "cpu s", figures)


if __name__ == "__main__":
    if len(sys.argv) > 1:
        measured(sys.argv[1])
    else:
        main()
