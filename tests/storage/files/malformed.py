"""Files as they should not be, made by hand, each with what the import must say of it."""

from __future__ import annotations

import json
import re
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import xlsxwriter

from tests.storage.files.conftest import SAMPLE

Make = Callable[[Path], None]
HEADINGS: Final = ("企业编号", "企业名称", "季度", "营业收入（万元）", "从业人员（人）")
ROW: Final = ("QH001", "杭州砺垣气动科技有限公司", "2024Q3", 10.5, 30)
CSV: Final = "企业编号,季度,营业收入（万元）,从业人员（人）\r\n"


def book(*rows: tuple[object, ...], sheet: str = "数据") -> Make:
    """Return what writes a workbook of one sheet with these rows."""

    def make(path: Path) -> None:
        workbook = xlsxwriter.Workbook(path)
        page = workbook.add_worksheet(sheet)
        for at, row in enumerate(rows):
            page.write_row(at, 0, row)
        workbook.close()

    return make


def text(content: str, encoding: str = "utf-8") -> Make:
    """Return what writes a text file."""
    return raw(content.encode(encoding))


def raw(content: bytes) -> Make:
    """Return what writes bytes."""

    def make(path: Path) -> None:
        path.write_bytes(content)

    return make


def plain(content: object) -> Make:
    """Return what writes JSON."""
    return text(json.dumps(content, ensure_ascii=False))


def edited(change: Callable[[dict[str, bytes]], None]) -> Make:
    """Return what writes a good workbook with some parts of the archive changed."""

    def make(path: Path) -> None:
        book(HEADINGS, ROW)(path)
        with zipfile.ZipFile(path) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
        change(parts)
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in parts.items():
                archive.writestr(name, content)

    return make


def _in_sheet(old: bytes, new: bytes) -> Callable[[dict[str, bytes]], None]:
    def change(parts: dict[str, bytes]) -> None:
        name = "xl/worksheets/sheet1.xml"
        assert old in parts[name]
        parts[name] = parts[name].replace(old, new)

    return change


def _without(name: str) -> Callable[[dict[str, bytes]], None]:
    def change(parts: dict[str, bytes]) -> None:
        del parts[name]

    return change


def _without_places(parts: dict[str, bytes]) -> None:
    name = "xl/worksheets/sheet1.xml"
    parts[name] = re.sub(rb'<(c|row) r="[A-Z]*\d+"', rb"<\1", parts[name])


def _in_utf16(parts: dict[str, bytes]) -> None:
    name = "xl/worksheets/sheet1.xml"
    parts[name] = parts[name].decode().replace("UTF-8", "UTF-16").encode("utf-16")


def truncated(share: float) -> Make:
    """Return what writes the beginning of a good workbook."""

    def make(path: Path) -> None:
        whole = (SAMPLE / "leases.xlsx").read_bytes()
        path.write_bytes(whole[: int(len(whole) * share)])

    return make


def bomb(path: Path) -> None:
    """Write a workbook whose sheet is 300 MB of blanks."""
    book(HEADINGS, ROW)(path)
    with (
        zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED, compresslevel=9) as archive,
        archive.open("xl/worksheets/sheet2.xml", "w", force_zip64=True) as part,
    ):
        for _ in range(300):
            part.write(b" " * 1024 * 1024)


def lying_bomb(path: Path) -> None:
    """Write a bomb whose table of contents says that it is small."""
    bomb(path)
    content = bytearray(path.read_bytes())
    at = content.rfind(b"PK\x01\x02")
    struct.pack_into("<L", content, at + 24, 1000)
    path.write_bytes(content)


def flipped(path: Path) -> None:
    """Write a good workbook with bits flipped inside the packed sheet."""
    content = bytearray((SAMPLE / "leases.xlsx").read_bytes())
    for at in range(len(content) // 3, len(content) // 3 + 60):
        content[at] ^= 0x5A
    path.write_bytes(content)


def far_cell(path: Path) -> None:
    """Write a workbook whose second cell is the last that a sheet can have."""
    edited(
        _in_sheet(
            b"</sheetData>", b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
        )
    )(path)


def blank_rows(path: Path) -> None:
    """Write a hundred thousand blank rows between two records."""
    workbook = xlsxwriter.Workbook(path, {"constant_memory": True})
    page = workbook.add_worksheet()
    grey = workbook.add_format({"bg_color": "#EEEEEE"})
    page.write_row(0, 0, HEADINGS)
    page.write_row(1, 0, ROW)
    for at in range(2, 100_000):
        page.write_blank(at, 0, None, grey)
    page.write_row(100_000, 0, ("QH004", "", "2024Q3", 7, 20))
    workbook.close()


def hidden(path: Path) -> None:
    """Write a workbook whose only table is on a hidden sheet."""
    workbook = xlsxwriter.Workbook(path)
    workbook.add_worksheet("封面").write(0, 0, "说明")
    page = workbook.add_worksheet("旧数据")
    page.write_row(0, 0, HEADINGS)
    page.write_row(1, 0, ROW)
    page.hide()
    workbook.close()


def merged(path: Path) -> None:
    """Write a workbook where a firm is merged over its two quarters."""
    workbook = xlsxwriter.Workbook(path)
    page = workbook.add_worksheet()
    middle = workbook.add_format({"align": "center"})
    page.merge_range(0, 0, 0, 4, "季度表", middle)
    page.write_row(1, 0, HEADINGS)
    page.merge_range(2, 0, 3, 0, "QH001", middle)
    page.merge_range(2, 1, 3, 1, ROW[1], middle)
    page.write_row(2, 2, ("2024Q2", 9, 29))
    page.write_row(3, 2, ("2024Q3", 10.5, 30))
    workbook.close()


def formulas(path: Path) -> None:
    """Write a workbook with a formula that was computed and one that never was."""
    workbook = xlsxwriter.Workbook(path)
    page = workbook.add_worksheet()
    page.write_row(0, 0, HEADINGS)
    page.write_row(1, 0, ROW[:3])
    page.write_formula(1, 3, "=5+5.5", None, 10.5)
    page.write(1, 4, 30)
    page.write_row(2, 0, ("QH004", "", "2024Q3"))
    page.write_formula(2, 3, "=1/0", None, "#DIV/0!")
    page.write(2, 4, 20)
    workbook.close()
    edit = _in_sheet(b"<v>10.5</v>", b"")
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    edit(parts)
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)


