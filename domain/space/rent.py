"""The rent that is due for a quarter, lease by lease, explained stretch by stretch.

Rounding: everything is an exact fraction until the quarter's rent of one lease is known. That
rent is rounded once to whole fen, halves up. Its stretches, and the parts of the tenant and of
the payer of the discount, are whole fen by largest remainder, so that they add up to it exactly.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from domain.measures import half_up
from domain.records import Condition, Query
from domain.standing.rows import amount, day, text, whole_of
from domain.units import WHOLE_BP, largest_remainder

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from domain.records import Records, Row
    from domain.units import Quarter

_MONTHS_PER_YEAR: Final = 12
_HUNDREDTHS: Final = 100
_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Terms:
    """What a lease says of its rent.

    Attributes:
        area: hundredths of a m².
        rent_fen: per m² and month in the first year, None when unknown.
        until: last day, the early one if it ended early.
        free_months: calendar months from the start without rent.
        escalator_bp: increase at each anniversary of the start, on the rent before.
        discount_bp: part of the rent that the tenant does not pay.
        payer: party that bears the discount, empty when the park does.
    """

    lease: str
    number: str
    firm: str
    unit: str
    building: str
    area: int
    rent_fen: int | None
    start: date
    until: date
    free_months: int = 0
    escalator_bp: int = 0
    discount_bp: int = 0
    payer: str = ""

    def rate_in(self, year: int) -> Fraction:
        """Return the rent in fen per m² and month in a year of the lease, the first being 0."""
        growth = Fraction(WHOLE_BP + self.escalator_bp, WHOLE_BP)
        return (self.rent_fen or 0) * growth**year


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days of a quarter with one rent: ``months`` counts each day as a part of its own month."""

    first: date
    last: date
    months: Fraction
    rate: Fraction
    free: bool
    fen: int = 0


@dataclass(frozen=True, slots=True)
class RentDue:
    """Rent of one lease in one quarter in whole fen; None where the lease names no rent.

    ``fen`` is the rent in full: what the tenant owes, and what the payer of the discount bears.
    """

    terms: Terms
    fen: int | None
    tenant_fen: int | None
    payer_fen: int | None
    stretches: tuple[Stretch, ...]


def months_later(start: date, months: int) -> date:
    """Return the same day of a later month, its last day where the month is too short."""
    year, month = divmod(start.year * _MONTHS_PER_YEAR + start.month - 1 + months, _MONTHS_PER_YEAR)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(start.day, last))


def rent_due(terms: Terms, quarter: Quarter) -> RentDue | None:
    """Return the rent of a lease for a quarter, None where the lease does not run in it."""
    parts = tuple(_stretches(terms, quarter))
    if not parts:
        return None
    if terms.rent_fen is None:
        return RentDue(terms, None, None, None, parts)
    exact = [
        Fraction(0) if part.free else terms.area * part.rate * part.months / _HUNDREDTHS
        for part in parts
    ]
    whole = half_up(sum(exact, Fraction(0)))
    shares = largest_remainder(whole, exact) if whole else (0,) * len(parts)
    owed = (WHOLE_BP - terms.discount_bp, terms.discount_bp)
    tenant, payer = largest_remainder(whole, owed)
    priced = tuple(
        Stretch(part.first, part.last, part.months, part.rate, part.free, fen)
        for part, fen in zip(parts, shares, strict=True)
    )
    return RentDue(terms, whole, tenant, payer, priced)


def _stretches(terms: Terms, quarter: Quarter) -> Iterator[Stretch]:
    """Cut the days let in a quarter where the rent changes: end of the free time, anniversaries."""
    first, last = max(terms.start, quarter.first_day), min(terms.until, quarter.last_day)
    paid_from = months_later(terms.start, terms.free_months)
    while first <= last:
        year = _year_of(terms.start, first)
        following = months_later(terms.start, (year + 1) * _MONTHS_PER_YEAR)
        cuts = [each for each in (paid_from, following) if first < each <= last]
        end = min(cuts) - _DAY if cuts else last
        free = first < paid_from
        yield Stretch(first, end, months_of(first, end), terms.rate_in(year), free)
        first = end + _DAY


