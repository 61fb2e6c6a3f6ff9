"""A usual reason is read in the reader's language, any other one as it was typed."""

from __future__ import annotations

import pytest

import resources
from domain.recorded import REASONS, usual_wording
from domain.text import LANGUAGES, Texts

TEXTS = Texts(resources.load_texts())


@pytest.mark.parametrize(
    ("typed", "lang", "read"),
    [
        ("经营终止", "fr", "Cessation d’activité"),
        ("Business closed ", "zh", "经营终止"),
        ("市场变化", "en", "change of the market"),
        ("土地价格未谈拢", "fr", "prix du terrain"),
        ("经营终止", "zh", "经营终止"),
        ("老板回乡了", "fr", "老板回乡了"),
        ("", "en", ""),
    ],
)
def test_recorded_words_are_read_in_the_language_where_they_are_usual(
    typed: str, lang: str, read: str
) -> None:
    assert usual_wording(TEXTS, typed, lang) == read


def test_every_reason_that_the_program_proposes_is_known_in_each_language() -> None:
    for key in REASONS:
        typed = TEXTS.say(key, "zh")
        assert [usual_wording(TEXTS, typed, lang) for lang in LANGUAGES] == [
            TEXTS.say(key, lang) for lang in LANGUAGES
        ]
