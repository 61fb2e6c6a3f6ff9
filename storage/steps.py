"""From writes to rows: what a batch does to records, and how it is reversed."""

from __future__ import annotations

import math
import sqlite3
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from domain.called import called
from domain.errors import DomainError
from domain.periods import protecting_field, quarter_of
from domain.records import LARGEST
from storage import audit
from storage.schema import PYTHON_TYPES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from domain.records import EntitySpec, Records, Row, Specs, Value, Write
    from storage.audit import Step


@dataclass(frozen=True, slots=True)
class Shape:
    """How rows of an entity are written.

    Attributes:
        names: fields in the order of the columns, ``id`` first.
        types: field and the type in which its values are kept, ``id`` left out.
    """

    spec: EntitySpec
    names: tuple[str, ...]
    types: tuple[tuple[str, type], ...]

    def kept(self, values: Row) -> Row:
        """Return values as they will be read back.

        Raises:
            KeyError: the entity has no such field.
            DomainError: ``wrong_type``, ``not_a_number`` or ``too_large`` at the field.
        """
        found: dict[str, Value] = {}
        for name, kind in self.types:
            if name in values:
                value = values[name]
                plain = value is None or (
                    type(value) is kind
                    and (
                        (kind is int and -LARGEST <= value <= LARGEST)  # type: ignore[operator]
                        or (kind is str and value.isascii())  # type: ignore[union-attr]
                    )
                )
                found[name] = value if plain else _kept(self.spec, name, kind, value)
        if len(found) < len(values):
            unknown = sorted(set(values) - set(found) - {"id"})
            if unknown:
                raise KeyError(f"{self.spec.table}.{unknown[0]}")
        return found


def shapes_of(specs: Specs) -> dict[str, Shape]:
    """Return how rows of each entity are written."""
    return {
        spec.table: Shape(
            spec,
            ("id", *(each.name for each in spec.fields)),
            tuple((each.name, PYTHON_TYPES.get(each.kind, str)) for each in spec.fields),
        )
        for spec in specs.values()
    }


def _kept(spec: EntitySpec, name: str, kind: type, value: Value) -> Value:
    if value is None or (kind is bytes and isinstance(value, bytes)):
        return value
    if kind is str and isinstance(value, str):
        if not value.isascii():
            try:
                value.encode()
            except UnicodeEncodeError as error:  # half of a character, as damaged files have
                shown = value.encode("utf-8", "replace").decode()
                raise _refused("wrong_type", spec, name, shown) from error
        return value if type(value) is str else str(value)
    if kind is int and isinstance(value, int):
        if not -LARGEST <= value <= LARGEST:
            raise _refused("too_large", spec, name, value, limit=LARGEST)
        return int(value)
    if kind is float and isinstance(value, int | float):
        if isinstance(value, int) and abs(value) > LARGEST:
            raise _refused("too_large", spec, name, value, limit=LARGEST)
        if not math.isfinite(value):
            raise _refused("not_a_number", spec, name, value)
        return float(value)
    raise _refused("wrong_type", spec, name, value)


def _refused(key: str, spec: EntitySpec, name: str, value: Value, **more: object) -> DomainError:
    return DomainError(key, table=spec.table, field=name, value=value, **more)


def planned(records: Records, shapes: dict[str, Shape], writes: Iterable[Write]) -> list[Step]:
    """Return each write with its record before and after, in order; what changes nothing goes.

    A record written twice in one batch is seen the second time as the first left it.

    Raises:
        DomainError: ``record_gone``, or a value that cannot be kept.
    """
    seen: dict[tuple[str, str], Row | None] = {}
    steps = []
    for write in writes:
        place = (write.table, write.record)
        before = seen.get(place)
        if write.action != "insert" and place not in seen:
            before = records.get(*place)
        after = _after(shapes[write.table], write, before)
        if before != after:
            seen[place] = after
            steps.append(audit.Step(*place, before, after))
    return steps


def _after(shape: Shape, write: Write, before: Row | None) -> Row | None:
    table = shape.spec.table
    if write.action == "insert":
        if before is not None:
            raise DomainError("duplicate", table=table, field="id", value=write.record)
        values = shape.kept(write.values)
        if len(values) == len(shape.types):
            return {"id": write.record, **values}
        return {"id": write.record, **dict.fromkeys(shape.names[1:]), **values}
    if before is None:
        raise DomainError("record_gone", table=table, record=write.record)
    return None if write.action == "delete" else {**before, **shape.kept(write.values)}


def reversing(
    connection: sqlite3.Connection, records: Records, shapes: dict[str, Shape], batch: str
) -> list[Step]:
    """Return the steps that take a batch back, the last first.

    Raises:
        DomainError: ``changed_since`` names a record that is no longer as the batch left it.
    """
    entries = connection.execute(
        "SELECT a.entity, a.record, a.before, a.after FROM batch AS b JOIN audit AS a "
        "ON a.sequence BETWEEN b.first_entry AND b.last_entry WHERE b.id = ? "
        "ORDER BY a.sequence DESC",
        (batch,),
    ).fetchall()
    now: dict[tuple[str, str], Row | None] = {}
    steps = []
    for table, record, before, after in entries:
        place = (table, record)
        if place not in now:
            now[place] = records.get(table, record)
            if audit.described(now[place]) != after:
                raise _changed_since(records, shapes[table].spec, record, now[place])
        known = audit.restored(connection, before, record)
        names = shapes[table].names
        wanted = None if known is None else {name: known.get(name) for name in names}
        steps.append(audit.Step(table, record, now[place], wanted))
        now[place] = wanted
    return steps


