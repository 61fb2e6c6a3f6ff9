"""What went from place to place over four quarters: factors by kind, pair of regions and unit."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from domain.entities.choices import FACTOR_KIND
from domain.measures import exactly
from domain.records import Condition, Query
from domain.standing.kept import kept
from domain.standing.rows import number_of, text
from domain.units import QUARTERS_PER_YEAR

if TYPE_CHECKING:
    from domain.records import Records
    from domain.units import Quarter

KINDS: Final = FACTOR_KIND.values


@dataclass(frozen=True, slots=True)
class Flow:
    """What went from one region to another in one unit.

    Attributes:
        start, end: regions, by record.
        quantity: sum of the known quantities in the recorded unit, None when none is known.
        entries: how many entries there are; ``unmeasured`` of them without a quantity.
    """

    kind: str
    unit: str
    start: str
    end: str
    quantity: Fraction | None
    entries: int
    unmeasured: int


@kept
def flows_over_a_year(records: Records, quarter: Quarter) -> tuple[Flow, ...]:
    """Return the flows of the four quarters that end with ``quarter``, the largest first."""
    first = quarter.plus(1 - QUARTERS_PER_YEAR).first_day.isoformat()
    rows = records.select(
        Query(
            "factor_flow",
            columns=("kind", "from_region", "to_region", "quantity", "unit"),
            where=(
                Condition("date", ">=", first),
                Condition("date", "<=", quarter.last_day.isoformat()),
            ),
        )
    )
    found: dict[tuple[str, ...], list[Fraction | None]] = {}
    for row in rows:
        pair = tuple(text(row, name) for name in ("kind", "unit", "from_region", "to_region"))
        quantity = number_of(row, "quantity")
        known = None if quantity is None else exactly(quantity)
        found.setdefault(pair, []).append(known)
    flows = [_flow(pair, quantities) for pair, quantities in found.items()]
    return tuple(sorted(flows, key=lambda each: (-(each.quantity or 0), each.start, each.end)))


def _flow(pair: tuple[str, ...], quantities: list[Fraction | None]) -> Flow:
    kind, unit, start, end = pair
    known = [each for each in quantities if each is not None]
    return Flow(
        kind,
        unit,
        start,
        end,
        sum(known, Fraction(0)) if known else None,
        len(quantities),
        len(quantities) - len(known),
    )
