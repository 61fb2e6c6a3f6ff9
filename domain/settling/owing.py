"""Say who owes whom of the costs that a settlement divides, and what was paid of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from domain.settling.statement import Line


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
    left = {line.record: line.payable_fen for line in mine if line.payable_fen > 0}
    creditors = [line for line in mine if line.payable_fen > 0]
    found: list[Transfer] = []
    for debtor, owed in owing:
        paid, rest = -(debtor.paid_fen or 0), owed
        for creditor in creditors:
            part = min(rest, left[creditor.record])
            if part:
                found.append(Transfer(debtor, creditor, part, min(part, paid)))
                left[creditor.record] -= part
                rest, paid = rest - part, paid - min(part, paid)
    return tuple(found)


def received(found: Iterable[Transfer], creditor: str) -> int:
    """Return what the holder of a line was paid by all who owe it."""
    return sum(each.paid_fen for each in found if each.creditor.record == creditor)
