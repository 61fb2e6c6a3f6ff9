"""Least core and nucleolus by a sequence of linear programmes.

The largest dissatisfaction is made as small as possible, then the next, and so on (Schmeidler
1969; Maschler, Peleg & Shapley 1979). Coalitions are fixed only when they are tight in every
optimum: those with a positive dual. Whatever lies in the span of fixed ones is settled with them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from domain.models.games.objections import FLOOR, Objections
from domain.models.games.tables import sizes_table, sums_table
from domain.models.games.values import players_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from domain.models.games.tables import Table

    Rows = NDArray[np.float64]
    Coalitions = NDArray[np.int64]

MOST_PLAYERS: Final = 16
_TIGHT: Final = 1e-9
_SPAN: Final = 1e-7


def least_core(table: Table) -> float | None:
    """Return the least ε with x(S) ≥ v(S) − ε for all proper coalitions; None for one player."""
    if players_of(table) < 2:  # noqa: PLR2004 - there is no proper coalition
        return None
    scale = _scale(table)
    whole = _Fixed.start(players_of(table), float(table[-1]) / scale)
    return whole.programme(table / scale, None).solve(()).epsilon * scale


def core_is_empty(table: Table, epsilon: float | None) -> bool:
    """Tell whether no payoff satisfies every coalition."""
    return epsilon is not None and epsilon > _TIGHT * _scale(table)


def nucleolus(table: Table, *, rational: bool = True) -> list[float] | None:
    """Return the payoff whose dissatisfactions, sorted, are least; None without imputations.

    Args:
        table: worth of every coalition.
        rational: nobody gets less than alone; without, the prenucleolus.
    """
    players = players_of(table)
    scale = _scale(table)
    worth = table / scale
    alone = worth[1 << np_range(players)]
    if rational and float(alone.sum()) > float(worth[-1]) + _TIGHT:
        return None
    floors = alone if rational else None
    fixed = _Fixed.start(players, float(worth[-1]))
    begun: tuple[int, ...] = ()
    while fixed.rank < players:
        found = fixed.programme(worth, floors).solve(begun)
        for each in found.forced:
            if each <= FLOOR:
                fixed.add(1 << (FLOOR - each), float(alone[FLOOR - each]))
            else:
                fixed.add(each, float(worth[each]) - found.epsilon)
        begun = found.tight
    return [float(each) * scale for each in fixed.payoff()]


def np_range(count: int) -> Coalitions:
    """Return 0, 1, … as an array of indices."""
    import numpy as np

    return np.arange(count)


def _scale(table: Table) -> float:
    import numpy as np

    return max(1.0, float(np.abs(table).max()))


@dataclass
class _Fixed:
    """Coalitions whose payoffs are settled, with an orthonormal basis of what they span."""

    players: int
    members: list[Rows]
    amounts: list[float]
    basis: list[Rows]

    @classmethod
    def start(cls, players: int, whole: float) -> _Fixed:
        """Begin with what all together get."""
        import numpy as np

        fixed = cls(players, [], [], [])
        fixed._keep(np.ones(players), whole)
        return fixed

    @property
    def rank(self) -> int:
        """Return how many directions are settled."""
        return len(self.basis)

    def add(self, coalition: int, amount: float) -> None:
        """Settle a coalition's payoff unless those settled before imply it."""
        self._keep(_members(coalition, self.players), amount)

    def _keep(self, row: Rows, amount: float) -> None:
        import numpy as np

        left = row.astype(float)
        for each in (*self.basis, *self.basis):  # twice, against rounding
            left = left - (left @ each) * each
        length = float(np.linalg.norm(left))
        if length > _SPAN:
            self.members.append(row)
            self.amounts.append(amount)
            self.basis.append(left / length)

    def programme(self, worth: Table, floors: Rows | None) -> Objections:
        """Return the programme over the coalitions that those settled do not imply."""
        import numpy as np

        basis = np.array(self.basis)
        left = sizes_table(self.players).astype(float)
        for each in self.basis:
            left -= sums_table(each.tolist()) ** 2
        open_ = left > _SPAN
        open_[0] = open_[-1] = False
        moves = np.linalg.svd(basis)[2][self.rank :].T
        return Objections(np.where(open_, worth, -np.inf), self.payoff(), moves, floors)

    def payoff(self) -> Rows:
        """Solve for the payoff."""
        import numpy as np

        solved = np.linalg.lstsq(np.asarray(self.members), np.asarray(self.amounts))[0]
        return np.asarray(solved, float)


def _members(coalition: int, players: int) -> Rows:
    import numpy as np

    return ((coalition >> np.arange(players)) & 1).astype(float)
