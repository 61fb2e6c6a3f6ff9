"""A movement of land or quota between two parties."""

from __future__ import annotations

from domain.entities.checks import different
from domain.entities.choices import QUOTA_KIND
from domain.entities.fields import OWNER, choice, day, land, long_text, money, reference, text
from domain.records import EntitySpec

SPEC = EntitySpec(
    table="land_entry",
    fields=(
        day("date", required=True),
        reference("from_party", "party", required=True),
        reference("to_party", "party", required=True),
        choice("quota_kind", QUOTA_KIND, required=True),
        land("land", required=True),
        money("counter_value_fen"),
        text("document"),
        long_text("remark", listed=False),
        OWNER,
    ),
    label=("document", "date"),
    area="agreements",
    icon="agreements",
    order=("date",),
    period="date",
    rules=(different("from_party", "to_party", "same_party"),),
)
