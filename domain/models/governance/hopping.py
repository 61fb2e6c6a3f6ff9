"""Subsidy hopping: whether a tenant gains by leaving for another park's offer."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from domain.models.given import NOT_NEGATIVE, Given, Range

if TYPE_CHECKING:
    from domain.models.operations import Output

_TRAITS: Final = 4
_USUAL: Final = (1.0, 1.0, -1.0, -1.0)
_FROM_ZERO: Final = Range(0)
_FROM_ONE: Final = Range(1)


def vested(quarter: float, cliff: float, vesting: float) -> float:
    """Return the part of a subsidy that is earned: nothing before the cliff, then t/T."""
    return 0.0 if quarter < cliff else min(1.0, quarter / vesting)


def annuity(payment: float, quarters: int, rate: float) -> float:
    """Return the present value of payments at the ends of quarters 1 to ``quarters``."""
    if rate == 0:
        return payment * quarters
    return payment * -math.expm1(-quarters * math.log1p(rate)) / rate


def subsidy_hop(given: Given) -> Output:
    """Say whether leaving pays after claw-back, and which vesting would deter it."""
    rate = given.number("discount_rate", NOT_NEGATIVE)
    new = annuity(
        given.number("new_subsidy", NOT_NEGATIVE), given.whole("new_quarters", _FROM_ZERO), rate
    )
    old = annuity(
        given.number("old_subsidy", NOT_NEGATIVE),
        given.whole("old_quarters_left", _FROM_ZERO),
        rate,
    )
    past = given.number("past_subsidy", NOT_NEGATIVE)
    breach = given.whole("breach_quarter", _FROM_ZERO)
    vesting = given.whole("vesting_quarters", _FROM_ONE, 20)
    cliff = given.whole("cliff_quarters", Range(0, vesting), 4)
    interest = given.number("interest_rate", NOT_NEGATIVE, 0.01)
    moving = given.number("move_cost", NOT_NEGATIVE, 0)
    given.done()
    whole = past * (1 + interest * breach)
    back = whole * (1 - vested(breach, cliff, vesting))
    gain = new - old - back - moving
    return {
        "present_value_new": new,
        "present_value_old": old,
        "clawback": back,
        "gain": gain,
        "hops": gain > 0,
        "deterring_vesting_quarters": _deterring(new - old - moving, whole, breach, cliff),
    }


def _deterring(tempting: float, whole: float, breach: int, cliff: int) -> float | None:
    """Return the shortest vesting that deters, 0 when nothing tempts, None when none does."""
    if tempting <= 0:
        return 0.0
    if tempting > whole or (tempting == whole and breach >= cliff):
        return None
    return 0.0 if breach < cliff else breach / (1 - tempting / whole)


def hop_score(given: Given) -> Output:
    """Rank tenants by risk of leaving, by judgement: a logistic score of four traits.

    Traits: subsidy per revenue, parks within 12 quarters, share of local staff, R&D intensity;
    each is standardised over the tenants, a constant one drops out.
    """
    rows = given.matrix("tenants", NOT_NEGATIVE, shape=(None, _TRAITS), least=(2, _TRAITS))
    weights = given.numbers("weights", default=list(_USUAL), length=_TRAITS)
    intercept = given.number("intercept", default=0)
    given.done()
    columns = [_standardised([row[at] for row in rows]) for at in range(_TRAITS)]
    sums = [
        intercept + math.fsum(w * column[at] for w, column in zip(weights, columns, strict=True))
        for at in range(len(rows))
    ]
    score = [1 / (1 + math.exp(-max(-700.0, each))) for each in sums]
    order = sorted(range(len(rows)), key=lambda at: (-score[at], at))
    return {"score": score, "order": order}


def _standardised(values: list[float]) -> list[float]:
    mean = math.fsum(values) / len(values)
    spread = math.sqrt(math.fsum((value - mean) ** 2 for value in values) / len(values))
    if spread <= 1e-12 * max(1.0, abs(mean)):
        return [0.0] * len(values)
    return [(value - mean) / spread for value in values]
