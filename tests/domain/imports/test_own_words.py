"""Every choice that the program itself writes is read back by the import, in three languages."""

from __future__ import annotations

import pytest

import resources
from domain.entities import SPECS
from domain.imports.kinds import SHEET_KINDS
from domain.imports.own_words import with_own_words
from domain.imports.words import name_key
from domain.text import LANGUAGES, Texts

TEXTS = Texts(resources.load_texts())
KINDS = with_own_words(SHEET_KINDS, SPECS, TEXTS)
CHOSEN = [
    (kind.key, column.name, lang)
    for kind in SHEET_KINDS
    for column in kind.columns
    if column.words and any(each.name == column.name for each in SPECS[kind.table].fields)
    for lang in LANGUAGES
]


@pytest.mark.parametrize(("kind", "name", "lang"), CHOSEN)
def test_the_words_of_a_choice_are_read_back(kind: str, name: str, lang: str) -> None:
    known = next(each for each in KINDS if each.key == kind)
    choices = SPECS[known.table].field(name).choices
    assert choices is not None
    said = {key: TEXTS.say(f"choice.{choices.name}.{key}", lang) for key in choices.values}
    read = {key: known.column(name).words.get(name_key(words)) for key, words in said.items()}
    wrong = {key: said[key] for key, found in read.items() if found != key}
    assert wrong == {}
