"""Run the cobweb on a market: curves through what was recorded, both lags, the budget."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from domain.models.errors import ModelError
from domain.models.given import (
    NOT_NEGATIVE,
    POSITIVE,
    POSITIVE_TO_ONE,
    Given,
    Range,
    number_reader,
    or_none,
)
from domain.models.operations import answer
from domain.studies.cobweb.market import FEWEST
from domain.units import MONTHS_PER_QUARTER

if TYPE_CHECKING:
    from domain.progress import Progress
    from domain.studies.study import Values

LAGS: Final = ("demand", "supply")
_CLOSED: Final = 1e-9
_STEPS: Final = 4
_PATH: Final = ("price", "quantity", "expected_price", "unmet_demand")
_LISTS: Final = ("posts_sought", "posts_filled", "offered_price")


@dataclass(frozen=True, slots=True)
class Market:
    """What is known of a market.

    Attributes:
        sought, filled, price: means over the quarters of which all three are known.
        last_price: of the last of these quarters.
        quarters: how many they are.
    """

    sought: float
    filled: float
    price: float
    last_price: float
    quarters: int


def run(values: Values, progress: Progress) -> dict[str, object]:
    """Return curves, path, equilibrium and what either lag makes of them.

    Prices are in fen per month, quantities in posts, the budget in fen per quarter.

    Raises:
        ModelError: an input is refused; ``no_meeting`` where the curves cross at no price.
    """
    given = Given(values)
    market = _market(given)
    elasticities = (
        given.number("demand_elasticity", POSITIVE),
        given.number("supply_elasticity", POSITIVE),
    )
    subsidy = given.number("subsidy", NOT_NEGATIVE)
    budget = given.number_or_none("budget", POSITIVE)
    lag = given.choice("lag", LAGS)
    rate = given.number("expectation_rate", POSITIVE_TO_ONE)
    quarters = given.whole("quarters", Range(1, 100))
    given.done()
    progress.step(1, _STEPS)
    curves: dict[str, object] = {
        **_curves(market, elasticities, subsidy),
        "budget": None if budget is None else budget / MONTHS_PER_QUARTER,
    }
    course: dict[str, object] = {
        **curves,
        "lag": lag,
        "initial_price": market.last_price,
        "expectation_rate": rate,
        "quarters": quarters,
    }
    path = answer("cobweb.run", course)
    free = answer("cobweb.run", {**course, "budget": None})
    progress.step(2, _STEPS)
    lags = {each: _under(curves, each, rate) for each in LAGS}
    return {
        "market": {
            "sought": market.sought,
            "filled": market.filled,
            "price": market.price,
            "last_price": market.last_price,
            "quarters": market.quarters,
        },
        "curves": curves,
        "path": {name: path[name] for name in _PATH},
        "free_path": {name: free[name] for name in _PATH},
        "lags": lags,
        "warnings": _warnings(market, path),
    }


def _market(given: Given) -> Market:
    read = or_none(number_reader(NOT_NEGATIVE))
    sought, filled, price = (given.items(name, read) for name in _LISTS)
    if not len(sought) == len(filled) == len(price):
        raise ModelError("size_mismatch", "/offered_price", wanted=len(sought), count=len(price))
    known = [
        (wanted, found, paid)
        for wanted, found, paid in zip(sought, filled, price, strict=True)
        if wanted is not None and found is not None and paid
    ]
    if not known:
        raise ModelError("missing_input", "/offered_price")
    if not any(each[0] for each in known):
        raise ModelError("out_of_range", "/posts_sought", value=0, range="(0, ∞)")
    count = len(known)
    means = [sum(each[at] for each in known) / count for at in range(len(_LISTS))]
    return Market(means[0], means[1], means[2], known[-1][2], count)


def _curves(market: Market, elasticities: tuple[float, float], subsidy: float) -> dict[str, object]:
    """Lay straight lines through the posts sought and filled at the usual price.

    At the price P* where they cross they have the elasticities given: with u = 1 − P/P*,
    S − Q* = ε_d Q* u and Q* − F = ε_s Q* u, hence u = (S − F)/(ε_s S + ε_d F).
    """
    demand, supply = elasticities
    sought, filled, price = market.sought, market.filled, market.price
    share = (sought - filled) / (supply * sought + demand * filled)
    if share >= 1:
        raise ModelError("no_meeting", "/supply_elasticity", least=(sought - filled) / sought)
    centre = price / (1 - share)
    crossing = sought / (1 + demand * share)
    demand_slope, supply_slope = demand * crossing / centre, supply * crossing / centre
    return {
        "demand_intercept": sought + demand_slope * price,
        "demand_slope": demand_slope,
        "supply_intercept": filled - supply_slope * (price + subsidy),
        "supply_slope": supply_slope,
        "subsidy": subsidy,
    }


def _under(curves: dict[str, object], lag: str, rate: float) -> dict[str, object]:
    """Return equilibrium and behaviour if this side decides a quarter ahead.

    ``free`` is the market without its budget; ``capped`` the market where the budget binds, None
    where it does not.
    """
    found = answer("cobweb.equilibrium", {**curves, "lag": lag})
    free = answer(
        "cobweb.classify",
        {
            "lag": lag,
            "supply_response": curves["supply_slope"],
            "demand_response": curves["demand_slope"],
            "expectation_rate": rate,
        },
    )
    ratio = float(str(found["local_ratio"]))
    return {
        **found,
        "free": _behaviour(float(str(free["slope_ratio"])), rate),
        "capped": _behaviour(ratio, rate) if found["budget_binds"] else None,
    }


def _behaviour(ratio: float, rate: float) -> dict[str, object]:
    """Return the ratio of naive swings, the root under the expectations, and the class."""
    root = 1 - rate * (1 - ratio)
    distance = abs(root) - 1
    verdict = (
        "closed" if abs(distance) <= _CLOSED else "convergent" if distance < 0 else "divergent"
    )
    return {"ratio": ratio, "root": root, "verdict": verdict}


def _warnings(market: Market, path: dict[str, object]) -> list[str]:
    found = path["warnings"]
    named = [str(each) for each in found] if isinstance(found, list) else []
    return [*named, "few_quarters"] if market.quarters < FEWEST else named
