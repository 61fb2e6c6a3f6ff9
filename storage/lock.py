"""One writer per workbook: an operating-system lock beside the file, with the holder's name."""

from __future__ import annotations

import contextlib
import json
import os
import socket
import sys
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

# Windows forbids others to read a locked range, so the lock lies far behind the holder's name.
_LOCKED_BYTE = 1 << 30


@dataclass(frozen=True, slots=True)
class Holder:
    """Who has a workbook open for writing, and since when (UTC, ISO)."""

    person: str
    computer: str
    process: int
    since: str

    @property
    def name(self) -> str:
        """Person and computer in one line."""
        return f"{self.person} ({self.computer})"


class WriteLock:
    """Hold the right to write; the system frees it when the process ends, however it ends."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file

    def release(self) -> None:
        """Give the right up; doing so twice is harmless."""
        self._file.close()


def lock_path(workbook: Path) -> Path:
    """Return where the lock of a workbook lies."""
    return workbook.with_name(f"{workbook.name}.lock")


def acquire(workbook: Path, person: str, since: str) -> WriteLock | None:
    """Take the right to write, None when another process has it.

    Raises:
        OSError: the folder takes no files.
    """
    file = lock_path(workbook).open("a+b")
    if not _try_lock(file):
        file.close()
        return None
    holder = {
        "person": person,
        "computer": socket.gethostname(),
        "process": os.getpid(),
        "since": since,
    }
    file.seek(0)
    file.truncate()
    file.write(json.dumps(holder, ensure_ascii=False).encode())
    file.flush()
    return WriteLock(file)


def holder_of(workbook: Path) -> Holder | None:
    """Return who holds the lock as the lock file says, None when it does not say."""
    with contextlib.suppress(OSError, ValueError, KeyError, TypeError):
        said = json.loads(lock_path(workbook).read_bytes())
        return Holder(said["person"], said["computer"], int(said["process"]), said["since"])
    return None


if sys.platform == "win32":
    import msvcrt

    def _try_lock(file: IO[bytes]) -> bool:
        file.seek(_LOCKED_BYTE)
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _try_lock(file: IO[bytes]) -> bool:
        try:
            fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
