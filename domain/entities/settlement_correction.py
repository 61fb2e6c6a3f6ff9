"""What a later settlement adds or takes back because an earlier one rested on other figures."""

from __future__ import annotations

from domain.entities.fields import balance, reference, structure
from domain.records import EntitySpec

SPEC = EntitySpec(
    table="settlement_correction",
    fields=(
        reference("settlement", "settlement", required=True),
        reference("corrected", "settlement", required=True),
        reference("party", "party"),
        balance("due_fen", required=True),
        balance("reinvested_fen", required=True),
        balance("escrow_fen"),
        structure("inputs", required=True, listed=False),
    ),
    label=("party",),
    key=("settlement", "corrected", "party"),
    area="agreements",
    icon="agreements",
    order=("settlement.quarter", "corrected.quarter"),
    kept=True,
)
