"""Sentences are chosen by key, language and count, and filled by name."""

from __future__ import annotations

import pytest

from domain.text import Texts, plural_form, shortened

TEXTS = Texts(
    {
        "home": {"zh": "首页", "fr": "Accueil", "en": "Home"},
        "due": {
            "zh": {"other": "{count} 项到期"},
            "fr": {"one": "{count} échéance", "other": "{count} échéances"},
            "en": {"one": "{count} thing due", "other": "{count} things due"},
        },
        "moved": {"zh": "{new}←{old}", "fr": "{old} → {new}", "en": "{old} → {new}"},
        "figure": {"zh": "{figure}。", "fr": "Valeur : {figure}.", "en": "Value: {figure}."},
        "braces": {"zh": "}", "fr": "}", "en": "}"},
    }
)


@pytest.mark.parametrize(
    ("lang", "count", "form"),
    # Unicode CLDR: French counts 0 and 1.5 as one, English only 1, Chinese has one form.
    [
        ("fr", 0, "one"),
        ("fr", 1, "one"),
        ("fr", 1.5, "one"),
        ("fr", 2, "other"),
        ("fr", -1, "one"),
        ("en", 0, "other"),
        ("en", 1, "one"),
        ("en", 1.5, "other"),
        ("en", -1, "one"),
        ("en", -2, "other"),
        ("fr", -2, "other"),
        ("zh", -1, "other"),
        ("zh", 1, "other"),
    ],
)
def test_plural_forms_follow_the_language(lang: str, count: float, form: str) -> None:
    assert plural_form(lang, count) == form


def test_a_sentence_is_said_in_each_language() -> None:
    assert [TEXTS.say("home", lang) for lang in ("zh", "fr", "en")] == ["首页", "Accueil", "Home"]


def test_places_are_filled_by_name_in_the_order_of_the_language() -> None:
    assert TEXTS.say("moved", "zh", old="准入", new="在孵") == "在孵←准入"
    assert TEXTS.say("moved", "en", old="Admitted", new="Incubating") == "Admitted → Incubating"


def test_a_plural_is_chosen_by_the_count() -> None:
    assert TEXTS.say("due", "fr", count=1) == "1 échéance"
    assert TEXTS.say("due", "en", count=0) == "0 things due"
    assert TEXTS.say("due", "zh", count=1) == "1 项到期"


def test_a_sentence_without_places_is_said_as_it_stands() -> None:
    assert TEXTS.say("braces", "en", unused=1) == "}"


@pytest.mark.parametrize(
    ("key", "lang", "values"),
    [
        ("absent", "zh", {}),
        ("home", "de", {}),
        ("moved", "en", {"old": 1}),
        ("due", "en", {}),
        ("due", "en", {"count": "two"}),
    ],
)
def test_what_cannot_be_said_is_an_error_and_not_an_empty_label(
    key: str, lang: str, values: dict[str, object]
) -> None:
    with pytest.raises(KeyError):
        TEXTS.say(key, lang, **values)


def test_the_catalogue_tells_what_it_knows() -> None:
    assert TEXTS.has("home")
    assert not TEXTS.has("absent")


def test_what_somebody_typed_is_told_on_one_short_line() -> None:
    assert shortened(" 衢州\n 朔桁\t储能 ") == "衢州 朔桁 储能"
    assert shortened("甲" * 120) == "甲" * 120
    assert shortened("甲" * 121) == "甲" * 120 + "…"
    assert shortened(" " * 5_000 + "乙") == "…"


@pytest.mark.parametrize(
    ("figure", "said"),
    [
        ("833 pers.", "Value: 833 pers."),
        ("833", "Value: 833."),
        ("and so on...", "Value: and so on...."),
    ],
)
def test_a_short_unit_at_the_end_shares_the_point_of_its_sentence(figure: str, said: str) -> None:
    assert TEXTS.say("figure", "en", figure=figure) == said
