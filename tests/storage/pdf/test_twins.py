"""Two languages side by side keep together what belongs together."""

from __future__ import annotations

from dataclasses import replace

import pytest

import resources
from domain.reports.charts import (
    Axis,
    BarChart,
    Callout,
    HorizontalBar,
    HorizontalBars,
    LineChart,
    LineSeries,
)
from domain.reports.tree import (
    Column,
    Columns,
    Fact,
    Figure,
    Heading,
    Masthead,
    Note,
    Paragraph,
    Row,
    Section,
    Table,
)
from storage.pdf.blocks import Setting
from storage.pdf.facts import FactsItem
from storage.pdf.figures import FigureItem
from storage.pdf.fitting import Fit
from storage.pdf.flow import Item, fill, stack_height
from storage.pdf.fonts import FontBook
from storage.pdf.items import SideBySide, Stack
from storage.pdf.pages import paginate
from storage.pdf.styles import scale
from storage.pdf.tables import TableItem
from storage.pdf.twins import Together, TwinRows, lay_twins
from tests.storage.pdf.quarter_2024q4 import DRAFT

_FONTS = FontBook(resources.path("fonts"))
_PAIR = (Setting(scale("zh"), _FONTS), Setting(scale("fr"), _FONTS))


def test_two_tables_beside_each_other_are_cut_after_the_same_row() -> None:
    short, long = ("甲", "乙"), ("甲", "很长的说明，" * 6)
    columns = (Column("名"), Column("义", wrap=True))
    left, right = (
        Table("表1", "定义", columns, tuple(Row(cells) for _ in range(40)))
        for cells in (short, long)
    )
    (twins,) = lay_twins(Section("", "", (left,)), Section("", "", (right,)), _PAIR)
    room = 400.0
    assert twins.least < room
    parts = twins.split(room)
    assert parts is not None
    first, rest = parts
    assert isinstance(first, TwinRows)
    assert isinstance(rest, TwinRows)
    counts = [
        [len(stack.items[0].rows) for stack in row if isinstance(stack.items[0], TableItem)]
        for part in (first, rest)
        for row in part.rows
    ]
    (one, other), (one_rest, other_rest) = counts
    assert one == other
    assert 40 - one == one_rest == other_rest
    assert first.height <= room


def test_words_of_several_lines_a_row_stay_beside_each_other() -> None:
    columns = (Column("项"), Column("义"))
    long = Row(("甲", "很长的说明，" * 6))
    one = Section("", "", (Table("表1", "定义", columns, (long,) * 3),))
    assert [type(item) for item in lay_twins(one, one, _PAIR)] == [TwinRows]


def test_two_tables_of_many_lines_a_row_stand_over_both_languages() -> None:
    columns = (Column("名"), Column("数", "right"), Column("数", "right"), Column("数", "right"))
    words = "Moins : ce que chacun aurait perçu sans l’enclave inversée, impôts compris"
    long = Row((words, "13 531,9", "15 316,4", "36 437,9"))
    one = Section("", "", (Table("表1", "构成", columns, (long,) * 3),))
    (both,) = lay_twins(one, one, _PAIR)
    assert isinstance(both, Together)
    assert [type(item) for item in both.items] == [TableItem, TableItem]


def test_first_rows_of_two_tables_stand_at_one_height() -> None:
    left, right = (
        Section("", "", (Table("表1", "构成", columns, (Row(("甲", "1")),), unit),))
        for columns, unit in (
            ((Column("名"), Column("数", "right")), "%"),
            ((Column("名"), Column("数\n（人年）", "right")), "很长的单位，" * 8),
        )
    )
    (twins,) = lay_twins(left, right, _PAIR)
    assert isinstance(twins, TwinRows)
    ((one, other),) = twins.rows
    heights = [
        item.head_height
        for stack in (one, other)
        for item in stack.items
        if isinstance(item, TableItem)
    ]
    assert heights[0] == pytest.approx(heights[1])


