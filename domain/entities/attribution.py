"""How an indicator's figures are divided between parties for appraisal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.entities.checks import total_of
from domain.entities.choices import COUNTING
from domain.entities.fields import OWNER, choice, long_text, quarter, reference, text
from domain.errors import DomainError
from domain.records import EntitySpec
from domain.units import WHOLE_BP

if TYPE_CHECKING:
    from collections.abc import Iterable

    from domain.records import Records, Row


def _divided_within_the_whole(row: Row, records: Records) -> Iterable[DomainError]:
    """Refuse to divide what each party was to count in full."""
    before = records.get("attribution", str(row.get("id")))
    if before is None or before["counting"] != "full" or row.get("counting") == "full":
        return
    total = total_of(records.find("attribution_share", attribution=row["id"]), "share_bp")
    if total > WHOLE_BP:
        yield DomainError("attribution_counted_fully", field="counting", total_bp=total)


SPEC = EntitySpec(
    table="attribution",
    fields=(
        text("indicator", required=True),
        quarter("quarter", required=True),
        reference("legal_region", "region", required=True),
        choice("counting", COUNTING, default="divided"),
        long_text("note", listed=False),
        OWNER,
    ),
    label=("indicator", "quarter"),
    key=("indicator", "quarter", "legal_region"),
    area="agreements",
    icon="agreements",
    order=("-quarter",),
    period="quarter",
    rules=(_divided_within_the_whole,),
)
