"""A table's filters and columns, kept under a name."""

from __future__ import annotations

from domain.entities.fields import structure, text
from domain.records import EntitySpec

SPEC = EntitySpec(
    table="saved_view",
    fields=(
        text("screen", required=True),
        text("name", required=True),
        structure("definition", required=True, listed=False),
        text("author"),
    ),
    label=("name",),
    key=("screen", "name", "author"),
    area="settings",
    icon="search",
    order=("screen", "name"),
)
