"""Draw three parties' shares as points of a triangle, with the core inside it."""

from __future__ import annotations

from itertools import combinations
from math import sqrt
from typing import TYPE_CHECKING, Final, cast

from domain.reports.charts import Axis, Callout, LineChart, LineSeries

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from domain.reports.tree import Figure
    from domain.studies.showing import Showing
    from domain.studies.study import StudyInput

Shares = tuple[float, float, float]
Point = tuple[float, float]

_TOP: Final = sqrt(3) / 2
_EPSILON: Final = 1e-9
_FULL: Final = 7
_POINTS: Final = ("contract", "shapley")


def place(shares: Sequence[float]) -> Point:
    """Return where shares lie: the first party's corner at the left, the third's at the top."""
    return shares[1] + shares[2] / 2, shares[2] * _TOP


def core_corners(worth: Sequence[float]) -> list[Shares]:
    """Return the corners of the core in their order around it, as shares of the pie.

    Args:
        worth: of the eight coalitions by bitmask.
    """
    pie = worth[_FULL]
    least = [worth[1 << at] / pie for at in range(3)]
    most = [1 - worth[_FULL - (1 << at)] / pie for at in range(3)]
    bounds = [(at, value) for at in range(3) for value in (least[at], most[at])]
    found: list[Shares] = []
    for (one, first), (two, second) in combinations(bounds, 2):
        if one == two:
            continue
        shares = [0.0, 0.0, 0.0]
        shares[one], shares[two] = first, second
        shares[3 - one - two] = 1 - first - second
        inside = all(
            low - _EPSILON <= share <= high + _EPSILON
            for low, share, high in zip(least, shares, most, strict=True)
        )
        corner = (shares[0], shares[1], shares[2])
        if inside and not any(_same(corner, each) for each in found):
            found.append(corner)
    return _around(found)


def _same(one: Shares, other: Shares) -> bool:
    return all(abs(a - b) < _EPSILON for a, b in zip(one, other, strict=True))


def _around(corners: list[Shares]) -> list[Shares]:
    """Return corners in the order in which a line goes around them."""
    from math import atan2

    if not corners:
        return []
    points = [place(each) for each in corners]
    middle = (sum(x for x, _ in points) / len(points), sum(y for _, y in points) / len(points))
    return sorted(
        corners,
        key=lambda each: atan2(place(each)[1] - middle[1], place(each)[0] - middle[0]),
    )


def triangle(
    show: Showing,
    names: Sequence[str],
    given: Mapping[str, StudyInput],
    result: Mapping[str, object],
) -> Figure:
    """Return the triangle of shares with the core and the divisions in it."""
    worth = cast("list[float]", given["values"].value)
    outline = LineSeries("", ((0.0, 0.0), (1.0, 0.0), (0.5, _TOP), (0.0, 0.0)), tone="grey")
    series = [outline]
    corners = [] if result["core_empty"] else core_corners(worth)
    if corners:
        line = tuple(place(each) for each in (*corners, corners[0]))
        series.append(LineSeries("", line, tone="ink"))
    divisions = cast("Mapping[str, list[float] | None]", result["divisions"])
    pie = cast("float", result["pie"])
    callouts = [
        Callout(0.0, 0.0, names[0], below=True),
        Callout(1.0, 0.0, names[1], below=True),
        Callout(0.5, _TOP, names[2]),
    ]
    for rule in _POINTS:
        amounts = divisions[rule]
        if amounts is not None:
            x, y = place([each / pie for each in amounts])
            callouts.append(Callout(x, y, show.say(f"rule.{rule}")))
    chart = LineChart(
        tuple(series), Axis(-0.15, 1.15), Axis(-0.14, 1.0), callouts=tuple(callouts), height=80.0
    )
    return show.figure("triangle", chart, note=show.say("triangle.note"))
