"""How an operator did under one contract: score, grade and index, quarter by quarter."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal, cast

from domain.models.operations import answer
from domain.standing.operators import score, score_at_threshold, scorecards
from domain.units import Quarter, quarters_back

if TYPE_CHECKING:
    from collections.abc import Sequence
    from fractions import Fraction

    from domain.records import Records
    from domain.standing.operators import Assessed

Grade = Literal["passed", "failed", "undecided"]

_MOST_CRITERIA: Final = 10
_LEAST: Final = 2
_OUT_OF: Final = 100


@dataclass(frozen=True, slots=True)
class Assessment:
    """One quarter of a contract.

    Attributes:
        lines: its indicators, the heaviest first.
        index: closeness to the best of the quarters compared, 0 to 1; None when too little is
            known to compare.
    """

    quarter: Quarter
    lines: tuple[Assessed, ...]
    index: float | None = None

    @property
    def score(self) -> Fraction | None:
        """Weighted attainment out of 100 over what is known."""
        return score(self.lines)

    @property
    def at_threshold(self) -> Fraction | None:
        """Return the score if each binding threshold were just met."""
        return score_at_threshold(self.lines)

    @property
    def missed(self) -> tuple[Assessed, ...]:
        """Indicators whose binding threshold is missed."""
        return tuple(line for line in self.lines if line.missed)

    @property
    def binding(self) -> tuple[Assessed, ...]:
        """Indicators that bind the operator."""
        return tuple(line for line in self.lines if line.threshold is not None)

    @property
    def unknown(self) -> tuple[Assessed, ...]:
        """Indicators of which nobody reported what was attained."""
        return tuple(line for line in self.lines if line.actual is None)

    @property
    def grade(self) -> Grade:
        """Thresholds first: one missed fails, whatever the score; one unknown leaves it open."""
        if self.missed:
            return "failed"
        open_ones = any(line.actual is None for line in self.binding)
        return "undecided" if open_ones or self.score is None else "passed"

    def lost(self) -> tuple[tuple[Assessed, Fraction], ...]:
        """Return the points that each indicator cost, the most first; those that cost none not."""
        known = [(line, part) for line in self.lines if (part := line.attainment) is not None]
        weight = sum(line.weight for line, _ in known)
        if not weight:
            return ()
        costs = [(line, (1 - part) * line.weight * _OUT_OF / weight) for line, part in known]
        return tuple(sorted((each for each in costs if each[1]), key=lambda each: -each[1]))


def assessments(
    records: Records, contract: str, last: Quarter, count: int
) -> tuple[Assessment, ...]:
    """Return the quarters of a contract up to ``last``, the oldest first, at most ``count``.

    Quarters on whose last day the contract does not run are left out. The index compares the
    quarters with each other: weights from the contract and from the data, over the indicators
    that are known in the last quarter.
    """
    cards = scorecards(records, quarters_back(last, count))
    mine = {
        quarter: tuple(line for line in lines if line.contract == contract)
        for quarter, lines in cards.items()
    }
    running = {quarter: lines for quarter, lines in mine.items() if lines}
    index = _indexes(running)
    return tuple(
        Assessment(quarter, lines, index.get(quarter)) for quarter, lines in running.items()
    )


def _indexes(cards: dict[Quarter, tuple[Assessed, ...]]) -> dict[Quarter, float]:
    """Return how near each quarter is to the best, for those that know what the last one does."""
    if not cards:
        return {}
    last = cards[max(cards)]
    criteria = [line for line in last if line.actual is not None and line.actual >= 0]
    criteria = criteria[:_MOST_CRITERIA]
    rows = {
        quarter: row
        for quarter, lines in cards.items()
        if (row := _row(lines, criteria)) is not None
    }
    if len(rows) < _LEAST or not criteria:
        return {}
    weights = [max(line.weight, 1) for line in criteria]
    found = answer(
        "governance.operator_index",
        {
            "matrix": list(rows.values()),
            "benefit": [not line.lower_better for line in criteria],
            "comparisons": [[one / other for other in weights] for one in weights],
        },
    )
    return dict(zip(rows, cast("list[float]", found["closeness"]), strict=True))


def _row(lines: Sequence[Assessed], criteria: Sequence[Assessed]) -> list[float] | None:
    known = {line.record: line.actual for line in lines}
    values = [known.get(line.record) for line in criteria]
    row = [float(value) for value in values if value is not None and value >= 0]
    return row if len(row) == len(criteria) else None
