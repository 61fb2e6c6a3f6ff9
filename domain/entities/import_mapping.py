"""What a user said of a table of an import, kept for tables with the same headings."""

from __future__ import annotations

from domain.entities.fields import day, structure, text
from domain.records import EntitySpec

SPEC = EntitySpec(
    table="import_mapping",
    fields=(
        text("name", required=True),
        text("kind"),
        day("kept_on", required=True),
        text("author"),
        structure("headings", required=True, listed=False),
        structure("definition", required=True, listed=False),
    ),
    label=("name",),
    key=("headings",),
    area="data",
    icon="data",
    order=("-kept_on", "name"),
)
"""``headings`` is a list of texts as they stand in the file, ``definition`` the content of a
mapping file, see `domain.imports.mapping`."""
