"""A park's records as plain tables: headings and cells that any program can read."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from domain.records import Kind, Query
from domain.target_units import read_as

if TYPE_CHECKING:
    from collections.abc import Iterator

    from domain.records import EntitySpec, Field, Records, Row, Specs, Value
    from domain.text import Texts

Cell = str | int | Decimal | None

# Whole units kept → how many make one unit of the heading.
_DIVISORS: Final = {
    Kind.MONEY: 100,
    Kind.SHARE: 100,
    Kind.AREA: 100,
    Kind.LAND: 100,
    Kind.HALF_DAYS: 2,
}
_PAGE: Final = 2_000
# A spreadsheet reads a cell that begins like this as a formula (OWASP, CSV injection).
_FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_FIGURE_SIGNS: Final = str.maketrans({"\u2212": "-", "\u202f": ""})
_FIGURE: Final = re.compile(r"[+-]?\d[\d.,]*%?")


def guarded(text: str) -> str:
    """Return text that no spreadsheet takes for a formula: an apostrophe in front where needed."""
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text


def unguarded(text: str) -> str:
    """Return text as it was before ``guarded`` put an apostrophe in front."""
    return text[1:] if text[:1] == "'" and text[1:].startswith(_FORMULA_STARTS) else text


def pasteable(text: str) -> str:
    """Return a cell as it goes on the clipboard: one line that a spreadsheet reads as what it is.

    A shown figure has a minus and blanks between thousands that spreadsheets take for letters.
    """
    figure = text.strip().translate(_FIGURE_SIGNS)
    return figure if _FIGURE.fullmatch(figure) else guarded(" ".join(text.split()))


@dataclass(frozen=True, slots=True)
class Heading:
    """A column of a table that leaves the program.

    Attributes:
        name: field as it is recorded.
        title: field in the language asked for.
        unit: unit of the cells in that language, empty when the cells have none.
        numeric: cells are numbers, whole or decimal.
    """

    name: str
    title: str
    unit: str
    numeric: bool

    @property
    def text(self) -> str:
        """Title with its unit, as it stands in the file."""
        return f"{self.title} ({self.unit})" if self.unit else self.title


def exported_fields(spec: EntitySpec) -> tuple[Field, ...]:
    """Return the fields a table can show: all but stored bytes."""
    return tuple(each for each in spec.fields if each.kind is not Kind.BYTES)


def headings(spec: EntitySpec, texts: Texts, lang: str) -> tuple[Heading, ...]:
    """Return the columns of an entity in ``lang``; the record's id comes last."""
    columns = [
        Heading(
            each.name,
            texts.say(f"field.{spec.table}.{each.name}", lang),
            _unit(each, texts, lang),
            each.kind in _DIVISORS or each.kind in {Kind.INTEGER, Kind.NUMBER},
        )
        for each in exported_fields(spec)
    ]
    return (*columns, Heading("id", texts.say("export.id", lang), "", numeric=False))


def _unit(each: Field, texts: Texts, lang: str) -> str:
    key = f"export.unit.{each.kind}"
    return texts.say(key, lang) if texts.has(key) else ""


def table_rows(
    records: Records, specs: Specs, query: Query, texts: Texts, lang: str
) -> Iterator[list[Cell]]:
    """Yield the rows of a query as cells in the order of ``headings``.

    Money is in yuan, shares in percent, areas in m², land in mu, work in days, all exact;
    a choice is given in words, a reference by the label of its record, unknown as None.
    """
    spec = specs[query.table]
    wording = _Wording(records, specs, texts, lang, {})
    for row in _pages(records, query):
        fields = (read_as(spec.table, each, row) for each in exported_fields(spec))
        cells = [wording.cell(each, row[each.name]) for each in fields]
        yield [*cells, str(row["id"])]


def _pages(records: Records, query: Query) -> Iterator[Row]:
    most = records.count(query) if query.limit is None else query.limit
    for start in range(0, most, _PAGE):
        yield from records.select(
            Query(
                query.table,
                where=query.where,
                search=query.search,
                order=query.order,
                limit=min(_PAGE, most - start),
                offset=query.offset + start,
            )
        )


@dataclass(frozen=True, slots=True)
class _Wording:
    """Cells of one export; ``labels`` remembers how referred records are called."""

    records: Records
    specs: Specs
    texts: Texts
    lang: str
    labels: dict[tuple[str, str], str]

    def cell(self, each: Field, value: Value) -> Cell:
        """Return one value as it leaves the program."""
        if value is None or isinstance(value, bytes):
            return None
        if isinstance(value, str):
            return self._words(each, value)
        if each.kind is Kind.FLAG:
            return self.texts.say("export.yes" if value else "export.no", self.lang)
        if each.kind in _DIVISORS:
            return Decimal(value) / _DIVISORS[each.kind]
        return value if isinstance(value, int) else Decimal(repr(value))

    def _words(self, each: Field, value: str) -> str:
        if each.choices is not None:
            return self.texts.say(f"choice.{each.choices.name}.{value}", self.lang)
        if each.kind is not Kind.REFERENCE:
            return value
        place = (each.target, value)
        if place not in self.labels:
            self.labels[place] = record_label(self.records, self.specs, *place, lang=self.lang)
        return self.labels[place]


def record_label(records: Records, specs: Specs, table: str, record: str, *, lang: str) -> str:
    """Return how a record is called in ``lang``: its first known label field, else its id."""
    row = records.get(table, record)
    if row is None:
        return record
    names = specs[table].label
    ordered = sorted(names, key=lambda name: not name.endswith(f"_{lang}"))
    for name in ordered:
        value = row.get(name)
        if value not in {None, ""}:
            return str(value)
    return record
