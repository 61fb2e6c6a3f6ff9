"""Measure the models a study waits for: variance shares, survival, pipeline, memory.

``python -m benchmarks.models``. The survival package ``lifelines`` is measured where an interpreter
that has it is named in FEIDI_PEERS. The processor's seconds count.
"""

from __future__ import annotations

import json
import time
from functools import partial
from typing import TYPE_CHECKING, Final

import numpy as np

from benchmarks.flow_paths import QUARTERS, elasticities, regions
from benchmarks.measure import answer, in_turns, print_table, run_fresh, run_peer, say_goal, start
from domain.models.flow.batch import Batch, follow_batch
from domain.models.flow.inputs import Parameters
from domain.models.flow.system import System
from domain.models.operations import answer as model_answer
from domain.progress import Silent
from domain.studies.flow.assumed import PARAMETERS
from domain.studies.flow.running import BLOCK
from domain.studies.flow_uncertainty.inputs import VARIED
from domain.studies.flow_uncertainty.running import run

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.measure import Reply

_RUNS: Final = 3
_SAMPLES: Final = 1024
_FIRMS: Final = 1000
_SEEN: Final = 0.7
_REPEATED: Final = {"survival": 20, "plain_count": 20}
"""Tasks that take less than a tick of the clock → how often they are run."""


def variance_shares() -> None:
    """Run the study of uncertainty: n = 1,024, k = 8, 200 resamples, with and without the enclave.

    Eleven regions over 40 quarters, 10,240 runs and 67 more for its other parts.
    """
    given, usual = regions(11, "sorted"), Parameters()
    reach = {each.name: each.ends(getattr(usual, each.name, each.value)) for each in VARIED}
    run(
        {
            "stock": given.stock.tolist(),
            "capacity": given.capacity.tolist(),
            "environment": given.environment.tolist(),
            "proximity": 1.0,
            "friction": 0.0,
            **{each.name: getattr(usual, each.name) for each in PARAMETERS},
            **{f"{name}_range": list(ends) for name, ends in reach.items()},
            "seed_stock": float(given.stock[0] / 50),
            "enclave_capacity": float(given.stock[0] / 25),
            "subsidy_rate": 0.05,
            "cost_share": 0.01,
            "home_share": 0.4,
            "knowledge_return": 0.1,
            "distance_km": 200.0,
            "discount_rate": 0.01,
            "quarters": 40,
            "draws": 50,
            "samples": _SAMPLES,
            "output": "home_gain",
            "start_quarter": "2024Q4",
            "recorded_stock": [],
        },
        1,
        Silent(),
    )


def survival_times() -> tuple[list[float], list[bool]]:
    """Return quarters and ends of a thousand firms, whole quarters as they are recorded."""
    rng = np.random.default_rng(3)
    observed = rng.random(_FIRMS) < _SEEN
    return rng.integers(1, 40, _FIRMS).astype(float).tolist(), observed.tolist()


def survival(duration: list[float], observed: list[bool]) -> None:
    """Estimate survival by Kaplan and Meier with error and band, reading the input included."""
    model_answer("pipeline.survival", {"duration": duration, "observed": observed})


def plain_count(duration: list[float], observed: list[bool]) -> None:
    """Count the same by loops over the distinct quarters, as a floor."""
    quarters, ended = np.asarray(duration), np.asarray(observed)
    kept = 1.0
    for quarter in np.unique(quarters[ended]):
        at_risk = int((quarters >= quarter).sum())
        kept *= 1 - int(((quarters == quarter) & ended).sum()) / at_risk


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
    for row in kept:  # by quarter, so that no second table of all is needed
        np.percentile(row, (5, 50, 95), overwrite_input=True)


_TASKS: Final[dict[str, Callable[[], None]]] = {
    "variance_shares": variance_shares,
    "survival": partial(survival, *survival_times()),
    "plain_count": partial(plain_count, *survival_times()),
    "pipeline": pipeline,
    **{f"memory_{count}": partial(followed, count) for count in (250, 1000, 4000)},
}


def measured(task: str) -> None:
    """Run a task in this process, after one that loads what it needs, and answer."""
    call, times = _TASKS[task], _REPEATED.get(task, 1)
    if not task.startswith("memory"):
        call()
    begun = time.process_time()
    for _ in range(times):
        call()
    answer(processor=(time.process_time() - begun) / times)


def _fresh(task: str) -> Callable[[], Reply]:
    return lambda: run_fresh("benchmarks.models", task)


def main() -> None:
    """Measure everything and print it."""
    replies = in_turns(_RUNS, {name: _fresh(name) for name in ("variance_shares", "pipeline")})
    title = "Variance shares (n 1,024, k 8), pipeline (2,000 × 500)"
    took = print_table(title, "cpu s", replies, "processor")
    say_goal("variance shares ≤ 10 s", met=took["variance_shares"] <= 10)  # noqa: PLR2004
    say_goal("pipeline ≤ 1 s", met=took["pipeline"] <= 1)

    ways = {name: _fresh(name) for name in _REPEATED}
    theirs = partial(run_peer, "peer_survival.py", given=json.dumps(survival_times()))
    replies = in_turns(_RUNS, {**ways, "lifelines": theirs})
    title = f"Kaplan–Meier, {_FIRMS} firms"
    took = print_table(title, "cpu ms", replies, "processor", "plain_count")
    if "lifelines" in took:
        say_goal("no slower than lifelines", met=took["survival"] <= took["lifelines"])
    say_goal("≤ 2 × a plain count", met=took["survival"] <= 2 * took["plain_count"])

    replies = in_turns(1, {name: _fresh(name) for name in _TASKS if name.startswith("memory")})
    title = "100 regions × 200 quarters, more and more scenarios"
    print_table(title, "cpu s", replies, "processor")


if __name__ == "__main__":
    start(main, {name: partial(measured, name) for name in _TASKS})
