"""Whether a forecast was any good: errors against actual values, and against no change."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from domain.models.errors import ModelError
from domain.models.given import Given, Range

if TYPE_CHECKING:
    from collections.abc import Sequence

    from domain.models.operations import Output

_METHODS: Final = ("no_change", "drift")
_FEWEST: Final = 2


def mean(values: Sequence[float]) -> float:
    """Return the mean of values."""
    return math.fsum(values) / len(values)


def scale_of(training: Sequence[float]) -> float | None:
    """Return the mean change from step to step, None when nothing changes (Hyndman & Koehler)."""
    changes = [abs(b - a) for a, b in pairwise(training)]
    size = mean(changes) if changes else 0.0
    return size if size > 0 else None


def backtest_metrics(given: Given) -> Output:
    """Measure one forecast: MAE, RMSE, MASE, coverage of its band, and the error of no change."""
    training = given.numbers("training")
    actual = given.numbers("actual")
    forecast = given.numbers("forecast", length=len(actual))
    band = None
    if given.has("lower") or given.has("upper"):
        lower = given.numbers("lower", length=len(actual))
        band = list(zip(lower, given.numbers("upper", length=len(actual)), strict=True))
    given.done()
    errors = [abs(f - a) for f, a in zip(forecast, actual, strict=True)]
    still = mean([abs(training[-1] - a) for a in actual])
    scale, mae = scale_of(training), mean(errors)
    covered = None
    if band is not None:
        covered = mean([float(low <= a <= up) for (low, up), a in zip(band, actual, strict=True)])
    return {
        "mae": mae,
        "rmse": math.sqrt(mean([error * error for error in errors])),
        "mase": None if scale is None else mae / scale,
        "coverage": covered,
        "no_change_mae": still,
        "better_than_no_change": mae < still,
    }


def rolling_backtest(given: Given) -> Output:
    """Forecast from every origin on, and say where it was no better than no change."""
    series = given.numbers("series")
    method = given.choice("method", _METHODS)
    horizons = given.wholes("horizons", Range(1), [1, 2, 4, 8])
    first = given.whole("first_origin", Range(_FEWEST), 8)
    given.done()
    if len(series) <= first:
        wanted = f"> {first}"
        raise ModelError("size_mismatch", given.place("series"), wanted=wanted, count=len(series))
    rows = [_at_horizon(series, method, each, first) for each in horizons]
    names = ("origins", "mae", "rmse", "mase", "no_change_mae", "better_than_no_change")
    return {name: [row[name] for row in rows] for name in names}


def _at_horizon(
    series: Sequence[float], method: str, horizon: int, first: int
) -> dict[str, object]:
    errors, scaled, still = [], [], []
    for origin in range(first, len(series) - horizon + 1):
        training, actual = series[:origin], series[origin - 1 + horizon]
        step = (training[-1] - training[0]) / (origin - 1) if method == "drift" else 0.0
        error = abs(training[-1] + horizon * step - actual)
        scale = scale_of(training)
        errors.append(error)
        scaled.append(None if scale is None else error / scale)
        still.append(abs(training[-1] - actual))
    if not errors:
        empty = dict.fromkeys(("mae", "rmse", "mase", "no_change_mae", "better_than_no_change"))
        return {"origins": 0, **empty}
    known = [each for each in scaled if each is not None]
    return {
        "origins": len(errors),
        "mae": mean(errors),
        "rmse": math.sqrt(mean([error * error for error in errors])),
        "mase": mean(known) if len(known) == len(scaled) else None,
        "no_change_mae": mean(still),
        "better_than_no_change": mean(errors) < mean(still),
    }
