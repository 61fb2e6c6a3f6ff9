"""Figures, days and quarters are written as each language writes them."""

from __future__ import annotations

from datetime import date, timedelta, timezone
from fractions import Fraction

import pytest

import resources
from domain.formatting import Formatter
from domain.measures import half_up
from domain.records import Choices, Field, Kind
from domain.text import Texts
from domain.units import Quarter

TEXTS = Texts(resources.load_texts())
ZH = Formatter("zh", TEXTS)
FR = Formatter("fr", TEXTS)
EN = Formatter("en", TEXTS)
NARROW = "\u202f"


def _spaced(text: str) -> str:
    """Write ``419_742,6`` for a French number with its narrow blanks."""
    return text.replace("_", NARROW)


@pytest.mark.parametrize(
    ("fen", "zh", "fr", "en"),
    [
        (41_974_260_200, "41,974.26", "419_742,6", "419,742.6"),
        (1_770_095_600, "1,770.10", "17_701,0", "17,701.0"),
        (0, "0.00", "0,0", "0.0"),
        (None, "—", "—", "—"),
        (-33_880_000, "−33.88", "−338,8", "−338.8"),
    ],
)
def test_money_is_shown_in_wan_or_in_thousands(fen: int | None, zh: str, fr: str, en: str) -> None:
    assert ZH.money(fen) == zh
    assert FR.money(fen) == _spaced(fr)
    assert EN.money(fen) == en


@pytest.mark.parametrize(
    ("fen", "zh", "fr", "en"),
    [
        # 155,490.07万元 is 1,554,900,700 yuan.
        (155_490_070_000, "15.55亿元", "1,55 milliard de yuans", "CNY 1.55 billion"),
        (38_585_570_000, "3.86亿元", "385,9 millions de yuans", "CNY 385.9 million"),
        (10_000_000_000, "1.00亿元", "100,0 millions de yuans", "CNY 100.0 million"),
        # The nearest below, and one that would be written as 10,000.00万元.
        (9_999_994_000, "9,999.99万元", "99_999,9_k¥", "99,999.9 k¥"),
        (9_999_996_000, "1.00亿元", "100,0 millions de yuans", "CNY 100.0 million"),
        # 999.96 million are written as a thousand of them; 1.996 billion are two.
        (99_996_000_000, "10.00亿元", "1,00 milliard de yuans", "CNY 1.00 billion"),
        (199_600_000_000, "19.96亿元", "2,00 milliards de yuans", "CNY 2.00 billion"),
        (-38_585_570_000, "−3.86亿元", "−385,9 millions de yuans", "CNY −385.9 million"),
        (None, "—", "—", "—"),
    ],
)
def test_large_money_in_a_sentence_has_a_greater_unit(
    fen: int | None, zh: str, fr: str, en: str
) -> None:
    told = [each.told_money(fen).replace("\u00a0", " ") for each in (ZH, FR, EN)]
    assert told == [zh, _spaced(fr), en]


def test_a_settlement_is_written_to_the_fen() -> None:
    assert ZH.yuan(898_824_800) == "8,988,248.00"
    assert FR.yuan(304_776_844) == _spaced("3_047_768,44")
    assert EN.yuan(-33_880_000) == "−338,800.00"
    assert ZH.yuan(5) == "0.05"


def test_halves_are_rounded_up_exactly_and_never_through_a_float() -> None:
    assert ZH.number(Fraction(1, 2)) == "1"
    assert ZH.number(Fraction(-1, 2)) == "−1"
    assert ZH.number(2.675, 2) == "2.68"  # the float is a little less than 2.675
    assert ZH.money(5_000, 2) == "0.01"
    assert ZH.money(4_999, 2) == "0.00"
    assert half_up(Fraction(5, 2)) == 3


def test_a_number_that_rounds_to_zero_has_no_sign() -> None:
    assert ZH.number(Fraction(-1, 1000), 1) == "0.0"
    assert ZH.relative(Fraction(-1, 100_000)) == "0.0%"
    assert ZH.difference(0, "heads") == "0"


