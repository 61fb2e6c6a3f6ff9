"""Set a section so that it fills its pages: a little closer, or with more room between rows."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from domain.reports import charts

if TYPE_CHECKING:
    from domain.reports.diagrams import Chart

# Millimetres below which a chart cannot be read without effort, and the shares of them for small
# charts in a row and for the rows of a Gantt chart.
_LEAST: Final = 36.0
_PANEL: Final = 2 / 3
_PITCH: Final = 1 / 11


@dataclass(frozen=True, slots=True)
class Fit:
    """How closely a section is set.

    Attributes:
        charts: share of the height of charts that can be lower.
        gaps: share of the space between blocks.
        rows: points added to the height of each row of a table; less than 0 takes away.
    """

    charts: float = 1.0
    gaps: float = 1.0
    rows: float = 0.0


PLAIN: Final = Fit()

CLOSER: Final = (
    Fit(gaps=0.8),
    Fit(charts=0.95, gaps=0.7, rows=-0.3),
    Fit(charts=0.9, gaps=0.6, rows=-0.6),
    Fit(charts=0.85, gaps=0.5, rows=-0.9),
    Fit(charts=0.85, gaps=0.4, rows=-1.2),
    Fit(charts=0.8, gaps=0.4, rows=-1.6),
)
"""What a section that spills over a little may be set with, the least change first."""

LOOSER: Final = tuple(Fit(rows=points) for points in (1.2, 2.4, 3.6, 4.8))
"""What a section may be set with whose last page stays rather empty."""

IN_TURN: Final = (PLAIN, CLOSER[1], CLOSER[3], CLOSER[5], LOOSER[0])
"""What sections in two languages are tried with."""

SHORTER: Final = (0.9, 0.85, 0.8, 0.75, 0.7)
"""Shares of its height after which a page may end so that the last one is filled better."""

WELL_FILLED: Final = 0.6
"""Share of the height of a page from which on a last page is well filled."""


def lowered(chart: Chart, share: float, *, least: bool = False) -> Chart:
    """Return the chart at a share of its height; one whose bars follow its rows stays.

    With ``least`` it is not made lower than what can be read without effort.
    """
    floor = _LEAST if least else 0.0
    if isinstance(chart, charts.BarChart | charts.LineChart):
        return replace(chart, height=_lower(chart.height, share, floor))
    if isinstance(chart, charts.SmallMultiples):
        return replace(chart, height=_lower(chart.height, share, floor * _PANEL))
    if isinstance(chart, charts.Gantt):
        return replace(chart, pitch=_lower(chart.pitch, share, floor * _PITCH))
    if isinstance(chart, charts.Fan):
        lines = replace(chart.lines, height=_lower(chart.lines.height, share, floor))
        return replace(chart, lines=lines)
    return chart


def _lower(height: float, share: float, least: float) -> float:
    return max(height * share, min(height, least))
