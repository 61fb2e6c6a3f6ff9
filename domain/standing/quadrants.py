"""The four quadrants: where a firm innovates, and whether it produces in the same city.

Source: Hu & Zhang 2024, §3.2 and figure 5.
"""

from __future__ import annotations

from collections import Counter
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from domain.records import Query
from domain.standing.kept import kept
from domain.standing.places import places
from domain.standing.residence import residences
from domain.standing.rows import text

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from domain.records import Records
    from domain.standing.places import Places

QUADRANTS: Final = (
    "host_together",
    "host_separated",
    "origin_together",
    "origin_separated",
    "elsewhere_together",
    "elsewhere_separated",
    "unknown",
)
OUTSIDE: Final = ("exited", "not_admitted")


def quadrant_of(rd_site: str, production_site: str, where: Places) -> str:
    """Return the quadrant of a firm by its two sites (ids of regions, empty when unknown).

    A site in a third city is ``elsewhere``; the quadrant is unknown when a site is, or when it is
    not known which city is which.
    """
    if not rd_site or not production_site:
        return "unknown"
    city = where.city_of.get(rd_site, rd_site)
    together = city == where.city_of.get(production_site, production_site)
    side = "elsewhere"
    if city == where.host_city:
        side = "host"
    elif city == where.origin_city:
        side = "origin"
    elif not (where.host_city and where.origin_city):
        return "unknown"
    return f"{side}_{'together' if together else 'separated'}"


@kept
def quadrants_at(records: Records, on: date) -> Mapping[str, str]:
    """Return the quadrant of every firm (by record) at the end of a day.

    Firms that are not admitted by then, or have left, are ``not_admitted`` and ``exited``. The
    register keeps present sites only, so that moves between quadrants cannot be seen.
    """
    where = places(records)
    known = {each.firm: each for each in residences(records)}
    found: dict[str, str] = {}
    rows = records.select(Query("firm", columns=("rd_site", "production_site"), order=("number",)))
    for row in rows:
        firm = text(row, "id")
        residence = known.get(firm)
        if residence is None or residence.admitted > on:
            found[firm] = "not_admitted"
        elif not residence.lives_at(on):
            found[firm] = "exited"
        else:
            found[firm] = quadrant_of(text(row, "rd_site"), text(row, "production_site"), where)
    return MappingProxyType(found)


def quadrant_counts(records: Records, on: date) -> dict[str, int]:
    """Return how many firms are in each quadrant, outside ones included."""
    counts = Counter(quadrants_at(records, on).values())
    return {name: counts.get(name, 0) for name in (*QUADRANTS, *OUTSIDE)}
