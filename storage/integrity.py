"""The health check: whether a workbook is what its own trail says it is."""

from __future__ import annotations

import contextlib
import hashlib
import sqlite3
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from storage import audit, seal
from storage.lock import acquire
from storage.schema import create_tables

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
    """Yield what is wrong: seal, pages, references, the trail, records that differ from it.

    SQLite's own check misses about a third of flipped bits; the seal finds all of them in a
    workbook that was closed. Comparing every record with its last entry in the trail, and the
    trail with its hashes, finds what changed any content since.
    """
    try:
        yield from _sealed(connection)
        yield from _pages(connection)
        yield from _schema(connection, specs)
        yield from _references(connection)
        last: dict[tuple[str, str], str | None] = {}
        yield from _chain(connection, last)
        yield from _batches(connection)
        yield from _contents(connection)
        yield from _records(connection, specs, last)
    except (sqlite3.DatabaseError, UnicodeDecodeError, ValueError, TypeError, OSError) as error:
        yield Fault("unreadable", "", str(error))


def _sealed(connection: sqlite3.Connection) -> Iterator[Fault]:
    file = next(row[2] for row in connection.execute("PRAGMA database_list") if row[1] == "main")
    if not file:
        return
    path, lock = Path(file), None
    with contextlib.suppress(OSError):  # a folder that takes no files: nobody writes there
        lock = acquire(path, "—", "", patient=False)
        if lock is None:
            return  # in use, perhaps by ourselves; opening has looked at the seal
    try:
        found, mark = seal.state(path, seal.place(connection))
    finally:
        if lock is not None:
            lock.release()
    if found is seal.State.BROKEN:
        yield Fault("seal", "", "SHA-256")
    if found is seal.State.STALE and mark is not None:
        yield from foreign_change(connection, mark)


def foreign_change(connection: sqlite3.Connection, mark: seal.Mark) -> Iterator[Fault]:
    """Yield a fault when the file was written to and the trail is no longer than at its sealing.

    A command always adds to the trail: without that, something else wrote to the file.
    """
    if audit.head(connection)[0] == mark.entries:
        yield Fault("foreign_change", str(mark.entries))


def _pages(connection: sqlite3.Connection) -> Iterator[Fault]:
    for (answer,) in connection.execute("PRAGMA integrity_check"):
        if answer != "ok":
            yield Fault("pages", "", str(answer))


def _schema(connection: sqlite3.Connection, specs: Specs) -> Iterator[Fault]:
    with contextlib.closing(sqlite3.connect(":memory:", isolation_level=None)) as model:
        create_tables(model, specs)
        wanted = _definitions(model)
    found = _definitions(connection)
    for name in sorted(wanted.keys() | found.keys()):
        if wanted.get(name) != found.get(name):
            yield Fault("schema", name)


def _definitions(connection: sqlite3.Connection) -> dict[str, str]:
    """Return what keeps data whole: triggers, indexes and columns, however they were written."""
    parts = connection.execute("SELECT type, name, sql FROM sqlite_master").fetchall()
    found = {name: " ".join(str(sql).split()) for kind, name, sql in parts if kind != "table"}
    for kind, name, _ in parts:
        if kind == "table":
            found[name] = repr(connection.execute(f'PRAGMA table_info("{name}")').fetchall())
    return found


def _references(connection: sqlite3.Connection) -> Iterator[Fault]:
    for table, rowid, target, _ in connection.execute("PRAGMA foreign_key_check"):
        found = connection.execute(f'SELECT * FROM "{table}" WHERE rowid = ?', (rowid,)).fetchone()
        yield Fault("reference", f"{table} {found[0] if found else rowid}", str(target))


def _chain(
    connection: sqlite3.Connection, last: dict[tuple[str, str], str | None]
) -> Iterator[Fault]:
    texts = {
        number: audit.batch_of(values).text
        for number, *values in connection.execute(
            f"SELECT number, {audit.BATCH_COLUMNS} FROM batch"
        )
    }
    expected = audit.first_hash(audit.identity(connection))
    at = 1
    for sequence, batch, entity, record, before, after, previous, found in connection.execute(
        "SELECT sequence, batch, entity, record, before, after, previous, hash "
        "FROM audit ORDER BY sequence"
    ):
        told = texts.get(batch, "")
        said = audit.next_hash(previous, sequence, told, (entity, record), (before, after))
        if sequence != at or previous != expected or found != said:
            yield Fault("chain", str(sequence), entity)
        if before != last.get((entity, record)):
            yield Fault("history", f"{entity} {record}", str(sequence))
        last[entity, record] = after
        expected, at = found, sequence + 1


def _batches(connection: sqlite3.Connection) -> Iterator[Fault]:
    """Compare what a batch says of its entries, and where undo stands, with what follows."""
    counted = dict(connection.execute("SELECT batch, COUNT(*) FROM audit GROUP BY batch"))
    first, at = 1, 1
    now = audit.Stack()
    beneath_of: dict[str, tuple[int, int | None]] = {}
    for line in connection.execute(
        "SELECT number, id, kind, effect, origin, undo_top, redo_top, beneath, first_entry, "
        "last_entry FROM batch ORDER BY number"
    ):
        number, made, kind, effect, origin, undo_top, redo_top, beneath, *entries = line
        taken = beneath_of.get(effect) if kind in {audit.UNDO, audit.REDO} else None
        lasting = kind == audit.DO and undo_top == now.undo_top
        after = audit.moved(kind, now, taken[1] if taken else None, lasting=lasting)
        last = first + counted.get(number, 0) - 1
        same = (number, undo_top, redo_top) == (at, after.undo_top, after.redo_top)
        if not same or entries != [first, last] or origin != (taken[0] if taken else at):
            yield Fault("batch", str(number), str(made))
        beneath_of[made] = (origin, beneath)
        now, first, at = audit.Stack(number, "", undo_top, redo_top), last + 1, number + 1


def _contents(connection: sqlite3.Connection) -> Iterator[Fault]:
    for sha256, content in connection.execute("SELECT sha256, bytes FROM content"):
        if hashlib.sha256(content).hexdigest() != sha256:
            yield Fault("content", str(sha256)[:12])


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
