"""Place firms in cities of limited room by linear programming (HiGHS)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    Matrix = NDArray[np.float64]
    Solved = tuple[Matrix, Matrix | None]

_ROUND: Final = 12


@dataclass(frozen=True, slots=True)
class Placing:
    """Where firms produce.

    Attributes:
        total: profit of all firms.
        share: per firm and city, the part of the firm that is there; rows add up to 1.
        shadow_price: per city, profit for one more unit of area; None when firms are whole.
    """

    total: float
    share: list[list[float]]
    shadow_price: list[float] | None

    def area_used(self, areas: Sequence[float]) -> list[float]:
        """Return the area used in each city."""
        cities = range(len(self.share[0]))
        return [
            sum(area * row[city] for area, row in zip(areas, self.share, strict=True))
            for city in cities
        ]


def place_firms(
    profit: Sequence[Sequence[float]],
    areas: Sequence[float],
    capacity: Sequence[float | None],
    *,
    divisible: bool,
) -> Placing | None:
    """Maximise total profit with every firm placed and no city over its area.

    Args:
        profit: per firm and city, with the firm's best place to innovate.
        areas: what each firm needs.
        capacity: area of each city, None when it has room for all.
        divisible: firms may be split among cities.

    Returns:
        The placing, None when the cities have no room for all firms.
    """
    import numpy as np

    firms, cities = len(profit), len(capacity)
    gain = np.asarray(profit, float).ravel()
    limited = [city for city in range(cities) if capacity[city] is not None]
    room = np.zeros((len(limited), firms * cities))
    for at, city in enumerate(limited):
        room[at, city::cities] = areas
    most = np.array([capacity[city] for city in limited], float)
    everyone: Matrix = np.kron(np.eye(firms), np.ones(cities)).astype(float)
    solve = _split if divisible else _whole
    found = solve(gain, everyone, room, most)
    if found is None:
        return None
    where, marginals = found
    share = np.round(where.reshape(firms, cities), _ROUND) + 0.0
    prices = None
    if marginals is not None:
        prices = [0.0] * cities
        for at, city in enumerate(limited):
            prices[city] = -float(marginals[at]) + 0.0
    return Placing(float(gain @ where), share.tolist(), prices)


def _split(gain: Matrix, everyone: Matrix, room: Matrix, most: Matrix) -> Solved | None:
    """Solve with firms that may be divided; the second part are the prices of the limits."""
    import numpy as np
    from scipy.optimize import linprog

    limits = {"A_ub": room, "b_ub": most} if len(most) else {}
    ones = np.ones(len(everyone))
    found = linprog(-gain, A_eq=everyone, b_eq=ones, bounds=(0, 1), method="highs", **limits)
    return (found.x, found.ineqlin.marginals) if found.success else None


def _whole(gain: Matrix, everyone: Matrix, room: Matrix, most: Matrix) -> Solved | None:
    """Solve with firms that stay whole."""
    import numpy as np
    from scipy.optimize import LinearConstraint, milp

    limits = [LinearConstraint(everyone, 1, 1)]
    if len(most):
        limits.append(LinearConstraint(room, -np.inf, most))
    found = milp(-gain, constraints=limits, integrality=np.ones_like(gain), bounds=(0, 1))
    return (found.x, None) if found.success else None
