"""Draw vertical bars: stacked or side by side, estimates hatched, names beside the last bar."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from domain.reports.axes import two_lines
from domain.reports.charts import Axis
from storage.pdf.drawings.plot import (
    Plot,
    axis_room,
    chart_type,
    draw_levels,
    spread,
)
from storage.pdf.palette import BRICK, GREY, GREY_LIGHT, GREY_LINE, MID, TEXT, TONES, WHITE
from storage.pdf.pen import Box
from storage.pdf.styles import MM
from storage.pdf.text import width_of

if TYPE_CHECKING:
    from domain.reports.charts import BarChart, BarSeries
    from storage.pdf.pen import Pen
    from storage.pdf.styles import Scale

_LINE: Final = 11.0
_FILL: Final = 0.76
# A few bars on a wide plot stay bars, not walls.
_WIDEST: Final = 48.0
# Bars side by side may fill this part of their place so that their values stand apart.
_LABELLED: Final = 0.92
_SWATCH: Final = 9.0
_NAMES_GAP: Final = 7.0
# A name over a narrow group may hang over it so much.
_OVERHANG: Final = 4.0
# From this share of the scale on, a word over a stack would meet the names of the groups.
_NEAR_TOP: Final = 0.93
_SUMS: Final = 8.0


@dataclass(frozen=True, slots=True)
class _Frame:
    """Where the bars stand: the plot, the width of one category, the room its values ask for.

    `sums` is the room between the plot and the names of the groups over it.
    """

    plot: Plot
    step: float
    values: float = 0.0
    sums: float = 0.0

    def left(self, category: int) -> float:
        return self.plot.box.x + category * self.step


def _taken(frame: _Frame) -> float:
    """Return the width of a category that its bars take together."""
    usual = min(frame.step * _FILL, _WIDEST)
    return max(usual, min(frame.step * _LABELLED, frame.values))


def bar_chart_height(chart: BarChart) -> float:
    """Return the height of the drawing in points."""
    return chart.height * MM


def draw_bar_chart(pen: Pen, chart: BarChart, box: Box, scale: Scale) -> None:
    """Draw the chart in `box`."""
    frame = _frame(pen, chart, box, scale)
    _draw_groups(pen, chart, frame, scale)
    if chart.axis is not None:
        draw_levels(pen, frame.plot, scale)
    for category in range(len(chart.categories)):
        if chart.stacked:
            _draw_stack(pen, chart, category, frame)
        else:
            _draw_side_by_side(pen, chart, category, frame)
    zero = frame.plot.down(0.0)
    pen.rule((frame.plot.box.x, zero), (frame.plot.box.right, zero), width=0.6)
    _draw_words(pen, chart, frame, scale)
    if chart.names and not chart.stacked and _several(chart):
        _draw_key(pen, chart, (frame.plot.box.right + _NAMES_GAP, box.y + 6.0), scale)
    elif chart.names:
        _draw_names(pen, chart, frame, box, scale)


def _frame(pen: Pen, chart: BarChart, box: Box, scale: Scale) -> _Frame:
    left = axis_room(chart.axis, scale, pen.fonts)
    right = _names_room(pen, chart, scale) if chart.names else 0.0
    named = bool(chart.groups) and not chart.groups_below
    above = 15.0 if named else 8.0
    sums = _SUMS if named and _told_near_top(chart) else 0.0
    above += sums
    under = 12.0 if any(chart.categories) else 2.0
    under += 13.0 if chart.groups and chart.groups_below else 0.0
    width = box.width - left - right
    if any(len(lines) > 1 for lines in _lines(pen, chart, width, scale)):
        under += _LINE
    inner = Box(box.x + left, box.y + above, width, box.height - above - under)
    axis = chart.axis or _fitting(chart)
    places = Axis(0.0, float(max(len(chart.categories), 1)))
    step = inner.width / max(len(chart.categories), 1)
    return _Frame(Plot(inner, places, axis), step, _values_room(pen, chart, scale), sums)


def _told_near_top(chart: BarChart) -> bool:
    """Tell whether the word over a stack stands near the top of the scale."""
    if chart.axis is None:
        return False
    told = [at for at, word in enumerate(chart.totals) if word]
    heights = (sum(max(one.values[at] or 0.0, 0.0) for one in chart.series) for at in told)
    return max(map(chart.axis.share, heights), default=0.0) >= _NEAR_TOP


def _values_room(pen: Pen, chart: BarChart, scale: Scale) -> float:
    """Return how wide bars side by side are to be for the values over them, 0 without values."""
    if chart.stacked or not _several(chart):
        return 0.0
    style = chart_type(scale)
    words = [width_of(word, style, pen.fonts) for one in chart.series for word in one.labels]
    return (max(words) + 3.0) * len(chart.series) if words else 0.0


def _several(chart: BarChart) -> bool:
    return len(chart.series) > 1


def _fitting(chart: BarChart) -> Axis:
    high = low = 0.0
    for category in range(len(chart.categories)):
        known = [one.values[category] or 0.0 for one in chart.series]
        if chart.stacked:
            high = max(high, sum(value for value in known if value > 0))
            low = min(low, sum(value for value in known if value < 0))
        else:
            high, low = max(high, *known), min(low, *known)
    if high == low:
        high = 1.0
    # Room for the words over (under) the longest bars.
    room = (high - low) * 0.12
    return Axis(low - (room if low < 0 else 0.0), high + (room if high > 0 else 0.0))


def _draw_groups(pen: Pen, chart: BarChart, frame: _Frame, scale: Scale) -> None:
    if not chart.groups:
        return
    box, style = frame.plot.box, chart_type(scale)
    at = 0
    y = box.bottom + (20.0 if any(chart.categories) else 7.0)
    if not chart.groups_below:
        y = box.y - 9.0 - frame.sums
    for number, group in enumerate(chart.groups):
        left, right = frame.left(at), frame.left(at + group.count)
        if number:
            low = box.bottom + (14.0 if chart.groups_below else 0.0)
            pen.rule((left, box.y - 6.0 - frame.sums), (left, low), width=0.4, colour=GREY_LIGHT)
        # A part of a year too narrow for its name goes without: it would meet the next one.
        if width_of(group.label, style, pen.fonts) <= right - left + _OVERHANG:
            pen.middle(group.label, style, ((left + right) / 2, y), "centre")
        at += group.count


def _draw_stack(pen: Pen, chart: BarChart, category: int, frame: _Frame) -> None:
    width = _taken(frame)
    left = frame.left(category) + (frame.step - width) / 2
    up = down = 0.0
    for one in chart.series:
        value = one.values[category]
        if not value:
            continue
        start = up if value > 0 else down
        top, bottom = sorted((frame.plot.down(start), frame.plot.down(start + value)))
        _draw_bar(pen, one, Box(left, top, width, bottom - top))
        if value > 0:
            up += value
        else:
            down += value


def _draw_side_by_side(pen: Pen, chart: BarChart, category: int, frame: _Frame) -> None:
    width = _taken(frame) / len(chart.series)
    left = frame.left(category) + (frame.step - _taken(frame)) / 2
    for number, one in enumerate(chart.series):
        value = one.values[category]
        if value is None:
            continue
        top, bottom = sorted((frame.plot.down(0.0), frame.plot.down(value)))
        _draw_bar(pen, one, Box(left + number * width, top, width, bottom - top))


def _draw_bar(pen: Pen, one: BarSeries, bar: Box) -> None:
    if one.estimate or one.hatch:
        pen.rect(bar, fill=WHITE)
        pen.hatch(bar)
        dash = (2.2, 1.6) if one.estimate else ()
        pen.rect(bar, edge=TEXT if one.estimate else GREY, width=0.6, dash=dash)
        return
    # A pale bar would vanish on white paper without its edge.
    pen.rect(bar, fill=TONES[one.tone], edge=GREY_LINE if one.tone == "pale" else "", width=0.5)


def _lines(pen: Pen, chart: BarChart, width: float, scale: Scale) -> list[tuple[str, ...]]:
    """Return the words under the bars, in two lines where one has no room and no groups follow."""
    room, grey = width / max(len(chart.categories), 1) - 3.0, chart_type(scale)
    return [
        two_lines(word) if width_of(word, grey, pen.fonts) > room and not chart.groups else (word,)
        for word in chart.categories
    ]


def _draw_words(pen: Pen, chart: BarChart, frame: _Frame, scale: Scale) -> None:
    grey, dark = chart_type(scale), chart_type(scale, colour=TEXT)
    for category, lines in enumerate(_lines(pen, chart, frame.plot.box.width, scale)):
        middle = frame.left(category) + frame.step / 2
        for number, line in enumerate(lines):
            y = frame.plot.box.bottom + 7.0 + number * _LINE
            pen.middle(line, grey, (middle, y), "centre")
        if category < len(chart.totals) and chart.totals[category]:
            known = [one.values[category] or 0.0 for one in chart.series]
            top = frame.plot.down(sum(value for value in known if value > 0))
            pen.label(chart.totals[category], dark, (middle, top - 6.0), "centre")
        _draw_labels(pen, chart, category, frame, scale)


def _draw_labels(pen: Pen, chart: BarChart, category: int, frame: _Frame, scale: Scale) -> None:
    dark = chart_type(scale, colour=TEXT)
    width = frame.step if chart.stacked else _taken(frame) / len(chart.series)
    left = frame.left(category) + (0.0 if chart.stacked else (frame.step - _taken(frame)) / 2)
    for number, one in enumerate(chart.series):
        value = one.values[category]
        word = one.labels[category] if category < len(one.labels) else ""
        if not word or value is None:
            continue
        x = left + width * (0.5 if chart.stacked else number + 0.5)
        y = frame.plot.down(value) + (-6.0 if value >= 0 else 6.0)
        pen.label(word, dark, (x, y), "centre")


def _names_room(pen: Pen, chart: BarChart, scale: Scale) -> float:
    words = [(one.name, one.end_label) for one in chart.series]
    words += [chart.total] if chart.total else []
    bold = chart_type(scale, bold=True)
    names = max((width_of(name, bold, pen.fonts) for name, _ in words), default=0.0)
    values = max((width_of(value, bold, pen.fonts) for _, value in words), default=0.0)
    if not names:
        return 0.0
    swatch = 0.0 if chart.stacked else _SWATCH
    return _NAMES_GAP + swatch + names + (14.0 + values if values else 0.0)


def _draw_names(pen: Pen, chart: BarChart, frame: _Frame, box: Box, scale: Scale) -> None:
    last = len(chart.categories) - 1
    rows: list[tuple[float, str, str, str, bool]] = []
    up = down = 0.0
    for one in chart.series:
        value = (one.values[last] if last >= 0 else None) or 0.0
        start = up if value >= 0 and _rises(one) else down
        middle = frame.plot.down(start + value / 2)
        up, down = up + max(value, 0.0), down + min(value, 0.0)
        rows.append((middle, one.name, one.end_label, _name_colour(one), not one.end_label))
    if chart.total:
        rows.insert(0, (frame.plot.down(up) - 2.0, *chart.total, TEXT, True))
    low = box.y + 6.0
    places = spread([row[0] for row in rows], _LINE, low, frame.plot.box.bottom - 3.0)
    left = frame.plot.box.right + _NAMES_GAP
    for place, (_, name, value_label, colour, bold) in zip(places, rows, strict=True):
        style = chart_type(scale, colour=colour, bold=bold)
        if value_label:
            pen.middle(name, style, (left, place))
            pen.middle(value_label, style, (box.right, place), "right")
        else:
            pen.middle(name, style, (box.right, place), "right")


def _draw_key(pen: Pen, chart: BarChart, at: tuple[float, float], scale: Scale) -> None:
    """Name bars that stand beside each other in their order, each with a piece of its bar."""
    left, y = at
    for one in chart.series:
        if one.name:
            _draw_bar(pen, one, Box(left, y - 3.0, 6.0, 6.0))
            words = " ".join(part for part in (one.name, one.end_label) if part)
            pen.middle(words, chart_type(scale, colour=TEXT), (left + _SWATCH, y))
            y += _LINE


def _rises(one: BarSeries) -> bool:
    return sum(value or 0.0 for value in one.values) >= 0


def _name_colour(one: BarSeries) -> str:
    if one.estimate:
        return BRICK
    if one.end_label:
        return TEXT
    if one.hatch:
        return GREY
    # Sand and pale are too light for words.
    return TONES[one.tone] if one.tone in {"ink", "brick", "dark"} else _darker(one)


def _darker(one: BarSeries) -> str:
    return "#447398" if TONES[one.tone] == MID else TEXT
