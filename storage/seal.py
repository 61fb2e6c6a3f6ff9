"""A seal over every byte of a closed workbook, by which any flipped bit is found.

SQLite's own check misses about a third of flipped bits. Closing a workbook therefore writes the
SHA-256 of the whole file into it. What cannot be part of that hash is checked apart: the seal
itself by its own check sum, SQLite's change counter and version number by their copies in the seal.
A file that was changed after it was sealed, because the program was killed or another program
wrote to it, has another change counter: then the records are compared with the trail instead.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import sqlite3
import struct
import zlib
from dataclasses import dataclass
from enum import StrEnum
from typing import IO, TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_MARK: Final = struct.Struct(">8sIIIQ32s")
_CHECK: Final = struct.Struct(">I")
_MAGIC: Final = b"feidi\x00\x00\x01"
SIZE: Final = _MARK.size + _CHECK.size
EMPTY: Final = bytes(SIZE)
"""The seal of a workbook that was never closed."""

# Places in SQLite's file header: https://www.sqlite.org/fileformat.html, section 1.3.
_COUNTER: Final = slice(24, 28)
_VALID_FOR: Final = slice(92, 96)
_LIBRARY: Final = slice(96, 100)
_HEADER: Final = 100
_CHUNK: Final = 1 << 20
_WRAP: Final = 1 << 32


class State(StrEnum):
    """What a seal says of its file."""

    WHOLE = "whole"  # every byte is as it was when the workbook was closed
    STALE = "stale"  # SQLite wrote to the file after it was sealed
    BROKEN = "broken"  # bytes changed without SQLite


@dataclass(frozen=True, slots=True)
class Mark:
    """What a seal holds.

    Attributes:
        counter: SQLite's change counter once the seal was written.
        library: number of the SQLite version that wrote it.
        serial: goes up at each sealing, since SQLite does not write what is there already.
        entries: entries of the trail.
        digest: SHA-256 of the file without header counters and seal.
    """

    counter: int
    library: int
    serial: int
    entries: int
    digest: bytes

    def packed(self) -> bytes:
        """Return the seal as it lies in the file."""
        numbers = (self.counter, self.library, self.serial, self.entries)
        said = _MARK.pack(_MAGIC, *numbers, self.digest)
        return said + _CHECK.pack(zlib.crc32(said))


def unpacked(mark: bytes) -> Mark | None:
    """Return what a seal says, None when it is damaged or there is none."""
    if len(mark) != SIZE or _CHECK.pack(zlib.crc32(mark[: _MARK.size])) != mark[_MARK.size :]:
        return None
    magic, counter, library, serial, entries, digest = _MARK.unpack(mark[: _MARK.size])
    return Mark(counter, library, serial, entries, digest) if magic == _MAGIC else None


def place(connection: sqlite3.Connection) -> int:
    """Return at which byte of the file the seal begins: at the end of its table's only page."""
    root = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'seal'").fetchone()
    size = connection.execute("PRAGMA page_size").fetchone()[0]
    return int(root[0]) * int(size) - SIZE


def state(path: Path, at: int) -> tuple[State, Mark | None]:
    """Return what the seal of a file says; no other process may be writing to it.

    Args:
        at: place of the seal.

    Raises:
        OSError: the file cannot be read.
    """
    with path.open("rb") as file:
        file.seek(at)
        mark = unpacked(file.read(SIZE))
        if mark is None:
            return State.BROKEN, None
        file.seek(0)
        header = file.read(_HEADER)
        counter, valid_for, library = (
            int.from_bytes(header[where]) for where in (_COUNTER, _VALID_FOR, _LIBRARY)
        )
        if counter != mark.counter:
            return State.STALE, mark
        sound = valid_for == counter and library == mark.library
        if not sound or _digest(file, at) != mark.digest:
            return State.BROKEN, mark
    return State.WHOLE, mark


def write(path: Path, connect: Callable[[], sqlite3.Connection], *, fresh: bool = False) -> None:
    """Seal a workbook that nobody has open.

    One that SQLite did not write to since keeps its seal: if a byte has changed all the same, the
    seal shall tell.

    Args:
        connect: opens the workbook for writing.
        fresh: the file was only just made, and a seal in it is that of its original.

    Raises:
        OSError: the file cannot be read.
        sqlite3.Error: it cannot be written; it keeps its earlier seal, which is stale.
    """
    with contextlib.closing(connect()) as connection:
        at = place(connection)
        entries = connection.execute("SELECT MAX(sequence) FROM audit").fetchone()[0] or 0
    with path.open("rb") as file:
        header = file.read(_HEADER)
        counter = int.from_bytes(header[_COUNTER])
        file.seek(at)
        old = unpacked(file.read(SIZE))
        if old is not None and old.counter == counter and not fresh:
            return
        digest = _digest(file, at)
    serial = old.serial + 1 if old is not None else 1
    mark = Mark((counter + 1) % _WRAP, _library(), serial % _WRAP, entries, digest)
    # Only now, since closing the file above would have given up SQLite's locks on it.
    with contextlib.closing(connect()) as connection:
        connection.execute("UPDATE seal SET mark = ? WHERE id = 1", (mark.packed(),))


def _library() -> int:
    major, minor, patch = sqlite3.sqlite_version_info
    return major * 1_000_000 + minor * 1_000 + patch


def _digest(file: IO[bytes], at: int) -> bytes:
    """Return SHA-256 of a file, with zeros for the seal and for the header's counters."""
    digest = hashlib.sha256()
    file.seek(0, os.SEEK_SET)
    start = 0
    while chunk := bytearray(file.read(_CHUNK)):
        for first, last in ((24, 28), (92, 100), (at, at + SIZE)):
            low, high = max(first - start, 0), min(last - start, len(chunk))
            if low < high:
                chunk[low:high] = bytes(high - low)
        digest.update(chunk)
        start += len(chunk)
    return digest.digest()
