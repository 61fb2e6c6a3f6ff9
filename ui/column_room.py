"""Share the width of a table among its columns, so that no column stands half in sight."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class Need:
    """What a column asks for, in pixels: ``whole`` shows all of it, ``least`` a name shortened.

    ``drawn`` tells that the user has drawn it so wide.
    """

    whole: int
    least: int
    drawn: bool = False


def share_room(needs: Sequence[Need], flexible: int, room: int) -> list[int]:
    """Return the width of each column in a table ``room`` pixels wide.

    Where there is room for all, the ``flexible`` column takes what is left. Where there is not,
    names give way, the longest first; what even then finds no room stands whole beyond the edge.
    """
    widths = [each.whole for each in needs]
    shown = sum(1 for taken in accumulate(each.least for each in needs) if taken <= room)
    if not shown:
        return widths
    first = _given_way(needs[:shown], room)
    taker = flexible if flexible < shown else _widest(needs[:shown])
    first[taker] += room - sum(first)
    return [*first, *widths[shown:]]


def _given_way(needs: Sequence[Need], room: int) -> list[int]:
    """Return widths that fit, the longest names cut to one length."""
    most = max(each.whole for each in needs)
    while True:
        widths = [max(each.least, min(each.whole, most)) for each in needs]
        if sum(widths) <= room:
            return widths
        most -= 1


def _widest(needs: Sequence[Need]) -> int:
    free = [number for number, each in enumerate(needs) if not each.drawn]
    return max(free, key=lambda number: needs[number].whole, default=len(needs) - 1)
