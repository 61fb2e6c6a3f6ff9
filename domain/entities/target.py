"""The value that an indicator should reach in a quarter."""

from __future__ import annotations

from domain.entities.checks import alone
from domain.entities.fields import OWNER, long_text, number, quarter, reference, text
from domain.records import EntitySpec

SPEC = EntitySpec(
    table="target",
    fields=(
        text("indicator", required=True),
        reference("party", "party"),
        quarter("quarter", required=True),
        number("value", required=True),
        reference("resolution", "resolution", listed=False),
        long_text("note", listed=False),
        OWNER,
    ),
    label=("indicator", "quarter"),
    key=("indicator", "party", "quarter"),
    area="reports",
    icon="reports",
    order=("quarter", "indicator"),
    rules=(alone("target", "indicator", "quarter", "party"),),
)
