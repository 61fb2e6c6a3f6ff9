"""Change one field of many records at once, after a look at what would change."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from domain.commands import SetFields, Together
from domain.errors import DomainError
from domain.records import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from domain.records import EntitySpec, Field, Records, Specs, Value

_OTHERWISE: Final = frozenset({Kind.BYTES, Kind.JSON, Kind.MOMENT})


@dataclass(frozen=True, slots=True)
class Foreseen:
    """What a change of many records does to one.

    Attributes:
        before: the value it has.
        refusal: why the record keeps it, None when it changes or has the value already.
        changes: whether it changes.
    """

    record: str
    before: Value
    refusal: DomainError | None = None
    changes: bool = False


def editable_fields(spec: EntitySpec) -> tuple[Field, ...]:
    """Return the fields that several records may share, in the order of the form."""
    unique = {spec.key[0]} if len(spec.key) == 1 else set()
    return tuple(
        each
        for each in spec.fields
        if each.kind not in _OTHERWISE
        and not each.unique
        and each.name not in unique | spec.stamped
    )


def foresee(
    store: Records, specs: Specs, table: str, records: Iterable[str], values: Mapping[str, Value]
) -> tuple[Foreseen, ...]:
    """Return what setting some fields would do to each record; nothing is written."""
    return tuple(_foreseen(store, specs, table, record, values) for record in records)


def _foreseen(
    store: Records, specs: Specs, table: str, record: str, values: Mapping[str, Value]
) -> Foreseen:
    before = (store.get(table, record) or {}).get(next(iter(values)))
    try:
        written = list(SetFields(table, record, values).writes(store, specs))
    except DomainError as error:
        return Foreseen(record, before, error)
    return Foreseen(record, before, None, bool(written))


def bulk_change(
    table: str, foreseen: Iterable[Foreseen], values: Mapping[str, Value], reason: str = ""
) -> Together:
    """Return the one action that changes every record that can be changed."""
    parts = tuple(SetFields(table, each.record, values) for each in foreseen if each.changes)
    return Together(parts, reason, "command.bulk_change")
