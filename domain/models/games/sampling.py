"""Estimate the Shapley value from orders of arrival drawn at random, for games of any size."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from domain.models.games.reading import read_game
from domain.models.given import Given, Range

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from domain.models.games.reading import Game
    from domain.models.operations import Output

    Orders = NDArray[np.int64]

_FEWEST: Final = 2
_MOST: Final = 10_000_000
_BLOCK: Final = 4_096


def shapley_sampled(given: Given) -> Output:
    """Average what each adds over orders drawn in pairs, each with its reverse."""
    import numpy as np

    game = read_game(given)
    samples = given.whole("samples", Range(_FEWEST, _MOST))
    rng = np.random.default_rng(given.whole("seed", Range(0)))
    given.done()
    pairs = -(-samples // 2)
    total, squares = np.zeros(game.players), np.zeros(game.players)
    done = 0
    while done < pairs:
        count = min(_BLOCK, pairs - done)
        orders = rng.permuted(np.tile(np.arange(game.players), (count, 1)), axis=1)
        added = (_added(game, orders) + _added(game, orders[:, ::-1])) / 2
        total += added.sum(axis=0)
        squares += (added * added).sum(axis=0)
        done += count
    mean = total / pairs
    error = np.full(game.players, np.nan)
    if pairs > 1:
        spread = np.maximum(0.0, squares / pairs - mean * mean) * pairs / (pairs - 1)
        error = np.sqrt(spread / pairs)
    return {"shapley": mean, "standard_error": error, "total": float(mean.sum())}


def _added(game: Game, orders: Orders) -> NDArray[np.float64]:
    """Return what each player adds in each order (orders, players)."""
    import numpy as np

    steps = np.diff(_path(game, orders), axis=1, prepend=0.0)
    added = np.empty_like(steps)
    np.put_along_axis(added, orders, steps, axis=1)
    return added


def _path(game: Game, orders: Orders) -> NDArray[np.float64]:
    """Return the worth, or cost, of the first 1, 2, … players of each order."""
    import numpy as np

    parts = np.asarray(game.parts)
    path: NDArray[np.float64]
    if game.kind == "weighted_majority":
        path = (np.cumsum(parts[orders], axis=1) >= game.limit).astype(float)
    elif game.kind == "airport":
        path = np.maximum.accumulate(parts[orders], axis=1)
    elif game.kind == "joint":
        without = parts.sum() - np.cumsum(parts[orders], axis=1)
        needed = np.asarray(game.needed)
        there = np.cumsum(needed[orders], axis=1) == needed.sum()
        path = np.where(there, game.limit - without, 0.0)
    elif game.kind == "claims":
        others = parts.sum() - np.cumsum(parts[orders], axis=1)
        path = np.maximum(0.0, game.limit - others)
    else:
        path = parts[np.cumsum(1 << orders, axis=1)]
    return path
