"""A kind of cost that a rule divides, and whether by agreed shares or by use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.entities.checks import referred
from domain.entities.choices import COST_CATEGORY, COST_DIVISION
from domain.entities.fields import choice, reference
from domain.errors import DomainError
from domain.records import EntitySpec

if TYPE_CHECKING:
    from collections.abc import Iterable

    from domain.records import Records, Row


def _of_a_rule_on_costs(row: Row, records: Records) -> Iterable[DomainError]:
    rule = referred(row, "rule", "sharing_rule", records)
    if rule is not None and rule["base"] != "cost":
        yield DomainError("not_on_costs", field="category", value=rule["code"])


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
    rules=(_of_a_rule_on_costs,),
    inside="rule",
)
