"""A building of the park."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.entities.checks import total_of, whole_of
from domain.entities.fields import OWNER, area, day, long_text, reference, text
from domain.errors import DomainError
from domain.records import EntitySpec

if TYPE_CHECKING:
    from collections.abc import Iterable

    from domain.records import Records, Row


def _holds_its_units(row: Row, records: Records) -> Iterable[DomainError]:
    area = whole_of(row, "area")
    if area is None:
        return
    units = total_of(records.find("unit", building=row.get("id")), "area")
    if units > area:
        yield DomainError("units_exceed_building", field="area", total=units, limit=area)


SPEC = EntitySpec(
    table="building",
    fields=(
        text("code", required=True, unique=True),
        text("name_zh", listed=False),
        text("name_fr", listed=False),
        text("name_en", listed=False),
        reference("enclave", "enclave"),
        area("area"),
        day("opened"),
        long_text("remark", listed=False),
        OWNER,
    ),
    label=("code", "name_zh", "name_fr", "name_en"),
    key=("code",),
    area="space",
    icon="space",
    order=("code",),
    rules=(_holds_its_units,),
)
