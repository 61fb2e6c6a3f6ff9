"""Hold what charts of divisions show: who gets what by which rule, which divisions all accept."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Sequence

    from domain.reports.charts import Axis, Tone

Mark: TypeAlias = Literal["square", "dot", "triangle", "diamond", "ring"]
"""The shape in which a rule's division is marked, the same in every chart."""

Point: TypeAlias = tuple[float, float]
Frame: TypeAlias = tuple[float, float, float, float]
"""Left, top, width and height."""

TOP: Final = sqrt(3) / 2
_AWAY: Final = 9.0


@dataclass(frozen=True, slots=True)
class DotSeries:
    """A rule: its name and how its dots are drawn."""

    name: str
    mark: Mark
    tone: Tone


@dataclass(frozen=True, slots=True)
class DotRow:
    """A party: its name and words below it, what each rule gives it, what it has alone.

    Attributes:
        values: by rule; None where a rule gives nothing.
        labels: the values as words, by rule; only the first is written, the others are told.
    """

    name: str
    note: str
    values: tuple[float | None, ...]
    labels: tuple[str, ...]
    alone: float


@dataclass(frozen=True, slots=True)
class DotPlot:
    """Divisions beside each other: a row for each party, a dot for each rule.

    Attributes:
        alone: what the dashed line says, e.g. "alone".
    """

    series: tuple[DotSeries, ...]
    rows: tuple[DotRow, ...]
    axis: Axis
    alone: str


@dataclass(frozen=True, slots=True)
class DivisionMark:
    """A division by its parties' shares, which add up to 1."""

    name: str
    shares: tuple[float, ...]
    mark: Mark
    tone: Tone


@dataclass(frozen=True, slots=True)
class CoreDiagram:
    """Divisions between two parties as points of a segment, between three of a triangle.

    Attributes:
        corners: words at the corners, where one party takes all; the third is at the top.
        core: corners of the divisions that no group can better, in the order around them.
        gain: corners of the divisions that give nobody less than alone.
        core_name: written in the core.
    """

    corners: tuple[str, ...]
    core: tuple[tuple[float, ...], ...]
    gain: tuple[tuple[float, ...], ...]
    marks: tuple[DivisionMark, ...]
    core_name: str

    @property
    def triangular(self) -> bool:
        """Tell whether there are three parties."""
        return len(self.corners) > 2  # noqa: PLR2004 - two make a segment


def place(shares: Sequence[float]) -> Point:
    """Return where shares lie: the first party's corner at the left, the third's at the top."""
    third = shares[2] if len(shares) > 2 else 0.0  # noqa: PLR2004 - a segment has no third
    return shares[1] + third / 2, third * TOP


def shares_at(point: Point) -> tuple[float, float, float]:
    """Return the shares of a point of the triangle, the nearest within it."""
    third = min(max(point[1] / TOP, 0.0), 1.0)
    second = min(max(point[0] - third / 2, 0.0), 1.0 - third)
    return 1.0 - second - third, second, third


def label_frames(
    points: Sequence[Point], sizes: Sequence[Point], within: Frame, taken: Sequence[Frame] = ()
) -> list[Frame]:
    """Return where the words of points are written so that none lies over a point or other words.

    Args:
        points: in the drawing's unit, y downwards.
        sizes: width and height of the words.
        within: frame that the words do not leave.
        taken: frames that are written on already.
    """
    marks = [(x - _AWAY / 2, y - _AWAY / 2, _AWAY, _AWAY) for x, y in points]
    found: list[Frame] = []
    for point, size in zip(points, sizes, strict=True):
        tried = [_kept(each, within) for each in _around(point, size)]
        used = [*taken, *found]

        def overlaps(frame: Frame, used: Sequence[Frame] = used) -> float:
            return sum(_common(frame, each) for each in (*used, *marks))

        found.append(min(tried, key=overlaps))
    return found


def _around(point: Point, size: Point) -> list[Frame]:
    """Return the places beside a point in the order in which they are liked."""
    (x, y), (width, height) = point, size
    beside = [x + _AWAY, x - _AWAY - width]
    levels = [y - height / 2, y - height - 2, y + 2, y - 2 * height, y + height]
    places = [(left, top, width, height) for top in levels for left in beside]
    middle, away = x - width / 2, height + _AWAY
    over = [y - away, y + _AWAY, y - away - height, y + away]
    return [*places, *((middle, top, width, height) for top in over)]


def _kept(frame: Frame, within: Frame) -> Frame:
    left = min(max(frame[0], within[0]), within[0] + within[2] - frame[2])
    top = min(max(frame[1], within[1]), within[1] + within[3] - frame[3])
    return left, top, frame[2], frame[3]


def _common(one: Frame, other: Frame) -> float:
    """Return the area that two frames share."""
    wide = min(one[0] + one[2], other[0] + other[2]) - max(one[0], other[0])
    high = min(one[1] + one[3], other[1] + other[3]) - max(one[1], other[1])
    return max(wide, 0.0) * max(high, 0.0)
