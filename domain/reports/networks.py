"""Hold what charts of flows between places show, and where their bands and places lie.

Places are given in shares of the drawing's width and height, y downwards, so that window and paper
draw the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate
from math import sqrt
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from domain.reports.charts import Tone

    Point = tuple[float, float]
    Outline = tuple[Point, ...]

_STEPS: Final = 24
_SMOOTH: Final = (3.0, 2.0)
_MOST_GAPS: Final = 0.4


@dataclass(frozen=True, slots=True)
class FlowEnd:
    """A place that sends or receives: its name, the sum of its flows as words, its tone."""

    name: str
    label: str
    tone: Tone


@dataclass(frozen=True, slots=True)
class FlowBand:
    """What flows from a start to an end (their indexes).

    Attributes:
        size: above 0.
        label: the size in words; empty where the band is all that a place sends or receives, whose
            own words tell it.
    """

    start: int
    end: int
    size: float
    label: str = ""


@dataclass(frozen=True, slots=True)
class FlowChart:
    """Flows from the places at the left to those at the right, as wide as they are large.

    Attributes:
        heads: words over the two sides.
        starts, ends: the places, from the top.
        bands: at most one for each pair.
    """

    heads: tuple[str, str]
    starts: tuple[FlowEnd, ...]
    ends: tuple[FlowEnd, ...]
    bands: tuple[FlowBand, ...]


@dataclass(frozen=True, slots=True)
class Laid:
    """A flow chart laid out.

    Attributes:
        starts, ends: top and bottom of each place's bar.
        bands: of each band its top and bottom at the left, then at the right.
    """

    starts: tuple[Point, ...]
    ends: tuple[Point, ...]
    bands: tuple[tuple[float, float, float, float], ...]


def laid_out(chart: FlowChart, gap: float) -> Laid:
    """Return where bars and bands lie, in shares of the height.

    Args:
        chart: with at least one band.
        gap: between two bars; smaller where gaps would take more than two fifths of the height.
    """
    most = max(len(chart.starts), len(chart.ends))
    between = min(gap, _MOST_GAPS / max(most - 1, 1))
    scale = (1 - between * (most - 1)) / sum(band.size for band in chart.bands)
    starts = _bars([band.start for band in chart.bands], chart, len(chart.starts), scale, between)
    ends = _bars([band.end for band in chart.bands], chart, len(chart.ends), scale, between)
    # Bands leave and arrive in the order of the other side, so that few of them cross.
    left = _within(starts, [(band.start, band.end) for band in chart.bands], chart, scale)
    right = _within(ends, [(band.end, band.start) for band in chart.bands], chart, scale)
    pairs = zip(left, right, strict=True)
    return Laid(starts, ends, tuple((*one, *other) for one, other in pairs))


def band_words(chart: FlowChart, band: FlowBand) -> str:
    """Return the size of a band in words."""
    alone = sum(each.start == band.start for each in chart.bands) == 1
    end = chart.starts[band.start] if alone else chart.ends[band.end]
    return band.label or end.label


def _bars(
    sides: Sequence[int], chart: FlowChart, count: int, scale: float, gap: float
) -> tuple[Point, ...]:
    sums = [0.0] * count
    for at, band in zip(sides, chart.bands, strict=True):
        sums[at] += band.size * scale
    free = 1 - sum(sums) - gap * (count - 1)
    tops = accumulate((size + gap for size in sums[:-1]), initial=free / 2)
    return tuple((top, top + size) for top, size in zip(tops, sums, strict=True))


def _within(
    bars: Sequence[Point], sides: Sequence[tuple[int, int]], chart: FlowChart, scale: float
) -> list[Point]:
    """Return the part of its bar that each band takes."""
    tops = [top for top, _ in bars]
    found: list[Point] = [(0.0, 0.0)] * len(sides)
    for at in sorted(range(len(sides)), key=lambda each: sides[each]):
        mine = sides[at][0]
        top = tops[mine]
        tops[mine] = top + chart.bands[at].size * scale
        found[at] = (top, tops[mine])
    return found


def apart(middles: Sequence[float], distance: float, end: float) -> tuple[float, ...]:
    """Return where words about places stand: as near to them as may be, a distance apart.

    Args:
        middles: of the places, from the top.
        distance: least between two, in the unit of the places.
        end: lowest place for the last; there must be room for all of them above it.
    """
    found: list[float] = []
    for at in middles:
        found.append(max(at, found[-1] + distance) if found else at)
    for number in range(len(found)):
        lowest = end - number * distance
        found[-1 - number] = min(found[-1 - number], lowest)
    return tuple(found)


def ribbon(band: tuple[float, float, float, float]) -> Outline:
    """Return the outline of a band from x = 0 to x = 1: smooth, level at both ends."""
    high, low, right_high, right_low = band
    steps = [step / _STEPS for step in range(_STEPS + 1)]
    upper = [(x, high + (right_high - high) * _eased(x)) for x in steps]
    lower = [(x, low + (right_low - low) * _eased(x)) for x in reversed(steps)]
    return (*upper, *lower)


def _eased(x: float) -> float:
    return x * x * (_SMOOTH[0] - _SMOOTH[1] * x)


# ------------------------------------------------------------------------------ schematic map


@dataclass(frozen=True, slots=True)
class MapPlace:
    """A place within an area: its name, words under it, its size (0–1, by area), its tone."""

    name: str
    note: str
    size: float
    tone: Tone


@dataclass(frozen=True, slots=True)
class MapArea:
    """A city with the places that lie in it."""

    name: str
    note: str
    places: tuple[MapPlace, ...]


@dataclass(frozen=True, slots=True)
class MapWay:
    """A way from a place of the right area to one of the left, and its width (0–1)."""

    start: int
    end: int
    size: float


@dataclass(frozen=True, slots=True)
class MapKey:
    """What the area of a circle means, and circles of a size (0–1, by area) with their figures."""

    name: str
    circles: tuple[tuple[float, str], ...]


@dataclass(frozen=True, slots=True)
class PlaceMap:
    """Two cities as areas side by side, and the ways that lead from the right to the left one.

    It is schematic: neither distances nor directions are true.
    """

    left: MapArea
    right: MapArea
    ways: tuple[MapWay, ...]
    key: MapKey | None = None


def spread(count: int) -> tuple[float, ...]:
    """Return the heights of places that stand under each other, in shares of their area."""
    return tuple((at + 0.5) / count for at in range(count))


def radius(size: float, largest: float, least: float) -> float:
    """Return the radius of a circle whose area follows a size (0–1), at least what can be seen."""
    return max(largest * sqrt(min(max(size, 0.0), 1.0)), least)


def way(start: Point, end: Point) -> Outline:
    """Return the points of a smooth way between two places, level at both ends."""
    steps: Iterable[float] = (step / _STEPS for step in range(_STEPS + 1))
    (x, y), (to_x, to_y) = start, end
    return tuple((x + (to_x - x) * part, y + (to_y - y) * _eased(part)) for part in steps)
