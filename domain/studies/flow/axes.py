"""Set quarters of a run on an axis of years, where a year stands at its end."""

from __future__ import annotations

from typing import Final

from domain.reports.charts import Axis, Tick
from domain.units import QUARTERS_PER_YEAR, Quarter

_SHORT: Final = 5
_LONG: Final = 10
_STEP: Final = 4


def year_at(start: str, quarter: int) -> float:
    """Return the place of a quarter of a run that starts in another."""
    first = Quarter.parse(start)
    return first.year + (first.number - QUARTERS_PER_YEAR + quarter) / QUARTERS_PER_YEAR


def recorded_year(period: str) -> float:
    """Return the place of a year, or of a quarter, that is recorded."""
    return year_at(period, 0) if "Q" in period else float(period)


def years_axis(first: float, last: float) -> Axis:
    """Return an axis of years with a word every few years."""
    begin = int(first) if first == int(first) else int(first) + 1
    span = last - first
    step = 1 if span <= _SHORT else 2 if span <= _LONG else _STEP
    years = range(begin, int(last) + 1, step)
    return Axis(first, last, tuple(Tick(year, str(year)) for year in years))
