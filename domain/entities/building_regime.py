"""Who operates a building, from when to when."""

from __future__ import annotations

from domain.entities.checks import apart, in_order
from domain.entities.choices import REGIME
from domain.entities.fields import OWNER, choice, day, reference
from domain.records import EntitySpec

SPEC = EntitySpec(
    table="building_regime",
    fields=(
        reference("building", "building", required=True),
        choice("regime", REGIME, required=True),
        day("start", required=True),
        day("end"),
        reference("operator", "party"),
        OWNER,
    ),
    label=("regime",),
    key=("building", "start"),
    area="space",
    icon="space",
    order=("building.code", "start"),
    rules=(
        in_order("start", "end", "end_before_start"),
        apart("building_regime", "building", "regime_overlap", "start"),
    ),
    inside="building",
)
