"""Forecast what comes home with all its uncertainty: moves drawn, firms drawn, outputs drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from domain.models.errors import ModelError
from domain.models.given import NOT_NEGATIVE, POSITIVE, UNIT, Given, Range
from domain.models.pipeline.counting import read_allowed

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from domain.models.operations import Output

_FEWEST_DRAWS: Final = 100
_MOST_DRAWS: Final = 1_000_000
_MOST_QUARTERS: Final = 400
_PERCENTILES: Final = (5, 50, 95)


def forecast_simulated(given: Given) -> Output:
    """Simulate returns, output and tax at home; the band includes what is not known of the moves.

    Each draw takes one table of moves from its posterior and moves every firm by it. A firm that
    returned τ quarters ago produces ȳ(1 − e^(−τ/T)), ȳ lognormal; in the quarter of return 0.
    """
    import numpy as np

    counts = given.matrix("counts", NOT_NEGATIVE)
    stages, ends = len(counts), len(counts[0]) - len(counts)
    if ends < 1:
        wanted = f"> {stages}"
        raise ModelError(
            "size_mismatch", given.place("counts"), wanted=wanted, count=len(counts[0])
        )
    allowed = read_allowed(given, counts)
    prior = given.number("prior", POSITIVE, 1)
    target = given.whole("target", Range(0, ends - 1))
    firms = given.wholes("firms", Range(0), length=stages)
    horizon = given.whole("horizon_quarters", Range(1, _MOST_QUARTERS))
    log_mean = given.number("output_log_mean")
    log_sd = given.number("output_log_sd", NOT_NEGATIVE)
    ramp = given.number("ramp_quarters", POSITIVE, 4)
    tax = given.number("tax_rate", UNIT, 0)
    draws = given.whole("draws", Range(_FEWEST_DRAWS, _MOST_DRAWS), 2000)
    rng = np.random.default_rng(given.whole("seed", Range(0)))
    given.done()
    shapes = np.where(allowed, np.asarray(counts) + prior, 0.0)
    returned = _returns(rng, _tables(rng, shapes, draws), firms, stages + target, horizon)
    level, so_far = _ramps(horizon, ramp)
    capacity = _capacities(rng, returned, log_mean, log_sd)
    output = capacity @ so_far
    came = returned.sum(axis=1)
    return {
        "returned": _summary(came),
        "returned_variance": float(came.var()),
        "output_final": _summary(capacity @ level),
        "output_total": _summary(output),
        "tax_total": _summary(tax * output),
    }


def drawn_ends(
    counts: NDArray[np.float64],
    allowed: NDArray[np.bool_],
    prior: float,
    draws: int,
    seed: int,
) -> NDArray[np.float64]:
    """Return the probabilities of the ends by stage (draws, n, m) over tables of moves drawn.

    Each draw takes one table from the posterior of the counts (n × (n + m)) and solves it.
    """
    import numpy as np

    size = len(counts)
    tables = _tables(np.random.default_rng(seed), np.where(allowed, counts + prior, 0.0), draws)
    moves, ends = tables[:, :, :size], tables[:, :, size:]
    return np.asarray(np.linalg.solve(np.eye(size) - moves, ends), np.float64)


def _ramps(horizon: int, ramp: float) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return what part of its full output a firm makes at the horizon, and has made by then.

    Both are per quarter of return, 1 to ``horizon``.
    """
    import numpy as np

    since = horizon - np.arange(1, horizon + 1)
    level = -np.expm1(-since / ramp)
    return level, level[::-1].cumsum()[::-1]


def _tables(
    rng: np.random.Generator, shapes: NDArray[np.float64], draws: int
) -> NDArray[np.float64]:
    """Return tables of moves (draws, stages, states), each row a Dirichlet draw."""
    drawn = rng.standard_gamma(shapes, size=(draws, *shapes.shape))
    table: NDArray[np.float64] = drawn / drawn.sum(axis=2, keepdims=True)
    return table


def _returns(
    rng: np.random.Generator,
    tables: NDArray[np.float64],
    firms: list[int],
    end: int,
    horizon: int,
) -> NDArray[np.int64]:
    """Return how many firms reach an end in each quarter (draws, quarters)."""
    import numpy as np

    draws, stages, states = tables.shape
    here = np.tile(np.asarray(firms, np.int64), (draws, 1))
    returned = np.zeros((draws, horizon), np.int64)
    for quarter in range(horizon):
        moved = np.zeros((draws, states), np.int64)
        for stage in range(stages):
            moved += rng.multinomial(here[:, stage], tables[:, stage])
        here = moved[:, :stages]
        returned[:, quarter] = moved[:, end]
    return returned


def _capacities(
    rng: np.random.Generator, returned: NDArray[np.int64], log_mean: float, log_sd: float
) -> NDArray[np.float64]:
    """Return the full output of the firms that came in each quarter (draws, quarters)."""
    import numpy as np

    flat = returned.ravel()
    each = rng.lognormal(log_mean, log_sd, int(flat.sum()))
    place = np.repeat(np.arange(len(flat)), flat)
    sums: NDArray[np.float64] = np.bincount(place, each, len(flat)).astype(float)
    return sums.reshape(returned.shape)


def _summary(values: NDArray[np.float64]) -> dict[str, float]:
    import numpy as np

    low, middle, high = np.percentile(values, _PERCENTILES)
    return {"mean": float(values.mean()), "p5": low, "p50": middle, "p95": high}
