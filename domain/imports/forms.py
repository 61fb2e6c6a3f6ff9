"""Tell a sheet of the park's own collection form, in which a blank cell says nothing at all."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from domain.imports.parsing import DIMENSIONS
from domain.text import LANGUAGES

if TYPE_CHECKING:
    from domain.imports.headings import Recognised
    from domain.records import Value
    from domain.text import Texts

_SHEETS: Final = ("firms", "projects", "costs", "operators", "stages")
_GIVEN: Final = frozenset(
    {
        "serial",
        "firm_number",
        "firm_name",
        "quarter",
        "project",
        "building",
        "category",
        "contract",
        "name",
    }
)
_A_QUARTER: Final = "2024Q4"


def form_titles(texts: Texts) -> re.Pattern[str]:
    """Return what matches the line above each sheet of a form, in any language."""
    titles = {
        re.escape(texts.say(f"collection.{sheet}.title", lang, quarter=_A_QUARTER))
        for sheet in _SHEETS
        for lang in LANGUAGES
    }
    return re.compile("|".join(titles).replace(_A_QUARTER, r"\d{4}Q[1-4]"))


def asked_columns(found: Recognised, titles: re.Pattern[str] | None) -> frozenset[str]:
    """Return the columns that a form asks for; none when the table is no form of the park."""
    if titles is None or not any(titles.fullmatch(line.strip()) for line in found.above):
        return frozenset()
    return frozenset(found.places) - _GIVEN


def as_typed(found: Recognised, name: str, value: Value) -> str:
    """Return a recorded value in the unit of a column, as it would stand in a cell."""
    column = found.kind.column(name)
    if isinstance(value, int) and column.kind in DIMENSIONS:
        scale = found.scales.get(name) or column.scale or 1
        return f"{Decimal(value) / scale:f}"
    return str(value)
