"""Risks: how grave each is, and where it stands in the matrix of probability and impact."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from domain.records import Query
from domain.standing.rows import day, text, whole_of

if TYPE_CHECKING:
    from datetime import date

    from domain.records import Records

Grade = Literal["low", "medium", "high", "extreme"]
STEPS: Final = 5
"""Probability and impact are graded from 1 to this."""

_FROM: Final[tuple[tuple[int, Grade], ...]] = (
    (15, "extreme"),
    (10, "high"),
    (5, "medium"),
    (0, "low"),
)


def level(probability: int, impact: int) -> int:
    """Return the level of a risk, 1 to 25."""
    return probability * impact


def grade(at: int) -> Grade:
    """Return the grade of a level: low to 4, medium to 9, high to 14, extreme above."""
    return next(name for least, name in _FROM if at >= least)


@dataclass(frozen=True, slots=True)
class Risk:
    """One risk of the register."""

    record: str
    title: str
    probability: int
    impact: int
    is_open: bool
    due: date | None

    @property
    def level(self) -> int:
        """Probability × impact."""
        return level(self.probability, self.impact)


def risks(records: Records) -> tuple[Risk, ...]:
    """Return all risks, the gravest first, of equal ones the likelier."""
    found = []
    for row in records.select(Query("risk", order=("title",))):
        probability, impact = whole_of(row, "probability"), whole_of(row, "impact")
        if probability is not None and impact is not None:
            found.append(
                Risk(
                    text(row, "id"),
                    text(row, "title"),
                    probability,
                    impact,
                    row["state"] == "open",
                    day(row, "due"),
                )
            )
    return tuple(sorted(found, key=lambda risk: (-risk.level, -risk.probability)))
