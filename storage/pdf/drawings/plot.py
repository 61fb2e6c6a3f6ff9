"""Place values on a chart: axes, their grid and words, labels that keep their distance."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from storage.pdf.palette import GREY, GRID, RULE_GRID, TEXT
from storage.pdf.text import width_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from domain.reports.charts import Axis
    from storage.pdf.fonts import FontBook
    from storage.pdf.pen import Box, Pen, Point
    from storage.pdf.styles import Scale, Type

# Words in a chart are not set smaller than this (points).
_SMALLEST: Final = 7.0


@dataclass(frozen=True, slots=True)
class Plot:
    """The inner rectangle of a chart with its axes."""

    box: Box
    x: Axis
    y: Axis

    def across(self, value: float) -> float:
        """Return the place of an x value in points from the page's left."""
        return self.box.x + self.x.share(value) * self.box.width

    def down(self, value: float) -> float:
        """Return the place of a y value in points from the page's top."""
        return self.box.bottom - self.y.share(value) * self.box.height

    def at(self, x: float, y: float) -> Point:
        """Return the place of a point."""
        return self.across(x), self.down(y)


def chart_type(scale: Scale, *, colour: str = GREY, bold: bool = False) -> Type:
    """Return how words in a chart are set."""
    return scale.chart.with_(colour=colour, bold=bold)


def narrowed(words: str, style: Type, width: float, fonts: FontBook) -> Type:
    """Return the setting in which words fit `width` points, not under 7 points."""
    natural = width_of(words, style, fonts)
    if natural <= width:
        return style
    return style.with_(size=max(style.size * width / natural, min(style.size, _SMALLEST)))


def axis_room(axis: Axis | None, scale: Scale, fonts: FontBook) -> float:
    """Return the width in points that the words of a vertical axis take, gap included."""
    if axis is None:
        return 0.0
    return max((width_of(t.label, scale.chart, fonts) for t in axis.ticks), default=0.0) + 4.0


def draw_levels(pen: Pen, plot: Plot, scale: Scale, *, words: bool = True) -> None:
    """Draw the grid of the vertical axis, the zero line or lowest line dark, and its words."""
    style = chart_type(scale)
    base = 0.0 if plot.y.low <= 0 <= plot.y.high else plot.y.low
    for tick in plot.y.ticks:
        y = plot.down(tick.at)
        pen.rule((plot.box.x, y), (plot.box.right, y), width=RULE_GRID, colour=GRID)
        if words and tick.label:
            pen.middle(tick.label, style, (plot.box.x - 4, y), "right")
    level = plot.down(base)
    pen.rule((plot.box.x, level), (plot.box.right, level), width=0.6, colour=TEXT)


def draw_places(pen: Pen, plot: Plot, scale: Scale, *, ends: bool = False) -> None:
    """Draw the words under the horizontal axis; with `ends` the outer ones stay inside."""
    style = chart_type(scale)
    y = plot.box.bottom + 8.0
    for tick in plot.x.ticks:
        x = plot.across(tick.at)
        half = width_of(tick.label, style, pen.fonts) / 2
        if ends:
            x = min(max(x, plot.box.x + half), plot.box.right - half)
        pen.middle(tick.label, style, (x, y), "centre")


def spread(places: Sequence[float], distance: float, low: float, high: float) -> list[float]:
    """Return the places moved as little as needed to keep `distance` and stay within low…high.

    The order of the places is kept; when there is too little room they are spaced evenly.
    """
    count = len(places)
    if not count:
        return []
    if (count - 1) * distance >= high - low:
        step = (high - low) / max(count - 1, 1)
        order = sorted(range(count), key=places.__getitem__)
        ranks = {index: rank for rank, index in enumerate(order)}
        return [low + ranks[index] * step for index in range(count)]
    order = sorted(range(count), key=places.__getitem__)
    moved = [min(max(places[index], low), high) for index in order]
    for at in range(1, count):
        moved[at] = max(moved[at], moved[at - 1] + distance)
    if moved[-1] > high:
        moved[-1] = high
        for at in range(count - 2, -1, -1):
            moved[at] = min(moved[at], moved[at + 1] - distance)
    found = [0.0] * count
    for rank, index in enumerate(order):
        found[index] = moved[rank]
    return found
