"""Sentences of studies are said in three languages, their figures as each writes them."""

from __future__ import annotations

import pytest

import resources
from domain.formatting import Formatter
from domain.studies import study
from domain.studies.study import Said, words_of
from domain.text import Texts

TEXTS = Texts(
    {
        **resources.load_texts(),
        "figure": dict.fromkeys(("zh", "fr", "en"), "{x}|{x:3}|{x:year}"),
        "part": dict.fromkeys(("zh", "fr", "en"), "{x:percent}|{x:percent0}|{x:signed_percent}"),
        "area": dict.fromkeys(("zh", "fr", "en"), "{x:area}"),
        "time": dict.fromkeys(("zh", "fr", "en"), "{q}|{d:date}|{d}|{m:month}"),
        "outer": dict.fromkeys(("zh", "fr", "en"), "[{inner}]"),
        "counted": {
            "zh": "{count}个",
            "fr": {"one": "{count} ville", "other": "{count} villes"},
            "en": {"one": "{count} city", "other": "{count} cities"},
        },
    }
)


def said(key: str, lang: str, **values: object) -> str:
    return Said(key, values).words(Formatter(lang, TEXTS))


def test_a_figure_is_written_as_its_place_asks() -> None:
    assert said("figure", "fr", x=1234.5) == "1\u202f234,50|1\u202f234,500|1234"
    assert said("figure", "en", x=2024) == "2,024|2,024.000|2024"


def test_a_part_of_one_is_written_in_percent() -> None:
    assert said("part", "fr", x=0.125) == "12,5\u202f%|13\u202f%|+12,5\u202f%"


def test_a_recorded_figure_is_written_in_its_unit() -> None:
    assert said("area", "zh", x=2_964_850) == "29,648.5㎡"
    assert said("area", "en", x=None) == "—"


def test_quarters_and_days_are_written_out_and_plain_texts_are_not() -> None:
    told = said("time", "fr", q="2024Q4", d="2016-06-01", m="2023-05")
    assert told == "T4\u00a02024|1er juin 2016|2016-06-01|mai 2023"


@pytest.mark.parametrize(
    ("count", "wanted"), [(1, "1 ville"), (2, "2 villes"), (1500, "1\u202f500 villes")]
)
def test_the_number_called_count_chooses_the_plural(count: int, wanted: str) -> None:
    assert said("counted", "fr", count=count) == wanted


def test_sentences_and_lists_within_a_sentence_are_said_first() -> None:
    inner = Said("counted", {"count": 2})
    assert said("outer", "en", inner=inner) == "[2 cities]"
    assert said("outer", "zh", inner=["衢州", "杭州", inner]) == "[衢州、杭州、2个]"
    assert said("outer", "en", inner=[0.5, True, False]) == "[0.50, yes and no]"
    assert said("outer", "fr", inner=["a", "b", "c"]) == "[a, b et c]"
    assert said("outer", "en", inner=["a"]) == "[a]"
    assert said("outer", "en", inner=[]) == "[]"


def test_a_name_stands_as_it_is_recorded() -> None:
    assert words_of("衢州", Formatter("fr", TEXTS)) == "衢州"
    assert words_of(Said("counted", {"count": 1}), Formatter("en", TEXTS)) == "1 city"


def test_a_study_that_is_not_offered_is_not_found() -> None:
    with pytest.raises(KeyError):
        study("astrology")
