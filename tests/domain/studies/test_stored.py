"""What a workbook keeps of an inquiry is read again as it was, and nothing else is."""

from __future__ import annotations

import json
import math
from typing import Any

import pytest

from domain.models.given import Range
from domain.studies.inquiry import Inquiry
from domain.studies.stored import inquiry_from, plain_inquiry
from domain.studies.study import Said, StudyInput

TOWN = Said("", {"zh": "衢州市", "fr": "Quzhou", "en": "Quzhou"})
SOURCE = Said("study.source.figure_left_out", {"figure": Said("x"), "regions": (TOWN, "Lishui")})
MATRIX = StudyInput(
    "matrix",
    [[1, None], [2.5, 3]],
    "records",
    SOURCE,
    "money",
    Range(0.0, 9.0, low_open=True),
    labels=(TOWN, "2024"),
)
CHOSEN = StudyInput("lag", "demand", "override", Said("y"), choices=("demand", "supply"))
WAS = StudyInput("lag", "supply", "assumed", Said("y"), choices=("demand", "supply"))
ASKED = Inquiry("cobweb", "2024Q4", {"market": "7"}, (MATRIX, CHOSEN), {"lag": WAS}, 11)


def kept() -> dict[str, Any]:
    """Return the inquiry as it comes back from JSON."""
    found: dict[str, Any] = json.loads(json.dumps(plain_inquiry(ASKED), allow_nan=False))
    return found


def test_an_inquiry_is_read_again_with_names_lists_limits_and_what_was_overridden() -> None:
    found = inquiry_from("cobweb", 11, kept())
    matrix, chosen = found.inputs
    assert matrix.value == [[1, None], [2.5, 3]]
    assert matrix.source == Said(SOURCE.key, {"figure": Said("x"), "regions": [TOWN, "Lishui"]})
    assert (matrix.limits, matrix.labels, matrix.unit) == (
        Range(0.0, 9.0, low_open=True),
        (TOWN, "2024"),
        "money",
    )
    assert chosen == CHOSEN
    assert (found.originals, found.chosen, found.seed) == ({"lag": WAS}, {"market": "7"}, 11)


def test_a_range_without_ends_has_none_in_the_workbook_and_none_when_read() -> None:
    content = kept()
    assert content["inputs"][1]["limits"] == [None, None, False, False]
    limits = inquiry_from("cobweb", 11, content).inputs[1].limits
    assert (limits.low, limits.high) == (-math.inf, math.inf)


def test_a_label_that_is_a_number_is_read_as_the_word_it_is() -> None:
    content = kept()
    content["inputs"][0]["labels"] = [2014]
    assert inquiry_from("cobweb", 11, content).inputs[0].labels == ("2014",)


def test_an_origin_that_the_program_does_not_know_is_refused_and_named() -> None:
    content = kept()
    content["inputs"][0]["origin"] = "guessed"
    with pytest.raises(ValueError, match="not 'guessed'"):
        inquiry_from("cobweb", 11, content)


@pytest.mark.parametrize("part", ["quarter", "chosen", "inputs", "originals"])
def test_an_inquiry_that_lacks_a_part_is_refused(part: str) -> None:
    content = kept()
    del content[part]
    with pytest.raises(KeyError, match=part):
        inquiry_from("cobweb", 11, content)


@pytest.mark.parametrize("part", ["name", "origin", "source", "limits", "labels", "unit"])
def test_an_input_that_lacks_a_part_is_refused(part: str) -> None:
    content = kept()
    del content["originals"][0][part]
    with pytest.raises(KeyError, match=part):
        inquiry_from("cobweb", 11, content)


@pytest.mark.parametrize("limits", [[0, 1], [0, 1, False, False, True]])
def test_limits_of_another_size_are_refused(limits: list[object]) -> None:
    content = kept()
    content["inputs"][0]["limits"] = limits
    with pytest.raises(ValueError, match="unpack"):
        inquiry_from("cobweb", 11, content)


def test_a_list_where_parts_are_expected_is_refused() -> None:
    with pytest.raises(TypeError):
        inquiry_from("cobweb", 11, [])  # type: ignore[arg-type]  # what a file may hold
