"""An innovation factor that went from one region to another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.entities.checks import different, text_of
from domain.entities.choices import FACTOR_KIND, FACTOR_UNIT
from domain.entities.fields import OWNER, choice, day, number, reference, text
from domain.errors import DomainError
from domain.records import EntitySpec

if TYPE_CHECKING:
    from collections.abc import Iterable

    from domain.records import Records, Row

UNITS = {
    "talent": ("persons", "person_days"),
    "technology": ("items",),
    "capital": ("wan_yuan",),
    "knowledge": ("times", "items"),
    "data": ("gigabytes", "items"),
    "service": ("person_days", "times"),
}
"""The units in which each kind of factor is counted."""


def _unit_fits(row: Row, _records: Records) -> Iterable[DomainError]:
    kind, unit = text_of(row, "kind"), text_of(row, "unit")
    if kind in UNITS and unit is not None and unit not in UNITS[kind]:
        yield DomainError("unit_does_not_fit", field="unit", value=unit, kind=kind)


SPEC = EntitySpec(
    table="factor_flow",
    fields=(
        choice("kind", FACTOR_KIND, required=True),
        reference("from_region", "region", required=True),
        reference("to_region", "region", required=True),
        number("quantity", minimum=0),
        choice("unit", FACTOR_UNIT, required=True),
        day("date", required=True),
        text("evidence"),
        OWNER,
    ),
    label=("kind", "date"),
    area="network",
    icon="network",
    order=("-date",),
    period="date",
    rules=(different("from_region", "to_region", "same_region"), _unit_fits),
)
