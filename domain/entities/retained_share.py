"""The share of a tax that stays with the parties before it is divided."""

from __future__ import annotations

from domain.entities.choices import TAX
from domain.entities.fields import choice, reference, share
from domain.entities.rule_bases import TAXED, only_on
from domain.records import EntitySpec

SPEC = EntitySpec(
    table="retained_share",
    fields=(
        reference("rule", "sharing_rule", required=True),
        choice("tax", TAX, required=True),
        share("share_bp", required=True),
    ),
    label=("tax",),
    key=("rule", "tax"),
    area="agreements",
    icon="agreements",
    order=("rule.code", "tax"),
    rules=(only_on(TAXED, "not_on_taxes", "tax"),),
    inside="rule",
)
