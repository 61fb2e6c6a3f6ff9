"""Choose the editor of a field by its kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.records import Kind
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
    from PySide6.QtWidgets import QWidget

    from domain.records import Field
    from ui.bus import Bus
    from ui.values import Values


def entry_for(field: Field, values: Values, bus: Bus, parent: QWidget) -> Entry:
    """Return the editor of a field's kind."""
    if field.kind in READ_ONLY:
        return ReadOnlyEntry(field, values, parent)
    if field.kind is Kind.LONG_TEXT:
        return TextEntry(field, values, parent)
    if field.kind in (Kind.CHOICE, Kind.FLAG):
        return ChoiceEntry(field, values, parent, choices_of(field, values))
    if field.kind is Kind.REFERENCE:
        return ReferenceEntry(field, values, bus.records, parent)
    return LineEntry(field, values, parent)
