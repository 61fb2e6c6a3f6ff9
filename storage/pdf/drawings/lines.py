"""Draw lines: record solid, comparison dashed, third dotted; bands, regions, cut-offs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from storage.pdf.drawings.plot import (
    Plot,
    axis_room,
    chart_type,
    draw_levels,
    draw_places,
    spread,
)
from storage.pdf.palette import BANDS, GREY, INK, INK_TINT, TEXT, TONES, WHITE
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


def line_chart_height(chart: LineChart) -> float:
    """Return the height of the drawing in points."""
    return chart.height * MM


def draw_line_chart(pen: Pen, chart: LineChart, box: Box, scale: Scale) -> None:
    """Draw the chart in `box`: grid, regions, bands, cut-offs, lines, words at their ends."""
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
        pen.middle(callout.text, style, (min(at[0] + 4, most), at[1] + down))
    _draw_ends(pen, chart, plot, scale, wide=wide)


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


def _ends(chart: LineChart, plot: Plot) -> list[tuple[float, str, str, str, bool]]:
    """Return per label at the right: place, name, value, colour, bold."""
    found: list[tuple[float, str, str, str, bool]] = []
    for one in chart.series:
        known = [(x, y) for x, y in one.points if y is not None]
        if known and (one.name or one.end_label):
            colour = TONES[one.tone] if one.tone in {"ink", "brick", "dark"} else "#447398"
            bold = one.dash == "solid"
            found.append((plot.down(known[-1][1]), one.name, one.end_label, colour, bold))
    for band in chart.bands:
        if band.points:
            _, low, high = band.points[-1]
            edges = ((low, band.low_label), (high, band.high_label))
            found.extend((plot.down(at), word, "", GREY, False) for at, word in edges if word)
    return found


def _draw_ends(pen: Pen, chart: LineChart, plot: Plot, scale: Scale, *, wide: bool) -> None:
    rows = _ends(chart, plot)
    tall = not wide and any(row[2] for row in rows)
    distance = 2 * _LINE + 2 if tall else _LINE + 1
    low, high = plot.box.y - 4, plot.box.bottom
    places = spread([row[0] for row in rows], distance, low, high)
    x = plot.box.right + _LABEL_GAP
    for place, (_, name, value, colour, bold) in zip(places, rows, strict=True):
        style = chart_type(scale, colour=colour, bold=bold)
        if tall:
            pen.middle(name, style.with_(bold=True), (x, place - _LINE / 2))
            pen.middle(value, style.with_(bold=False), (x, place + _LINE / 2))
        else:
            end = x + pen.middle(name, style, (x, place))
            pen.middle(value, style, (end + 7, place))


def _names_room(pen: Pen, chart: LineChart, scale: Scale, *, wide: bool) -> float:
    style = chart_type(scale, bold=True)
    widest = 0.0
    for words in _end_words(chart):
        parts = [width_of(word, style, pen.fonts) for word in words]
        widest = max(widest, sum(parts) + 7 if wide and all(parts) else max(parts))
    return widest + _LABEL_GAP if widest else 6.0


def _end_words(chart: LineChart) -> Iterator[tuple[str, str]]:
    for one in chart.series:
        yield one.name, one.end_label
    for band in chart.bands:
        yield band.low_label, ""
        yield band.high_label, ""


def small_multiples_height(chart: SmallMultiples) -> float:
    """Return the height of the drawing in points."""
    return chart.height * MM


def draw_small_multiples(pen: Pen, chart: SmallMultiples, box: Box, scale: Scale) -> None:
    """Draw the panels side by side with one scale at the left."""
    if not chart.panels:
        return
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
