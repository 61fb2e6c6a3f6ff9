"""How an indicator's figures are divided between parties for appraisal."""

from __future__ import annotations

from domain.entities.fields import OWNER, long_text, quarter, reference, text
from domain.records import EntitySpec

SPEC = EntitySpec(
    table="attribution",
    fields=(
        text("indicator", required=True),
        quarter("quarter", required=True),
        reference("legal_region", "region", required=True),
        long_text("note", listed=False),
        OWNER,
    ),
    label=("indicator", "quarter"),
    key=("indicator", "quarter", "legal_region"),
    area="agreements",
    icon="agreements",
    order=("-quarter",),
    period="quarter",
)
