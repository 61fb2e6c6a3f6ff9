"""Posts that a region seeks and fills in a quarter."""

from __future__ import annotations

from domain.called import worded_columns
from domain.entities.checks import at_most
from domain.entities.fields import OWNER, money, quarter, reference, text, whole, wordings
from domain.records import EntitySpec

SPEC = EntitySpec(
    table="talent_need",
    fields=(
        reference("region", "region", required=True),
        text("profile", required=True),
        quarter("quarter", required=True),
        whole("sought", minimum=0, unit="vacancies"),
        whole("filled", minimum=0, unit="vacancies"),
        money("price_fen", unit="yuan_per_month"),
        *wordings("profile"),
        OWNER,
    ),
    label=worded_columns("profile"),
    key=("region", "profile", "quarter"),
    area="network",
    icon="network",
    order=("-quarter", "profile"),
    period="quarter",
    rules=(at_most("filled", "sought", "filled_gt_sought"),),
)
