"""What leaves the program: text stays text, equal data give equal files."""

from __future__ import annotations

import csv
import io
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from python_calamine import CalamineWorkbook

import resources
from domain.entities import SPECS
from domain.records import Query
from domain.tables import Heading
from domain.text import Texts
from storage.files.exporting import csv_bytes, export_table, xlsx_bytes
from storage.files.text_reading import read_text_table
from tests.fakes import MemoryRecords

if TYPE_CHECKING:
    from pathlib import Path

    from domain.tables import Cell

TEXTS = Texts(resources.load_texts())
COLUMN = (Heading("name", "名称", "", numeric=False),)
# Ways in which a spreadsheet would take a text for a formula (OWASP, CSV injection).
PAYLOADS = [
    f"{start}{rest}"
    for start in ("=", "+", "-", "@", "\t=", "\r=", "＝", "＋", "－", "＠")
    for rest in (
        "1+1",
        "cmd|' /C calc'!A0",
        'HYPERLINK("x","y")',
        "SUM(A1:A9)",
        "2+5+cmd|' /C calc'!A0",
        "IMPORTXML(A1)",
    )
]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_text_never_becomes_a_formula_in_csv(payload: str) -> None:
    content = csv_bytes(COLUMN, [[payload]]).decode("utf-8-sig")
    (_, row) = csv.reader(io.StringIO(content, newline=""))
    assert row[0] == f"'{payload}"


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_text_never_becomes_a_formula_in_a_spreadsheet(payload: str, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(xlsx_bytes("表", COLUMN, [[payload]]))
    sheet = CalamineWorkbook.from_path(path).get_sheet_by_index(0)
    read = sheet.to_python()[1][0]
    assert isinstance(read, str)
    assert read.strip() == payload.strip()
    assert b"<f>" not in path.read_bytes()


def test_equal_data_give_equal_files() -> None:
    rows: list[list[Cell]] = [["甲", Decimal("1.50")]]
    columns = (*COLUMN, Heading("sum", "金额", "元", numeric=True))
    assert xlsx_bytes("表", columns, rows) == xlsx_bytes("表", columns, rows)
    assert csv_bytes(columns, rows) == csv_bytes(columns, rows)


def test_amounts_are_exact_unknown_is_empty_and_words_are_words(tmp_path: Path) -> None:
    records = MemoryRecords()
    firm = records.add("firm", number="QH001", name_zh="甲", trajectory="I")
    records.add("firm_quarter", firm=firm, quarter="2024Q4", revenue_fen=123_456, headcount=0)
    path = tmp_path / "figures.csv"
    export_table(records, SPECS, Query("firm_quarter"), TEXTS, "zh", path)
    (heads, row) = csv.reader(io.StringIO(path.read_text("utf-8-sig"), newline=""))
    shown = dict(zip(heads, row, strict=True))
    assert shown["营业收入 (元)"] == "1234.56"
    assert shown["从业人员"] == "0"
    assert shown["研发投入 (元)"] == ""
    assert shown["企业"] == "甲"
    assert shown["季度"] == "2024Q4"


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_guarded_text_is_read_back_as_it_was(payload: str, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(csv_bytes(COLUMN, [["甲"], [payload]]))
    assert read_text_table(path, "a.csv").rows[2] == [payload]
