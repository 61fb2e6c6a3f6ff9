"""The rent of a quarter, computed by hand for leases that are easy to get wrong."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from domain.space.rent import (
    Terms,
    all_terms,
    billed,
    months_later,
    months_of,
    rent_due,
    rents,
    terms_of,
)
from domain.units import Quarter
from tests.fakes import MemoryRecords

# 240.00 m² at 30.00 yuan per m² and month: 7,200.00 yuan a month.
AREA, RENT, MONTH = 24_000, 3_000, 720_000


def terms(
    start: date,
    until: date,
    *,
    area: int = AREA,
    rent: int | None = RENT,
    free: int = 0,
    escalator: int = 0,
    discount: int = 0,
) -> Terms:
    """Return the terms of a lease of one unit."""
    return Terms(
        "lease", "ZL-1", "firm", "unit", "building", area, rent, start, until,
        free, escalator, discount, "payer" if discount else "",
    )  # fmt: skip


def due(lease: Terms, quarter: str) -> int | None:
    """Return the whole rent of a quarter in fen."""
    found = rent_due(lease, Quarter.parse(quarter))
    assert found is not None
    return found.fen


LONG = terms(date(2022, 1, 1), date(2025, 12, 31))


def test_a_whole_quarter_is_three_months() -> None:
    assert due(LONG, "2024Q2") == 3 * MONTH


def test_a_lease_that_does_not_run_in_the_quarter_owes_nothing() -> None:
    assert rent_due(LONG, Quarter.parse("2021Q4")) is None
    assert rent_due(LONG, Quarter.parse("2026Q1")) is None


@pytest.mark.parametrize(
    ("start", "quarter", "fen"),
    [
        # From 15 November: 16 of 30 days, and December: 384,000 + 720,000.
        (date(2024, 11, 15), "2024Q4", 1_104_000),
        # From 15 February 2024 (leap year): 15 of 29 days, and March: 372,413.79… + 720,000.
        (date(2024, 2, 15), "2024Q1", 1_092_414),
        # From 15 February 2023: 14 of 28 days, and March: 360,000 + 720,000.
        (date(2023, 2, 15), "2023Q1", 1_080_000),
        # The last day of the quarter alone: 1 of 31 days = 23,225.8…
        (date(2024, 12, 31), "2024Q4", 23_226),
    ],
)
def test_a_part_of_a_month_counts_by_its_own_days(start: date, quarter: str, fen: int) -> None:
    assert due(terms(start, date(2027, 1, 1)), quarter) == fen


def test_an_early_end_counts_its_last_day() -> None:
    # October, and 10 of November's 30 days: 720,000 + 240,000.
    assert due(terms(date(2022, 1, 1), date(2024, 11, 10)), "2024Q4") == 960_000


def test_free_months_come_first_and_run_on_into_the_next_quarter() -> None:
    # From 15 November 2023, three months free: until 14 February 2024.
    lease = terms(date(2023, 11, 15), date(2026, 11, 14), free=3)
    assert due(lease, "2023Q4") == 0
    # 15 to 29 February 2024: 15 of 29 days, and March, as above.
    assert due(lease, "2024Q1") == 1_092_414
    assert due(lease, "2024Q2") == 3 * MONTH


def test_the_free_stretch_is_shown_with_no_rent() -> None:
    lease = terms(date(2023, 11, 15), date(2026, 11, 14), free=3)
    found = rent_due(lease, Quarter.parse("2024Q1"))
    assert found is not None
    assert [(each.first, each.last, each.free, each.fen) for each in found.stretches] == [
        (date(2024, 1, 1), date(2024, 2, 14), True, 0),
        (date(2024, 2, 15), date(2024, 3, 31), False, 1_092_414),
    ]


def test_free_months_from_the_end_of_a_month_end_with_a_shorter_one() -> None:
    # One month from 31 January 2023 runs until the day before 28 February.
    assert months_later(date(2023, 1, 31), 1) == date(2023, 2, 28)
    assert months_later(date(2024, 1, 31), 1) == date(2024, 2, 29)
    assert months_later(date(2024, 11, 30), 3) == date(2025, 2, 28)
    # 28 February (1 of 28 days) and March: 25,714.28… + 720,000.
    assert due(terms(date(2023, 1, 31), date(2024, 1, 30), free=1), "2023Q1") == 745_714


def test_the_rent_rises_on_the_anniversary_within_a_quarter() -> None:
    # From 16 November 2022, 5 % a year: on 16 November 2024 from 3,150 to 3,307.5 fen.
    lease = terms(date(2022, 11, 16), date(2025, 11, 15), escalator=500)
    found = rent_due(lease, Quarter.parse("2024Q4"))
    assert found is not None
    assert [each.rate for each in found.stretches] == [Fraction(3150), Fraction(6615, 2)]
    # 240 m² × (1.5 months × 3,150 + 1.5 months × 3,307.5) = 1,134,000 + 1,190,700.
    assert [each.fen for each in found.stretches] == [1_134_000, 1_190_700]
    assert found.fen == 2_324_700


def test_an_anniversary_on_29_february_falls_on_the_28th_of_other_years() -> None:
    # From 29 February 2024, 10 %: the second year begins on 28 February 2025.
    lease = terms(date(2024, 2, 29), date(2027, 2, 27), escalator=1_000)
    found = rent_due(lease, Quarter.parse("2025Q1"))
    assert found is not None
    assert [(each.first, each.rate) for each in found.stretches] == [
        (date(2025, 1, 1), Fraction(3000)),
        (date(2025, 2, 28), Fraction(3300)),
    ]
    # January and 27 of 28 days at 3,000; 1 of 28 days and March at 3,300:
    # 720,000 + 694,285.71… + 28,285.71… + 792,000 = 2,234,571.43…
    assert found.fen == 2_234_571
    # 1,414,285.71… and 820,285.71… of 2,234,571.43… are, of 2,234,571, 1,414,285.44… and
    # 820,285.56…: the fen left goes to the second.
    assert [each.fen for each in found.stretches] == [1_414_285, 820_286]


@pytest.mark.parametrize(
    ("discount", "tenant", "payer"),
    [(0, 2_160_000, 0), (3_000, 1_512_000, 648_000), (10_000, 0, 2_160_000)],
)
def test_the_payer_bears_the_discount(discount: int, tenant: int, payer: int) -> None:
    found = rent_due(
        terms(date(2022, 1, 1), date(2025, 12, 31), discount=discount), Quarter.parse("2024Q2")
    )
    assert found is not None
    assert (found.tenant_fen, found.payer_fen) == (tenant, payer)


def test_parts_are_whole_fen_that_add_up_to_the_rent() -> None:
    # 33.33 m² at 10.01 yuan: 33.33 × 1,001 × 3 = 100,089.99 → 100,090 fen; half of it each.
    # Of an odd sum the fen left would go to the tenant, who is listed first: 1 m² at 0.33 yuan
    # makes 99 fen, 50 and 49.
    found = rent_due(
        terms(date(2022, 1, 1), date(2025, 12, 31), area=3_333, rent=1_001, discount=5_000),
        Quarter.parse("2024Q2"),
    )
    assert found is not None
    assert (found.fen, found.tenant_fen, found.payer_fen) == (100_090, 50_045, 50_045)
    odd = rent_due(
        terms(date(2022, 1, 1), date(2025, 12, 31), area=100, rent=33, discount=5_000),
        Quarter.parse("2024Q2"),
    )
    assert odd is not None
    assert (odd.fen, odd.tenant_fen, odd.payer_fen) == (99, 50, 49)


def test_a_lease_without_a_rent_is_unknown_and_not_free() -> None:
    found = rent_due(terms(date(2022, 1, 1), date(2025, 12, 31), rent=None), Quarter(2024, 2))
    assert found is not None
    assert (found.fen, found.tenant_fen, found.payer_fen) == (None, None, None)


def test_months_are_counted_by_the_days_of_each() -> None:
    assert months_of(date(2024, 1, 1), date(2024, 12, 31)) == 12
    assert months_of(date(2024, 2, 29), date(2024, 3, 31)) == Fraction(30, 29)


def _park() -> tuple[MemoryRecords, str, str]:
    records = MemoryRecords()
    one, two = records.add("building", code="B1"), records.add("building", code="B2")
    unit = records.add("unit", building=one, number="101", use="office", area=AREA)
    other = records.add("unit", building=one, number="102", use="office", area=AREA)
    records.add(
        "lease", number="ZL-1", unit=unit, start="2022-01-01", end="2025-12-31",
        rent_fen=RENT, discount_bp=3_000,
    )  # fmt: skip
    records.add(
        "lease", number="ZL-2", unit=other, start="2022-01-01", end="2025-12-31",
        early_end="2024-06-30",
    )  # fmt: skip
    records.add("lease", number="ZL-3", unit=other, start=None, end=None)
    return records, one, two


def test_rent_due_stands_beside_what_was_invoiced_and_collected() -> None:
    records, one, two = _park()
    records.add(
        "park_quarter", building=one, quarter="2024Q2",
        rent_invoiced_fen=2_000_000, rent_collected_fen=1_900_000,
    )  # fmt: skip
    quarter = Quarter.parse("2024Q2")
    first, second = billed(records, quarter, rents(records, quarter))
    assert (first.building, first.leases, first.unknown) == (one, 2, 1)
    assert (first.due_fen, first.tenant_fen, first.payer_fen) == (2_160_000, 1_512_000, 648_000)
    assert (first.invoiced_fen, first.collected_fen) == (2_000_000, 1_900_000)
    assert first.gap_fen == -160_000
    assert (second.building, second.leases, second.gap_fen) == (two, 0, None)


def test_an_early_end_ends_the_rent_and_a_lease_without_days_has_none() -> None:
    records, _, _ = _park()
    assert [each.number for each in all_terms(records)] == ["ZL-1", "ZL-2"]
    first = all_terms(records)[0]
    assert terms_of(records, first.lease) == first
    assert terms_of(records, "nobody") is None
    later = rents(records, Quarter.parse("2024Q3"))
    assert [each.terms.number for each in later] == ["ZL-1"]
