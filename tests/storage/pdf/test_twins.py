"""Two languages side by side keep together what belongs together."""

from __future__ import annotations

from dataclasses import replace

import resources
from domain.reports.charts import HorizontalBar, HorizontalBars
from domain.reports.tree import (
    Column,
    Fact,
    Figure,
    Heading,
    Masthead,
    Paragraph,
    Row,
    Section,
    Table,
)
from storage.pdf.blocks import Setting
from storage.pdf.facts import FactsItem
from storage.pdf.fitting import Fit
from storage.pdf.fonts import FontBook
from storage.pdf.pages import paginate
from storage.pdf.styles import scale
from storage.pdf.tables import TableItem
from storage.pdf.twins import TwinRows, lay_twins
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


def test_two_tables_of_many_lines_a_row_stand_over_both_languages() -> None:
    columns = (Column("名"), Column("数", "right"), Column("数", "right"), Column("数", "right"))
    words = "Moins : ce que chacun aurait perçu sans l’enclave inversée, impôts compris"
    long = Row((words, "13 531,9", "15 316,4", "36 437,9"))
    one = Section("", "", (Table("表1", "构成", columns, (long,) * 3),))
    assert [type(item) for item in lay_twins(one, one, _PAIR)] == [TableItem, TableItem]


def test_a_heading_in_two_languages_stands_nearer_to_what_it_heads() -> None:
    before = Section("", "", (Paragraph("前。"), Paragraph("后。")))
    headed = Section("", "", (Heading("前"), Paragraph("后。")))
    gaps = []
    for section in (before, headed):
        (twins,) = lay_twins(section, section, _PAIR)
        assert isinstance(twins, TwinRows)
        gaps.append(twins.height - sum(row[0].height for row in twins.rows))
    assert gaps[1] < gaps[0]


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
