"""What each party gains and pays in a quarter, and whether any is worse off."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from domain.errors import DomainError
from domain.indicators.definition import Figure, Indicator, Limits
from domain.models.settlement_inputs import settle
from domain.records import Aggregate, Condition, Query
from domain.standing.rows import amount, text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from domain.records import Records, Row
    from domain.units import Quarter


UNRECKONED: Final = frozenset({"phases_missing", "phases_not_contiguous", "shares_not_whole"})
"""Why a rule in force has no amount: what it gives is unknown then, not nothing."""


@dataclass(frozen=True, slots=True)
class Benefit:
    """One party's quarter.

    Attributes:
        due_fen: due under the sharing rules, None when one of them cannot be settled.
        cost_fen: park costs it paid less what was recovered.
        set_off_fen: what the others owe it of them under the rules on costs, less than zero where
            it owes them.
        incentives_fen: incentives it grants that begin in the quarter, in full.
        complete: every firm reported every tax that is shared.
    """

    party: str
    due_fen: int | None
    reinvested_fen: int
    cost_fen: int
    incentives_fen: int
    complete: bool
    set_off_fen: int = 0

    @property
    def borne_fen(self) -> int:
        """Park costs that stay with it once the others have paid their part."""
        return self.cost_fen - self.set_off_fen

    @property
    def net_fen(self) -> int | None:
        """Due less costs borne and incentives; None while the settlement is unknown."""
        if self.due_fen is None:
            return None
        return self.due_fen - self.borne_fen - self.incentives_fen


def benefits(records: Records, quarter: Quarter) -> tuple[Benefit, ...]:
    """Return what each party of the agreements gains and pays in a quarter.

    Net benefit = due under the sharing rules − park costs borne − incentives begun. A party bears
    what it paid, net of recovery, less what the others owe it under the rules on costs, and what
    it owes them. Left out, because they are capital or are not recorded per party: land and its
    counter-values, infrastructure, tax that a county keeps from returned production, and output
    counted for appraisal. Without an agreement there is no statement. Source: Hu & Zhang 2024,
    §1.1 (a region can gain without the other losing).
    """
    try:
        result = settle(records, quarter)
    except DomainError:
        return ()  # terms that cannot be applied are told where the settlement is shown
    settled = any(rule.outcome == "settled" for rule in result.incomes or result.costs)
    settled = settled and UNRECKONED.isdisjoint(result.inputs.unsettled.values())
    costs, granted = _costs(records, quarter), _granted(records, quarter)
    return tuple(
        Benefit(
            party,
            result.due_fen(party) if settled else None,
            result.reinvested_fen(party),
            costs.get(party, 0),
            granted.get(party, 0),
            result.complete,
            result.set_off_fen(party),
        )
        for party in result.inputs.parties
    )


def _costs(records: Records, quarter: Quarter) -> dict[str, int]:
    rows = records.aggregate(
        Query("cost", where=(Condition("quarter", "=", str(quarter)),)),
        (
            Aggregate("actual", "total", "actual_fen"),
            Aggregate("recovered", "total", "recovered_fen"),
        ),
        by=("payer.code",),
    )
    return {_party(row): amount(row, "actual") - amount(row, "recovered") for row in rows}


def _granted(records: Records, quarter: Quarter) -> dict[str, int]:
    where = (
        Condition("start", ">=", quarter.first_day.isoformat()),
        Condition("start", "<=", quarter.last_day.isoformat()),
    )
    rows = records.aggregate(
        Query("incentive", where=where),
        (Aggregate("granted", "total", "amount_fen"),),
        by=("payer.code",),
    )
    return {_party(row): amount(row, "granted") for row in rows}


def _party(row: Row) -> str:
    return text(row, "payer.code")


def worse_off(records: Records, quarters: Sequence[Quarter]) -> tuple[Figure, ...]:
    """Count the parties whose net benefit is negative in a quarter."""
    found: list[Figure] = []
    for quarter in quarters:
        each_party = benefits(records, quarter)
        nets = [each.net_fen for each in each_party if each.net_fen is not None]
        count = sum(net < 0 for net in nets) if nets else None
        found.append(Figure(count, len(nets), len(each_party)))
    return tuple(found)


INDICATORS: Final = (
    Indicator(
        "parties_worse_off", "parties", "governance", worse_off, "down", limits=Limits(None, 0)
    ),
)
