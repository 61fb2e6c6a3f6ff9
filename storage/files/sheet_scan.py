"""Look through the XML of a worksheet before it is read: how far it reaches, which cells err."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Final
from xml.parsers import expat

UNCOMPUTED: Final = "="
"""What stands for the value of a formula that was never computed."""

_ALPHABET: Final = 26
_NEAR_ROWS: Final = 99_999
_MOST_LETTERS: Final = 3
_MOST_DIGITS: Final = 7
_BEYOND: Final = 1 << 20
_REST: Final = 64
_MARKS: Final = (b't="e"', b"</f></c>", b"</f><v></v>", b"</f><v/>", b"</f><v />")
_FAR: Final = re.compile(rb'<c r="(?![A-Z]\d{1,5}")')
_ANY: Final = re.compile(rb'<c r="([A-Z]{1,3})(\d{1,7})"')
_PLACE: Final = re.compile(r"([A-Z]+)(\d+)")
_PLACE_IN: Final = re.compile(rb'r="([A-Z]{1,3})(\d{1,7})"')
_VALUE: Final = re.compile(rb"<(?:\w+:)?v>([^<]+)<")
_STRANGE_ROW: Final = re.compile(rb'<row r="(?!\d{1,7}")')
_LATE_ROW: Final = re.compile(rb'<row r="(\d{6,7})"')

Place = tuple[int, int]
Unpack = Callable[[], Iterator[bytes]]


@dataclass(slots=True)
class SheetScan:
    """What the XML of a worksheet holds that the reader of values does not tell.

    Attributes:
        faults: error per (row, column), both counted from 0.
        rows: number of the last row, at least.
        columns: number of the last column, at least.
    """

    faults: dict[Place, str] = field(default_factory=dict)
    rows: int = _NEAR_ROWS
    columns: int = _ALPHABET


def scan_sheet(unpack: Unpack) -> SheetScan:
    """Return what a worksheet holds, from its XML in pieces.

    Args:
        unpack: start to unpack the worksheet, from its beginning each time.

    Raises:
        ValueError: the XML is not what a spreadsheet program writes.
    """
    scan = SheetScan()
    ordinary = True
    rest = b""
    for piece in unpack():
        _refuse_strange(piece)
        xml = rest + piece
        # Cut before the last cell, so that no cell is looked at in two halves.
        cut = max(xml.rfind(b"<c"), 0) or max(len(xml) - _REST, 0)
        ordinary = _look(xml[:cut], scan) and ordinary
        rest = xml[cut:]
    ordinary = _look(rest, scan) and ordinary
    if not ordinary:
        scan.rows, scan.columns = _measured(unpack())
    return scan


def _refuse_strange(xml: bytes) -> None:
    """Refuse other encodings, and declarations that could swell without measure."""
    if b"\0" in xml or b"<!DOCTYPE" in xml or b"<!ENTITY" in xml:
        message = "not the XML of a spreadsheet"
        raise ValueError(message)


def _look(xml: bytes, scan: SheetScan) -> bool:
    """Note error cells; tell whether every cell says its place in the ordinary way, nearby."""
    for mark in _MARKS:
        at = xml.find(mark)
        while at >= 0:
            _note_fault(xml, at, scan)
            at = xml.find(mark, at + 1)
    cells = xml.count(b"<c ")
    # <col>, <conditionalFormatting>, <customSheetViews>, <cellWatches>, <cfRule> are no cells.
    others = sum(xml.count(tag) for tag in (b"<co", b"<cu", b"<ce", b"<cf"))
    rows = xml.count(b"<row") - xml.count(b"<rowB")
    if (
        xml.count(b"<c") != cells + others
        or xml.count(b'<row r="') != rows
        or xml.count(b":c ") + xml.count(b":row")
        or _STRANGE_ROW.search(xml)
    ):
        return False
    for match in _LATE_ROW.finditer(xml):
        scan.rows = max(scan.rows, int(match[1]))
    if xml.count(b'<c r="') == cells and _FAR.search(xml) is None:
        return True
    found = 0
    for match in _ANY.finditer(xml):
        scan.columns = max(scan.columns, _index(match[1]) + 1)
        scan.rows = max(scan.rows, int(match[2]))
        found += 1
    return cells == found


def _note_fault(xml: bytes, at: int, scan: SheetScan) -> None:
    start = max(xml.rfind(b"<c ", 0, at), xml.rfind(b":c ", 0, at))
    end = xml.find(b"c>", at)
    if start < 0 or end < 0:
        return
    cell = xml[start:end]
    place, value = _PLACE_IN.search(cell), _VALUE.search(cell)
    if place is not None:
        code = value[1].decode() if value else UNCOMPUTED
        scan.faults[int(place[2]) - 1, _index(place[1])] = code


def _measured(pieces: Iterator[bytes]) -> tuple[int, int]:
    """Return last row and last column of a worksheet by parsing all of it.

    Cells that say no place stand to the right of the one before, rows below.
    """
    extent = _Extent()
    parser = expat.ParserCreate()
    parser.StartElementHandler = extent.start
    try:
        for piece in pieces:
            parser.Parse(piece)
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        message = "broken XML"
        raise ValueError(message) from error
    return extent.rows, extent.columns


class _Extent:
    """Follow rows and cells as the reader of values counts them."""

    def __init__(self) -> None:
        self.rows = 0
        self.columns = 0
        self._row = 0
        self._column = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Hear of an element."""
        kind = name.rpartition(":")[2]
        if kind == "row":
            self._row = _number(attributes.get("r", ""), self._row + 1)
            self._column = 0
        elif kind == "c":
            self._row = self._row or 1
            self._cell(attributes.get("r", ""))
        self.rows = max(self.rows, self._row)
        self.columns = max(self.columns, self._column)

    def _cell(self, place: str) -> None:
        match = _PLACE.fullmatch(place)
        if match is None:
            self._column += 1
            # A place that cannot be read may be read otherwise by the reader of values.
            self.rows = max(self.rows, _BEYOND if place else 0)
            return
        letters = match[1]
        self._column = _index(letters.encode()) + 1 if len(letters) <= _MOST_LETTERS else _BEYOND
        self._row = _number(match[2], 0)


def _number(digits: str, otherwise: int) -> int:
    if not digits:
        return otherwise
    if not digits.isdecimal() or len(digits) > _MOST_DIGITS:
        return _BEYOND
    return int(digits)


def _index(name: bytes) -> int:
    """Return the column counted from 0 that a spreadsheet calls ``name``."""
    index = 0
    for letter in name:
        index = index * _ALPHABET + letter - ord("A") + 1
    return index - 1
