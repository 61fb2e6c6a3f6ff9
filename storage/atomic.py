"""Files written whole or not at all."""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
from typing import TYPE_CHECKING

from storage.errors import StorageError, reason_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@contextlib.contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Give a temporary path beside ``path``; on leaving, sync it and rename it over ``path``.

    When the block raises, the temporary file is removed and ``path`` stays as it was.

    Raises:
        StorageError: the file cannot be written there.
    """
    temporary = path.with_name(f".{path.name[:80]}.{secrets.token_hex(4)}.part")
    try:
        yield temporary
        _sync(temporary)
        temporary.replace(path)
        sync_folder(path.parent)
    except OSError as error:
        raise cannot_write(path, error) from error
    finally:
        with contextlib.suppress(OSError):  # a vanished disk has taken it along
            temporary.unlink(missing_ok=True)


def write_atomically(path: Path, content: bytes) -> None:
    """Write ``content`` to ``path``, whole or not at all.

    Raises:
        StorageError: the file cannot be written there.
    """
    with replacing(path) as temporary:
        temporary.write_bytes(content)


def cannot_write(path: Path, error: OSError) -> StorageError:
    """Return what the system's refusal means to a user."""
    key = "disk_full" if error.errno in {errno.ENOSPC, errno.EDQUOT} else "cannot_write"
    return StorageError(key, path=str(path), detail=reason_of(error))


def sync_folder(folder: Path) -> None:
    """Write a folder's list of names to disk, so that a rename survives a power failure."""
    if os.name == "nt":  # Windows syncs the entry with the file and opens no folders
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _sync(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())
