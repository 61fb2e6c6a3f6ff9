"""Read the tables of an .xlsx workbook, after making sure that it is safe to open."""

from __future__ import annotations

import posixpath
import re
import zipfile
import zlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, cast
from xml.etree import ElementTree as ET

from domain.errors import DomainError
from domain.imports.sheet import Cell, Fault, Sheet
from storage.files.archive import check_archive, unpack

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from python_calamine import CalamineSheet

MAX_CELLS: Final = 5_000_000
MAX_ROWS: Final = 300_000
UNCOMPUTED: Final = "="

# What the standard library raises over a broken archive or broken XML.
_BROKEN: Final = (
    zipfile.BadZipFile,
    zlib.error,
    ET.ParseError,
    EOFError,
    KeyError,
    NotImplementedError,
    OverflowError,
    ValueError,
)
_OVERLAP: Final = 4096
_ALPHABET: Final = 26
_NEAR_ROWS: Final = 99_999
_MARKS: Final = (b't="e"', b"</f></c>", b"</f><v></v>", b"</f><v/>", b"</f><v />")
_FAR: Final = re.compile(rb'r="(?:([A-Z]{2,3})(\d{1,7})|[A-Z](\d{6,7}))"')
_PLACE: Final = re.compile(rb'r="([A-Z]{1,3})(\d{1,7})"')
_VALUE: Final = re.compile(rb"<(?:\w+:)?v>([^<]+)<")
_RELATION: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_MAX_CONTENTS: Final = 1 << 20

Place = tuple[int, int]


@dataclass(slots=True)
class _Scan:
    """What the XML of a worksheet holds that the reader of values does not tell.

    Attributes:
        faults: error per (row, column), both counted from 0.
        rows: number of the last row, at least.
        columns: number of the last column, at least.
    """

    faults: dict[Place, str] = field(default_factory=dict)
    rows: int = _NEAR_ROWS
    columns: int = _ALPHABET


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


def _read_values(path: Path, file: str, scans: Mapping[str, _Scan]) -> XlsxReading:
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
    return XlsxReading(tuple(sheets), tuple(hidden))


def _table(values: CalamineSheet, file: str, scan: _Scan | None) -> Sheet:
    grid = cast("list[list[Cell]]", values.to_python(skip_empty_area=False))
    for (row, column), code in scan.faults.items() if scan else ():
        if row < len(grid) and column < len(grid[row]):
            grid[row][column] = Fault(code)
    for (top, left), (bottom, right) in values.merged_cell_ranges or ():
        if left == right and bottom < len(grid) and left < len(grid[top]):
            for row in range(top + 1, bottom + 1):
                grid[row][left] = grid[top][left]
    numbers = [at for at, row in enumerate(grid, 1) if any(cell != "" for cell in row)]
    rows = grid if len(numbers) == len(grid) else [grid[at - 1] for at in numbers]
    return Sheet(file, values.name, rows, numbers)


def _inspect(path: Path, file: str) -> dict[str, _Scan]:
    """Return per sheet name what a look at the packed XML shows."""
    try:
        with zipfile.ZipFile(path) as archive, path.open("rb") as source:
            check_archive(archive, file)
            parts = {part.filename: part for part in archive.infolist()}
            names = _sheet_parts(archive, parts)
            scans: dict[str, _Scan] = {}
            for part in parts.values():
                scan = _Scan()
                tail = b""
                for piece in unpack(source, part, file):
                    tail = _look(tail + piece, scan)
                if part.filename in names:
                    _check_extent(scan, file, names[part.filename])
                    scans[names[part.filename]] = scan
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


def _look(xml: bytes, scan: _Scan) -> bytes:
    """Note error cells and far cells; return the end that the next piece may continue."""
    for match in _FAR.finditer(xml):
        column, row, row_of_near_column = match.groups()
        scan.rows = max(scan.rows, int(row or row_of_near_column))
        if column:
            scan.columns = max(scan.columns, _index(column) + 1)
    for mark in _MARKS:
        at = xml.find(mark)
        while at >= 0:
            _note_fault(xml, at, scan)
            at = xml.find(mark, at + 1)
    return xml[-_OVERLAP:]


def _note_fault(xml: bytes, at: int, scan: _Scan) -> None:
    start = max(xml.rfind(b"<c ", 0, at), xml.rfind(b":c ", 0, at))
    end = xml.find(b"c>", at)
    if start < 0 or end < 0:
        return
    cell = xml[start:end]
    place, value = _PLACE.search(cell), _VALUE.search(cell)
    if place is not None:
        code = value[1].decode() if value else UNCOMPUTED
        scan.faults[int(place[2]) - 1, _index(place[1])] = code


def _check_extent(scan: _Scan, file: str, sheet: str) -> None:
    # A single cell far down or far right makes the reader lay out all cells before it.
    if scan.rows > MAX_ROWS or scan.rows * scan.columns > MAX_CELLS * 2:
        raise DomainError("too_many_rows", file=file, sheet=sheet, size=scan.rows, limit=MAX_ROWS)


def _index(name: bytes) -> int:
    """Return the column counted from 0 that a spreadsheet calls ``name``."""
    index = 0
    for letter in name:
        index = index * _ALPHABET + letter - ord("A") + 1
    return index - 1
