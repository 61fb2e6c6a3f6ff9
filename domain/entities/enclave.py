"""An enclave: the park that its origin opened in its host."""

from __future__ import annotations

from domain.entities.checks import different, named
from domain.entities.choices import TYPOLOGY
from domain.entities.fields import OWNER, area, choice, day, long_text, number, reference, text
from domain.records import EntitySpec

SPEC = EntitySpec(
    table="enclave",
    fields=(
        text("code", required=True, unique=True),
        text("name_zh"),
        text("name_fr"),
        text("name_en"),
        choice("typology", TYPOLOGY, required=True),
        day("opened"),
        reference("origin", "party", required=True),
        reference("host", "party", required=True),
        reference("region", "region", listed=False),
        area("area"),
        number("distance_km", minimum=0, listed=False, unit="km"),
        long_text("remark", listed=False),
        OWNER,
    ),
    label=("name_zh", "name_fr", "name_en", "code"),
    key=("code",),
    area="network",
    icon="network",
    order=("code",),
    rules=(named("name_zh", "name_fr", "name_en"), different("origin", "host", "same_party")),
)
