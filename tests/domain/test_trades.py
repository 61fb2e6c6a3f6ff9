"""Trades of GB/T 4754 are called by their name in the reader's language."""

from __future__ import annotations

import pytest

import resources
from domain.formatting import Formatter
from domain.text import Texts
from domain.trades import DIVISIONS, division, trade_key, trade_name

TEXTS = Texts(resources.load_texts())


def test_every_division_of_the_standard_has_its_name_and_no_other_has() -> None:
    # GB/T 4754-2017 counts 97 divisions, numbered through from 01 to 97.
    assert sorted(int(each[1:]) for each in DIVISIONS) == list(range(1, 98))
    named = {key.removeprefix("trade.") for key in TEXTS.catalogue if key.startswith("trade.")}
    assert named == DIVISIONS


@pytest.mark.parametrize("lang", ["zh", "fr", "en"])
def test_no_two_divisions_are_called_the_same(lang: str) -> None:
    names = [TEXTS.say(f"trade.{each}", lang) for each in DIVISIONS]
    assert len(set(names)) == len(DIVISIONS)


@pytest.mark.parametrize(
    ("sector", "found", "key"),
    [
        ("C34", "C34", "trade.C34"),
        (" c3441", "C34", "trade.C34"),
        ("C99", "C99", ""),
        ("D34", "D34", ""),
        ("34", "", ""),
        ("", "", ""),
    ],
)
def test_a_recorded_code_lies_in_its_division(sector: str, found: str, key: str) -> None:
    assert division(sector) == found
    assert trade_key(sector) == key


@pytest.mark.parametrize(
    ("lang", "sector", "recorded", "name"),
    [
        ("en", "C34", "通用设备制造业", "General-purpose machinery"),
        ("fr", "C34", "", "Machines d’usage général"),
        ("zh", "C34", "", "通用设备制造业"),
        ("zh", "C3441", "泵及真空设备制造", "泵及真空设备制造"),
        ("en", "C99", "Something else", "Something else"),
        ("en", "", "", ""),
    ],
)
def test_a_trade_is_called_as_the_reader_speaks(
    lang: str, sector: str, recorded: str, name: str
) -> None:
    assert trade_name(sector, recorded, Formatter(lang, TEXTS)) == name
