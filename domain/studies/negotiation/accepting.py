"""Say which divisions all parties accept: nobody does better alone, no group without the others."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

Shares = tuple[float, ...]
_EPSILON: Final = 1e-9
_TRIANGLE: Final = 3


def gain_ranges(worth: Sequence[float], count: int) -> list[list[float]] | None:
    """Return the least and most of each party when nobody has less than alone; None if impossible.

    Args:
        worth: of the coalitions by bitmask.
        count: parties.
    """
    alone = [worth[1 << at] for at in range(count)]
    left = worth[-1] - sum(alone)
    return None if left < 0 else [[own, own + left] for own in alone]


def core_ranges(worth: Sequence[float], count: int) -> list[list[float]]:
    """Return the least and most that each party can have in the core, which is not empty.

    Args:
        worth: of the coalitions by bitmask.
        count: parties.
    """
    from scipy.optimize import linprog

    full = (1 << count) - 1
    rows = [[-float(mask >> at & 1) for at in range(count)] for mask in range(1, full)]
    limits = [-worth[mask] for mask in range(1, full)]
    found = []
    for at in range(count):
        ends = []
        for sign in (1.0, -1.0):
            solved = linprog(
                [sign if each == at else 0.0 for each in range(count)],
                A_ub=rows or None,
                b_ub=limits or None,
                A_eq=[[1.0] * count],
                b_eq=[worth[full]],
                bounds=[(None, None)] * count,
            )
            ends.append(float(solved.x[at]))
        found.append(ends)
    return found


def core_corners(worth: Sequence[float]) -> list[Shares]:
    """Return the corners of the core of two or three parties in order, as shares of the pie.

    Args:
        worth: of the coalitions by bitmask.
    """
    count = len(worth).bit_length() - 1
    last, pie = len(worth) - 1, worth[-1]
    least = [worth[1 << at] / pie for at in range(count)]
    most = [1 - worth[last - (1 << at)] / pie for at in range(count)]
    return _corners(least, most)


def gain_corners(worth: Sequence[float]) -> list[Shares]:
    """Return the corners of the divisions that give nobody less than alone, as shares."""
    count = len(worth).bit_length() - 1
    least = [worth[1 << at] / worth[-1] for at in range(count)]
    return _corners(least, [max(low, 1 - sum(least) + low) for low in least])


def _corners(least: Sequence[float], most: Sequence[float]) -> list[Shares]:
    """Return the corners of the shares between bounds, in the order around them."""
    count = len(least)
    if count < _TRIANGLE:
        first = (max(least[0], 1 - most[1]), min(most[0], 1 - least[1]))
        return [(each, 1 - each) for each in first] if first[0] <= first[1] + _EPSILON else []
    bounds = [(at, value) for at in range(3) for value in (least[at], most[at])]
    found: list[Shares] = []
    for (one, first_value), (two, second_value) in combinations(bounds, 2):
        if one == two:
            continue
        shares = [0.0, 0.0, 0.0]
        shares[one], shares[two] = first_value, second_value
        shares[3 - one - two] = 1 - first_value - second_value
        inside = all(
            low - _EPSILON <= share <= high + _EPSILON
            for low, share, high in zip(least, shares, most, strict=True)
        )
        if inside and not any(_same(shares, each) for each in found):
            found.append(tuple(shares))
    return _around(found)


def _same(one: Sequence[float], other: Sequence[float]) -> bool:
    return all(abs(a - b) < _EPSILON for a, b in zip(one, other, strict=True))


def _around(corners: list[Shares]) -> list[Shares]:
    """Return corners in the order in which a line goes around them."""
    from math import atan2

    from domain.reports.divisions import place

    if not corners:
        return []
    points = [place(each) for each in corners]
    middle = (sum(x for x, _ in points) / len(points), sum(y for _, y in points) / len(points))
    return sorted(
        corners,
        key=lambda each: atan2(place(each)[1] - middle[1], place(each)[0] - middle[0]),
    )