def test_a_long_pair_that_ends_in_a_heading_goes_over_the_page_with_what_it_heads() -> None:
    words = "很长的一段。" * 40
    wide = tuple(Column(f"很宽的第{at}列标题") for at in range(12))
    table = Table("表1", "宽表", wide, (Row(("甲",) * 12),))
    paragraphs = (Paragraph(words) for _ in range(9))
    section = Section("", "", (*paragraphs, Heading("督办"), table))
    items = lay_twins(section, section, _PAIR)
    twins, *_rest = items
    assert isinstance(twins, TwinRows)
    assert twins.keeps_next
    room = twins.height + 1  # the pair has room, the table after it has not
    first, rest = fill(items, room)
    assert [len(each.rows) for each in first if isinstance(each, TwinRows)] == [9]
    assert isinstance(rest[0], TwinRows)
    assert len(rest[0].rows) == 1
    shorter, _ = fill(items, twins.height / 2)
    assert 0 < sum(each.height for each in shorter) <= twins.height / 2


def test_a_heading_in_two_languages_stands_nearer_to_what_it_heads() -> None:
    before = Section("", "", (Paragraph("前。"), Paragraph("后。")))
    headed = Section("", "", (Heading("前"), Paragraph("后。")))
    gaps = []
    for section in (before, headed):
        (twins,) = lay_twins(section, section, _PAIR)
        assert isinstance(twins, TwinRows)
        gaps.append(twins.height - sum(row[0].height for row in twins.rows))
    assert gaps[1] < gaps[0]


def test_a_heading_in_two_languages_stands_off_what_comes_before_however_close() -> None:
    section = Section("", "", (Paragraph("前。"), Heading("题"), Paragraph("后。")))
    gaps = []
    for fit in (Fit(), Fit(gaps=0.4)):
        (twins,) = lay_twins(section, section, (_PAIR[0].fitted(fit), _PAIR[1].fitted(fit)))
        assert isinstance(twins, TwinRows)
        rows = sum(max(row[0].height, row[1].height) for row in twins.rows)
        gaps.append(twins.height - rows)
    assert gaps == pytest.approx([13 + 3.5, 8 + 0.4 * 3.5])


def test_two_tables_in_two_languages_keep_their_rules_apart_however_close() -> None:
    table = Table("表1", "构成", (Column("名"), Column("数", "right")), (Row(("甲", "1")),))
    section = Section("", "", (table, table))
    fit = Fit(gaps=0.4)
    (twins,) = lay_twins(section, section, (_PAIR[0].fitted(fit), _PAIR[1].fitted(fit)))
    assert isinstance(twins, TwinRows)
    rows = sum(max(row[0].height, row[1].height) for row in twins.rows)
    assert twins.height - rows == pytest.approx(6)


def test_rows_in_two_languages_are_set_closer_with_the_rest_of_the_page() -> None:
    section = Section("", "", (Paragraph("前。"), Paragraph("后。")))
    closer = tuple(setting.fitted(Fit(gaps=0.4)) for setting in _PAIR)
    (plain,) = lay_twins(section, section, _PAIR)
    (tight,) = lay_twins(section, section, (closer[0], closer[1]))
    assert tight.height < plain.height
    assert tight.spacing.before < plain.spacing.before


def test_the_title_and_the_facts_of_a_sheet_stand_beside_each_other_in_two_languages() -> None:
    facts = (Fact("状态", "草案"), Fact("版本", "1"), Fact("种子", "1"))
    blocks = (Masthead("模型说明", "", facts), Paragraph("前。"))
    (twins,) = lay_twins(Section("", "", blocks), Section("", "", blocks), _PAIR)
    assert isinstance(twins, TwinRows)
    assert len(twins.rows) == 2
    left = twins.rows[0][0]
    # Half of the page has room for one column of facts.
    (found,) = (each for each in left.items if isinstance(each, FactsItem))
    assert [len(row) for row in found.rows] == [1, 1, 1]


