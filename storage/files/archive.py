"""Unpack the parts of a zip archive piece by piece, and refuse one that swells beyond measure."""

from __future__ import annotations

import struct
import zipfile
import zlib
from typing import TYPE_CHECKING, Final

from domain.errors import DomainError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

MAX_UNPACKED: Final = 256 * 1024 * 1024
MAX_RATIO: Final = 200
SMALL_PART: Final = 4 * 1024 * 1024
MAX_PARTS: Final = 5_000

_CHUNK: Final = 1 << 20
_LOCAL_HEADER: Final = struct.Struct("<4s5H3L2H")


def check_archive(archive: zipfile.ZipFile, file: str) -> None:
    """Refuse an archive whose table of contents tells of too much.

    Raises:
        DomainError: ``file_too_large`` with the unpacked size, ``file_encrypted``.
    """
    parts = archive.infolist()
    if len(parts) > MAX_PARTS:
        raise DomainError("file_too_large", file=file, size=len(parts), limit=MAX_PARTS)
    for part in parts:
        if part.flag_bits & 1:
            raise DomainError("file_encrypted", file=file)
        swollen = part.file_size > MAX_RATIO * max(part.compress_size, 1)
        if swollen and part.file_size > SMALL_PART:
            raise _too_large(file, part.file_size)
    unpacked = sum(part.file_size for part in parts)
    if unpacked > MAX_UNPACKED:
        raise _too_large(file, unpacked)


def unpack(source: BinaryIO, part: zipfile.ZipInfo, file: str) -> Iterator[bytes]:
    """Yield a part of an archive in pieces, and trust nothing it says of its own size.

    Raises:
        DomainError: ``file_damaged`` when the part cannot be unpacked, or is larger than the
            table of contents says.
    """
    source.seek(part.header_offset)
    head = source.read(_LOCAL_HEADER.size)
    if len(head) < _LOCAL_HEADER.size or not head.startswith(b"PK\x03\x04"):
        raise DomainError("file_damaged", file=file)
    name_length, extra_length = _LOCAL_HEADER.unpack(head)[-2:]
    source.seek(name_length + extra_length, 1)
    try:
        yield from _pieces(source, part, file)
    except zlib.error as error:
        raise DomainError("file_damaged", file=file) from error


def _pieces(source: BinaryIO, part: zipfile.ZipInfo, file: str) -> Iterator[bytes]:
    packed = part.compress_size
    stored = part.compress_type == zipfile.ZIP_STORED
    inflate = zlib.decompressobj(-zlib.MAX_WBITS)
    length = 0
    waiting = b""
    while packed > 0 or waiting:
        if not waiting:
            waiting = source.read(min(_CHUNK, packed))
            packed -= len(waiting)
            if not waiting:
                raise DomainError("file_damaged", file=file)
        if stored:
            piece, waiting = waiting, b""
        else:
            piece = inflate.decompress(waiting, _CHUNK)
            waiting = inflate.unconsumed_tail
        length += len(piece)
        if length > part.file_size:
            raise DomainError("file_damaged", file=file)
        yield piece
    if not stored:
        yield inflate.flush()


def _too_large(file: str, size: int) -> DomainError:
    megabyte = 1024 * 1024
    return DomainError(
        "file_too_large", file=file, size=size // megabyte, limit=MAX_UNPACKED // megabyte
    )
