"""The party that counts as home for projects in a region."""

from __future__ import annotations

from domain.entities.fields import reference
from domain.records import EntitySpec

SPEC = EntitySpec(
    table="rule_home_party",
    fields=(
        reference("rule", "sharing_rule", required=True),
        reference("region", "region", required=True),
        reference("party", "party", required=True),
    ),
    label=("region",),
    key=("rule", "region"),
    area="agreements",
    icon="agreements",
    order=("rule.code",),
    inside="rule",
)