def _tops(stack: Stack) -> list[float]:
    """Return where each item of a stack begins."""
    return [
        stack_height(stack.items[: at + 1]) - item.height for at, item in enumerate(stack.items)
    ]


def test_heads_of_a_sheet_are_level_although_a_title_and_a_fact_take_more_lines() -> None:
    short = Masthead("考核", "园区", (Fact("期间", "一年"), Fact("得分", "1")))
    long = Masthead("Évaluation " * 4, "Parc", (Fact("Durée", "un an et " * 9), Fact("Note", "1")))
    sections = [Section("", "", (each,)) for each in (short, long)]
    (twins,) = lay_twins(sections[0], sections[1], _PAIR)
    assert isinstance(twins, TwinRows)
    ((left, right),) = twins.rows
    assert left.height == right.height
    assert _tops(left)[2:] == _tops(right)[2:]
    (one, other) = (
        next(each for each in stack.items if isinstance(each, FactsItem)) for stack in (left, right)
    )
    assert one.heights == other.heights
    assert one.heights[0] > one.heights[1]


def test_a_head_without_the_subtitle_of_its_twin_is_left_as_it_is() -> None:
    heads = [Masthead("考核", about, (Fact("得分", "1"),)) for about in ("园区", "")]
    sections = [Section("", "", (each,)) for each in heads]
    (twins,) = lay_twins(sections[0], sections[1], _PAIR)
    assert isinstance(twins, TwinRows)
    ((left, right),) = twins.rows
    assert len(left.items) == len(right.items) + 1
    assert left.height > right.height


def test_the_opening_of_a_section_in_two_languages_does_not_end_a_page() -> None:
    bars = tuple(HorizontalBar(f"企业{at}", 1.0, "1") for at in range(30))
    figure = Figure("图1", "企业", HorizontalBars(bars, 2.0))
    one = Section("一、", "摘要", (figure,), "总体平稳。")
    before = Section("", "", tuple(Paragraph("园区运行总体平稳。" * 5) for _ in range(17)))
    follows = replace(one, twin=one, follows=True)
    (opening, *_) = lay_twins(one, one, _PAIR)
    assert opening.keeps_next
    pages = paginate(replace(DRAFT, sections=(replace(before, twin=before), follows)), _PAIR)
    for page in pages:
        assert not page.items[-1].item.keeps_next


def test_an_opening_before_a_figure_as_tall_as_a_page_stands_alone() -> None:
    bars = tuple(HorizontalBar(f"企业{at}", 1.0, "1") for at in range(43))
    figure = Figure("图1", "企业", HorizontalBars(bars, 2.0))
    one = Section("一、", "摘要", (figure,), "总体平稳。")
    pages = paginate(replace(DRAFT, sections=(replace(one, twin=one),)), _PAIR)
    assert [len(page.items) for page in pages] == [1, 1, 1]


_LEVELS = Axis(0.0, 1.0)
_BARS = Figure("图1", "准入", BarChart(("甲", "乙"), (), _LEVELS))
_NARROW = Table("表2", "退出", (Column("企业"), Column("原因")), (Row(("甲", "经营终止")),))


def _laid(*blocks: object) -> list[Item]:
    section = Section("", "", tuple(blocks))  # type: ignore[arg-type]
    return lay_twins(section, section, _PAIR)


def _inside(items: list[Item]) -> list[type[Item]]:
    """Return what stands in turn in the only item of two languages, which may be parted."""
    (both,) = items
    assert isinstance(both, Together)
    assert both.loose
    return [type(item) for item in both.items]


def _in_turn(*blocks: object) -> list[type[Item]]:
    return _inside(_laid(*blocks))


