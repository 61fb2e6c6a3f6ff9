"""The funnel of incubation: who ever reached a stage, who stands there, how long it took."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from domain.standing.stages import stage_moves

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from domain.records import Records
    from domain.standing.stages import StageMove

STAGES: Final = ("lead", "screened", "panel", "admitted", "incubating", "ready", "graduated")
"""The stages of the funnel; on watch is beside it, the rejected, withdrawn and exited left it."""

_QUARTER: Final = Fraction(1, 4)


@dataclass(frozen=True, slots=True)
class Waiting:
    """A firm that stands at a stage, and for how many days."""

    firm: str
    stage: str
    days: int


@dataclass(frozen=True, slots=True)
class StageSpan:
    """One stage on a day.

    Attributes:
        reached: firms that ever came there.
        now: firms standing there.
        spent: days of each completed stay, in order; a stay is completed by the next move.
    """

    stage: str
    reached: int
    now: int
    spent: tuple[int, ...]

    def quantile(self, part: Fraction) -> Fraction | None:
        """Return a quantile of the days, interpolated between neighbours; None without stays."""
        return quantile(self.spent, part)

    @property
    def quartiles(self) -> tuple[Fraction, Fraction, Fraction] | None:
        """Lower quartile, median and upper quartile of the days."""
        found = [self.quantile(_QUARTER * step) for step in (1, 2, 3)]
        low, middle, high = found
        if low is None or middle is None or high is None:
            return None
        return low, middle, high


def quantile(ordered: Sequence[int], part: Fraction) -> Fraction | None:
    """Return a quantile by linear interpolation (type 7 of Hyndman & Fan 1996)."""
    if not ordered:
        return None
    place = part * (len(ordered) - 1)
    below = place.numerator // place.denominator
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (place - below) * (ordered[above] - ordered[below])


def funnel(records: Records, on: date) -> tuple[StageSpan, ...]:
    """Return the stages of the funnel at the end of a day."""
    by_firm = _moves_by_firm(records, on)
    spent: dict[str, list[int]] = {stage: [] for stage in STAGES}
    for moves in by_firm.values():
        for move, following in pairwise(moves):
            if move.to_stage in spent:
                spent[move.to_stage].append((following.date - move.date).days)
    return tuple(
        StageSpan(
            stage,
            sum(any(each.to_stage == stage for each in moves) for moves in by_firm.values()),
            sum(moves[-1].to_stage == stage for moves in by_firm.values()),
            tuple(sorted(spent[stage])),
        )
        for stage in STAGES
    )


def waiting(records: Records, on: date) -> tuple[Waiting, ...]:
    """Return the firms that stand at each stage, the longest first."""
    found = [
        Waiting(firm, moves[-1].to_stage, (on - moves[-1].date).days)
        for firm, moves in _moves_by_firm(records, on).items()
    ]
    return tuple(sorted(found, key=lambda each: -each.days))


def _moves_by_firm(records: Records, on: date) -> dict[str, list[StageMove]]:
    by_firm: dict[str, list[StageMove]] = {}
    for move in stage_moves(records):
        if move.date <= on:
            by_firm.setdefault(move.firm, []).append(move)
    return by_firm
