"""Check how items fill columns and pages."""

from __future__ import annotations

import itertools
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

import resources
from domain.errors import DomainError
from domain.reports.charts import (
    Axis,
    BarChart,
    Fan,
    HorizontalBar,
    HorizontalBars,
    LineChart,
    SmallMultiples,
)
from domain.reports.tree import (
    Bullets,
    Column,
    Columns,
    DecisionBox,
    Figure,
    Heading,
    PageBreak,
    Paragraph,
    Row,
    Section,
    Table,
)
from storage.pdf.blocks import Setting, lay, lay_blocks
from storage.pdf.columns import column_widths, fits, narrow_table
from storage.pdf.drawings.plot import narrowed, spread
from storage.pdf.fitting import CLOSER, LOOSER, PLAIN, WELL_FILLED, Fit, lowered
from storage.pdf.fonts import FontBook
from storage.pdf.items import MarkedItem, SideBySide, Stack, TextItem
from storage.pdf.pages import paginate
from storage.pdf.sections import lay_opening
from storage.pdf.styles import BOTTOM, TEXT_WIDTH, TOP, scale, span
from storage.pdf.tables import TableItem
from storage.pdf.twins import Together, TwinRows, lay_twins
from tests.storage.pdf.quarter_2024q4 import DRAFT, QUARTERLY

if TYPE_CHECKING:
    from domain.reports.tree import Language

_FONTS = FontBook(resources.path("fonts"))
_SETTING = Setting(scale("zh"), _FONTS)
_PAIR = (_SETTING, _SETTING)


def _table(rows: int) -> Table:
    return Table(
        "表1",
        "企业名录",
        (Column("企业"), Column("收入", "right")),
        tuple(Row((f"企业{number}", str(number))) for number in range(rows)),
        note="未报企业不计为零。",
    )


def _report(*blocks: object) -> list[list[object]]:
    document = replace(DRAFT, sections=(Section("一、", "摘要", tuple(blocks)),))  # type: ignore[arg-type]
    return [[placed.item for placed in page.items] for page in paginate(document, _PAIR)]


def test_the_grid_is_twelve_columns_with_four_millimetre_gutters() -> None:
    mm = 72 / 25.4
    assert span(6) == pytest.approx(78 * mm, abs=0.01)
    assert span(8) == pytest.approx(105.333 * mm, abs=0.01)
    assert span(4) == pytest.approx(50.667 * mm, abs=0.01)
    assert span(12) == pytest.approx(TEXT_WIDTH)


@pytest.mark.no_cover
@settings(max_examples=60, deadline=None)
@given(
    fillers=some.lists(some.integers(1, 14), min_size=1, max_size=12),
    rows=some.integers(1, 90),
)
def test_no_heading_ends_a_page_and_nothing_stands_under_the_text_area(
    fillers: list[int], rows: int
) -> None:
    blocks: list[object] = []
    for lines in fillers:
        blocks += [Paragraph("园区运行总体平稳。" * 5 * lines), Heading("偏差说明")]
    document = replace(
        DRAFT,
        sections=(Section("一、", "摘要", (*blocks, _table(rows))),),  # type: ignore[arg-type]
    )
    for page in paginate(document, _PAIR):
        last = page.items[-1]
        assert not last.item.keeps_next
        assert last.y >= TOP
        assert last.y + last.item.height <= BOTTOM + 0.01


@pytest.mark.no_cover
@settings(max_examples=40, deadline=None)
@given(rows=some.integers(2, 400))
def test_a_broken_table_keeps_every_row_in_order_and_leaves_none_alone(rows: int) -> None:
    items = [item for page in _report(_table(rows)) for item in page]
    tables = [item for item in items if isinstance(item, TableItem)]
    names = [row.row.cells[0] for part in tables for row in part.rows]
    assert names == [f"企业{number}" for number in range(rows)]
    assert all(len(part.rows) >= min(rows, 2) for part in tables)
    assert [part.note is not None for part in tables] == [False] * (len(tables) - 1) + [True]


def test_a_total_is_not_parted_from_the_row_above_it() -> None:
    rows = tuple(Row((f"企业{number}", "1"), "normal") for number in range(60))
    table = replace(_table(0), rows=(*rows, Row(("合计", "60"), "total")))
    laid = lay(table, TEXT_WIDTH, _SETTING)[0]
    parts = laid.split(laid.height - 12)
    assert parts is not None
    assert isinstance(parts[1], TableItem)
    assert len(parts[1].rows) >= 2


