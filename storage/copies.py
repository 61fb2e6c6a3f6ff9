"""A checked copy of a workbook that is in use."""

from __future__ import annotations

import contextlib
import hashlib
import sqlite3
from typing import TYPE_CHECKING

from storage.atomic import replacing
from storage.errors import StorageError

if TYPE_CHECKING:
    from pathlib import Path


def logical_digest(connection: sqlite3.Connection) -> str:
    """Return SHA-256 over all that a workbook holds, however its pages lie."""
    digest = hashlib.sha256()
    for line in connection.iterdump():
        digest.update(line.encode())
        digest.update(b"\n")
    return digest.hexdigest()


def copy_to(connection: sqlite3.Connection, path: Path) -> Path:
    """Copy an open workbook through SQLite's backup, reopen the copy and compare it.

    Raises:
        StorageError: ``copy_differs``, ``cannot_write`` or ``disk_full``; no copy is left then.
    """
    with replacing(path) as temporary:
        try:
            with contextlib.closing(sqlite3.connect(temporary)) as copy:
                connection.backup(copy)
            with contextlib.closing(sqlite3.connect(temporary)) as copy:
                if logical_digest(copy) != logical_digest(connection):
                    raise StorageError("copy_differs", path=str(path))
        except sqlite3.OperationalError as error:
            raise StorageError("cannot_write", path=str(path), detail=str(error)) from error
    return path
