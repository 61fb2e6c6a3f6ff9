"""A party's signature below an adopted resolution."""

from __future__ import annotations

from domain.entities.fields import day, reference, text
from domain.records import EntitySpec

SPEC = EntitySpec(
    table="countersignature",
    fields=(
        reference("resolution", "resolution", required=True),
        reference("party", "party", required=True),
        day("date"),
        text("person"),
    ),
    label=("party",),
    key=("resolution", "party"),
    area="meetings",
    icon="countersigned",
    order=("resolution.number", "party.code"),
)
