"""A written number keeps its value, its decimals and its unit; what is joined is words."""

from __future__ import annotations

import copy
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

import resources
from domain.formatting import Formatter
from domain.numeral import Numeral, with_plus, with_unit
from domain.reports.told import numeral_of
from domain.reports.tree import Dots, Run
from domain.text import Texts

if TYPE_CHECKING:
    from domain.reports.tree import Cell

TEXTS = Texts(resources.load_texts())
ZH, FR, EN = (Formatter(lang, TEXTS) for lang in ("zh", "fr", "en"))


@pytest.mark.parametrize(
    ("cell", "words", "value", "decimals", "unit"),
    [
        (ZH.money(4_197_426_004), "4,197.43", "4197.43", 2, ""),
        (FR.yuan(404_006_720), "4\u202f040\u202f067,20", "4040067.20", 2, ""),
        (FR.relative(Fraction(-89, 1000)), "\u22128,9\u202f%", "-8.9", 1, "\u202f%"),
        (EN.relative(Fraction(52, 1000)), "+5.2%", "5.2", 1, "%"),
        (EN.integer(0), "0", "0", 0, ""),
        (ZH.points(-280), "\u22122.8 百分点", "-2.8", 1, " 百分点"),
        (EN.with_unit(1, "firms"), "1 firm", "1", 0, " firm"),
        ((Run(EN.difference(360, "share")), Run(" pp", "small")), "+3.6 pp", "3.6", 1, " pp"),
        ((Run(EN.percent(1_130), "bold"),), "11.3%", "11.3", 1, "%"),
    ],
)
def test_a_written_number_is_a_number_in_its_cell(
    cell: Cell, words: str, value: str, decimals: int, unit: str
) -> None:
    number = numeral_of(cell)
    assert number == words
    assert number is not None
    assert (str(number.value), number.decimals, number.unit) == (value, decimals, unit)


@pytest.mark.parametrize(
    "cell",
    [
        None,
        "",
        "0042",
        EN.number(None),
        EN.relative(None),
        EN.counts(52, 54),
        EN.date("2024-10-24", "numeric"),
        EN.span(EN.integer(480), EN.integer(2_510)),
        f"cap {EN.yuan(340_000_000)}",
        (Run("cap "), Run(EN.integer(3))),
        (),
        Dots(1, 3, "low"),
    ],
)
def test_what_is_unknown_joined_or_worded_is_no_number(cell: Cell) -> None:
    assert numeral_of(cell) is None


def test_a_plus_stands_before_what_is_above_zero_only() -> None:
    assert [with_plus(EN.number(each)) for each in (2, 0, -2, None)] == ["+2", "0", "\u22122", "—"]
    plus = with_plus(EN.percent(520))
    assert isinstance(plus, Numeral)
    assert (plus.signed, plus.percent, plus.unit) == (True, True, "%")
    assert not EN.number(2).startswith("+")


def test_words_that_begin_otherwise_stay_words() -> None:
    assert not isinstance(with_unit(EN.number(3), "at least 3"), Numeral)
    assert not isinstance(with_unit("three", "three firms"), Numeral)


def test_a_copied_number_keeps_its_value() -> None:
    number = copy.deepcopy(EN.percent(890))
    assert isinstance(number, Numeral)
    assert (number, number.value, number.unit) == ("8.9%", Decimal("8.9"), "%")
