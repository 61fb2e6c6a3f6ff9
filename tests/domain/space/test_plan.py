"""The plan of a building and its occupancy on a day, against the park's expected figures."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from domain.records import Query
from domain.space.plan import bookings, floor_of, occupancy_of, plan, reserve_of
from domain.standing.space import spaces
from domain.units import Quarter
from tests.fakes import MemoryRecords

if TYPE_CHECKING:
    from domain.records import Records


@pytest.mark.parametrize(
    ("number", "floor"),
    [("101", "1"), ("1203", "12"), ("B101", "B1"), ("A-1203", "A-12"), ("301a", "3"), ("7", "")],
)
def test_a_floor_is_all_but_the_last_two_digits(number: str, floor: str) -> None:
    assert floor_of(number) == floor


def test_occupancy_and_reserve_are_those_expected(
    sample_park: Records, expected: dict[str, Any]
) -> None:
    for name, wanted in expected["occupancy"].items():
        found = occupancy_of(sample_park, Quarter.parse(name).last_day)
        assert found.let == round(wanted["let_m2"] * 100)
        assert found.area == round(wanted["lettable_m2"] * 100)
    reserve, area = reserve_of(spaces(sample_park))
    assert reserve / area == pytest.approx(expected["space"]["reserve_share"])


def test_the_buildings_add_up_to_the_park(sample_park: Records) -> None:
    on = date(2024, 12, 31)
    buildings = [str(row["id"]) for row in sample_park.select(Query("building"))]
    parts = [occupancy_of(sample_park, on, building) for building in buildings]
    assert sum(each.let for each in parts) == occupancy_of(sample_park, on).let


def _building() -> tuple[MemoryRecords, str, dict[str, str]]:
    records = MemoryRecords()
    building = records.add("building", code="B1")
    uses = {
        "101": "pilot_line", "102": "pilot_line", "201": "office", "202": "office",
        "203": "conference", "301": "white_site", "302": "office",
    }  # fmt: skip
    units = {
        number: records.add("unit", building=building, number=number, use=use, area=100)
        for number, use in uses.items()
    }
    for number, end in (("201", "2025-12-31"), ("202", "2025-03-31")):
        records.add(
            "lease", number=number, firm="f", unit=units[number], start="2024-01-01", end=end
        )
    records.add("booking", unit=units["102"], firm="g", start="2024-12-30", end="2025-01-03")
    return records, building, units


def test_each_unit_has_its_state_on_the_day() -> None:
    records, building, _ = _building()
    floors = plan(records, building, date(2024, 12, 31))
    assert [[(tile.space.number, tile.state) for tile in floor] for floor in floors] == [
        [("301", "reserve"), ("302", "free")],
        [("201", "let"), ("202", "ending"), ("203", "common")],
        [("101", "pilot"), ("102", "booked")],
    ]
    assert floors[2][1].firm == "g"
    assert floors[1][0].until == date(2025, 12, 31)


def test_a_booking_counts_on_its_days_only() -> None:
    records, building, _ = _building()
    assert plan(records, building, date(2025, 1, 4))[2][1].state == "pilot"
    assert len(bookings(records, date(2025, 1, 3), date(2025, 1, 9))) == 1
    assert bookings(records, date(2025, 1, 4), date(2025, 1, 10)) == []
