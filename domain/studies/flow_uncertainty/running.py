"""Vary the flow model: drawn scenarios, one parameter at a time, shares of the variance."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from domain.models.errors import ModelError
from domain.models.given import Given
from domain.models.uncertainty.fans import hypercube
from domain.models.uncertainty.sensitivity import bands, design, effects, mixed_with
from domain.studies.flow.case import HOME, HOST, Case, read_case
from domain.studies.flow.running import BLOCK, PERCENTILES, drawn_scenarios
from domain.studies.flow_uncertainty.inputs import OUTPUTS, RANGE, SAMPLES, VARIED

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy as np
    from numpy.typing import NDArray

    from domain.models.given import Range
    from domain.progress import Progress
    from domain.studies.flow.running import Scenarios

    Matrix = NDArray[np.float64]

_RESAMPLES: Final = 200
_TORNADO: Final = (0.1, 0.9)
_BARS: Final = 12
_ENDS: Final = 2


class Trials:
    """Runs of the flow model on points of the unit cube, counted for who waits."""

    def __init__(self, case: Case, ends: Mapping[str, tuple[float, float]], output: str) -> None:
        self._case, self._ends, self._output = case, ends, output
        self._done, self._total = 0, 1
        self._progress: Progress | None = None

    def count(self, progress: Progress, runs: int) -> None:
        """Tell a listener from now on how many of all runs are done."""
        self._progress, self._total = progress, runs

    def scenarios(self, points: Matrix) -> Scenarios:
        """Follow the scenarios of points (S, k)."""
        varied = {
            name: low + (high - low) * points[:, at]
            for at, (name, (low, high)) in enumerate(self._ends.items())
        }
        before = self._done

        def done(blocks: int) -> None:
            self._done = min(before + blocks * BLOCK, before + len(points))
            if self._progress is not None:
                self._progress.step(self._done, self._total)

        return drawn_scenarios(self._case, varied, done, self._total)

    def outputs(self, points: Matrix) -> Matrix:
        """Return what was asked for, by scenario (S,)."""
        return output_of(self.scenarios(points), self._output)


def output_of(found: Scenarios, output: str) -> Matrix:
    """Return an output by scenario: gains in percent of the enclave's income, width in percent."""
    import numpy as np

    if output == "stock_end":
        stock: Matrix = found.served[:, -1]
        return stock
    if output == "spread_end":
        return found.spread
    if output == "window_width":
        lower, upper = np.clip(found.ends, 0, 1).T
        width: Matrix = np.where(found.window_met, 100 * (upper - lower), 0.0)
        return width
    shown: Matrix = 100 * found.delta / found.income[:, None]
    if output == "others_gain":
        others: Matrix = shown[:, HOST + 1 :].sum(axis=1)
        return others
    return shown[:, HOME if output == "home_gain" else HOST]


def run(values: Mapping[str, object], seed: int, progress: Progress) -> dict[str, object]:
    """Draw, vary one by one, and divide the variance.

    Raises:
        ModelError: a value is refused.
        CancelledError: the user asked to stop.
    """
    import numpy as np

    own = {"output", "samples", *(f"{each.name}{RANGE}" for each in VARIED)}
    given = Given({name: value for name, value in values.items() if name in own})
    output = given.choice("output", OUTPUTS)
    samples = given.whole("samples", SAMPLES)
    ends = {each.name: _ends(given, each.name, each.limits) for each in VARIED}
    given.done()
    case = read_case({name: value for name, value in values.items() if name not in own})
    trials = Trials(case, ends, output)
    count = len(ends)
    runs = case.draws + 1 + _ENDS * count + samples * (count + _ENDS)
    trials.count(progress, runs)
    found = trials.scenarios(hypercube(case.draws, count, seed))
    drawn = output_of(found, output)
    return {
        "output": output,
        "percentiles": np.percentile(drawn, PERCENTILES).tolist(),
        "mean": float(drawn.mean()),
        "histogram": _histogram(drawn),
        "fan": np.percentile(found.served, PERCENTILES, axis=0).T.tolist(),
        "chance_both_gain": float(found.both_gain.mean()),
        "chance_window": float(found.window_met.mean()),
        "failed_runs": int((~np.isfinite(drawn)).sum()),
        "tornado": _tornado(trials, case, ends),
        "sobol": _sobol(trials, list(ends), samples, seed),
        "runs": runs,
    }


def _ends(given: Given, name: str, limits: Range) -> tuple[float, float]:
    """Return the ends of a range, the lower one below the upper."""
    low, high = given.numbers(f"{name}{RANGE}", limits, length=_ENDS)
    if high <= low:
        place = f"{given.place(name + RANGE)}/1"
        raise ModelError("out_of_range", place, value=high, range=f"> {low:g}")
    return low, high


def _histogram(drawn: Matrix) -> dict[str, object]:
    import numpy as np

    counts, edges = np.histogram(drawn, _BARS)
    return {"counts": counts.tolist(), "edges": edges.tolist()}


def _tornado(
    trials: Trials, case: Case, ends: Mapping[str, tuple[float, float]]
) -> dict[str, object]:
    """Return the output with each parameter at a tenth and at nine tenths of its range."""
    import numpy as np

    known = {
        **{name: getattr(case.regions.parameters, name, None) for name in ends},
        **{name: case.figures[name] for name in ends if name in case.figures},
    }
    base = np.array(
        [
            np.clip((float(str(known[name])) - low) / (high - low), 0.0, 1.0)
            for name, (low, high) in ends.items()
        ]
    )
    points = np.tile(base, (1 + _ENDS * len(ends), 1))
    for at in range(len(ends)):
        points[1 + _ENDS * at, at], points[_ENDS + _ENDS * at, at] = _TORNADO
    outputs = trials.outputs(points)
    low, high = outputs[1::2], outputs[2::2]
    swing = np.abs(high - low)
    return {
        "names": list(ends),
        "base": float(outputs[0]),
        "low": low.tolist(),
        "high": high.tolist(),
        "order": np.argsort(-swing, kind="stable").tolist(),
    }


def _sobol(trials: Trials, names: list[str], samples: int, seed: int) -> dict[str, object]:
    """Return first-order and total effects with bootstrap intervals; none where nothing varies."""
    import numpy as np

    one, other = design(len(names), samples, seed)
    first, second = trials.outputs(one), trials.outputs(other)
    mixed = np.array([trials.outputs(mixed_with(one, other, at)) for at in range(len(names))])
    alone, total = effects(first, second, mixed)
    if not np.isfinite(alone).all():
        return {"names": names, "first": None, "total": None}
    reach = bands(first, second, mixed, _RESAMPLES, seed)
    return {
        "names": names,
        "first": alone.tolist(),
        "total": total.tolist(),
        "first_reach": reach[:, 0].T.tolist(),
        "total_reach": reach[:, 1].T.tolist(),
    }
