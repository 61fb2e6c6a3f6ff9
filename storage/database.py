"""Opening and making the file: whose it is, whether it is whole, and who may write it."""

from __future__ import annotations

import contextlib
import sqlite3
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from storage import growth, migrations, seal
from storage.atomic import replacing
from storage.errors import StorageError, environment_key, reason_of, translated
from storage.lock import acquire, holder_of
from storage.schema import APPLICATION_ID, VERSION, create_tables

if TYPE_CHECKING:
    from pathlib import Path

    from domain.records import Specs
    from storage.lock import Holder, WriteLock

_MAGIC: Final = b"SQLite format 3\x00"
_APPLICATION: Final = slice(68, 72)
_HEADER: Final = 100
_WAIT_SECONDS: Final = 1.5
_CACHE_KIB: Final = 32_768
_STATEMENTS: Final = 256

_PRAGMAS: Final = (
    "foreign_keys = ON",
    "journal_mode = DELETE",
    # FULL, and the folder is synced after the journal is removed: without that a power failure
    # may bring the journal back and with it the state before an action that was acknowledged.
    "synchronous = EXTRA",
    "fullfsync = ON",
    # REPLACE shall not delete behind the triggers' back.
    "recursive_triggers = ON",
    "cell_size_check = ON",
    "trusted_schema = OFF",
    f"cache_size = -{_CACHE_KIB}",
)


@dataclass(frozen=True, slots=True)
class Opened:
    """A connection and what it may do.

    Attributes:
        holder: who has the right to write when another process has it.
        stale: the seal, when SQLite wrote to the file since it was set.
        copy: of the workbook as an earlier version left it, when it was brought up to date.
    """

    connection: sqlite3.Connection
    path: Path | None
    lock: WriteLock | None
    writable: bool
    holder: Holder | None = None
    stale: seal.Mark | None = None
    copy: Path | None = None


def create(path: Path, specs: Specs, *, identity: str, made: str) -> None:
    """Make an empty workbook, whole or not at all.

    Raises:
        StorageError: ``exists``, ``cannot_write`` or ``disk_full``.
    """
    if path.exists():
        raise StorageError("exists", path=str(path))
    if not path.parent.is_dir():
        raise StorageError("cannot_write", path=str(path), detail="system.missing")
    with replacing(path) as temporary:
        try:
            with contextlib.closing(connect(str(temporary))) as connection:
                _make(connection, specs, identity, made)
            seal_file(temporary)
        except sqlite3.OperationalError as error:
            key = "disk_full" if environment_key(error) == "disk_full" else "cannot_write"
            raise StorageError(key, path=str(path), detail=reason_of(error)) from error


def in_memory(specs: Specs, *, identity: str, made: str) -> Opened:
    """Return an empty workbook without a file."""
    connection = connect(":memory:", one_thread=False)
    _make(connection, specs, identity, made)
    return Opened(connection, None, None, writable=True)


def open_file(path: Path, specs: Specs, person: str, moment: str) -> Opened:
    """Open a workbook; without a person, or when another process holds it, for reading only.

    Raises:
        StorageError: ``missing``, ``folder``, ``foreign``, ``damaged``, ``newer``, ``older``,
            ``structure``, ``unknown_field``, ``outgrown``, ``recovery_needed`` or ``cannot_read``.
    """
    _refuse_other_files(path)
    copy: Path | None = None
    lock, held = _try_to_hold(path, person, moment)
    try:
        writable = bool(person) and lock is not None and _file_writable(path)
        with translated(path):
            connection = connect(str(path)) if writable else connect_read_only(path)
            try:
                _refuse_unsound(connection, path, writable=writable)
                stale = None if held else _stale_seal(connection, path)
                if writable:
                    upgraded = migrations.upgrade(connection, path)
                    copy = growth.grow(connection, path, specs, moment) or upgraded
                _refuse_other_structure(connection, specs, path)
            except BaseException:
                connection.close()
                raise
    except BaseException:
        if lock is not None:
            lock.release()
        raise
    if lock is not None and not writable:
        lock.release()
        lock = None
    holder = holder_of(path) if held and person else None
    return Opened(connection, path, lock, writable, holder, stale, copy)


def connect(place: str, *, one_thread: bool = True) -> sqlite3.Connection:
    """Return a connection that writes as the workbook's promises need it."""
    connection = sqlite3.connect(
        place,
        isolation_level=None,
        timeout=_WAIT_SECONDS,
        cached_statements=_STATEMENTS,
        check_same_thread=one_thread,
    )
    _set(connection)
    return connection