def test_a_page_break_opens_a_page() -> None:
    pages = _report(Paragraph("前。"), PageBreak(), Paragraph("后。"))
    assert len(pages) == 2


def test_each_section_opens_a_page_unless_it_follows() -> None:
    one = Section("一、", "摘要", (Paragraph("短。"),))
    two = Section("二、", "企业", (Paragraph("短。"),))
    apart = replace(DRAFT, sections=(one, two))
    together = replace(DRAFT, sections=(one, replace(two, follows=True)))
    assert len(paginate(apart, _PAIR)) == 2
    assert len(paginate(together, _PAIR)) == 1


def test_a_projection_never_shares_a_page_with_record() -> None:
    one = Section("一、", "摘要", (Paragraph("短。"),))
    model = Section("二、", "推演", (Paragraph("短。"),), stamp="推演，非实绩", follows=True)
    pages = paginate(replace(DRAFT, sections=(one, model)), _PAIR)
    assert [page.projected for page in pages] == [False, True]


def test_what_is_taller_than_a_page_is_refused() -> None:
    bars = tuple(HorizontalBar(f"企业{number}", 1.0, "1") for number in range(80))
    with pytest.raises(DomainError) as refused:
        _report(Figure("图1", "企业", HorizontalBars(bars, 2.0)))
    assert refused.value.key == "pdf.too_tall"


def test_columns_that_overflow_go_on_on_the_next_page() -> None:
    words = Paragraph("园区运行总体平稳。" * 300)
    pages = _report(Columns((words,), (_table(70),)))
    assert len(pages) > 1


def test_a_long_item_of_a_list_goes_on_without_its_mark() -> None:
    pages = _report(Bullets(("园区运行总体平稳。" * 400,)))
    assert len(pages) > 1
    rest = pages[1][0]
    assert isinstance(rest, MarkedItem)
    assert rest.mark == ()


def test_columns_inside_a_column_are_cut_as_well() -> None:
    inner = Columns((Paragraph("园区运行总体平稳。" * 90),), (Paragraph("短。"),))
    pages = _report(Columns((inner,), (Paragraph("短。"),)))
    assert len(pages) > 1


def test_a_stack_is_cut_between_its_items() -> None:
    items = lay_blocks([Paragraph("园区运行总体平稳。" * 9)] * 4, TEXT_WIDTH, _SETTING)
    whole = Stack(tuple(items))
    parts = whole.split(whole.height / 2)
    assert parts is not None
    assert sum(len(part.items) for part in parts if isinstance(part, Stack)) >= 4
    assert whole.split(5) is None
    assert whole.least < whole.height


def test_labels_with_too_little_room_are_spaced_evenly() -> None:
    assert spread([5, 5, 5], 50, 0, 60) == [0, 30, 60]
    assert spread([59, 60], 10, 0, 60) == [50, 60]
    assert spread([], 10, 0, 60) == []


def test_the_sample_report_takes_the_nine_pages_of_its_design() -> None:
    assert len(paginate(QUARTERLY, _PAIR)) == 9


def test_a_row_with_too_few_cells_is_refused_with_its_place() -> None:
    table = replace(_table(1), rows=(Row(("企业1",)),))
    with pytest.raises(ValueError, match="表1 企业名录: row 1 has 1 cells, 2"):
        lay(table, TEXT_WIDTH, _SETTING)


def test_what_is_no_block_is_refused() -> None:
    with pytest.raises(TypeError, match="int is no block"):
        lay(3, TEXT_WIDTH, _SETTING)


@given(
    names=some.lists(some.text("企业所得税", min_size=1, max_size=60), min_size=2, max_size=9),
    width=some.integers(200, 454),
)
def test_columns_always_fill_and_never_leave_the_tables_width(names: list[str], width: int) -> None:
    table = Table("", "", tuple(Column("") for _ in names), (Row(tuple(names)),))
    found = column_widths(table, width, _SETTING.scale, _FONTS)
    assert found.lefts[-1] + found.widths[-1] <= width + 0.1


def test_lists_and_boxes_are_as_high_as_what_they_hold() -> None:
    items = lay_blocks((Bullets(("甲。", "乙。")),), TEXT_WIDTH, _SETTING)
    assert [item.height for item in items] == [17, 17]
    box = lay(DecisionBox("提请审定事项", ("审定。",)), TEXT_WIDTH, _SETTING)[0]
    assert box.height > 15 + 17


