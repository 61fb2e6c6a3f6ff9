"""Opening and making the file: whose it is, whether it is whole, and who may write it."""

from __future__ import annotations

import contextlib
import sqlite3
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from domain.errors import DomainError
from storage import migrations
from storage.atomic import replacing
from storage.errors import StorageError
from storage.lock import acquire
from storage.schema import APPLICATION_ID, VERSION, create_tables

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from domain.records import Specs
    from storage.lock import Holder, WriteLock

_MAGIC: Final = b"SQLite format 3\x00"
_WAIT_SECONDS: Final = 1.0


@dataclass(frozen=True, slots=True)
class Opened:
    """A connection and what it may do.

    Attributes:
        held: another process has the right to write.
    """

    connection: sqlite3.Connection
    path: Path | None
    lock: WriteLock | None
    writable: bool
    held: bool = False


def create(path: Path, specs: Specs, *, identity: str, made: str) -> None:
    """Make an empty workbook, whole or not at all.

    Raises:
        StorageError: ``exists``, ``cannot_write`` or ``disk_full``.
    """
    if path.exists():
        raise StorageError("exists", path=str(path))
    with translated(path), replacing(path) as temporary:
        try:
            connection = _connect(str(temporary))
        except sqlite3.OperationalError as error:
            raise StorageError("cannot_write", path=str(path), detail=str(error)) from error
        with contextlib.closing(connection):
            _make(connection, specs, identity, made)


def in_memory(specs: Specs, *, identity: str, made: str) -> Opened:
    """Return an empty workbook without a file."""
    connection = _connect(":memory:")
    _make(connection, specs, identity, made)
    return Opened(connection, None, None, writable=True)


def open_file(path: Path, person: str, moment: str) -> Opened:
    """Open a workbook; without a person, or when another process holds it, for reading only.

    Raises:
        StorageError: ``missing``, ``foreign``, ``damaged``, ``newer`` or ``cannot_read``.
    """
    _refuse_other_files(path)
    lock: WriteLock | None = None
    held = False
    if person:
        try:
            lock = acquire(path, person, moment)
            held = lock is None
        except OSError:  # a folder that takes no files: the workbook can still be read
            lock = None
    try:
        writable = lock is not None and _file_writable(path)
        with translated(path):
            connection = _connect(str(path)) if writable else connect_read_only(path)
            try:
                _refuse_unsound(connection, path)
                if writable:
                    migrations.upgrade(connection, path)
            except BaseException:
                connection.close()
                raise
    except BaseException:
        if lock is not None:
            lock.release()
        raise
    return Opened(connection, path, lock, writable, held)


def connect_read_only(path: Path) -> sqlite3.Connection:
    """Return a connection that can change nothing and may be used by one other thread."""
    connection = sqlite3.connect(
        f"{path.resolve().as_uri()}?mode=ro",
        uri=True,
        isolation_level=None,
        timeout=_WAIT_SECONDS,
        check_same_thread=False,
    )
    connection.execute("PRAGMA query_only = ON")
    return connection


def stated(connection: sqlite3.Connection, key: str) -> str:
    """Return what the workbook says of itself under ``key``."""
    found = connection.execute("SELECT value FROM workbook WHERE key = ?", (key,)).fetchone()
    return str(found[0])


def not_writable(path: Path | None, holder: Holder | None) -> StorageError:
    """Return why a workbook opened for reading cannot be changed."""
    if holder is not None:
        return StorageError("held", path=str(path), holder=holder.name)
    return StorageError("read_only", path=str(path))


@contextlib.contextmanager
def translated(path: Path | None) -> Iterator[None]:
    """Turn SQLite's refusals into those of the domain or of the environment; bugs pass through."""
    try:
        yield
    except sqlite3.IntegrityError as error:
        refusal = _refusal(str(error))
        if refusal is None:
            raise
        raise refusal from error
    except sqlite3.OperationalError as error:
        key = _environment(error)
        if key is None:
            raise
        raise StorageError(key, path=str(path), holder="—", detail=str(error)) from error
    except sqlite3.DatabaseError as error:
        if isinstance(error, sqlite3.ProgrammingError | sqlite3.InterfaceError):
            raise
        raise StorageError("damaged", path=str(path), detail=str(error)) from error


def _refusal(message: str) -> DomainError | None:
    if "quarter_closed" in message:
        return DomainError("quarter_closed")
    if "append_only" in message:
        return DomainError("append_only")
    if "FOREIGN KEY" in message:
        return DomainError("reference_broken")
    if "UNIQUE" in message:
        table, _, column = message.rpartition(": ")[2].split(",")[0].partition(".")
        return DomainError("duplicate", table=table, field=column, value="")
    return None


def _environment(error: sqlite3.OperationalError) -> str | None:
    name = error.sqlite_errorname or ""
    for start, key in (
        ("SQLITE_FULL", "disk_full"),
        ("SQLITE_READONLY", "read_only"),
        ("SQLITE_BUSY", "held"),
        ("SQLITE_LOCKED", "held"),
        ("SQLITE_IOERR", "cannot_write"),
        ("SQLITE_CANTOPEN", "cannot_read"),
        ("SQLITE_CORRUPT", "damaged"),
    ):
        if name.startswith(start):
            return key
    return None


def _connect(place: str) -> sqlite3.Connection:
    connection = sqlite3.connect(place, isolation_level=None, timeout=_WAIT_SECONDS)
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA journal_mode = DELETE")
    connection.execute("PRAGMA synchronous = FULL")
    return connection


def _make(connection: sqlite3.Connection, specs: Specs, identity: str, made: str) -> None:
    connection.execute("BEGIN")
    create_tables(connection, specs)
    connection.executemany(
        "INSERT INTO workbook VALUES (?, ?)", [("identity", identity), ("made", made)]
    )
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {VERSION}")
    if connection.in_transaction:
        connection.execute("COMMIT")


def _refuse_other_files(path: Path) -> None:
    try:
        with path.open("rb") as file:
            start = file.read(len(_MAGIC))
    except FileNotFoundError as error:
        raise StorageError("missing", path=str(path)) from error
    except OSError as error:
        raise StorageError("cannot_read", path=str(path), detail=str(error)) from error
    if start != _MAGIC:
        raise StorageError("foreign", path=str(path))


def _file_writable(path: Path) -> bool:
    try:
        path.open("rb+").close()
    except OSError:
        return False
    return True


def _refuse_unsound(connection: sqlite3.Connection, path: Path) -> None:
    if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        raise StorageError("foreign", path=str(path))
    found = connection.execute("PRAGMA user_version").fetchone()[0]
    if found > VERSION:
        raise StorageError("newer", path=str(path), found=found, known=VERSION)
    answer = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
    if answer != "ok":
        raise StorageError("damaged", path=str(path), detail=str(answer))
