"""The cobweb market for innovation factors: price, quantity and unmet demand with lags.

Demand Qd = a − bP, supply Qs = c + d(P + s), with adaptive expectations (Nerlove 1958). With the
supply side lagged the path is Ezekiel's (1938) and Kaldor's (1934); with the demand side lagged,
as recruitment budgets are, the ratio of slopes is inverted. A budget caps what a poor region can
pay, and makes its demand unit-elastic where it binds.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from domain.models.errors import ModelError
from domain.models.given import NOT_NEGATIVE, POSITIVE, POSITIVE_TO_ONE, Given, Range

if TYPE_CHECKING:
    from domain.models.operations import Output

_LAGS: Final = ("demand", "supply")
_CLOSED: Final = 1e-9
_MOST_QUARTERS: Final = 100_000


@dataclass(frozen=True, slots=True)
class Curves:
    """Linear demand and supply, a subsidy per unit to the supplier, and a budget.

    Attributes:
        demand_intercept: a, quantity at price 0; demand_slope: b > 0, quantity per price.
        supply_intercept: c, may be negative; supply_slope: d > 0.
        subsidy: s ≥ 0 per unit, received by the supplier.
        budget: M > 0 per quarter, None when nothing caps what is spent.
    """

    demand_intercept: float
    demand_slope: float
    supply_intercept: float
    supply_slope: float
    subsidy: float = 0.0
    budget: float | None = None

    @property
    def price(self) -> float:
        """Equilibrium price paid by the region, no budget: (a − c − ds)/(b + d)."""
        free = self.demand_intercept - self.supply_intercept - self.supply_slope * self.subsidy
        return free / (self.demand_slope + self.supply_slope)

    @property
    def quantity(self) -> float:
        """Equilibrium quantity, no budget."""
        return self.demanded(self.price)

    def demanded(self, price: float) -> float:
        """Return the quantity demanded at a price, before any floor."""
        return self.demand_intercept - self.demand_slope * price

    def supplied(self, price: float) -> float:
        """Return the quantity supplied at the price paid, before any floor."""
        return self.supply_intercept + self.supply_slope * (price + self.subsidy)

    def clearing(self, quantity: float) -> float:
        """Return the price at which suppliers give a quantity, at least 0."""
        free = (quantity - self.supply_intercept) / self.supply_slope - self.subsidy
        return max(0.0, free)

    def affordable(self, budget: float) -> tuple[float, float]:
        """Return quantity and price at which a budget is just spent: c + d(P + s) = M/P."""
        shifted = self.supply_intercept + self.supply_slope * self.subsidy
        root = math.sqrt(shifted * shifted + 4 * self.supply_slope * budget)
        quantity = (shifted + root) / 2
        return quantity, self.clearing(quantity)


@dataclass(frozen=True, slots=True)
class Classified:
    """How the linear map behaves: its root, and whether swings shrink, last or grow."""

    slope_ratio: float
    root: float

    @property
    def classification(self) -> str:
        """``convergent``, ``closed`` or ``divergent``."""
        distance = abs(self.root) - 1
        if abs(distance) <= _CLOSED:
            return "closed"
        return "convergent" if distance < 0 else "divergent"

    def output(self) -> dict[str, object]:
        """Return the results that all operations share."""
        return {
            "slope_ratio": self.slope_ratio,
            "root": self.root,
            "classification": self.classification,
            "oscillating": self.root < 0,
        }


@dataclass(frozen=True, slots=True)
class Step:
    """One quarter of a path."""

    price: float
    quantity: float
    expected: float
    unmet: float


def classified(lag: str, supply: float, demand: float, rate: float) -> Classified:
    """Return root and naive ratio of a market.

    Args:
        lag: side that decides a quarter ahead.
        supply, demand: slopes or elasticities, > 0.
        rate: expectation rate η in (0, 1]; 1 is naive.
    """
    ratio = supply / demand if lag == "supply" else demand / supply
    return Classified(-ratio, 1 - rate * (1 + ratio))


def path(curves: Curves, lag: str, initial: float, rate: float, quarters: int) -> list[Step]:
    """Return quarters 1 to ``quarters``; quarter 0 has the initial price.

    Quantities and prices have a floor of 0 at each step.
    """
    expected, steps = initial, []
    advance = _supply_lag if lag == "supply" else _demand_lag
    for _ in range(quarters):
        price, quantity, unmet = advance(curves, expected)
        steps.append(Step(price, quantity, expected, unmet))
        expected += rate * (price - expected)
    return steps


def _supply_lag(curves: Curves, expected: float) -> tuple[float, float, float]:
    quantity = max(0.0, curves.supplied(expected))
    price = max(0.0, (curves.demand_intercept - quantity) / curves.demand_slope)
    if curves.budget is not None and price * quantity > curves.budget:
        price = curves.budget / quantity
    return price, quantity, max(0.0, curves.demanded(price) - quantity)


def _demand_lag(curves: Curves, expected: float) -> tuple[float, float, float]:
    wanted = max(0.0, curves.demanded(expected))
    planned, budget = wanted, curves.budget
    if budget is not None and expected > 0:
        planned = min(planned, budget / expected)
    price = curves.clearing(planned)
    if budget is not None and price * planned > budget:
        planned, price = curves.affordable(budget)
    return price, planned, max(0.0, wanted - planned)


# --------------------------------------------------------------------------------- operations


def run(given: Given) -> Output:
    """Follow a market from an initial price: the cobweb itself."""
    curves, lag = _curves(given), _lag(given)
    initial = given.number("initial_price", NOT_NEGATIVE)
    rate = given.number("expectation_rate", POSITIVE_TO_ONE, 1)
    quarters = given.whole("quarters", Range(1, _MOST_QUARTERS))
    given.done()
    steps = path(curves, lag, initial, rate, quarters)
    return {
        "price": [each.price for each in steps],
        "quantity": [each.quantity for each in steps],
        "expected_price": [each.expected for each in steps],
        "unmet_demand": [each.unmet for each in steps],
        "purchase_outlay": [each.price * each.quantity for each in steps],
        "subsidy_outlay": [curves.subsidy * each.quantity for each in steps],
        "equilibrium_price": curves.price,
        "equilibrium_quantity": curves.quantity,
        **classified(lag, curves.supply_slope, curves.demand_slope, rate).output(),
        "warnings": _warnings(curves, lag, rate, steps),
    }


def run_log_linear(given: Given) -> Output:
    """Follow a market with constant elasticities: the same equations in logarithms."""
    supply = given.number("supply_elasticity", POSITIVE)
    demand = given.number("demand_elasticity", POSITIVE)
    centre = given.number("equilibrium_price", POSITIVE)
    amount = given.number("equilibrium_quantity", POSITIVE, 1)
    lag = _lag(given)
    initial = given.number("initial_price", POSITIVE)
    rate = given.number("expectation_rate", POSITIVE_TO_ONE, 1)
    quarters = given.whole("quarters", Range(1, _MOST_QUARTERS))
    given.done()
    expected = math.log(initial / centre)
    prices, quantities = [], []
    for _ in range(quarters):
        if lag == "supply":
            quantity = supply * expected
            price = -quantity / demand
        else:
            quantity = -demand * expected
            price = quantity / supply
        prices.append(centre * _exp(price))
        quantities.append(amount * _exp(quantity))
        expected += rate * (price - expected)
    found = classified(lag, supply, demand, rate)
    return {"price": prices, "quantity": quantities, **found.output()}


def classify(given: Given) -> Output:
    """Say whether a market's swings shrink, and up to which expectation rate they do."""
    lag = given.choice("lag", _LAGS, "demand")
    supply = given.number("supply_response", POSITIVE)
    demand = given.number("demand_response", POSITIVE)
    rate = given.number("expectation_rate", POSITIVE_TO_ONE, 1)
    given.done()
    found = classified(lag, supply, demand, rate)
    return {**found.output(), "expectation_rate_limit": 2 / (1 - found.slope_ratio)}


