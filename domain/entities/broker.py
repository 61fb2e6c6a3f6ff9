"""A technology broker."""

from __future__ import annotations

from domain.entities.fields import OWNER, long_text, text
from domain.records import EntitySpec

SPEC = EntitySpec(
    table="broker",
    fields=(
        text("name", required=True, unique=True),
        text("affiliation"),
        text("field"),
        text("contact", listed=False),
        long_text("remark", listed=False),
        OWNER,
    ),
    label=("name",),
    key=("name",),
    area="network",
    icon="network",
    order=("name",),
)
