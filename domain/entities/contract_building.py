"""A building that an operator's contract covers."""

from __future__ import annotations

from domain.entities.fields import reference
from domain.records import EntitySpec

SPEC = EntitySpec(
    table="contract_building",
    fields=(
        reference("contract", "operator_contract", required=True),
        reference("building", "building", required=True),
    ),
    label=("building",),
    key=("contract", "building"),
    area="space",
    icon="space",
    order=("contract.code", "building.code"),
    inside="contract",
)
