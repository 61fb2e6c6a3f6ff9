"""Read the values of a run: regions, the enclave, the four ways of policy."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from domain.models.flow.inputs import Instrument, check_enclave, read_regions
from domain.models.flow.system import System
from domain.models.given import NOT_NEGATIVE, POSITIVE, UNIT, Given
from domain.studies.flow.assumed import DISCOUNT_RATE, MOST_DRAWS, MOST_QUARTERS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from domain.models.flow.inputs import Regions

HOME: Final = 0
HOST: Final = 1
MODES: Final = ("corridor", "cooperation_zone", "science_city", "reverse_enclave")
"""The four ways of policy, in the order of the paper; the enclave's own is the last."""


@dataclass(frozen=True, slots=True)
class Case:
    """What is run; the home is region 0, the host region 1.

    Attributes:
        figures: of the enclave, as the instrument takes them.
        cost: what each way costs the home per quarter, in the model's units.
        quarters: how many are followed; draws: how many scenarios.
    """

    regions: Regions
    figures: Mapping[str, float]
    distance: float
    cost: float
    quarters: int
    draws: int
    rate: float

    @property
    def home_share(self) -> float:
        """Share of the enclave's income that goes to the home."""
        return self.figures["home_share"]

    def instrument(self, mode: str) -> Instrument:
        """Return one of the four ways of policy between home and host."""
        count = self.regions.count
        cost = (self.cost, *([0.0] * (count - 1)))
        pair = (HOME, HOST)
        if mode == "corridor":
            figures = {"proximity_gain": 1.0, "friction_relief": 0.5, "distance_decay": 0.01}
            places = (0.0, self.distance)
            return Instrument(mode, pair, 0, math.inf, cost, figures, places)
        if mode == "cooperation_zone":
            return Instrument(mode, pair, 0, math.inf, cost, {"environment_gain": 0.1})
        if mode == "science_city":
            yearly = self.figures["seed_stock"] / (self.quarters + 1)
            figures = {"injection": yearly, "environment_gain": 0.1, "useful_share": 0.5}
            return Instrument(mode, (HOME,), 0, math.inf, cost, figures)
        return Instrument(mode, pair, 0, math.inf, (0.0,) * count, dict(self.figures))

    def system(self, mode: str | None = None) -> System:
        """Return the regions under a way of policy, or under none."""
        return System(self.regions, () if mode is None else (self.instrument(mode),))


def read_case(values: Mapping[str, object]) -> Case:
    """Read a run's values.

    Raises:
        ModelError: one of them is refused, at its name.
    """
    given = Given(values)
    regions = read_regions(given)
    figures = {
        "seed_stock": given.number("seed_stock", POSITIVE),
        "capacity": given.number("enclave_capacity", POSITIVE),
        "subsidy_rate": given.number("subsidy_rate", NOT_NEGATIVE),
        "fixed_cost": 0.0,
        "knowledge_return": given.number("knowledge_return", UNIT),
        "home_share": given.number("home_share", UNIT),
    }
    check_enclave(given, regions, figures, HOME)
    share = given.number("cost_share", NOT_NEGATIVE)
    distance = given.number("distance_km", NOT_NEGATIVE)
    quarters = given.whole("quarters", MOST_QUARTERS)
    draws = given.whole("draws", MOST_DRAWS)
    rate = given.number("discount_rate", DISCOUNT_RATE.limits)
    given.text("start_quarter")
    given.numbers("recorded_stock", least=0)
    given.done()
    case = Case(regions, figures, distance, 0.0, quarters, draws, rate)
    cost = share * _first_income(case)
    return Case(regions, {**figures, "fixed_cost": cost}, distance, cost, quarters, draws, rate)


def _first_income(case: Case) -> float:
    """Return the enclave's income of the first quarter, to which recorded costs are scaled."""
    system = case.system("reverse_enclave")
    return float(system.look(system.start(), 0).income[-1])
