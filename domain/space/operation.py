"""Who operates a building: its regimes over time, and the operator on a day."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from domain.records import Query
from domain.standing.rows import day, text

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from domain.records import Records


@dataclass(frozen=True, slots=True)
class Span:
    """Days from ``start`` to ``end``, both included; an unknown end is that of what runs on."""

    start: date
    end: date | None

    def holds(self, on: date) -> bool:
        """Tell whether a day lies within."""
        return self.start <= on and (self.end is None or on <= self.end)


@dataclass(frozen=True, slots=True)
class Regime:
    """One regime of a building; ``operator`` is the party it names, empty when none."""

    building: str
    regime: str
    operator: str
    span: Span


@dataclass(frozen=True, slots=True)
class Contracted:
    """A building under contract with an operator."""

    building: str
    operator: str
    span: Span


def regimes(records: Records) -> tuple[Regime, ...]:
    """Return the regimes of all buildings, the oldest first."""
    columns = ("building", "regime", "operator", "start", "end")
    rows = records.select(Query("building_regime", columns=columns, order=("start",)))
    return tuple(
        Regime(
            text(row, "building"),
            text(row, "regime"),
            text(row, "operator"),
            Span(start, day(row, "end")),
        )
        for row in rows
        if (start := day(row, "start")) is not None
    )


def contracted(records: Records) -> tuple[Contracted, ...]:
    """Return which buildings were under contract with which operator, the oldest first."""
    columns = ("building", "contract.operator", "contract.start", "contract.end")
    rows = records.select(Query("contract_building", columns=columns, order=("contract.start",)))
    return tuple(
        Contracted(
            text(row, "building"),
            text(row, "contract.operator"),
            Span(start, day(row, "contract.end")),
        )
        for row in rows
        if (start := day(row, "contract.start")) is not None
    )


def regime_on(known: Iterable[Regime], building: str, on: date) -> Regime | None:
    """Return the regime of a building on a day, None where none is recorded."""
    return next((each for each in known if each.building == building and each.span.holds(on)), None)


def operator_on(regime: Regime, contracts: Iterable[Contracted], on: date) -> str:
    """Return the operator under a regime on a day, empty when the committee operates itself.

    It is the party that the regime names, else that of the contract in force that day.
    """
    if regime.operator or regime.regime == "committee":
        return regime.operator
    mine = [
        each.operator
        for each in contracts
        if each.building == regime.building and each.span.holds(on)
    ]
    return mine[-1] if mine else ""
