"""Space: what is let, what is kept in reserve."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final

from domain.indicators.definition import Figure, Indicator
from domain.standing.space import Occupancy, occupancy, spaces, tenancies
from domain.units import WHOLE_BP

if TYPE_CHECKING:
    from collections.abc import Sequence

    from domain.records import Records
    from domain.units import Quarter


def occupancies(records: Records, quarters: Sequence[Quarter]) -> tuple[Occupancy, ...]:
    """Return what of the lettable space is let on the last day of each quarter."""
    units, leases = spaces(records), tenancies(records)
    return tuple(occupancy(units, leases, quarter.last_day) for quarter in quarters)


def occupied_share(records: Records, quarters: Sequence[Quarter]) -> tuple[Figure, ...]:
    """Divide the area let on the last day by the area for incubation, offices, pilot lines."""
    return tuple(
        Figure(each.share, each.units, each.units) for each in occupancies(records, quarters)
    )


def let_area(records: Records, quarters: Sequence[Quarter]) -> tuple[Figure, ...]:
    """Sum the area let on the last day of a quarter."""
    return tuple(
        Figure(each.let if each.units else None, each.units, each.units)
        for each in occupancies(records, quarters)
    )


def reserve_share(records: Records, quarters: Sequence[Quarter]) -> tuple[Figure, ...]:
    """Divide the white-site reserve by the area of all units. Source: Hu & Zhang 2024, §4.2."""
    units = spaces(records)
    area = sum(unit.area for unit in units)
    reserve = sum(unit.area for unit in units if unit.use == "white_site")
    share = Fraction(reserve * WHOLE_BP, area) if area else None
    return tuple(Figure(share, len(units), len(units)) for _ in quarters)


INDICATORS: Final = (
    Indicator("occupancy", "share", "space", occupied_share, "up", headline=True),
    Indicator("let_area", "area", "space", let_area, "up"),
    Indicator("reserve_share", "share", "space", reserve_share),
)
