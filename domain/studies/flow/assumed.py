"""Usual values of the flow model where the records say nothing, and how far the draws go."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from domain.models.flow.inputs import CATCH_UP, KNOWLEDGE, MOBILITY
from domain.models.given import (
    NOT_NEGATIVE,
    OPEN_UNIT,
    POSITIVE_TO_ONE,
    UNIT,
    Range,
)
from domain.studies.study import Said, StudyInput


@dataclass(frozen=True, slots=True)
class Assumed:
    """A parameter with its usual value.

    Attributes:
        reach: share of the value by which the draws go below and above it, 0 for not drawn.
        unit: as in ``domain.measures``.
    """

    name: str
    value: float
    limits: Range
    reach: float = 0.0
    unit: str = ""

    @property
    def told_as(self) -> str:
        """End of the keys that tell its bounds: those of a share are written in its unit, %."""
        return "_share" if self.unit == "ratio" else ""

    def ends(self, value: float) -> tuple[float, float]:
        """Return the lowest and highest value drawn around a value, within the limits."""
        low, high = value * (1 - self.reach), value * (1 + self.reach)
        return max(low, self.limits.low), min(high, self.limits.high)


PARAMETERS: Final = (
    Assumed("congestion_elasticity", 0.35, OPEN_UNIT, 0.2),
    Assumed("knowledge_elasticity", 0.15, KNOWLEDGE, 1 / 3),
    Assumed("knowledge_rate", 0.10, POSITIVE_TO_ONE, 0.5),
    Assumed("spillover_share", 0.20, UNIT, 0.5, "ratio"),
    Assumed("catch_up_rate", 0.02, CATCH_UP, 0.75),
    Assumed("mobility", 0.15, MOBILITY, 2 / 3),
    Assumed("donor_limit", 0.25, POSITIVE_TO_ONE, 0.0, "ratio"),
)
"""Parameters of the regions, in the order in which they are shown."""

KNOWLEDGE_RETURN: Final = Assumed("knowledge_return", 0.10, UNIT, 0.6)
FRICTION: Final = Assumed("friction", 0.0, UNIT)
DISCOUNT_RATE: Final = Assumed("discount_rate", 0.01, Range(-1, low_open=True), 0.0, "ratio")
DISTANCE: Final = Assumed("distance_km", 200.0, NOT_NEGATIVE, 0.0, "km")

QUARTERS: Final = 40
DRAWS: Final = 300
MOST_QUARTERS: Final = Range(4, 400)
MOST_DRAWS: Final = Range(20, 5000)

DRAWN: Final = tuple(each for each in (*PARAMETERS, KNOWLEDGE_RETURN) if each.reach)
"""Parameters that are drawn in the Monte Carlo runs."""


def assumed_input(each: Assumed) -> StudyInput:
    """Return a parameter at its usual value, saying how far the draws go."""
    if not each.reach:
        source = Said("study.source.assumed")
    else:
        low, high = each.ends(each.value)
        key = f"study.source.assumed_drawn{each.told_as}"
        source = Said(key, {"low": low, "high": high})
    return StudyInput(each.name, each.value, "assumed", source, each.unit, each.limits)


def whole_input(name: str, value: int, limits: Range, unit: str = "") -> StudyInput:
    """Return a whole number that the analyst chooses."""
    return StudyInput(name, value, "assumed", Said("study.source.chosen"), unit, limits)
