"""Check how words are set: fonts of each script, marks, justification."""

from __future__ import annotations

import pytest

import resources
from domain.reports.tree import Run
from storage.pdf.fonts import FontBook
from storage.pdf.styles import scale
from storage.pdf.text import balanced_lines, letters, narrowest, set_lines, width_of


@pytest.fixture(scope="module")
def fonts() -> FontBook:
    """Return the shipped fonts."""
    return FontBook(resources.path("fonts"))


def _faces(text: str, lang: str, fonts: FontBook) -> list[str]:
    found = letters(text, scale(lang).body, fonts)
    return [letter.face.name.removeprefix("Feidi-").split("_")[0] for letter in found]


def test_digits_and_percent_come_from_the_latin_font(fonts: FontBook) -> None:
    assert _faces("降8%", "zh", fonts) == ["NotoSerifSC", "NotoSerif", "NotoSerif"]


def test_quotation_marks_come_from_the_language_of_the_text(fonts: FontBook) -> None:
    assert _faces("“留”", "zh", fonts) == ["NotoSerifSC"] * 3
    assert _faces("“a”", "en", fonts) == ["NotoSerif"] * 3


def test_a_french_name_in_a_chinese_text_keeps_its_apostrophe(fonts: FontBook) -> None:
    assert _faces("园d’x", "zh", fonts) == ["NotoSerifSC", *["NotoSerif"] * 3]


def test_the_narrow_no_break_space_has_a_glyph(fonts: FontBook) -> None:
    assert _faces("1\u202f555", "fr", fonts) == ["NotoSerif"] * 5


def test_a_sign_that_the_latin_font_lacks_comes_from_the_chinese_one(fonts: FontBook) -> None:
    assert _faces("≤", "en", fonts) == ["NotoSerifSC"]


def test_a_closing_mark_before_another_mark_takes_half_its_square(fonts: FontBook) -> None:
    style = scale("zh").body
    assert width_of("家），连", style, fonts) == pytest.approx(3.5 * style.size)
    assert width_of("）", style, fonts) == pytest.approx(style.size)


def test_a_justified_line_fills_its_width_and_the_last_does_not(fonts: FontBook) -> None:
    style = scale("zh").body
    lines = set_lines("五户补报后，作为更正项列入下季度结算。增长24.2%。", style, 101, fonts)
    first = lines[0]
    gaps = sum(1 for one in first.letters[:-1] if one.wide)
    assert first.width + first.extra * gaps == pytest.approx(101)
    assert lines[-1].extra == 0


def test_french_body_text_is_ragged(fonts: FontBook) -> None:
    lines = set_lines(
        "Le complément sera corrigé au prochain règlement.", scale("fr").body, 90, fonts
    )
    assert all(line.extra == 0 for line in lines)


def test_a_mark_stays_with_its_word(fonts: FontBook) -> None:
    label = (Run("Impôts et taxes "), Run("a", "mark"))
    style = scale("fr").table
    room = width_of("Impôts et taxes ", style, fonts) + 1
    lines = set_lines(label, style, room, fonts)
    assert "".join(letter.char for letter in lines[-1].letters) == "taxes\u00a0a"


def test_a_title_in_two_lines_is_cut_evenly(fonts: FontBook) -> None:
    lines = balanced_lines("Rapport trimestriel de gouvernance", scale("fr").cover, 453, fonts)
    words = ["".join(letter.char for letter in line.letters) for line in lines]
    assert words == ["Rapport trimestriel", "de gouvernance"]


def test_what_is_whole_stays_on_one_line(fonts: FontBook) -> None:
    style = scale("zh").table
    element = "2023年第1季度 157"
    runs = (
        Run(element, "whole"),
        Run("；"),
        Run(element, "whole"),
        Run("；"),
        Run(element, "whole"),
    )
    # Room for one element and all but the last sign of another.
    room = 2 * width_of(f"{element}；", style, fonts) - 1.5 * style.size
    lines = [
        "".join(each.char for each in line.letters) for line in set_lines(runs, style, room, fonts)
    ]
    assert lines == [f"{element}；", f"{element}；", element]
    assert narrowest(runs, style, fonts) >= width_of(element, style, fonts)


def test_a_subscript_stands_lower_and_smaller(fonts: FontBook) -> None:
    letter, below = letters((Run("x"), Run("i", "lowered")), scale("en").body, fonts)
    assert below.rise < letter.rise
    assert below.size < letter.size


def test_notes_are_justified_in_chinese_only() -> None:
    assert [scale(lang).note.justify for lang in ("zh", "fr", "en")] == [True, False, False]


def test_no_word_is_cut_to_make_lines_even(fonts: FontBook) -> None:
    # In half of the room "Countersigned:" has no room for its colon.
    style = scale("en").table
    word = width_of("Countersigned:", style, fonts)
    lines = balanced_lines("Countersigned: Quzhou City", style, word * 1.4, fonts)
    assert ["".join(each.char for each in line.letters) for line in lines] == [
        "Countersigned:",
        "Quzhou City",
    ]
