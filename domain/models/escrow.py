"""What is held back of a party's amounts until a milestone: put in, released, forfeited."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from domain.units import WHOLE_BP

if TYPE_CHECKING:
    from collections.abc import Mapping

    from domain.models.sharing_terms import EscrowTerm, RuleTerms
    from domain.units import Quarter


@dataclass(frozen=True, slots=True)
class EscrowMove:
    """What happens in a quarter to what is held of one party's amounts.

    Attributes:
        term: None where no clause holds anything back any more: what is held is released.
        deposit_fen, release_fen, forfeit_fen: what is put in, paid to the party, lost by it.
    """

    party: str
    term: EscrowTerm | None
    opening_fen: int
    deposit_fen: int = 0
    release_fen: int = 0
    forfeit_fen: int = 0

    @property
    def closing_fen(self) -> int:
        """What is held at the end of the quarter."""
        return self.opening_fen + self.deposit_fen - self.release_fen - self.forfeit_fen

    @property
    def clause(self) -> str:
        """The clause that holds it back, empty when none does."""
        return self.term.clause if self.term else ""


def escrow_moves(
    terms: RuleTerms, quarter: Quarter, amounts: Mapping[str, int]
) -> tuple[EscrowMove, ...]:
    """Return what happens in a quarter to what is held, party by party.

    Everything is released in the first quarter in which the milestone is reached, unless it is
    later than the deadline; in the first quarter after the deadline everything is forfeited. Until
    then the share, rounded down to the fen, is put in. Where nobody is named to receive what is
    forfeited, it stays held.

    Args:
        terms: with what the quarters before left held.
        quarter: that is settled.
        amounts: what each party is due of the pool, less what it reinvests.
    """
    held = dict(terms.carried.held)
    moves = [
        _move(each, quarter, held.pop(each.party, 0), amounts, forfeits=bool(terms.residual_party))
        for each in terms.escrow
    ]
    dropped = [EscrowMove(party, None, fen, release_fen=fen) for party, fen in held.items()]
    return (*moves, *dropped)


def _move(
    term: EscrowTerm, quarter: Quarter, held: int, amounts: Mapping[str, int], *, forfeits: bool
) -> EscrowMove:
    reached, last = term.reached, term.deadline
    if reached is not None and quarter >= reached and (last is None or reached <= last):
        return EscrowMove(term.party, term, held, release_fen=held)
    if last is not None and quarter > last:
        return EscrowMove(term.party, term, held, forfeit_fen=held if forfeits else 0)
    deposit = amounts.get(term.party, 0) * term.share_bp // WHOLE_BP
    return EscrowMove(term.party, term, held, deposit_fen=deposit)