@given(
    places=some.lists(some.floats(0, 200), min_size=1, max_size=8),
    distance=some.floats(1, 20),
)
def test_labels_keep_their_distance_and_their_order(places: list[float], distance: float) -> None:
    moved = spread(places, distance, 0, 200)
    order = sorted(range(len(places)), key=places.__getitem__)
    ranked = [moved[index] for index in order]
    assert all(two - one >= distance - 1e-6 for one, two in itertools.pairwise(ranked))
    assert min(moved) >= -1e-6
    assert max(moved) <= 200 + 1e-6


def test_a_logarithmic_axis_puts_ten_half_way_from_one_to_a_hundred() -> None:
    from domain.reports.charts import Axis

    assert Axis(1, 100, log=True).share(10) == pytest.approx(0.5)


# ------------------------------------------------------------------- pages that are well filled


def _last_filled(*blocks: object) -> float:
    document = replace(DRAFT, sections=(Section("一、", "摘要", tuple(blocks)),))  # type: ignore[arg-type]
    last = paginate(document, _PAIR)[-1].items[-1]
    return (last.y + last.item.height - TOP) / (BOTTOM - TOP)


def _rows_of_a_page() -> int:
    """Return how many rows of the table stand on one page under a title without any fitting."""
    return max(rows for rows in range(20, 60) if _height(rows, PLAIN) <= BOTTOM - TOP)


def _height(rows: int, fit: object) -> float:
    setting = _SETTING.fitted(fit)  # type: ignore[arg-type]
    # The title of the section and the space under it come first.
    return 24 + 9.5 + lay(_table(rows), TEXT_WIDTH, setting)[0].height


def test_a_section_that_spills_over_a_little_is_set_closer_on_one_page() -> None:
    rows = _rows_of_a_page() + 2
    assert _height(rows, CLOSER[-1]) <= BOTTOM - TOP
    assert len(_report(_table(rows))) == 1


def test_a_section_of_more_than_a_page_gets_room_rather_than_an_empty_second_page() -> None:
    rows = _rows_of_a_page() + 12
    plain = _height(rows, PLAIN) / (BOTTOM - TOP) - 1
    assert len(_report(_table(rows))) == 2
    assert _last_filled(_table(rows)) > plain + 0.1
    assert LOOSER[0].rows > 0
    assert plain < WELL_FILLED


def test_a_stamp_for_which_the_title_leaves_no_room_stands_under_it() -> None:
    section = Section("8. ", "Scénarios des modèles", (), stamp="Projection, non réalisé")
    wide, half = (
        lay_opening(section, width, scale("fr"), _FONTS)[0] for width in (TEXT_WIDTH, span(6))
    )
    (bare, *_) = lay_opening(replace(section, stamp=""), span(6), scale("fr"), _FONTS)
    assert half.height > bare.height == wide.height


def test_two_tables_set_close_keep_their_rules_apart() -> None:
    (table,) = lay_blocks((_table(3),), TEXT_WIDTH, _SETTING.fitted(CLOSER[-1]))
    assert table.spacing.before >= 6


def test_lower_charts_keep_what_they_tell() -> None:
    axis = Axis(0.0, 1.0)
    line = LineChart((), axis, axis, height=80)
    assert lowered(line, 0.5) == replace(line, height=40)
    assert lowered(BarChart(("a",), (), axis, height=80), 0.5).height == 40  # type: ignore[union-attr]
    fan = lowered(Fan(line), 0.5)
    assert isinstance(fan, Fan)
    assert fan.lines.height == 40
    panels = SmallMultiples((), axis, axis, height=60)
    assert lowered(panels, 0.5).height == 30  # type: ignore[union-attr]
    # A chart is not made lower than it can be read, one that is lower already stays.
    readable = [lowered(replace(line, height=high), 0.5, least=True) for high in (50, 30)]
    assert readable == [replace(line, height=36), replace(line, height=30)]
    bars = HorizontalBars((HorizontalBar("甲", 1.0, "1"),), 2.0)
    assert lowered(bars, 0.5) is bars


def test_a_section_that_may_follow_does_so_only_where_it_saves_a_page() -> None:
    full = Section("一、", "名录", (_table(_rows_of_a_page()),))
    half = Section("二、", "名录", (_table(15),), follows=True)
    assert len(paginate(replace(DRAFT, sections=(full, half)), _PAIR)) == 2
    assert len(paginate(replace(DRAFT, sections=(half, half)), _PAIR)) == 1
    opened = paginate(replace(DRAFT, sections=(full, half)), _PAIR)[1].items[0]
    assert opened.y == TOP


