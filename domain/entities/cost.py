"""An operating cost of a building in a quarter."""

from __future__ import annotations

from domain.entities.choices import COST_CATEGORY
from domain.entities.fields import OWNER, choice, long_text, money, quarter, reference
from domain.records import EntitySpec

SPEC = EntitySpec(
    table="cost",
    fields=(
        quarter("quarter", required=True),
        reference("building", "building", required=True),
        choice("category", COST_CATEGORY, required=True),
        reference("payer", "party"),
        money("budget_fen"),
        money("actual_fen"),
        money("recovered_fen"),
        long_text("remark", listed=False),
        OWNER,
    ),
    label=("category",),
    key=("building", "quarter", "category"),
    area="space",
    icon="space",
    order=("-quarter", "building.code"),
    period="quarter",
)
