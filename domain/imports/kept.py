"""Keep what a user said of a table, and find it again by the headings of another file."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from domain.errors import DomainError
from domain.imports.mapping import TableMapping, read_mapping
from domain.imports.sheet import letters, shown
from domain.imports.words import name_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from domain.imports.sheet import Cell, Sheet
    from domain.records import Records, Row

TABLE: Final = "import_mapping"
_DEEPEST: Final = 40


@dataclass(frozen=True, slots=True)
class KeptMapping:
    """A mapping of an earlier import.

    Attributes:
        record: id of the record that keeps it.
        kept_on: day on which it was kept, ISO.
        headings: the row of headings as it stood in the file, blanks at its end left out.
        mapping: what was said, its columns by heading; by letter where a heading is blank or
            stands there twice.
    """

    record: str
    kept_on: str
    headings: tuple[str, ...]
    mapping: TableMapping

    def fits(self, cells: Sequence[Cell]) -> bool:
        """Tell whether a row has the same headings; their order counts only for letters."""
        own, other = _keys(self.headings), _keys(headings_of(cells))
        by_letter = set(self.mapping.columns) - set(self.headings)
        return (
            own == other if by_letter else sorted(filter(None, own)) == sorted(filter(None, other))
        )


def kept_mappings(records: Records) -> tuple[KeptMapping, ...]:
    """Return what was kept, the newest first; what cannot be understood is passed over.

    A newer program may say more of a table than this one knows.
    """
    rows = sorted(records.find(TABLE), key=lambda row: (str(row["kept_on"]), str(row["id"])))
    return tuple(kept for row in reversed(rows) for kept in _read(row))


def _read(row: Row) -> Iterable[KeptMapping]:
    try:
        headings = json.loads(str(row["headings"]))
        mapping = read_mapping(json.loads(str(row["definition"])))
    except (ValueError, DomainError):
        return
    if isinstance(headings, list):
        words = tuple(str(each) for each in headings)
        yield KeptMapping(str(row["id"]), str(row["kept_on"]), words, mapping)


def kept_for(
    sheet: Sheet, kept: Sequence[KeptMapping], kind: str = ""
) -> tuple[KeptMapping, TableMapping] | None:
    """Return the kept mapping whose headings a table has, and what it says of that table.

    Args:
        sheet: the table.
        kept: in the order of preference.
        kind: kind that the table must be taken for, empty for any.
    """
    for each in kept:
        if kind and each.mapping.kind != kind:
            continue
        for number, cells in zip(sheet.numbers[:_DEEPEST], sheet.rows[:_DEEPEST], strict=True):
            if each.fits(cells):
                return each, _on(each, number, headings_of(cells))
    return None


def _on(kept: KeptMapping, row: int, headings: Sequence[str]) -> TableMapping:
    """Return a kept mapping with its columns by letter, as they stand in a row of headings."""
    places = {name_key(heading): place for place, heading in enumerate(headings) if heading}
    columns = {}
    for heading, name in kept.mapping.columns.items():
        place = places.get(name_key(heading), -1) if heading in kept.headings else -1
        columns[letters(place) if place >= 0 else heading] = name
    return replace(kept.mapping, heading_row=row, columns=columns)


def headings_of(cells: Sequence[Cell]) -> tuple[str, ...]:
    """Return a row of headings as it stands in the file, blanks at its end left out."""
    words = [shown(cell).strip() for cell in cells]
    while words and not words[-1]:
        words.pop()
    return tuple(words)


def _keys(headings: Iterable[str]) -> list[str]:
    return [name_key(heading) for heading in headings]
