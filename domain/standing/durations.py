"""How long firms stay at each stage, and how many ever reached it."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from domain.standing.stages import StageMove

FUNNEL: Final = (
    "lead",
    "screened",
    "panel",
    "admitted",
    "incubating",
    "ready",
    "graduated",
)
"""The way through the park; on watch, exits and refusals leave it."""

_QUARTERS: Final = 4


@dataclass(frozen=True, slots=True)
class Stay:
    """What is known of one stage on a day.

    Attributes:
        reached: firms that were ever at the stage.
        present: firms that are there now.
        completed: days of the stays that have ended, rising.
        longest_open: days of the longest stay that has not, None when nobody is there.
    """

    stage: str
    reached: int
    present: int
    completed: tuple[int, ...]
    longest_open: int | None

    def quartile(self, number: int) -> Fraction | None:
        """Return a quartile of the completed stays (2 is the median), None without any.

        Between two observations it is interpolated linearly.
        """
        if not self.completed:
            return None
        place = Fraction((len(self.completed) - 1) * number, _QUARTERS)
        low = place.numerator // place.denominator
        high = min(low + 1, len(self.completed) - 1)
        part = place - low
        return self.completed[low] * (1 - part) + self.completed[high] * part


def stays(moves: Sequence[StageMove], on: date, stages: Sequence[str] = FUNNEL) -> tuple[Stay, ...]:
    """Return the stays at each stage of the funnel, or of another way, up to the end of a day.

    A firm that comes back to a stage has stayed there twice.
    """
    completed: dict[str, list[int]] = {stage: [] for stage in stages}
    reached: dict[str, set[str]] = {stage: set() for stage in stages}
    current: dict[str, StageMove] = {}
    for move in moves:
        if move.date > on:
            break
        before = current.get(move.firm)
        if before is not None and before.to_stage in completed:
            completed[before.to_stage].append((move.date - before.date).days)
        if move.to_stage in reached:
            reached[move.to_stage].add(move.firm)
        current[move.firm] = move
    return tuple(
        _stay(stage, reached[stage], completed[stage], list(current.values()), on)
        for stage in stages
    )


def _stay(
    stage: str, reached: set[str], completed: list[int], current: Sequence[StageMove], on: date
) -> Stay:
    there = [(on - move.date).days for move in current if move.to_stage == stage]
    return Stay(stage, len(reached), len(there), tuple(sorted(completed)), max(there, default=None))
