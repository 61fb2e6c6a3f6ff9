"""Flows without pairs, where all regions are equally near and have one friction between them.

With regions sorted by return, what leaves a region and what reaches it follow from running sums
over those above and below it: O(N log N). Without friction and as long as the donor limit binds
nowhere it is the replicator rule x (ρ − ρ̄): O(N).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Matrix = NDArray[np.float64]


_IN_CACHE: Final = 10_000
"""Numbers of an array worked on at once, so that some dozen of them stay in the cache."""


def one_friction(near: Matrix, friction: Matrix) -> float | None:
    """Return the friction that all pairs have, None where pairs differ or are not at 1."""
    import numpy as np

    apart = ~np.eye(len(near), dtype=bool)
    value = float(friction[0, 1])
    alike = bool((near[apart] == 1.0).all() and (friction[apart] == value).all())
    return value if alike else None


def moved_alike(
    stock: Matrix, returns: Matrix, friction: float, mobility: Matrix, limit: Matrix
) -> Matrix:
    """Return inflow less outflow (S, N).

    Args:
        stock: (S, N).
        returns: (S, N) log returns.
        friction: that of every pair.
        mobility: (S, 1); limit: (S, 1) largest share that may leave.
    """
    import numpy as np

    if friction > 0:
        return moved_sorted(stock, returns, friction, mobility, limit)
    total = stock.sum(axis=1, keepdims=True)
    mean = np.einsum("sn,sn->s", stock, returns)[:, None] / total
    moved: Matrix = mobility * stock * (returns - mean)
    # Most leaves the region of lowest return: there, all others pull.
    lowest = returns.min(axis=1, keepdims=True)
    bound = (mobility * (mean - lowest) > limit)[:, 0]
    if bound.any():
        moved[bound] = moved_sorted(
            stock[bound], returns[bound], 0.0, mobility[bound], limit[bound]
        )
    return moved


def moved_sorted(
    stock: Matrix, returns: Matrix, friction: float, mobility: Matrix, limit: Matrix
) -> Matrix:
    """Return inflow less outflow (S, N) by running sums over the sorted returns."""
    import numpy as np

    moved = np.empty_like(stock)
    size = max(1, _IN_CACHE // stock.shape[1])
    for first in range(0, len(stock), size):
        rows = slice(first, first + size)
        moved[rows] = _sorted_block(
            stock[rows], returns[rows], friction, mobility[rows], limit[rows]
        )
    return moved


def _sorted_block(
    stock: Matrix, returns: Matrix, friction: float, mobility: Matrix, limit: Matrix
) -> Matrix:
    import numpy as np

    count = stock.shape[1]
    starts = count * np.arange(len(stock))[:, None]
    order = np.argsort(returns, axis=1) + starts
    x, rho = stock.take(order), returns.take(order)
    # Sums of differences keep their digits when the returns lie around 0.
    rho -= rho.mean(axis=1, keepdims=True)
    beyond, below = _ranks(rho, friction)
    # Running sums have one more column, for none at all.
    beyond += starts + np.arange(len(stock))[:, None]
    below += starts + np.arange(len(stock))[:, None]
    mass = mobility * x / x.sum(axis=1, keepdims=True)
    stocks, weighted = _running(x), _running(x * rho)
    leaving = weighted[:, -1:] - weighted.take(beyond)
    leaving -= (rho + friction) * (stocks[:, -1:] - stocks.take(beyond))
    leaving *= mass
    np.maximum(leaving, 0.0, out=leaving)
    most = limit * x
    kept = np.divide(most, leaving, out=np.ones_like(x), where=leaving > most)
    sent = kept * x
    coming = (rho - friction) * _running(sent).take(below) - _running(sent * rho).take(below)
    moved = np.empty(stock.size)
    moved[order] = mass * coming - kept * leaving
    return moved.reshape(stock.shape)


def _ranks(rho: Matrix, friction: float) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Return how many lie at or below ρ + τ, and how many with τ lie below ρ, for sorted ρ.

    One stable merge of both tells: of equals, those without friction come first.
    """
    import numpy as np

    scenarios, count = rho.shape
    both = np.concatenate((rho, rho + friction), axis=1)
    merged = np.argsort(both, axis=1, kind="stable")
    merged += 2 * count * np.arange(scenarios)[:, None]
    place = np.empty((scenarios, 2 * count), dtype=merged.dtype)
    place.reshape(-1)[merged] = np.arange(2 * count)
    own = np.arange(count)
    return place[:, count:] - own, place[:, :count] - own


def _running(values: Matrix) -> Matrix:
    """Return sums of the first 0, 1, …, N values (S, N + 1)."""
    import numpy as np

    sums = np.zeros((values.shape[0], values.shape[1] + 1))
    np.cumsum(values, axis=1, out=sums[:, 1:])
    return sums
