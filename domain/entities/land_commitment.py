"""The land or quota that an agreement promises."""

from __future__ import annotations

from domain.entities.checks import different
from domain.entities.choices import QUOTA_KIND
from domain.entities.fields import choice, land, money, reference
from domain.records import EntitySpec

SPEC = EntitySpec(
    table="land_commitment",
    fields=(
        reference("agreement", "agreement", required=True),
        reference("from_party", "party", required=True),
        reference("to_party", "party", required=True),
        choice("quota_kind", QUOTA_KIND, required=True),
        land("land"),
        money("reference_value_fen", unit="yuan_per_mu"),
    ),
    label=("quota_kind",),
    key=("agreement", "from_party", "to_party", "quota_kind"),
    area="agreements",
    icon="agreements",
    order=("quota_kind",),
    rules=(different("from_party", "to_party", "same_party"),),
)
