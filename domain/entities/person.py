"""A person who works with the workbook."""

from __future__ import annotations

from domain.entities.choices import ROLE
from domain.entities.fields import choice, flag, reference, text
from domain.records import EntitySpec

SPEC = EntitySpec(
    table="person",
    fields=(
        text("name", required=True, unique=True),
        choice("role", ROLE, required=True),
        reference("party", "party"),
        flag("active", default=1),
    ),
    label=("name",),
    key=("name",),
    area="settings",
    icon="settings",
    order=("name",),
)
