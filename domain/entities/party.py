"""A party to an enclave: a government, the committee, the operator, a fund."""

from __future__ import annotations

from domain.entities.checks import named
from domain.entities.choices import PARTY_KIND
from domain.entities.fields import choice, long_text, reference, text, whole
from domain.records import EntitySpec

SPEC = EntitySpec(
    table="party",
    fields=(
        text("code", required=True, unique=True),
        text("name_zh"),
        text("name_fr"),
        text("name_en"),
        choice("kind", PARTY_KIND, required=True),
        whole("votes", minimum=0, default=0, unit="votes"),
        reference("region", "region"),
        text("contact", listed=False),
        long_text("remark", listed=False),
    ),
    label=("name_zh", "name_fr", "name_en", "code"),
    key=("code",),
    area="network",
    icon="network",
    order=("code",),
    rules=(named("name_zh", "name_fr", "name_en"),),
)
