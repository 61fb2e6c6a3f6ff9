"""Find the files that ship with the program: fonts, icons, texts."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TypeAlias

Wording: TypeAlias = "str | dict[str, str]"
"""One language's wording: a sentence, or plural forms (`one`, `other`) of it."""

_FOLDER = Path(__file__).resolve().parent


class TextCatalogueError(Exception):
    """Tell which catalogue file cannot be used, where and why."""


def path(*parts: str) -> Path:
    """Return the path of a shipped file or folder, e.g. `path("icons", "house.svg")`."""
    return _FOLDER.joinpath(*parts)


def load_texts(folder: Path | None = None) -> dict[str, dict[str, Wording]]:
    """Merge every `*.json` of the folder of texts into one table.

    Returns key → language (`zh`, `fr`, `en`) → wording. Files are read in the order of their
    names. `folder` is the shipped folder unless told otherwise; that one is read without the
    checks, which the tests of the program have made.

    Raises `TextCatalogueError` when a file is not a JSON object or a key is defined twice,
    in one file or in two.
    """
    if folder is None:
        return _shipped_texts()
    merged: dict[str, dict[str, Wording]] = {}
    home: dict[str, str] = {}
    for file in sorted(folder.glob("*.json")):
        for key, wordings in _read_catalogue(file):
            if key in merged:
                message = f"The text '{key}' is defined in {home[key]} and in {file.name}."
                raise TextCatalogueError(message)
            merged[key] = wordings
            home[key] = file.name
    return merged


def _shipped_texts() -> dict[str, dict[str, Wording]]:
    texts: dict[str, dict[str, Wording]] = {}
    for file in sorted(path("texts").glob("*.json")):
        texts |= json.loads(file.read_bytes())
    return texts


def _read_catalogue(file: Path) -> list[tuple[str, dict[str, Wording]]]:
    # Pairs instead of a dict: a plain dict would keep the last of two equal keys silently.
    try:
        pairs = json.loads(file.read_bytes(), object_pairs_hook=_Pairs)
    except ValueError as error:
        message = f"The catalogue {file.name} is not valid JSON: {error}"
        raise TextCatalogueError(message) from error
    if not isinstance(pairs, _Pairs):
        message = f"The catalogue {file.name} must be an object of key → languages."
        raise TextCatalogueError(message)
    return [(key, _as_wordings(file, key, value)) for key, value in pairs]


class _Pairs(list["tuple[str, object]"]):
    """Hold a JSON object as it was written, twice-defined keys included."""


def _as_wordings(file: Path, key: str, value: object) -> dict[str, Wording]:
    if not isinstance(value, _Pairs):
        message = f"In {file.name}, '{key}' must be an object of language → text."
        raise TextCatalogueError(message)
    wordings: dict[str, Wording] = {}
    for language, wording in value:
        if isinstance(wording, _Pairs):
            wordings[language] = {form: str(text) for form, text in wording}
        elif isinstance(wording, str):
            wordings[language] = wording
        else:
            message = f"In {file.name}, '{key}' has no text for '{language}'."
            raise TextCatalogueError(message)
    return wordings
