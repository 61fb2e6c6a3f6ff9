"""Draw upright bars from zero, stacked or side by side, named at the right or above."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF

from domain.reports.axes import two_lines
from domain.reports.charts import Axis
from ui.charts.data import nice_ticks
from ui.charts.drawn.pen import LINE
from ui.charts.drawn.scale import Plot, axis_room, draw_levels

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from domain.reports.charts import BarChart, BarSeries
    from ui.charts.drawn.pen import ChartPen

    Write = Callable[[float], str]

_LEGEND: Final = 22.0
_SWATCH: Final = 16.0
_WIDEST: Final = 44.0
_FILLED: Final = 0.68
_LABELLED: Final = 0.9
"""Part of the room of a place that bars side by side may fill so that their values stand apart."""
_FEW: Final = 8


@dataclass(frozen=True, slots=True)
class _Frame:
    """Where the bars stand; the room of one value over a bar; the lines of words below."""

    plot: Plot
    step: float
    value: float = 0.0
    lines: int = 1

    def middle(self, category: int) -> float:
        return self.plot.box.left() + (category + 0.5) * self.step

    @property
    def width(self) -> float:
        usual = min(self.step * _FILLED, _WIDEST)
        return max(usual, min(self.step * _LABELLED, self.value))


def draw_bar_chart(pen: ChartPen, chart: BarChart, box: QRectF, write: Write) -> None:
    """Draw the chart in ``box``; ``write`` writes a value for who points at it."""
    legend = _LEGEND if chart.names and any(one.name for one in chart.series) else 0.0
    if legend:
        _draw_names(pen, chart, QRectF(box.left(), box.top(), box.width(), LINE))
    frame = _frame(pen, chart, box.adjusted(0, legend, 0, 0))
    if chart.axis is not None:
        draw_levels(pen, frame.plot)
    else:
        zero = round(frame.plot.down(0))
        line = QRectF(frame.plot.box.left(), zero, frame.plot.box.width(), 1)
        pen.painter.fillRect(line, pen.look.colour("hairline_strong"))
    values = list(_values(pen, chart, frame))
    for _, at in values:
        # The grid gives way to a value; bars, drawn after, do not.
        pen.painter.fillRect(at.adjusted(-2, 1, 2, -1), pen.look.colour("surface"))
    for category in range(len(chart.categories)):
        for one, at in _bars(chart, category, frame):
            pen.bar(at, pen.colour(one.tone), hatched=one.hatch or one.estimate)
        _tell(pen, chart, category, frame, write)
    for words, at in values:
        pen.words(words, at, "centre", colour=pen.look.colour("text"))
    _draw_words(pen, chart, frame)


def _frame(pen: ChartPen, chart: BarChart, box: QRectF) -> _Frame:
    left = axis_room(pen, chart.axis)
    labelled = chart.totals or any(one.labels for one in chart.series)
    above = LINE if labelled else 6.0
    count = max(len(chart.categories), 1)
    step = max(box.width() - left - 8, 20) / count
    few, room = len(chart.categories) <= _FEW, step - 6
    lines = 2 if few and any(pen.width(word) > room for word in chart.categories) else 1
    below = lines * LINE + 6 + (LINE if chart.groups else 0)
    inner = QRectF(
        box.left() + left,
        box.top() + above,
        max(box.width() - left - 8, 20),
        max(box.height() - above - below, 20),
    )
    plot = Plot(inner, Axis(0, count), chart.axis or _fitting(chart))
    return _Frame(plot, inner.width() / count, _values_room(pen, chart), lines)


def _values_room(pen: ChartPen, chart: BarChart) -> float:
    """Return how wide bars side by side are to be for the values over them, 0 without values."""
    if chart.stacked or len(chart.series) == 1:
        return 0.0
    widest = max((pen.width(word) for one in chart.series for word in one.labels), default=0.0)
    return (widest + 4) * len(chart.series) if widest else 0.0


def _fitting(chart: BarChart) -> Axis:
    """Return a range that holds the bars where the chart says none."""
    low = high = 0.0
    for category in range(len(chart.categories)):
        values = [one.values[category] or 0.0 for one in chart.series]
        ups = [value for value in values if value > 0]
        downs = [value for value in values if value < 0]
        high = max(high, sum(ups) if chart.stacked else max(ups, default=0.0))
        low = min(low, sum(downs) if chart.stacked else min(downs, default=0.0))
    ticks = nice_ticks(low, high or 1.0)
    return Axis(ticks[0], ticks[-1])


def _bars(chart: BarChart, category: int, frame: _Frame) -> Iterator[tuple[BarSeries, QRectF]]:
    """Yield the bars of a place and where they stand: on each other or side by side."""
    up = down = 0.0
    first = frame.middle(category) - frame.width / 2
    each = frame.width / max(len(chart.series), 1)
    for number, one in enumerate(chart.series):
        value = one.values[category]
        if value is None or (chart.stacked and not value):
            continue
        start = (up if value > 0 else down) if chart.stacked else 0.0
        top, bottom = sorted((frame.plot.down(start), frame.plot.down(start + value)))
        left = round(first if chart.stacked else first + number * each)
        width = round(frame.width) if chart.stacked else max(round(each) - 1, 2)
        yield one, QRectF(left, top, width, max(bottom - top, 1))
        if value > 0:
            up += value
        else:
            down += value


def _values(pen: ChartPen, chart: BarChart, frame: _Frame) -> Iterator[tuple[str, QRectF]]:
    """Yield the values over stacks, or beyond the ends of bars side by side, and their places."""
    for category in range(len(chart.categories)):
        if chart.stacked and category < len(chart.totals) and chart.totals[category]:
            sums = (max(one.values[category] or 0.0, 0.0) for one in chart.series)
            end = frame.plot.down(sum(sums))
            words = chart.totals[category]
            wide = pen.width(words)
            yield words, QRectF(frame.middle(category) - wide / 2, end - LINE - 1, wide, LINE)
        elif not chart.stacked:
            yield from _values_beside(pen, chart, category, frame)


def _values_beside(
    pen: ChartPen, chart: BarChart, category: int, frame: _Frame
) -> Iterator[tuple[str, QRectF]]:
    """Yield the values of a place, one a line further where another stands already."""
    width = frame.width / max(len(chart.series), 1)
    first = frame.middle(category) - frame.width / 2
    taken: list[QRectF] = []
    for number, one in enumerate(chart.series):
        value = one.values[category]
        if value is None or category >= len(one.labels) or not one.labels[category]:
            continue
        away = -LINE if value >= 0 else LINE
        x, wide = round(first + number * width) + width / 2, pen.width(one.labels[category])
        end = frame.plot.down(value) + min(0, away) + away / LINE
        place = QRectF(x - wide / 2, end, wide, LINE)
        if any(place.intersects(each) for each in taken):
            place.translate(0, away)
        taken.append(place)
        yield one.labels[category], place


def _tell(pen: ChartPen, chart: BarChart, category: int, frame: _Frame, write: Write) -> None:
    if not pen.telling:
        return
    lines = [_full_name(chart, category)]
    for one in chart.series:
        value = one.values[category]
        lines.append(f"{one.name}  {'—' if value is None else write(value)}".strip())
    box = frame.plot.box
    left = box.left() + category * frame.step
    pen.tell(QRectF(left, box.top() - LINE, frame.step, box.height() + LINE), "\n".join(lines))


def _full_name(chart: BarChart, category: int) -> str:
    """Return the word of a place with that of its group."""
    place = category
    for group in chart.groups:
        if place < group.count:
            return " ".join(part for part in (group.label, chart.categories[category]) if part)
        place -= group.count
    return chart.categories[category]


def _draw_words(pen: ChartPen, chart: BarChart, frame: _Frame) -> None:
    """Write categories, then the groups.

    Few of them are all named, on two lines where one has no room; of many, those that have room.
    """
    y = frame.plot.box.bottom() + 4 + LINE / 2
    widest = max((pen.width(word) for word in chart.categories), default=0.0) + 6
    few = len(chart.categories) <= _FEW
    every = 1 if few or not frame.step else max(1, -int(-widest // frame.step))
    for category, word in enumerate(chart.categories):
        if category % every == 0:
            room = frame.step - 6 if few else pen.width(word)
            at = QRectF(frame.middle(category) - room / 2, y - LINE / 2, room, LINE)
            for line in (word,) if pen.width(word) <= room else two_lines(word):
                pen.words(line, at, "centre")
                at.translate(0, LINE)
    first = 0
    for group in chart.groups:
        middle = frame.plot.box.left() + (first + group.count / 2) * frame.step
        below = y + frame.lines * LINE
        pen.label(group.label, middle, below, "centre", colour=pen.look.colour("text_secondary"))
        first += group.count


def _draw_names(pen: ChartPen, chart: BarChart, at: QRectF) -> None:
    x = at.left()
    for one in chart.series:
        if not one.name:
            continue
        box = QRectF(x, at.center().y() - 5, 10, 10)
        pen.bar(box, pen.colour(one.tone), hatched=one.hatch or one.estimate)
        words = " ".join(part for part in (one.name, one.end_label) if part)
        pen.label(words, x + _SWATCH, at.center().y(), colour=pen.look.colour("text"))
        x += _SWATCH + pen.width(words) + 16
    if chart.total is not None:
        words = " ".join(chart.total)
        pen.label(words, x, at.center().y(), colour=pen.look.colour("text"), strong=True)