def equilibrium(given: Given) -> Output:
    """Say what a subsidy does to price and quantity, and what a budget leaves unmet."""
    curves, lag = _curves(given), _lag(given)
    given.done()
    slopes = curves.demand_slope + curves.supply_slope
    price, quantity, subsidy = curves.price, curves.quantity, curves.subsidy
    without = price + curves.supply_slope * subsidy / slopes
    capped = _capped(curves)
    local = classified(lag, curves.supply_slope, curves.demand_slope, 1).slope_ratio
    if capped is not None:
        local = -1 / capped[2] if lag == "demand" else -capped[2]
    return {
        "price_without_subsidy": without,
        "equilibrium_price": price,
        "equilibrium_quantity": quantity,
        "supplier_price": price + subsidy,
        "buyer_price_change": price - without,
        "supplier_price_change": price + subsidy - without,
        "quantity_change": quantity - curves.demanded(without),
        "subsidy_outlay": subsidy * (quantity if capped is None else capped[1]),
        "supply_elasticity": curves.supply_slope * price / quantity,
        "demand_elasticity": curves.demand_slope * price / quantity,
        "budget_binds": capped is not None,
        "capped_price": None if capped is None else capped[0],
        "capped_quantity": None if capped is None else capped[1],
        "capped_supply_elasticity": None if capped is None else capped[2],
        "local_ratio": local,
        "unmet_demand": 0.0 if capped is None else curves.demanded(capped[0]) - capped[1],
    }


def _capped(curves: Curves) -> tuple[float, float, float] | None:
    """Return price, quantity and elasticity of supply where the budget binds, else None."""
    if curves.budget is None or curves.price * curves.quantity <= curves.budget:
        return None
    quantity, price = curves.affordable(curves.budget)
    return price, quantity, curves.supply_slope * price / quantity


def _curves(given: Given) -> Curves:
    curves = Curves(
        given.number("demand_intercept"),
        given.number("demand_slope", POSITIVE),
        given.number("supply_intercept"),
        given.number("supply_slope", POSITIVE),
        given.number("subsidy", NOT_NEGATIVE, 0),
        given.number_or_none("budget", POSITIVE),
    )
    if curves.price <= 0 or curves.quantity <= 0:
        raise ModelError("no_equilibrium", price=curves.price, quantity=curves.quantity)
    return curves


def _lag(given: Given) -> str:
    return given.choice("lag", _LAGS, "demand")


def _warnings(curves: Curves, lag: str, rate: float, steps: list[Step]) -> list[str]:
    """Return what a reader must know: floors, a binding budget, a verdict that hangs on the lag."""
    found = []
    if any(each.price == 0 or each.quantity == 0 for each in steps):
        found.append("floor_reached")
    budget = curves.budget
    if budget is not None and any(
        each.price * each.quantity >= budget * (1 - _CLOSED) for each in steps
    ):
        found.append("budget_binds")
    other = "demand" if lag == "supply" else "supply"
    slopes = curves.supply_slope, curves.demand_slope
    own, opposite = classified(lag, *slopes, rate), classified(other, *slopes, rate)
    if own.classification != opposite.classification:
        found.append("flips_under_other_lag")
    return found


def _exp(value: float) -> float:
    """Return e to a power; beyond what a float holds it is infinite."""
    try:
        return math.exp(value)
    except OverflowError:
        return math.inf
