"""What is written for typing reads back as the same value, in every language."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

import resources
from domain.formatting import Formatter
from domain.imports.parsing import parse_value
from domain.records import Kind
from domain.text import LANGUAGES, Texts

if TYPE_CHECKING:
    from domain.records import Value

TEXTS = Texts(resources.load_texts())
WHOLE = st.integers(-(10**15), 10**15)
LANG = st.sampled_from(LANGUAGES)


@pytest.mark.parametrize(
    "kind", [Kind.MONEY, Kind.SHARE, Kind.AREA, Kind.LAND, Kind.HALF_DAYS, Kind.INTEGER]
)
@given(value=WHOLE, lang=LANG)
def test_a_whole_amount_survives(kind: Kind, value: int, lang: str) -> None:
    assert parse_value(kind, Formatter(lang, TEXTS).typed(kind, value), lang) == value


@given(value=st.decimals(-(10**9), 10**9, places=3).map(float), lang=LANG)
def test_a_measured_number_survives(value: float, lang: str) -> None:
    assert parse_value(Kind.NUMBER, Formatter(lang, TEXTS).typed(Kind.NUMBER, value), lang) == value


@given(value=WHOLE, lang=LANG)
def test_money_to_the_fen_with_its_unit_survives(value: int, lang: str) -> None:
    written = Formatter(lang, TEXTS).yuan(value)
    assert parse_value(Kind.MONEY, written, lang, scale=100) == value


@given(day=st.dates(date(1900, 1, 1), date(2199, 12, 31)), lang=LANG)
def test_a_day_survives(day: date, lang: str) -> None:
    text = str(day)
    formatter = Formatter(lang, TEXTS)
    assert parse_value(Kind.DATE, formatter.typed(Kind.DATE, text), lang) == text
    assert parse_value(Kind.DATE, formatter.date(text), lang) == text


@given(year=st.integers(1000, 9999), number=st.integers(1, 4), lang=LANG)
def test_a_quarter_survives(year: int, number: int, lang: str) -> None:
    text = f"{year}Q{number}"
    written = Formatter(lang, TEXTS).typed(Kind.QUARTER, text)
    assert parse_value(Kind.QUARTER, written, lang) == text


@pytest.mark.parametrize("lang", LANGUAGES)
def test_flags_words_and_the_unknown_survive(lang: str) -> None:
    formatter = Formatter(lang, TEXTS)
    written: list[tuple[Kind, Value]]
    written = [(Kind.FLAG, 1), (Kind.FLAG, 0), (Kind.TEXT, "QH001"), (Kind.MONEY, None)]
    for kind, value in written:
        assert parse_value(kind, formatter.typed(kind, value), lang) == value
    assert formatter.typed(Kind.BYTES, b"x") == ""
