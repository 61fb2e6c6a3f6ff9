"""Name parties where room is scarce."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.reports.names import Names

if TYPE_CHECKING:
    from domain.records import Records
    from ui.values import Values


def party_short(values: Values, records: Records, party: str) -> str:
    """Return a party's name without what kind of body it is."""
    language = values.language
    names = Names(language.lang, language.texts, {}, {}, {}, {}, {}, {})
    return names.place_short(values.record(records, "party", party))
