"""Least core and nucleolus by linear programming with constraint generation.

The largest dissatisfaction is made as small as possible, then the next, and so on (Schmeidler
1969; Maschler, Peleg & Shapley 1979). Coalitions are fixed only when they are tight in every
optimum: those with a positive dual. Whatever lies in the span of fixed ones is settled with them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from domain.models.errors import ModelError
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
_DUAL: Final = 1e-9
_SPAN: Final = 1e-7
_ADDED: Final = 64
_ALL_ROWS: Final = 256


@dataclass(frozen=True, slots=True)
class _Optimum:
    """The least dissatisfaction, a payoff that attains it, and the coalitions that force it."""

    epsilon: float
    payoff: Rows
    forced: Coalitions


def least_core(table: Table) -> float | None:
    """Return the least ε with x(S) ≥ v(S) − ε for all proper coalitions; None for one player."""
    import numpy as np

    if players_of(table) < 2:  # noqa: PLR2004 - there is no proper coalition
        return None
    scale = _scale(table)
    proper = np.arange(1, len(table) - 1)
    nothing = _Fixed.start(players_of(table), float(table[-1]) / scale)
    return _optimum(table / scale, proper, nothing, None).epsilon * scale


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
    open_ = fixed.outside_span(len(worth))
    while fixed.rank < players and len(open_):
        found = _optimum(worth, open_, fixed, floors)
        for coalition in found.forced:
            if fixed.rank < players:
                fixed.add(int(coalition), float(worth[coalition]) - found.epsilon)
        open_ = fixed.outside_span(len(worth))
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

    def outside_span(self, count: int) -> Coalitions:
        """Return the proper coalitions that those settled do not imply."""
        import numpy as np

        left = sizes_table(self.players).astype(float)
        for each in self.basis:
            left -= sums_table(each.tolist()) ** 2
        left[0] = left[count - 1] = 0.0
        return np.flatnonzero(left > _SPAN)

    def payoff(self) -> Rows:
        """Solve for the payoff."""
        import numpy as np

        solved = np.linalg.lstsq(np.asarray(self.members), np.asarray(self.amounts))[0]
        return np.asarray(solved, float)


def _members(coalition: int, players: int) -> Rows:
    import numpy as np

    return ((coalition >> np.arange(players)) & 1).astype(float)


def _optimum(worth: Table, open_: Coalitions, fixed: _Fixed, floors: Rows | None) -> _Optimum:
    """Minimise the largest dissatisfaction of the open coalitions, adding those that object."""
    import numpy as np

    active = _first(worth, open_, fixed.players)
    while True:
        epsilon, payoff, duals = _solve(worth, active, fixed, floors)
        excess = worth[open_] - sums_table(payoff.tolist())[open_]
        objecting = excess > epsilon + _TIGHT
        worst = open_[objecting][np.argsort(-excess[objecting], kind="stable")[:_ADDED]]
        more = np.setdiff1d(worst, active)  # none: what still objects does so by rounding alone
        if not len(more):
            return _Optimum(epsilon, payoff, active[duals > _DUAL])
        active = np.concatenate((active, more))


def _first(worth: Table, open_: Coalitions, players: int) -> Coalitions:
    """Return all coalitions of a small game, else those that ask for most a head at equal pay."""
    import numpy as np

    if len(open_) <= _ALL_ROWS:
        return open_
    equal = sums_table([float(worth[-1]) / players] * players)
    return open_[np.argsort(equal[open_] - worth[open_], kind="stable")[:_ALL_ROWS]]


def _solve(
    worth: Table, active: Coalitions, fixed: _Fixed, floors: Rows | None
) -> tuple[float, Rows, Rows]:
    """Return least ε over some coalitions, its payoff, and how much each forces it."""
    import numpy as np
    from scipy.optimize import linprog

    players = fixed.players
    rows = ((active[:, None] >> np.arange(players)) & 1).astype(float)
    upper = np.hstack((-rows, -np.ones((len(active), 1))))
    equal = np.hstack((np.asarray(fixed.members), np.zeros((fixed.rank, 1))))
    low = [None] * players if floors is None else [float(each) for each in floors]
    goal = np.zeros(players + 1)
    goal[-1] = 1.0
    found = linprog(
        goal,
        A_ub=upper,
        b_ub=-worth[active],
        A_eq=equal,
        b_eq=np.asarray(fixed.amounts),
        bounds=[(each, None) for each in low] + [(None, None)],
        method="highs",
    )
    if not found.success:
        raise ModelError("not_conserved", value=0)
    return float(found.x[-1]), found.x[:-1], -found.ineqlin.marginals
