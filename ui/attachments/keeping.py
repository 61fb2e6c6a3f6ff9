"""Turn files and what was copied into the commands that keep them with a record."""

from __future__ import annotations

import hashlib
import mimetypes
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QImage, QImageWriter

from domain.commands import AddRow, Together
from domain.errors import DomainError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtCore import QMimeData

MOST_BYTES: Final = 20_000_000
"""Largest file that is kept: the whole workbook travels with each copy."""

KEY: Final = "command.keep_file"
_PROGRAMS: Final = (
    " .app .bat .cmd .com .cpl .desktop .exe .hta .jar .js .jse .lnk .msc .msi .ps1 .py .pyw "
    ".reg .scr .sh .vbe .vbs .wsf .wsh "
)
_SHEETS: Final = ("spreadsheet", "ms-excel", "csv")
_TEXTS: Final = ("word", "opendocument.text", "rtf", "text/")


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file as it is to be kept."""

    name: str
    content: bytes


def plain_name(name: str) -> str:
    """Return a name without anything that could be a way to another folder."""
    last = PurePosixPath(PureWindowsPath(name).name).name
    kept = "".join(sign for sign in last if sign.isprintable() and sign not in '<>:"|?*')
    return kept.strip(". ") or "file"


def is_program(name: str) -> bool:
    """Tell whether opening a file of this name would run it."""
    suffix = Path(name).suffix.lower()
    return bool(suffix) and f" {suffix} " in _PROGRAMS


def sort_of(media_type: str) -> str:
    """Return what a file is to a reader: ``pdf image sheet text other``."""
    if media_type == "application/pdf":
        return "pdf"
    if media_type.startswith("image/"):
        return "image"
    if any(part in media_type for part in _SHEETS):
        return "sheet"
    return "text" if any(part in media_type for part in _TEXTS) else "other"


def read_file(path: Path) -> KeptFile:
    """Read a file that is to be kept.

    Raises:
        DomainError: ``attached_too_large`` or ``attached_unreadable``.
    """
    try:
        if path.stat().st_size > MOST_BYTES:
            raise _too_large(path.name)
        content = path.read_bytes()
    except OSError as error:
        raise DomainError("attached_unreadable", value=path.name) from error
    return KeptFile(plain_name(path.name), content)


def files_in(data: QMimeData) -> list[Path]:
    """Return the files of this computer that were dragged or copied."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]


def can_keep(data: QMimeData) -> bool:
    """Tell whether what was dragged or copied can be kept: files, or a picture."""
    return bool(files_in(data)) or data.hasImage()


def pasted(data: QMimeData, picture: str) -> list[KeptFile]:
    """Return what was copied, as files to be kept.

    Args:
        data: what was dragged or copied.
        picture: name for a picture, which has none.

    Raises:
        DomainError: ``attached_nothing``, ``attached_too_large`` or ``attached_unreadable``.
    """
    paths = files_in(data)
    if paths:
        return [read_file(path) for path in paths]
    image = QImage(data.imageData()) if data.hasImage() else QImage()
    if image.isNull():
        raise DomainError("attached_nothing")
    written = QBuffer()
    written.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(written, QByteArray(b"PNG")).write(image)
    content = bytes(written.data().data())
    if len(content) > MOST_BYTES:
        raise _too_large(picture)
    return [KeptFile(plain_name(picture), content)]


def keep_files(table: str, record: str, files: Iterable[KeptFile]) -> AddRow | Together:
    """Return the one command that keeps files with a record."""
    parts = tuple(_keep(table, record, file) for file in files)
    return parts[0] if len(parts) == 1 else Together(parts, key=KEY)


def _keep(table: str, record: str, file: KeptFile) -> AddRow:
    values = {
        "owner_table": table,
        "owner_record": record,
        "name": file.name,
        "media_type": mimetypes.guess_type(file.name)[0],
        "content": file.content,
        "size": len(file.content),
        "sha256": hashlib.sha256(file.content).hexdigest(),
        "added_at": datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z"),
    }
    return AddRow("attachment", values, key=KEY)


def _too_large(name: str) -> DomainError:
    return DomainError("attached_too_large", value=name, limit=MOST_BYTES // 1_000_000)
