"""Where things are: cities of regions, and who is origin and host."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from domain.records import Query
from domain.standing.rows import text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from domain.records import Records, Row

_MOST_LEVELS: Final = 6
_NAMES: Final = ("name_zh", "name_fr", "name_en")


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
    origin and host. A side without a region is in the one that is called as it is.
    """
    rows = records.select(Query("region", columns=("kind", "parent", *_NAMES)))
    regions = {text(row, "id"): (text(row, "kind"), text(row, "parent")) for row in rows}
    city_of = {region: _city(region, regions) for region in regions}
    parties = records.select(
        Query("party", columns=("code", "kind", "region", *_NAMES), order=("code",))
    )
    enclaves = records.select(Query("enclave", columns=("origin", "host"), order=("opened",)))
    called = _called(rows)
    region_of = {
        text(row, "id"): text(row, "region") or _region_called(row, called) for row in parties
    }
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


def _called(regions: Sequence[Row]) -> dict[str, str]:
    """Return the regions by their names, a Chinese one also after its city's: 杭州市余杭区."""
    chinese = {text(row, "id"): text(row, "name_zh") for row in regions}
    found: dict[str, str] = {}
    for row in regions:
        region, above = text(row, "id"), chinese.get(text(row, "parent"), "")
        found.update({name: region for each in _NAMES if (name := text(row, each))})
        if above and chinese[region]:
            found[f"{above}{chinese[region]}"] = region
    return found


def _region_called(party: Row, called: Mapping[str, str]) -> str:
    names = (text(party, each) for each in _NAMES)
    return next((called[name] for name in names if name in called), "")


def _city(region: str, regions: Mapping[str, tuple[str, str]]) -> str:
    """Return the city above a region; a region without one stands for itself."""
    place = region
    for _ in range(_MOST_LEVELS):
        kind, parent = regions.get(place, ("", ""))
        if kind == "city" or not parent:
            return place if kind == "city" else region
        place = parent
    return region
