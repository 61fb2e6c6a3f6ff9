"""A typed text becomes the value of its field's kind, or an error that quotes it."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import DomainError
from domain.imports.parsing import money_scale, parse_value
from domain.imports.words import UNKNOWN_WORDS
from domain.records import Kind

MEASURED = [Kind.MONEY, Kind.SHARE, Kind.AREA, Kind.LAND, Kind.HALF_DAYS, Kind.INTEGER, Kind.NUMBER]


@pytest.mark.parametrize(
    ("kind", "typed", "lang", "value"),
    [
        (Kind.MONEY, "39.3239", "zh", 39_323_900),
        (Kind.MONEY, "3\u202f994,6", "fr", 399_460_000),
        (Kind.MONEY, "3,994.6", "en", 399_460_000),
        (Kind.MONEY, "36.50元", "zh", 3_650),
        (Kind.MONEY, "0", "zh", 0),
        (Kind.SHARE, "33.33", "zh", 3_333),
        (Kind.SHARE, "33,33 %", "fr", 3_333),
        (Kind.AREA, "260.5", "zh", 26_050),
        (Kind.LAND, "12.63", "zh", 1_263),
        (Kind.HALF_DAYS, "4.5", "zh", 9),
        (Kind.INTEGER, "1,234", "zh", 1_234),
        (Kind.INTEGER, "3个月", "zh", 3),
        (Kind.NUMBER, "63.7", "zh", 63.7),
        (Kind.NUMBER, "63,7 %", "fr", 63.7),
        (Kind.DATE, "8/5/2020", "fr", "2020-05-08"),
        (Kind.QUARTER, "T4 2024", "fr", "2024Q4"),
        (Kind.TIME, "9h40", "fr", "09:40"),
        (Kind.MOMENT, "2024-12-31T08:00:00+00:00", "zh", "2024-12-31T08:00:00+00:00"),
        (Kind.FLAG, "是", "zh", 1),
        (Kind.FLAG, "non", "fr", 0),
        (Kind.TEXT, " 衢州市 ", "zh", "衢州市"),
        (Kind.TEXT, "无", "zh", "无"),
        (Kind.LONG_TEXT, "  ", "zh", None),
        (Kind.CHOICE, "lead", "zh", "lead"),
    ],
)
def test_a_text_is_read_by_the_kind_of_its_field(
    kind: Kind, typed: str, lang: str, value: object
) -> None:
    assert parse_value(kind, typed, lang) == value


@pytest.mark.parametrize("kind", [*MEASURED, Kind.DATE, Kind.QUARTER, Kind.TIME, Kind.FLAG])
@pytest.mark.parametrize("word", ["", "  ", "—", "n.c.", "暂无", "/", "N/A"])
def test_a_sign_for_unknown_is_unknown_and_never_zero(kind: Kind, word: str) -> None:
    assert parse_value(kind, word, "zh") is None


@pytest.mark.parametrize(
    ("kind", "typed", "rule"),
    [
        (Kind.INTEGER, "45.5", "not_integer"),
        (Kind.HALF_DAYS, "0.3", "not_half_days"),
        (Kind.MONEY, "0.0000001", "finer_than_fen"),
        (Kind.AREA, "1.234", "too_many_decimals"),
        (Kind.INTEGER, "3元", "unit_of_another_kind"),
        (Kind.MONEY, "约3", "text_in_number"),
        (Kind.DATE, "2022-02-30", "date_invalid"),
        (Kind.QUARTER, "2022Q5", "quarter_invalid"),
        (Kind.TIME, "25:00", "time_invalid"),
        (Kind.FLAG, "也许", "flag_invalid"),
        (Kind.BYTES, "x", "wrong_type"),
    ],
)
def test_what_cannot_be_read_is_refused_and_quoted(kind: Kind, typed: str, rule: str) -> None:
    with pytest.raises(DomainError) as refused:
        parse_value(kind, typed, "zh")
    assert refused.value.key == rule
    assert refused.value.values["value"] == typed


@given(st.integers(0, 10**13), st.sampled_from(["zh", "fr", "en"]))
def test_money_shown_in_the_unit_of_a_language_is_read_back_to_the_fen(fen: int, lang: str) -> None:
    scale = money_scale(lang)
    whole, part = divmod(fen, scale)
    shown = f"{whole}.{part:0{len(str(scale)) - 1}d}"
    assert parse_value(Kind.MONEY, shown.replace(".", "," if lang == "fr" else "."), lang) == fen


@given(st.sampled_from(sorted(UNKNOWN_WORDS)), st.sampled_from(MEASURED))
def test_unknown_words_are_unknown_whatever_their_capitals(word: str, kind: Kind) -> None:
    assert parse_value(kind, word.upper(), "fr") is None


@pytest.mark.no_cover
@given(st.text(max_size=30), st.sampled_from(list(Kind)), st.sampled_from(["zh", "fr", "en"]))
def test_no_text_raises_anything_but_a_domain_error(typed: str, kind: Kind, lang: str) -> None:
    with contextlib.suppress(DomainError):
        value = parse_value(kind, typed, lang)
        assert value is None or isinstance(value, str | int | float)
