"""Name parties where room is scarce."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from domain.reports.names import Names

if TYPE_CHECKING:
    from domain.records import Records
    from ui.values import Values


_COMMITTEE: Final = {
    "fr": (re.compile(r"comité de gestion\b.*", re.IGNORECASE), "Comité"),
    "en": (re.compile(r"(?:park )?management committee\b.*", re.IGNORECASE), "Committee"),
}
"""Language → the full name of the body that every park has, and what it is called at meetings."""


def party_short(values: Values, records: Records, party: str) -> str:
    """Return a party's name without what kind of body it is."""
    language = values.language
    short = place_short(values, records, "party", party)
    pattern, called = _COMMITTEE.get(language.lang, (None, ""))
    return called if pattern is not None and pattern.fullmatch(short) else short


def place_short(values: Values, records: Records, table: str, record: str) -> str:
    """Return the name of a party or a region without what kind of place it is."""
    language = values.language
    names = Names(language.lang, language.texts, {}, {}, {}, {}, {}, {})
    return names.place_short(values.record(records, table, record))
