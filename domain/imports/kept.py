"""Keep what a user said of a table, and find it again by the headings of another file."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from domain.commands import AddRow, SetFields
from domain.errors import DomainError
from domain.imports.mapping import TableMapping, mapping_content, read_mapping
from domain.imports.sheet import column_index, letters, shown
from domain.imports.words import name_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from domain.imports.looking import SheetLook
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


def as_headings(look: SheetLook, said: TableMapping) -> TableMapping:
    """Return what a table is taken for with every column said by its heading.

    A mapping like this says the same of another file, wherever its headings stand.

    Args:
        look: the table as it is read now.
        said: what the user said of it.
    """
    columns = {}
    taken = [name_key(heading) for heading in look.headings]
    for column in look.columns:
        place = column_index(column.letter)
        heading = look.headings[place] if place < len(look.headings) else ""
        # A heading that looks like a letter would be taken for the column of that letter.
        plain = bool(heading) and taken.count(name_key(heading)) == 1 and column_index(heading) < 0
        columns[heading if plain else column.letter] = column.name
    return replace(said, kind=look.kind, sheet="", heading_row=0, columns=columns)


def keep_mapping(
    records: Records, look: SheetLook, said: TableMapping, *, today: str, author: str
) -> AddRow | SetFields:
    """Return the command that keeps what is said of a table, in place of what was kept before.

    Args:
        records: the workbook.
        look: the table as it is read now; it has been recognised.
        said: what the user said of it.
        today: day, ISO.
        author: who says it.
    """
    mapping = as_headings(look, said)
    name = f"{look.file} · {look.sheet}" if look.sheet else look.file
    values = {
        "name": name,
        "kind": mapping.kind,
        "kept_on": today,
        "author": author,
        "headings": json.dumps(list(look.headings), ensure_ascii=False),
        "definition": json.dumps(mapping_content(mapping), ensure_ascii=False),
    }
    before = next((each for each in kept_mappings(records) if each.fits(look.headings)), None)
    if before is None:
        return AddRow(TABLE, values, key="command.keep_mapping")
    return SetFields(TABLE, before.record, values, key="command.keep_mapping")


def headings_of(cells: Sequence[Cell]) -> tuple[str, ...]:
    """Return a row of headings as it stands in the file, blanks at its end left out."""
    words = [shown(cell).strip() for cell in cells]
    while words and not words[-1]:
        words.pop()
    return tuple(words)


def _keys(headings: Iterable[str]) -> list[str]:
    return [name_key(heading) for heading in headings]
