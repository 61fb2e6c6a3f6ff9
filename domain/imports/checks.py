"""Check records on their way in by the rules of their entity, many of them quickly."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from domain.errors import DomainError
from domain.periods import CLOSED, quarter_of
from domain.records import LARGEST, LONGEST, Kind
from domain.rules import field_breaches

if TYPE_CHECKING:
    from collections.abc import Iterator

    from domain.imports.book import Book, Put
    from domain.records import EntitySpec, Field, Value

_WHOLE: Final = frozenset(
    {Kind.INTEGER, Kind.MONEY, Kind.SHARE, Kind.AREA, Kind.LAND, Kind.HALF_DAYS, Kind.FLAG}
)
# Any text is a good one that is not too long; references are ids that the book gave out.
_TEXTS: Final = frozenset({Kind.TEXT, Kind.LONG_TEXT, Kind.REFERENCE})


class Checks:
    """The rules of the entities, prepared once for many records.

    What an import has made sure of is not checked again: references are ids that the book
    gave out, and the key is the one by which the record was looked for.
    """

    def __init__(self, book: Book) -> None:
        self._book = book
        # Values that passed; quarters, days and choices come back in row after row.
        self._passed: set[tuple[str, Value]] = set()
        self._unique = {
            table: [each for each in spec.fields if each.unique]
            for table, spec in book.specs.items()
        }
        self._closed = frozenset(
            str(row["quarter"]) for row in book.rows("quarter") if row["state"] == CLOSED
        )

    def breaches(self, table: str, put: Put) -> list[DomainError]:
        """Return everything that a new or changed record breaks."""
        spec = self._book.specs[table]
        errors = list(self._field_breaches(spec, put))
        if errors:
            return errors
        errors.extend(self._used_elsewhere(spec, put))
        for rule in spec.rules:
            errors.extend(rule(put.row, self._book))
        quarter = quarter_of(spec, put.row) if self._closed and spec.period else None
        if not errors and quarter is not None and str(quarter) in self._closed:
            errors.append(DomainError("quarter_closed", field=spec.period, quarter=str(quarter)))
        for error in errors:
            error.table = error.table or table
        return errors

    def _field_breaches(self, spec: EntitySpec, put: Put) -> Iterator[DomainError]:
        row, changed, passed = put.row, put.changed, self._passed
        for each in spec.fields:
            value = row[each.name]
            if value is None and not each.required:
                continue
            if each.kind in _WHOLE and type(value) is int and _within(each, value):
                continue
            if each.kind in _TEXTS and isinstance(value, str) and len(value) <= LONGEST:
                continue
            if each.name not in changed or (each.name, value) in passed:
                continue
            breaches = list(field_breaches(each, value))
            if not breaches:
                passed.add((each.name, value))
            yield from breaches

    def _used_elsewhere(self, spec: EntitySpec, put: Put) -> Iterator[DomainError]:
        for each in self._unique[spec.table]:
            if each.name not in put.changed or put.row[each.name] is None:
                continue
            for other in self._book.find(spec.table, **{each.name: put.row[each.name]}):
                if other["id"] != put.row["id"]:
                    yield DomainError("duplicate", field=each.name, value=put.row[each.name])


def _within(each: Field, value: int) -> bool:
    if each.minimum is not None and value < each.minimum:
        return False
    return value <= (LARGEST if each.maximum is None else each.maximum)
