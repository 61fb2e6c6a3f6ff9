"""The traffic light of a quarter, and what set it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Literal

from domain.errors import DomainError
from domain.indicators.benefit import benefits
from domain.indicators.reading import ENOUGH_KNOWN_BP
from domain.indicators.remembered import Remembered
from domain.models.settlement_inputs import settle
from domain.records import Condition, Query
from domain.standing.actions import overdue_actions
from domain.standing.completeness import completeness
from domain.standing.operators import scorecards
from domain.standing.rows import text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from domain.records import Records
    from domain.units import Quarter

State = Literal["green", "amber", "red", "undecided"]

LONG_OVERDUE_DAYS: Final = 90
LONG_MISSED_QUARTERS: Final = 4


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that sets the light; its words are ``light.reason.<key>`` with ``values``."""

    key: str
    state: State
    values: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Light:
    """The light of a quarter and all reasons, the gravest first."""

    state: State
    reasons: tuple[Reason, ...]


def light(records: Records, quarter: Quarter) -> Light:
    """Return the light of a quarter.

    Red: a party's net benefit is negative, a settlement is disputed, or one binding threshold is
    missed for four quarters in a row. Amber: a binding threshold is missed, the data of the
    settlement are incomplete, a joint meeting had no quorum, or an action is overdue by more
    than 90 days. Green: none of these. Undecided: fewer than 80 % of the figures asked for are
    known; then only the gaps are told.
    """
    remembered = Remembered(records)
    done = completeness(remembered, quarter)
    if done.share is None or done.share < ENOUGH_KNOWN_BP:
        values = {"known": done.known, "expected": done.expected}
        return Light("undecided", (Reason("too_few_data", "undecided", values),))
    reasons = [
        *_parties(remembered, quarter),
        *_disputes(remembered, quarter),
        *_thresholds(remembered, quarter),
        *_settlement(remembered, quarter),
        *_quorum(remembered, quarter),
        *_overdue(remembered, quarter),
    ]
    red = [reason for reason in reasons if reason.state == "red"]
    amber = [reason for reason in reasons if reason.state == "amber"]
    state: State = "red" if red else "amber" if amber else "green"
    return Light(state, (*red, *amber))


def _parties(records: Records, quarter: Quarter) -> Iterator[Reason]:
    for each in benefits(records, quarter):
        if each.net_fen is not None and each.net_fen < 0:
            values = {"party": each.party, "amount_fen": each.net_fen}
            yield Reason("party_worse_off", "red", values)


def _disputes(records: Records, quarter: Quarter) -> Iterator[Reason]:
    disputed = records.count(
        Query(
            "settlement",
            where=(Condition("state", "=", "disputed"), Condition("quarter", "<=", str(quarter))),
        )
    )
    if disputed:
        yield Reason("settlement_disputed", "red", {"count": disputed})


def _thresholds(records: Records, quarter: Quarter) -> Iterator[Reason]:
    lines = scorecards(records, (quarter,))[quarter]
    for line in lines:
        if line.missed_for >= LONG_MISSED_QUARTERS:
            values = {"name": line.name, "count": line.missed_for}
            yield Reason("threshold_missed_long", "red", values)
    missed = sum(line.missed for line in lines)
    if missed:
        yield Reason("thresholds_missed", "amber", {"count": missed})


def _settlement(records: Records, quarter: Quarter) -> Iterator[Reason]:
    try:
        result = settle(records, quarter)
    except DomainError as error:
        yield Reason("terms_not_applicable", "amber", {"error": error.key})
        return
    for rule, why in result.inputs.unsettled.items():
        yield Reason(f"rule_{why}", "amber", {"rule": rule})
    if result.rules and result.known < result.expected:
        values = {"known": result.known, "expected": result.expected}
        yield Reason("settlement_incomplete", "amber", values)


def _quorum(records: Records, quarter: Quarter) -> Iterator[Reason]:
    rows = records.select(
        Query(
            "meeting",
            columns=("number",),
            where=(
                Condition("date", ">=", quarter.first_day.isoformat()),
                Condition("date", "<=", quarter.last_day.isoformat()),
                Condition("quorum_met", "=", 0),
            ),
        )
    )
    for row in rows:
        yield Reason("no_quorum", "amber", {"meeting": text(row, "number")})


def _overdue(records: Records, quarter: Quarter) -> Iterator[Reason]:
    last = quarter.last_day
    late = [each.days_late(last) for each in overdue_actions(records, last)]
    long = [days for days in late if days > LONG_OVERDUE_DAYS]
    if long:
        yield Reason("actions_overdue", "amber", {"count": len(long), "days": max(long)})
