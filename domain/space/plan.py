"""The plan of a building on a day: floors, and what each unit is used for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from domain.records import Query
from domain.standing.rows import day, text
from domain.standing.space import Occupancy, occupancy, spaces, tenancies

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from domain.records import Records, Row
    from domain.standing.space import Space, Tenancy

STATES: Final = ("let", "ending", "free", "pilot", "booked", "reserve", "common")
ENDING_DAYS: Final = 90
_FLOOR: Final = re.compile(r"(.*?)(\d+?)(\d\d)\D*")
_COMMON: Final = frozenset({"conference", "shared_plant"})


@dataclass(frozen=True, slots=True)
class Tile:
    """One unit on a day.

    Attributes:
        floor: name of its floor, empty where the number does not tell.
        state: ``let``; ``ending``, let for at most 90 days more; ``free``; ``pilot``, a pilot line
            that nobody has leased; ``booked``, one that is booked that day; ``reserve``;
            ``common``, used in common.
        firm: who has it, empty when nobody; ``lease``: by which lease; ``until``: last day.
    """

    space: Space
    floor: str
    state: str
    firm: str = ""
    lease: str = ""
    until: date | None = None


def floor_of(number: str) -> str:
    """Return the floor in a unit's number: all digits but the last two, ``1203`` → ``12``."""
    match = _FLOOR.fullmatch(number)
    return f"{match[1]}{match[2]}" if match else ""


def plan(records: Records, building: str, on: date) -> tuple[tuple[Tile, ...], ...]:
    """Return the floors of a building, the highest first, each with its units by number."""
    tiles = [tile for tile in all_tiles(records, on) if tile.space.building == building]
    floors = sorted({tile.floor for tile in tiles}, key=_height, reverse=True)
    return tuple(
        tuple(sorted((t for t in tiles if t.floor == floor), key=lambda t: t.space.number))
        for floor in floors
    )


def all_tiles(records: Records, on: date) -> list[Tile]:
    """Return every unit of the park as it is on a day."""
    leases = {each.unit: each for each in tenancies(records) if each.runs_at(on)}
    booked = {text(row, "unit"): text(row, "firm") for row in bookings(records, on, on)}
    return [
        _tile(space, leases.get(space.record), booked.get(space.record, ""), on)
        for space in spaces(records)
    ]


def _height(floor: str) -> tuple[int, str]:
    digits = re.search(r"\d+", floor)
    return (int(digits[0]) if digits else 0, floor)


def _tile(space: Space, lease: Tenancy | None, booked: str, on: date) -> Tile:
    floor = floor_of(space.number)
    if lease is not None:
        ending = lease.until <= on + timedelta(days=ENDING_DAYS)
        state = "ending" if ending else "let"
        return Tile(space, floor, state, lease.firm, lease.record, lease.until)
    if space.use == "pilot_line":
        return Tile(space, floor, "booked" if booked else "pilot", booked)
    if space.use == "white_site":
        return Tile(space, floor, "reserve")
    return Tile(space, floor, "common" if space.use in _COMMON else "free")


def bookings(records: Records, first: date, last: date) -> list[Row]:
    """Return the bookings that touch some days, both included, the earliest first."""
    rows = records.select(
        Query("booking", columns=("unit", "firm", "start", "end", "purpose"), order=("start",))
    )
    found = []
    for row in rows:
        start, end = day(row, "start"), day(row, "end")
        if start is not None and end is not None and start <= last and end >= first:
            found.append(row)
    return found


def occupancy_of(records: Records, on: date, building: str = "") -> Occupancy:
    """Return what of the lettable space of a building, or of all, is let on a day."""
    units = [each for each in spaces(records) if not building or each.building == building]
    return occupancy(units, tenancies(records), on)


def reserve_of(units: Sequence[Space]) -> tuple[int, int]:
    """Return the area of the white-site reserve and of all units, in hundredths of a m²."""
    reserve = sum(unit.area for unit in units if unit.use == "white_site")
    return reserve, sum(unit.area for unit in units)
