"""Let the import read back every word that the program itself writes into a table."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from domain.imports.words import name_key
from domain.text import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from domain.imports.columns import Column, SheetKind
    from domain.records import Specs
    from domain.text import Texts


def with_own_words(kinds: Sequence[SheetKind], specs: Specs, texts: Texts) -> tuple[SheetKind, ...]:
    """Return the kinds, their choices also known by the program's wording in three languages.

    Where an office means something else by a word than the program does, the office's meaning
    stays.
    """
    return tuple(
        replace(kind, columns=tuple(_widened(kind, each, specs, texts) for each in kind.columns))
        for kind in kinds
    )


def _widened(kind: SheetKind, column: Column, specs: Specs, texts: Texts) -> Column:
    fields = [each for each in specs[kind.table].fields if each.name == column.name]
    choices = fields[0].choices if fields else None
    if not column.words or choices is None:
        return column
    own = {
        name_key(texts.say(f"choice.{choices.name}.{key}", lang)): key
        for lang in LANGUAGES
        for key in choices.values
    }
    return replace(column, words={**own, **column.words})
