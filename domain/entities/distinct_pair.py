"""Two records that look alike and were found to be different, so that no one doubts them again."""

from __future__ import annotations

from domain.entities.fields import text
from domain.records import EntitySpec

SPEC = EntitySpec(
    table="distinct_pair",
    fields=(
        text("entity", required=True, listed=False),
        text("one", required=True),
        text("other", required=True),
    ),
    label=("one",),
    key=("entity", "one", "other"),
    area="data",
    icon="recorded",
    order=("entity", "one"),
)
