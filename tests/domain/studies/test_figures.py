"""Figures of models are written with the digits that count."""

from __future__ import annotations

import pytest

import resources
from domain.formatting import Formatter
from domain.studies.figures import column, figure
from domain.text import Texts

TEXTS = Texts(resources.load_texts())


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [
        (0.35, "", "0.35"),
        (0.0012345, "", "0.001235"),
        (123.456, "", "123.5"),
        (12_345.678, "", "12,346"),
        (7.0, "", "7"),
        (0.0, "", "0"),
        (-0.02, "", "\u22120.02"),
        (41, "", "41"),
        (0.4, "ratio", "40.0"),
        (1_400_000, "yuan_per_month", "14,000.00"),
        (None, "", "—"),
        (None, "year", "—"),
        (999.96, "", "1,000"),
        (9.9996, "", "10"),
        (0.000_000_4, "", "0"),
    ],
)
def test_a_figure_shows_what_counts(value: float | None, unit: str, words: str) -> None:
    assert figure(value, unit, Formatter("en", TEXTS)) == words


def test_a_year_is_written_as_it_is_counted() -> None:
    formatter = Formatter("fr", TEXTS)
    assert figure(2014, "year", formatter) == "2014"
    assert figure(2014.0, "year", formatter) == "2014"


def test_figures_below_each_other_have_as_many_decimals() -> None:
    formatter = Formatter("fr", TEXTS)
    assert column([1.22, 0.8121, 1.158], "", formatter) == ["1,2200", "0,8121", "1,1580"]
    assert column([0.4, 0.25], "ratio", formatter) == ["40,0", "25,0"]
    assert column([2014.0, 2015.0], "year", formatter) == ["2014", "2015"]
