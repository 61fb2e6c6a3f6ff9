"""Every entity, field, choice and unit has its words, typeset as each language asks."""

from __future__ import annotations

import re
import string
from typing import TYPE_CHECKING

import pytest

import resources
from domain.entities import SPECS

if TYPE_CHECKING:
    from collections.abc import Iterator

TEXTS = resources.load_texts()
OURS = {
    key: wording
    for key, wording in TEXTS.items()
    if key.startswith(("entity.", "field.", "choice.", "error.", "command.", "state."))
}
# Signs that are the same in every language.
SIGNS = {"choice.factor_unit.gigabytes"}


def forms(key: str, lang: str) -> list[str]:
    """Return the sentences of a text in a language."""
    wording = TEXTS[key][lang]
    return [wording] if isinstance(wording, str) else list(wording.values())


def literals(lang: str) -> Iterator[tuple[str, str]]:
    """Yield (key, sentence without its places) of the texts of the records."""
    for key in OURS:
        for form in forms(key, lang):
            parts = string.Formatter().parse(form)
            yield key, "·".join(literal for literal, _, _, _ in parts)


def test_every_entity_is_named_alone_and_in_numbers() -> None:
    keys = {f"entity.{table}{ending}" for table in SPECS for ending in ("", ".many")}
    assert keys - set(TEXTS) == set()


def test_every_field_has_a_label() -> None:
    keys = {f"field.{table}.{each.name}" for table, spec in SPECS.items() for each in spec.fields}
    assert keys - set(TEXTS) == set()


def test_every_choice_has_a_word() -> None:
    keys = {
        f"choice.{each.choices.name}.{value}"
        for spec in SPECS.values()
        for each in spec.fields
        if each.choices is not None
        for value in each.choices.values
    }
    assert keys - set(TEXTS) == set()


def test_every_unit_of_a_field_has_a_name() -> None:
    keys = {f"unit.{each.unit}" for spec in SPECS.values() for each in spec.fields if each.unit}
    assert keys - set(TEXTS) == set()


def test_no_word_is_left_of_an_entity_field_or_choice_that_is_gone() -> None:
    fields = {f"{table}.{each.name}" for table, spec in SPECS.items() for each in spec.fields}
    sets = {
        each.choices.name: each.choices.values
        for spec in SPECS.values()
        for each in spec.fields
        if each.choices is not None
    }
    left = set()
    for key in OURS:
        area, _, rest = key.partition(".")
        first, _, last = rest.partition(".")
        gone = (
            (area == "field" and rest not in fields)
            or (area == "entity" and first not in SPECS)
            or (area == "choice" and last not in sets.get(first, ()))
        )
        if gone:
            left.add(key)
    assert left == set()


def test_two_fields_of_one_form_do_not_have_the_same_label() -> None:
    for table, spec in SPECS.items():
        for lang in ("zh", "fr", "en"):
            labels = [TEXTS[f"field.{table}.{each.name}"][lang] for each in spec.fields]
            twice = {str(label) for label in labels if labels.count(label) > 1}
            assert twice == set(), (table, lang)


def test_the_choices_of_one_list_can_be_told_apart() -> None:
    for table, spec in SPECS.items():
        for each in spec.fields:
            if each.choices is None:
                continue
            for lang in ("zh", "fr", "en"):
                keys = [f"choice.{each.choices.name}.{value}" for value in each.choices.values]
                words = {str(TEXTS[key][lang]) for key in keys}
                assert len(words) == len(keys), (table, each.name, lang)


def test_chinese_words_are_chinese() -> None:
    latin = [key for key, text in literals("zh") if not re.search(r"[\u4e00-\u9fff]", text)]
    assert set(latin) - SIGNS == set()


def test_chinese_sentences_use_chinese_punctuation() -> None:
    wrong = [
        (key, text)
        for key, text in literals("zh")
        if re.search(r"[\u4e00-\u9fff”][,;:?!.]|[,;:?!][\u4e00-\u9fff]|\"|'", text)
    ]
    assert wrong == []


def test_french_sentences_use_narrow_spaces_guillemets_and_the_curved_apostrophe() -> None:
    wrong = [
        (key, text)
        for key, text in literals("fr")
        if re.search(r"[^\u202f\u00a0\d][;:!?%»]|«[^\u202f\u00a0]| [;:!?»%]|'|\"|“|”", text)
    ]
    assert wrong == []


def test_english_sentences_use_curved_quotation_marks() -> None:
    assert [(key, text) for key, text in literals("en") if re.search(r"['\"«»]", text)] == []


def test_no_chinese_is_left_in_french_and_english_or_the_other_way_round() -> None:
    wrong = [
        (lang, key)
        for lang in ("fr", "en")
        for key, text in literals(lang)
        if re.search(r"[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]", text)
    ]
    assert wrong == []


@pytest.mark.parametrize("lang", ["zh", "fr", "en"])
def test_no_filler_is_left(lang: str) -> None:
    filler = re.compile(r"lorem|ipsum|\bxxx+\b|\bfoo\b|\btbd\b|待翻译|\?\?\?", re.IGNORECASE)
    assert [key for key, text in literals(lang) if filler.search(text)] == []


def test_the_places_of_a_sentence_are_plain_names() -> None:
    names = {
        name
        for by_lang in TEXTS.values()
        for wording in by_lang.values()
        for form in ([wording] if isinstance(wording, str) else wording.values())
        for _, name, _, _ in string.Formatter().parse(form)
        if name is not None
    }
    assert [name for name in names if not name.isidentifier()] == []


def test_a_sentence_of_refusal_ends_with_a_full_stop() -> None:
    ends = {"zh": "。", "fr": ".", "en": "."}
    for lang, end in ends.items():
        short = [
            key
            for key in OURS
            if key.startswith("error.") and not all(each.endswith(end) for each in forms(key, lang))
        ]
        assert short == [], lang
