"""Place the values of a chart on pixels: axes, their grid, their words."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRectF

from ui.charts.drawn.pen import LINE

if TYPE_CHECKING:
    from domain.reports.charts import Axis
    from ui.charts.drawn.pen import ChartPen

_APART: Final = 6.0


@dataclass(frozen=True, slots=True)
class Plot:
    """The inner rectangle of a chart with its axes."""

    box: QRectF
    x: Axis
    y: Axis

    def across(self, value: float) -> float:
        """Return the pixel of an x value."""
        return self.box.left() + self.x.share(value) * self.box.width()

    def down(self, value: float) -> float:
        """Return the pixel of a y value."""
        return self.box.bottom() - self.y.share(value) * self.box.height()

    def at(self, x: float, y: float) -> QPointF:
        """Return the pixel of a point."""
        return QPointF(self.across(x), self.down(y))


def axis_room(pen: ChartPen, axis: Axis | None) -> float:
    """Return the width that the words of a vertical axis take, gap included."""
    if axis is None:
        return 0.0
    return max((pen.width(tick.label) for tick in axis.ticks), default=0.0) + 8


def draw_levels(pen: ChartPen, plot: Plot, *, words: bool = True) -> None:
    """Draw the grid of the vertical axis, its zero line or lowest line stronger, and its words."""
    base = 0.0 if plot.y.low <= 0 <= plot.y.high else plot.y.low
    for tick in plot.y.ticks:
        y = round(plot.down(tick.at))
        role = "hairline_strong" if tick.at == base else "hairline"
        line = QRectF(plot.box.left(), y, plot.box.width(), 1)
        pen.painter.fillRect(line, pen.look.colour(role))
        if words:
            pen.label(tick.label, plot.box.left() - 8, y, "right")


def draw_places(pen: ChartPen, plot: Plot, *, inside: bool = False) -> None:
    """Write the words under the horizontal axis: every one, or every second, as many as have room.

    With ``inside`` the outer ones do not reach over the edges of the plot.
    """
    named: list[tuple[str, float, float]] = []
    for tick in plot.x.ticks:
        half = pen.width(tick.label) / 2
        x = plot.across(tick.at)
        if inside:
            x = max(min(x, plot.box.right() - half), plot.box.left() + half)
        if tick.label:
            named.append((tick.label, x, half))
    step = next((each for each in range(1, len(named)) if _stand_apart(named[::each])), len(named))
    y = plot.box.bottom() + 4 + LINE / 2
    for words, x, _ in named[:: max(step, 1)]:
        pen.label(words, x, y, "centre")


def _stand_apart(named: list[tuple[str, float, float]]) -> bool:
    """Tell whether words with their middles and half widths have a gap between them."""
    return all(
        x + half + _APART <= other - wide for (_, x, half), (_, other, wide) in pairwise(named)
    )


def spread(places: list[float], distance: float, low: float, high: float) -> list[float]:
    """Return heights moved apart by at least ``distance`` that stay within low and high.

    Their order is kept; where there is too little room they are spaced evenly.
    """
    count = len(places)
    order = sorted(range(count), key=places.__getitem__)
    if count > 1 and (count - 1) * distance >= high - low:
        step = (high - low) / (count - 1)
        moved = [low + step * rank for rank in range(count)]
    else:
        moved = []
        for index in order:
            wanted = min(max(places[index], low), high)
            moved.append(max(wanted, moved[-1] + distance) if moved else wanted)
        for rank in range(count - 1, -1, -1):
            limit = moved[rank + 1] - distance if rank + 1 < count else high
            moved[rank] = min(moved[rank], limit)
    found = [0.0] * count
    for rank, index in enumerate(order):
        found[index] = moved[rank]
    return found
