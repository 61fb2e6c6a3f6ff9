"""A room or plot that can be let."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.entities.checks import others, referred, text_of, total_of, whole_of
from domain.entities.choices import UNIT_USE
from domain.entities.fields import OWNER, area, choice, long_text, reference, text
from domain.errors import DomainError
from domain.records import EntitySpec

if TYPE_CHECKING:
    from collections.abc import Iterable

    from domain.records import Records, Row


def _fits_in_the_building(row: Row, records: Records) -> Iterable[DomainError]:
    building = referred(row, "building", "building", records)
    limit = whole_of(building or {}, "area")
    if limit is None or text_of(row, "building") is None:
        return
    total = total_of([*others(row, "unit", records, "building"), row], "area")
    if total > limit:
        yield DomainError("units_exceed_building", field="area", total=total, limit=limit)


SPEC = EntitySpec(
    table="unit",
    fields=(
        reference("building", "building", required=True),
        text("number", required=True),
        choice("use", UNIT_USE, required=True),
        area("area", required=True),
        long_text("remark", listed=False),
        OWNER,
    ),
    label=("number",),
    key=("building", "number"),
    area="space",
    icon="space",
    order=("building.code", "number"),
    rules=(_fits_in_the_building,),
)
