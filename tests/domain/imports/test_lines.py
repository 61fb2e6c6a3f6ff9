"""Subtotals, notes, repeated headings and blank lines are no records."""

from __future__ import annotations

import pytest

from domain.imports.lines import is_blank, is_heading_again, is_note, is_subtotal


@pytest.mark.parametrize(
    "word",
    [
        "小计",
        "合计",
        "2024年合计",
        "2024年第4季度小计",
        "总 计".replace(" ", ""),
        "TOTAL",
        "Sous-total",
        "Total général",
        "Subtotal",
        "Total 2024",
    ],
)
def test_a_sum_says_so_in_one_of_its_first_cells(word: str) -> None:
    assert is_subtotal(["", word, 1.0])


@pytest.mark.parametrize(
    "word", ["QH001", "杭州某某设计", "衢州合计科技有限公司", "Totalement", "", 12.0]
)
def test_a_firm_is_no_sum(word: str | float) -> None:
    assert not is_subtotal([word, "x"])


def test_a_sentence_alone_is_a_note_and_a_number_alone_is_not() -> None:
    assert is_note(["注：本表企业均为虚构。", "", ""])
    assert is_note(["", "Toutes les entreprises sont fictives.", ""])
    assert not is_note(["QH001", "", ""])
    assert not is_note(["注：", "x", ""])
    assert not is_note(["", "", ""])
    assert not is_note([3.0, ""])


def test_a_serial_number_alone_is_a_blank_line() -> None:
    assert is_blank([3.0, "", ""], [1, 2])
    assert not is_blank([3.0, "x", ""], [1, 2])


def test_headings_printed_again_are_no_record() -> None:
    headings = [(0, "企业编号"), (1, "季度")]
    assert is_heading_again(["企业编号", "季度"], headings)
    assert not is_heading_again(["QH001", "2024Q1"], headings)
