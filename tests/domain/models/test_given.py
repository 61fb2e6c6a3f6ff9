"""Inputs of a model are read by name, and each refusal names its place."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import pytest

import resources
from domain.models.errors import ModelError
from domain.models.given import OPEN_UNIT, POSITIVE, UNIT, Given, Range, number_reader, or_none
from domain.models.operations import answer, plain
from domain.text import LANGUAGES, Texts

if TYPE_CHECKING:
    from collections.abc import Callable

REFUSED: list[tuple[object, Callable[[Given], object], str, str]] = [
    ({}, lambda given: given.number("x"), "missing_input", "/x"),
    ({"x": True}, lambda given: given.number("x"), "wrong_type", "/x"),
    ({"x": "1"}, lambda given: given.number("x"), "wrong_type", "/x"),
    ({"x": math.nan}, lambda given: given.number("x"), "out_of_range", "/x"),
    ({"x": 0}, lambda given: given.number("x", POSITIVE), "out_of_range", "/x"),
    ({"x": 1}, lambda given: given.number("x", OPEN_UNIT), "out_of_range", "/x"),
    ({"x": 3.0}, lambda given: given.whole("x"), "wrong_type", "/x"),
    ({"x": -1}, lambda given: given.whole("x", Range(0)), "out_of_range", "/x"),
    ({"x": 1}, lambda given: given.flag("x"), "wrong_type", "/x"),
    ({"x": 1}, lambda given: given.text("x"), "wrong_type", "/x"),
    ({"x": "c"}, lambda given: given.choice("x", ("a", "b")), "unknown_choice", "/x"),
    ({"x": []}, lambda given: given.numbers("x"), "size_mismatch", "/x"),
    ({"x": [1]}, lambda given: given.numbers("x", length=2), "size_mismatch", "/x"),
    ({"x": "ab"}, lambda given: given.numbers("x"), "wrong_type", "/x"),
    ({"x": [1, None]}, lambda given: given.numbers("x"), "wrong_type", "/x/1"),
    ({"x": [1, True]}, lambda given: given.numbers("x"), "wrong_type", "/x/1"),
    ({"x": [1, math.nan, 2]}, lambda given: given.numbers("x"), "out_of_range", "/x/1"),
    ({"x": [1.0, -1, 2]}, lambda given: given.numbers("x", POSITIVE), "out_of_range", "/x/1"),
    ({"x": [0.5, 0.5, 1]}, lambda given: given.numbers("x", OPEN_UNIT), "out_of_range", "/x/2"),
    ({"x": [True, 1]}, lambda given: given.flags("x"), "wrong_type", "/x/1"),
    ({"x": []}, lambda given: given.flags("x"), "size_mismatch", "/x"),
    ({"x": [1.5]}, lambda given: given.wholes("x"), "wrong_type", "/x/0"),
    ({"x": [[1], [1, 2]]}, lambda given: given.matrix("x"), "size_mismatch", "/x"),
    ({"x": [[1]]}, lambda given: given.matrix("x", shape=(2, None)), "size_mismatch", "/x"),
    ({"x": [[1, 2]]}, lambda given: given.matrix("x", shape=(1, 3)), "size_mismatch", "/x/0"),
    ({"x": [{}]}, lambda given: given.objects("x")[0].number("y"), "missing_input", "/x/0/y"),
    ({"x": 1}, lambda given: given.part("x"), "wrong_type", "/x"),
    ({"x": 1}, Given.done, "unknown_input", "/x"),
    ([], Given.done, "wrong_type", "/"),
]


@pytest.mark.parametrize(("content", "read", "key", "place"), REFUSED)
def test_a_refusal_names_what_is_wrong_and_where(
    content: object, read: Callable[[Given], object], key: str, place: str
) -> None:
    with pytest.raises(ModelError) as refused:
        read(Given(content))
    assert (refused.value.key, refused.value.place) == (key, place)
    assert key in str(refused.value)


def test_lists_are_read_alike_at_once_and_item_by_item() -> None:
    given = Given({"plain": [1, 2.5], "own": [1, type("Own", (float,), {})(2.5)], "no": []})
    assert given.numbers("plain", POSITIVE) == given.numbers("own", POSITIVE) == [1.0, 2.5]
    assert all(type(each) is float for each in given.numbers("plain"))
    assert given.numbers("no", least=0) == given.flags("no", least=0) == []
    assert Given({"x": [True, False]}).flags("x") == [True, False]


def test_what_is_not_given_has_its_default() -> None:
    given = Given({"none": None})
    assert given.number("x", UNIT, 0.5) == 0.5
    assert given.number_or_none("none") is None
    assert given.whole_or_none("none", default=3) is None
    assert given.whole_or_none("y", default=3) == 3
    assert given.flag("z", default=True) is True
    assert not given.has("none")
    given.done()


def test_items_of_a_list_may_be_null_where_that_is_allowed() -> None:
    assert Given({"x": [1, None]}).items("x", or_none(number_reader(UNIT))) == [1.0, None]


def test_results_are_plain_and_what_is_not_finite_is_null() -> None:
    numpy = pytest.importorskip("numpy")
    made = plain({"a": numpy.array([1.0, numpy.inf]), "b": (True, None), "c": numpy.float64("nan")})
    assert made == {"a": [1.0, None], "b": [True, None], "c": None}


def test_ranges_are_written_as_intervals() -> None:
    assert Range(0, 1, low_open=True).words() == "(0, 1]"
    assert Range().words() == "(−∞, ∞)"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_unknown_operation_is_refused_in_words(lang: str) -> None:
    texts = Texts(resources.load_texts())
    with pytest.raises(ModelError) as refused:
        answer("flow.teleport", {})
    words = texts.say(f"model.error.{refused.value.key}", lang, **refused.value.values)
    assert "flow.teleport" in words
