"""What is held back of a party's amounts: carried over, put in, released and forfeited."""

from __future__ import annotations

from domain.entities.fields import balance, money, reference, text
from domain.records import EntitySpec

SPEC = EntitySpec(
    table="settlement_escrow",
    fields=(
        reference("settlement", "settlement", required=True),
        reference("party", "party", required=True),
        money("opening_fen", required=True),
        balance("corrected_fen", required=True),
        money("deposit_fen", required=True),
        money("release_fen", required=True),
        money("forfeit_fen", required=True),
        money("closing_fen", required=True),
        text("clause"),
    ),
    label=("party",),
    key=("settlement", "party"),
    area="agreements",
    icon="agreements",
    order=("settlement.quarter", "party"),
    kept=True,
)
