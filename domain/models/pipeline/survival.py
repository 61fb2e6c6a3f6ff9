"""How long firms stay: Kaplan–Meier with its band, and competing ends by Aalen–Johansen."""

from __future__ import annotations

from statistics import NormalDist
from typing import TYPE_CHECKING

from domain.models.errors import ModelError
from domain.models.given import NOT_NEGATIVE, OPEN_UNIT, Given, Range

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from domain.models.operations import Output

Times = tuple["NDArray[np.float64]", "NDArray[np.int64]", "NDArray[np.int64]"]


def at_event_times(duration: NDArray[np.float64], observed: NDArray[np.bool_]) -> Times:
    """Return times at which something happened, firms at risk just before, and events.

    A firm censored at a time is still at risk at it (Kaplan & Meier 1958).
    """
    import numpy as np

    times, events = np.unique(duration[observed], return_counts=True)
    at_risk = len(duration) - np.searchsorted(np.sort(duration), times, side="left")
    return times, at_risk, events


def survival(given: Given) -> Output:
    """Estimate the share of firms still under way, with Greenwood's error and a log-log band."""
    import numpy as np

    duration = np.asarray(given.numbers("duration", NOT_NEGATIVE))
    observed = np.asarray(given.flags("observed", length=len(duration)))
    level = given.number("level", OPEN_UNIT, 0.95)
    given.done()
    times, at_risk, events = at_event_times(duration, observed)
    kept = np.cumprod(1 - events / at_risk)
    # When the last firms leave nobody is left: there, neither error nor band is given.
    left = at_risk > events
    parts = np.divide(
        events, at_risk * (at_risk - events), out=np.full(len(times), np.nan), where=left
    )
    variance = np.cumsum(parts)
    z = NormalDist().inv_cdf((1 + level) / 2)
    with np.errstate(divide="ignore", invalid="ignore"):
        spread = z * np.sqrt(variance) / np.log(kept)
        lower, upper = kept ** np.exp(-spread), kept ** np.exp(spread)
    below = np.flatnonzero(kept <= 0.5)  # noqa: PLR2004 - the median
    return {
        "times": times,
        "at_risk": at_risk,
        "events": events,
        "survival": kept,
        "standard_error": kept * np.sqrt(variance),
        "lower": lower,
        "upper": upper,
        "median": float(times[below[0]]) if len(below) else None,
    }


def cumulative_incidence(given: Given) -> Output:
    """Estimate how many firms have come to each end; 1 − survival of one end would be too much."""
    import numpy as np

    duration = np.asarray(given.numbers("duration", NOT_NEGATIVE))
    ends = given.whole("cause_count", Range(1))
    cause = np.asarray(given.wholes("cause", Range(0, ends), length=len(duration)))
    given.done()
    times, at_risk, events = at_event_times(duration, cause > 0)
    kept = np.cumprod(1 - events / at_risk)
    before = np.concatenate(([1.0], kept[:-1]))[: len(times)]
    at = np.searchsorted(times, duration)
    counts = np.zeros((len(times), ends))
    happened = cause > 0
    np.add.at(counts, (at[happened], cause[happened] - 1), 1)
    weight = np.divide(before, at_risk)
    incidence = np.cumsum(weight[:, None] * counts, axis=0)
    _assert_whole(incidence, kept)
    return {"times": times, "incidence": incidence, "survival": kept}


def _assert_whole(incidence: NDArray[np.floating], kept: NDArray[np.floating]) -> None:
    """Check that ends and survival add up to 1.

    Raises:
        ModelError: ``not_conserved``; a fault of the program, never re-normalised silently.
    """
    import numpy as np

    gap = np.abs(incidence.sum(axis=1) + kept - 1)
    if len(gap) and gap.max() > 1e-9:  # noqa: PLR2004 - rounding of at most some thousand sums
        raise ModelError("not_conserved", value=float(gap.max()))
