"""Numbers are read as people type them, exactly, and never guessed."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import DomainError
from domain.imports.numbers import decimal_mark, read_amount, scaled, scaled_float

if TYPE_CHECKING:
    from domain.imports.numbers import Mark

FULL_WIDTH = str.maketrans("0123456789.,-", "０１２３４５６７８９．，－")
SEPARATORS = {"zh": (",", "."), "fr": ("\u202f", ","), "old_fr": ("\u00a0", ",")}


@pytest.mark.parametrize(
    ("typed", "mark", "number"),
    [
        ("1,234.50", ".", "1234.50"),
        (" 299.36 ", ".", "299.36"),
        ("２９９．３９", ".", "299.39"),
        ("1\u202f617,0", ",", "1617.0"),
        ("3\u00a0994,6", ",", "3994.6"),
        ("17,340", ",", "17.340"),
        ("17,340", ".", "17340"),
        ("1.234.567,8", ",", "1234567.8"),
        ("1,234,567", ",", "1234567"),
        ("1’234’567.8", ".", "1234567.8"),
        ("-12", ".", "-12"),
        ("−12", ".", "-12"),
        ("(1,234)", ".", "-1234"),
        ("12e3", ".", "12000"),
        (".5", ".", "0.5"),
        ("5.", ".", "5"),
        ("0,0", ",", "0"),
    ],
)
def test_a_number_is_read_as_its_writer_meant_it(typed: str, mark: Mark, number: str) -> None:
    assert read_amount(typed, mark).number == Decimal(number)


@pytest.mark.parametrize(
    ("typed", "number", "dimension", "scale"),
    [
        ("36.00元", "36.00", "money", 100),
        ("3万元", "3", "money", 1_000_000),
        ("¥ 1,200万元", "1200", "money", 1_000_000),
        ("￥1,234.5", "1234.5", "money", 100),
        ("CNY 12.5", "12.5", "money", 100),
        ("1.2亿元", "1.2", "money", 10_000_000_000),
        ("100%", "100", "share", 100),
        ("30％", "30", "share", 100),
        ("3个月", "3", "count", 1),
        ("6 mois", "6", "count", 1),
        ("12.5亩", "12.5", "land", 100),
        ("260.5㎡", "260.5", "area", 100),
        ("0.5天", "0.5", "days", 2),
    ],
)
def test_a_unit_beside_a_number_is_understood(
    typed: str, number: str, dimension: str, scale: int
) -> None:
    amount = read_amount(typed)
    assert (amount.number, amount.dimension, amount.scale) == (Decimal(number), dimension, scale)


@pytest.mark.parametrize(
    "typed",
    [
        "约116.69",
        "待定",
        "",
        "—",
        "12 ou 13",
        "1,23.4",
        "1.2.3",
        "12-13",
        "0x1F",
        "1 2",
        "9" * 40,
        "1e400",
        "12\n345",
        "12\t345",
    ],
)
def test_anything_else_is_refused_as_text(typed: str) -> None:
    with pytest.raises(DomainError) as refused:
        read_amount(typed)
    assert refused.value.key == "text_in_number"
    assert refused.value.values["value"] == typed


@pytest.mark.parametrize(
    ("texts", "default", "mark"),
    [
        (["75,8", "17,340"], ".", ","),
        (["1,234.50", "17,340"], ",", "."),
        (["1,234,567"], ",", "."),
        (["1\u202f617,0"], ".", ","),
        (["17,340", "12"], ",", ","),
        (["17,340", "n.c."], ".", "."),
        ([], ",", ","),
    ],
)
def test_a_column_gives_its_decimal_sign_away(texts: list[str], default: Mark, mark: Mark) -> None:
    assert decimal_mark(texts, default) == mark


amounts = st.decimals(
    min_value=-(10**11), max_value=10**11, places=4, allow_nan=False, allow_infinity=False
)


@given(amounts, st.sampled_from(sorted(SEPARATORS)), st.booleans())
def test_what_is_written_with_separators_is_read_back(
    number: Decimal,
    style: str,
    full_width: bool,
) -> None:
    group, point = SEPARATORS[style]
    written = f"{number:,.4f}".replace(",", "\0").replace(".", point).replace("\0", group)
    if full_width:
        written = written.translate(FULL_WIDTH)
    mark: Mark = "," if point == "," else "."
    assert read_amount(written, mark).number == number


@given(st.integers(-(10**13), 10**13), st.sampled_from([1, 2, 100, 100_000, 1_000_000]))
def test_a_spreadsheet_number_typed_in_any_unit_is_exact_in_the_smallest(
    whole: int, scale: int
) -> None:
    typed = float(Decimal(whole) / scale)
    assert scaled_float(typed, scale) == (whole, True)


@given(st.integers(-(10**9), 10**9))
def test_noise_of_a_sum_in_a_spreadsheet_does_not_count(fen: int) -> None:
    noisy = fen / 1_000_000
    noisy += noisy * 2**-52
    assert scaled_float(noisy, 1_000_000) == (fen, True)


def test_what_is_finer_than_the_smallest_unit_is_rounded_half_up_and_said_so() -> None:
    assert scaled(Decimal("0.0000005"), 1_000_000) == (1, False)
    assert scaled(Decimal("12.5"), 1) == (13, False)
    assert scaled_float(45.5, 1) == (46, False)
