"""A pilot line is booked by days and never twice."""

from __future__ import annotations

from datetime import date

import pytest
from typing_extensions import override

from domain.errors import DomainError
from domain.space.booking import BookUnit, monday_of, week
from tests.fakes import MemoryJournal


class _Park(MemoryJournal):
    """A pilot line that is booked, another that is let until the end of 2024, an office."""

    @override
    def __post_init__(self) -> None:
        super().__post_init__()
        building = self.add("building", code="B1")
        self.hall = self.add("unit", building=building, number="090", use="conference", area=1)
        self.line = self.add("unit", building=building, number="101", use="pilot_line", area=1)
        self.let = self.add("unit", building=building, number="102", use="pilot_line", area=1)
        self.office = self.add("unit", building=building, number="201", use="office", area=1)
        self.firm = self.add("firm", number="QH001")
        self.other = self.add("firm", number="QH002")
        self.add("lease", number="ZL-1", firm=self.firm, unit=self.let, start="2024-01-01",
                 end="2024-12-31")  # fmt: skip
        self.booked = self.add("booking", unit=self.line, firm=self.firm, start="2025-01-07",
                               end="2025-01-08")  # fmt: skip


@pytest.fixture
def park() -> _Park:
    return _Park()


def refused(park: _Park, command: BookUnit) -> DomainError:
    """Return why a booking is refused; nothing was written."""
    before = dict(park.tables["booking"])
    with pytest.raises(DomainError) as caught:
        park.run(command)
    assert park.tables["booking"] == before
    return caught.value


def test_free_days_are_booked(park: _Park) -> None:
    command = BookUnit(park.line, park.other, "2025-01-09", "2025-01-10", " pilot batch ")
    park.run(command)
    assert (park.get("booking", command.record) or {})["purpose"] == "pilot batch"
    assert park.undo_label() == "command.book_unit"


@pytest.mark.parametrize(
    ("start", "end"),
    [("2025-01-08", "2025-01-09"), ("2025-01-06", "2025-01-07"), ("2025-01-01", "2025-01-31")],
)
def test_a_day_that_is_booked_is_refused(park: _Park, start: str, end: str) -> None:
    error = refused(park, BookUnit(park.line, park.other, start, end))
    assert (error.key, error.values["first"]) == ("booking_overlap", "2025-01-07")


def test_a_line_that_another_firm_has_leased_is_refused(park: _Park) -> None:
    error = refused(park, BookUnit(park.let, park.other, "2024-12-31", "2025-01-02"))
    assert (error.key, error.values["other"]) == ("booked_unit_let", "ZL-1")
    park.run(BookUnit(park.let, park.firm, "2024-12-30", "2024-12-31"))
    park.run(BookUnit(park.let, park.other, "2025-01-01", "2025-01-02"))


def test_an_office_is_not_booked_and_missing_words_are_asked_for(park: _Park) -> None:
    assert refused(park, BookUnit(park.office, park.firm, "2025-02-01", "2025-02-01")).key == (
        "unit_not_bookable"
    )
    assert refused(park, BookUnit("gone", park.firm, "2025-02-01", "2025-02-01")).key == (
        "record_gone"
    )
    for firm, start, end, key in (
        ("", "2025-02-01", "2025-02-01", "required"),
        (park.firm, "", "2025-02-01", "required"),
        (park.firm, "2025-02-30", "2025-03-01", "date_invalid"),
        (park.firm, "2025-02-02", "2025-02-01", "end_before_start"),
    ):
        assert refused(park, BookUnit(park.line, firm, start, end)).key == key


def test_a_week_shows_pilot_lines_first_with_who_has_them_each_day(park: _Park) -> None:
    monday = monday_of(date(2025, 1, 5))
    assert monday == date(2024, 12, 30)
    lines = week(park, date(2025, 1, 6))
    assert [line.number for line in lines] == ["101", "102", "090"]
    assert [slot.booking for slot in lines[0].slots] == [
        "", park.booked, park.booked, "", "", "", "",
    ]  # fmt: skip
    let = week(park, monday)[1].slots
    assert [bool(slot.lease) for slot in let] == [True, True, *([False] * 5)]
    assert let[0].firm == park.firm
