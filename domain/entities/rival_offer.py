"""What another place offers to a firm or an industry."""

from __future__ import annotations

from domain.entities.choices import INCENTIVE_KIND
from domain.entities.fields import OWNER, choice, day, long_text, money, reference, text
from domain.records import EntitySpec

SPEC = EntitySpec(
    table="rival_offer",
    fields=(
        reference("firm", "firm"),
        text("sector"),
        text("offered_by", required=True),
        choice("kind", INCENTIVE_KIND, required=True),
        money("amount_fen"),
        day("date", required=True),
        text("source"),
        long_text("remark", listed=False),
        OWNER,
    ),
    label=("offered_by", "date"),
    area="firms",
    icon="firms",
    order=("-date",),
)
