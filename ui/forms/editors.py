"""Choose the editor of a field by its kind, and by what its text may be where that is known."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from domain.indicators.families import INDICATORS
from domain.indicators.wording import name as indicator_name
from domain.records import Kind
from ui.forms.completion import earlier
from ui.forms.entries import (
    READ_ONLY,
    ChoiceEntry,
    Entry,
    LineEntry,
    ReadOnlyEntry,
    TextEntry,
    choices_of,
)
from ui.forms.references import ReferenceEntry

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from domain.records import Field
    from ui.bus import Bus
    from ui.values import Values


OF_THE_PARK: Final = frozenset({"target", "attribution"})
"""Entities whose field ``indicator`` names one of the park's own indicators by its key."""


def entry_for(field: Field, values: Values, bus: Bus, parent: QWidget, table: str = "") -> Entry:
    """Return the editor of a field; ``table`` is the entity it belongs to, where that is known."""
    if table in OF_THE_PARK and field.name == "indicator":
        return ChoiceEntry(field, values, parent, lambda: _indicators(values, bus, table))
    if field.kind in READ_ONLY:
        return ReadOnlyEntry(field, values, parent)
    if field.kind is Kind.LONG_TEXT:
        return TextEntry(field, values, parent)
    if field.kind in (Kind.CHOICE, Kind.FLAG):
        return ChoiceEntry(field, values, parent, choices_of(field, values))
    if field.kind is Kind.REFERENCE:
        return ReferenceEntry(field, values, bus.records, parent)
    return LineEntry(field, values, parent)


def _indicators(values: Values, bus: Bus, table: str) -> Sequence[tuple[str, str]]:
    """Return the park's indicators by name; other keys that were used before stay offered."""
    language = values.language
    known = {key: indicator_name(language.texts, language.lang, key) for key in INDICATORS}
    for key in earlier(bus.records, table, "indicator"):
        known.setdefault(key, key)
    return sorted(known.items(), key=lambda each: each[1])
