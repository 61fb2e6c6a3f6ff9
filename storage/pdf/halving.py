"""Tell which charts drawn for the page's width can be read in half of it, beside their twins."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from domain.reports import charts, diagrams
from domain.reports.axes import two_lines
from storage.pdf.drawings.grids import count_grid_width
from storage.pdf.drawings.plot import axis_room
from storage.pdf.styles import span
from storage.pdf.text import width_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from domain.reports.diagrams import Chart
    from storage.pdf.fonts import FontBook
    from storage.pdf.styles import Scale

# Words beside the lines of a chart leave them most of the room.
_NAMES: Final = 62.0
_SAMPLE: Final = 16.0
_APART: Final = 4.0
# Side by side bars narrower than this are strokes; bars in rows are that long at least.
_BAR: Final = 5.0
_LONG: Final = 80.0
# What is higher than half of a page would leave much of it empty where it has no room.
_MOST_ROWS: Final = 14


@dataclass(frozen=True, slots=True)
class _Half:
    """Half of the page's width, and how wide words are there."""

    scale: Scale
    fonts: FontBook
    width: float = span(6)

    def widest(self, words: Iterable[str]) -> float:
        return max((width_of(each, self.scale.chart, self.fonts) for each in words), default=0.0)

    def together(self, words: Iterable[str], apart: float) -> float:
        return sum(width_of(each, self.scale.chart, self.fonts) + apart for each in words if each)


def halves(chart: Chart, scale: Scale, fonts: FontBook) -> bool:
    """Tell whether a chart drawn for the page's width can be read in half of it.

    Lines with few words beside them can, and bars whose words have room.
    """
    half = _Half(scale, fonts)
    if isinstance(chart, charts.Fan):
        return _lines_fit(chart.lines, half)
    if isinstance(chart, charts.LineChart):
        return _lines_fit(chart, half)
    if isinstance(chart, charts.BarChart):
        return _bars_fit(chart, half)
    if isinstance(chart, diagrams.CountGrid):
        low = len(chart.rows) <= _MOST_ROWS
        return low and count_grid_width(chart, scale, fonts) <= half.width
    return isinstance(chart, charts.HorizontalBars) and _rows_fit(chart, half)


def _lines_fit(chart: charts.LineChart, half: _Half) -> bool:
    if chart.regions or chart.callouts:
        return False
    names = half.widest(one.name for one in chart.series)
    ends = half.widest(one.end_label for one in chart.series)
    edges = half.widest(word for band in chart.bands for word in (band.low_label, band.high_label))
    margin = max(names, ends, edges)
    room = half.width - axis_room(chart.y, half.scale, half.fonts) - margin
    heads = all(
        half.widest((cutoff.left,)) <= room * chart.x.share(cutoff.at)
        and half.widest((cutoff.right,)) <= room * (1 - chart.x.share(cutoff.at)) + margin
        for cutoff in chart.cutoffs
    )
    ticks = half.together((tick.label for tick in chart.x.ticks), _APART)
    keys = half.together((one.key for one in chart.series), _SAMPLE + _APART)
    return margin <= _NAMES and heads and ticks <= room and keys <= half.width


def _bars_fit(chart: charts.BarChart, half: _Half) -> bool:
    names = half.widest(one.name for one in chart.series) if chart.names else 0.0
    ends = half.widest(one.end_label for one in chart.series) + _APART if chart.names else 0.0
    if names + ends > _NAMES or chart.total:
        return False
    room = half.width - axis_room(chart.axis, half.scale, half.fonts) - names - ends
    step = room / max(len(chart.categories), 1)
    side = 1 if chart.stacked else len(chart.series)
    under = half.widest(line for word in chart.categories for line in two_lines(word))
    values = half.widest(word for one in chart.series for word in one.labels) * side
    over = max(half.widest(chart.totals), values)
    groups = all(half.widest((one.label,)) <= one.count * step for one in chart.groups)
    return max(under, over) + _APART <= step and step >= side * _BAR and groups


def _rows_fit(chart: charts.HorizontalBars, half: _Half) -> bool:
    names = half.widest(bar.label for bar in chart.bars) * 1.11
    behind = half.widest(f"{bar.value_label} {bar.note}" for bar in chart.bars)
    return len(chart.bars) <= _MOST_ROWS and half.width - names - behind >= _LONG
