"""A lease of a unit."""

from __future__ import annotations

from domain.entities.checks import apart, in_order
from domain.entities.fields import OWNER, day, long_text, money, reference, share, text, whole
from domain.records import EntitySpec

SPEC = EntitySpec(
    table="lease",
    fields=(
        text("number", required=True, unique=True),
        reference("firm", "firm", required=True),
        reference("unit", "unit", required=True),
        day("start", required=True),
        day("end", required=True),
        day("early_end"),
        money("rent_fen", unit="yuan_per_m2_month"),
        whole("free_months", minimum=0, unit="months"),
        share("escalator_bp"),
        share("discount_bp"),
        reference("discount_payer", "party"),
        long_text("remark", listed=False),
        OWNER,
    ),
    label=("number",),
    key=("number",),
    area="space",
    icon="space",
    order=("-start",),
    rules=(
        in_order("start", "end", "end_before_start"),
        in_order("start", "early_end", "date_order"),
        in_order("early_end", "end", "early_end_after_end"),
        apart("lease", "unit", "lease_overlap", "number", ("early_end", "end")),
    ),
)
