"""Say the few words that components bring along themselves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from domain.text import Texts


@dataclass(frozen=True, slots=True)
class Words:
    """Hold the catalogue with the language in force."""

    texts: Texts
    lang: str

    def say(self, key: str, **values: object) -> str:
        """Return the sentence of ``key`` with its places filled.

        Raises:
            KeyError: the catalogue has no such key, or a place has no value.
        """
        return self.texts.say(key, self.lang, **values)