def _year_of(start: date, on: date) -> int:
    """Return how many anniversaries have passed by a day."""
    years = on.year - start.year
    return years - (on < months_later(start, years * _MONTHS_PER_YEAR))


def months_of(first: date, last: date) -> Fraction:
    """Return the days from one to another, both included, each as a part of its own month."""
    total = Fraction(0)
    while first <= last:
        length = calendar.monthrange(first.year, first.month)[1]
        end = min(last, date(first.year, first.month, length))
        total += Fraction((end - first).days + 1, length)
        first = end + _DAY
    return total


_COLUMNS: Final = (
    "number",
    "firm",
    "unit",
    "unit.building",
    "unit.area",
    "rent_fen",
    "start",
    "end",
    "early_end",
    "free_months",
    "escalator_bp",
    "discount_bp",
    "discount_payer",
)


def all_terms(records: Records) -> tuple[Terms, ...]:
    """Return what every lease says of its rent, by number.

    A lease that names no free months, increase or discount grants none.
    """
    rows = records.select(Query("lease", columns=_COLUMNS, order=("number",)))
    return tuple(terms for row in rows if (terms := _terms(row)) is not None)


def terms_of(records: Records, lease: str) -> Terms | None:
    """Return what a lease says of its rent, None where there is no such lease."""
    rows = records.select(Query("lease", columns=_COLUMNS, where=(Condition("id", "=", lease),)))
    return _terms(rows[0]) if rows else None


def _terms(row: Row) -> Terms | None:
    start, end = day(row, "start"), day(row, "end")
    if start is None or end is None:
        return None
    return Terms(
        text(row, "id"),
        text(row, "number"),
        text(row, "firm"),
        text(row, "unit"),
        text(row, "unit.building"),
        amount(row, "unit.area"),
        whole_of(row, "rent_fen"),
        start,
        day(row, "early_end") or end,
        amount(row, "free_months"),
        amount(row, "escalator_bp"),
        amount(row, "discount_bp"),
        text(row, "discount_payer"),
    )


def rents(records: Records, quarter: Quarter) -> tuple[RentDue, ...]:
    """Return the rent of every lease that runs in a quarter, by number of the lease."""
    return tuple(
        due for terms in all_terms(records) if (due := rent_due(terms, quarter)) is not None
    )


@dataclass(frozen=True, slots=True)
class Billed:
    """Rent due of a building in a quarter beside what was invoiced and collected, in fen.

    ``unknown`` counts leases that name no rent; the sums leave them out.
    """

    building: str
    leases: int
    unknown: int
    due_fen: int
    tenant_fen: int
    payer_fen: int
    invoiced_fen: int | None
    collected_fen: int | None

    @property
    def gap_fen(self) -> int | None:
        """Return what was invoiced less what is due, None when nothing is known of invoices."""
        return None if self.invoiced_fen is None else self.invoiced_fen - self.due_fen


def billed(records: Records, quarter: Quarter, dues: Iterable[RentDue]) -> tuple[Billed, ...]:
    """Compare rent due with the park's figures of the quarter, by building and code."""
    mine: dict[str, list[RentDue]] = {}
    for due in dues:
        mine.setdefault(due.terms.building, []).append(due)
    figures = {
        text(row, "building"): row for row in records.find("park_quarter", quarter=str(quarter))
    }
    buildings = records.select(Query("building", columns=("code",), order=("code",)))
    return tuple(
        _billed(text(row, "id"), mine.get(text(row, "id"), []), figures.get(text(row, "id"), {}))
        for row in buildings
    )


def _billed(building: str, dues: list[RentDue], figures: Row) -> Billed:
    return Billed(
        building,
        len(dues),
        sum(due.fen is None for due in dues),
        sum(due.fen or 0 for due in dues),
        sum(due.tenant_fen or 0 for due in dues),
        sum(due.payer_fen or 0 for due in dues),
        whole_of(figures, "rent_invoiced_fen"),
        whole_of(figures, "rent_collected_fen"),
    )
