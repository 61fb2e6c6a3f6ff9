"""Forecast a series by its trend from every origin, and hold that against no change."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from domain.models.given import ANY, AT_LEAST_ONE, Given, Range
from domain.models.operations import plain
from domain.models.uncertainty import rolling_backtest

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

LEVELS: Final = (0.8, 0.95)
_FEWEST: Final = 3


def run(values: Mapping[str, object]) -> dict[str, object]:
    """Return the errors by steps ahead, the coverage of the bands, and the forecast from the end.

    Raises:
        ModelError: a value is refused.
    """
    given = Given(values)
    series = given.numbers("series", ANY, least=_FEWEST + 1)
    horizons = given.wholes("horizons", AT_LEAST_ONE)
    origin = given.whole("first_origin", Range(_FEWEST, len(series) - 1))
    given.done()
    asked = {
        "series": series,
        "method": "drift",
        "horizons": horizons,
        "first_origin": origin,
    }
    found = rolling_backtest(Given(asked))
    longest = max(horizons)
    ahead = [_ahead(series, step) for step in range(1, longest + 1)]
    return {
        "horizons": horizons,
        **{name: plain(each) for name, each in found.items()},
        "coverage": [_coverage(series, step, origin) for step in horizons],
        "one_step": [
            {"at": at, "forecast": _ahead(series[:at], 1)[0]} for at in range(origin, len(series))
        ],
        "ahead": ahead,
    }


def _ahead(training: Sequence[float], steps: int) -> list[float]:
    """Return forecast, then low and high ends of the 80 % and 95 % bands.

    The spread of a random walk with drift: σ²(h + h²/(n − 1)), σ from the changes around the
    drift (Hyndman & Koehler 2006 for the measures).
    """
    from scipy.special import ndtri

    changes = [b - a for a, b in pairwise(training)]
    drift = math.fsum(changes) / len(changes)
    left = math.fsum((each - drift) ** 2 for each in changes)
    spread = math.sqrt(left / (len(changes) - 1))
    reach = spread * math.sqrt(steps + steps**2 / len(changes))
    forecast = training[-1] + steps * drift
    ends = [float(ndtri((1 + level) / 2)) * reach for level in LEVELS]
    return [forecast, *(side for end in ends for side in (forecast - end, forecast + end))]


def _coverage(series: Sequence[float], steps: int, first: int) -> list[float | None]:
    """Return how often the actual value lay in each band."""
    hits = []
    for origin in range(first, len(series) - steps + 1):
        _, low, high, lower, higher = _ahead(series[:origin], steps)
        actual = series[origin - 1 + steps]
        hits.append((low <= actual <= high, lower <= actual <= higher))
    if not hits:
        return [None, None]
    return [sum(column) / len(hits) for column in zip(*hits, strict=True)]
