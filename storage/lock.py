"""One writer per workbook: an operating-system lock beside the file, with the holder's name."""

from __future__ import annotations

import contextlib
import json
import os
import socket
import sys
import time
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, Final

from typing_extensions import override

if TYPE_CHECKING:
    from pathlib import Path

# Windows forbids others to read a locked range, so the lock lies far behind the holder's name.
_LOCKED_BYTE: Final = 1 << 30
_TRIES: Final = 20
_PAUSE_SECONDS: Final = 0.015


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

    @override
    def __str__(self) -> str:
        """Return person and computer, as a sentence names the holder."""
        return self.name


class WriteLock:
    """Hold the right to write; the system frees it when the process ends, however it ends."""

    def __init__(self, file: IO[bytes], path: Path) -> None:
        self._file = file
        self._path = path

    def release(self) -> None:
        """Give the right up and leave no file behind; doing so twice is harmless."""
        if self._file.closed:
            return
        if sys.platform != "win32":
            # Removed while still locked: whoever opened it meanwhile finds it gone and starts anew.
            self._path.unlink(missing_ok=True)
        self._file.close()
        if sys.platform == "win32":
            with contextlib.suppress(OSError):  # the next one has it open already
                self._path.unlink()


def lock_path(workbook: Path) -> Path:
    """Return where the lock of a workbook lies."""
    return workbook.with_name(f"{workbook.name}.lock")


def acquire(workbook: Path, person: str, since: str, *, patient: bool = True) -> WriteLock | None:
    """Take the right to write, None when another process has it.

    A lock whose process ended without giving it up is taken over.

    Args:
        patient: wait a third of a second for one that only looks whether the file is in use.

    Raises:
        OSError: the folder takes no files.
    """
    path = lock_path(workbook)
    for attempt in range(_TRIES if patient else 1):
        if attempt:
            time.sleep(_PAUSE_SECONDS)
        file = path.open("a+b")
        if _try_lock(file) and _still_there(file, path):
            _write(file, Holder(person, socket.gethostname(), os.getpid(), since))
            return WriteLock(file, path)
        file.close()
    return None


def holder_of(workbook: Path) -> Holder:
    """Return who holds the lock as the lock file says; a dash where it does not say."""
    for _ in range(_TRIES):
        # The holder may be writing its name at this very moment.
        with contextlib.suppress(OSError, ValueError, KeyError, TypeError):
            said = json.loads(lock_path(workbook).read_bytes())
            return Holder(
                str(said["person"]), str(said["computer"]), int(said["process"]), str(said["since"])
            )
        time.sleep(_PAUSE_SECONDS)
    return Holder("—", "—", 0, "")


def _write(file: IO[bytes], holder: Holder) -> None:
    said = {
        "person": holder.person,
        "computer": holder.computer,
        "process": holder.process,
        "since": holder.since,
    }
    file.seek(0)
    file.truncate()
    file.write(json.dumps(said, ensure_ascii=False).encode())
    file.flush()


def _still_there(file: IO[bytes], path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(file.fileno()), path.stat())
    except FileNotFoundError:
        return False


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
