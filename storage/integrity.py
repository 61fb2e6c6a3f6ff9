"""The health check: whether a workbook is what its own trail says it is."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from typing import TYPE_CHECKING

from storage import audit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from domain.records import Specs


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong.

    Attributes:
        key: text key below ``check.``.
        place: entity and record, or the trail's entry.
        detail: what was found there.
    """

    key: str
    place: str
    detail: str = ""


def faults(connection: sqlite3.Connection, specs: Specs) -> Iterator[Fault]:
    """Yield what is wrong: pages, references, the chain of hashes, records that differ from it.

    SQLite's own check misses about a third of flipped bits; comparing every record with its last
    entry in the trail, and the trail with its hashes, finds those that changed any content.
    """
    try:
        yield from _pages(connection)
        yield from _references(connection)
        last: dict[tuple[str, str], str | None] = {}
        yield from _chain(connection, last)
        yield from _records(connection, specs, last)
    except (sqlite3.DatabaseError, UnicodeDecodeError, ValueError) as error:
        yield Fault("unreadable", "", str(error))


def _pages(connection: sqlite3.Connection) -> Iterator[Fault]:
    for (answer,) in connection.execute("PRAGMA integrity_check"):
        if answer != "ok":
            yield Fault("pages", "", str(answer))


def _references(connection: sqlite3.Connection) -> Iterator[Fault]:
    for table, rowid, target, _ in connection.execute("PRAGMA foreign_key_check"):
        yield Fault("reference", f"{table} {rowid}", str(target))


def _chain(
    connection: sqlite3.Connection, last: dict[tuple[str, str], str | None]
) -> Iterator[Fault]:
    digests = {
        row[0]: audit.Batch(row[0], row[1], bool(row[2]), *row[3:9]).digest
        for row in connection.execute(
            "SELECT id, moment, backwards, person, role, kind, action, reason, effect FROM batch"
        )
    }
    previous, expected = audit.FIRST_HASH, 1
    for sequence, batch, action, entity, record, before, after, found in connection.execute(
        "SELECT sequence, batch, action, entity, record, before, after, hash "
        "FROM audit ORDER BY sequence"
    ):
        step = (action, entity, record, before, after)
        previous = audit.next_hash(previous, digests.get(batch, ""), step)
        if sequence != expected or found != previous:
            yield Fault("chain", str(sequence), entity)
            previous = found
        if before != last.get((entity, record)):
            yield Fault("history", f"{entity} {record}", str(sequence))
        last[entity, record] = after
        expected = sequence + 1


def _records(
    connection: sqlite3.Connection, specs: Specs, last: dict[tuple[str, str], str | None]
) -> Iterator[Fault]:
    for spec in specs.values():
        cursor = connection.execute(f'SELECT * FROM "{spec.table}"')
        names = [column[0] for column in cursor.description]
        for values in cursor:
            row = dict(zip(names, values, strict=True))
            place = (spec.table, row["id"])
            if audit.described(row) != last.pop(place, None):
                yield Fault("record", f"{spec.table} {row['id']}")
    for (entity, record), after in last.items():
        if after is not None:
            yield Fault("record_missing", f"{entity} {record}")
