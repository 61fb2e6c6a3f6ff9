"""Bargaining: what parties agree on when each can fall back on what it has without agreement.

Nash (1950) maximises Σ w ln(u − d); Kalai & Smorodinsky (1975) go from the fall-back towards what
each could get at most. With three parties and more the latter may be only weakly efficient (Roth
1979).
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from domain.models.errors import ModelError
from domain.models.given import (
    ANY,
    AT_LEAST_ONE,
    POSITIVE,
    Given,
    number_reader,
    or_none,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from domain.models.operations import Output

KINDS: Final = ("pie", "polytope", "power_frontier")
_NEAR: Final = 1e-9
_HALVINGS: Final = 200


def solve(given: Given) -> Output:
    """Solve a bargaining problem; weights count in Nash's solution only."""
    feasible = given.part("feasible_set")
    kind = feasible.choice("kind", KINDS)
    fallback = given.numbers("disagreement")
    weights = [1.0] * len(fallback)
    if given.has("weights"):
        weights = given.numbers("weights", POSITIVE, length=len(fallback))
    if kind == "pie":
        found = _pie(feasible, fallback, weights)
    elif kind == "polytope":
        found = _polytope(feasible, fallback, weights)
    else:
        found = _frontier(feasible, fallback, weights)
    given.done()
    return found


# --------------------------------------------------------------------------------------- a pie


def _pie(feasible: Given, fallback: Sequence[float], weights: Sequence[float]) -> Output:
    total = feasible.number("total")
    none: list[float | None] = [None] * len(fallback)
    caps = none
    if feasible.has("caps"):
        caps = feasible.items("caps", or_none(number_reader(ANY)), length=len(fallback))
    feasible.done()
    left = total - math.fsum(fallback)
    room = [math.inf if cap is None else cap - own for cap, own in zip(caps, fallback, strict=True)]
    if left < -_NEAR * max(1.0, abs(total)) or min(room) < 0:
        raise ModelError("infeasible", feasible.place("total"))
    left = max(0.0, left)
    gains = _filled(left, weights, room)
    ideal = [own + min(left, most) for own, most in zip(fallback, room, strict=True)]
    spans = [top - own for top, own in zip(ideal, fallback, strict=True)]
    step = min(1.0, left / math.fsum(spans)) if math.fsum(spans) > 0 else 0.0
    return {
        "nash": [own + gain for own, gain in zip(fallback, gains, strict=True)],
        "kalai_smorodinsky": [own + step * span for own, span in zip(fallback, spans, strict=True)],
        "ideal": ideal,
        "undistributed": max(0.0, left - math.fsum(gains)),
    }


def _filled(amount: float, weights: Sequence[float], room: Sequence[float]) -> list[float]:
    """Pour an amount over parties in proportion to weights, none beyond its room."""
    gains = [0.0] * len(weights)
    open_ = list(range(len(weights)))
    while open_:
        level = amount / math.fsum(weights[at] for at in open_)
        full = [at for at in open_ if level * weights[at] >= room[at]]
        if not full:
            for at in open_:
                gains[at] = level * weights[at]
            break
        for at in full:
            gains[at] = room[at]
            amount -= room[at]
        open_ = [at for at in open_ if at not in full]
    return gains


# ---------------------------------------------------------------------------------- a polytope


def _polytope(feasible: Given, fallback: Sequence[float], weights: Sequence[float]) -> Output:
    """Solve over A·u ≤ b and u ≥ d, by linear and concave programming."""
    import numpy as np

    rows = feasible.matrix("coefficients", shape=(None, len(fallback)))
    bounds = feasible.numbers("bounds", length=len(rows))
    feasible.done()
    table, start = np.asarray(rows), np.asarray(fallback)
    slack = np.asarray(bounds) - table @ start
    if slack.min() < -_NEAR * max(1.0, float(np.abs(slack).max())):
        raise ModelError("infeasible", feasible.place("bounds"))
    slack = np.maximum(slack, 0.0)
    spans = np.asarray(
        [_most(rows, slack.tolist(), at, feasible.place("bounds")) for at in range(len(fallback))]
    )
    slopes = table @ spans
    steps = [room / slope for room, slope in zip(slack, slopes, strict=True) if slope > _NEAR]
    step = min(steps, default=0.0)
    gains = _best_product(rows, slack.tolist(), spans.tolist(), weights, step)
    return {
        "nash": start + gains,
        "kalai_smorodinsky": start + step * spans,
        "ideal": start + spans,
    }


