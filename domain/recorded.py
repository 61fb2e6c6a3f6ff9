"""Say a recorded reason in another language where its wording is a usual one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from domain.text import LANGUAGES

if TYPE_CHECKING:
    from domain.text import Texts

REASONS: Final = tuple(f"gate.reason.{number}" for number in range(1, 9))
"""Texts of the reasons that the program proposes where a firm leaves."""

_USUAL: Final = (*REASONS, *(f"recorded.usual.{number}" for number in range(1, 6)))


def usual_wording(texts: Texts, words: str, lang: str) -> str:
    """Return recorded words in a language, as they were typed where their wording is none known."""
    typed = words.strip()
    for key in _USUAL:
        if any(texts.say(key, each) == typed for each in LANGUAGES):
            return texts.say(key, lang)
    return words
