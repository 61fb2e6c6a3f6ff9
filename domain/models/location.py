"""Where to innovate and where to produce: the best pair of cities, when to move, at what incentive.

A firm earns π_ij = A_i + Q(p − c_j) − T_ij + g_j per quarter when it innovates in city i and
produces in city j. Source: the study's § 3.2 and figure 5; Duranton & Puga 2001; Vernon 1966;
McFadden 1974 for the choice among cities.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from domain.models.errors import ModelError
from domain.models.given import (
    NOT_NEGATIVE,
    OPEN_UNIT,
    POSITIVE,
    Given,
    Range,
    number_in,
    number_reader,
    or_none,
    whole_reader,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from domain.models.operations import Output

_TIE: Final = 1e-9
_RATE: Final = Range(-1, low_open=True)
_GROWTH: Final = Range(-1, 1, low_open=True)
_MOST_QUARTERS: Final = 100_000


def choose(given: Given) -> Output:
    """Find the pair of cities with the highest profit per quarter."""
    innovation = given.numbers("innovation_net")
    costs = given.numbers("unit_cost")
    output = given.number("output", NOT_NEGATIVE)
    price = given.number("price")
    home = _same_city(given, len(innovation), len(costs))
    separation = _separation(given, home, len(costs))
    incentive = given.numbers("incentive", default=[0.0] * len(costs), length=len(costs))
    given.done()
    profit = [
        [
            value + output * (price - cost) - apart + granted
            for cost, apart, granted in zip(costs, row, incentive, strict=True)
        ]
        for value, row in zip(innovation, separation, strict=True)
    ]
    at, city = best_pair(profit, home)
    return {
        "profit": profit,
        "best_innovation_city": at,
        "best_production_city": city,
        "best_profit": profit[at][city],
        "separate": home[at] != city,
        "warnings": ["tie"] if _tied(profit, at, city) else [],
    }


def best_pair(profit: Sequence[Sequence[float]], home: Sequence[int | None]) -> tuple[int, int]:
    """Return innovation and production city of the highest profit.

    Of pairs within a billionth of it the one in a single city counts first, then the lowest
    innovation city, then the lowest production city.

    Args:
        profit: per innovation city and production city.
        home: which production city each innovation city is, None when none.
    """
    top = max(map(max, profit))
    near = [
        (home[at] != city, at, city)
        for at, row in enumerate(profit)
        for city, value in enumerate(row)
        if top - value <= _TIE * max(1.0, abs(top))
    ]
    _, at, city = min(near)
    return at, city


def separation_condition(given: Given) -> Output:
    """Say at which separation costs a firm splits: below both its advantages."""
    threshold = min(given.number("innovation_advantage"), given.number("production_advantage"))
    costs = given.numbers("separation_cost", NOT_NEGATIVE)
    given.done()
    return {"threshold": threshold, "separate": [cost < threshold for cost in costs]}


@dataclass(frozen=True, slots=True)
class Move:
    """A firm that may move its production once.

    Attributes:
        output: of quarter 0; growth: per quarter.
        unit_saving: cost saved per unit produced at home.
        separation_cost: per quarter once it has moved; move_cost: once.
        discount_rate: per quarter.
        horizon: last quarter that counts.
    """

    output: float
    growth: float
    unit_saving: float
    separation_cost: float
    move_cost: float
    discount_rate: float
    horizon: int

    @property
    def break_even_output(self) -> float | None:
        """Output from which waiting another quarter no longer pays, None without a saving."""
        if self.unit_saving <= 0:
            return None
        held = self.discount_rate / (1 + self.discount_rate) * self.move_cost
        return (self.separation_cost + held) / self.unit_saving

    def present_values(self) -> list[float]:
        """Return the present value of moving in each quarter up to the horizon."""
        factor = 1 / (1 + self.discount_rate)
        values, later = [0.0] * (self.horizon + 1), 0.0
        for quarter in range(self.horizon, -1, -1):
            saving = self.output * (1 + self.growth) ** quarter * self.unit_saving
            later += factor**quarter * (saving - self.separation_cost)
            values[quarter] = later - factor**quarter * self.move_cost
        return values


def switch_quarter(given: Given) -> Output:
    """Find the quarter in which bringing production home is worth most, or never."""
    move = Move(
        given.number("output", NOT_NEGATIVE),
        given.number("output_growth", _GROWTH, 0),
        given.number("unit_saving"),
        given.number("separation_cost", default=0),
        given.number("move_cost", NOT_NEGATIVE),
        given.number("discount_rate", _RATE, 0.01),
        given.whole("horizon_quarters", Range(0, _MOST_QUARTERS), 40),
    )
    given.done()
    values = move.present_values()
    best = max(values)
    return {
        "switch_quarter": values.index(best) if best > 0 else None,
        "best_net_present_value": best,
        "break_even_output": move.break_even_output,
        "net_present_value": values,
        "warnings": [] if best > 0 else ["never"],
    }


def break_even_incentive(given: Given) -> Output:
    """Find what each production city must grant so that no other pair is better."""
    profit = given.matrix("profit", least=(1, 2))
    given.done()
    best = [max(row[city] for row in profit) for city in range(len(profit[0]))]
    rivals = [max(best[:city] + best[city + 1 :]) for city in range(len(best))]
    return {"incentive": [max(0.0, rival - own) for rival, own in zip(rivals, best, strict=True)]}


def logit_incentive(given: Given) -> Output:
    """Find the grant that brings a city a wanted probability of being chosen."""
    profit = given.matrix("profit", least=(1, 2))
    city = given.whole("production_city", Range(0, len(profit[0]) - 1))
    scale = given.number("scale", POSITIVE)
    target = given.number("target_probability", OPEN_UNIT)
    benefit = given.number_or_none("home_benefit_present_value")
    given.done()
    own = _log_sum([row[city] / scale for row in profit])
    others = _log_sum(
        [value / scale for row in profit for at, value in enumerate(row) if at != city]
    )
    wanted = math.log(target / (1 - target))
    incentive = max(0.0, scale * (wanted - (own - others)))
    return {
        "probability_without": 1 / (1 + math.exp(min(700.0, others - own))),
        "incentive": incentive,
        "affordable": None if benefit is None else incentive <= benefit,
    }


def assign_firms(given: Given) -> Output:
    """Place firms in production cities of limited room so that profits add up to the most."""
    firms = given.objects("firms")
    capacity = given.items("production_capacity", or_none(number_reader(NOT_NEGATIVE)))
    divisible = given.flag("divisible", default=True)
    tables = [firm.matrix("profit", shape=(None, len(capacity))) for firm in firms]
    areas = [firm.number("area", NOT_NEGATIVE) for firm in firms]
    for firm in firms:
        firm.done()
    given.done()
    from domain.models.placing import place_firms

    best = [[max(row[city] for row in table) for city in range(len(capacity))] for table in tables]
    placed = place_firms(best, areas, capacity, divisible=divisible)
    if placed is None:
        raise ModelError("infeasible", given.place("production_capacity"))
    inventors = [
        [
            max(range(len(table)), key=lambda at, city=city: (table[at][city], -at))  # type: ignore[misc]
            if share > _TIE
            else None
            for city, share in enumerate(row)
        ]
        for table, row in zip(tables, placed.share, strict=True)
    ]
    return {
        "total_profit": placed.total,
        "share": placed.share,
        "innovation_city": inventors,
        "area_used": placed.area_used(areas),
        "shadow_price": placed.shadow_price,
    }


def _same_city(given: Given, cities: int, sites: int) -> list[int | None]:
    if not given.has("same_city"):
        return [at if at < sites else None for at in range(cities)]
    read = or_none(whole_reader(Range(0, sites - 1)))
    return given.items("same_city", read, length=cities)


def _separation(given: Given, home: Sequence[int | None], sites: int) -> list[list[float]]:
    """Return the cost of being in two cities, per pair; nothing within one city."""
    shape = (len(home), sites)
    if given.has("separation_cost"):
        raw = given.raw("separation_cost")
        if isinstance(raw, list):
            table = given.matrix("separation_cost", NOT_NEGATIVE, shape=shape)
        else:
            cost = number_in(raw, NOT_NEGATIVE, given.place("separation_cost"))
            table = [[cost] * sites for _ in home]
    else:
        fixed = given.number("separation_fixed", NOT_NEGATIVE, 0)
        per_km = given.number("separation_per_km", NOT_NEGATIVE, 0)
        far = (
            given.matrix("distance_km", NOT_NEGATIVE, shape=shape)
            if given.has("distance_km")
            else [[0.0] * sites for _ in home]
        )
        table = [[fixed + per_km * distance for distance in row] for row in far]
    return [
        [0.0 if home[at] == city else cost for city, cost in enumerate(row)]
        for at, row in enumerate(table)
    ]


def _tied(profit: Sequence[Sequence[float]], at: int, city: int) -> bool:
    top = profit[at][city]
    near = [value for row in profit for value in row if abs(top - value) <= _TIE * max(1, abs(top))]
    return len(near) > 1


def _log_sum(values: Sequence[float]) -> float:
    """Return ln Σ e^value without overflow."""
    top = max(values)
    return top + math.log(math.fsum(math.exp(value - top) for value in values))