@pytest.mark.parametrize("lang", ["zh", "fr"])
def test_a_table_is_cut_in_the_room_that_it_says_it_needs_at_least(lang: Language) -> None:
    for extra in (0.0, -0.3, -0.9, 1.2, 2.4):
        setting = Setting(scale(lang), _FONTS).fitted(Fit(rows=extra))
        (item,) = lay(_table(64), span(6), setting)
        assert isinstance(item, TableItem)
        assert item.fitting(item.least) > 0


def test_three_sections_share_pages_where_no_two_of_them_save_one() -> None:
    sections = [Section("一、", "名录", (_table(rows),), follows=True) for rows in (54, 68, 62)]

    def pages(*each: Section) -> int:
        return len(paginate(replace(DRAFT, sections=each), _PAIR))

    one, two, three = sections
    assert [pages(one), pages(two), pages(three)] == [2, 2, 2]
    assert [pages(one, two), pages(two, three)] == [4, 4]
    assert pages(one, two, three) == 5


def test_short_columns_stay_on_one_page() -> None:
    words = Paragraph("园区运行总体平稳。" * 12)
    pages = _report(_table(_rows_of_a_page() - 6), Columns((words,), (words,)))
    assert sum(isinstance(item, SideBySide) for page in pages for item in page) == 1


def test_the_head_of_a_group_takes_as_many_lines_as_it_needs() -> None:
    words = "规则R1：税收地方留成分成（第2版，依据R-2022-02，首笔税收起计）" * 3
    table = replace(_table(3), rows=(Row((words,), "group"), *_table(3).rows))
    item = lay(table, 120.0, _SETTING)[0]
    assert isinstance(item, TableItem)
    assert item.rows[0].height > item.rows[1].height * 2


def test_cells_that_wrap_share_the_room_by_what_stands_in_them() -> None:
    rows = (Row(("园区运行总体平稳" * 12, "园区运行总体平稳" * 6)),)
    table = Table("表1", "风险", (Column("风险"), Column("应对")), rows)
    long, short = column_widths(table, TEXT_WIDTH, _SETTING.scale, _FONTS).widths
    assert long == pytest.approx(2 * short, rel=0.05)


def _wide_table(rows: int) -> Table:
    columns = (Column("县"), *(Column(f"第{at}列", "right") for at in range(8)))
    cells = tuple(Row((f"县{at}", *("12,345,678.90",) * 8)) for at in range(rows))
    return Table("表3", "计划与实际", columns, cells, note="横条为比例。")


def test_a_table_too_wide_for_half_a_page_stands_whole_over_both_languages() -> None:
    wide = _wide_table(6)
    assert not fits(narrow_table(wide), span(6), _SETTING.scale, _FONTS)
    section = Section("一、", "回流", (Paragraph("前。"), wide, _table(3)))
    items = lay_twins(section, section, _PAIR)
    (both,) = (item for item in items if isinstance(item, Together))
    tables = [item for item in both.items if isinstance(item, TableItem)]
    assert [len(item.rows) for item in tables] == [6, 6]
    assert [item.width for item in tables] == [TEXT_WIDTH, TEXT_WIDTH]
    assert all(item.note is not None for item in tables)
    # What fits stays side by side, before and after.
    assert [isinstance(item, TwinRows) for item in items] == [True, False, True]


def test_equations_are_not_drawn_apart() -> None:
    text = "区间 = (p + z²/2n ± z·√(p(1−p)/n + z²/4n²)) / (1 + z²/n)；" * 4
    words, equations = (
        lay(Paragraph(text, ragged=ragged), TEXT_WIDTH, _SETTING)[0] for ragged in (False, True)
    )
    assert isinstance(words, TextItem)
    assert isinstance(equations, TextItem)
    assert any(line.extra for line in words.rows)
    assert not any(line.extra for line in equations.rows)


def test_words_of_a_chart_shrink_to_their_place_but_not_under_seven_points() -> None:
    style = scale("fr").chart
    assert narrowed("T3", style, 200, _FONTS) is style
    assert 7 < narrowed("T3 26, un an avant 22", style, 74, _FONTS).size < style.size
    assert narrowed("T3 26, un an avant 22", style, 20, _FONTS).size == 7