def test_columns_are_taken_apart_so_that_each_language_keeps_its_side() -> None:
    words, note = Paragraph("评审最慢。"), Note("浅底格为预期路径。")
    one = Section("", "", (Columns((_BARS, _NARROW), (note, words)),))
    # The other language has its text in the other column.
    other = Section("", "", (Columns((_BARS, _NARROW, words), (note,)),))
    (twins,) = lay_twins(one, other, _PAIR)
    assert isinstance(twins, TwinRows)
    kinds = [[type(stack.items[0]) for stack in row] for row in twins.rows]
    assert kinds[:2] == [[FigureItem, FigureItem], [TableItem, TableItem]]
    assert len(kinds) == 4
    assert all(left is right for left, right in kinds)


def test_columns_stay_where_a_table_would_lose_some_of_its_own() -> None:
    head = "同类补贴由两方支付的企业"
    columns = tuple(Column(head, wrap=False, narrow=at < 2) for at in range(5))
    table = Table("表5", "补贴", columns, (Row(("某某企业有限公司",) * 5),))
    assert _in_turn(Columns((table,), (_BARS,), "8+4")) == [SideBySide] * 2


def test_columns_stay_where_a_chart_is_for_more_than_half_of_the_page() -> None:
    assert _in_turn(Columns((_BARS,), (_NARROW,), "7+5")) == [SideBySide] * 2
    assert [type(item) for item in _laid(Columns((_BARS,), (_NARROW,), "5+7"))] == [TwinRows]


def test_columns_of_other_blocks_in_the_other_language_stay_in_turn() -> None:
    one, other = (
        Section("", "", (Columns((_BARS,), right),)) for right in ((_NARROW,), (Note("注。"),))
    )
    assert _inside(lay_twins(one, other, _PAIR)) == [SideBySide] * 2
    more = Section("", "", (Columns((_BARS,), (_NARROW, Note("注。"))),))
    assert _inside(lay_twins(one, more, _PAIR)) == [SideBySide] * 2


def test_lines_with_short_names_stand_beside_each_other_and_other_charts_in_turn() -> None:
    line = LineSeries("孵化", ((0.0, 0.2), (1.0, 0.9)), "97.2")
    chart = LineChart((line,), _LEVELS, _LEVELS)
    told = replace(chart, callouts=(Callout(0.5, 0.5, "转折"),))
    long = replace(chart, series=(replace(line, name="飞入地园区孵化楼宇出租率"),))
    assert [type(item) for item in _laid(Figure("图1", "出租率", chart))] == [TwinRows]
    for other in (told, long):
        assert _in_turn(Figure("图1", "出租率", other)) == [FigureItem] * 2


def test_a_low_table_and_its_twin_stay_on_one_page_and_a_high_one_may_be_cut() -> None:
    wide = tuple(Column("123,456,789.00", "right") for _ in range(9))

    def laid(rows: int) -> list[Item]:
        return _laid(Table("", "", wide, tuple(Row(("1",) * 9) for _ in range(rows))))

    (low,) = laid(3)
    assert isinstance(low, Together)
    assert low.least == low.height
    assert low.split(low.height - 1) is None
    assert not low.loose
    (high,) = laid(12)
    assert isinstance(high, Together)
    assert high.loose
    assert [type(item) for item in laid(30)] == [TableItem] * 2


def test_a_table_keeps_no_column_that_its_twin_has_no_room_for() -> None:
    def table(name: str) -> Table:
        columns = (Column(name), Column("1" * 12, "right"), Column("2" * 12, "right", narrow=False))
        return Table("表1", "甲", columns, (Row((name, "3" * 18, "4" * 18)),) * 3)

    sections = [Section("", "", (table(name),)) for name in ("甲", "Renseignements")]
    (twins,) = lay_twins(sections[0], sections[1], _PAIR)
    assert isinstance(twins, TwinRows)
    tables = [each for stack in twins.rows[0] for each in stack.items]
    assert all(isinstance(each, TableItem) for each in tables)
    counts = [len(each.table.columns) for each in tables if isinstance(each, TableItem)]
    assert counts == [2, 2]
