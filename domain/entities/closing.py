"""A closing of a quarter: which revision, its digests, who closed it and who reopened it."""

from __future__ import annotations

from domain.entities.fields import long_text, moment, quarter, text, whole
from domain.records import EntitySpec

SPEC = EntitySpec(
    table="closing",
    fields=(
        quarter("quarter", required=True),
        whole("revision", required=True, minimum=1),
        text("closed_by"),
        moment("closed_at"),
        text("approved_origin_by", listed=False),
        text("approved_host_by", listed=False),
        text("digest"),
        text("head_hash", listed=False),
        text("reopened_by"),
        moment("reopened_at"),
        long_text("reason"),
    ),
    label=("quarter",),
    key=("quarter", "revision"),
    area="entry",
    icon="locked",
    order=("-quarter", "-revision"),
    kept=True,
)
