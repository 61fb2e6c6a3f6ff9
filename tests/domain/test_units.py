"""Quarters count as a calendar does; whole units are divided without loss."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import DomainError
from domain.units import Quarter, largest_remainder, printed_shares, quarters_back

DAYS = st.dates(date(1000, 1, 1), date(9000, 1, 1))


@given(DAYS)
def test_a_day_lies_between_the_first_and_the_last_of_its_quarter(day: date) -> None:
    quarter = Quarter.of(day)
    assert quarter.first_day <= day <= quarter.last_day
    assert quarter.last_day + timedelta(days=1) == quarter.plus(1).first_day


@given(DAYS, st.integers(-400, 400))
def test_quarters_later_are_counted_by_the_index(day: date, count: int) -> None:
    quarter = Quarter.of(day)
    later = quarter.plus(count)
    assert later.index - quarter.index == count
    assert later.plus(-count) == quarter
    assert (later > quarter) == (count > 0)


@given(DAYS)
def test_a_quarter_reads_as_it_is_written(day: date) -> None:
    assert Quarter.parse(str(Quarter.of(day))) == Quarter.of(day)


@pytest.mark.parametrize("text", ["", "2024Q5", "2024Q0", "24Q1", "2024q1", "2024Q1 ", "2024-Q1"])
def test_what_is_not_written_as_a_quarter_is_refused(text: str) -> None:
    with pytest.raises(DomainError) as refused:
        Quarter.parse(text)
    assert (refused.value.key, refused.value.values["value"]) == ("quarter_invalid", text)


def test_the_last_quarters_come_in_order_and_end_with_the_one_named() -> None:
    assert [str(each) for each in quarters_back(Quarter(2021, 1), 3)] == [
        "2020Q3",
        "2020Q4",
        "2021Q1",
    ]
    assert quarters_back(Quarter(2021, 1), 0) == ()


@pytest.mark.parametrize(
    ("total", "weights", "parts"),
    [
        # 100 by 1:1:1 leaves one unit, which goes to the first listed.
        (100, (1, 1, 1), (34, 33, 33)),
        # Exact parts 33.33, 33.33, 33.34: the greatest remainder takes the unit.
        (100, (3333, 3333, 3334), (33, 33, 34)),
        (0, (1, 2), (0, 0)),
        (7, (0, 1), (0, 7)),
        (10, (Fraction(1, 3), Fraction(2, 3)), (3, 7)),
    ],
)
def test_units_are_divided_by_largest_remainder(
    total: int, weights: tuple[int | Fraction, ...], parts: tuple[int, ...]
) -> None:
    assert largest_remainder(total, weights) == parts


@given(st.integers(0, 10**15), st.lists(st.integers(0, 10_000), min_size=1, max_size=8))
def test_the_parts_add_up_and_differ_from_the_exact_ones_by_less_than_a_unit(
    total: int, weights: list[int]
) -> None:
    if not sum(weights):
        with pytest.raises(DomainError, match="weights_zero"):
            largest_remainder(total, weights)
        return
    parts = largest_remainder(total, weights)
    assert sum(parts) == total
    for part, weight in zip(parts, weights, strict=True):
        assert abs(part - Fraction(total * weight, sum(weights))) < 1


def test_shares_that_are_printed_beside_each_other_add_up_to_a_whole() -> None:
    # 33.908, 44.948 and 21.143 %: rounded one by one they are 99.9; thirds are 33.3 three times.
    assert printed_shares((304_776, 404_007, 190_041)) == (3_390, 4_500, 2_110)
    assert printed_shares((1, 1, 1)) == (3_340, 3_330, 3_330)
    assert sum(printed_shares((1, 2, 4, 6))) == 10_000
