"""Show what a table is taken for before it is read: its kind, its headings, its columns."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from domain.errors import DomainError
from domain.imports.importing import recognised
from domain.imports.kept import headings_of, kept_for
from domain.imports.mapping import NO_MAPPING, TableMapping
from domain.imports.sheet import letters, shown

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from domain.imports.columns import SheetKind
    from domain.imports.headings import Recognised
    from domain.imports.kept import KeptMapping
    from domain.imports.sheet import Reading, Sheet

SAMPLES: Final = 3
_DEEPEST: Final = 12
_TOP: Final = 10


@dataclass(frozen=True, slots=True)
class ColumnLook:
    """A column of a file.

    Attributes:
        letter: what the spreadsheet calls it.
        heading: as it stands in the file.
        name: column of the kind that it is read as, empty when it is not read.
        scale: smallest units in one of its cells' unit, 0 when nothing says so.
        samples: some of its cells.
    """

    letter: str
    heading: str
    name: str
    scale: int
    samples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SheetLook:
    """A table of a file and what it is taken for.

    Attributes:
        kind: kind it is taken for, empty when none fits.
        heading_row: row of the headings as the spreadsheet counts; the likeliest when the table
            is not recognised.
        columns: its columns.
        headings: the row of headings as it stands in the file.
        problem: why it is not taken, None when it is.
        aside: the user leaves it out.
        kept: mapping of an earlier import that is used, None when none is.
        said: what is said of the table, by the user or by the mapping that was kept.
    """

    file: str
    sheet: str
    kind: str
    heading_row: int
    columns: tuple[ColumnLook, ...]
    headings: tuple[str, ...] = ()
    problem: DomainError | None = None
    aside: bool = False
    kept: KeptMapping | None = None
    said: TableMapping = NO_MAPPING


def look_at(
    readings: Sequence[Reading],
    kinds: Sequence[SheetKind],
    tables: Mapping[tuple[str, str], TableMapping],
    kept: Sequence[KeptMapping] = (),
) -> tuple[SheetLook, ...]:
    """Return every table of the files with what it is taken for; documents are left out.

    Args:
        readings: what was found in the files.
        kinds: kinds of table that are known.
        tables: file and sheet → what the user says of that table.
        kept: mappings of earlier imports, for the tables that nothing is said of.
    """
    return tuple(
        _look(sheet, kinds, tables.get((sheet.file, sheet.name)), kept)
        for reading in readings
        for sheet in reading.sheets
        if sheet.rows
    )


def _look(
    sheet: Sheet,
    kinds: Sequence[SheetKind],
    said: TableMapping | None,
    kept: Sequence[KeptMapping],
) -> SheetLook:
    found = kept_for(sheet, kept) if said is None else None
    mapping = said or (found[1] if found else NO_MAPPING)
    look = _taken_for(sheet, kinds, mapping)
    return replace(look, kept=found[0] if found else None, said=mapping)


def _taken_for(sheet: Sheet, kinds: Sequence[SheetKind], mapping: TableMapping) -> SheetLook:
    try:
        found = recognised(sheet, kinds, mapping)
    except DomainError as problem:
        row = mapping.heading_row
        at = sheet.numbers.index(row) if row in sheet.numbers else _likely_headings(sheet)
        return SheetLook(
            sheet.file,
            sheet.name,
            mapping.kind,
            sheet.numbers[at],
            _unread(sheet, at, mapping),
            headings_of(sheet.rows[at]),
            problem,
            mapping.aside,
        )
    return SheetLook(
        sheet.file,
        sheet.name,
        found.kind.key,
        sheet.numbers[found.first_row - 1],
        _read(sheet, found),
        headings_of(sheet.rows[found.first_row - 1]),
        aside=mapping.aside,
    )


def _read(sheet: Sheet, found: Recognised) -> tuple[ColumnLook, ...]:
    names = {place: name for name, place in found.places.items()}
    heads = sheet.rows[found.first_row - 1]
    looks = []
    for place in range(len(heads)):
        name = names.get(place, "")
        heading = found.titles.get(name) or shown(heads[place]).strip()
        samples = _samples(sheet, found.first_row, place)
        if heading or samples:
            scale = found.scales.get(name, 0)
            looks.append(ColumnLook(letters(place), heading, name, scale, samples))
    return tuple(looks)


def _likely_headings(sheet: Sheet) -> int:
    """Return the place of the first of the topmost rows that has the most words in it."""
    words = [sum(isinstance(cell, str) and cell != "" for cell in row) for row in sheet.rows[:_TOP]]
    return words.index(max(words))


def _unread(sheet: Sheet, at: int, mapping: TableMapping) -> tuple[ColumnLook, ...]:
    looks = []
    for place in range(len(sheet.rows[0])):
        heading = shown(sheet.rows[at][place]).strip()
        samples = _samples(sheet, at + 1, place)
        if heading or samples:
            letter = letters(place)
            name = mapping.columns.get(letter, "")
            looks.append(ColumnLook(letter, heading, name, mapping.units.get(name, 0), samples))
    return tuple(looks)


def _samples(sheet: Sheet, first: int, place: int) -> tuple[str, ...]:
    cells = (shown(row[place]).strip() for row in sheet.rows[first : first + _DEEPEST])
    return tuple(cell for cell in cells if cell)[:SAMPLES]