def _most(rows: Sequence[Sequence[float]], slack: Sequence[float], at: int, place: str) -> float:
    """Return the most that one party can gain.

    Raises:
        ModelError: ``unbounded`` when nothing limits it.
    """
    from scipy.optimize import linprog

    goal = [0.0] * len(rows[0])
    goal[at] = -1.0
    found = linprog(goal, A_ub=rows, b_ub=slack, bounds=(0, None), method="highs")
    if found.status == 3:  # noqa: PLR2004 - HiGHS: unbounded
        raise ModelError("unbounded", place)
    return float(found.x[at])


def _best_product(
    rows: Sequence[Sequence[float]],
    slack: Sequence[float],
    spans: Sequence[float],
    weights: Sequence[float],
    step: float,
) -> list[float]:
    """Return the gains with the largest product; parties that cannot gain get nothing.

    Gains are measured by what each could gain at most, so that all lie between 0 and 1.
    """
    import numpy as np
    from scipy.optimize import minimize

    able = [at for at, span in enumerate(spans) if span > _NEAR]
    gains = [0.0] * len(spans)
    if not able:
        return gains
    power = np.asarray([weights[at] for at in able])
    scaled = np.asarray([[row[at] * spans[at] for at in able] for row in rows])
    room = np.asarray(slack)
    size = np.maximum(np.abs(scaled).max(axis=1), _NEAR)
    scaled, room = scaled / size[:, None], room / size
    found = minimize(
        lambda part: -float(power @ np.log(part)),
        np.full(len(able), max(step * 0.5, 1e-6)),
        jac=lambda part: -power / part,
        bounds=[(1e-9, 1.0)] * len(able),
        constraints={
            "type": "ineq",
            "fun": lambda part: room - scaled @ part,
            "jac": lambda _part: -scaled,
        },
        method="SLSQP",
        options={"ftol": 1e-14, "maxiter": 1_000},
    )
    for at, part in zip(able, found.x, strict=True):
        gains[at] = float(part) * spans[at]
    return gains


# ---------------------------------------------------------------------------- a curved frontier


def _frontier(feasible: Given, fallback: Sequence[float], weights: Sequence[float]) -> Output:
    """Solve over Σ (u/scale)^exponent ≤ 1; a payoff below 0 takes nothing of it."""
    count = len(fallback)
    scale = feasible.numbers("scale", POSITIVE, length=count)
    exponent = feasible.numbers("exponent", AT_LEAST_ONE, length=count)
    feasible.done()

    def used(payoff: Sequence[float]) -> float:
        return math.fsum(
            (max(0.0, each) / unit) ** power
            for each, unit, power in zip(payoff, scale, exponent, strict=True)
        )

    left = 1 - used(fallback)
    if left < -_NEAR:
        raise ModelError("infeasible", feasible.place("scale"))
    left = max(0.0, left)
    ideal = [
        unit * (left + (max(0.0, own) / unit) ** power) ** (1 / power)
        for own, unit, power in zip(fallback, scale, exponent, strict=True)
    ]

    def towards(step: float) -> list[float]:
        return [own + step * (top - own) for own, top in zip(fallback, ideal, strict=True)]

    def priced(price: float) -> list[float]:
        """Return payoffs at which a party's weight per gain equals the price of its last unit."""
        return [
            _wanted(price * power / unit, unit, power, own, top, weight)
            for own, top, unit, power, weight in zip(
                fallback, ideal, scale, exponent, weights, strict=True
            )
        ]

    step = _halved(lambda at: used(towards(at)) <= 1, 0.0, 1.0)
    log_price = -_halved(lambda at: used(priced(math.exp(-at))) <= 1, -60.0, 60.0)
    return {
        "nash": priced(math.exp(log_price)),
        "kalai_smorodinsky": towards(step),
        "ideal": ideal,
    }


def _wanted(
    price: float, unit: float, power: float, own: float, top: float, weight: float
) -> float:
    """Return the payoff u with weight/(u − own) = price·(u/unit)^(power − 1), at most ``top``."""
    return _halved(
        lambda at: at <= own or weight >= (at - own) * price * (max(0.0, at) / unit) ** (power - 1),
        own,
        top,
    )


def _halved(holds: Callable[[float], bool], low: float, high: float) -> float:
    """Return the largest number between two at which something still holds."""
    if holds(high):
        return high
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        if middle in {low, high}:
            break
        if holds(middle):
            low = middle
        else:
            high = middle
    return low
