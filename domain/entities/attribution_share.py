"""The share of an indicator that counts for one party."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.entities import attribution
from domain.entities.checks import referred, sum_within
from domain.entities.fields import reference, share
from domain.periods import closed_breaches
from domain.records import EntitySpec
from domain.units import WHOLE_BP

if TYPE_CHECKING:
    from collections.abc import Iterable

    from domain.errors import DomainError
    from domain.records import Records, Row


def _quarter_open(row: Row, records: Records) -> Iterable[DomainError]:
    parent = referred(row, "attribution", "attribution", records)
    if parent is not None:
        yield from closed_breaches(records, attribution.SPEC, parent)


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
    rules=(
        sum_within("attribution_share", "attribution", "share_bp", WHOLE_BP, "shares_exceed"),
        _quarter_open,
    ),
)
