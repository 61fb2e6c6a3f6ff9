"""Cells that leave the program are what they were: texts stay texts, figures stay figures."""

from __future__ import annotations

import pytest

from domain.tables import guarded, pasteable, unguarded


@pytest.mark.parametrize(
    ("shown", "copied"),
    [
        ("1\u202f234,5", "1234,5"),
        ("\u22125.00", "-5.00"),
        ("+32,4\u202f%", "+32,4%"),
        ("12,345.00", "12,345.00"),
        ("—", "—"),
        ("衢州\n朔桁\t储能", "衢州 朔桁 储能"),
        ("=HYPERLINK(1)", "'=HYPERLINK(1)"),
        ("+86-0570-555", "'+86-0570-555"),
        ("-1+1|cmd", "'-1+1|cmd"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("", ""),
    ],
)
def test_a_copied_cell_is_a_figure_or_a_text_and_never_a_formula(shown: str, copied: str) -> None:
    assert pasteable(shown) == copied


@pytest.mark.parametrize("text", ["=1+1", "+86 570", "－1", "'quoted'", "'", "", "l’aide", "'a=1"])
def test_what_guards_a_text_is_taken_away_again(text: str) -> None:
    assert unguarded(guarded(text)) == text
