"""A checked copy of a workbook that is in use."""

from __future__ import annotations

import contextlib
import hashlib
import sqlite3
from typing import TYPE_CHECKING, Final

from storage import seal
from storage.atomic import replacing
from storage.errors import StorageError, environment_key, reason_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_TRIES: Final = 3
_ROWS: Final = 500
_DERIVED: Final = frozenset({"seal", "search_key"})
_PAGES: Final = 1_000
_PAUSE_SECONDS: Final = 0.001


def logical_digest(connection: sqlite3.Connection) -> str:
    """Return SHA-256 over all that a workbook holds but what follows from it, wherever it lies."""
    digest = hashlib.sha256()
    schema = connection.execute("SELECT type, name, sql FROM sqlite_master ORDER BY type, name")
    for line in schema.fetchall():
        digest.update(repr(line).encode())
        kind, name, _ = line
        if kind == "table" and name not in _DERIVED:
            for some in _pieces(connection, name):
                digest.update(repr(some).encode())
    return digest.hexdigest()


def _pieces(connection: sqlite3.Connection, table: str) -> Iterator[list[tuple[object, ...]]]:
    """Yield a table's rows piece by piece; between two pieces others may write."""
    sql = f'SELECT rowid, * FROM "{table}" WHERE rowid > ? ORDER BY rowid LIMIT {_ROWS}'
    last = -1
    while some := connection.execute(sql, (last,)).fetchall():
        last = some[-1][0]
        yield [row[1:] for row in some]


def copy_to(connection: sqlite3.Connection, path: Path) -> Path:
    """Copy an open workbook through SQLite's backup, reopen the copy and compare it.

    Raises:
        StorageError: ``copy_differs``, ``cannot_write`` or ``disk_full``; no copy is left then.
        RuntimeError: a transaction is open, on which SQLite would wait for ever.
    """
    if connection.in_transaction:
        raise RuntimeError("a transaction is open")
    with replacing(path) as temporary:
        try:
            for _ in range(_TRIES):
                if _copied(connection, temporary):
                    return path
        except sqlite3.DatabaseError as error:
            key = environment_key(error)
            if key is None:
                raise
            written = "cannot_write" if key == "cannot_read" else key
            raise StorageError(written, path=str(path), detail=reason_of(error)) from error
        raise StorageError("copy_differs", path=str(path))


def _copied(connection: sqlite3.Connection, path: Path) -> bool:
    """Copy, seal, and tell whether the copy says the same; it need not when a change came between.

    The copy is compared with the workbook, both read anew.
    """
    with contextlib.closing(_connect(path)) as copy:
        # In steps, so that whoever writes waits for one step and not for the whole copy.
        connection.backup(copy, pages=_PAGES, sleep=_PAUSE_SECONDS)
    seal.write(path, lambda: _connect(path), fresh=True)
    with contextlib.closing(_connect(path)) as copy:
        sound = copy.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok"
        return sound and logical_digest(copy) == logical_digest(connection)


def _connect(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(path, isolation_level=None)
