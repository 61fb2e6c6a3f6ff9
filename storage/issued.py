"""Find the file in which a report was issued, and tell whether it is still the one."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from storage.reporting import newest_issue
from storage.signing import issued_part

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from domain.records import Records, Row
    from storage.reporting import Order


@dataclass(frozen=True, slots=True)
class IssuedFile:
    """The newest issue of a report.

    Attributes:
        day: of issue, ISO.
        name: of the file when it was issued.
        path: of the file as it was issued, byte for byte but for a signature; None when it is not
            where it was saved.
        altered: a file of that name is there, with other content.
    """

    revision: int
    day: str
    name: str
    sha256: str
    path: Path | None
    altered: bool = False

    def holds(self, file: Path) -> bool:
        """Tell whether a file is the one that was issued."""
        return _is_the_one(file, self.sha256)


def issued_file(records: Records, order: Order, folders: Iterable[Path]) -> IssuedFile | None:
    """Return the newest issue of a report with its file, None while it was never issued.

    Args:
        records: the park's.
        order: the report.
        folders: where to look besides the folder in which it was saved.
    """
    row = newest_issue(records, order)
    if row is None:
        return None
    sha256, there = str(row["sha256"]), [file for file in _places(row, folders) if file.is_file()]
    path = next((file for file in there if _is_the_one(file, sha256)), None)
    return IssuedFile(
        int(str(row["revision"])),
        str(row["issued_at"] or "")[:10],
        str(row["file_name"] or ""),
        sha256,
        path,
        altered=path is None and bool(there),
    )


def _places(row: Row, folders: Iterable[Path]) -> Iterator[Path]:
    # The name alone is taken: what stands in a workbook never leads out of the folders.
    name = Path(str(row["file_name"] or "")).name
    if name and row["folder"]:
        yield Path(str(row["folder"])) / name
    if name:
        yield from (folder / name for folder in folders)


def _is_the_one(file: Path, sha256: str) -> bool:
    try:
        data = file.read_bytes()
    except OSError:
        return False  # a file that cannot be read is not there for us
    return hashlib.sha256(issued_part(data)).hexdigest() == sha256
