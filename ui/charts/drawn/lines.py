"""Draw lines: bands, tinted ranges, cut-offs, words at the ends; small ones in a row."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRectF

from ui.charts.drawn.pen import LINE
from ui.charts.drawn.scale import Plot, axis_room, draw_levels, draw_places, spread

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from PySide6.QtGui import QColor

    from domain.reports.charts import Band, Callout, Cutoff, LineChart, LineSeries, SmallMultiples
    from ui.charts.drawn.pen import ChartPen

    Write = Callable[[float], str]

_GAP: Final = 8.0
_KEYS: Final = 22.0
_SAMPLE: Final = 25.0
_HEAD: Final = 24.0
_FOOT: Final = 26.0
_REACH: Final = 9.0
_MOST_LABEL: Final = 0.4
_MANY: Final = 60
_NEAR: Final = 100.0
_BETWEEN: Final = 4.0
_AWAY: Final = 18.0
_FAR: Final = 28.0
_HALF: Final = 8.0
_EDGE: Final = 2.0
_PARTS: Final = 40
"""Into how many parts a piece of a line is cut to see whether it lies under words."""
_WITHIN: Final = 0.85
"""A line that ends before this part of the width is named at its end, not in the margin."""


def draw_line_chart(pen: ChartPen, chart: LineChart, box: QRectF, write: Write) -> None:
    """Draw the chart in ``box``; ``write`` writes a value for who points at it."""
    box = _under_keys(pen, chart.series, box)
    plot = _plot(pen, chart, box)
    for region in chart.regions:
        left, right = plot.across(region.start), plot.across(region.end)
        at = QRectF(left, plot.box.top(), right - left, plot.box.height())
        pen.painter.fillRect(at, pen.look.colour("band_outer"))
    for number, band in enumerate(chart.bands):
        _draw_band(pen, band, plot, inner=number > 0)
    draw_levels(pen, plot)
    draw_places(pen, plot)
    for one in chart.series:
        _draw_series(pen, one, plot)
        _tell_series(pen, one, plot, write)
    for cutoff in chart.cutoffs:
        _draw_cutoff(pen, cutoff, plot)
    for region in chart.regions:
        for place, words in ((region.start, region.start_label), (region.end, region.end_label)):
            pen.label(
                words, plot.across(place), plot.box.bottom() + 13, "centre",
                colour=pen.look.colour("text"), strong=True,
            )  # fmt: skip
    _draw_callouts(pen, chart, plot)
    _draw_ends(pen, chart, plot, box.right())


def _under_keys(pen: ChartPen, series: Sequence[LineSeries], box: QRectF) -> QRectF:
    """Write the keys of lines at the top, each beside a piece of its line; return what is left."""
    keyed = [one for one in series if one.key]
    x, y = box.left(), box.top() + LINE / 2
    for one in keyed:
        colour = pen.colour(one.tone)
        pen.line([QPointF(x, y), QPointF(x + _SAMPLE, y)], colour, 2.0, one.dash)
        if len(one.dots) > 1:
            pen.dot(QPointF(x + _SAMPLE / 2, y), colour)
        pen.label(one.key, x + _SAMPLE + _GAP, y, colour=pen.look.colour("text"))
        x += _SAMPLE + _GAP + pen.width(one.key) + 2 * _GAP
    return box.adjusted(0, _KEYS, 0, 0) if keyed else box


def _plot(pen: ChartPen, chart: LineChart, box: QRectF) -> Plot:
    left = axis_room(pen, chart.y)
    right = min(_names_room(pen, chart), box.width() * _MOST_LABEL)
    headed = any(each.left or each.right for each in chart.cutoffs) or bool(chart.callouts)
    above = _HEAD if headed else 10.0
    inner = QRectF(
        box.left() + left,
        box.top() + above,
        max(box.width() - left - right, 20),
        max(box.height() - above - _FOOT, 20),
    )
    return Plot(inner, chart.x, chart.y)


def _draw_band(pen: ChartPen, band: Band, plot: Plot, *, inner: bool) -> None:
    upper = [plot.at(x, high) for x, _, high in band.points]
    lower = [plot.at(x, low) for x, low, _ in band.points]
    pen.area([*upper, *reversed(lower)], pen.look.colour("band_inner" if inner else "band_outer"))


def _draw_series(pen: ChartPen, one: LineSeries, plot: Plot) -> None:
    colour = pen.colour(one.tone)
    for stretch in _stretches(one, plot):
        if len(stretch) == 1:
            pen.dot(stretch[0], colour, radius=2.0)
        else:
            pen.line(stretch, colour, 2.0 if one.strong else 1.25, one.dash)
    for dot in one.dots:
        x, y = one.points[dot.index]
        if y is not None:
            pen.dot(plot.at(x, y), colour, filled=dot.filled)


def _stretches(one: LineSeries, plot: Plot) -> Iterator[list[QPointF]]:
    """Yield the parts of a line between its gaps."""
    stretch: list[QPointF] = []
    for x, y in one.points:
        if y is None:
            if stretch:
                yield stretch
            stretch = []
            continue
        at = plot.at(x, y)
        if one.step and stretch:
            stretch.append(QPointF(at.x(), stretch[-1].y()))
        stretch.append(at)
    if stretch:
        yield stretch


def _tell_series(pen: ChartPen, one: LineSeries, plot: Plot, write: Write) -> None:
    """Let the points of a line tell their values; a curve of many only at some."""
    if not pen.telling:
        return
    step = max(1, len(one.points) // _MANY)
    names = {tick.at: tick.label for tick in plot.x.ticks}
    for x, y in one.points[::step]:
        if y is None:
            continue
        at = plot.at(x, y)
        where = names.get(x, "") or write(x)
        text = "\n".join(part for part in (one.name or one.key, f"{where}: {write(y)}") if part)
        pen.tell(QRectF(at.x() - _REACH, at.y() - _REACH, 2 * _REACH, 2 * _REACH), text)


def _draw_cutoff(pen: ChartPen, cutoff: Cutoff, plot: Plot) -> None:
    x = plot.across(cutoff.at)
    colour = pen.look.colour("control_border") if cutoff.tone == "grey" else pen.colour(cutoff.tone)
    words = pen.look.colour("text_secondary") if cutoff.tone == "grey" else colour
    top = plot.box.top() - _HEAD + 4
    pen.line([QPointF(x, top), QPointF(x, plot.box.bottom())], colour, 1.0, cutoff.dash)
    y = plot.box.top() - _HEAD / 2 + 1
    pen.label(cutoff.left, x - 6, y, "right", colour=words)
    pen.label(cutoff.right, x + 6, y, colour=words)


def _draw_callouts(pen: ChartPen, chart: LineChart, plot: Plot) -> None:
    ink = pen.look.colour("text")
    for callout in chart.callouts:
        at = plot.at(callout.x, callout.y)
        pen.dot(at, ink, filled=False)
        place = _beside(pen, callout, plot, chart.series)
        _clear(pen, place)
        pen.words(callout.text, place, "centre", colour=ink, strong=True)


def _beside(pen: ChartPen, callout: Callout, plot: Plot, series: Sequence[LineSeries]) -> QRectF:
    """Return where the word of a dot lies over the fewest lines: over or under it, or beside."""
    at, wide = plot.at(callout.x, callout.y), pen.width(callout.text, strong=True) + 4
    low, high = plot.box.left(), plot.box.right() - wide
    middle = min(max(at.x() - wide / 2, low), high)
    over, under = max(at.y() - 14, plot.box.top() - 8), at.y() + 14
    tops = (under, over) if callout.below else (over, under)
    places = [(middle, y) for y in tops]
    places += [(at.x() + away, at.y()) for away in (_AWAY, _FAR) if at.x() + away <= high]
    places += [
        (at.x() - away - wide, at.y()) for away in (_AWAY, _FAR) if at.x() - away - wide >= low
    ]
    found = [QRectF(x, y - _HALF, wide, 2 * _HALF) for x, y in places]
    lines = [line for one in series for line in _stretches(one, plot)]
    return min(found, key=lambda each: sum(_crosses(each, line) for line in lines))


def _crosses(place: QRectF, line: list[QPointF]) -> bool:
    """Tell whether a line goes through a place, or along its edge."""
    wide = place.adjusted(-_EDGE, -_EDGE, _EDGE, _EDGE)
    return any(
        wide.contains(start + (end - start) * (step / _PARTS))
        for start, end in pairwise(line)
        if _near(wide, start, end)
        for step in range(_PARTS + 1)
    )


def _near(place: QRectF, start: QPointF, end: QPointF) -> bool:
    """Tell whether a stretch may reach a place; of hundreds that make up a line few do."""
    beside = max(start.x(), end.x()) < place.left() or min(start.x(), end.x()) > place.right()
    return not (
        beside or max(start.y(), end.y()) < place.top() or min(start.y(), end.y()) > place.bottom()
    )


def _clear(pen: ChartPen, at: QRectF) -> None:
    """Fade what lies under words within the plot."""
    ground = pen.look.colour("surface")
    ground.setAlpha(215)
    pen.painter.fillRect(at, ground)


@dataclass(frozen=True, slots=True)
class _End:
    """A label at the end of a line: where the line ends, name, value, how they are written."""

    at: QPointF
    name: str
    value: str
    colour: QColor
    strong: bool = False
    swatch: QColor | None = None

    @property
    def words(self) -> str:
        return " ".join(part for part in (self.name, self.value) if part)


def _ends(pen: ChartPen, chart: LineChart, plot: Plot) -> Iterator[_End]:
    """Yield the labels of lines, then those of the edges of bands."""
    for one in chart.series:
        known = [(x, y) for x, y in one.points if y is not None]
        if known and (one.name or one.end_label):
            own, ink = pen.colour(one.tone), pen.words_colour(one.tone)
            swatch = None if own == ink else own
            at = plot.at(*known[-1])
            yield _End(at, one.name, one.end_label, ink, one.strong, swatch)
    note = pen.look.colour("text_note")
    for band in chart.bands:
        if band.points:
            x, low, high = band.points[-1]
            for edge, label in ((low, band.low_label), (high, band.high_label)):
                if label:
                    yield _End(plot.at(x, edge), label, "", note)


def _draw_ends(pen: ChartPen, chart: LineChart, plot: Plot, edge: float) -> None:
    """Write the names in the margin; of a line that ends within the plot, at its end."""
    ends = list(_ends(pen, chart, plot))
    border = plot.box.left() + plot.box.width() * _WITHIN
    within = [end for end in ends if end.at.x() < border]
    outside = [end for end in ends if end.at.x() >= border]
    heights = [end.at.y() for end in outside]
    places = spread(heights, LINE, plot.box.top(), plot.box.bottom())
    left = plot.box.right() + _GAP
    for place, end in zip(places, outside, strict=True):
        _write_end(pen, end, QRectF(left, place - LINE / 2, edge - left, LINE))
    low, high = plot.box.top() + LINE / 2, plot.box.bottom() - LINE / 2
    for cluster in _clusters(within):
        places = spread([end.at.y() for end in cluster], LINE, low, high)
        for place, end in zip(places, cluster, strict=True):
            width = pen.width(end.words, strong=True) + 14
            at = QRectF(
                min(end.at.x() + 6, plot.box.right() - width), place - LINE / 2, width, LINE
            )
            _clear(pen, at)
            _write_end(pen, end, at)


def _clusters(ends: list[_End]) -> list[list[_End]]:
    """Return the ends in groups whose words would lie over each other."""
    found: list[list[_End]] = []
    for end in sorted(ends, key=lambda each: each.at.x()):
        if found and end.at.x() - found[-1][-1].at.x() < _NEAR:
            found[-1].append(end)
        else:
            found.append([end])
    return found


def _write_end(pen: ChartPen, end: _End, at: QRectF) -> None:
    if end.swatch is not None:
        pen.painter.fillRect(QRectF(at.left(), at.center().y() - 4, 8, 8), end.swatch)
        at = at.adjusted(13, 0, 0, 0)
    wide = pen.width(end.words, strong=end.strong)
    if end.name and end.value and wide > at.width():
        # A name that has no room is shortened, its value is not.
        room = pen.width(end.value, strong=end.strong)
        name = at.adjusted(0, 0, -room - _BETWEEN, 0)
        pen.words(end.name, name, colour=end.colour, strong=end.strong)
        value = QRectF(at.right() - room, at.top(), room, at.height())
        pen.words(end.value, value, colour=end.colour, strong=end.strong)
    else:
        pen.words(end.words, at, colour=end.colour, strong=end.strong)
    pen.tell(at, end.words)


def _names_room(pen: ChartPen, chart: LineChart) -> float:
    widest = 0.0
    for one in chart.series:
        last = next((x for x, y in reversed(one.points) if y is not None), chart.x.low)
        if chart.x.share(last) < _WITHIN:
            continue
        words = " ".join(part for part in (one.name, one.end_label) if part)
        swatch = 13 if pen.words_colour(one.tone) != pen.colour(one.tone) else 0
        widest = max(widest, pen.width(words, strong=True) + swatch if words else 0.0)
    for band in chart.bands:
        widest = max(widest, pen.width(band.low_label), pen.width(band.high_label))
    return widest + _GAP if widest > 1 else 8.0


def draw_small_multiples(pen: ChartPen, chart: SmallMultiples, box: QRectF, write: Write) -> None:
    """Draw small charts side by side with common axes; only the first says scale and keys."""
    if chart.panels:
        box = _under_keys(pen, chart.panels[0].series, box)
    left = axis_room(pen, chart.y)
    step = (box.width() - left) / max(len(chart.panels), 1)
    for number, panel in enumerate(chart.panels):
        values = max((pen.width(one.end_label, strong=True) for one in panel.series), default=0)
        x = box.left() + left + number * step
        inner = QRectF(x, box.top() + 24, max(step - values - 16, 20), box.height() - 24 - _FOOT)
        plot = Plot(inner, chart.x, chart.y)
        title = QRectF(x, box.top(), step - 8, 20)
        pen.words(panel.title, title, colour=pen.look.colour("text"), strong=True)
        draw_levels(pen, plot, words=number == 0)
        draw_places(pen, plot, inside=True)
        for one in panel.series:
            _draw_series(pen, one, plot)
            _tell_series(pen, one, plot, write)
            known = [(at, y) for at, y in one.points if y is not None]
            if known and one.end_label:
                at = plot.at(*known[-1])
                ink = pen.words_colour(one.tone)
                pen.label(one.end_label, at.x() + 5, at.y(), colour=ink, strong=True)
