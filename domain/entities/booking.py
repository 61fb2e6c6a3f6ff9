"""Days on which a firm has booked a unit such as a pilot line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.entities.checks import apart, in_order, text_of
from domain.entities.fields import OWNER, day, reference, text
from domain.errors import DomainError
from domain.records import EntitySpec

if TYPE_CHECKING:
    from collections.abc import Iterable

    from domain.records import Records, Row


def _not_let_to_another(row: Row, records: Records) -> Iterable[DomainError]:
    start, end = text_of(row, "start") or "", text_of(row, "end") or ""
    for lease in records.find("lease", unit=row.get("unit")):
        first = text_of(lease, "start") or ""
        last = text_of(lease, "early_end") or text_of(lease, "end") or ""
        if lease["firm"] != row.get("firm") and first <= end and start <= last:
            yield DomainError("booked_unit_let", field="start", other=lease["number"], last=last)
            return


SPEC = EntitySpec(
    table="booking",
    fields=(
        reference("unit", "unit", required=True),
        reference("firm", "firm", required=True),
        day("start", required=True),
        day("end", required=True),
        text("purpose"),
        OWNER,
    ),
    label=("start",),
    key=("unit", "start"),
    area="space",
    icon="space",
    order=("start",),
    rules=(
        in_order("start", "end", "end_before_start"),
        apart("booking", "unit", "booking_overlap", "start"),
        _not_let_to_another,
    ),
)
