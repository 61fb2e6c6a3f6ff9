"""A step by which the shared part of a growth falls with the years."""

from __future__ import annotations

from domain.entities.checks import at_most
from domain.entities.fields import reference, share, text, whole
from domain.records import EntitySpec

SPEC = EntitySpec(
    table="degression_step",
    fields=(
        reference("version", "sharing_rule_version", required=True),
        whole("from_year", required=True, minimum=1, maximum=200),
        whole("to_year", minimum=1, maximum=200),
        share("share_bp", required=True),
        text("clause"),
    ),
    label=("from_year",),
    key=("version", "from_year"),
    area="agreements",
    icon="agreements",
    order=("version", "from_year"),
    rules=(at_most("from_year", "to_year", "years_order"),),
    inside="version",
)
