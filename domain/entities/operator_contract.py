"""A contract with an operator."""

from __future__ import annotations

from domain.entities.checks import in_order
from domain.entities.fields import OWNER, day, long_text, money, reference, text
from domain.records import EntitySpec

SPEC = EntitySpec(
    table="operator_contract",
    fields=(
        text("code", required=True, unique=True),
        reference("operator", "party", required=True),
        day("start", required=True),
        day("end"),
        money("annual_fee_fen"),
        text("document", listed=False),
        long_text("remark", listed=False),
        OWNER,
    ),
    label=("code",),
    key=("code",),
    area="space",
    icon="space",
    order=("code",),
    rules=(in_order("start", "end", "end_before_start"),),
)
