"""The tables of a report leave for spreadsheets: numbers as numbers, text as text."""

from __future__ import annotations

import csv
import io
import zipfile
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from python_calamine import CalamineWorkbook

import resources
from domain.formatting import Formatter
from domain.numeral import with_unit
from domain.reports.told import tables_of
from domain.reports.tree import (
    Column,
    Columns,
    Document,
    HeadGroup,
    MicroBar,
    Row,
    Section,
    Table,
    TextPanel,
)
from domain.text import Texts
from storage.files.report_tables import tables_csv, tables_xlsx
from tests.storage.pdf.minutes_2024 import MINUTES
from tests.storage.pdf.quarter_2024q4 import QUARTERLY
from tests.storage.pdf.quarter_2024q4_latin import BOTH

if TYPE_CHECKING:
    from collections.abc import Sequence

WRITE = Formatter("zh", Texts(resources.load_texts()))
COLUMNS = (Column("名称"), Column("收入\n万元", "right"), Column("同比", "right"), Column("走势"))
ROWS = (
    Row(
        ("税收", WRITE.number(Decimal("41974.26"), 2), WRITE.percent(-890), MicroBar(1, 2)),
        "subtotal",
    ),
    Row(("一组",), "group"),
    Row(("=1+1", WRITE.number(None), with_unit(WRITE.number(3), "3人"), None), "total"),
)
TABLE = Table(
    "表1",
    "指标",
    COLUMNS,
    ROWS,
    unit="万元",
    note="注：未报不计零。",
    groups=(HeadGroup("本季", 1, 2), HeadGroup("图", 3, 3)),
)


def of(*tables: Table) -> Document:
    """Return minutes of some tables alone."""
    return replace(MINUTES, sections=(Section("", "", tables),))


