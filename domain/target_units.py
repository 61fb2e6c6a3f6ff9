"""Say in which unit the value of a target is kept, shown and typed: that of its indicator."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from domain.indicators.families import INDICATORS
from domain.records import Kind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from domain.records import Field, Row

FOLLOWING: Final[Mapping[tuple[str, str], str]] = {("target", "value"): "indicator"}
"""Entity and field of a figure → the field that names the indicator whose unit it has."""

_KINDS: Final[Mapping[str, Kind]] = {
    "share": Kind.SHARE,
    "area": Kind.AREA,
    "land": Kind.LAND,
    "half_days": Kind.HALF_DAYS,
}
_IN_FEN: Final = ("money", "yuan")


def read_as(table: str, field: Field, row: Row) -> Field:
    """Return a field as it is read in a record: kind and unit of what it is a figure of.

    The figure is kept in the units in which its indicator is computed, e.g. fen, so that it is the
    same amount in whatever language it was typed.
    """
    named_by = FOLLOWING.get((table, field.name))
    indicator = INDICATORS.get(str(row.get(named_by))) if named_by else None
    if indicator is None:
        return field
    money = indicator.unit.startswith(_IN_FEN)
    kind = Kind.MONEY if money else _KINDS.get(indicator.unit, field.kind)
    return replace(field, kind=kind, unit=indicator.unit)
