"""Check where lines may break."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from storage.pdf.linebreak import break_lines

# GB/T 15834—2011, 5.1: these may not begin a line; these may not end one.
_CLOSING = "，。、；：！？）》」』】”’"
_OPENING = "（《「『【“‘"
_HAN = "税收合计环比减少万元企业所得"


def _lines(text: str, width: float, lang: str = "zh") -> list[str]:
    widths = [1.0 if ord(char) > 0x2000 else 0.5 for char in text]
    return [text[start:end] for start, end in break_lines(text, widths, width, lang)]


_chinese = some.lists(
    some.one_of(
        some.text(_HAN, min_size=1, max_size=6),
        some.text("0123456789.", min_size=1, max_size=5),
        some.builds(
            lambda one, two: f"{one}{two}", some.sampled_from(_HAN), some.sampled_from(_CLOSING)
        ),
        some.builds(
            lambda one, two: f"{one}{two}", some.sampled_from(_OPENING), some.sampled_from(_HAN)
        ),
    ),
    min_size=1,
    max_size=40,
).map("".join)


@given(text=_chinese, width=some.integers(8, 30))
def test_no_line_begins_with_a_closing_mark_or_ends_with_an_opening_one(
    text: str, width: int
) -> None:
    lines = _lines(text, width)
    for line in lines[1:]:
        assert line[0] not in _CLOSING
    for line in lines[:-1]:
        assert line[-1] not in _OPENING


@given(text=_chinese, width=some.integers(8, 30))
def test_lines_together_are_the_text_and_fit_but_for_half_a_closing_mark(
    text: str, width: int
) -> None:
    lines = _lines(text, width)
    assert "".join(lines) == text
    for line in lines:
        advance = sum(1.0 if ord(char) > 0x2000 else 0.5 for char in line)
        assert advance <= width + (0.5 if line and line[-1] in _CLOSING else 0)


def test_a_closing_mark_takes_the_character_before_it_to_the_next_line() -> None:
    # Four squares a line: 款 stays with its 。 rather than leave it alone.
    assert _lines("合计税款）。元", 4) == ["合计税", "款）。元"]


def test_an_opening_mark_goes_to_the_next_line() -> None:
    assert _lines("合计万（税款", 4) == ["合计万", "（税款"]


def test_a_figure_is_never_cut() -> None:
    assert _lines("减少288.64万元", 4) == ["减少", "288.64万", "元"]


@pytest.mark.parametrize(
    ("text", "width", "lang", "lines"),
    [
        ("a revenue of 51,428.2 k¥ in all", 11, "en", ["a revenue of ", "51,428.2 k¥ in all"]),
        ("built: 1\u202f180,5 m².", 6, "fr", ["built: ", "1\u202f180,5 m²."]),
        ("some 13,531,949.28 ¥", 9, "fr", ["some ", "13,531,949.28 ¥"]),
        ("of CNY 8,988.00", 6, "en", ["of ", "CNY 8,988.00"]),
        ("合计税款15,316.43元", 9, "zh", ["合计税款", "15,316.43元"]),
        ("合计税款288.64 万元", 8.5, "zh", ["合计税款", "288.64 万元"]),
        ("合计288.64万元", 6, "zh", ["合计", "288.64万元"]),
    ],
)
def test_a_unit_stays_with_its_figure(text: str, width: float, lang: str, lines: list[str]) -> None:
    assert _lines(text, width, lang) == lines


def test_a_figure_as_wide_as_the_line_lets_its_unit_go_rather_than_be_cut() -> None:
    assert _lines("of 51,428.2 k¥", 4.5, "en") == ["of ", "51,428.2 ", "k¥"]


def test_a_word_after_a_figure_that_only_begins_like_a_unit_may_stand_on_the_next_line() -> None:
    assert _lines("24 museums", 4, "en") == ["24 ", "museums"]


def test_french_narrow_spaces_never_break() -> None:
    assert _lines("le recul\u202f: 8,9\u202f%", 4.5, "fr") == ["le ", "recul\u202f: ", "8,9\u202f%"]


def test_a_resolutions_code_is_not_cut_at_its_hyphens() -> None:
    assert _lines("voir R-2024-01", 5, "fr") == ["voir ", "R-2024-01"]


def test_a_word_wider_than_the_line_is_cut() -> None:
    assert _lines("41694e794b709820", 4, "en") == ["41694e79", "4b709820"]


def test_a_newline_ends_a_line_and_an_empty_line_stays() -> None:
    assert _lines("绿灯\n\n正常", 8) == ["绿灯", "", "正常"]


def test_an_ellipsis_stays_whole() -> None:
    assert _lines("合计万……元", 4) == ["合计", "万……元"]


@pytest.mark.parametrize(
    ("text", "lang", "lines"),
    [
        ("Operator, 叶清和", "en", ["Operator, ", "叶清和"]),
        ("Operator, 欧阳清和", "en", ["Operator, ", "欧阳清和"]),
        ("Operator, 完成资产移交", "en", ["Operator, 完成", "资产移交"]),
        ("运营方运营方运　叶清和", "zh", ["运营方运营方运　叶清", "和"]),
    ],
)
def test_a_chinese_name_stays_whole_in_latin_text(text: str, lang: str, lines: list[str]) -> None:
    widths = [1.0] * len(text)
    found = break_lines(text, widths, 12.0 if lang == "en" else 10.0, lang)
    assert [text[start:end] for start, end in found] == lines


def test_what_links_a_verb_to_its_pronoun_ends_no_line() -> None:
    assert _lines("le taux couvre-t-il", 8.5, "fr") == ["le taux couvre-", "t-il"]
    assert _lines("le taux au-delà", 5.5, "fr") == ["le taux au-", "delà"]


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("F(t) = Σ S(u)", 9.0, ["F(t) = ", "Σ S(u)"]),
        ("x = x − Σj F", 10.0, ["x = x − ", "Σj F"]),
        ("NPV = F + Σ(u ≥ t) β", 19.0, ["NPV = F + ", "Σ(u ≥ t) β"]),
        ("y = a + ln x", 11.0, ["y = a + ", "ln x"]),
        ("le plan ouvre", 8.0, ["le plan ", "ouvre"]),
    ],
)
def test_a_sum_or_a_logarithm_ends_no_line_without_its_operand(
    text: str, width: float, lines: list[str]
) -> None:
    found = break_lines(text, [1.0] * len(text), width, "en")
    assert [text[start:end] for start, end in found] == lines
