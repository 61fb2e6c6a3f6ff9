"""Where things are: cities of regions, and who is origin and host."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from domain.records import Query
from domain.standing.rows import text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from domain.records import Records

_MOST_LEVELS: Final = 6


@dataclass(frozen=True, slots=True)
class Places:
    """Regions and the two sides of the enclave.

    Attributes:
        city_of: region → the city it lies in (itself for a city); ids of records.
        origin: party of the origin, empty when none is recorded; ``host`` likewise.
        origin_city: city of the origin's region, empty when unknown; ``host_city`` likewise.
    """

    city_of: Mapping[str, str]
    origin: str
    host: str
    origin_city: str
    host_city: str


def places(records: Records) -> Places:
    """Return the geography of the park.

    The two sides are those of the oldest enclave recorded, or else the parties whose kind is
    origin and host.
    """
    regions = {
        text(row, "id"): (text(row, "kind"), text(row, "parent"))
        for row in records.select(Query("region", columns=("kind", "parent")))
    }
    city_of = {region: _city(region, regions) for region in regions}
    parties = records.select(Query("party", columns=("code", "kind", "region"), order=("code",)))
    enclaves = records.select(Query("enclave", columns=("origin", "host"), order=("opened",)))
    region_of = {text(row, "id"): text(row, "region") for row in parties}
    sides: dict[str, str] = {}
    for side in ("origin", "host"):
        declared = [text(row, side) for row in enclaves]
        by_kind = [text(row, "id") for row in parties if row["kind"] == side]
        sides[side] = next(iter((*declared, *by_kind)), "")
    return Places(
        city_of,
        sides["origin"],
        sides["host"],
        city_of.get(region_of.get(sides["origin"], ""), ""),
        city_of.get(region_of.get(sides["host"], ""), ""),
    )


def _city(region: str, regions: Mapping[str, tuple[str, str]]) -> str:
    """Return the city above a region; a region without one stands for itself."""
    place = region
    for _ in range(_MOST_LEVELS):
        kind, parent = regions.get(place, ("", ""))
        if kind == "city" or not parent:
            return place if kind == "city" else region
        place = parent
    return region
