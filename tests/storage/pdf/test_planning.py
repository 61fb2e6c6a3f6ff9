"""Pages in two languages end so that twins stand together and little stays empty."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

import pytest

import resources
from domain.errors import DomainError
from domain.reports.charts import Axis, BarChart, BarSeries, HorizontalBar, HorizontalBars
from domain.reports.tree import Column, Figure, Heading, PageBreak, Paragraph, Row, Section, Table
from storage.pdf.blocks import Setting
from storage.pdf.figures import FigureItem
from storage.pdf.fonts import FontBook
from storage.pdf.items import Stack
from storage.pdf.planning import Planner
from storage.pdf.styles import BOTTOM, TOP, scale
from storage.pdf.twins import Together, TwinRows, lay_twins

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from domain.reports.tree import Block
    from storage.pdf.flow import Item
    from storage.pdf.planning import Plan

_FONTS: Final = FontBook(resources.path("fonts"))
_PAIR: Final = (Setting(scale("zh"), _FONTS), Setting(scale("fr"), _FONTS))
_ROOM: Final = BOTTOM - TOP
# Names this long leave no half of a page to the bars.
_NAMED: Final = BarSeries("飞入地园区孵化楼宇出租率总计", (1.0,))


def _bars(height: float) -> Figure:
    """Return a chart over the page's width, ``height`` millimetres high."""
    return Figure("图1", "准入", BarChart(("甲",), (_NAMED,), Axis(0.0, 1.0), height=height))


def _rows(count: int) -> Figure:
    """Return a chart whose height its rows give, 15 points each."""
    bars = tuple(HorizontalBar("企业", 1.0, "一" * 40) for _ in range(count))
    return Figure("图2", "企业", HorizontalBars(bars, 2.0))


def _text(lines: int) -> Paragraph:
    return Paragraph("\n".join("园区运行总体平稳。" for _ in range(lines)))


_TABLE: Final = Table("表1", "构成", (Column("名"), Column("数", "right")), (Row(("甲", "1")),) * 3)


def _laid(*blocks: Block) -> tuple[Item, ...]:
    section = Section("", "", blocks)
    return tuple(lay_twins(section, section, _PAIR))


def _planned(*blocks: Block) -> Plan:
    return Planner(_ROOM).plan(_laid(*blocks))


def _figures(items: Sequence[Item]) -> Iterator[FigureItem]:
    for item in items:
        if isinstance(item, FigureItem):
            yield item
        elif isinstance(item, Stack):
            yield from _figures(item.items)


def _counts(plan: Plan) -> list[int]:
    """Return how many charts stand on each page."""
    return [len(list(_figures(way.items))) for way in plan.ways]


def test_twins_that_have_no_room_stand_lower_on_the_same_page() -> None:
    plan = _planned(_text(24), _bars(50))
    assert _counts(plan) == [2]
    (way,) = plan.ways
    heights = {item.measured for item in _figures(way.items)}
    (whole,) = {item.measured for item in _figures(_laid(_bars(50)))}
    assert 0.75 * whole <= heights.pop() < whole
    assert not heights
    assert way.empty >= 0
    assert way.flaws > 0


def test_charts_are_not_lower_where_that_brings_nothing_more_onto_the_page() -> None:
    first, second = _planned(_text(36), _bars(60)).ways
    assert list(_figures(first.items)) == []
    (whole,) = {item.measured for item in _figures(_laid(_bars(60)))}
    assert {item.measured for item in _figures(second.items)} == {whole}
    assert second.flaws == 0


def test_a_table_comes_before_charts_that_have_no_room() -> None:
    first, second = _planned(_text(27), _rows(18), _TABLE, Heading("方法"), _text(2)).ways
    assert [type(item) for item in first.items] == [TwinRows, TwinRows]
    charts, method = second.items
    assert isinstance(charts, Together)
    assert isinstance(method, TwinRows)
    # The heading after the table stays behind with what it heads.
    assert len(method.rows) == 2


def test_twins_are_parted_rather_than_leaving_most_of_a_page_empty() -> None:
    # Two charts of two thirds of a page each have no room together with anything.
    plan = _planned(_text(10), _rows(20), _text(10))
    assert _counts(plan) == [1, 1]
    assert plan.ways[0].flaws > 0


def test_twins_with_a_heading_that_take_more_than_a_page_are_parted() -> None:
    plan = _planned(Heading("企业"), _rows(21))
    assert _counts(plan) == [1, 1]
    assert isinstance(plan.ways[0].items[0], TwinRows)


def test_a_page_that_is_asked_for_begins_where_it_is_asked_for() -> None:
    plan = _planned(_text(2), PageBreak(), _bars(40))
    assert _counts(plan) == [0, 2]


def test_a_chart_taller_than_a_page_is_refused() -> None:
    with pytest.raises(DomainError) as refused:
        _planned(_rows(60))
    assert refused.value.key == "pdf.too_tall"


def test_charts_beside_each_other_stand_at_one_height_and_are_lower_together() -> None:
    short = replace(_bars(50), chart=BarChart(("甲",), (BarSeries("甲", (1.0,)),), height=50))
    long = replace(short, title="很长的题目，" * 9)
    sections = [Section("", "", (figure,)) for figure in (short, long)]
    (twins,) = lay_twins(sections[0], sections[1], _PAIR)
    assert isinstance(twins, TwinRows)
    ((left, right),) = twins.rows
    one, other = (next(_figures(stack.items)) for stack in (left, right))
    assert one.heading.height < other.heading.height
    assert one.head_height == other.head_height
    assert twins.lowered(0.8).height < twins.height
    words = _laid(_text(2))[0]
    assert isinstance(words, TwinRows)
    assert words.lowered(0.8) is words


def test_what_is_as_high_as_something_planned_before_is_still_itself() -> None:
    planner = Planner(_ROOM)
    before = _laid(Heading("督办"), _bars(50), _text(6))
    after = _laid(Heading("展望"), _bars(50), _text(6))
    assert [item.height for item in before] == [item.height for item in after]
    for items in (before, after):
        (way,) = planner.plan(items).ways
        assert way.items == items
