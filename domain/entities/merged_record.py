"""By what a record that was merged into another was known, so that it is still found by it."""

from __future__ import annotations

from domain.entities.fields import text
from domain.records import EntitySpec

SPEC = EntitySpec(
    table="merged_record",
    fields=(
        text("field", required=True),
        text("value", required=True),
        text("record", required=True),
    ),
    label=("value",),
    key=("field", "value"),
    area="data",
    icon="recorded",
    order=("field", "value"),
    kept=True,
)
