"""Columns that have to give way leave their rows as low as can be."""

from __future__ import annotations

import resources
from domain.reports.tree import Column, Row, Table
from storage.pdf.blocks import Setting, lay
from storage.pdf.fonts import FontBook
from storage.pdf.styles import TEXT_WIDTH, scale
from storage.pdf.tables import TableItem

_SETTING = Setting(scale("zh"), FontBook(resources.path("fonts")))


def _lines(rows: tuple[Row, ...]) -> list[list[int]]:
    """Return how many lines each cell takes."""
    columns = (Column("参数", kind="label", wrap=True), Column("来源", wrap=True))
    (item,) = lay(Table("表1", "参数", columns, rows), TEXT_WIDTH, _SETTING)
    assert isinstance(item, TableItem)
    return [[len(cell.rows) for cell in row.cells] for row in item.rows]


def test_names_are_not_squeezed_beside_one_long_text() -> None:
    name, text = "在飞入地创新的优势占研发投入比例", "企业季报"
    long = "近四个季度均值，未报不计；" * 40
    found = _lines((Row((name, long)), *(Row((name * 2, text)) for _ in range(12))))
    # The one long row takes some lines more, the twelve names one or two, not three and four.
    assert max(names for names, _ in found) <= 2
    assert found[0][1] > 1


def test_a_cell_that_is_no_word_takes_one_line() -> None:
    long = "近四个季度均值，未报不计；" * 20
    found = _lines((Row((long, long)), Row((None, "甲\n乙\n丙"))))
    assert found[1] == [0, 3]
    assert found[0][0] == found[0][1]
