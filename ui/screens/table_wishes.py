"""Keep what a user says of the tables of an import, one table at a time."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from domain.imports.kinds import SHEET_KINDS, region_years
from domain.imports.mapping import NO_MAPPING, TableMapping
from domain.imports.parsing import DIMENSIONS
from domain.imports.units import UNITS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from domain.imports.columns import Column, SheetKind
    from domain.imports.numbers import Mark
    from domain.text import Texts

Place = tuple[str, str]
"""File and sheet."""

ASIDE: Final = "-"
"""Choice of a kind that leaves the table out."""

_HAN: Final = re.compile(r"[\u3400-\u9fff]")
_SHOWN_UNITS: Final[Mapping[str, Mapping[str, tuple[str, ...]]]] = {
    "money": {"zh": ("元", "千元", "万元"), "fr": ("yuans", "k¥", "m¥")},
    "area": {"zh": ("㎡",), "fr": ("m²",)},
    "land": {"zh": ("亩", "公顷"), "fr": ("mu", "ha")},
    "share": {"zh": ("%", "bp"), "fr": ("%", "bp")},
    "days": {"zh": ("天", "半天"), "fr": ("jours",)},
}


class TableWishes:
    """Hold a mapping per table that the user said something of."""

    def __init__(self) -> None:
        self._tables: dict[Place, TableMapping] = {}
        self._proposed: dict[Place, TableMapping] = {}

    @property
    def tables(self) -> Mapping[Place, TableMapping]:
        """File and sheet → what is said of that table."""
        return dict(self._tables)

    def of(self, place: Place) -> TableMapping:
        """Return what is said of a table, or proposed where nothing is said."""
        return self._tables.get(place) or self._proposed.get(place, NO_MAPPING)

    def propose(self, place: Place, mapping: TableMapping | None) -> None:
        """Let what the user says of a table begin from a mapping; None proposes nothing."""
        self._proposed.pop(place, None)
        if mapping is not None:
            self._proposed[place] = mapping

    def take(self, place: Place, mapping: TableMapping) -> None:
        """Say of a table what a mapping says, in place of all that was said."""
        self._tables[place] = replace(mapping, sheet="")

    def forget(self) -> None:
        """Say nothing of any table."""
        self._tables.clear()
        self._proposed.clear()

    def choose_kind(self, place: Place, kind: str) -> None:
        """Take a table for a kind, leave it aside, or let it be recognised when empty.

        What was said of its columns belonged to the other kind and goes.
        """
        said = self.of(place)
        self._tables[place] = TableMapping(
            kind="" if kind == ASIDE else kind,
            heading_row=said.heading_row,
            mark=said.mark,
            aside=kind == ASIDE,
        )

    def choose_heading_row(self, place: Place, row: int) -> None:
        """Say in which row the headings stand, 0 to let it be found."""
        self._tables[place] = replace(self.of(place), heading_row=row)

    def choose_mark(self, place: Place, mark: str) -> None:
        """Say which sign stands before decimals; empty lets the cells tell."""
        known: dict[str, Mark] = {",": ",", ".": "."}
        self._tables[place] = replace(self.of(place), mark=known.get(mark))

    def read_as(self, place: Place, kind: str, letter: str, name: str, row: int) -> None:
        """Read a column as one of the kind's, or not at all when ``name`` is empty.

        A column is meant by its letter, so that ``row``, where the headings stand, is said too.
        """
        said = replace(self.of(place), heading_row=row)
        columns = {each: taken for each, taken in said.columns.items() if taken != name or not name}
        self._tables[place] = replace(said, kind=kind, columns={**columns, letter: name})

    def choose_unit(self, place: Place, kind: str, name: str, scale: int) -> None:
        """Say in which unit the cells of a column are."""
        said = self.of(place)
        self._tables[place] = replace(said, kind=kind, units={**said.units, name: scale})


def kind_of(key: str) -> SheetKind | None:
    """Return a kind of table by its key, None for one that has no fixed columns."""
    return next((kind for kind in SHEET_KINDS if kind.key == key), None)


def kind_choices(texts: Texts, lang: str) -> list[tuple[str, str]]:
    """Return what a table may be taken for: recognised by itself, each kind, or left aside."""
    kinds = [(kind.key, texts.say(f"import.kind.{kind.key}", lang)) for kind in SHEET_KINDS]
    years = (region_years.KEY, texts.say(f"import.kind.{region_years.KEY}", lang))
    return [
        ("", texts.say("import.kind.recognise", lang)),
        *sorted([*kinds, years], key=lambda each: each[1]),
        (ASIDE, texts.say("import.kind.aside", lang)),
    ]


def column_choices(kind: SheetKind, texts: Texts, lang: str) -> list[tuple[str, str]]:
    """Return what a column may be read as, "not read" first."""
    own = [(each.name, column_words(kind, each, texts, lang)) for each in kind.columns]
    return [("", texts.say("import.not_read", lang)), *own]


def column_words(kind: SheetKind, column: Column, texts: Texts, lang: str) -> str:
    """Return what a column of a kind is called: as its field, else as offices head it."""
    field = f"field.{kind.table}.{column.name}"
    if texts.has(field):
        return texts.say(field, lang)
    latin = [each for each in column.headings if not _HAN.search(each)]
    if lang == "zh" or not latin:
        return column.headings[0]
    return latin[0] if lang == "fr" else latin[-1]


def unit_choices(column: Column, texts: Texts, lang: str) -> list[tuple[int, str]]:
    """Return the units in which a column's cells may be, the office's usual one first."""
    dimension = DIMENSIONS.get(column.kind, "")
    shown = _SHOWN_UNITS.get(dimension)
    if shown is None:
        return []
    names = shown["zh" if lang == "zh" else "fr"]
    usual = (0, texts.say("import.unit_as_said", lang))
    return [usual, *((UNITS[dimension][name], name) for name in names)]
