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
from storage.pdf.styles import MM
from storage.pdf.text import width_of

if TYPE_CHECKING:
    from domain.reports.charts import Gantt, GanttRow, Milestone
    from domain.reports.diagrams import Calendar, Lane
    from storage.pdf.fonts import FontBook
    from storage.pdf.pen import Pen
    from storage.pdf.styles import Scale

_GANTT_HEAD: Final = 14.0
_BAR: Final = 4.2
_LANE_LINE: Final = 8.0
_LANE_PAD: Final = 4.0
_CALENDAR_HEAD: Final = 12.0


def gantt_height(chart: Gantt) -> float:
    """Return the height of the drawing in points."""
    return _GANTT_HEAD + len(chart.rows) * chart.pitch * MM + 6


def draw_gantt(pen: Pen, chart: Gantt, box: Box, scale: Scale) -> None:
    """Draw a line per project: code, name, place, spans and marks, what is said at the right."""
    style, grey = scale.chart, chart_type(scale)
    bold = chart_type(scale, bold=True)

    def widest(words: list[str]) -> float:
        return max((width_of(word, bold, pen.fonts) for word in words), default=0.0)

    codes = widest([row.code for row in chart.rows])
    name = box.x + (max(codes + 6, 16.0) if codes else 0.0)
    place = name + widest([row.name for row in chart.rows]) + 8
    places = widest([row.place for row in chart.rows])
    left = max(place + places + 6, box.x + box.width * 0.247)
    remarks = widest([row.remark for row in chart.rows])
    right = min(box.right - remarks - 10, box.x + box.width * 0.78)
    pitch = chart.pitch * MM
    inner = Box(left, box.y + _GANTT_HEAD, right - left, len(chart.rows) * pitch)
    plot = Plot(inner, chart.x, chart.x)
    _draw_years(pen, plot, scale)
    for number, row in enumerate(chart.rows):
        middle = inner.y + (number + 0.5) * pitch
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


def calendar_height(chart: Calendar, width: float, scale: Scale, fonts: FontBook) -> float:
    """Return the height of the drawing `width` points wide, in points."""
    left = _lane_left(chart, scale, fonts)
    lanes = (_lay_lane(lane, chart, (left, width), scale, fonts) for lane in chart.lanes)
    return _CALENDAR_HEAD + sum(over + under for _, over, under in lanes)


def draw_calendar(pen: Pen, chart: Calendar, box: Box, scale: Scale) -> None:
    """Draw lanes with their days; words stand over and under the lane where there is room."""
    bold = chart_type(scale, colour=TEXT, bold=True)
    left = _lane_left(chart, scale, pen.fonts)
    top = box.y + _CALENDAR_HEAD
    inner = Box(box.x + left, top, box.width - left, box.height - _CALENDAR_HEAD)
    plot = Plot(inner, chart.x, chart.x)
    for tick in chart.x.ticks:
        x = plot.across(tick.at)
        pen.rule((x, top - 2), (x, inner.bottom), width=0.5, colour=GREY_LIGHT)
        pen.middle(tick.label, chart_type(scale), (x + 3, box.y + 4))
    pen.rule((box.right, top - 2), (box.right, inner.bottom), width=0.5, colour=GREY_LIGHT)
    for lane in chart.lanes:
        labels, over, under = _lay_lane(lane, chart, (left, box.width), scale, pen.fonts)
        middle = top + over
        pen.middle(lane.name, bold, (box.x, middle))
        pen.rule((inner.x, middle), (box.right, middle), width=RULE_GRID, colour=GRID)
        for start, level, text in labels:
            place = (box.x + start, middle + level * _LANE_LINE)
            pen.label(text, chart_type(scale, colour=TEXT), place)
        for day in lane.appointments:
            _draw_day(pen, lane, plot.across(day.at), middle)
        top = middle + under


def _lane_left(chart: Calendar, scale: Scale, fonts: FontBook) -> float:
    bold = chart_type(scale, bold=True)
    names = max((width_of(lane.name, bold, fonts) for lane in chart.lanes), default=0.0)
    return max(names + 8, 58.0)


def _lay_lane(
    lane: Lane, chart: Calendar, edges: tuple[float, float], scale: Scale, fonts: FontBook
) -> tuple[list[tuple[float, int, str]], float, float]:
    """Return the lane's words (left edge, level, text) and the heights over and under its line.

    Level −1 stands over the line, 1 under it, ±2 further out; words never print over words.
    """
    left, right = edges
    style = chart_type(scale)
    taken: dict[int, list[tuple[float, float]]] = {}
    labels: list[tuple[float, int, str]] = []
    for day in lane.appointments:
        x = left + chart.x.share(day.at) * (right - left)
        width = width_of(day.text, style, fonts)
        # From its mark to the right, or it reads as a day of the month before.
        start = min(x, right - width - 2)
        level = _free_level(taken, start, width)
        taken.setdefault(level, []).append((start, start + width))
        labels.append((start, level, day.text))
    over = max([-level for _, level, _ in labels if level < 0], default=0)
    under = max([level for _, level, _ in labels if level > 0], default=0)
    return labels, over * _LANE_LINE + _LANE_PAD, under * _LANE_LINE + _LANE_PAD


def _free_level(taken: dict[int, list[tuple[float, float]]], start: float, width: float) -> int:
    reach = 1
    while True:
        for level in (-reach, reach):
            spans = taken.get(level, [])
            if all(start + width + 5 <= low or start >= high + 5 for low, high in spans):
                return level
        reach += 1


def _draw_day(pen: Pen, lane: Lane, x: float, y: float) -> None:
    if lane.mark == "square":
        pen.rect(Box(x - 2.2, y - 2.2, 4.4, 4.4), fill=INK)
    elif lane.mark == "ring":
        pen.circle((x, y), 2.4, fill=WHITE, edge=INK, width=1.1)
    else:
        pen.polygon([(x - 2.8, y - 2.4), (x + 2.8, y - 2.4), (x, y + 2.8)], fill=BRICK)
