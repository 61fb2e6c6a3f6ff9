"""Operation of the park: the operator's score, and how much of its cost is recovered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from domain.indicators.definition import THRESHOLD_MISSED, Figure, Indicator, ratio
from domain.records import Aggregate, Condition, Query
from domain.standing.operators import score, scorecards
from domain.standing.rows import amount, whole_of
from domain.units import Quarter

if TYPE_CHECKING:
    from collections.abc import Sequence

    from domain.records import Records, Row
    from domain.standing.operators import Assessed


def operator_score(records: Records, quarters: Sequence[Quarter]) -> tuple[Figure, ...]:
    """Weigh what the operator attained of each target, out of 100.

    Σ weight × min(1, actual/target) ÷ Σ weight of the known ones; where less is better
    min(1, target/actual). The note tells when a binding threshold is missed. Source: operator
    contract.
    """
    found: list[Figure] = []
    for lines in _cards(records, quarters):
        known = sum(line.attainment is not None for line in lines)
        note = THRESHOLD_MISSED if any(line.missed for line in lines) else ""
        found.append(Figure(score(lines), known, len(lines), note))
    return tuple(found)


def thresholds_missed(records: Records, quarters: Sequence[Quarter]) -> tuple[Figure, ...]:
    """Count the binding thresholds that the operator missed in a quarter."""
    found: list[Figure] = []
    for lines in _cards(records, quarters):
        binding = [line for line in lines if line.threshold is not None]
        known = sum(line.actual is not None for line in binding)
        missed = sum(line.missed for line in binding)
        note = THRESHOLD_MISSED if missed else ""
        found.append(Figure(missed if known else None, known, len(binding), note))
    return tuple(found)


def _cards(records: Records, quarters: Sequence[Quarter]) -> list[tuple[Assessed, ...]]:
    cards = scorecards(records, quarters)
    return [cards[quarter] for quarter in quarters]


def cost_sums(records: Records, first: Quarter, last: Quarter) -> Row:
    """Return actual and recovered cost of all buildings in some quarters, with known counts."""
    where = (Condition("quarter", ">=", str(first)), Condition("quarter", "<=", str(last)))
    rows = records.aggregate(
        Query("cost", where=where),
        (
            Aggregate("actual", "total", "actual_fen"),
            Aggregate("actual_known", "known", "actual_fen"),
            Aggregate("recovered", "total", "recovered_fen"),
            Aggregate("recovered_known", "known", "recovered_fen"),
            Aggregate("rows", "rows"),
        ),
    )
    return rows[0] if rows else {}


def recovery(row: Row) -> Figure:
    """Divide recovered by actual cost."""
    rows = amount(row, "rows")
    return ratio(
        Figure(whole_of(row, "recovered"), amount(row, "recovered_known"), rows),
        Figure(whole_of(row, "actual"), amount(row, "actual_known"), rows),
    )


def cost_recovery(records: Records, quarters: Sequence[Quarter]) -> tuple[Figure, ...]:
    """Divide recovered by actual cost of all buildings from January to the quarter's end."""
    return tuple(
        recovery(cost_sums(records, Quarter(quarter.year, 1), quarter)) for quarter in quarters
    )


def cost_recovery_quarter(records: Records, quarters: Sequence[Quarter]) -> tuple[Figure, ...]:
    """Divide recovered by actual cost of all buildings in a quarter."""
    return tuple(recovery(cost_sums(records, quarter, quarter)) for quarter in quarters)


INDICATORS: Final = (
    Indicator("operator_score", "score", "operation", operator_score, "up", headline=True),
    Indicator("thresholds_missed", "thresholds", "operation", thresholds_missed, "down"),
    Indicator("cost_recovery", "share", "operation", cost_recovery, "up", cumulative=True),
    Indicator("cost_recovery_quarter", "share", "operation", cost_recovery_quarter, "up"),
)