def two_rows_of_headings(path: Path) -> None:
    """Write a table whose headings stand in two rows, as printed forms have them."""
    book(
        ("企业编号", "企业名称", "季度", "其中：税收", "", "从业人员（人）"),
        ("", "", "", "增值税（万元）", "企业所得税（万元）", ""),
        ("QH001", "", "2024Q3", 1.5, 2.5, 30),
    )(path)


ENTITIES: Final = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaa">]>'

# Name of the file → how it is made, rules that the answer names, records of figures written.
CASES: Final[dict[str, tuple[Make, set[str], int]]] = {
    "empty.xlsx": (raw(b""), {"file_empty"}, 0),
    "empty.csv": (raw(b""), {"file_empty"}, 0),
    "empty.json": (raw(b""), {"file_empty"}, 0),
    "no-sheet-content.xlsx": (book(), {"no_headings"}, 0),
    "only-headings.xlsx": (book(HEADINGS), {"nothing_below"}, 0),
    "only-headings.csv": (text(CSV), {"nothing_below"}, 0),
    "truncated-early.xlsx": (truncated(0.3), {"file_damaged"}, 0),
    "truncated-late.xlsx": (truncated(0.97), {"file_damaged"}, 0),
    "text-called.xlsx": (text(CSV), {"file_damaged"}, 0),
    "picture-called.xlsx": (raw(b"\x89PNG\r\n\x1a\n" + bytes(200)), {"file_damaged"}, 0),
    "old-excel-called.xlsx": (
        raw(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)),
        {"file_encrypted"},
        0,
    ),
    "old.xls": (raw(b"\xd0\xcf\x11\xe0"), {"spreadsheet_type"}, 0),
    "other.ods": (raw(b"PK\x03\x04"), {"spreadsheet_type"}, 0),
    "flipped.xlsx": (flipped, {"file_damaged"}, 0),
    "bomb.xlsx": (bomb, {"file_too_large"}, 0),
    "lying-bomb.xlsx": (lying_bomb, {"file_damaged"}, 0),
    "far-cell.xlsx": (far_cell, {"too_many_rows"}, 0),
    "no-contents.xlsx": (edited(_without("xl/workbook.xml")), {"file_damaged"}, 0),
    "no-relations.xlsx": (edited(_without("xl/_rels/workbook.xml.rels")), {"file_damaged"}, 0),
    "no-sheet.xlsx": (edited(_without("xl/worksheets/sheet1.xml")), {"file_damaged"}, 0),
    "no-strings.xlsx": (edited(_without("xl/sharedStrings.xml")), {"file_damaged"}, 0),
    "broken-xml.xlsx": (edited(_in_sheet(b"</sheetData>", b"<row>")), {"file_damaged"}, 0),
    "entities.xlsx": (
        edited(
            lambda parts: parts.update({"xl/workbook.xml": ENTITIES + parts["xl/workbook.xml"]})
        ),
        {"file_damaged"},
        0,
    ),
    "row-beyond-all.xlsx": (
        edited(_in_sheet(b'<row r="2"', b'<row r="99999999999999999999"')),
        {"too_many_rows", "file_damaged"},
        0,
    ),
    "row-without-number.xlsx": (
        edited(_in_sheet(b'<row r="2"', b'<row r="two"')),
        {"too_many_rows", "file_damaged"},
        0,
    ),
    "cell-beyond-all.xlsx": (
        edited(_in_sheet(b'r="A2"', b'r="A99999999999"')),
        {"too_many_rows", "file_damaged"},
        0,
    ),
    "cell-in-no-column.xlsx": (
        edited(_in_sheet(b'r="A2"', b'r="2A"')),
        {"too_many_rows", "file_damaged"},
        0,
    ),
    "column-beyond-all.xlsx": (
        edited(_in_sheet(b'r="D2"', b'r="ZZZZ2"')),
        {"too_many_rows", "file_damaged"},
        0,
    ),
    "far-in-single-quotes.xlsx": (
        edited(_in_sheet(b'<c r="D2"', b"<c r='XFD1048576'")),
        {"too_many_rows"},
        0,
    ),
    "cells-without-places.xlsx": (edited(_without_places), set(), 1),
    "sheet-in-utf16.xlsx": (edited(_in_utf16), {"file_damaged"}, 0),
    "entities-in-sheet.xlsx": (
        edited(_in_sheet(b"<worksheet", b'<!DOCTYPE x [<!ENTITY a "a">]><worksheet')),
        {"file_damaged"},
        0,
    ),
    "unknown-encoding.xlsx": (
        edited(
            lambda parts: parts.update(
                {"xl/workbook.xml": parts["xl/workbook.xml"].replace(b"UTF-8", b"UT6-8")}
            )
        ),
        {"file_damaged"},
        0,
    ),
    "hidden.xlsx": (hidden, {"hidden_sheet", "no_headings"}, 0),
    "no-headings.xlsx": (book(ROW, ROW), {"no_headings"}, 0),
    "wrong-headings.csv": (text("甲,乙,丙\r\n1,2,3\r\n"), {"no_headings"}, 0),
    "heading-twice.xlsx": (
        book((*HEADINGS, "营业收入（元）"), (*ROW, 105_000)),
        {"heading_twice"},
        0,
    ),
    "blank-rows.xlsx": (blank_rows, set(), 2),
    "merged.xlsx": (merged, set(), 2),
    "two-rows-of-headings.xlsx": (two_rows_of_headings, set(), 1),
    "formulas.xlsx": (formulas, {"formula_not_computed", "excel_error"}, 0),
    "dates-as-text.xlsx": (
        book(HEADINGS, ("QH001", "", "2024-09-30x", 1, 2)),
        {"quarter_invalid"},
        0,
    ),
    "utf16.csv": (text(f"\ufeff{CSV}QH001,2024Q3,10.5,30\r\n", "utf-16-le"), set(), 1),
    "utf16-no-mark.csv": (text(f"{CSV}QH001,2024Q3,10.5,30\r\n" * 1, "utf-16-be"), set(), 1),
    "gb18030.csv": (text(f"{CSV}QH001,2024Q3,10.5,30\r\n", "gb18030"), set(), 1),
    "western.csv": (
        text(
            "N° entreprise;Trimestre;Chiffre d'affaires (k¥);Dépenses de R&D (k¥)\n"
            "QH001;T3 2024;105,5;1\n",
            "cp1252",
        ),
        set(),
        1,
    ),
    "nothing-but-nul.csv": (raw(bytes(4000)), {"encoding_unknown"}, 0),
    "binary.csv": (raw(bytes(range(256)) * 40), {"encoding_unknown", "no_headings"}, 0),
    "huge-field.csv": (text(f'{CSV}"{"x" * 200_000}",2024Q3,1,2\r\n'), {"file_damaged"}, 0),
    "open-quote.csv": (text(f'{CSV}"QH001,2024Q3,1,2\r\n'), {"unknown_firm", "required"}, 0),
    "one-wide-row.csv": (
        text(CSV + "QH001,2024Q3,1,2\r\n" * 900 + "," * 10_000 + "x\r\n"),
        {"too_many_rows"},
        0,
    ),
    "ragged.csv": (text(f"{CSV}QH001,2024Q3\r\nQH004,2024Q3,7,20,9,9,9\r\n"), set(), 2),
    "tabs.txt": (text("企业编号\t季度\t营业收入（元）\nQH001\t2024年三季度\t105000\n"), set(), 1),
    "broken.json": (text('{"number": '), {"json_invalid"}, 0),
    "list.json": (plain([1, 2, 3]), {"document_unknown"}, 0),
    "deep.json": (text("[" * 100_000), {"json_invalid"}, 0),
    "half-meeting.json": (
        plain({"number": "M-1", "date": "2024-01-01", "attendance": []}),
        {"document_incomplete"},
        0,
    ),
    "meeting-of-strangers.json": (
        plain(
            {
                "number": "M-1",
                "date": "2024-01-01",
                "attendance": [{"party": "ZZ", "in": "09:00"}],
                "votes_of_parties": [{"party": "QZ", "name": "衢州市", "votes": 3}],
                "resolutions": [{"id": "R-1", "text": "甲", "result": "adopted", "mover": "ZZ"}],
            }
        ),
        {"unknown_party"},
        0,
    ),
    "half-agreement.json": (
        plain({"id": "A", "parties": [{"id": "X"}], "sharing_rules": [{}]}),
        {"document_incomplete"},
        0,
    ),
    "notes.docx": (raw(b"PK\x03\x04"), {"not_data"}, 0),
}


def make_case(name: str, folder: Path) -> Path:
    """Write the file of a case and return its path."""
    path = folder / name
    make: Any = CASES[name][0]
    make(path)
    return path
