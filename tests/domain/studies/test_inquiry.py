"""What is asked of a study can be changed, taken back, kept and read again."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from domain.errors import DomainError
from domain.formatting import Formatter
from domain.models.errors import ModelError
from domain.models.given import Range
from domain.progress import Silent
from domain.studies.inquiry import Inquiry, check_value, inquire
from domain.studies.refusing import input_name, refusal, refused_input
from domain.studies.stored import inquiry_from, plain_inquiry
from domain.studies.study import Said, StudyInput
from domain.studies.typed import parsed, shown, typed
from tests.domain.studies.market import market
from tests.domain.studies.trying import TEXTS

EN, FR, ZH = (Formatter(lang, TEXTS) for lang in ("en", "fr", "zh"))
UNTOLD = Said("study.cobweb.source.horizon")


def asked() -> Inquiry:
    """Return the inquiry of the small market."""
    park, _ = market()
    return inquire(park, "cobweb", "2024Q4")[0]


def given(value: object, **options: Any) -> StudyInput:  # noqa: ANN401 - fields of an input
    """Return an input with this value."""
    return StudyInput("x", value, "records", UNTOLD, **options)


def test_what_is_not_offered_is_taken_as_proposed() -> None:
    park, region = market()
    inquiry, choices = inquire(park, "cobweb", "2024Q4", {"region": "gone", "profile": "gone"})
    assert inquiry.chosen == {each.name: each.value for each in choices}
    assert inquiry.chosen["region"] == region


def test_a_changed_input_keeps_what_it_was_before() -> None:
    changed = asked().changed("supply_elasticity", 2.0).changed("supply_elasticity", 3.0)
    each = changed.input("supply_elasticity")
    assert (each.value, each.origin) == (3.0, "override")
    assert changed.originals["supply_elasticity"].value == 1.2
    assert each.source.words(EN).startswith("Set by the analyst; source before: Only 4 complete")


def test_taking_a_change_back_gives_the_same_inquiry() -> None:
    first = asked()
    assert first.changed("lag", "supply").restored("lag") == first
    assert first.changed("lag", "supply").changed("lag", "demand") == first
    assert first.restored("lag") == first


def test_an_input_that_is_not_there_is_refused() -> None:
    with pytest.raises(ModelError, match="unknown_input"):
        asked().changed("subsidies", 1)


@pytest.mark.parametrize(
    ("each", "value", "key"),
    [
        (given("a", choices=("a", "b")), "c", "unknown_choice"),
        (given(1.0, limits=Range(0, 2)), 3, "out_of_range"),
        (given(1.0), "much", "wrong_type"),
        (given(True), 1, "wrong_type"),
        (given([1, 2]), 3, "wrong_type"),
        (given([1, 2]), [1], "size_mismatch"),
        (given([[1, 2], [3, 4]]), [[1, 2], [3]], "size_mismatch"),
        (given([1, 2], limits=Range(0)), [1, -1], "out_of_range"),
    ],
)
def test_a_value_of_another_kind_or_range_is_refused(
    each: StudyInput, value: object, key: str
) -> None:
    with pytest.raises(ModelError) as caught:
        check_value(each, value)
    assert caught.value.key == key
    assert refused_input(caught.value) == "x"


@pytest.mark.parametrize(
    ("each", "value"),
    [
        (given(1.0), None),
        (given([1, None]), [None, 2.5]),
        (given("a", choices=("a", "b")), "b"),
        (given(True), False),
        (given([["a"], ["b"]]), [["c"], ["d"]]),
    ],
)
def test_a_value_of_the_same_kind_is_taken(each: StudyInput, value: object) -> None:
    check_value(each, value)


def test_a_refusal_names_the_input_in_words() -> None:
    error = ModelError("out_of_range", "/supply_elasticity/0", value=-1.0, range="(0, ∞)")
    assert (
        refusal(error, "cobweb", EN) == "The value −1 of “Elasticity of supply” is outside (0, ∞)."
    )
    assert input_name("cobweb", "nobody_knows", FR) == "nobody_knows"
    wanted = ModelError("wrong_type", "/lag", wanted="number")
    assert refusal(wanted, "cobweb", FR).endswith("un nombre est attendu.")
    assert "2" in refusal(ModelError("size_mismatch", wanted="2", count=1), "cobweb", ZH)


def test_an_inquiry_is_read_again_as_it_was_written() -> None:
    inquiry = asked().changed("supply_elasticity", 2.0).changed("offered_price", [9e5] * 4)
    content = json.loads(json.dumps(plain_inquiry(inquiry), allow_nan=False))
    again = inquiry_from("cobweb", inquiry.seed, content)
    assert again.values() == inquiry.values()
    assert again.chosen == dict(inquiry.chosen)
    assert plain_inquiry(again) == content
    assert again.input("posts_sought").labels[0].words(FR) == "T1\u00a02023"  # type: ignore[union-attr]
    assert again.input("supply_elasticity").limits == inquiry.input("supply_elasticity").limits
    assert again.restored("supply_elasticity").input("supply_elasticity").value == 1.2


def test_a_foreign_origin_is_not_read() -> None:
    content = plain_inquiry(asked())
    content["inputs"][0]["origin"] = "guessed"
    with pytest.raises(ValueError, match="guessed"):
        inquiry_from("cobweb", 1, content)


def test_labels_that_are_plain_text_stay_so() -> None:
    inquiry = Inquiry("cobweb", "2024Q4", {}, (given([1], labels=("QH001",)),))
    again = inquiry_from("cobweb", 1, plain_inquiry(inquiry))
    assert again.inputs[0].labels == ("QH001",)


@pytest.mark.parametrize(
    ("each", "words"),
    [
        (given(None), "—"),
        (given([1, 2, 3]), "3 values"),
        (given([[1, 2], [3, 4]]), "2 × 2"),
        (given(True), "yes"),
        (given(0.35), "0.35"),
        (given(0.4, unit="ratio"), "40.0"),
        (given("demand", choices=("demand",)), "demand"),
        (given([]), "none"),
        (given("", labels=(Said("", {"en": "Quzhou"}), "Longyou")), "Quzhou and Longyou"),
        (given("QH001"), "QH001"),
        (replace(given(2014), name="first_year"), "2014"),
    ],
)
def test_a_value_is_shown_as_a_table_does(each: StudyInput, words: str) -> None:
    assert shown(each, EN) == words


@pytest.mark.parametrize(
    ("value", "unit", "formatter", "text"),
    [
        (1_234_567, "yuan_per_month", FR, "12345,67"),
        (0.125, "ratio", EN, "12.5"),
        (-0.5, "", FR, "-0,5"),
        (None, "", EN, ""),
        (2_000_000, "money", ZH, "2"),
    ],
)
def test_what_is_typed_again_gives_the_value_back(
    value: float | None, unit: str, formatter: Formatter, text: str
) -> None:
    assert typed(value, unit, formatter) == text
    assert parsed(text, unit, formatter) == value


def test_a_number_typed_with_words_is_refused() -> None:
    with pytest.raises(DomainError, match="text_in_number"):
        parsed("about 3", "", EN)
    with pytest.raises(DomainError, match="text_in_number"):
        parsed("3 km", "", EN)
    with pytest.raises(DomainError, match="text_in_number"):
        parsed("3元", "", ZH)


def test_a_flag_is_typed_as_its_word() -> None:
    assert typed(True, "", EN) == "True"  # editors of flags are lists of words


def test_the_same_seed_and_inputs_give_the_same_result() -> None:
    inquiry = asked().seeded(7)
    assert inquiry.seed == 7
    assert inquiry.run(Silent()) == inquiry.run(Silent())
