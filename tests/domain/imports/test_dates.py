"""Days, quarters and times are read in the ways offices write them, impossible ones refused."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import DomainError
from domain.imports.dates import (
    date_of_serial,
    is_open_ended,
    read_date,
    read_moment,
    read_quarter,
    read_time,
)

FRENCH = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre"
ENGLISH = "January February March April May June July August September October November December"


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2019年3月15日", "2019-03-15"),
        ("2020/5/8", "2020-05-08"),
        ("2020-05-08", "2020-05-08"),
        ("2020.5.8", "2020-05-08"),
        ("20200508", "2020-05-08"),
        ("２０２０年５月８日", "2020-05-08"),
        ("2020-05-08 00:00:00", "2020-05-08"),
        ("8/5/2020", "2020-05-08"),
        ("1er août 2021", "2021-08-01"),
        ("8 mai 2020", "2020-05-08"),
        ("May 8, 2020", "2020-05-08"),
        ("2020-02-29", "2020-02-29"),
    ],
)
def test_a_day_is_read_as_it_is_written(typed: str, day: str) -> None:
    assert read_date(typed) == day


@pytest.mark.parametrize(
    "typed",
    ["2021-13-05", "2022-02-30", "2021-02-29", "2021-00-10", "soon", "2021年", "32 mai 2020"],
)
def test_a_day_that_does_not_exist_is_refused(typed: str) -> None:
    with pytest.raises(DomainError) as refused:
        read_date(typed)
    assert refused.value.key == "date_invalid"


def test_an_english_date_that_can_be_read_both_ways_is_refused() -> None:
    with pytest.raises(DomainError) as refused:
        read_date("8/5/2020", "en")
    assert refused.value.key == "date_ambiguous"
    assert read_date("8/5/2020", "fr") == "2020-05-08"
    assert read_date("25/5/2020", "en") == "2020-05-25"
    assert read_date("5/5/2020", "en") == "2020-05-05"


@given(st.dates(date(1990, 1, 1), date(2099, 12, 31)))
def test_every_day_is_read_back_from_every_writing(day: date) -> None:
    writings = (
        day.isoformat(),
        f"{day.year}年{day.month}月{day.day}日",
        f"{day.year}/{day.month}/{day.day}",
        f"{day:%Y%m%d}",
        f"{day.day} {FRENCH.split()[day.month - 1]} {day.year}",
        f"{ENGLISH.split()[day.month - 1]} {day.day}, {day.year}",
    )
    assert {read_date(writing) for writing in writings} == {day.isoformat()}
    assert date_of_serial((day - date(1899, 12, 30)) // timedelta(days=1)) == day.isoformat()


@pytest.mark.parametrize("number", [0, 15, 18_000, 99_999, 45_000.5])
def test_a_number_that_counts_no_likely_day_is_refused(number: float) -> None:
    with pytest.raises(DomainError) as refused:
        date_of_serial(number)
    assert refused.value.key == "date_invalid"


@pytest.mark.parametrize(
    ("typed", "quarter"),
    [
        ("2020年第1季度", "2020Q1"),
        ("2021Q1", "2021Q1"),
        ("2023年三季度", "2023Q3"),
        ("２０２４年第４季度", "2024Q4"),
        ("T4 2024", "2024Q4"),
        ("2024T4", "2024Q4"),
        ("2024-Q4", "2024Q4"),
        ("Q4 2024", "2024Q4"),
        ("4e trimestre 2024", "2024Q4"),
        ("1er trimestre 2024", "2024Q1"),
        ("2nd quarter of 2024", "2024Q2"),
        ("Trimestre 2, 2024", "2024Q2"),
    ],
)
def test_a_quarter_is_read_as_it_is_written(typed: str, quarter: str) -> None:
    assert read_quarter(typed) == quarter


@pytest.mark.parametrize("typed", ["2022年第5季度", "2022Q0", "2022年五季度", "2022", "季度"])
def test_there_is_no_fifth_quarter(typed: str) -> None:
    with pytest.raises(DomainError) as refused:
        read_quarter(typed)
    assert refused.value.key == "quarter_invalid"


@pytest.mark.parametrize(
    ("typed", "time"),
    [
        ("09:40", "09:40"),
        ("9h40", "09:40"),
        ("9：05", "09:05"),
        ("14h", "14:00"),
        ("0940", "09:40"),
        ("940", "09:40"),
        ("9.40", "09:40"),
        ("9", "09:00"),
        ("9点40分", "09:40"),
    ],
)
def test_a_time_of_day_is_read(typed: str, time: str) -> None:
    assert read_time(typed) == time


@pytest.mark.parametrize(
    "typed", ["25:00", "9:75", "morning", "2575", "975", "24", "09:4", "12345"]
)
def test_a_time_that_does_not_exist_is_refused(typed: str) -> None:
    with pytest.raises(DomainError) as refused:
        read_time(typed)
    assert refused.value.key == "time_invalid"


def test_an_instant_is_read_and_anything_else_refused() -> None:
    assert read_moment("2024-12-31T08:00:00Z") == "2024-12-31T08:00:00+00:00"
    with pytest.raises(DomainError):
        read_moment("noon")


@pytest.mark.parametrize("typed", ["至今", "À ce jour", "present"])
def test_until_now_is_no_day(typed: str) -> None:
    assert is_open_ended(typed)
