"""Keep what a user said of a table, so that it holds for the next file with its headings."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

from domain.commands import AddRow, SetFields
from domain.imports.kept import TABLE, kept_mappings
from domain.imports.kinds import SHEET_KINDS
from domain.imports.mapping import mapping_content
from domain.imports.sheet import column_index
from domain.imports.words import name_key

if TYPE_CHECKING:
    from domain.imports.looking import SheetLook
    from domain.imports.mapping import TableMapping
    from domain.records import Records


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
        "definition": json.dumps(mapping_content(mapping, SHEET_KINDS), ensure_ascii=False),
    }
    before = next((each for each in kept_mappings(records) if each.fits(look.headings)), None)
    if before is None:
        return AddRow(TABLE, values, key="command.keep_mapping")
    return SetFields(TABLE, before.record, values, key="command.keep_mapping")
