"""Hold what a chart shows: plain numbers, formatted texts, their unit."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

from PySide6.QtCore import Qt

from domain.tables import pasteable

Scale: TypeAlias = Callable[[float], str]
"""Write a value of the axis as the reader's language does."""

MOST_SERIES: Final = 6
_FEWEST: Final = 2
_COVER: Final = 0.9

DASHES: Final[tuple[tuple[float, ...], ...]] = (
    (), (7, 4), (2, 4), (10, 4, 2, 4), (12, 3), (1, 3),
)  # fmt: skip
"""Strokes of the series in their fixed order, in pixels; the first is solid."""

PATTERNS: Final = (
    Qt.BrushStyle.SolidPattern,
    Qt.BrushStyle.BDiagPattern,
    Qt.BrushStyle.FDiagPattern,
    Qt.BrushStyle.HorPattern,
    Qt.BrushStyle.VerPattern,
    Qt.BrushStyle.Dense6Pattern,
)
"""Fillings of the series in their fixed order, told apart without colour."""

MARKERS: Final = ("circle", "square", "triangle", "diamond", "plus", "ring")


@dataclass(frozen=True, slots=True)
class Series:
    """Hold one series.

    Attributes:
        values: one per category, None where unknown.
        texts: the same values formatted with their unit; empty takes the axis' writing.
    """

    name: str
    values: tuple[float | None, ...]
    texts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Band:
    """Hold a band between two bounds, one pair per category; ``inner`` is the darker."""

    low: tuple[float | None, ...]
    high: tuple[float | None, ...]
    inner: bool = False


@dataclass(frozen=True, slots=True)
class ChartData:
    """Hold a whole chart.

    Attributes:
        categories: names along the axis, in full (shown with the value).
        series: at most six.
        unit: unit of all values, shown in the legend row.
        title: heading before the unit in the legend row.
        note: small text at the right end of the legend row.
        ticks: category number → short text under the axis; empty writes every category.
        description: one sentence for screen readers.
        missing: short word above a bar of which a part is unknown.

    Raises:
        ValueError: more than six series, or a series of another length than the categories.
    """

    categories: tuple[str, ...]
    series: tuple[Series, ...]
    unit: str = ""
    ticks: tuple[tuple[int, str], ...] = ()
    description: str = ""
    missing: str = ""
    bands: tuple[Band, ...] = ()
    title: str = ""
    note: str = ""

    def __post_init__(self) -> None:
        """Refuse what cannot be drawn."""
        if len(self.series) > MOST_SERIES:
            message = f"chart: {len(self.series)} series, at most {MOST_SERIES} can be told apart"
            raise ValueError(message)
        for series in self.series:
            if len(series.values) != len(self.categories):
                message = (
                    f"chart: series {series.name!r} has {len(series.values)} values "
                    f"for {len(self.categories)} categories"
                )
                raise ValueError(message)

    def named_ticks(self) -> tuple[tuple[int, str], ...]:
        """Return what is written under the axis."""
        return self.ticks or tuple(enumerate(self.categories))


def value_text(series: Series, index: int, scale: Scale) -> str:
    """Return a value as it is shown, an em dash where unknown."""
    value = series.values[index]
    if value is None:
        return "—"
    return series.texts[index] if series.texts else scale(value)


def nice_ticks(low: float, high: float, most: int = 5) -> tuple[float, ...]:
    """Return round values that cover ``low`` to ``high``, at most ``most`` steps.

    Steps are 1, 2, 2.5 or 5 times a power of ten.
    """
    span = high - low
    if span <= 0:
        span = abs(high) or 1.0
    rough = span / max(most - 1, 1)
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(factor * power for factor in (1, 2, 2.5, 5, 10) if factor * power >= rough * 0.999)
    first = math.floor(low / step + 1e-9)
    last = math.ceil(high / step - 1e-9)
    if last == first:
        last += 1
    return tuple(number * step for number in range(first, last + 1))


def bar_ticks(low: float, high: float) -> tuple[float, ...]:
    """Return round values for bars; the highest bar may rise a little above the last."""
    ticks = nice_ticks(low, high or 1.0, 4)
    if len(ticks) > _FEWEST and ticks[-2] >= high * _COVER:
        return ticks[:-1]
    return ticks


def stack(series: Sequence[Series], count: int) -> tuple[float, float]:
    """Return the lowest and highest sum of the known values over the categories."""
    highest = lowest = 0.0
    for index in range(count):
        known = [one.values[index] or 0.0 for one in series]
        highest = max(highest, sum(value for value in known if value > 0))
        lowest = min(lowest, sum(value for value in known if value < 0))
    return lowest, highest


def as_cells(data: ChartData, scale: Scale) -> str:
    """Return the chart as tab-separated lines, headed by the names of the series."""
    lines = ["\t".join(map(pasteable, (data.unit, *(series.name for series in data.series))))]
    for index, category in enumerate(data.categories):
        values = [value_text(series, index, scale) for series in data.series]
        lines.append("\t".join(map(pasteable, (category, *values))))
    return "\n".join(lines)
