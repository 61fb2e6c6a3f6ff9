"""A place: province, city, county or district."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.entities.checks import named, text_of
from domain.entities.choices import REGION_KIND
from domain.entities.fields import choice, long_text, number, reference, text
from domain.errors import DomainError
from domain.records import EntitySpec

if TYPE_CHECKING:
    from collections.abc import Iterable

    from domain.records import Records, Row

_LEVELS = 8  # province, city, county and what a user may put between


def _parents_end(row: Row, records: Records) -> Iterable[DomainError]:
    above = text_of(row, "parent")
    for _ in range(_LEVELS):
        if above is None:
            return
        if above == row.get("id"):
            break
        above = text_of(records.get("region", above) or {}, "parent")
    yield DomainError("parent_loop", field="parent")


SPEC = EntitySpec(
    table="region",
    fields=(
        text("code", unique=True),
        text("name_zh"),
        text("name_fr"),
        text("name_en"),
        choice("kind", REGION_KIND, required=True),
        reference("parent", "region"),
        number("distance_km", minimum=0, unit="km"),
        long_text("remark", listed=False),
    ),
    label=("name_zh", "name_fr", "name_en", "code"),
    key=("name_zh",),
    area="network",
    icon="network",
    order=("code",),
    rules=(named("name_zh", "name_fr", "name_en"), _parents_end),
)