def test_changes_carry_their_sign_and_their_unit() -> None:
    assert ZH.relative(Fraction(-89, 1000)) == "−8.9%"
    assert FR.relative(Fraction(88, 1000)) == _spaced("+8,8_%")
    assert EN.relative(Fraction(88, 1000)) == "+8.8%"
    assert ZH.points(360) == "+3.6 百分点"
    assert FR.points(-281) == _spaced("−2,8_pt")
    assert EN.points(360) == "+3.6 pp"
    assert ZH.difference(63, "half_days") == "+31.5"
    assert ZH.difference(Fraction(-573, 100), "score") == "−5.7"
    assert FR.difference(1340, "heads") == _spaced("+1_340")


def test_points_within_a_sentence_agree_in_number() -> None:
    assert ZH.points_in_text(-280) == "2.8个百分点"
    assert FR.points_in_text(-280) == "2,8 points"
    assert FR.points_in_text(150) == "1,5 point"
    assert EN.points_in_text(100) == "1.0 percentage point"


def test_shares_areas_land_and_days_have_their_own_decimals() -> None:
    assert ZH.share(7551) == "75.5"
    assert ZH.percent(7551) == "75.5%"
    assert FR.percent(7551) == _spaced("75,5_%")
    assert ZH.area(2_238_700) == "22,387.0"
    assert FR.land(102_267) == _spaced("1_022,67")
    assert ZH.days(185) == "92.5"
    assert ZH.counts(48, 54) == "48/54"
    assert FR.span("38", "43") == "38 à 43"


@pytest.mark.parametrize(
    "written",
    [
        ZH.percent(None),
        ZH.points(None),
        ZH.relative(None),
        FR.date(None),
        EN.quarter(None),
        EN.moment(None),
        ZH.difference(None, "money"),
        ZH.with_unit(None, "money"),
    ],
)
def test_the_unknown_is_a_dash(written: str) -> None:
    assert written == "—"


def test_units_are_named_in_cells_and_in_headings() -> None:
    assert ZH.unit("money") == "万元"
    assert FR.unit("money") == "k¥"
    assert FR.unit_heading("money") == "milliers de yuans"
    assert EN.unit_heading("money") == "CNY thousand"
    assert EN.unit_heading("share") == "%"
    assert EN.unit("") == ""
    assert ZH.with_unit(288_640_000, "money") == "288.64万元"
    assert FR.with_unit(288_640_000, "money") == _spaced("2_886,4_k¥")
    assert EN.with_unit(12, "") == "12"


def test_days_are_written_long_and_short() -> None:
    assert ZH.date("2026-09-30") == "2026年9月30日"
    assert FR.date("2026-09-30") == "30 septembre 2026"
    assert EN.date(date(2026, 9, 30)) == "30 September 2026"
    assert FR.date("2026-05-01") == "1er mai 2026"
    assert (ZH.date("2025-02-04", "day"), FR.date("2025-02-04", "day")) == ("2月4日", "4 févr.")
    assert EN.date("2025-02-04", "medium") == "4 Feb 2025"
    assert ZH.date("2024-12-09", "numeric_day") == "12-09"
    assert FR.date("2024-12-09", "numeric_day") == "09/12"
    assert FR.date("2024-12-09", "numeric") == "09/12/2024"
    assert EN.date("2024-12-09", "numeric") == "2024-12-09"
    assert FR.date("2024-12-09", "month") == "décembre 2024"


def test_quarters_are_written_as_each_office_says_them() -> None:
    quarter = Quarter(2024, 4)
    assert ZH.quarter(quarter) == "2024年第4季度"
    assert FR.quarter("2024Q4") == "T4\u00a02024"
    assert EN.quarter(quarter) == "2024Q4"
    assert (ZH.quarter(quarter, short=True), FR.quarter(quarter, short=True)) == ("4季", "T4")


