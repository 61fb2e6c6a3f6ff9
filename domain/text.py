"""Every sentence of the program in three languages, found by its key."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

LANGUAGES: Final = ("zh", "fr", "en")

_FRENCH_PLURAL: Final = 2
_SYSTEM: Final = "system."

Wording = str | Mapping[str, str]
Catalogue = Mapping[str, Mapping[str, Wording]]


def plural_form(lang: str, count: float) -> str:
    """Return ``one`` or ``other`` as the language counts.

    Source: Unicode CLDR plural rules, which count without the sign: −1 is singular as 1 is.
    Chinese has one form, French takes all below 2 as singular.
    """
    if lang == "fr":
        return "one" if abs(count) < _FRENCH_PLURAL else "other"
    if lang == "en":
        return "one" if abs(count) == 1 else "other"
    return "other"


def shortened(text: str, most: int = 120) -> str:
    """Return what somebody typed on one line, cut after ``most`` signs."""
    plain = " ".join(text[: 2 * most].split())
    return f"{plain[:most]}…" if len(plain) > most or len(text) > 2 * most else plain


@dataclass(frozen=True, slots=True)
class Texts:
    """Say a key in a language.

    Attributes:
        catalogue: key → language → sentence with ``{named}`` places, or plural form → sentence.
    """

    catalogue: Catalogue

    def say(self, key: str, lang: str, **values: object) -> str:
        """Return the sentence of ``key`` in ``lang`` with its places filled.

        A plural is chosen by the value named ``count``.

        Raises:
            KeyError: the catalogue has no such key or language, or a place has no value.
        """
        wording = self.catalogue[key][lang]
        if isinstance(wording, str):
            return _filled(wording, values) if "{" in wording else wording
        count = values["count"]
        if not isinstance(count, int | float):
            message = f"{key}: count is {count!r}, a number was expected"
            raise KeyError(message)
        return _filled(wording[plural_form(lang, count)], values)

    def reasons(self, values: Mapping[str, object], lang: str) -> dict[str, object]:
        """Return values with the reasons of the system, which are keys, in words."""
        return {
            name: self.say(value, lang)
            if isinstance(value, str) and value.startswith(_SYSTEM) and value in self.catalogue
            else value
            for name, value in values.items()
        }

    def has(self, key: str) -> bool:
        """Tell whether the catalogue knows ``key``."""
        return key in self.catalogue


def _filled(wording: str, values: Mapping[str, object]) -> str:
    """Return a wording with its places filled; a short unit and a sentence share the last point."""
    filled = wording.format_map(values)
    twice = wording.endswith("}.") and filled.endswith("..") and not filled.endswith("...")
    return filled[:-1] if twice else filled
