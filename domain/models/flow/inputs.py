"""What the flow model is given: regions, their parameters, and the instruments of policy."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from domain.models.errors import ModelError
from domain.models.given import (
    ANY,
    NOT_NEGATIVE,
    OPEN_UNIT,
    POSITIVE,
    POSITIVE_TO_ONE,
    UNIT,
    Given,
    Range,
    number_in,
)

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Matrix = NDArray[np.float64]

CATCH_UP: Final = Range(0, 0.2)
MOBILITY: Final = Range(0, 10)
KNOWLEDGE: Final = Range(0, 1.5)
_FROM_ZERO: Final = Range(0)
_SYMMETRIC: Final = 1e-12


@dataclass(frozen=True, slots=True)
class Parameters:
    """Elasticities and rates; the names are those of the contract."""

    congestion_elasticity: float = 0.35
    knowledge_elasticity: float = 0.15
    knowledge_rate: float = 0.10
    spillover_share: float = 0.20
    catch_up_rate: float = 0.02
    mobility: float = 0.15
    donor_limit: float = 0.25


@dataclass(frozen=True, slots=True)
class Regions:
    """Regions and what lies between them.

    Attributes:
        stock: (N,) factors; capacity: (N,) one unit of room throughout; environment: (N,) > 0.
        proximity: (N, N) symmetric, diagonal 0; friction: (N, N) in points of log return.
    """

    stock: Matrix
    capacity: Matrix
    environment: Matrix
    proximity: Matrix
    friction: Matrix
    parameters: Parameters

    @property
    def count(self) -> int:
        """Number of regions."""
        return len(self.stock)


@dataclass(frozen=True, slots=True)
class Instrument:
    """A policy instrument; which figures count follows from its kind.

    Attributes:
        kind: ``corridor``, ``cooperation_zone``, ``science_city`` or ``reverse_enclave``.
        members: regions concerned; for an enclave home, then host.
        start, end: quarters in which it is active, both inclusive.
        cost: (N,) paid in each active quarter.
        figures: the kind's own numbers by name.
        positions: of the members along a corridor, in km.
    """

    kind: str
    members: tuple[int, ...]
    start: int
    end: float
    cost: tuple[float, ...]
    figures: dict[str, float]
    positions: tuple[float, ...] = ()

    def active(self, quarter: int) -> bool:
        """Tell whether the instrument is at work in a quarter."""
        return self.start <= quarter <= self.end


_FIGURES: Final[dict[str, dict[str, tuple[Range, float | None]]]] = {
    "corridor": {
        "proximity_gain": (NOT_NEGATIVE, 1.0),
        "friction_relief": (UNIT, 0.5),
        "distance_decay": (NOT_NEGATIVE, 0.01),
    },
    "cooperation_zone": {"environment_gain": (ANY, 0.10)},
    "science_city": {
        "injection": (NOT_NEGATIVE, 1.0),
        "environment_gain": (ANY, 0.10),
        "useful_share": (UNIT, 0.5),
    },
    "reverse_enclave": {
        "seed_stock": (NOT_NEGATIVE, None),
        "capacity": (POSITIVE, None),
        "subsidy_rate": (NOT_NEGATIVE, 0.05),
        "fixed_cost": (NOT_NEGATIVE, 0.0),
        "knowledge_return": (UNIT, 0.10),
        "home_share": (UNIT, 0.5),
    },
}
_PAIR: Final = 2


def read_regions(given: Given, *, catch_up: bool = True) -> Regions:
    """Return the regions that an input describes."""
    import numpy as np

    stock = given.numbers("stock", NOT_NEGATIVE, least=2)
    count = len(stock)
    capacity = given.numbers("capacity", POSITIVE, length=count)
    environment = given.numbers("environment", POSITIVE, length=count)
    if math.fsum(stock) <= 0:
        raise ModelError("out_of_range", given.place("stock"), value=0, range="Σ > 0")
    parameters = read_parameters(given, catch_up=catch_up)
    proximity = read_pairs(given, "proximity", NOT_NEGATIVE, 1.0, count)
    friction = read_pairs(given, "friction", UNIT, 0.0, count)
    return Regions(
        np.asarray(stock),
        np.asarray(capacity),
        np.asarray(environment),
        proximity,
        friction,
        parameters,
    )


def read_parameters(given: Given, *, catch_up: bool = True) -> Parameters:
    """Return the parameters, the usual ones where nothing is said."""
    usual = Parameters()
    return Parameters(
        given.number("congestion_elasticity", OPEN_UNIT, usual.congestion_elasticity),
        given.number("knowledge_elasticity", KNOWLEDGE, usual.knowledge_elasticity),
        given.number("knowledge_rate", POSITIVE_TO_ONE, usual.knowledge_rate),
        given.number("spillover_share", UNIT, usual.spillover_share),
        given.number("catch_up_rate", CATCH_UP, usual.catch_up_rate) if catch_up else 0.0,
        given.number("mobility", MOBILITY, usual.mobility),
        given.number("donor_limit", POSITIVE_TO_ONE, usual.donor_limit),
    )


def read_pairs(given: Given, name: str, within: Range, usual: float, count: int) -> Matrix:
    """Return a symmetric matrix with zero diagonal; one number stands for all pairs.

    Raises:
        ModelError: ``not_symmetric`` names the pair.
    """
    import numpy as np

    raw = given.raw(name, usual)
    if not isinstance(raw, list):
        value = number_in(raw, within, given.place(name))
        return value * (1 - np.eye(count))
    table = np.asarray(given.matrix(name, within, shape=(count, count)))
    for one in range(count):
        for other in range(one + 1):
            gap = abs(table[one, other] - table[other, one])
            if gap > _SYMMETRIC or (one == other and table[one, one] != 0):
                place = f"{given.place(name)}/{one}/{other}"
                raise ModelError("not_symmetric", place, value=table[one, other])
    return table


def read_instruments(given: Given, regions: Regions) -> tuple[Instrument, ...]:
    """Return the instruments of a policy in the order given."""
    parts = given.objects("instruments", [], least=0)
    return tuple(_instrument(part, regions) for part in parts)


def _instrument(given: Given, regions: Regions) -> Instrument:
    kind = given.choice("kind", tuple(_FIGURES))
    place = Range(0, regions.count - 1)
    figures = {
        name: given.number(name, within) if usual is None else given.number(name, within, usual)
        for name, (within, usual) in _FIGURES[kind].items()
    }
    start, end, cost = 0, math.inf, (0.0,) * regions.count
    members: tuple[int, ...]
    positions: tuple[float, ...] = ()
    if kind == "reverse_enclave":
        members = _home_and_host(given, place)
        check_enclave(given, regions, figures, members[0])
    else:
        length = _PAIR if kind == "cooperation_zone" else None
        if kind == "science_city":
            members = (given.whole("region", place),)
        else:
            members = tuple(given.wholes("members", place, least=_PAIR, length=length))
        start = given.whole("start_quarter", _FROM_ZERO, 0)
        last = given.whole_or_none("end_quarter", _FROM_ZERO)
        end = math.inf if last is None else last
        if given.has("cost_by_region"):
            cost = tuple(given.numbers("cost_by_region", length=regions.count))
        if kind == "corridor":
            positions = tuple(given.numbers("positions_km", length=len(members)))
    given.done()
    return Instrument(kind, members, start, end, cost, figures, positions)


def _home_and_host(given: Given, place: Range) -> tuple[int, int]:
    home, host = given.whole("home", place), given.whole("host", place)
    if home == host:
        raise ModelError("out_of_range", given.place("host"), value=host, range="≠ home")
    return home, host


def check_enclave(given: Given, regions: Regions, figures: dict[str, float], home: int) -> None:
    """Refuse a seed that the home has not, and more knowledge returned than it had of its own.

    Raises:
        ModelError: ``infeasible``.
    """
    if figures["seed_stock"] > regions.stock[home]:
        raise ModelError("infeasible", given.place("seed_stock"))
    share = regions.parameters.spillover_share
    if figures["knowledge_return"] > 1 - share + share / regions.count:
        raise ModelError("infeasible", given.place("knowledge_return"))
