"""Draw time: projects with their milestones, days ahead in lanes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from storage.pdf.drawings.plot import Plot, chart_type
from storage.pdf.palette import (
    BRICK,
    GREY_LIGHT,
    GREY_LINE,
    GRID,
    INK,
    RULE_GRID,
    TEXT,
    TONES,
    WHITE,
)
from storage.pdf.pen import Box
from storage.pdf.text import width_of

if TYPE_CHECKING:
    from domain.reports.charts import Gantt, GanttRow, Milestone
    from domain.reports.diagrams import Calendar, Lane
    from storage.pdf.pen import Pen
    from storage.pdf.styles import Scale

GANTT_ROW: Final = 11.6
_GANTT_HEAD: Final = 14.0
_BAR: Final = 4.2
_LANE_LINE: Final = 8.8


def gantt_height(chart: Gantt) -> float:
    """Return the height of the drawing in points."""
    return _GANTT_HEAD + len(chart.rows) * GANTT_ROW + 6


def draw_gantt(pen: Pen, chart: Gantt, box: Box, scale: Scale) -> None:
    """Draw a line per project: code, name, place, spans and marks, what is said at the right."""
    style, grey = scale.chart, chart_type(scale)
    bold = chart_type(scale, bold=True)

    def widest(words: list[str]) -> float:
        return max((width_of(word, bold, pen.fonts) for word in words), default=0.0)

    name = box.x + max(widest([row.code for row in chart.rows]) + 6, 16.0)
    place = name + widest([row.name for row in chart.rows]) + 8
    places = widest([row.place for row in chart.rows])
    left = max(place + places + 6, box.x + box.width * 0.247)
    remarks = widest([row.remark for row in chart.rows])
    right = min(box.right - remarks - 10, box.x + box.width * 0.78)
    inner = Box(left, box.y + _GANTT_HEAD, right - left, len(chart.rows) * GANTT_ROW)
    plot = Plot(inner, chart.x, chart.x)
    _draw_years(pen, plot, scale)
    for number, row in enumerate(chart.rows):
        middle = inner.y + (number + 0.5) * GANTT_ROW
        pen.middle(row.code, grey, (box.x, middle))
        pen.middle(row.name, style, (name, middle))
        pen.middle(row.place, grey, (left - 5, middle), "right")
        _draw_project(pen, row, plot, middle)
        remark = bold.with_(colour=BRICK) if row.alert else grey
        pen.middle(row.remark, remark, (box.right, middle), "right")
    if chart.cutoff is not None:
        x = plot.across(chart.cutoff)
        ends = (x, inner.y - 2), (x, inner.bottom + 4)
        pen.rule(*ends, width=0.75, colour=BRICK, dash=(2.0, 1.6))


def _draw_years(pen: Pen, plot: Plot, scale: Scale) -> None:
    ticks = plot.x.ticks
    for number, tick in enumerate(ticks):
        x = plot.across(tick.at)
        after = plot.across(ticks[number + 1].at) if number + 1 < len(ticks) else plot.box.right
        pen.rule((x, plot.box.y - 3), (x, plot.box.bottom + 4), width=RULE_GRID, colour=GRID)
        middle = (min((x + after) / 2, plot.box.right), plot.box.y - 8)
        pen.middle(tick.label, chart_type(scale), middle, "centre")


def _draw_project(pen: Pen, row: GanttRow, plot: Plot, middle: float) -> None:
    for part in row.spans:
        start, end = plot.across(part.start), plot.across(part.end)
        if part.thin:
            pen.rule((start, middle), (end, middle), width=0.7, colour=GREY_LINE)
        else:
            bar = Box(start, middle - _BAR / 2, max(end - start, 0.0), _BAR)
            pen.rect(bar, fill=TONES[part.tone])
    for milestone in row.milestones:
        _draw_milestone(pen, milestone, plot.across(milestone.at), middle)


def _draw_milestone(pen: Pen, milestone: Milestone, x: float, y: float) -> None:
    if milestone.shape == "dot":
        pen.circle((x, y), 1.5, fill=WHITE, edge=TEXT, width=0.5)
    elif milestone.shape == "reached":
        pen.rect(Box(x - 0.9, y - 3.8, 1.8, 7.6), fill=WHITE, edge=INK, width=0.6)
    else:
        reach = 2.4
        for sign in (-1, 1):
            ends = (x - reach, y - sign * reach), (x + reach, y + sign * reach)
            pen.rule(*ends, width=1.2, colour=BRICK)


def calendar_height(chart: Calendar) -> float:
    """Return the height of the drawing in points."""
    return 12.0 + len(chart.lanes) * 37.0


def draw_calendar(pen: Pen, chart: Calendar, box: Box, scale: Scale) -> None:
    """Draw lanes with their days; words go over and under the lane where there is room."""
    bold = chart_type(scale, colour=TEXT, bold=True)
    names = max((width_of(lane.name, bold, pen.fonts) for lane in chart.lanes), default=0.0)
    left = box.x + max(names + 8, 58.0)
    inner = Box(left, box.y + 12, box.right - left, box.height - 12)
    plot = Plot(inner, chart.x, chart.x)
    for tick in chart.x.ticks:
        x = plot.across(tick.at)
        pen.rule((x, inner.y - 2), (x, inner.bottom), width=0.5, colour=GREY_LIGHT)
        pen.middle(tick.label, chart_type(scale), (x + 3, box.y + 4))
    pen.rule((box.right, inner.y - 2), (box.right, inner.bottom), width=0.5, colour=GREY_LIGHT)
    for number, lane in enumerate(chart.lanes):
        middle = inner.y + (number + 0.5) * 37.0
        pen.middle(lane.name, bold, (box.x, middle))
        pen.rule((left, middle), (box.right, middle), width=RULE_GRID, colour=GRID)
        _draw_lane(pen, lane, plot, middle, scale)


def _draw_lane(pen: Pen, lane: Lane, plot: Plot, middle: float, scale: Scale) -> None:
    style = chart_type(scale, colour=TEXT)
    # Levels over and under the line: near ones first; each remembers where its words end.
    levels = [-_LANE_LINE, _LANE_LINE, -1.9 * _LANE_LINE, 1.9 * _LANE_LINE]
    taken: list[list[tuple[float, float]]] = [[] for _ in levels]
    for day in lane.appointments:
        x = plot.across(day.at)
        width = width_of(day.text, style, pen.fonts)
        start = min(max(x - width / 2, plot.box.x + 2), plot.box.right - width - 2)
        level = _free_level(taken, start, start + width)
        taken[level].append((start, start + width))
        pen.label(day.text, style, (start, middle + levels[level]))
    for day in lane.appointments:
        _draw_day(pen, lane, plot.across(day.at), middle)


def _free_level(taken: list[list[tuple[float, float]]], start: float, end: float) -> int:
    for level, spans in enumerate(taken):
        if all(end + 4 <= low or start >= high + 4 for low, high in spans):
            return level
    return len(taken) - 1


def _draw_day(pen: Pen, lane: Lane, x: float, y: float) -> None:
    if lane.mark == "square":
        pen.rect(Box(x - 2.2, y - 2.2, 4.4, 4.4), fill=INK)
    elif lane.mark == "ring":
        pen.circle((x, y), 2.4, fill=WHITE, edge=INK, width=1.1)
    else:
        pen.polygon([(x - 2.8, y - 2.4), (x + 2.8, y - 2.4), (x, y + 2.8)], fill=BRICK)
