"""Book pilot lines and rooms used in common, day by day, never twice."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from domain.commands import AddRow
from domain.errors import DomainError
from domain.ids import new_id
from domain.records import Query
from domain.space.plan import bookings
from domain.standing.rows import day, text
from domain.standing.space import tenancies

if TYPE_CHECKING:
    from collections.abc import Iterator

    from domain.records import Records, Specs, Write

BOOKABLE: Final = ("pilot_line", "conference", "shared_plant")
"""Uses that are booked by days, pilot lines first."""

DAYS: Final = 7


@dataclass(frozen=True, slots=True)
class BookUnit:
    """Book a unit for a firm from one day to another, both included, ISO."""

    unit: str
    firm: str
    start: str
    end: str
    purpose: str = ""
    record: str = field(default_factory=new_id)
    reason: str = ""
    key: str = "command.book_unit"

    def writes(self, records: Records, specs: Specs) -> Iterator[Write]:
        """Yield the booking.

        Raises:
            DomainError: ``unit_not_bookable`` for other uses; ``booked_unit_let`` names the lease
                by which another firm has the unit; ``booking_overlap`` where it is booked.
        """
        unit = records.get("unit", self.unit)
        if unit is None:
            raise DomainError("record_gone", table="unit", record=self.unit)
        if unit["use"] not in BOOKABLE:
            raise DomainError("unit_not_bookable", table="unit", field="use", value=unit["use"])
        values = {
            "unit": self.unit,
            "firm": self.firm or None,
            "start": self.start or None,
            "end": self.end or None,
            "purpose": self.purpose.strip() or None,
        }
        yield from AddRow("booking", values, self.reason, self.record).writes(records, specs)


@dataclass(frozen=True, slots=True)
class Slot:
    """One unit on one day: by which booking or lease which firm has it; empty where nobody has."""

    on: date
    firm: str = ""
    booking: str = ""
    lease: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One unit over the seven days of a week."""

    unit: str
    building: str
    number: str
    use: str
    slots: tuple[Slot, ...]


def monday_of(on: date) -> date:
    """Return the first day of the week that holds a day."""
    return on - timedelta(days=on.weekday())


def week(records: Records, monday: date) -> tuple[Line, ...]:
    """Return the units that are booked by days over a week, pilot lines first."""
    days = [monday + timedelta(days=step) for step in range(DAYS)]
    booked = bookings(records, days[0], days[-1])
    leases = tenancies(records)
    columns = ("building", "building.code", "number", "use")
    rows = records.select(Query("unit", columns=columns, order=("building.code", "number")))
    units = [row for row in rows if text(row, "use") in BOOKABLE]
    units.sort(key=lambda row: BOOKABLE.index(text(row, "use")))

    def slot(unit: str, on: date) -> Slot:
        for row in booked:
            first, last = day(row, "start"), day(row, "end")
            if text(row, "unit") == unit and first and last and first <= on <= last:
                return Slot(on, text(row, "firm"), booking=text(row, "id"))
        lease = next((each for each in leases if each.unit == unit and each.runs_at(on)), None)
        return Slot(on, lease.firm, lease=lease.record) if lease else Slot(on)

    return tuple(
        Line(
            text(row, "id"),
            text(row, "building"),
            text(row, "number"),
            text(row, "use"),
            tuple(slot(text(row, "id"), on) for on in days),
        )
        for row in units
    )
