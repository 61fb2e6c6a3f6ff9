"""A grant to a firm, by payer."""

from __future__ import annotations

from domain.entities.checks import at_most, in_order
from domain.entities.choices import INCENTIVE_KIND
from domain.entities.fields import (
    OWNER,
    choice,
    day,
    long_text,
    money,
    reference,
    share,
    text,
    whole,
)
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
        whole("vesting_quarters", minimum=1, maximum=200, unit="quarters", listed=False),
        whole("cliff_quarters", minimum=0, maximum=200, unit="quarters", listed=False),
        share("claw_back_interest_bp", listed=False),
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
        at_most("cliff_quarters", "vesting_quarters", "cliff_gt_vesting"),
    ),
)
