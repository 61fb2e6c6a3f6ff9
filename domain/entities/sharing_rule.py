"""A rule by which an agreement shares a benefit: what, from when."""

from __future__ import annotations

from domain.entities.choices import RULE_BASE, RULE_CLOCK
from domain.entities.fields import OWNER, choice, flag, quarter, reference, text
from domain.records import EntitySpec

SPEC = EntitySpec(
    table="sharing_rule",
    fields=(
        reference("agreement", "agreement", required=True),
        text("code", required=True),
        text("name_zh"),
        text("name_fr"),
        text("name_en"),
        choice("base", RULE_BASE, required=True),
        choice("clock", RULE_CLOCK, required=True),
        quarter("clock_quarter"),
        flag("per_project", default=0),
        reference("home_party", "party"),
        reference("host_party", "party"),
        reference("residual_party", "party"),
        text("rounding", listed=False),
        OWNER,
    ),
    label=("name_zh", "name_fr", "name_en", "code"),
    key=("agreement", "code"),
    area="agreements",
    icon="agreements",
    order=("code",),
)
