"""Which inputs matter: one at a time (tornado), and shares of the variance (Sobol).

First-order effects after Saltelli et al. 2010, total effects after Jansen 1999, on a
low-discrepancy design of n(k + 2) runs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from domain.models.given import Given, Range
from domain.models.uncertainty.functions import Function, read_function, scalar

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from domain.models.operations import Output

    Matrix = NDArray[np.float64]

_MOST_RUNS: Final = 1_000_000
_BAND: Final = (2.5, 97.5)


def tornado(given: Given) -> Output:
    """Move one input at a time from its base to its low and high value."""
    parameters = given.objects("parameters")
    ends = []
    for each in parameters:
        low, high = each.number("low"), each.number("high")
        ends.append((each.number("base", Range(low, high)), low, high))
    function = read_function(given.part("model"), parameters)
    for each in parameters:
        each.done()
    given.done()
    base = [each[0] for each in ends]
    lows, highs = [], []
    for at, (_, low, high) in enumerate(ends):
        lows.append(scalar(function, [*base[:at], low, *base[at + 1 :]]))
        highs.append(scalar(function, [*base[:at], high, *base[at + 1 :]]))
    swing = [abs(high - low) for low, high in zip(lows, highs, strict=True)]
    return {
        "base_value": scalar(function, base),
        "low_value": lows,
        "high_value": highs,
        "swing": swing,
        "order": sorted(range(len(swing)), key=lambda at: (-swing[at], at)),
    }


def sobol(given: Given) -> Output:
    """Divide the variance of the output among the inputs, alone and with all they act with."""
    import numpy as np

    parameters = given.objects("parameters")
    bounds = []
    for each in parameters:
        low = each.number("low")
        bounds.append((low, each.number("high", Range(low, low_open=True))))
    function = read_function(given.part("model"), parameters)
    for each in parameters:
        each.done()
    samples = given.whole("samples", Range(2, _MOST_RUNS), 1024)
    resamples = given.whole("bootstrap", Range(0, 10_000), 200)
    seed = given.whole("seed", Range(0))
    given.done()
    ends = np.array(bounds)
    first, second, mixed = _runs(function, ends[:, 0], ends[:, 1], samples, seed)
    names = ("first_order", "total_order")
    found: dict[str, object] = dict(zip(names, effects(first, second, mixed), strict=True))
    reach = bands(first, second, mixed, resamples, seed) if resamples else None
    for at, name in enumerate(names):
        found[f"{name}_lower"] = None if reach is None else reach[0, at]
        found[f"{name}_upper"] = None if reach is None else reach[1, at]
    found["variance"] = float(np.concatenate((first, second)).var())
    found["runs"] = samples * (len(bounds) + 2)
    return found


def design(count: int, samples: int, seed: int) -> tuple[Matrix, Matrix]:
    """Return two independent designs (n, k) in the unit cube, of a low-discrepancy sequence."""
    import numpy as np
    from scipy.stats.qmc import Sobol

    sequence = Sobol(2 * count, scramble=True, rng=np.random.default_rng(seed))
    # The sequence is balanced over powers of two only; what is beyond the wish is left.
    points: Matrix = sequence.random_base2((samples - 1).bit_length())[:samples]
    return points[:, :count], points[:, count:]


def mixed_with(one: Matrix, other: Matrix, column: int) -> Matrix:
    """Return the first design with one column of the other."""
    rows = one.copy()
    rows[:, column] = other[:, column]
    return rows


def _runs(
    function: Function, low: Matrix, high: Matrix, samples: int, seed: int
) -> tuple[Matrix, Matrix, Matrix]:
    """Return outputs of both designs (n,), and of the first with each column of the second (k, n).

    Raises:
        ModelError: what the function refuses at one of the points.
    """
    import numpy as np

    count = len(low)
    one, other = (low + (high - low) * points for points in design(count, samples, seed))

    def outputs(rows: Matrix) -> Matrix:
        return np.array([scalar(function, row) for row in rows.tolist()])

    mixed = [outputs(mixed_with(one, other, at)) for at in range(count)]
    return outputs(one), outputs(other), np.array(mixed)


def effects(first: Matrix, second: Matrix, mixed: Matrix) -> tuple[Matrix, Matrix]:
    """Return first-order and total effects (k,), NaN when the output never varies."""
    import numpy as np

    both = np.concatenate((first, second))
    variance, centre = both.var(), both.mean()
    if variance <= 0:
        nothing = np.full(len(mixed), np.nan)
        return nothing, nothing
    alone = ((second - centre) * (mixed - first)).mean(axis=1) / variance
    total = ((first - mixed) ** 2).mean(axis=1) / (2 * variance)
    return alone, total


def bands(first: Matrix, second: Matrix, mixed: Matrix, resamples: int, seed: int) -> Matrix:
    """Return lower and upper ends (2, 2, k) of both effects over resampled rows."""
    import numpy as np

    rng, count = np.random.default_rng(seed), len(first)
    drawn = []
    for _ in range(resamples):
        rows = rng.integers(count, size=count)
        drawn.append(effects(first[rows], second[rows], mixed[:, rows]))
    ends: Matrix = np.percentile(np.array(drawn), _BAND, axis=0)
    return ends
