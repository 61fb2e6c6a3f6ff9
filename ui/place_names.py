"""Name parties, places and firms where room is scarce."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from domain.reports.names import place_short as shortened
from domain.reports.names import short_firm

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from domain.records import Records
    from ui.values import Values


_COMMITTEE: Final = {
    "fr": (re.compile(r"comité de gestion\b.*", re.IGNORECASE), "Comité"),
    "en": (re.compile(r"(?:park )?management committee\b.*", re.IGNORECASE), "Committee"),
}
"""Language → the full name of the body that every park has, and what it is called at meetings."""


def party_short(values: Values, records: Records, party: str) -> str:
    """Return a party's name without what kind of body it is."""
    return party_shortened(values, values.record(records, "party", party))


def party_shortened(values: Values, name: str) -> str:
    """Return the full name of a party without what kind of body it is."""
    lang = values.language.lang
    short = shortened(name, lang)
    pattern, called = _COMMITTEE.get(lang, (None, ""))
    return called if pattern is not None and pattern.fullmatch(short) else short


def region_shortened(values: Values, name: str) -> str:
    """Return the full name of a region without what kind of place it is."""
    return shortened(name, values.language.lang)


def firm_shortened(values: Values, name: str) -> str:
    """Return the full name of a firm without place and legal form."""
    return short_firm(name, values.language.lang)


SHORTENED: Final[Mapping[str, Callable[[Values, str], str]]] = {
    "party": party_shortened,
    "region": region_shortened,
    "firm": firm_shortened,
}
"""Entity → what makes a short name of a full one."""


def place_short(values: Values, records: Records, table: str, record: str) -> str:
    """Return the name of a party or a region without what kind of place it is."""
    return shortened(values.record(records, table, record), values.language.lang)


def place_named(values: Values, records: Records, said: str) -> str:
    """Return where something takes place; a territory on record has its name in the language."""
    for table in ("region", "party"):
        for name in ("name_zh", "name_fr", "name_en"):
            found = records.find(table, **{name: said})
            if found:
                return values.label(table, found[0])
    return said
