"""The share of an indicator that counts for one party."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from domain.entities.checks import referred, sum_within, whole_of
from domain.entities.fields import reference, share
from domain.errors import DomainError
from domain.records import EntitySpec
from domain.units import WHOLE_BP

if TYPE_CHECKING:
    from collections.abc import Iterable

    from domain.records import Records, Row

_WITHIN: Final = sum_within(
    "attribution_share", "attribution", "share_bp", WHOLE_BP, "shares_exceed"
)


def _as_counted(row: Row, records: Records) -> Iterable[DomainError]:
    """Hold shares to the whole they divide; where each counts fully, each share is the whole."""
    owner = referred(row, "attribution", "attribution", records)
    if owner is None or owner["counting"] != "full":
        yield from _WITHIN(row, records)
    elif whole_of(row, "share_bp") != WHOLE_BP:
        yield DomainError("attribution_share_in_part", field="share_bp", value=row.get("share_bp"))


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
    rules=(_as_counted,),
    inside="attribution",
)
