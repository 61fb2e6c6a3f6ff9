"""The catalogues of texts are complete and cannot contradict each other."""

from __future__ import annotations

import json
import re
import string
from typing import TYPE_CHECKING

import pytest

import resources

if TYPE_CHECKING:
    from pathlib import Path

LANGUAGES = {"zh", "fr", "en"}


# Forms of dates: Chinese takes the number of the month where the others take its name; the
# caller offers every part, and the tests of domain/formatting.py compare whole dates.
OFFERED_ALL_PARTS = "format.date."


def _write(folder: Path, name: str, text: str) -> None:
    (folder / name).write_text(text, "utf-8")


def _forms(wording: resources.Wording) -> list[str]:
    return [wording] if isinstance(wording, str) else list(wording.values())


def _places(wording: resources.Wording) -> set[str]:
    parsed = (part for form in _forms(wording) for part in string.Formatter().parse(form))
    return {name for _, name, _, _ in parsed if name is not None}


def test_two_files_are_merged_into_one_table(tmp_path: Path) -> None:
    _write(tmp_path, "a.json", json.dumps({"home": {"zh": "首页", "fr": "Accueil", "en": "Home"}}))
    _write(
        tmp_path,
        "b.json",
        json.dumps({"days": {"fr": {"one": "{count} jour", "other": "{count} jours"}}}),
    )
    texts = resources.load_texts(tmp_path)
    assert texts["home"]["zh"] == "首页"
    assert texts["days"]["fr"] == {"one": "{count} jour", "other": "{count} jours"}


def test_a_key_defined_in_two_files_is_refused_with_both_names(tmp_path: Path) -> None:
    _write(tmp_path, "a.json", '{"home": {"en": "Home"}}')
    _write(tmp_path, "b.json", '{"home": {"en": "Start"}}')
    with pytest.raises(resources.TextCatalogueError, match=r"'home'.*a\.json.*b\.json"):
        resources.load_texts(tmp_path)


def test_a_key_defined_twice_in_one_file_is_refused(tmp_path: Path) -> None:
    _write(tmp_path, "a.json", '{"home": {"en": "Home"}, "home": {"en": "Start"}}')
    with pytest.raises(resources.TextCatalogueError, match=r"'home'.*a\.json"):
        resources.load_texts(tmp_path)


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"home": "Home"}', '{"home": {"en": 3}}', '{"home": null}']
)
def test_a_malformed_catalogue_is_refused_and_named(tmp_path: Path, text: str) -> None:
    _write(tmp_path, "bad.json", text)
    with pytest.raises(resources.TextCatalogueError, match=r"bad\.json"):
        resources.load_texts(tmp_path)


def test_every_shipped_text_exists_in_chinese_french_and_english() -> None:
    texts = resources.load_texts()
    assert {key: set(by_lang) for key, by_lang in texts.items() if set(by_lang) != LANGUAGES} == {}


def test_no_shipped_text_is_empty() -> None:
    texts = resources.load_texts()
    empty = [
        (key, lang)
        for key, by_lang in texts.items()
        for lang, wording in by_lang.items()
        if not all(form.strip() for form in _forms(wording))
    ]
    assert empty == []


def test_the_three_languages_of_a_text_have_the_same_named_places() -> None:
    texts = resources.load_texts()
    unequal = {
        key: {lang: sorted(_places(wording)) for lang, wording in by_lang.items()}
        for key, by_lang in texts.items()
        if len({frozenset(_places(wording)) for wording in by_lang.values()}) > 1
        and not key.startswith(OFFERED_ALL_PARTS)
    }
    assert unequal == {}


def test_plurals_offer_the_forms_of_their_language_and_a_count() -> None:
    wrong = [
        (key, lang)
        for key, by_lang in resources.load_texts().items()
        for lang, wording in by_lang.items()
        if isinstance(wording, dict)
        and ("other" not in wording or not set(wording) <= {"one", "other"})
    ]
    assert wrong == []


def test_french_texts_use_the_narrow_space_and_the_typographic_apostrophe() -> None:
    # A colon between digits is a time of day, one before // an address.
    bad = re.compile("'|(?<!\u202f)[;!?]|(?<![\u202f\\d]):(?!//)|«(?!\u202f)|(?<!\u202f)»")
    wrong = [
        (key, form)
        for key, by_lang in resources.load_texts().items()
        for form in _forms(by_lang.get("fr", ""))
        if bad.search(re.sub(r"\{[^}]*\}", "x", form))
    ]
    assert wrong == []


def test_every_icon_that_the_tokens_name_is_shipped() -> None:
    tokens = json.loads(resources.path("tokens.json").read_text("utf-8"))
    states = [state for state in tokens["states"].values() if isinstance(state, dict)]
    named = {
        *tokens["icons"]["roles"].values(),
        *tokens["icons"]["stages"].values(),
        *(state["icon"] for state in states),
    }
    assert {name for name in named if not resources.path("icons", f"{name}.svg").is_file()} == set()


def test_the_shipped_texts_read_at_the_start_pass_every_check() -> None:
    assert resources.load_texts() == resources.load_texts(resources.path("texts"))
