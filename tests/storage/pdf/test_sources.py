"""A printed page knows which records its cells tell of; the file does not."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import TYPE_CHECKING

from domain.reports.sources import Source
from domain.reports.tree import Column, Row, Section, Table
from storage.pdf import render
from storage.pdf.columns import narrow_table
from storage.pdf.styles import LEFT, TEXT_WIDTH
from tests.storage.pdf.quarter_2024q4 import DRAFT

if TYPE_CHECKING:
    from domain.reports.tree import Document
    from storage.pdf.render import RenderResult

LINE = Source("settlement_line", "l1")
RULE = Source("settlement", "s1")


def _table(*, told: bool) -> Table:
    def sources(*each: tuple[Source, ...]) -> tuple[tuple[Source, ...], ...]:
        return each if told else ()

    rows = (
        Row(("R1",), "group", sources((RULE,))),
        *(Row((f"第{number}项", "5", "1.00")) for number in range(60)),
        Row(("应得", "5", "1.00"), "normal", sources((), (), (LINE, RULE))),
    )
    columns = (Column("项目"), Column("占位", narrow=False), Column("金额", "right"))
    return Table("表1", "结算", columns, rows)


def _printed(table: Table) -> tuple[bytes, RenderResult]:
    document: Document = replace(
        DRAFT, cover=None, sections=(Section("", "利益共享", (table,)),), second_lang=None
    )
    out = io.BytesIO()
    result = render(document, out)
    return out.getvalue(), result


def test_a_cell_knows_its_page_and_place_and_the_file_is_the_same() -> None:
    data, result = _printed(_table(told=True))
    bare, silent = _printed(_table(told=False))
    assert data == bare
    assert silent.places == ()
    assert result.pages == 2
    head, due = result.places
    assert (head.page, head.sources, due.page, due.sources) == (0, (RULE,), 1, (LINE, RULE))
    assert (head.box.x, round(head.box.width, 3)) == (LEFT, round(TEXT_WIDTH, 3))
    # The amount stands in the last column, at the right edge of the page.
    assert round(due.box.right, 3) == round(LEFT + TEXT_WIDTH, 3)
    assert due.box.width < TEXT_WIDTH / 2


def test_a_narrow_table_keeps_the_records_of_the_columns_that_stay() -> None:
    narrow = narrow_table(_table(told=True))
    assert narrow.rows[0].sources == ((RULE,),)
    assert narrow.rows[-1].sources == ((), (LINE, RULE))
    assert narrow.rows[1].sources == ()
