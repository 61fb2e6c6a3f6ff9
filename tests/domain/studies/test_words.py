"""What a study says in each language: names, quarters, numbers, plurals."""

from __future__ import annotations

from dataclasses import replace

import pytest

import resources
from domain.formatting import Formatter
from domain.studies.flow.assumed import PARAMETERS, assumed_input
from domain.studies.flow_uncertainty.inputs import range_input
from domain.studies.naming import names
from domain.studies.study import Said, words_of
from domain.text import Texts
from tests.fakes import MemoryRecords


def formatter(lang: str) -> Formatter:
    """Return a formatter with the program's words."""
    return Formatter(lang, Texts(resources.load_texts()))


def test_a_name_is_told_in_each_language_and_borrowed_where_it_is_missing() -> None:
    park = MemoryRecords()
    city = park.add("region", code="330800", name_zh="衢州市", name_en="Quzhou", kind="city")
    found = names(park, "region")[city]
    assert [words_of(found, formatter(lang)) for lang in ("zh", "fr", "en")] == [
        "衢州市",
        "Quzhou",
        "Quzhou",
    ]


def test_a_record_without_a_name_is_called_by_its_number() -> None:
    park = MemoryRecords()
    firm = park.add("firm", number="QH001")
    assert names(park, "firm", "number")[firm].words(formatter("fr")) == "QH001"


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("2024Q4", "T4\u00a02024"),
        (1234, "1\u202f234"),
        (0.5, "0,50"),
        ("QH001", "QH001"),
        (Said("", {"zh": "龙游县", "fr": "Longyou", "en": "Longyou"}), "Longyou"),
    ],
)
def test_values_in_a_sentence_are_written_as_the_language_writes_them(
    value: object, words: str
) -> None:
    said = Said("format.with_unit", {"number": value, "unit": "¥"})
    assert said.words(formatter("fr")) == f"{words}\u202f¥"


def test_the_bounds_of_a_share_are_told_in_the_unit_of_its_value() -> None:
    spillover = next(each for each in PARAMETERS if each.name == "spillover_share")
    congestion = next(each for each in PARAMETERS if each.name == "congestion_elasticity")
    told = [assumed_input(each).source.words(formatter("en")) for each in (spillover, congestion)]
    assert told[0].endswith("drawn from 10.0% to 30.0%")
    assert told[1].endswith("drawn from 0.280 to 0.420")
    ranged = replace(spillover, name="subsidy_rate")
    shares = [range_input(each, assumed_input(each)) for each in (ranged, congestion)]
    assert [each.source.words(formatter("en")) for each in shares] == [
        "20.0% ± 50% of it; set by the analyst",
        "0.350 ± 20% of it; set by the analyst",
    ]


def test_what_is_the_same_in_every_language_is_said_as_it_is() -> None:
    assert words_of("QH001", formatter("zh")) == "QH001"
