"""Operations of the family ``agreement``: an agreement replayed, and its single steps."""

from domain.models.contract.settling import settle
from domain.models.contract.sharing import (
    attribution,
    bounded_proportional,
    clawback,
    land_balance,
    round_shares,
    share_cost,
)

__all__ = [
    "attribution",
    "bounded_proportional",
    "clawback",
    "land_balance",
    "round_shares",
    "settle",
    "share_cost",
]
