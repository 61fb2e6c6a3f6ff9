"""A risk that the parties watch."""

from __future__ import annotations

from domain.entities.choices import RISK_STATE
from domain.entities.fields import OWNER, choice, day, long_text, reference, text, whole
from domain.records import EntitySpec

SPEC = EntitySpec(
    table="risk",
    fields=(
        text("title", required=True),
        reference("owner_party", "party"),
        reference("enclave", "enclave"),
        whole("probability", required=True, minimum=1, maximum=5),
        whole("impact", required=True, minimum=1, maximum=5),
        long_text("measure"),
        day("due"),
        choice("state", RISK_STATE, required=True, default="open"),
        OWNER,
    ),
    label=("title",),
    area="reports",
    icon="reports",
    order=("-probability", "-impact"),
)
