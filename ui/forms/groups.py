"""Set the fields of a long record in groups that a reader finds his way in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from domain.imports.parsing import DIMENSIONS
from domain.records import Kind

if TYPE_CHECKING:
    from domain.records import EntitySpec, Field

_FEW: Final = 7
_LEAST: Final = 2
_ORDER: Final = ("main", "names", "dates", "figures", "notes")
_DAYS: Final = frozenset({Kind.DATE, Kind.TIME, Kind.MOMENT, Kind.QUARTER})
_LANGUAGES: Final = ("_zh", "_fr", "_en")
_NOTES: Final = frozenset({"evidence", "reason", "source", "document", "condition", "remark"})


@dataclass(frozen=True, slots=True)
class Group:
    """Fields that belong together.

    Attributes:
        key: its words are ``ui.group.<key>``; empty for the first, which needs no heading.
    """

    key: str
    fields: tuple[Field, ...]


def groups_of(spec: EntitySpec) -> tuple[Group, ...]:
    """Return all fields of an entity in groups; a short record is one group.

    What a record is comes first, then its names in other languages, its days, its figures, what
    is written about it. A group of one field joins the first.
    """
    if len(spec.fields) <= _FEW:
        return (Group("", spec.fields),)
    kinds = {each.name: _kind(spec, each) for each in spec.fields}
    sizes = {key: sum(kind == key for kind in kinds.values()) for key in _ORDER}
    for name, kind in kinds.items():
        if sizes[kind] < _LEAST:
            kinds[name] = _ORDER[0]
    groups = (
        Group(
            "" if key == _ORDER[0] else key,
            tuple(each for each in spec.fields if kinds[each.name] == key),
        )
        for key in _ORDER
    )
    return tuple(group for group in groups if group.fields)


def _kind(spec: EntitySpec, field: Field) -> str:
    if field.name[-3:] in _LANGUAGES and field.kind is Kind.TEXT:
        return "names"
    if field.name == spec.period or field.name in spec.key:
        return "main"
    if field.kind in _DAYS:
        return "dates"
    if field.kind in DIMENSIONS:
        return "figures"
    return "notes" if field.kind is Kind.LONG_TEXT or field.name in _NOTES else "main"
