"""A party to an agreement, in the order in which it is listed."""

from __future__ import annotations

from domain.entities.fields import reference, whole
from domain.records import EntitySpec

SPEC = EntitySpec(
    table="agreement_party",
    fields=(
        reference("agreement", "agreement", required=True),
        reference("party", "party", required=True),
        whole("rank", required=True, minimum=1, maximum=999),
    ),
    label=("party",),
    key=("agreement", "party"),
    area="agreements",
    icon="agreements",
    order=("agreement.code", "rank"),
    inside="agreement",
)