def sheets(document: Document) -> dict[str, Sequence[Sequence[object]]]:
    """Return the sheets of a report's spreadsheet, read back."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(tables_xlsx(document)))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def test_a_sheet_holds_title_source_heads_numbers_and_note() -> None:
    rows = sheets(of(TABLE))["表1"]
    assert rows[0][0] == "表1 指标 (万元)"
    assert MINUTES.title in str(rows[1][0])
    assert MINUTES.digest in str(rows[1][0])
    assert list(rows[3]) == ["名称", "本季 · 收入 万元", "本季 · 同比"]
    assert list(rows[4]) == ["税收", 41974.26, pytest.approx(-0.089)]
    assert rows[5][0] == "一组"
    assert list(rows[6]) == ["=1+1", "—", 3.0]
    assert rows[8][0] == "注：未报不计零。"


def test_numbers_keep_the_shape_that_the_report_gives_them() -> None:
    with zipfile.ZipFile(io.BytesIO(tables_xlsx(of(TABLE)))) as archive:
        shapes = archive.read("xl/styles.xml").decode()
    assert 'formatCode="#,##0.0%"' in shapes
    assert "#,##0&quot;人&quot;" in shapes
    assert 'formatCode="#,##0.00"' in shapes


def test_signed_and_french_percentages_keep_sign_and_blank() -> None:
    write = Formatter("fr", WRITE.texts)
    columns = (Column("évolution", "right"),)
    cells = (write.relative(Fraction(52, 1000)), write.number(Fraction(12345, 10), 1))
    table = Table("", "Écart", columns, tuple(Row((cell,)) for cell in cells))
    document = replace(of(table), lang="fr")
    with zipfile.ZipFile(io.BytesIO(tables_xlsx(document))) as archive:
        shapes = archive.read("xl/styles.xml").decode()
    shape = "#,##0.0&quot;\u202f&quot;%"
    assert f"+{shape};-{shape};{shape}" in shapes
    assert [list(row) for row in sheets(document)["Écart"][4:]] == [
        [pytest.approx(0.052)],
        [1234.5],
    ]


def _sheet_xml(*tables: Table) -> tuple[str, str]:
    with zipfile.ZipFile(io.BytesIO(tables_xlsx(of(*tables)))) as archive:
        names = archive.read("xl/workbook.xml").decode()
        return archive.read("xl/worksheets/sheet1.xml").decode(), names


def test_a_sheet_is_printed_on_the_width_of_a_page_with_its_head_on_each() -> None:
    sheet, names = _sheet_xml(TABLE)
    assert 'paperSize="9"' in sheet
    assert 'fitToHeight="0"' in sheet
    assert "orientation=" not in sheet.replace('orientation="portrait"', "")
    # Title, source, head, three rows and, after a blank row, the note.
    assert "表1!$A$1:$C$9" in names
    assert "表1!$4:$4" in names
    assert '<mergeCell ref="A2:C2"/>' in sheet
    assert '<mergeCell ref="A9:C9"/>' in sheet


def test_a_wide_sheet_is_printed_across_and_one_column_is_not_merged() -> None:
    long = tuple(Column("很长的栏目名称用于横排打印") for _ in range(6))
    sheet, _names = _sheet_xml(replace(TABLE, columns=long, rows=(), groups=()))
    assert 'orientation="landscape"' in sheet
    one = replace(TABLE, columns=COLUMNS[:1], rows=(Row(("税收",)),), groups=())
    assert "mergeCell" not in _sheet_xml(one)[0]


def test_sheets_of_equal_names_are_told_apart() -> None:
    same = replace(TABLE, number="", title="很长的标题" * 10)
    other = replace(same, title=same.title, unit="")
    names = list(sheets(of(same, other, TABLE)))
    assert len(set(names)) == 3
    assert names[1].endswith(" (2)")
    assert all(len(name) <= 31 for name in names)


def test_both_languages_have_their_own_sheets() -> None:
    found = tables_of(BOTH)
    numbers = [table.number for table in found if table.number]
    assert len(numbers) == len(set(numbers))
    assert {table.number[:2] for table in found if table.number} == {"表1", "Ta"}
    assert len(sheets(BOTH)) == len(found)


def test_tables_inside_columns_and_panels_are_found() -> None:
    panel = TextPanel("说明", "题", (replace(TABLE, number="表2"),))
    section = Section("", "", (Columns((TABLE,), (panel,)),))
    found = tables_of(replace(MINUTES, sections=(section,)))
    assert [table.number for table in found] == ["表1", "表2"]


def test_a_report_without_tables_gives_a_sheet_that_names_it() -> None:
    (rows,) = sheets(of()).values()
    assert MINUTES.title in str(rows[0][0])


def test_one_comma_separated_file_holds_all_tables() -> None:
    lines = list(csv.reader(io.StringIO(tables_csv(of(TABLE, TABLE)).decode("utf-8-sig"))))
    assert lines[1] == []
    assert lines[2] == ["表1 指标 (万元)"]
    assert lines[3] == ["名称", "本季 · 收入 万元", "本季 · 同比"]
    assert lines[4] == ["税收", "41974.26", "-8.9%"]
    assert lines[5] == ["一组"]
    assert lines[6] == ["'=1+1", "—", "3人"]


def test_a_column_without_a_head_on_paper_has_one_in_its_copies() -> None:
    columns = (Column("参数"), Column("数值", "right"), Column("", kind="muted", copied="单位"))
    table = Table("表2", "输入", columns, (Row(("两地距离", WRITE.number(200), "公里")),))
    assert list(sheets(of(table))["表2"][3]) == ["参数", "数值", "单位"]
    assert list(sheets(of(table))["表2"][4]) == ["两地距离", 200.0, "公里"]


@pytest.mark.parametrize("document", [MINUTES, QUARTERLY, BOTH], ids=["minutes", "zh", "zh+fr"])
def test_equal_reports_give_equal_files(document: Document) -> None:
    assert tables_xlsx(document) == tables_xlsx(document)
    assert tables_csv(document) == tables_csv(document)
