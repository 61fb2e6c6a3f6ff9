"""Which language the program answers in, and its words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import resources
from domain.text import LANGUAGES, Texts

if TYPE_CHECKING:
    from collections.abc import Mapping


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


def shipped_texts() -> Texts:
    """Return the texts of all areas in all languages."""
    return Texts(resources.load_texts())
