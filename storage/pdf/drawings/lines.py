"""Draw lines: record solid, comparison dashed, third dotted; bands, regions, cut-offs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from storage.pdf.drawings.plot import (
    Plot,
    axis_room,
    chart_type,
    draw_levels,
    draw_places,
    spread,
)
from storage.pdf.palette import BANDS, GREY, INK, INK_TINT, TEXT, TONES, WHITE, WORDS
from storage.pdf.pen import Box
from storage.pdf.styles import MM
from storage.pdf.text import width_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from domain.reports.charts import Band, Cutoff, LineChart, LineSeries, Panel, SmallMultiples
    from storage.pdf.pen import Pen, Point
    from storage.pdf.styles import Scale, Type

DASHES: Final[dict[str, tuple[float, ...]]] = {
    "solid": (),
    "dashed": (3.6, 2.2),
    "dotted": (1.2, 1.6),
}
_LABEL_GAP: Final = 5.0
_LINE: Final = 10.0
# A chart this wide has room for name and value on one line.
_WIDE: Final = 300.0
_WITHIN: Final = 0.85
"""A line that ends before this part of the width is named at its end, not in the margin."""
_SAMPLE: Final = 9.0
_CLEAR: Final = 6.0
_KEY: Final = 16.0


def line_chart_height(chart: LineChart) -> float:
    """Return the height of the drawing in points."""
    return chart.height * MM


def draw_line_chart(pen: Pen, chart: LineChart, box: Box, scale: Scale) -> None:
    """Draw the chart in `box`: grid, regions, bands, cut-offs, lines, words at their ends."""
    box = _under_keys(pen, chart.series, box, scale)
    wide = box.width > _WIDE
    left = axis_room(chart.y, scale, pen.fonts)
    right = _names_room(pen, chart, scale, wide=wide)
    above = 20.0 if any(c.left or c.right for c in chart.cutoffs) else 8.0
    inner = Box(box.x + left, box.y + above, box.width - left - right, box.height - above - 14)
    plot = Plot(inner, chart.x, chart.y)
    for region in chart.regions:
        start, end = plot.across(region.start), plot.across(region.end)
        pen.rect(Box(start, box.y + 4, end - start, inner.bottom - box.y - 4), fill=INK_TINT)
    for band, colour in zip(chart.bands, BANDS, strict=False):
        _draw_band(pen, band, plot, colour)
    draw_levels(pen, plot, scale)
    for one in chart.series:
        _draw_series(pen, one, plot)
    for cutoff in chart.cutoffs:
        _draw_cutoff(pen, cutoff, plot, box.y, scale)
    _draw_regions_words(pen, chart, plot, scale)
    for callout in chart.callouts:
        at = plot.at(callout.x, callout.y)
        pen.circle(at, 2.2, fill=WHITE, edge=INK, width=0.9)
        style = chart_type(scale, colour=INK, bold=True)
        # A word stays within the drawing where its dot stands near the right edge.
        most = box.right - width_of(callout.text, style, pen.fonts)
        down = 9.5 if callout.below else -9.5
        pen.label(callout.text, style, (min(at[0] + 4, most), at[1] + down))
    _draw_ends(pen, chart, plot, scale, wide=wide)


def _under_keys(pen: Pen, series: Sequence[LineSeries], box: Box, scale: Scale) -> Box:
    """Write the keys of lines at the top, each beside a piece of its line; return what is left."""
    keyed = [one for one in series if one.key]
    x, y = box.x, box.y + _LINE / 2
    style = chart_type(scale, colour=TEXT)
    for one in keyed:
        pen.rule((x, y), (x + _KEY, y), width=1.4, colour=TONES[one.tone], dash=DASHES[one.dash])
        x += _KEY + 3
        x += pen.middle(one.key, style, (x, y)) + 9
    if not keyed:
        return box
    return Box(box.x, box.y + _LINE + 3, box.width, box.height - _LINE - 3)


def _draw_regions_words(pen: Pen, chart: LineChart, plot: Plot, scale: Scale) -> None:
    draw_places(pen, plot, scale)
    bold = chart_type(scale, colour=TEXT, bold=True)
    for region in chart.regions:
        for at, word in ((region.start, region.start_label), (region.end, region.end_label)):
            if word:
                pen.label(word, bold, (plot.across(at), plot.box.bottom + 8.0), "centre")


def _draw_band(pen: Pen, band: Band, plot: Plot, colour: str) -> None:
    upper = [plot.at(x, high) for x, _, high in band.points]
    lower = [plot.at(x, low) for x, low, _ in band.points]
    if upper:
        pen.polygon([*upper, *reversed(lower)], fill=colour)


def _draw_series(pen: Pen, one: LineSeries, plot: Plot, width: float = 1.2) -> None:
    stroke = width if one.strong else 0.9
    for stretch in _stretches(one, plot):
        pen.polyline(stretch, width=stroke, colour=TONES[one.tone], dash=DASHES[one.dash])
    for dot in one.dots:
        x, y = one.points[dot.index]
        if y is None:
            continue
        if dot.filled:
            pen.circle(plot.at(x, y), 2.5, fill=INK)
        else:
            pen.circle(plot.at(x, y), 2.2, fill=WHITE, edge=INK, width=0.9)


def _stretches(one: LineSeries, plot: Plot) -> Iterator[list[Point]]:
    stretch: list[Point] = []
    for x, y in one.points:
        if y is None:
            yield stretch
            stretch = []
            continue
        at = plot.at(x, y)
        if one.step and stretch:
            stretch.append((at[0], stretch[-1][1]))
        stretch.append(at)
    yield stretch


def _draw_cutoff(pen: Pen, cutoff: Cutoff, plot: Plot, top: float, scale: Scale) -> None:
    x = plot.across(cutoff.at)
    colour = TONES[cutoff.tone]
    words = TEXT if cutoff.tone == "grey" else colour
    left = chart_type(scale, colour=words, bold=True)
    head = top + 8.0
    under = head + 6.0 if cutoff.left or cutoff.right else top + 4
    start = top + 4 if cutoff.left and cutoff.right else under
    dash = (2.0, 1.6) if cutoff.dash == "dashed" else DASHES[cutoff.dash]
    pen.rule((x, start), (x, plot.box.bottom), width=0.75, colour=colour, dash=dash)
    pen.middle(cutoff.left, left, (x - 3, head), "right")
    right = left.with_(colour=INK) if cutoff.tone == "grey" else left
    pen.middle(cutoff.right, right, (x + 3, head))


@dataclass(frozen=True, slots=True)
class _End:
    """The label of a line's end, or of a band's edge: where it ends, words, how they are set.

    Attributes:
        sample: the line, where its colour is too light for its words: a piece of it stands first.
    """

    at: Point
    name: str
    value: str
    colour: str
    bold: bool
    sample: LineSeries | None = None


def _ends(chart: LineChart, plot: Plot) -> list[_End]:
    """Return the labels at the ends of lines, then those at the edges of bands."""
    found: list[_End] = []
    for one in chart.series:
        known = [(x, y) for x, y in one.points if y is not None]
        if known and (one.name or one.end_label):
            sample = None if one.tone in WORDS else one
            colour, bold = WORDS.get(one.tone, TEXT), one.dash == "solid"
            at = plot.at(*known[-1])
            found.append(_End(at, one.name, one.end_label, colour, bold, sample))
    for band in chart.bands:
        if band.points:
            x, low, high = band.points[-1]
            edges = ((low, band.low_label), (high, band.high_label))
            found.extend(_End(plot.at(x, at), word, "", GREY, False) for at, word in edges if word)
    return found


def _draw_ends(pen: Pen, chart: LineChart, plot: Plot, scale: Scale, *, wide: bool) -> None:
    """Write the names in the margin; of a line that ends well within the plot, at its end."""
    border = plot.box.x + plot.box.width * _WITHIN
    every = _ends(chart, plot)
    for end in every:
        if end.at[0] < border:
            words = " ".join(part for part in (end.name, end.value) if part)
            # Clear of the lowest and the highest line of the grid.
            y = min(max(end.at[1], plot.box.y + _CLEAR), plot.box.bottom - _CLEAR)
            start = end.at[0] + _LABEL_GAP
            style = chart_type(scale, colour=end.colour, bold=end.bold)
            pen.label(words, style, (start + _sample_room(end.sample), y))
            _draw_sample(pen, end, (start, y))
    rows = [end for end in every if end.at[0] >= border]
    tall = not wide and any(end.value for end in rows)
    distance = 2 * _LINE + 2 if tall else _LINE + 1
    low, high = plot.box.y - 4, plot.box.bottom
    places = spread([end.at[1] for end in rows], distance, low, high)
    for place, end in zip(places, rows, strict=True):
        x = plot.box.right + _LABEL_GAP
        style = chart_type(scale, colour=end.colour, bold=end.bold)
        top = place - _LINE / 2 if tall else place
        _draw_sample(pen, end, (x, top))
        x += _sample_room(end.sample)
        if tall:
            pen.middle(end.name, style.with_(bold=True), (x, top))
            pen.middle(end.value, style.with_(bold=False), (x, place + _LINE / 2))
        else:
            after = x + pen.middle(end.name, style, (x, place))
            pen.middle(end.value, style, (after + 7, place))


def _draw_sample(pen: Pen, end: _End, at: Point) -> None:
    """Draw a piece of the line where its words cannot have its colour."""
    if end.sample is not None:
        colour, dash = TONES[end.sample.tone], DASHES[end.sample.dash]
        pen.rule(at, (at[0] + _SAMPLE, at[1]), width=1.4, colour=colour, dash=dash)


def _sample_room(one: LineSeries | None) -> float:
    return 0.0 if one is None else _SAMPLE + 3.0


def _names_room(pen: Pen, chart: LineChart, scale: Scale, *, wide: bool) -> float:
    style = chart_type(scale, bold=True)
    widest = 0.0
    for words, sample in _end_words(chart):
        parts = [width_of(word, style, pen.fonts) for word in words]
        width = sum(parts) + 7 if wide and all(parts) else max(parts)
        widest = max(widest, width + sample if width else 0.0)
    return widest + _LABEL_GAP if widest else 6.0


def _end_words(chart: LineChart) -> Iterator[tuple[tuple[str, str], float]]:
    """Yield what stands in the margin, and the room of a piece of its line before it."""
    for one in chart.series:
        last = next((x for x, y in reversed(one.points) if y is not None), chart.x.high)
        if chart.x.share(last) >= _WITHIN:
            yield (one.name, one.end_label), _sample_room(None if one.tone in WORDS else one)
    for band in chart.bands:
        yield (band.low_label, ""), 0.0
        yield (band.high_label, ""), 0.0


def small_multiples_height(chart: SmallMultiples) -> float:
    """Return the height of the drawing in points."""
    keyed = any(one.key for panel in chart.panels[:1] for one in panel.series)
    return chart.height * MM + (_LINE + 3 if keyed else 0.0)


def draw_small_multiples(pen: Pen, chart: SmallMultiples, box: Box, scale: Scale) -> None:
    """Draw the panels side by side with one scale at the left."""
    if not chart.panels:
        return
    box = _under_keys(pen, chart.panels[0].series, box, scale)
    left = axis_room(chart.y, scale, pen.fonts)
    title = chart_type(scale, colour=TEXT, bold=True).with_(size=8.3)
    values = max((_end_width(pen, panel, title) for panel in chart.panels), default=0.0)
    step = (box.width - left) / len(chart.panels)
    width = max(step - values - 18, 20.0)
    for number, panel in enumerate(chart.panels):
        inner = Box(box.x + left + number * step, box.y + 19, width, box.height - 31)
        plot = Plot(inner, chart.x, chart.y)
        pen.middle(panel.title, title, (inner.x, box.y + 7))
        draw_levels(pen, plot, scale, words=number == 0)
        pen.rule((inner.x, inner.bottom), (inner.right, inner.bottom), width=0.6)
        draw_places(pen, plot, scale, ends=True)
        _draw_panel(pen, panel.series, plot, title)


def _draw_panel(pen: Pen, series: Sequence[LineSeries], plot: Plot, bold: Type) -> None:
    for one in series:
        _draw_series(pen, one, plot, width=0.9)
        known = [(x, y) for x, y in one.points if y is not None]
        if known and one.end_label:
            at = plot.at(*known[-1])
            pen.middle(one.end_label, bold, (at[0] + 4.5, at[1]))


def _end_width(pen: Pen, panel: Panel, style: Type) -> float:
    return max((width_of(one.end_label, style, pen.fonts) for one in panel.series), default=0.0)
