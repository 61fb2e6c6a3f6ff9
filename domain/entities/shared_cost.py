"""A kind of cost that a rule divides, and whether by agreed shares or by use."""

from __future__ import annotations

from domain.entities.choices import COST_CATEGORY, COST_DIVISION
from domain.entities.fields import choice, reference
from domain.entities.rule_bases import COST, only_on
from domain.records import EntitySpec

SPEC = EntitySpec(
    table="shared_cost",
    fields=(
        reference("rule", "sharing_rule", required=True),
        choice("category", COST_CATEGORY, required=True),
        choice("division", COST_DIVISION, required=True, default="shares"),
    ),
    label=("category",),
    key=("rule", "category"),
    area="agreements",
    icon="agreements",
    order=("rule.code", "category"),
    rules=(only_on(frozenset({COST}), "not_on_costs", "category"),),
    inside="rule",
)
