"""Days on which a firm has booked a unit such as a pilot line."""

from __future__ import annotations

from domain.entities.checks import apart, in_order
from domain.entities.fields import OWNER, day, reference, text
from domain.records import EntitySpec

SPEC = EntitySpec(
    table="booking",
    fields=(
        reference("unit", "unit", required=True),
        reference("firm", "firm", required=True),
        day("start", required=True),
        day("end", required=True),
        text("purpose"),
        OWNER,
    ),
    label=("start",),
    key=("unit", "start"),
    area="space",
    icon="space",
    order=("start",),
    rules=(
        in_order("start", "end", "end_before_start"),
        apart("booking", "unit", "booking_overlap", "start"),
    ),
)
