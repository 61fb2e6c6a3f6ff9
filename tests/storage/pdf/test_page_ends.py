"""A page ends between groups of rows, and the pages of a section are filled alike."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

import resources
from domain.reports.charts import HorizontalBar, HorizontalBars
from domain.reports.tree import Column, Figure, Row, Section, Table
from storage.pdf.blocks import Setting, lay
from storage.pdf.fitting import WELL_FILLED
from storage.pdf.fonts import FontBook
from storage.pdf.pages import paginate
from storage.pdf.styles import BOTTOM, TEXT_WIDTH, TOP, scale
from storage.pdf.tables import TableItem
from storage.pdf.twins import lay_twins
from tests.storage.pdf.quarter_2024q4 import DRAFT

if TYPE_CHECKING:
    from storage.pdf.pages import Page

_FONTS = FontBook(resources.path("fonts"))
_SETTING = Setting(scale("zh"), _FONTS)
_PAIR = (_SETTING, _SETTING)


def _grouped(*sizes: int) -> Table:
    """Return a table of groups: each its head and as many rows as asked for."""
    rows: list[Row] = []
    for number, size in enumerate(sizes, start=1):
        rows.append(Row((f"规则R{number}",), "group"))
        rows += [Row((f"第{at}项", str(at))) for at in range(size)]
    return Table("表6", "结算明细", (Column("项目"), Column("元", "right")), tuple(rows))


def _laid(table: Table) -> TableItem:
    (item,) = lay(table, TEXT_WIDTH, _SETTING)
    assert isinstance(item, TableItem)
    return item


def _pages(*blocks: Table | Figure) -> list[Page]:
    return paginate(replace(DRAFT, sections=(Section("五、", "利益共享", blocks),)), _PAIR)


def _filled(page: Page) -> float:
    last = page.items[-1]
    return (last.y + last.item.height - TOP) / (BOTTOM - TOP)


@pytest.mark.parametrize(
    ("sizes", "cut"),
    [
        # Three rows of the second group would stay: its head goes over with them.
        ((20, 12), 21),
        # Seventeen would stay, more than what may be left out: the group is torn.
        ((6, 25), 25),
        # The cut falls between two groups in any case.
        ((24, 10), 25),
        # Nothing but its own head stands over the rows of the only group.
        ((40,), 25),
    ],
)
def test_a_group_goes_over_whole_where_few_of_its_rows_would_stay(
    sizes: tuple[int, ...], cut: int
) -> None:
    item = _laid(_grouped(*sizes))
    room = item.head_height + sum(row.height for row in item.rows[:25]) + 1
    assert item.fitting(room) == cut


def test_a_table_is_torn_where_it_goes_on_within_a_group() -> None:
    item = _laid(_grouped(20, 12))
    whole, _ = item.cut(21)
    assert not whole.torn
    assert not item.cut(21)[1].torn
    assert item.cut(24)[1].torn


def test_rows_in_two_languages_are_torn_where_their_tables_are() -> None:
    torn, whole = (
        lay_twins(section, section, _PAIR)[0].split(400)
        for section in (Section("", "", (_grouped(60),)), Section("", "", (_grouped(16, 12),)))
    )
    assert torn is not None
    assert whole is not None
    assert (torn[0].torn, torn[1].torn) == (False, True)
    assert (whole[0].torn, whole[1].torn) == (False, False)


def test_pages_are_filled_alike_where_a_group_can_go_over() -> None:
    bars = tuple(HorizontalBar(f"企业{at}", 1.0, "1") for at in range(10))
    figure = Figure("图1", "企业", HorizontalBars(bars, 2.0))
    first, second = _pages(replace(_grouped(11, 11, 8), density="tight"), figure, figure)
    assert _filled(first) >= WELL_FILLED
    assert _filled(second) >= WELL_FILLED
    rest = second.items[0].item
    assert isinstance(rest, TableItem)
    assert [row.row.style for row in rest.rows].count("group") == 1
    assert len(rest.rows) == 9


def test_what_fits_no_shorter_page_still_has_a_whole_one() -> None:
    bars = tuple(HorizontalBar(f"企业{at}", 1.0, "1") for at in range(30))
    low = Figure("图2", "企业", HorizontalBars(bars[:12], 2.0))
    pages = _pages(Figure("图1", "企业", HorizontalBars(bars, 2.0)), low)
    assert [_filled(page) >= WELL_FILLED for page in pages] == [True, False]


def test_a_table_without_groups_is_not_torn_to_level_its_pages() -> None:
    plain = replace(_grouped(49), rows=_grouped(49).rows[1:])
    first, _second = _pages(plain)
    assert _filled(first) > 0.9
