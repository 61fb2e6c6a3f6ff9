"""One setting of the workbook, kept under its key."""

from __future__ import annotations

from domain.entities.fields import long_text, text
from domain.records import EntitySpec

SPEC = EntitySpec(
    table="setting",
    fields=(
        text("key", required=True, unique=True),
        long_text("value"),
    ),
    label=("key",),
    key=("key",),
    area="settings",
    icon="settings",
    order=("key",),
)
