"""The password of a person, as salted scrypt."""

from __future__ import annotations

from domain.entities.fields import reference, text
from domain.records import EntitySpec

SPEC = EntitySpec(
    table="person_password",
    fields=(
        reference("person", "person", required=True, unique=True),
        text("scrypt", required=True, listed=False),
    ),
    label=("person",),
    key=("person",),
    area="settings",
    icon="locked",
    order=("person.name",),
    kept=True,
)
