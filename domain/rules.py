"""The checks every record passes: each field by its kind, then the entity's own rules."""

from __future__ import annotations

import math
import re
from datetime import date
from typing import TYPE_CHECKING, Final

from domain.called import KeyCalled, called
from domain.errors import DomainError
from domain.periods import closed_breaches
from domain.records import LARGEST, LONGEST, Kind
from domain.units import Quarter

if TYPE_CHECKING:
    from collections.abc import Iterator

    from domain.called import Called
    from domain.records import EntitySpec, Field, Records, Row, Specs, Value

_WHOLE: Final = frozenset(
    {Kind.INTEGER, Kind.MONEY, Kind.SHARE, Kind.AREA, Kind.LAND, Kind.HALF_DAYS, Kind.FLAG}
)
_WORDS: Final = frozenset({Kind.TEXT, Kind.LONG_TEXT})
Key = tuple[str, ...]

_TIME: Final = re.compile(r"([01]\d|2[0-3]):[0-5]\d")


def _number_breach(each: Field, value: float) -> Iterator[DomainError]:
    if each.minimum is not None and value < each.minimum:
        key = "negative" if each.minimum == 0 else "too_small"
        yield DomainError(key, field=each.name, value=value, limit=each.minimum)
    limit = LARGEST if each.maximum is None else each.maximum
    if value > limit:
        yield DomainError("too_large", field=each.name, value=value, limit=limit)


def _text_breach(each: Field, value: str) -> Iterator[DomainError]:
    if each.kind is Kind.DATE:
        try:
            date.fromisoformat(value)
        except ValueError:
            yield DomainError("date_invalid", field=each.name, value=value)
    elif each.kind is Kind.QUARTER:
        try:
            Quarter.parse(value)
        except DomainError:
            yield DomainError("quarter_invalid", field=each.name, value=value)
    elif each.kind is Kind.TIME and _TIME.fullmatch(value) is None:
        yield DomainError("time_invalid", field=each.name, value=value)
    elif each.choices is not None and value not in each.choices.values:
        yield DomainError("kind_unknown", field=each.name, value=value)
    elif each.kind in _WORDS and len(value) > LONGEST:
        yield DomainError("text_too_long", field=each.name, value=value, limit=LONGEST)


def _type_breach(each: Field, value: Value) -> str | None:
    if each.kind in _WHOLE:
        return None if isinstance(value, int) and not isinstance(value, bool) else "not_integer"
    if each.kind is Kind.NUMBER:
        finite = isinstance(value, int | float) and math.isfinite(value)
        return None if finite and not isinstance(value, bool) else "not_a_number"
    expected = bytes if each.kind is Kind.BYTES else str
    return None if isinstance(value, expected) else "wrong_type"


def field_breaches(each: Field, value: Value) -> Iterator[DomainError]:
    """Yield what a single value breaks: missing, wrong type, out of range, unknown choice."""
    if value is None or value == "":
        if each.required:
            yield DomainError("required", field=each.name)
    elif (wrong := _type_breach(each, value)) is not None:
        yield DomainError(wrong, field=each.name, value=value)
    elif isinstance(value, str):
        yield from _text_breach(each, value)
    elif not isinstance(value, bytes):
        yield from _number_breach(each, value)


def _shown_key(specs: Specs, spec: EntitySpec, records: Records, row: Row, names: Key) -> KeyCalled:
    """Name a record by its key; a reference by how its record is called."""
    parts: list[tuple[Field, Value | Called]] = []
    for name in names:
        each, value = spec.field(name), row[name]
        if each.kind is Kind.REFERENCE:
            other = records.get(each.target, str(value)) or {}
            parts.append((each, called(specs[each.target], other, str(value))))
        else:
            parts.append((each, value))
    return KeyCalled(tuple(parts))


def _key_breaches(
    specs: Specs, spec: EntitySpec, records: Records, row: Row
) -> Iterator[DomainError]:
    groups: list[Key] = [(each.name,) for each in spec.fields if each.unique]
    if spec.key:
        groups.append(spec.key)
    for names in groups:
        if any(row.get(name) is None for name in names):
            continue
        for other in records.find(spec.table, **{name: row[name] for name in names}):
            if other["id"] != row["id"]:
                shown = _shown_key(specs, spec, records, row, names)
                yield DomainError("duplicate", table=spec.table, field=names[-1], value=shown)


def record_breaches(
    specs: Specs, records: Records, table: str, row: Row, changed: frozenset[str]
) -> Iterator[DomainError]:
    """Yield everything a record breaks: its changed fields, references, keys, then its rules."""
    spec = specs[table]
    for each in spec.fields:
        if each.name not in changed:
            continue
        value = row[each.name]
        yield from field_breaches(each, value)
        if (
            each.kind is Kind.REFERENCE
            and isinstance(value, str)
            and records.get(each.target, value) is None
        ):
            yield DomainError("reference_unknown", field=each.name, value=value)
    yield from _key_breaches(specs, spec, records, row)
    yield from closed_breaches(records, spec, row)
    for rule in spec.rules:
        yield from rule(row, records)


def check_record(
    specs: Specs, records: Records, table: str, row: Row, changed: frozenset[str]
) -> None:
    """Refuse a record by the first thing it breaks.

    Raises:
        DomainError: with ``table`` and ``field`` set to the place that is refused.
    """
    for breach in record_breaches(specs, records, table, row, changed):
        breach.table = breach.table or table
        raise breach


def check_removal(spec: EntitySpec, records: Records, row: Row) -> None:
    """Refuse to take a record away where what is left would not hold together.

    Raises:
        DomainError: with ``table`` set.
    """
    for rule in spec.removal_rules:
        for breach in rule(row, records):
            breach.table = breach.table or spec.table
            raise breach


def check_move(spec: EntitySpec, before: Row | None, row: Row, reason: str) -> None:
    """Refuse a change of state that the entity's process does not have.

    Args:
        spec: entity; one without a state machine has no moves to refuse.
        before: the record as it was, None for a new one.
        row: the record as it shall be.
        reason: why; the record's own ``state_reason`` counts as well.

    Raises:
        DomainError: ``transition_not_allowed`` or ``reason_missing``, at the field of the state.
    """
    if spec.machine is None:
        return
    old = str((before or {}).get(spec.state_field) or "")
    new = str(row.get(spec.state_field) or "")
    if old == new:
        return
    try:
        spec.machine.check(old, new, reason or str(row.get("state_reason") or ""))
    except DomainError as breach:
        breach.table, breach.field = spec.table, spec.state_field
        raise
