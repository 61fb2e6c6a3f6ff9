"""What one party is due and was paid by a settlement; of costs, what it owes and has paid."""

from __future__ import annotations

from domain.entities.checks import at_most
from domain.entities.choices import BOUND
from domain.entities.fields import balance, choice, day, money, reference, share, text, whole
from domain.records import EntitySpec

SPEC = EntitySpec(
    table="settlement_line",
    fields=(
        reference("settlement", "settlement", required=True),
        reference("party", "party", required=True),
        whole("rank", minimum=1, maximum=999),
        share("share_bp"),
        choice("bound", BOUND),
        # Of costs: what the party bears, what it paid before; due is the difference, below zero
        # where it owes, as is then what it has paid of it.
        balance("borne_fen"),
        balance("advanced_fen"),
        balance("due_fen", required=True),
        money("reinvested_fen"),
        balance("escrow_fen"),
        balance("paid_fen"),
        day("paid_on"),
        text("reference"),
    ),
    label=("party",),
    key=("settlement", "party"),
    area="agreements",
    icon="agreements",
    order=("settlement.quarter", "rank"),
    rules=(at_most("reinvested_fen", "due_fen", "reinvested_gt_due"),),
    kept=True,
)
