"""Name the keys of the keyboard as each language does."""

from __future__ import annotations

import re
from typing import Final

_ARROWS: Final = {"Left": "←", "Right": "→", "Up": "↑", "Down": "↓"}
_NAMES: Final = {
    "fr": {
        "Enter": "Entrée",
        "Delete": "Suppr",
        "Esc": "Échap",
        "Shift": "Maj",
        "Space": "Espace",
        "Insert": "Inser",
        "PgDn": "Pg suiv",
        "PgUp": "Pg préc",
    },
    "zh": {"Space": "空格"},
}
_PART: Final = re.compile(r"[A-Za-z]+")


def keys_in(lang: str, keys: str) -> str:
    """Return keys, written as ``Ctrl+Enter``, as they stand on the keyboards of a language."""
    names = _ARROWS | _NAMES.get(lang, {})
    return _PART.sub(lambda found: names.get(found[0], found[0]), keys)
