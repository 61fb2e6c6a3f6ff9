"""Which language the program answers in, and its words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import resources
from domain.text import LANGUAGES, Texts

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


def preferred(environment: Mapping[str, str]) -> str:
    """Return zh, fr or en from FEIDI_LANG or the system's locale; English when neither says.

    Args:
        environment: variables as the system gives them.
    """
    for name in ("FEIDI_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        lang = environment.get(name, "")[:2].lower()
        if lang in LANGUAGES:
            return lang
    return "en"


def said(arguments: Sequence[str]) -> str:
    """Return the language that ``--lang`` names on a command line, empty when it names none.

    It is looked for before the command line is read, so that what is wrong with it is said in
    that language too; where several are named, the desk's own is kept.
    """
    for at, argument in enumerate(arguments):
        name, equals, value = argument.partition("=")
        if name == "--lang":
            lang = value if equals else next(iter(arguments[at + 1 :]), "")
            return lang if lang in LANGUAGES else ""
    return ""


def shipped_texts() -> Texts:
    """Return the texts of all areas in all languages."""
    return Texts(resources.load_texts())
