"""What a building brought in a quarter: rent invoiced and collected, other income."""

from __future__ import annotations

from domain.entities.fields import OWNER, area, long_text, money, quarter, reference
from domain.records import EntitySpec

SPEC = EntitySpec(
    table="park_quarter",
    fields=(
        reference("building", "building", required=True),
        quarter("quarter", required=True),
        money("rent_invoiced_fen"),
        money("rent_collected_fen"),
        money("non_rent_income_fen"),
        area("occupied_area"),
        long_text("remark"),
        OWNER,
    ),
    label=("quarter",),
    key=("building", "quarter"),
    area="entry",
    icon="entry",
    order=("-quarter", "building.code"),
    period="quarter",
)
