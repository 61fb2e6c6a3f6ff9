"""A grant to a firm, by payer."""

from __future__ import annotations

from domain.entities.checks import in_order
from domain.entities.choices import INCENTIVE_KIND
from domain.entities.fields import OWNER, choice, day, long_text, money, reference, text
from domain.records import EntitySpec

SPEC = EntitySpec(
    table="incentive",
    fields=(
        text("number", required=True, unique=True),
        reference("firm", "firm", required=True),
        reference("payer", "party", required=True),
        choice("kind", INCENTIVE_KIND, required=True),
        money("amount_fen"),
        day("start", required=True),
        day("end"),
        text("condition"),
        day("claw_back_date"),
        reference("resolution", "resolution", listed=False),
        long_text("remark", listed=False),
        OWNER,
    ),
    label=("number",),
    key=("number",),
    area="firms",
    icon="stacked",
    order=("-start",),
    period="start",
    rules=(
        in_order("start", "end", "end_before_start"),
        in_order("start", "claw_back_date", "date_order"),
    ),
)
