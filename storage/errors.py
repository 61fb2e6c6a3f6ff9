"""What the machine refuses: a full disk, a held or damaged file. Bugs are not among it."""

from __future__ import annotations

import contextlib
import errno
from typing import TYPE_CHECKING, Final

from typing_extensions import override

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Mapping
    from pathlib import Path

# Beginning of SQLite's name of the error → our key; the first that fits counts.
_KEYS: Final = (
    ("SQLITE_FULL", "disk_full"),
    ("SQLITE_READONLY_ROLLBACK", "recovery_needed"),
    ("SQLITE_READONLY", "read_only"),
    ("SQLITE_BUSY", "busy"),
    ("SQLITE_LOCKED", "busy"),
    ("SQLITE_IOERR_READ", "cannot_read"),
    ("SQLITE_IOERR_SHORT_READ", "cannot_read"),
    ("SQLITE_IOERR", "cannot_write"),
    ("SQLITE_CANTOPEN", "cannot_read"),
    ("SQLITE_PERM", "cannot_read"),
    ("SQLITE_CORRUPT", "damaged"),
    ("SQLITE_NOTADB", "damaged"),
)


# Why, in words of our own: the system's come in a language of its own.
_REASONS: Final = {
    errno.ENOENT: "missing",
    errno.ENOTDIR: "not_a_folder",
    errno.EISDIR: "a_folder",
    errno.EEXIST: "exists",
    errno.EACCES: "not_allowed",
    errno.EPERM: "not_allowed",
    errno.EROFS: "read_only",
    errno.ENOSPC: "no_room",
    errno.EDQUOT: "no_room",
    errno.ENAMETOOLONG: "name_too_long",
    errno.EBUSY: "in_use",
    errno.ETXTBSY: "in_use",
    errno.EIO: "device",
    errno.ENXIO: "device",
    errno.ENODEV: "device",
}
_SQLITE_REASONS: Final = (
    ("SQLITE_FULL", "system.no_room"),
    ("SQLITE_READONLY", "system.read_only"),
    ("SQLITE_BUSY", "system.in_use"),
    ("SQLITE_LOCKED", "system.in_use"),
    ("SQLITE_IOERR", "system.device"),
    ("SQLITE_CANTOPEN", "system.not_opened"),
    ("SQLITE_PERM", "system.not_allowed"),
    ("SQLITE_CORRUPT", "system.malformed"),
    ("SQLITE_NOTADB", "system.malformed"),
)


def reason_of(error: BaseException) -> str:
    """Return the key of the text that says why the system or the database refused."""
    if isinstance(error, OSError):
        return f"system.{_REASONS.get(error.errno or 0, 'other')}"
    name = getattr(error, "sqlite_errorname", None) or ""
    found = (key for start, key in _SQLITE_REASONS if name.startswith(start))
    return next(found, "system.malformed")


class StorageError(Exception):
    """Say what the environment refused, in words that the interface chooses.

    Args:
        key: text key below ``storage.``, e.g. ``"newer"`` for ``storage.newer``.
        values: what the sentence names, e.g. the path.
    """

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(key, values)
        self.key = key
        self.values: Mapping[str, object] = values

    @override
    def __str__(self) -> str:
        """Return a line for logs and test output."""
        named = ", ".join(f"{name}={value!r}" for name, value in sorted(self.values.items()))
        return f"{self.key} {named}".strip()


def environment_key(error: sqlite3.Error) -> str | None:
    """Return the key of what the environment refused, None when the error is a bug of ours."""
    name = getattr(error, "sqlite_errorname", None) or ""
    for start, key in _KEYS:
        if name.startswith(start):
            return key
    # For these there is no name: a header with rubbish, and text that is not UTF-8.
    unnamed = ("unsupported file format", "decode to UTF-8")
    return "damaged" if any(said in str(error) for said in unnamed) else None


def refused_by_environment(
    error: sqlite3.Error | UnicodeDecodeError, path: Path | None
) -> StorageError | None:
    """Return what the environment refused, None when the error is a bug of ours."""
    key = "damaged" if isinstance(error, UnicodeDecodeError) else environment_key(error)
    return StorageError(key, path=str(path or ""), detail=reason_of(error)) if key else None


@contextlib.contextmanager
def translated(path: Path | None) -> Iterator[None]:
    """Turn what SQLite could not do into a ``StorageError``; bugs pass through.

    Args:
        path: file that is read or written, None in memory.
    """
    # The start page knows these errors without loading the database.
    import sqlite3

    try:
        yield
    except (sqlite3.Error, UnicodeDecodeError) as error:
        refusal = refused_by_environment(error, path)
        if refusal is None:
            raise
        raise refusal from error