def test_an_instant_is_shown_in_the_readers_time_zone() -> None:
    china = timezone(timedelta(hours=8))
    assert ZH.moment("2024-12-31T18:30:00+00:00", china) == "2025-01-01 02:30"
    assert FR.moment("2024-12-31T18:30:00") == "31/12/2024 18:30"


def test_any_field_can_be_written() -> None:
    assert ZH.value(Field("vat_fen", Kind.MONEY), 84_984_000) == "84.98"
    rent = Field("rent_fen", Kind.MONEY, unit="yuan_per_m2_month")
    assert ZH.value(rent, 3_650) == "36.50"
    assert FR.value(Field("active", Kind.FLAG), 0) == "non"
    assert FR.value(Field("day", Kind.DATE), "2024-12-09") == "09/12/2024"
    assert FR.value(Field("quarter", Kind.QUARTER), "2024Q4") == "T4\u00a02024"
    assert ZH.value(Field("at", Kind.MOMENT), "2024-12-09T01:02:03") == "2024-12-09 01:02"
    assert ZH.value(Field("base_year", Kind.INTEGER), 2020) == "2020"
    assert ZH.value(Field("headcount", Kind.INTEGER), 1555) == "1,555"
    assert ZH.value(Field("name_zh", Kind.TEXT), "沅舟检测") == "沅舟检测"
    assert ZH.value(Field("content", Kind.BYTES), b"x") == "—"
    assert ZH.value(Field("name_zh", Kind.TEXT), None) == "—"
    flagged = Field("stage", Kind.CHOICE, choices=Choices("stage", ("ready",)))
    assert ZH.value(flagged, "ready") == TEXTS.say("choice.stage.ready", "zh")
    assert ZH.value(Field("stage", Kind.CHOICE), "ready") == "ready"


def test_a_chart_gets_the_amount_in_the_unit_shown() -> None:
    assert ZH.plotted(41_974_260_200, "money") == 41_974.2602
    assert FR.plotted(100_000, "money") == 1.0
    assert EN.plotted(None, "money") is None


def test_every_unit_has_a_word_in_every_language() -> None:
    from domain.measures import MEASURES

    for unit in set(MEASURES) - {"number"}:
        for formatter in (ZH, FR, EN):
            assert formatter.unit(unit), unit


@pytest.mark.parametrize(
    ("lang", "value", "unit", "shown"),
    [
        ("en", -1, "firms", "−1 firm"),
        ("en", 1, "firms", "1 firm"),
        ("en", 0, "firms", "0 firms"),
        ("en", -2, "firms", "−2 firms"),
        ("en", 2, "half_days", "1.0 days"),
        ("fr", -1, "patents", "−1 brevet"),
        ("fr", 0, "patents", "0 brevet"),
        ("fr", 2, "half_days", "1,0 jour"),
        ("fr", 4, "half_days", "2,0 jours"),
        ("zh", -1, "firms", "−1家"),
    ],
)
def test_a_unit_agrees_with_what_it_counts(lang: str, value: int, unit: str, shown: str) -> None:
    written = Formatter(lang, TEXTS).with_unit(value, unit)
    assert written.replace("\u202f", " ").replace("\xa0", " ") == shown


@pytest.mark.parametrize(
    ("recorded", "zh", "fr"),
    [
        (5.0, "5", "5"),
        (0.0, "0", "0"),
        (1200.0, "1,200", "1_200"),
        (85.1, "85.1", "85,1"),
        (18.25, "18.25", "18,25"),
        (2.004, "2", "2"),
        (-0.5, "−0.5", "−0,5"),
    ],
)
def test_a_figure_whose_unit_its_record_names_has_no_more_decimals_than_were_recorded(
    recorded: float, zh: str, fr: str
) -> None:
    assert ZH.measure(recorded, "number") == zh
    assert FR.measure(recorded, "number") == _spaced(fr)
