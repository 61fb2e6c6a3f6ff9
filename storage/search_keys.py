"""The index that search reads: the words of records and how the Chinese ones sound.

It follows from the records and is no part of the trail: it is written with them, and made anew when
it is missing or another program changed the file. Records without a name, such as the figures of a
quarter, are many and are searched as they stand; of them the index holds the sounds only, where
there are any.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from domain.records import Kind
from storage.pinyin import sounds

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator

    from domain.records import EntitySpec, Row, Specs
    from storage.audit import Step

SEARCHED: Final = frozenset({Kind.TEXT, Kind.LONG_TEXT, Kind.QUARTER, Kind.DATE})
"""Kinds of fields in which search words are looked for."""

_NAMING: Final = frozenset({Kind.TEXT, Kind.LONG_TEXT})

TABLE: Final = """
CREATE TABLE search_key (entity TEXT NOT NULL, record TEXT NOT NULL, label TEXT NOT NULL,
    rest TEXT NOT NULL, PRIMARY KEY (entity, record)) STRICT, WITHOUT ROWID"""

_FORMAT: Final = "2"
_BETWEEN: Final = "\n"
_BLOCK: Final = 2_000


def is_indexed(spec: EntitySpec) -> bool:
    """Tell whether the records of an entity are called by words, so that all their words count."""
    return any(spec.field(name).kind in _NAMING for name in spec.label)


def is_heard(spec: EntitySpec) -> bool:
    """Tell whether the records of an entity may hold Chinese words."""
    return any(each.kind in _NAMING for each in spec.fields)


@dataclass(frozen=True, slots=True)
class Searched:
    """Fields in which the records of an entity are searched: those of the label, the others.

    Attributes:
        whole: all words are indexed, not their sounds only.
    """

    label: tuple[str, ...]
    rest: tuple[str, ...]
    whole: bool

    @classmethod
    def of(cls, spec: EntitySpec) -> Searched:
        """Return the searched fields of an entity."""
        names = tuple(each.name for each in spec.fields if each.kind in SEARCHED)
        label = tuple(name for name in names if name in spec.label)
        rest = tuple(name for name in names if name not in spec.label)
        return cls(label, rest, is_indexed(spec))

    def keys(self, row: Row) -> tuple[str, str]:
        """Return what a record is found by: its label with how it sounds, then the rest."""
        return self._key(self.label, row), self._key(self.rest, row)

    def _key(self, names: tuple[str, ...], row: Row) -> str:
        words = [value for name in names if isinstance(value := row[name], str)]
        heard = [sound for value in words if not value.isascii() for sound in sounds(value)]
        return _BETWEEN.join([*words, *heard] if self.whole else heard).lower()

    def differ(self, before: Row, after: Row) -> bool:
        """Tell whether a record is found by something else than before."""
        return any(before[name] != after[name] for name in (*self.label, *self.rest))


def follow(connection: sqlite3.Connection, specs: Specs, steps: Iterable[Step]) -> None:
    """Bring the index up to the records after some steps, within their transaction."""
    taken = list(steps)
    heard = {table for table in {step.table for step in taken} if is_heard(specs[table])}
    fields = {table: Searched.of(specs[table]) for table in heard}
    last = {(step.table, step.record): step for step in taken if step.table in heard}
    gone: list[tuple[str, str]] = []
    new: list[tuple[str, str, str, str]] = []
    for (table, record), step in last.items():
        if step.after is None:
            gone.append((table, record))
        elif step.before is None or fields[table].differ(step.before, step.after):
            keys = fields[table].keys(step.after)
            if fields[table].whole or any(keys):
                new.append((table, record, *keys))
            elif step.before is not None:
                gone.append((table, record))
    connection.executemany("DELETE FROM search_key WHERE entity = ? AND record = ?", gone)
    connection.executemany("INSERT OR REPLACE INTO search_key VALUES (?, ?, ?, ?)", new)
    _mark(connection)


def renew(connection: sqlite3.Connection, specs: Specs, *, doubtful: bool) -> None:
    """Make the index anew unless it is that of the last action.

    Args:
        connection: open for writing, outside a transaction.
        specs: the entities.
        doubtful: another program changed the file.
    """
    if not doubtful and _marked(connection) == _state(connection):
        return
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("DELETE FROM search_key")
    for spec in specs.values():
        if is_heard(spec):
            keys = _all_keys(connection, spec)
            connection.executemany("INSERT INTO search_key VALUES (?, ?, ?, ?)", keys)
    _mark(connection)
    connection.execute("COMMIT")


def _all_keys(
    connection: sqlite3.Connection, spec: EntitySpec
) -> Iterator[tuple[str, str, str, str]]:
    fields = Searched.of(spec)
    names = ("id", *fields.label, *fields.rest)
    listed = ", ".join(f'"{name}"' for name in names)
    cursor = connection.execute(f'SELECT {listed} FROM "{spec.table}"')
    while rows := cursor.fetchmany(_BLOCK):
        for values in rows:
            row = dict(zip(names, values, strict=True))
            keys = fields.keys(row)
            if fields.whole or any(keys):
                yield (spec.table, str(row["id"]), *keys)


def _state(connection: sqlite3.Connection) -> str:
    number = connection.execute("SELECT MAX(number) FROM batch").fetchone()[0]
    return f"{_FORMAT}:{number or 0}"


def _marked(connection: sqlite3.Connection) -> str:
    found = connection.execute("SELECT value FROM workbook WHERE key = 'search'").fetchone()
    return str(found[0]) if found else ""


def _mark(connection: sqlite3.Connection) -> None:
    connection.execute(
        "INSERT OR REPLACE INTO workbook VALUES ('search', ?)", (_state(connection),)
    )
