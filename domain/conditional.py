"""Say which fields and which choices a record asks for, by what is typed in it already."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from domain.entities.factor_flow import UNITS
from domain.entities.gate_criterion import WITH_THRESHOLD

if TYPE_CHECKING:
    from collections.abc import Mapping

    from domain.records import Row, Value

NARROWED: Final[Mapping[str, Mapping[str, tuple[str, Mapping[str, tuple[str, ...]]]]]] = {
    "factor_flow": {"unit": ("kind", UNITS)},
}
"""Entity → field → the field it follows, and the choices that each value of that leaves."""

ASKED: Final[Mapping[str, Mapping[str, tuple[str, frozenset[str]]]]] = {
    "diffusion_entry": {
        "person_days": ("kind", frozenset({"weekend_engineer", "training", "joint_rd"})),
        "amount_fen": ("kind", frozenset({"licence", "joint_rd", "supply_link"})),
    },
    "gate_criterion": {"threshold_fen": ("measure", WITH_THRESHOLD)},
}
"""Entity → field → the field it depends on, and the values of that with which it is asked for."""


def choices_left(table: str, name: str, row: Row) -> tuple[str, ...] | None:
    """Return the choices of a field that fit the record, None where all do."""
    follows, choices = NARROWED.get(table, {}).get(name, ("", {}))
    return choices.get(str(row.get(follows))) if follows else None


def is_asked(table: str, name: str, row: Row) -> bool:
    """Tell whether a field is asked for; what is known already is never kept from view."""
    depends, values = ASKED.get(table, {}).get(name, ("", frozenset[str]()))
    value = row.get(depends)
    return not depends or value is None or value in values or row.get(name) is not None


def is_measured(table: str, name: str, row: Row) -> bool:
    """Tell whether a field is known to be a figure: what it depends on is typed and asks for it."""
    depends, values = ASKED.get(table, {}).get(name, ("", frozenset[str]()))
    return not depends or row.get(depends) in values


def followed(table: str, row: Row) -> dict[str, Value]:
    """Return what must change with the record typed: the first choice where none fits any more."""
    changed: dict[str, Value] = {}
    for name in NARROWED.get(table, {}):
        left = choices_left(table, name, row)
        if left and row.get(name) not in left and (row.get(name) is not None or len(left) == 1):
            changed[name] = left[0]
    return changed
