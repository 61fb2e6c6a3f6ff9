"""Check that what is drawn is as long, as wide and as marked as its figures say."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

import resources
from domain.reports.charts import (
    Axis,
    BarChart,
    BarSeries,
    Bullet,
    BulletChart,
    Callout,
    CategoryGroup,
    Dot,
    Funnel,
    FunnelStage,
    Gantt,
    GanttRow,
    HorizontalBar,
    HorizontalBars,
    LineChart,
    LineSeries,
    Milestone,
    Panel,
    Share,
    ShareBar,
    SmallMultiples,
    Span,
    Tick,
)
from domain.reports.diagrams import CountGrid, GridRow, Steps, TileColumns
from domain.reports.tree import Figure, MicroBar, Sparkline
from storage.pdf.cells import draw_light, draw_micro_bar, draw_sparkline
from storage.pdf.drawings.bars import draw_bar_chart
from storage.pdf.drawings.calendars import draw_gantt
from storage.pdf.drawings.flow import draw_funnel, draw_steps, draw_tile_columns
from storage.pdf.drawings.grids import count_grid_width, draw_count_grid
from storage.pdf.drawings.lines import draw_line_chart, draw_small_multiples
from storage.pdf.drawings.plot import chart_type
from storage.pdf.drawings.rows import draw_bullets, draw_horizontal_bars, draw_share_bar
from storage.pdf.figures import lay_figure
from storage.pdf.flow import Spacing
from storage.pdf.fonts import FontBook
from storage.pdf.palette import BRICK, INK, LIGHT_AMBER, TONES, channels, on_tone
from storage.pdf.pen import Box, Pen
from storage.pdf.styles import scale
from storage.pdf.text import width_of
from tests.storage.pdf.canvas import Canvas

if TYPE_CHECKING:
    from domain.reports.charts import Tone

_BOX = Box(0, 0, 300, 120)
_ZH = scale("zh")
_EN = scale("en")


@pytest.fixture
def pen() -> Pen:
    """Return a pen on a canvas that remembers."""
    return Pen(Canvas(), FontBook(resources.path("fonts")))


def _bars(*values: float | None, **more: object) -> BarChart:
    series = BarSeries("产值", values, labels=tuple("甲" for _ in values))
    return replace(BarChart(tuple("季" for _ in values), (series,)), **more)  # type: ignore[arg-type]


def test_bars_are_as_high_as_their_values_and_an_unknown_one_is_missing(pen: Pen) -> None:
    draw_bar_chart(pen, _bars(1.0, None, 2.0, 4.0), _BOX, _ZH)
    heights = [bar[3] for bar in pen.canvas.bars(INK)]
    assert len(heights) == 3
    assert [height / heights[0] for height in heights] == pytest.approx([1, 2, 4])


def test_a_part_of_a_year_too_narrow_for_its_name_goes_without(pen: Pen) -> None:
    years = (CategoryGroup("2019年", 1), CategoryGroup("2020年", 4))
    chart = _bars(*(1.0 for _ in range(5)), groups=years, groups_below=True)
    draw_bar_chart(pen, chart, Box(0, 0, 60, 120), _ZH)
    said = "".join(words for words, _, _ in pen.canvas.words)
    assert "2020年" in said
    assert "2019年" not in said
    draw_bar_chart(pen, chart, _BOX, _ZH)
    assert "2019年" in "".join(words for words, _, _ in pen.canvas.words)


def test_a_sum_near_the_top_of_the_scale_stands_clear_of_the_names_of_the_years(pen: Pen) -> None:
    def between(value: float) -> float:
        pen.canvas.words.clear()
        chart = _bars(
            value,
            groups=(CategoryGroup("丁", 1),),
            axis=Axis(0, 100),
            totals=("和",),
            names=False,
        )
        draw_bar_chart(pen, chart, _BOX, _ZH)
        places = {words: y for words, _, y in pen.canvas.words}
        return abs(float(places["和"]) - float(places["丁"]))

    assert between(99.0) >= 9.0
    assert between(50.0) > between(99.0)


def test_bars_side_by_side_stand_on_the_same_line_beside_each_other(pen: Pen) -> None:
    chart = BarChart(
        ("一季",),
        (BarSeries("计划", (4.0,), "mid"), BarSeries("实际", (2.0,), "ink")),
        Axis(0, 5, (Tick(0, "0"), Tick(5, "5"))),
        stacked=False,
    )
    draw_bar_chart(pen, chart, _BOX, _ZH)
    plan, real, *key = pen.canvas.filled
    assert plan[3] == pytest.approx(2 * real[3])
    assert plan[1] == pytest.approx(real[1])
    assert plan[0] + plan[2] == pytest.approx(real[0])
    # Before its name in the margin each has a piece of its bar, one under the other.
    assert [each[4] for each in key] == [plan[4], real[4]]
    assert key[0][0] == key[1][0] > real[0] + real[2]
    beside = [words for words, x, _ in pen.canvas.words if x > key[0][0]]
    assert "".join(beside) == "计划实际"


def test_values_over_bars_side_by_side_do_not_touch(pen: Pen) -> None:
    def series(name: str, *values: float) -> BarSeries:
        return BarSeries(name, values, labels=tuple(f"{value:,.0f}" for value in values))

    chart = BarChart(
        ("Corridor", "Zone"),
        (series("A", 1_009.0, -115.0), series("B", 1_010.0, -116.0), series("C", 1_011.0, -117.0)),
        Axis(-200, 1_200),
        stacked=False,
    )
    draw_bar_chart(pen, chart, _BOX, _EN)
    letter = chart_type(_EN)
    ends = sorted(
        (x, x + width_of(words, letter, pen.fonts))
        for words, x, _ in pen.canvas.words
        if words in {"1,009", "1,010", "1,011"}
    )
    assert all(left[1] < right[0] for left, right in pairwise(ends))


def test_a_stack_is_as_high_as_its_sum_and_negatives_hang(pen: Pen) -> None:
    chart = BarChart(
        ("",),
        (BarSeries("准入", (3.0,)), BarSeries("退出", (-1.0,), "mid")),
        Axis(-2, 4),
    )
    draw_bar_chart(pen, chart, _BOX, _ZH)
    up, down = (bar[:4] for bar in pen.canvas.filled)
    assert up[3] == pytest.approx(3 * down[3])
    assert up[1] == pytest.approx(down[1] + down[3])


def test_an_estimate_is_hatched_with_a_dashed_edge(pen: Pen) -> None:
    chart = BarChart(("",), (BarSeries("未报", (3.0,), estimate=True),), names=False)
    draw_bar_chart(pen, chart, _BOX, _ZH)
    assert pen.canvas.bars(INK) == []
    assert [edge[4] for edge in pen.canvas.edged] == [(2.2, 1.6)]
    assert len(pen.canvas.lines) > 5


def test_a_bar_chart_without_any_value_still_says_its_names(pen: Pen) -> None:
    draw_bar_chart(pen, _bars(None, None), _BOX, _ZH)
    assert "产值" in pen.canvas.said()
    assert pen.canvas.bars(INK) == []


def test_a_word_that_has_no_room_under_its_bar_takes_two_lines(pen: Pen) -> None:
    names = ("lowest start", *(f"Q{at}" for at in range(7)))
    series = BarSeries("output", (1.0,) * len(names))
    draw_bar_chart(pen, BarChart(names, (series,)), Box(0, 0, 240, 120), _EN)
    lines = {words: y for words, _, y in pen.canvas.words}
    assert lines["lowest"] == pytest.approx(lines["Q0"])
    assert abs(lines["start"] - lines["lowest"]) >= 9


def test_a_word_at_a_dot_near_the_edge_stays_within_the_drawing(pen: Pen) -> None:
    far, near = "Hangzhou" * 4, "Quzhou"
    callouts = (Callout(1, 1, far, below=True), Callout(0, 1, near))
    series = LineSeries("", ((0.0, 1.0), (1.0, 1.0)))
    chart = LineChart((series,), Axis(0, 1), Axis(0, 5), callouts=callouts)
    draw_line_chart(pen, chart, _BOX, _EN)
    places = {words: (x, y) for words, x, y in pen.canvas.words}
    letter = chart_type(_EN, colour=INK, bold=True)
    assert places[far][0] + width_of(far, letter, pen.fonts) <= _BOX.right + 0.5
    assert abs(places[far][1] - places[near][1]) == pytest.approx(19)


def test_parts_of_a_share_bar_are_as_wide_as_their_values(pen: Pen) -> None:
    parts = (
        Share("甲", 30, "30%", "30"),
        Share("乙", 60, "60%", "60"),
        Share("丙", 10, "10%", "10"),
    )
    draw_share_bar(pen, ShareBar(parts), _BOX, _ZH)
    widths = [bar[2] + 0.9 for bar in pen.canvas.filled]
    assert widths == pytest.approx([90, 180, 30])


def test_lying_bars_share_one_scale_and_an_unknown_one_has_none(pen: Pen) -> None:
    bars = (
        HorizontalBar("甲", 10, "10"),
        HorizontalBar("乙", None, "—"),
        HorizontalBar("丙", 5, "5", "含估计"),
        HorizontalBar("丁", 99, "99", hatch=True),
    )
    draw_horizontal_bars(pen, HorizontalBars(bars, 10), _BOX, _ZH)
    widths = [bar[2] for bar in pen.canvas.bars(INK)]
    assert widths[0] == pytest.approx(2 * widths[1])
    assert len(widths) == 2
    assert pen.canvas.edged[0][2] == pytest.approx(widths[0])
    assert "—" in pen.canvas.said()


def test_a_measure_fills_its_frame_by_its_share_and_shows_its_target(pen: Pen) -> None:
    chart = BulletChart((Bullet("税收", 27, 54, "27", target=40.5), Bullet("专利", None, 54, "—")))
    draw_bullets(pen, chart, _BOX, _ZH)
    frame = pen.canvas.edged[0]
    assert pen.canvas.bars(INK)[0][2] == pytest.approx(frame[2] / 2)
    # A gap in the bar, and in it the target.
    gap, target = (line[0] for line in pen.canvas.lines)
    assert gap == target == pytest.approx(frame[0] + frame[2] * 0.75)
    assert len(pen.canvas.bars(INK)) == 1


def test_a_micro_bar_is_cut_at_its_full_measure(pen: Pen) -> None:
    draw_micro_bar(pen, MicroBar(50, 100), (0, 10))
    draw_micro_bar(pen, MicroBar(250, 100), (0, 10))
    draw_micro_bar(pen, MicroBar(5, 0), (0, 10))
    half, full, none = (bar[2] for bar in pen.canvas.bars(INK))
    assert (half * 2, none) == pytest.approx((full, 0))


def test_an_alert_bar_is_brick(pen: Pen) -> None:
    draw_micro_bar(pen, MicroBar(1, 2, alert=True), (0, 10))
    assert len(pen.canvas.bars(BRICK)) == 1


def test_a_sparkline_breaks_at_an_unknown_quarter_and_marks_two_points(pen: Pen) -> None:
    line = Sparkline((1.0, 2.0, None, 4.0, 3.0), 4, 0)
    draw_sparkline(pen, line, Box(0, 0, 44, 12))
    assert [len(path.points) for path in pen.canvas.paths] == [2, 2]
    (ago, ago_y, ago_filled), (last, last_y, last_filled) = pen.canvas.circles
    assert (ago, last) == pytest.approx((2, 42))
    assert last_y > ago_y
    assert (ago_filled, last_filled) == (False, True)


def test_a_sparkline_that_never_moves_runs_along_the_middle(pen: Pen) -> None:
    draw_sparkline(pen, Sparkline((0.0, 0.0, 0.0), 2), Box(0, 10, 44, 12))
    ((_, y, _),) = pen.canvas.circles
    middle_above = pen.canvas.paths[0].points
    assert {at for _, at in middle_above} == {y}
    draw_sparkline(pen, Sparkline((0.0, 1.0), 1), Box(0, 10, 44, 12))
    top = pen.canvas.circles[-1][1]
    assert abs(top - y) == pytest.approx(4)  # half of the height that the margins leave


def test_a_sparkline_without_a_known_last_value_marks_none(pen: Pen) -> None:
    draw_sparkline(pen, Sparkline((1.0, 2.0, None), 2), Box(0, 0, 44, 12))
    draw_sparkline(pen, Sparkline((None, None), None), Box(0, 0, 44, 12))
    assert pen.canvas.circles == []


def test_a_line_breaks_at_an_unknown_value_and_steps_hold_theirs(pen: Pen) -> None:
    points = ((0.0, 1.0), (1.0, 2.0), (2.0, None), (3.0, 4.0), (4.0, 4.0))
    one = LineSeries("余额", points, step=True, dots=(Dot(2), Dot(4)))
    chart = LineChart((one,), Axis(0, 4), Axis(0, 5))
    draw_line_chart(pen, chart, _BOX, _ZH)
    assert [len(path.points) for path in pen.canvas.paths] == [3, 3]
    corner = pen.canvas.paths[0].points
    assert corner[0][1] == corner[1][1]
    assert len(pen.canvas.circles) == 1


def test_labels_at_line_ends_do_not_print_over_each_other(pen: Pen) -> None:
    series = tuple(
        LineSeries(name, ((0.0, 1.0), (1.0, end)), "9.99")
        for name, end in (("甲", 3.0), ("乙", 3.01), ("丙", 2.99))
    )
    draw_line_chart(pen, LineChart(series, Axis(0, 1), Axis(0, 5)), _BOX, _ZH)
    heights = sorted(y for words, _, y in pen.canvas.words if words in {"甲", "乙", "丙"})
    assert heights[1] - heights[0] >= 15
    assert heights[2] - heights[1] >= 15


def test_a_line_too_pale_for_words_is_named_behind_a_piece_of_it(pen: Pen) -> None:
    points = ((0.0, 1.0), (1.0, 2.0))
    ink, sand = LineSeries("with", points), LineSeries("without", points, tone="sand")
    draw_line_chart(pen, LineChart((ink, sand), Axis(0, 1), Axis(0, 5)), _BOX, _EN)
    places = {words: x for words, x, _ in pen.canvas.words}
    assert places["without"] > places["with"]
    sample = [line for line in pen.canvas.lines if places["with"] <= line[0] < places["without"]]
    assert [line[1] for line in sample] == [line[3] for line in sample] != []


def test_a_line_that_ends_within_the_plot_is_named_where_it_ends(pen: Pen) -> None:
    short = LineSeries("supply", ((0.0, 1.0), (5.0, 2.0)))
    long = LineSeries("budget", ((0.0, 4.0), (10.0, 4.0)))
    draw_line_chart(pen, LineChart((short, long), Axis(0, 10), Axis(0, 5)), _BOX, _EN)
    places = {words: x for words, x, _ in pen.canvas.words}
    assert places["supply"] < 0.6 * _BOX.right < places["budget"]


def test_panels_without_lines_keep_their_titles(pen: Pen) -> None:
    series = (LineSeries("", ((0.0, None),), "—"),)
    chart = SmallMultiples((Panel("1号楼", series), Panel("2号楼", ())), Axis(0, 1), Axis(0, 1))
    draw_small_multiples(pen, chart, _BOX, _ZH)
    draw_small_multiples(pen, replace(chart, panels=()), _BOX, _ZH)
    assert pen.canvas.said().count("号楼") == 2


def test_stages_of_a_funnel_are_as_wide_as_those_who_came_so_far(pen: Pen) -> None:
    stages = (
        FunnelStage("线索", 64, "64", now="0"),
        FunnelStage("准入", 32, "32", "50%", "3"),
        FunnelStage("毕业", 1, "1", "3%", "1", last=True),
    )
    draw_funnel(pen, Funnel(stages, "累计", "现处"), _BOX, _ZH)
    widths = [bar[2] for bar in pen.canvas.filled]
    assert widths == pytest.approx([widths[0], widths[0] / 2, widths[0] / 64])


def test_a_grid_stands_from_margin_to_margin_and_is_as_wide_as_its_words(pen: Pen) -> None:
    grid = CountGrid(("甲", "乙"), (GridRow("丙", ((1.0, "12"), (1.0, "7"))),))
    draw_count_grid(pen, grid, _BOX, _ZH)
    first, second = pen.canvas.filled
    assert first[2] == pytest.approx(second[2])
    assert second[0] + second[2] == pytest.approx(_BOX.right, abs=1)
    least = count_grid_width(grid, _ZH, pen.fonts)
    (row,) = grid.rows
    for other in (
        replace(grid, rows=(replace(row, cells=((1.0, "989.98（最优）"), (1.0, "7"))),)),
        replace(grid, rows=(replace(row, name="创新在杭州市"),)),
        replace(grid, columns=("to Hangzhou", "to Quzhou")),
    ):
        assert count_grid_width(other, _ZH, pen.fonts) > least + 20


def test_empty_diagrams_draw_nothing(pen: Pen) -> None:
    draw_steps(pen, Steps(()), _BOX, _ZH)
    draw_tile_columns(pen, TileColumns(()), _BOX, _ZH)
    draw_count_grid(pen, CountGrid((), ()), _BOX, _ZH)
    draw_count_grid(pen, CountGrid(("甲",), (GridRow("乙", (None,)),)), _BOX, _ZH)
    assert pen.canvas.filled == []


def test_a_project_is_drawn_from_its_start_to_its_end(pen: Pen) -> None:
    spans = (Span(2020.0, 2021.0, "sand"), Span(2021.0, 2023.0))
    row = GanttRow("01", "砺垣", "龙游", spans, (Milestone(2022.0, "reached"),), "达产")
    draw_gantt(pen, Gantt((row,), Axis(2020, 2024, (Tick(2020, "2020"),))), _BOX, _ZH)
    building, output = pen.canvas.filled[:2]
    assert output[2] == pytest.approx(2 * building[2])
    assert building[0] + building[2] == pytest.approx(output[0])


def test_a_gantt_longer_than_a_page_becomes_several_with_the_note_at_the_last() -> None:
    rows = tuple(GanttRow(str(n), "项目", "龙游", (Span(0, 1),)) for n in range(100))
    figure = Figure("图6", "进度", Gantt(rows, Axis(0, 1)), note="注")
    laid = lay_figure(figure, 453.5, _ZH, FontBook(resources.path("fonts")), Spacing())
    assert [len(item.chart.rows) for item in laid if isinstance(item.chart, Gantt)] == [50, 50]
    assert [item.note is not None for item in laid] == [False, True]
    assert [len(item.entries(0)) for item in laid] == [1, 0]


@pytest.mark.parametrize("state", ["green", "amber", "red", "none"])
def test_one_light_of_three_is_filled_and_none_when_undetermined(pen: Pen, state: str) -> None:
    draw_light(pen, state, (0, 10))  # type: ignore[arg-type]
    shapes = len(pen.canvas.circles) + len(pen.canvas.paths) + len(pen.canvas.edged)
    assert shapes == 3
    squares = len(pen.canvas.filled)
    assert squares == (1 if state == "red" else 0)
    assert (pen.canvas.fill == channels(LIGHT_AMBER)) == (state == "amber")


def _luminance(colour: str) -> float:
    """Return the relative luminance of a colour by WCAG 2."""
    linear = [
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4
        for part in channels(colour)
    ]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


@pytest.mark.parametrize("tone", list(TONES))
def test_words_on_a_bar_can_be_read_on_every_tone(tone: Tone) -> None:
    light, dark = sorted(map(_luminance, (on_tone(tone), TONES[tone])), reverse=True)
    # The least contrast that WCAG 2 asks for text of this size.
    assert (light + 0.05) / (dark + 0.05) >= 4.5
