"""Find where the worth of groups is doubtful: more members worth less, apart worth more."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

_NOTHING: Final = 1e-9


def doubts(worth: Sequence[float], count: int) -> dict[str, object]:
    """Return how often, and where first, a group is worth less than its parts.

    Returns ``not_monotone`` and ``not_superadditive``, each with its ``count`` and the ``first``
    pair of coalitions as bitmasks: a coalition and one within it, or two without a common member.
    """
    slack = _NOTHING * max(1.0, *map(abs, worth))
    less = [
        [mask, mask & ~(1 << at)]
        for mask in range(1, 1 << count)
        for at in range(count)
        if mask >> at & 1 and worth[mask] < worth[mask & ~(1 << at)] - slack
    ]
    apart = [
        [one, mask ^ one]
        for mask in range(1, 1 << count)
        for one in _parts(mask)
        if worth[one] + worth[mask ^ one] > worth[mask] + slack
    ]
    return {"not_monotone": _counted(less), "not_superadditive": _counted(apart)}


def _parts(mask: int) -> list[int]:
    """Return one of the two halves of each way to part a coalition."""
    found, one = [], (mask - 1) & mask
    while one:
        if one > mask ^ one:
            found.append(one)
        one = (one - 1) & mask
    return found


def _counted(pairs: list[list[int]]) -> dict[str, object]:
    return {"count": len(pairs), "first": pairs[0] if pairs else None}
