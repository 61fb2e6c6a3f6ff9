"""Monte Carlo by Latin hypercube: every stratum of every input is hit once (McKay et al. 1979)."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from domain.models.errors import ModelError
from domain.models.given import NOT_NEGATIVE, Given, Range
from domain.models.uncertainty.functions import read_function

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy as np
    from numpy.typing import NDArray

    from domain.models.operations import Output

    Matrix = NDArray[np.float64]
    Quantile = Callable[[Matrix], Matrix]

_MOST: Final = 1_000_000
_PERCENT: Final = Range(0, 100)
_KINDS: Final = ("uniform", "normal", "lognormal", "triangular")


def hypercube(samples: int, dimensions: int, seed: int) -> Matrix:
    """Return points (samples, dimensions) in [0, 1), one in each stratum of each dimension."""
    import numpy as np

    rng = np.random.default_rng(seed)
    places = np.array([rng.permutation(samples) for _ in range(dimensions)]).T
    points: Matrix = (places + rng.random((samples, dimensions))) / samples
    return np.minimum(points, np.nextafter(1.0, 0.0))


def latin_hypercube(given: Given) -> Output:
    """Draw a Latin hypercube."""
    import numpy as np

    samples = given.whole("samples", Range(1, _MOST))
    dimensions = given.whole("dimensions", Range(1, 1000))
    seed = given.whole("seed", Range(0))
    given.done()
    points = hypercube(samples, dimensions, seed)
    return {"points": points, "sorted_by_dimension": np.sort(points, axis=0).T}


def fan(given: Given) -> Output:
    """Run a model on drawn inputs: percentiles of each component of its output; yes counts as 1."""
    import numpy as np

    parameters = given.objects("parameters")
    quantiles = [_quantile(each.part("distribution")) for each in parameters]
    function = read_function(given.part("model"), parameters)
    for each in parameters:
        each.done()
    samples = given.whole("samples", Range(1, _MOST), 1000)
    seed = given.whole("seed", Range(0))
    percentiles = given.numbers("percentiles", _PERCENT, [5, 50, 95])
    given.done()
    points = hypercube(samples, len(parameters), seed)
    drawn = np.array([form(points[:, at]) for at, form in enumerate(quantiles)]).T
    outputs, failed = [], 0
    for row in drawn.tolist():
        try:
            found = function(row)
        except ModelError:
            # The draw is no possible world; it is counted, and told.
            failed += 1
            continue
        if all(map(math.isfinite, found)):
            outputs.append(found)
        else:
            failed += 1
    if not outputs:
        raise ModelError("no_run_succeeded", count=samples)
    if len({len(each) for each in outputs}) > 1:
        raise ModelError("size_mismatch", given.place("model/output"))
    table = np.array(outputs)
    return {
        "percentile_values": np.percentile(table, percentiles, axis=0).T,
        "mean": table.mean(axis=0),
        "failed_runs": failed,
        "warnings": ["failed_runs"] if failed else [],
    }


def _quantile(given: Given) -> Quantile:
    """Return what turns probabilities into values of a distribution."""
    kind = given.choice("kind", _KINDS)
    form = {
        "uniform": _uniform,
        "normal": _normal,
        "lognormal": _lognormal,
        "triangular": _triangular,
    }[kind](given)
    given.done()
    return form


def _uniform(given: Given) -> Quantile:
    low = given.number("low")
    high = given.number("high", Range(low, low_open=True))
    return lambda points: low + (high - low) * points


def _normal(given: Given) -> Quantile:
    from scipy.special import ndtri

    mean = given.number("mean")
    spread = given.number("standard_deviation", NOT_NEGATIVE)
    return lambda points: mean + spread * ndtri(_inside(points))


def _lognormal(given: Given) -> Quantile:
    import numpy as np
    from scipy.special import ndtri

    mean = given.number("log_mean")
    spread = given.number("log_standard_deviation", NOT_NEGATIVE)
    return lambda points: np.exp(mean + spread * ndtri(_inside(points)))


def _triangular(given: Given) -> Quantile:
    import numpy as np

    low = given.number("low")
    high = given.number("high", Range(low, low_open=True))
    mode = given.number("mode", Range(low, high))
    left = (mode - low) / (high - low)

    def quantile(points: Matrix) -> Matrix:
        rising = low + np.sqrt(points * (high - low) * (mode - low))
        falling = high - np.sqrt((1 - points) * (high - low) * (high - mode))
        return np.where(points < left, rising, falling)

    return quantile


def _inside(points: Matrix) -> Matrix:
    """Keep probabilities off 0, where a quantile has no end."""
    import numpy as np

    return np.maximum(points, np.finfo(float).tiny)
