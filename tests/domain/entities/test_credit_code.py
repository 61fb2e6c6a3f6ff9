"""Credit codes are checked as GB 32100-2015 says; the valid ones here are published codes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.credit_code import ALPHABET, check_character, check_credit_code

# The example of the standard, then codes that large companies and banks publish.
PUBLISHED = (
    "91350100M000100Y43",
    "9144030071526726XG",
    "914403001922038216",
    "91330100799655058B",
    "91100000100003962T",
    "91110000802100433B",
    "91110000710926094P",
)


def key_of(code: str) -> str | None:
    """Return the key of what is wrong with a code."""
    breach = check_credit_code(code)
    return None if breach is None else breach.key


@pytest.mark.parametrize("code", PUBLISHED)
def test_a_published_code_is_valid(code: str) -> None:
    assert check_credit_code(code) is None


def test_the_alphabet_has_31_characters_without_those_that_look_like_digits() -> None:
    assert len(set(ALPHABET)) == 31
    assert set("IOSVZ").isdisjoint(ALPHABET)


@given(st.sampled_from(PUBLISHED), st.integers(0, 17), st.sampled_from(ALPHABET))
def test_any_single_wrong_character_is_detected(code: str, place: int, character: str) -> None:
    wrong = code[:place] + character + code[place + 1 :]
    assert key_of(wrong) == (None if wrong == code else "credit_code_check")


@given(st.sampled_from(PUBLISHED), st.integers(0, 17), st.characters())
def test_a_character_outside_the_alphabet_is_named_with_its_place(
    code: str, place: int, character: str
) -> None:
    breach = check_credit_code(code[:place] + character + code[place + 1 :])
    if character in ALPHABET:
        return
    assert breach is not None
    assert breach.key == "credit_code_character"
    assert breach.values["character"] == character
    assert breach.values["place"] == place + 1


@given(st.sampled_from(PUBLISHED), st.integers(0, 16))
def test_two_neighbours_that_are_exchanged_are_detected(code: str, place: int) -> None:
    swapped = code[:place] + code[place + 1] + code[place] + code[place + 2 :]
    assert (key_of(swapped) is None) == (swapped == code)


@given(st.text(ALPHABET, max_size=25).filter(lambda code: len(code) != 18))
def test_a_code_of_another_length_is_refused_with_its_length(code: str) -> None:
    breach = check_credit_code(code)
    assert breach is not None
    assert breach.key == "credit_code_length"
    assert breach.values["count"] == len(code)


@given(st.text(ALPHABET, min_size=17, max_size=17))
def test_every_first_part_has_exactly_one_check_character(first: str) -> None:
    valid = [last for last in ALPHABET if check_credit_code(first + last) is None]
    assert valid == [check_character(first)]


@pytest.mark.parametrize(
    ("code", "key"),
    [
        ("91330822YYUBE52179", "credit_code_check"),
        ("91330881OYLDFTXP7R", "credit_code_character"),
        ("91350100m000100y43", "credit_code_character"),
    ],
)
def test_the_wrong_codes_of_the_sample_register_are_told_apart(code: str, key: str) -> None:
    assert key_of(code) == key
