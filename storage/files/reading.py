"""Find the data files among those a user names, and read each of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from domain.errors import DomainError
from domain.imports.sheet import Reading
from storage.errors import reason_of
from storage.files.json_reading import read_json
from storage.files.text_reading import read_text_table
from storage.files.xlsx_reading import read_xlsx

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

WORKBOOK_TYPES: Final = (".xlsx", ".xlsm")
TEXT_TYPES: Final = (".csv", ".tsv", ".txt")
STRUCTURED_TYPES: Final = (".json",)
OTHER_SPREADSHEETS: Final = (".xls", ".xlsb", ".ods", ".et", ".numbers")

_OLD_OFFICE: Final = b"\xd0\xcf\x11\xe0"
_MAX_DEPTH: Final = 8


@dataclass(frozen=True, slots=True)
class Source:
    """A file to read: where it is, and what the answer calls it."""

    path: Path
    file: str


def find_sources(paths: Iterable[Path]) -> list[Source]:
    """Return the files that are meant by files and folders, each once, folders by name.

    A file inside a folder is called ``folder/file``.
    """
    found: dict[Path, Source] = {}
    for path in paths:
        name = path.name or path.resolve().name
        # A folder without files stands for itself, so that the answer speaks of it.
        for source in list(_walk(path, name, 0)) or [Source(path, name)]:
            found.setdefault(source.path.absolute(), source)
    return list(found.values())


def _walk(path: Path, name: str, depth: int) -> Iterator[Source]:
    if not path.is_dir():
        yield Source(path, name)
        return
    if depth > _MAX_DEPTH:
        return
    for inner in sorted(path.iterdir()):
        if not inner.name.startswith((".", "~$")):
            yield from _walk(inner, f"{name}/{inner.name}", depth + 1)


def read_source(source: Source) -> Reading:
    """Read a file; whatever is wrong with it is part of the answer, not an exception."""
    try:
        return _read(source)
    except DomainError as refusal:
        return Reading(source.file, refusal=refusal)
    except OSError as error:
        unreadable = DomainError("file_unreadable", file=source.file, detail=reason_of(error))
        return Reading(source.file, refusal=unreadable)


def _read(source: Source) -> Reading:
    path, file = source.path, source.file
    if not path.exists():
        raise DomainError("file_missing", file=file)
    if path.is_dir():
        raise DomainError("folder_empty", file=file)
    if not path.is_file():
        raise DomainError("file_unreadable", file=file, detail="")
    kind = path.suffix.lower()
    if kind in OTHER_SPREADSHEETS:
        raise DomainError("spreadsheet_type", file=file)
    if kind not in (*WORKBOOK_TYPES, *TEXT_TYPES, *STRUCTURED_TYPES):
        return Reading(file, no_data=True)
    if path.stat().st_size == 0:
        raise DomainError("file_empty", file=file)
    if kind in STRUCTURED_TYPES:
        return Reading(file, document=read_json(path, file))
    if kind in TEXT_TYPES:
        return Reading(file, sheets=(read_text_table(path, file),))
    with path.open("rb") as opened:
        if opened.read(len(_OLD_OFFICE)) == _OLD_OFFICE:
            raise DomainError("file_encrypted", file=file)
    read = read_xlsx(path, file)
    return Reading(file, sheets=read.sheets, hidden=read.hidden)