def _changed_since(records: Records, spec: EntitySpec, record: str, now: Row | None) -> DomainError:
    last = records.history(spec.table, record)[-1]
    labels = [last.after or last.before or {}, now or {}]
    names = (called(spec, row, record) for row in labels)
    label = next((each for each in names if each.names), record)
    return DomainError(
        "changed_since",
        table=spec.table,
        record=record,
        label=label,
        person=last.actor.person,
        moment=last.moment,
    )


def apply(connection: sqlite3.Connection, shapes: dict[str, Shape], steps: list[Step]) -> None:
    """Carry steps out in order, runs of like ones in one call.

    Raises:
        DomainError: a key, a required field or a closed quarter refuses the step.
    """
    for (table, changed), run in groupby(steps, key=_likeness):
        under_way = _UnderWay()
        sql, rows = _statement(shapes[table], changed, under_way.following(run))
        try:
            connection.executemany(sql, rows)
        except sqlite3.IntegrityError as error:
            refusal = _refusal(connection, shapes[table].spec, under_way.step, str(error))
            if refusal is None:
                raise
            raise refusal from error


class _UnderWay:
    """Know which step a run of steps is at, to name it when it is refused."""

    def __init__(self) -> None:
        self.step: Step | None = None

    def following(self, steps: Iterable[Step]) -> Iterator[Step]:
        """Yield the steps and remember the last."""
        for step in steps:
            self.step = step
            yield step


def _likeness(step: Step) -> tuple[str, tuple[str, ...] | str]:
    if step.before is None:
        return step.table, "insert"
    if step.after is None:
        return step.table, "delete"
    old = step.before
    return step.table, tuple(name for name, new in step.after.items() if old.get(name) != new)


def _statement(
    shape: Shape, changed: tuple[str, ...] | str, run: Iterator[Step]
) -> tuple[str, Iterator[tuple[Value, ...]]]:
    table, names = shape.spec.table, shape.names
    if changed == "insert":
        listed = ", ".join(f'"{name}"' for name in names)
        sql = f'INSERT INTO "{table}" ({listed}) VALUES ({", ".join("?" * len(names))})'
        return sql, (tuple(map((step.after or {}).__getitem__, names)) for step in run)
    if isinstance(changed, str):
        return f'DELETE FROM "{table}" WHERE id = ?', ((step.record,) for step in run)
    setting = ", ".join(f'"{name}" = ?' for name in changed)
    return (
        f'UPDATE "{table}" SET {setting} WHERE id = ?',
        ((*((step.after or {})[name] for name in changed), step.record) for step in run),
    )


def _refusal(
    connection: sqlite3.Connection, spec: EntitySpec, step: Step | None, message: str
) -> DomainError | None:
    """Return what a broken constraint means to a user, None when it is a fault of ours."""
    row = {**((step.before if step else None) or {}), **((step.after if step else None) or {})}
    if "quarter_closed" in message:
        quarter = _closed_quarter(connection, spec, step)
        place = protecting_field(spec)
        return DomainError("quarter_closed", table=spec.table, field=place, quarter=quarter)
    what, _, place = message.partition(" constraint failed: ")
    names = [name.rpartition(".")[2] for name in place.split(", ")]
    if what == "UNIQUE":
        shown = " · ".join(str(row.get(name)) for name in names)
        return DomainError("duplicate", table=spec.table, field=names[-1], value=shown)
    if what == "NOT NULL":
        return DomainError("required", table=spec.table, field=names[-1])
    return None


def _closed_quarter(connection: sqlite3.Connection, spec: EntitySpec, step: Step | None) -> str:
    sides = [row for row in (step.after, step.before) if row] if step else []
    if spec.period_of and sides:
        reference, _, name = spec.period_of.partition(".")
        owner = spec.field(reference).target
        sql = f'SELECT "{name}" FROM "{owner}" WHERE id = ?'
        sides = [{"quarter": connection.execute(sql, (sides[0].get(reference),)).fetchone()[0]}]
    known = [str(found) for row in sides if (found := quarter_of(spec, row))]
    return known[0] if known else str(sides[-1].get("quarter", "")) if sides else ""


def broken_reference(records: Records, specs: Specs, steps: Iterable[Step]) -> DomainError | None:
    """Return which of the steps leaves a record referring to nothing, in words of the domain."""
    for step in steps:
        spec = specs[step.table]
        if records.get(step.table, step.record) is None:
            for other in specs.values():
                for each in other.fields:
                    if each.target == step.table and records.find(
                        other.table, **{each.name: step.record}
                    ):
                        return DomainError("record_in_use", table=step.table, used_by=other.table)
            continue
        for each in spec.fields:
            value = (step.after or {}).get(each.name) if each.target else None
            if isinstance(value, str) and records.get(each.target, value) is None:
                return DomainError(
                    "reference_unknown", table=step.table, field=each.name, value=value
                )
    return None
