"""The share of an indicator that counts for one party."""

from __future__ import annotations

from domain.entities.checks import sum_within
from domain.entities.fields import reference, share
from domain.records import EntitySpec
from domain.units import WHOLE_BP

SPEC = EntitySpec(
    table="attribution_share",
    fields=(
        reference("attribution", "attribution", required=True),
        reference("party", "party", required=True),
        share("share_bp", required=True),
    ),
    label=("party",),
    key=("attribution", "party"),
    area="agreements",
    icon="agreements",
    order=("party.code",),
    period_of="attribution.quarter",
    rules=(sum_within("attribution_share", "attribution", "share_bp", WHOLE_BP, "shares_exceed"),),
    inside="attribution",
)
