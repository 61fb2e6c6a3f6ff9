"""Read the tables of an .xlsx workbook, after making sure that it is safe to open."""

from __future__ import annotations

import collections
import posixpath
import zipfile
import zlib
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final, cast
from xml.etree import ElementTree as ET

from domain.errors import DomainError
from domain.imports.sheet import Cell, Fault, Sheet
from storage.files.archive import check_archive, unpack
from storage.files.sheet_scan import SheetScan, scan_sheet

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from python_calamine import CalamineSheet

MAX_CELLS: Final = 10_000_000
MAX_ROWS: Final = 300_000
MAX_COLUMNS: Final = 16_384

# What the standard library raises over a broken archive or broken XML.
_BROKEN: Final = (
    zipfile.BadZipFile,
    zlib.error,
    ET.ParseError,
    EOFError,
    LookupError,
    NotImplementedError,
    OverflowError,
    ValueError,
)
_RELATION: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_MAX_CONTENTS: Final = 1 << 20


@dataclass(frozen=True, slots=True)
class XlsxReading:
    """Tables of a workbook, and the names of its sheets that were left aside."""

    sheets: tuple[Sheet, ...]
    hidden: tuple[str, ...]


def read_xlsx(path: Path, file: str) -> XlsxReading:
    """Read every visible sheet of a workbook.

    Blank rows are left out; a cell merged over several rows has its value in each of them;
    formulas count with the value they had when the file was saved.

    Args:
        path: where the file is.
        file: what the answer calls it.

    Raises:
        DomainError: ``file_damaged``, ``file_encrypted``, ``file_too_large`` or
            ``too_many_rows``; nothing of the file was read into memory as a whole by then.
    """
    scans = _inspect(path, file)
    return _read_values(path, file, scans)


def _read_values(path: Path, file: str, scans: Mapping[str, SheetScan]) -> XlsxReading:
    from python_calamine import (
        CalamineError,
        CalamineWorkbook,
        SheetTypeEnum,
        SheetVisibleEnum,
    )

    sheets: list[Sheet] = []
    hidden: list[str] = []
    try:
        with CalamineWorkbook.from_path(path) as workbook:
            for about in workbook.sheets_metadata:
                if about.typ != SheetTypeEnum.WorkSheet:
                    continue
                if about.visible != SheetVisibleEnum.Visible:
                    hidden.append(about.name)
                    continue
                values = workbook.get_sheet_by_name(about.name)
                sheets.append(_table(values, file, scans.get(about.name)))
    except (CalamineError, ValueError) as error:
        raise DomainError("file_damaged", file=file) from error
    except BaseException as error:
        # The reader is written in another language; its own slips come as this, which no
        # class of exceptions covers.
        if type(error).__name__ == "PanicException":
            raise DomainError("file_damaged", file=file) from error
        raise
    return XlsxReading(tuple(sheets), tuple(hidden))


def _table(values: CalamineSheet, file: str, scan: SheetScan | None) -> Sheet:
    grid = cast("list[list[Cell]]", values.to_python(skip_empty_area=False))
    for (row, column), code in scan.faults.items() if scan else ():
        if row < len(grid) and column < len(grid[row]):
            grid[row][column] = Fault(code)
    room = len(grid)
    for (top, left), (bottom, right) in values.merged_cell_ranges or ():
        if left == right and bottom < len(grid) and left < len(grid[top]):
            # Ranges that lie over each other would otherwise cost without end.
            room -= bottom - top
            for row in range(top + 1, bottom + 1) if room * len(grid[0]) >= 0 else ():
                grid[row][left] = grid[top][left]
    numbers = [at for at, row in enumerate(grid, 1) if any(cell != "" for cell in row)]
    rows = grid if len(numbers) == len(grid) else [grid[at - 1] for at in numbers]
    return Sheet(file, values.name, rows, numbers)


def _inspect(path: Path, file: str) -> dict[str, SheetScan]:
    """Return per sheet name what a look at the packed XML shows."""
    try:
        with zipfile.ZipFile(path) as archive, path.open("rb") as source:
            check_archive(archive, file)
            parts = {part.filename: part for part in archive.infolist()}
            names = _sheet_parts(archive, parts)
            scans: dict[str, SheetScan] = {}
            for part in parts.values():
                if part.filename in names:
                    scan = scan_sheet(partial(unpack, source, part, file))
                    _check_extent(scan, file, names[part.filename])
                    scans[names[part.filename]] = scan
                else:
                    # Only to find out whether it is as large as it says.
                    collections.deque(unpack(source, part, file), maxlen=0)
    except _BROKEN as error:
        raise DomainError("file_damaged", file=file) from error
    return scans


def _sheet_parts(archive: zipfile.ZipFile, parts: Mapping[str, zipfile.ZipInfo]) -> dict[str, str]:
    """Return the name of the sheet that each worksheet part holds."""
    contents, relations = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
    if max(parts[contents].file_size, parts[relations].file_size) > _MAX_CONTENTS:
        raise zipfile.BadZipFile(contents)
    targets: dict[str, str] = {}
    for relation in _parsed(archive.read(relations)):
        target = relation.get("Target", "")
        place = target.lstrip("/") if target.startswith("/") else posixpath.join("xl", target)
        targets[relation.get("Id", "")] = posixpath.normpath(place)
    return {
        targets.get(sheet.get(_RELATION, ""), ""): sheet.get("name", "")
        for sheet in _parsed(archive.read(contents)).iter()
        if sheet.tag.endswith("}sheet")
    }


def _parsed(xml: bytes) -> ET.Element:
    """Parse a small part of the workbook; entities of its own could swell without measure."""
    if b"<!DOCTYPE" in xml or b"<!ENTITY" in xml:
        raise zipfile.BadZipFile("entities")
    return ET.fromstring(xml)  # noqa: S314 - what makes XML dangerous was refused above


def _check_extent(scan: SheetScan, file: str, sheet: str) -> None:
    # A single cell far down or far right makes the reader lay out all cells before it.
    too_wide = scan.columns > MAX_COLUMNS or scan.rows * scan.columns > MAX_CELLS
    if scan.rows > MAX_ROWS or too_wide:
        raise DomainError("too_many_rows", file=file, sheet=sheet, size=scan.rows, limit=MAX_ROWS)
