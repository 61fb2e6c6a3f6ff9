"""Space by use: what there is, what is let on a day, which leases end."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from domain.records import Query
from domain.standing.kept import kept
from domain.standing.rows import amount, day, text
from domain.units import WHOLE_BP

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from domain.records import Records

LETTABLE: Final = ("incubation", "office", "pilot_line")
"""Uses that are let by lease; the others are used in common or kept in reserve."""


@dataclass(frozen=True, slots=True)
class Space:
    """One unit: area in hundredths of a m²."""

    record: str
    building: str
    number: str
    use: str
    area: int


@dataclass(frozen=True, slots=True)
class Tenancy:
    """One lease; ``until`` is its last day, the early one if it ended early."""

    record: str
    number: str
    firm: str
    unit: str
    start: date
    end: date
    early_end: date | None

    @property
    def until(self) -> date:
        """Last day of the lease."""
        return self.end if self.early_end is None else self.early_end

    def runs_at(self, on: date) -> bool:
        """Tell whether the lease is in force on a day."""
        return self.start <= on <= (self.end if self.early_end is None else self.early_end)


@dataclass(frozen=True, slots=True)
class Occupancy:
    """Let and existing area of some uses on a day, in hundredths of a m²."""

    let: int
    area: int
    units_let: int
    units: int

    @property
    def share(self) -> Fraction | None:
        """Let share in basis points, None when there is nothing to let."""
        return Fraction(self.let * WHOLE_BP, self.area) if self.area else None


@kept
def spaces(records: Records) -> tuple[Space, ...]:
    """Return all units."""
    rows = records.select(Query("unit", columns=("building", "number", "use", "area")))
    return tuple(
        Space(
            text(row, "id"),
            text(row, "building"),
            text(row, "number"),
            text(row, "use"),
            amount(row, "area"),
        )
        for row in rows
    )


@kept
def tenancies(records: Records) -> tuple[Tenancy, ...]:
    """Return all leases, the oldest first."""
    columns = ("number", "firm", "unit", "start", "end", "early_end")
    found: list[Tenancy] = []
    for row in records.select(Query("lease", columns=columns, order=("start",))):
        start, end = day(row, "start"), day(row, "end")
        if start is not None and end is not None:
            found.append(
                Tenancy(
                    text(row, "id"),
                    text(row, "number"),
                    text(row, "firm"),
                    text(row, "unit"),
                    start,
                    end,
                    day(row, "early_end"),
                )
            )
    return tuple(found)


def occupancy(
    units: Iterable[Space],
    leases: Iterable[Tenancy],
    on: date,
    uses: tuple[str, ...] = LETTABLE,
) -> Occupancy:
    """Return what of some uses is let on a day."""
    areas = {unit.record: unit.area for unit in units if unit.use in uses}
    let = areas.keys() & {lease.unit for lease in leases if lease.runs_at(on)}
    return Occupancy(sum(map(areas.__getitem__, let)), sum(areas.values()), len(let), len(areas))


def occupancy_by_use(
    units: tuple[Space, ...], leases: tuple[Tenancy, ...], on: date
) -> dict[str, Occupancy]:
    """Return the occupancy of each use that exists."""
    uses = dict.fromkeys(unit.use for unit in units)
    return {use: occupancy(units, leases, on, (use,)) for use in uses}


def leases_ended(leases: Iterable[Tenancy], first: date, last: date) -> tuple[Tenancy, ...]:
    """Return the leases that were ended early within some days, both included."""
    return tuple(
        each for each in leases if each.early_end is not None and first <= each.early_end <= last
    )


def leases_ending(leases: Iterable[Tenancy], first: date, last: date) -> tuple[Tenancy, ...]:
    """Return the leases whose last day lies within some days, both included."""
    return tuple(each for each in leases if first <= each.until <= last)
