"""The manual has the same pages in three languages, and what it names is there."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

import resources
import ui
from domain.entities import SPECS
from domain.text import LANGUAGES
from ui.manual.keys import keys_in
from ui.manual.pages import find, page_for, page_names, screens_of, source, title_of
from ui.places import all_pages

OTHERS = ("fr", "en")
_KEY = re.compile(r"`([^`]+)`")
_LINK = re.compile(r"\]\(([^)]+)\)")
# What a key is called in the manual and by Qt, where the two differ.
_QT = {
    "Enter": ("Key_Return",),
    "Esc": ("Key_Escape",),
    "PgDn": ("Key_PageDown",),
    "PgUp": ("Key_PageUp",),
}
# Keys of the toolkit's own: they move between widgets, or pick several rows.
_TOOLKIT = {"Tab", "Shift+Tab", "Ctrl", "Space"}
_STANDARD = {"Ctrl+C": "Copy", "Ctrl+V": "Paste"}


def _shape(page: str, lang: str) -> list[str]:
    """Return the outline of a page: headings by level, list entries, keys and links."""
    outline = []
    for line in source(page, lang).splitlines():
        mark = re.match(r"#+|-|\d+\.", line)
        if mark:
            outline.append(mark[0])
    return outline


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_page_is_written_and_no_page_is_left_over(lang: str) -> None:
    written = {file.stem for file in resources.path("manual", lang).glob("*.md")}

    assert written == set(page_names())


@pytest.mark.parametrize("page", page_names())
def test_a_page_is_built_alike_in_the_three_languages(page: str) -> None:
    for lang in OTHERS:
        assert _shape(page, lang) == _shape(page, "zh"), lang
        assert _LINK.findall(source(page, lang)) == _LINK.findall(source(page, "zh")), lang
        assert set(_KEY.findall(source(page, lang))) == set(_KEY.findall(source(page, "zh"))), lang


@pytest.mark.parametrize("lang", LANGUAGES)
def test_all_pages_have_the_same_headings(lang: str) -> None:
    usual = [line for line in source("tables", lang).splitlines() if line.startswith("## ")]

    for page in page_names():
        headings = [line for line in source(page, lang).splitlines() if line.startswith("## ")]
        assert [each for each in usual if each in headings] == headings, page
        assert usual[0] in headings, page
        assert usual[-1] in headings, page


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_link_leads_to_a_page(lang: str) -> None:
    for page in page_names():
        for link in _LINK.findall(source(page, lang)):
            assert link.removesuffix(".md") in page_names(), (page, link)


def test_every_screen_of_the_program_is_explained() -> None:
    screens = all_pages(SPECS)
    explained = [screen for page in page_names() for screen in screens_of(page, screens, SPECS)]

    assert sorted(explained) == sorted(screens)
    # A screen made for its purpose is never explained as a table among others.
    assert {each for each in screens if page_for(each, SPECS) == "tables"} == {
        "tables",
        "attachment",
    }


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_two_pages_have_the_same_title(lang: str) -> None:
    titles = [title_of(page, lang) for page in page_names()]

    assert len(set(titles)) == len(titles)


def _keys_of_the_program() -> set[str]:
    """Return the keys that the sources of the window bind or answer to."""
    known = set(_TOOLKIT)
    for file in Path(ui.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Attribute) and node.attr.startswith("Key_"):
                known.add(node.attr)
            elif isinstance(node, ast.Attribute) and node.attr in _STANDARD.values():
                known.add(f"Standard {node.attr}")
            elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                known.add(node.value)
    return known


def _is_known(key: str, known: set[str]) -> bool:
    if key in known or f"Standard {_STANDARD.get(key, '')}" in known:
        return True
    last = key.rpartition("+")[2]
    return any(name in known for name in _QT.get(last, (f"Key_{last}",)))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_key_named_is_a_key_of_the_program(lang: str) -> None:
    known = _keys_of_the_program()
    numbers = {f"Ctrl+{number}" for number in range(1, 10)}

    for page in page_names():
        for key in _KEY.findall(source(page, lang)):
            assert key in numbers or _is_known(key, known), (page, key)


def test_an_unknown_key_would_be_noticed() -> None:
    assert not _is_known("Ctrl+Shift+Q", _keys_of_the_program())


@pytest.mark.parametrize(
    ("lang", "shown"),
    [("fr", "Ctrl+Maj+Entrée"), ("en", "Ctrl+Shift+Enter"), ("zh", "Ctrl+Shift+Enter")],
)
def test_keys_are_named_as_on_the_keyboard_of_a_language(lang: str, shown: str) -> None:
    assert keys_in(lang, "Ctrl+Shift+Enter") == shown
    assert keys_in(lang, "Alt+Left") == "Alt+←"


def test_words_are_found_whatever_their_case_with_the_sentence_they_stand_in() -> None:
    found = find("WHITE-SITE", "en")

    assert {each.page for each in found} == {"unit", "words"}
    assert all("reserve" in each.around for each in found)
    assert find("", "en") == ()
    assert find("no such word at all", "en") == ()


def test_a_page_named_by_the_word_comes_first() -> None:
    assert find("督办", "zh")[0].page == "action_board"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_pages_are_typeset_as_their_language_asks(lang: str) -> None:
    wrong = {
        "zh": r"[\u4e00-\u9fff][,;:?!]|'|\"|[;:!?](?=[\u4e00-\u9fff])",
        "fr": r"[^\u202f\u00a0\d][;!?»]|[^\u202f\u00a0\d]:(?!\d)|«[^\u202f]|'|\"|[“”]",
        "en": r"['\"«»]|[\u3000-\u303f\uff00-\uffef]",
    }[lang]
    for page in page_names():
        text = _LINK.sub("]", _KEY.sub("", source(page, lang)))
        assert re.findall(f".{{0,12}}(?:{wrong})", text) == [], page


# What pages quote though it is no label: what a value or a file is said to be.
_SAID = {
    "zh": {"—", "暂未知", "语言", "外观"},
    "fr": {"—", "pas encore connu", "endommagé", "langue", "apparence"},
    "en": {"—", "not known yet", "damaged", "language", "appearance"},
}
_QUOTED = {"zh": r"“([^”]+)”", "fr": "«\u202f([^»]+?)\u202f»", "en": r"“([^”]+)”"}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_a_page_quotes_is_written_in_the_window(lang: str) -> None:
    labels = set()
    for wording in resources.load_texts().values():
        forms = wording[lang]
        for form in [forms] if isinstance(forms, str) else forms.values():
            labels.add(form.strip(" …").casefold())
    for page in page_names():
        for quoted in re.findall(_QUOTED[lang], source(page, lang)):
            words = quoted.strip(" …").casefold()
            begun = any(label.startswith(words) for label in labels)
            assert begun or words in _SAID[lang], (page, quoted)
