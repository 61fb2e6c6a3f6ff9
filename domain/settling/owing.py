"""Say who owes whom of the costs that a settlement divides, and what was paid of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from domain.settling.statement import Line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from domain.models.settled import PartyLine
    from domain.settling.statement import RuleSettlement


@dataclass(frozen=True, slots=True)
class Transfer:
    """What one party owes another.

    Attributes:
        debtor, creditor: lines of the two parties.
        paid_fen: what of it the debtor has paid.
    """

    debtor: Line
    creditor: Line
    fen: int
    paid_fen: int = 0

    @property
    def open_fen(self) -> int:
        """What is still owed."""
        return self.fen - self.paid_fen


def transfers(lines: Iterable[Line]) -> tuple[Transfer, ...]:
    """Return who owes whom under one settlement of costs, nothing where income is shared.

    Parties stand in the order of the rule: the first that owes pays the first to be paid back
    until that one has all, then the next. What a party has paid goes the same way.
    """
    mine = [line for line in lines if line.advanced_fen is not None]
    owing = [(line, -line.payable_fen) for line in mine if line.payable_fen < 0]
    left = {line.party: line.payable_fen for line in mine if line.payable_fen > 0}
    creditors = [line for line in mine if line.payable_fen > 0]
    found: list[Transfer] = []
    for debtor, owed in owing:
        paid, rest = -(debtor.paid_fen or 0), owed
        for creditor in creditors:
            part = min(rest, left[creditor.party])
            if part:
                found.append(Transfer(debtor, creditor, part, min(part, paid)))
                left[creditor.party] -= part
                rest, paid = rest - part, paid - min(part, paid)
    return tuple(found)


def received(found: Iterable[Transfer], creditor: str) -> int:
    """Return what a party was paid by all who owe it."""
    return sum(each.paid_fen for each in found if each.creditor.party == creditor)


def owed(rule: RuleSettlement) -> tuple[Transfer, ...]:
    """Return who owes whom under a rule: as recorded, or as reckoned while nothing is recorded."""
    if rule.record or rule.today is None:
        return transfers(rule.lines)
    return transfers(_reckoned(line) for line in rule.today.lines)


def _reckoned(line: PartyLine) -> Line:
    """Return a line as it would be recorded today."""
    return Line(
        "",
        line.party,
        line.share_bp,
        line.bound,
        line.due_fen,
        line.reinvested_fen,
        line.escrow_fen,
        (),
        None,
        "",
        "",
        line.borne_fen,
        line.advanced_fen,
    )
