"""Make the largest dissatisfaction least by a simplex whose columns are coalitions.

The programme min ε with x(S) ≥ v(S) − ε has few unknowns and 2ⁿ rows. Its dual is solved: the basis
holds a balanced collection of coalitions, one for each direction in which the payoff may still move
and one more; the coalition that objects most enters until none objects. Every table lookup is over
all coalitions at once, so that no row is ever generated in vain.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from domain.models.errors import ModelError

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    from domain.models.games.tables import Table

    Rows = NDArray[np.float64]

_NOTHING: Final = 1e-10
_OBJECTS: Final = 1e-11
_FORCED: Final = 1e-9
_APART: Final = 1e-7
_PERTURBED: Final = 1e-6
_AFRESH: Final = 40
_MOST_PIVOTS: Final = 5_000
FLOOR: Final = -1
"""Columns below 0 are floors: ``FLOOR - i`` says that player i gets no less than its floor."""


@dataclass(frozen=True, slots=True)
class Optimum:
    """The least dissatisfaction and a payoff that attains it.

    Attributes:
        forced: columns that are tight in every optimum.
        tight: other columns of the basis, a good beginning for the next programme.
    """

    epsilon: float
    payoff: Rows
    forced: tuple[int, ...]
    tight: tuple[int, ...]


class Objections:
    """One programme: the worth of the coalitions that may object, and where payoffs may move.

    Args:
        worth: of every coalition, −∞ for those that do not count.
        start: a payoff that gives the settled coalitions what is theirs.
        moves: an orthonormal basis (players, directions) of what leaves that as it is.
        floors: least payoff of each player; None without.
    """

    def __init__(self, worth: Table, start: Rows, moves: Rows, floors: Rows | None) -> None:
        import numpy as np

        self._worth, self._start, self._moves, self._floors = worth, start, moves, floors
        self._players, self._room = moves.shape
        self._sums = np.zeros(len(worth))
        self._excess = np.empty(len(worth))
        self._order = 1 << np.arange(self._players)

    def solve(self, begun: Sequence[int]) -> Optimum:
        """Find the optimum.

        Args:
            begun: columns to begin with, as far as they fit.

        Raises:
            ModelError: ``not_conserved`` when rounding keeps the search from an end.
        """
        import numpy as np

        basis = self._begin(begun)
        inverse, level = self._inverse(basis), self._slightly(len(basis))
        right = self._matrix(basis) @ level
        for pivot in range(1, _MOST_PIVOTS):
            prices = self._asked(basis) @ inverse
            payoff = self._start + self._moves @ prices[:-1]
            entering = self._most_aggrieved(payoff, float(prices[-1]))
            if entering is None:
                return self._optimum(basis, inverse, payoff, float(prices[-1]))
            change = inverse @ self._column(entering)
            leaving = _leaving(level, change)
            if leaving is None:
                break
            basis[leaving] = entering
            if pivot % _AFRESH:
                inverse[leaving] /= change[leaving]
                change[leaving] = 0.0
                inverse -= np.outer(change, inverse[leaving])
            else:
                inverse = self._inverse(basis)
            level = inverse @ right
        raise ModelError("not_conserved", value=0)

    # ---------------------------------------------------------------------------------- columns

    def _column(self, which: int) -> Rows:
        import numpy as np

        column = np.empty(self._room + 1)
        if which <= FLOOR:
            column[:-1], column[-1] = self._moves[FLOOR - which], 0.0
        else:
            column[:-1] = self._moves.T @ ((which & self._order) != 0)
            column[-1] = 1.0
        return column

    def _matrix(self, basis: Sequence[int]) -> Rows:
        import numpy as np

        return np.array([self._column(each) for each in basis]).T

    def _inverse(self, basis: Sequence[int]) -> Rows:
        import numpy as np

        return np.asarray(np.linalg.inv(self._matrix(basis)), np.float64)

    def _asked(self, basis: Sequence[int]) -> Rows:
        """Return what each column asks for beyond the payoff at the start."""
        import numpy as np

        floors = self._start if self._floors is None else self._floors
        return np.array(
            [
                floors[FLOOR - each] - self._start[FLOOR - each]
                if each <= FLOOR
                else self._worth[each] - self._start[(each & self._order) != 0].sum()
                for each in basis
            ]
        )

    def _begin(self, begun: Sequence[int]) -> list[int]:
        """Return a basis: independent coalitions, and the complement of one of them.

        A coalition and its complement, half of each, are balanced; the others weigh nothing.
        """
        import numpy as np

        found: list[int] = []
        directions: list[Rows] = []
        for each in (*begun, *self._order.tolist()):
            if each <= FLOOR or not self._counts(each):
                continue
            left: Rows = self._column(each)[:-1]
            for one in (*directions, *directions):
                left -= float(left @ one) * one
            length = float(left @ left) ** 0.5
            if length > _APART:
                directions.append(np.asarray(left / length, np.float64))
                found.append(each)
            if len(found) == self._room:
                break
        last = len(self._worth) - 1
        best = max(found, key=lambda each: float(self._worth[each] + self._worth[last ^ each]))
        found.remove(best)
        return [best, last ^ best, *found]

    def _counts(self, coalition: int) -> bool:
        return bool(self._worth[coalition] > -float("inf"))

    @staticmethod
    def _slightly(count: int) -> Rows:
        """Return the weights at the beginning; those of nothing slightly more, each differently.

        So no two columns would leave at once, and the search cannot go round in circles.
        """
        import numpy as np

        spread = np.arange(count, dtype=np.float64) * 0.6180339887498949 % 1
        weights: Rows = np.asarray(_PERTURBED * (1 + spread), np.float64)
        weights[:2] = 0.5
        return weights

    # ------------------------------------------------------------------------------------ steps

    def _most_aggrieved(self, payoff: Rows, epsilon: float) -> int | None:
        """Return the column that objects most to a payoff, None when none objects."""
        import numpy as np

        sums = self._sums
        for at, part in enumerate(payoff.tolist()):
            half = 1 << at
            np.add(sums[:half], part, out=sums[half : 2 * half])
        np.subtract(self._worth, sums, out=self._excess)
        worst = int(self._excess.argmax())
        gap = float(self._excess[worst]) - epsilon
        if self._floors is not None:
            short = self._floors - payoff
            player = int(short.argmax())
            if short[player] > max(gap, _OBJECTS):
                return FLOOR - player
        return worst if gap > _OBJECTS else None

    def _optimum(self, basis: list[int], inverse: Rows, payoff: Rows, epsilon: float) -> Optimum:
        weights = inverse[:, -1]
        forced = tuple(
            each for each, weight in zip(basis, weights, strict=True) if weight > _FORCED
        )
        tight = tuple(each for each in basis if each not in forced)
        return Optimum(epsilon, payoff, forced, tight)


def _leaving(level: Rows, change: Rows) -> int | None:
    """Return the place in the basis whose weight is used up first."""
    import numpy as np

    falls = change > _NOTHING
    if not falls.any():
        return None
    steps = np.full(len(level), np.inf)
    steps[falls] = level[falls] / change[falls]
    return int(steps.argmin())
