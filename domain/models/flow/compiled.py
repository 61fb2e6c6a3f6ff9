"""The flows between all pairs of nodes as loops: compiled where numba is at hand, else not used.

The same function runs in plain Python, where the tests hold it against the arrays.
"""

from __future__ import annotations

import importlib
from functools import cache
from typing import TYPE_CHECKING, Final, Protocol, cast

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Matrix = NDArray[np.float64]

_PAYS_FROM: Final = 500_000_000
"""Pairs over all quarters and scenarios whose saving makes up for loading and compiling."""

# Sums may be taken in another order; limits may be infinite, so that infinity keeps its meaning.
_MATHEMATICS: Final = frozenset({"reassoc", "contract", "nsz", "arcp"})


class Loops(Protocol):
    """What ``exchanged`` does, compiled or not."""

    def __call__(
        self,
        nodes: tuple[Matrix, Matrix, Matrix, Matrix],
        links: tuple[Matrix, Matrix],
        found: tuple[Matrix, Matrix, Matrix],
        wished: Matrix,
    ) -> None:
        """Write what comes, what goes and the mass that is kept."""


def exchanged(
    nodes: tuple[Matrix, Matrix, Matrix, Matrix],
    links: tuple[Matrix, Matrix],
    found: tuple[Matrix, Matrix, Matrix],
    wished: Matrix,
) -> None:
    """Write what comes to and goes from each node, and the donors' mass after their limit.

    Args:
        nodes: stocks, log returns, donors' masses and the most that may leave, each (S, M).
        links: proximity and friction from, to (M, M).
        found: room for what comes, what goes and the masses after the limit, each (S, M).
        wished: room for the flows of one donor (M,).
    """
    stocks, returns, masses, most = nodes
    near, friction = links
    coming, going, kept = found
    count = len(wished)
    for s in range(len(stocks)):
        stock, earned, reached = stocks[s], returns[s], coming[s]
        reached[:] = 0.0
        for i in range(count):
            own, nearness, rough = earned[i], near[i], friction[i]
            wish = 0.0
            for j in range(count):
                wished[j] = nearness[j] * stock[j] * max(earned[j] - own - rough[j], 0.0)
                wish += wished[j]
            mass = masses[s, i]
            if mass * wish > most[s, i]:
                mass = most[s, i] / wish
            kept[s, i] = mass
            going[s, i] = mass * wish
            for j in range(count):
                reached[j] += mass * wished[j]


@cache
def compiled() -> Loops | None:
    """Return the loops to be compiled by numba when first run; None where it is not at hand."""
    try:
        numba = importlib.import_module("numba")
    except ImportError:  # not installed, or not for this version of NumPy: an extra, not a need
        return None
    # Without the interpreter's lock, so that the window stays quick beside it.
    return cast("Loops", numba.njit(nogil=True, fastmath=set(_MATHEMATICS))(exchanged))


def loops_for(pairs: int) -> Loops | None:
    """Return compiled loops where so many pairs are to be worked on that compiling pays."""
    return compiled() if pairs >= _PAYS_FROM else None
