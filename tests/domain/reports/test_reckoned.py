"""Printed numbers are read back as numbers; words, codes, ratios and what is unknown are not."""

from __future__ import annotations

from decimal import Decimal

import pytest

from domain.reports.reckoned import Number, number_in, reckoned
from domain.reports.tree import Column, Language


@pytest.mark.parametrize(
    ("text", "lang", "number"),
    [
        ("41,974.26", "zh", Number(Decimal("41974.26"), 2, grouped=True, signed=False)),
        ("4\u202f040\u202f067,20", "fr", Number(Decimal("4040067.20"), 2, True, False)),
        ("\u22128,9\u202f%", "fr", Number(Decimal("-8.9"), 1, False, False, "\u202f%")),
        ("+5.2%", "en", Number(Decimal("5.2"), 1, False, True, "%")),
        ("0", "en", Number(Decimal(0), 0, False, False)),
        ("2024", "en", Number(Decimal(2024), 0, False, False)),
        ("3人", "zh", Number(Decimal(3), 0, False, False, "人")),
        ("\u22122.8 个百分点", "zh", Number(Decimal("-2.8"), 1, False, False, " 个百分点")),
    ],
)
def test_a_number_is_read_with_its_shape_and_unit(
    text: str, lang: Language, number: Number
) -> None:
    assert number_in(text, lang) == number


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("—", "zh"),
        ("", "en"),
        ("52/54", "en"),
        ("288.64（估计）", "zh"),
        ("2024-10-24", "en"),
        ("480至2,510", "zh"),
        ("0042", "en"),
        ("91330800MA2DKJXY12", "zh"),
        ("9133080012345678", "zh"),
        ("1.234,5", "en"),
        ("1,2,3", "fr"),
        ("封顶 3,400,000.00", "zh"),
        ("09:00—11:30", "zh"),
    ],
)
def test_what_is_more_or_less_than_a_number_stays_text(text: str, lang: Language) -> None:
    assert number_in(text, lang) is None


def test_numbers_stand_at_the_right_and_codes_elsewhere() -> None:
    assert reckoned("504", Column("室"), "zh") is None
    assert reckoned("504", Column("面积", "right"), "zh") is not None
