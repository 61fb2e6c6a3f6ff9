"""The subsidy race: what rival parks offer when each answers the others, and its traces in data.

A firm picks park i with logit weight exp((a_i + s_i)/ς); a home earns (b_i − s_i)P_i. The
equilibrium is unique (Caplin & Nalebuff 1991). What is offered in it changes no share when parks
are alike, so that all of it is dissipated (Zodrow & Mieszkowski 1986).
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from domain.models.given import NOT_NEGATIVE, POSITIVE, Given

if TYPE_CHECKING:
    from collections.abc import Sequence

    from domain.models.operations import Output

_STEPS: Final = 10_000
_STILL: Final = 1e-13
_LEAST_QUARTERS: Final = 6
_RECENT: Final = 4
_FOLLOWING: Final = 0.3
_CLEAR_T: Final = 2.0
_NEAR_BENEFIT: Final = 0.7
_FAST: Final = 1.05
_FLAT: Final = 0.01
_FLAG_AT: Final = 2


def shares(
    attraction: Sequence[float], subsidy: Sequence[float], scale: float, outside: float | None
) -> list[float]:
    """Return the share of firms of each park; the outside option takes the rest."""
    values = [(pull + paid) / scale for pull, paid in zip(attraction, subsidy, strict=True)]
    rest = [] if outside is None else [outside / scale]
    top = max(values + rest)
    weights = [math.exp(value - top) for value in values]
    total = math.fsum(weights) + math.fsum(math.exp(value - top) for value in rest)
    return [weight / total for weight in weights]


def equilibrium(
    benefit: Sequence[float], attraction: Sequence[float], scale: float, outside: float | None
) -> list[float]:
    """Return the subsidies at which no park gains by changing its own: b − s = ς/(1 − P).

    Each step goes half the way to the best answers to the others' offers; none is below 0.
    """
    subsidy = [0.0] * len(benefit)
    for _ in range(_STEPS):
        wanted = _best_answers(benefit, attraction, subsidy, scale, outside)
        largest = max(abs(old - new) for old, new in zip(subsidy, wanted, strict=True))
        subsidy = [(old + new) / 2 for old, new in zip(subsidy, wanted, strict=True)]
        if largest <= _STILL * max(1.0, *map(abs, wanted)):
            return wanted
    return subsidy


def _best_answers(
    benefit: Sequence[float],
    attraction: Sequence[float],
    subsidy: Sequence[float],
    scale: float,
    outside: float | None,
) -> list[float]:
    """Return each park's best offer while the others stay.

    With y = P/(1 − P) the condition reads y + ln y = (b + a)/ς − 1 − ln W, W the weight of all
    others: y is Wright's omega of the right side.
    """
    from scipy.special import wrightomega

    pulls = [(pull + paid) / scale for pull, paid in zip(attraction, subsidy, strict=True)]
    rest = [] if outside is None else [outside / scale]
    answers = []
    for at, (worth, pull) in enumerate(zip(benefit, attraction, strict=True)):
        others = [*pulls[:at], *pulls[at + 1 :], *rest]
        top = max(others)
        weight = top + math.log(math.fsum(math.exp(each - top) for each in others))
        odds = float(wrightomega((worth + pull) / scale - 1 - weight))
        answers.append(max(0.0, worth - scale * (1 + odds)))
    return answers


def subsidy_race(given: Given) -> Output:
    """Find what rival parks offer, and how much of what firms are worth that burns."""
    benefit = given.numbers("benefit", least=2)
    attraction = given.numbers("attraction", default=[0.0] * len(benefit), length=len(benefit))
    scale = given.number("scale", POSITIVE)
    outside = given.number_or_none("outside_utility")
    given.done()
    subsidy = equilibrium(benefit, attraction, scale, outside)
    share = shares(attraction, subsidy, scale, outside)
    paid = math.fsum(s * p for s, p in zip(subsidy, share, strict=True))
    worth = math.fsum(b * p for b, p in zip(benefit, share, strict=True))
    return {
        "subsidy": subsidy,
        "share": share,
        "home_payoff": [(b - s) * p for b, s, p in zip(benefit, subsidy, share, strict=True)],
        "coordinated_share": shares(attraction, [0.0] * len(benefit), scale, outside),
        "dissipation": paid,
        "dissipation_share": paid / worth if worth > 0 else None,
    }


def race_detector(given: Given) -> Output:
    """Look for signs of a race in recorded offers: parks follow rivals, and tenants stand still."""
    subsidy = given.matrix("subsidy", NOT_NEGATIVE, least=(_LEAST_QUARTERS, 2))
    benefit = given.numbers("benefit", POSITIVE, length=len(subsidy[0]))
    tenants = given.numbers("tenants", POSITIVE, length=len(subsidy))
    given.done()
    slope, t_value = _following(subsidy)
    sums = [math.fsum(row) for row in subsidy]
    recent = range(len(sums) - _RECENT, len(sums))
    growth = (tenants[-1] / tenants[-1 - _RECENT]) ** (1 / _RECENT) - 1
    signals = {
        "follows_rivals": slope is not None
        and t_value is not None
        and slope > _FOLLOWING
        and t_value > _CLEAR_T,
        "above_benefit_share": any(
            paid / worth > _NEAR_BENEFIT for paid, worth in zip(subsidy[-1], benefit, strict=True)
        ),
        "growing_fast": all(sums[at] > _FAST * sums[at - 1] for at in recent),
        "flat_tenants": growth < _FLAT and sums[-1] > sums[-1 - _RECENT],
    }
    count = sum(signals.values())
    return {
        "slope": slope,
        "t_value": t_value,
        "signals": signals,
        "signal_count": count,
        "flagged": count >= _FLAG_AT,
    }


def _following(subsidy: Sequence[Sequence[float]]) -> tuple[float | None, float | None]:
    """Return slope and t of Δs_i(t) on the rivals' mean Δs(t − 1), pooled, with HC1 errors."""
    import numpy as np

    steps = np.diff(np.asarray(subsidy, float), axis=0)
    rivals = (steps.sum(axis=1, keepdims=True) - steps) / (steps.shape[1] - 1)
    x, y = rivals[:-1].ravel(), steps[1:].ravel()
    away = x - x.mean()
    spread = float(away @ away)
    if spread <= 0:
        return None, None
    slope = float(away @ y) / spread
    left = y - y.mean() - slope * away
    count = len(x)
    variance = count / (count - 2) * float((away * left) @ (away * left)) / spread**2
    return slope, slope / math.sqrt(variance) if variance > 0 else None
