"""What a firm owes, or would owe, of an incentive whose terms it breaks."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from domain.measures import half_up
from domain.models.agreement import claw_back, earned
from domain.standing.rows import amount, day, whole_of
from domain.units import WHOLE_BP, Quarter

if TYPE_CHECKING:
    from domain.records import Row


@dataclass(frozen=True, slots=True)
class Owed:
    """What is to be paid back of a grant.

    Attributes:
        quarters: from that of the grant to that of the breach.
        earned_bp: part of the grant that the firm has earned by then.
        owed_fen: rounded half up to the fen, with interest.
        repaid_fen: what of it was paid back, None while the terms are kept.
    """

    quarters: int
    earned_bp: int
    owed_fen: int
    repaid_fen: int | None


def owed(incentive: Row, breach: Row | None, supposed: Quarter) -> Owed | None:
    """Return what is to be paid back, None where no vesting or no amount is recorded.

    Without cliff or interest the grant is earned from the first quarter on and bears none.

    Args:
        incentive: its fields.
        breach: the recorded breach, None while the terms are kept.
        supposed: quarter in which a breach is supposed while none is recorded.
    """
    start, granted = day(incentive, "start"), whole_of(incentive, "amount_fen")
    vesting = whole_of(incentive, "vesting_quarters")
    if start is None or granted is None or vesting is None:
        return None
    broken = day(breach or {}, "date")
    at = Quarter.of(broken) if broken else supposed
    quarter = at.index - Quarter.of(start).index
    if quarter < 0:
        return None
    cliff = amount(incentive, "cliff_quarters")
    interest = Fraction(amount(incentive, "claw_back_interest_bp"), WHOLE_BP)
    return Owed(
        quarter,
        half_up(earned(quarter, cliff, vesting) * WHOLE_BP),
        half_up(claw_back(Fraction(granted), quarter, cliff, vesting, interest)),
        amount(breach, "repaid_fen") if breach else None,
    )
