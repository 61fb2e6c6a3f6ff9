"""A figure on which the two sides differed, and what they agreed."""

from __future__ import annotations

from domain.entities.fields import long_text, moment, number, quarter, text
from domain.records import EntitySpec

SPEC = EntitySpec(
    table="agreed_figure",
    fields=(
        quarter("quarter", required=True),
        text("entity", required=True),
        text("subject", required=True, listed=False),
        text("field", required=True),
        number("origin_value"),
        number("host_value"),
        number("agreed_value"),
        long_text("reason", required=True),
        text("person", required=True),
        moment("moment", required=True),
    ),
    label=("quarter",),
    key=("quarter", "entity", "subject", "field"),
    area="entry",
    icon="verify",
    order=("-quarter", "entity", "field"),
    period="quarter",
    kept=True,
)
