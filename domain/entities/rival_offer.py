"""What another place offers to a firm or an industry."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.entities.checks import text_of
from domain.entities.choices import INCENTIVE_KIND
from domain.entities.fields import OWNER, choice, day, long_text, money, reference, text
from domain.errors import DomainError
from domain.records import EntitySpec

if TYPE_CHECKING:
    from collections.abc import Iterable

    from domain.records import Records, Row


def _to_somebody(row: Row, _records: Records) -> Iterable[DomainError]:
    if text_of(row, "firm") is None and not (text_of(row, "sector") or "").strip():
        yield DomainError("firm_or_sector", field="firm")


SPEC = EntitySpec(
    table="rival_offer",
    fields=(
        reference("firm", "firm"),
        text("sector"),
        text("offered_by", required=True),
        choice("kind", INCENTIVE_KIND, required=True),
        money("amount_fen"),
        day("date", required=True),
        text("source"),
        long_text("remark", listed=False),
        OWNER,
    ),
    label=("offered_by", "date"),
    area="firms",
    icon="firms",
    order=("-date",),
    rules=(_to_somebody,),
)