def connect_beside(path: Path) -> sqlite3.Connection:
    """Return a second writing connection for a long change, while others go on reading."""
    connection = connect(str(path))
    # Pages that spilled into the file before the end would lock every reader out until then.
    connection.execute("PRAGMA cache_spill = OFF")
    return connection


def connect_read_only(path: Path) -> sqlite3.Connection:
    """Return a connection that can change nothing and may be used by one other thread."""
    connection = sqlite3.connect(
        f"{path.resolve().as_uri()}?mode=ro",
        uri=True,
        isolation_level=None,
        timeout=_WAIT_SECONDS,
        cached_statements=_STATEMENTS,
        check_same_thread=False,
    )
    connection.execute("PRAGMA query_only = ON")
    connection.execute("PRAGMA cell_size_check = ON")
    connection.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
    return connection


def _set(connection: sqlite3.Connection) -> None:
    try:
        for pragma in _PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
    except BaseException:
        connection.close()
        raise


def seal_file(path: Path) -> None:
    """Seal a closed workbook; one that cannot be sealed is checked record by record instead."""
    with contextlib.suppress(OSError, sqlite3.Error):
        seal.write(path, lambda: connect(str(path)))


def _make(connection: sqlite3.Connection, specs: Specs, identity: str, made: str) -> None:
    connection.execute("BEGIN")
    create_tables(connection, specs)
    connection.executemany(
        "INSERT INTO workbook VALUES (?, ?)", [("identity", identity), ("made", made)]
    )
    connection.execute("INSERT INTO seal VALUES (1, ?)", (seal.EMPTY,))
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {VERSION}")
    connection.execute("COMMIT")


def _try_to_hold(path: Path, person: str, moment: str) -> tuple[WriteLock | None, bool]:
    """Return the right to write, if there is any to be had, and whether another process has it."""
    try:
        lock = acquire(path, person or "—", moment, patient=bool(person))
    except OSError:  # a folder that takes no files: the workbook can still be read
        return None, False
    return lock, lock is None


def _refuse_other_files(path: Path) -> None:
    header = _header(path)
    # While a journal waits to be rolled back the first page may be torn; SQLite mends it.
    mending = path.with_name(f"{path.name}-journal").exists()
    if not header.startswith(_MAGIC) and not (mending and header):
        raise StorageError("foreign", path=str(path))


def _header(path: Path) -> bytes:
    if path.is_dir():
        raise StorageError("folder", path=str(path))
    try:
        with path.open("rb") as file:
            return file.read(_HEADER)
    except FileNotFoundError as error:
        raise StorageError("missing", path=str(path)) from error
    except OSError as error:
        raise StorageError("cannot_read", path=str(path), detail=reason_of(error)) from error


def _file_writable(path: Path) -> bool:
    try:
        path.open("rb+").close()
    except OSError:
        return False
    return True


def _refuse_unsound(connection: sqlite3.Connection, path: Path, *, writable: bool) -> None:
    try:
        application = connection.execute("PRAGMA application_id").fetchone()[0]
    except sqlite3.DatabaseError as error:
        ours = _header(path)[_APPLICATION] == APPLICATION_ID.to_bytes(4)
        if environment_key(error) == "damaged" and not ours:
            raise StorageError("foreign", path=str(path)) from error
        raise
    if application != APPLICATION_ID:
        raise StorageError("foreign", path=str(path))
    found = connection.execute("PRAGMA user_version").fetchone()[0]
    if found > VERSION:
        raise StorageError("newer", path=str(path), found=found, known=VERSION)
    if found < VERSION and not writable:
        raise StorageError("older", path=str(path), found=found, known=VERSION)
    answer = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
    if answer != "ok":
        raise StorageError("damaged", path=str(path), detail="system.malformed")


def _stale_seal(connection: sqlite3.Connection, path: Path) -> seal.Mark | None:
    try:
        found, mark = seal.state(path, seal.place(connection))
    except (OSError, TypeError) as error:  # no such table: found below as another structure
        raise StorageError("damaged", path=str(path), detail="system.malformed") from error
    if found is seal.State.BROKEN:
        raise StorageError("damaged", path=str(path), detail="system.seal_broken")
    return mark if found is seal.State.STALE else None


def _refuse_other_structure(connection: sqlite3.Connection, specs: Specs, path: Path) -> None:
    """Refuse a workbook that lacks what the program reads: opened for writing, it would have it."""
    for spec, name in growth.lacking(connection, specs):
        raise StorageError("outgrown", path=str(path), detail=f"{spec.table}.{name}")
