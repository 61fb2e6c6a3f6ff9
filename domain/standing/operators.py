"""Operators: the indicators of their contracts, attained or missed in a quarter."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from domain.called import worded, worded_columns
from domain.measures import exactly
from domain.records import Condition, Query
from domain.standing.rows import amount, number_of, text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from domain.called import Called
    from domain.records import Records, Row
    from domain.units import Quarter

_FULL: Final = Fraction(1)
_OUT_OF: Final = 100
_COLUMNS: Final = (
    "contract",
    "contract.code",
    "contract.start",
    "contract.end",
    *worded_columns("name"),
    *worded_columns("unit"),
    "weight",
    "target_value",
    "threshold",
    "direction",
    *worded_columns("consequence"),
)


@dataclass(frozen=True, slots=True)
class Assessed:
    """One indicator of an operator's contract in one quarter.

    Attributes:
        record: the indicator.
        name, unit, consequence: as the contract words them, and in other languages.
        actual: what was attained, None when unknown.
        lower_better: less is better.
        missed_for: quarters in a row, up to this one, in which the threshold was missed.
    """

    record: str
    contract: str
    contract_code: str
    name: Called
    unit: Called
    weight: int
    target: Fraction | None
    threshold: Fraction | None
    lower_better: bool
    consequence: Called
    actual: Fraction | None
    missed_for: int = 0

    @property
    def attainment(self) -> Fraction | None:
        """Part of the target that was attained, at most 1; None when unknown."""
        if self.actual is None or self.target is None:
            return None
        upper, lower = self.actual, self.target
        if self.lower_better:
            upper, lower = lower, upper
        return _FULL if not lower else min(_FULL, upper / lower)

    @property
    def missed(self) -> bool:
        """Tell whether the binding threshold is missed."""
        return _missed(self.actual, self.threshold, lower_better=self.lower_better)


def _missed(actual: Fraction | None, threshold: Fraction | None, *, lower_better: bool) -> bool:
    if actual is None or threshold is None:
        return False
    return actual > threshold if lower_better else actual < threshold


def scorecards(
    records: Records, quarters: Sequence[Quarter]
) -> dict[Quarter, tuple[Assessed, ...]]:
    """Return the assessment of every operator under contract, by quarter.

    A contract counts when it runs on the quarter's last day.
    """
    indicators = records.select(
        Query("operator_indicator", columns=_COLUMNS, order=("contract.code", "-weight", "name"))
    )
    last = max(str(quarter) for quarter in quarters)
    scores = records.select(
        Query(
            "operator_score",
            columns=("indicator", "quarter", "actual"),
            where=(Condition("quarter", "<=", last),),
        )
    )
    actuals = {
        (text(row, "indicator"), text(row, "quarter")): exactly(value)
        for row in scores
        if (value := number_of(row, "actual")) is not None
    }
    return {
        quarter: tuple(
            _assessed(row, quarter, actuals) for row in indicators if _runs(row, quarter)
        )
        for quarter in quarters
    }


def _runs(row: Row, quarter: Quarter) -> bool:
    return runs_in(text(row, "contract.start"), text(row, "contract.end"), quarter)


def runs_in(start: str, end: str, quarter: Quarter) -> bool:
    """Tell whether a contract runs on the last day of a quarter; no end is never."""
    last = quarter.last_day.isoformat()
    return start <= last and (not end or last <= end)


def _assessed(row: Row, quarter: Quarter, actuals: dict[tuple[str, str], Fraction]) -> Assessed:
    indicator = text(row, "id")
    threshold = _exact(row, "threshold")
    lower_better = row["direction"] == "lower"
    missed_for, at = 0, quarter
    while _missed(actuals.get((indicator, str(at))), threshold, lower_better=lower_better):
        missed_for, at = missed_for + 1, at.plus(-1)
    return Assessed(
        indicator,
        text(row, "contract"),
        text(row, "contract.code"),
        worded(row, "name"),
        worded(row, "unit"),
        amount(row, "weight"),
        _exact(row, "target_value"),
        threshold,
        lower_better,
        worded(row, "consequence"),
        actuals.get((indicator, str(quarter))),
        missed_for,
    )


def _exact(row: Row, name: str) -> Fraction | None:
    value = number_of(row, name)
    return None if value is None else exactly(value)


def score_at_threshold(lines: Sequence[Assessed]) -> Fraction | None:
    """Return the score if each binding threshold were just met, all else being as reported.

    Measured over the same indicators as ``score``, so that the two can be held side by side; None
    when nothing is known or no indicator that is known binds.
    """
    known = [line for line in lines if line.attainment is not None]
    if all(line.threshold is None for line in known):
        return None
    return score(
        line if line.threshold is None else replace(line, actual=line.threshold) for line in known
    )


def score(lines: Iterable[Assessed]) -> Fraction | None:
    """Return the weighted attainment out of 100 over the indicators that are known.

    Indicators of several contracts are weighed together; None when nothing is known.
    """
    known = [(line.weight, part) for line in lines if (part := line.attainment) is not None]
    weight = sum(each for each, _ in known)
    if not weight:
        return None
    return sum((each * part for each, part in known), Fraction(0)) * _OUT_OF / weight
