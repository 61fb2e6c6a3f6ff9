"""A record is called by the wording of the reader's language, else as it was recorded."""

from __future__ import annotations

import pytest

from domain.called import in_order, is_wording, worded
from domain.entities import SPECS
from domain.formatting import typed_unit

IN_THREE = {
    "name": "出租率",
    "name_zh": None,
    "name_fr": "Taux d’occupation",
    "name_en": "Occupancy",
}


@pytest.mark.parametrize(
    ("lang", "said"), [("zh", "出租率"), ("fr", "Taux d’occupation"), ("en", "Occupancy")]
)
def test_a_recorded_text_is_read_in_the_language_of_its_reader(lang: str, said: str) -> None:
    assert worded(IN_THREE, "name").read_in(lang) == said


@pytest.mark.parametrize("lang", ["zh", "fr", "en"])
def test_where_a_wording_is_missing_the_recorded_one_is_quoted(lang: str) -> None:
    other = {"zh": "name_fr", "fr": "name_en", "en": "name_zh"}[lang]
    assert worded({"name": "as agreed", other: "another"}, "name").read_in(lang) == "as agreed"


def test_what_is_not_recorded_is_said_by_nothing() -> None:
    nothing = worded({"unit": None}, "unit")
    assert (nothing.known, nothing.read_in("fr")) == (False, "")


def test_a_code_stays_behind_all_names_while_a_recorded_name_does_not() -> None:
    building = SPECS["building"].label
    assert in_order("en", building)[-1] == "code"
    assert in_order("fr", SPECS["operator_indicator"].label)[:2] == ("name_fr", "name")


def test_only_a_field_beside_the_text_that_it_words_is_a_wording() -> None:
    indicator = SPECS["operator_indicator"]
    assert is_wording(indicator, "consequence_fr")
    assert not is_wording(indicator, "consequence")
    assert not is_wording(SPECS["operator_contract"], "annual_fee_fen_fr")  # no such field
    assert not is_wording(SPECS["firm"], "name_fr")  # a firm has names and none is the first


@pytest.mark.parametrize(
    ("lang", "value", "said"),
    [
        ("fr", 0, "projet"),
        ("fr", 1.5, "projet"),
        ("fr", 2, "projets"),
        ("fr", None, "projets"),
        ("en", 0, "projets"),
        ("en", 1, "projet"),
    ],
)
def test_a_typed_unit_agrees_with_its_number(lang: str, value: float | None, said: str) -> None:
    assert typed_unit("projet(s)", lang, value) == said
    assert typed_unit("m² (SHON)", lang, value) == "m² (SHON)"
