"""From writes to rows, and back: what a batch does to records and how it is reversed."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING, Self

from domain.errors import DomainError
from domain.records import Write
from storage import audit

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

    from domain.records import Records, Row, Specs


def planned(records: Records, specs: Specs, writes: list[Write]) -> list[audit.Step]:
    """Return each write with its record before and after, in order.

    A record written twice in one batch is seen the second time as the first left it.
    """
    seen: dict[tuple[str, str], Row | None] = {}
    steps = []
    for write in writes:
        place = (write.table, write.record)
        if write.action == "insert":
            before: Row | None = None
        elif place in seen:
            before = seen[place]
        else:
            before = records.get(*place)
        after = _after(specs, write, before)
        seen[place] = after
        if before is not None or after is not None:
            steps.append(audit.Step(write.table, write.record, before, after))
    return steps


def _after(specs: Specs, write: Write, before: Row | None) -> Row | None:
    if write.action == "delete":
        return None
    if write.action == "update":
        if before is None:
            raise DomainError("record_gone", table=write.table, record=write.record)
        return {**before, **write.values}
    names = (each.name for each in specs[write.table].fields)
    return {"id": write.record, **{name: write.values.get(name) for name in names}}


def applied(connection: sqlite3.Connection, specs: Specs, writes: list[Write]) -> None:
    """Carry writes out in order, runs of like ones in one call."""
    for (action, table, names), run in groupby(writes, key=_shape):
        spec = specs[table]
        columns = [spec.field(name).name for name in names]
        if action == "insert":
            listed = ", ".join(f'"{name}"' for name in ("id", *columns))
            places = ", ".join("?" * (len(columns) + 1))
            sql = f'INSERT INTO "{spec.table}" ({listed}) VALUES ({places})'
            rows = ((each.record, *(each.values[name] for name in names)) for each in run)
        elif action == "update":
            setting = ", ".join(f'"{name}" = ?' for name in columns)
            sql = f'UPDATE "{spec.table}" SET {setting} WHERE id = ?'
            rows = ((*(each.values[name] for name in names), each.record) for each in run)
        else:
            sql = f'DELETE FROM "{spec.table}" WHERE id = ?'
            rows = ((each.record,) for each in run)
        connection.executemany(sql, rows)


def _shape(write: Write) -> tuple[str, str, tuple[str, ...]]:
    return write.action, write.table, tuple(write.values)


def restoring(
    connection: sqlite3.Connection, records: Records, specs: Specs, batch: str, *, back: bool
) -> list[Write]:
    """Return the writes that take a batch's effect back, or do it again.

    Raises:
        DomainError: ``changed_since`` when a record is not as the other side left it.
    """
    writes = []
    for table, record, before, after in _net_effect(connection, batch):
        expected, wanted = (after, before) if back else (before, after)
        if audit.described(records.get(table, record)) != expected:
            raise DomainError("changed_since", table=table, record=record)
        names = [each.name for each in specs[table].fields]
        row = audit.restored(connection, wanted, names)
        if row is None:
            writes.append(Write("delete", table, record))
        else:
            writes.append(Write("insert" if expected is None else "update", table, record, row))
    return list(reversed(writes)) if back else writes


def _net_effect(
    connection: sqlite3.Connection, batch: str
) -> Iterator[tuple[str, str, str | None, str | None]]:
    effect: dict[tuple[str, str], tuple[str | None, str | None]] = {}
    for table, record, before, after in connection.execute(
        "SELECT entity, record, before, after FROM audit WHERE batch = ? ORDER BY sequence",
        (batch,),
    ):
        first = effect[table, record][0] if (table, record) in effect else before
        effect[table, record] = (first, after)
    for (table, record), (before, after) in effect.items():
        if before != after:
            yield table, record, before, after


@dataclass(slots=True)
class UndoStack:
    """Which batches can be taken back and which done again, the next one last."""

    done: list[str] = field(default_factory=list)
    undone: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, connection: sqlite3.Connection, lasting: frozenset[str]) -> Self:
        """Return the stack as the trail tells it, so that it survives a restart."""
        stack = cls()
        for kind, effect, action in connection.execute(
            "SELECT kind, effect, action FROM batch ORDER BY sequence"
        ):
            stack._take(kind, effect, action in lasting)
        return stack

    def note(self, batch: audit.Batch, lasting: frozenset[str]) -> None:
        """Take account of a batch that was just written."""
        self._take(batch.kind, batch.effect, batch.action in lasting)

    def _take(self, kind: str, effect: str, lasts: bool) -> None:  # noqa: FBT001 - one caller each
        if lasts:
            return
        if kind == "undo":
            self.undone.append(self.done.pop())
        elif kind == "redo":
            self.done.append(self.undone.pop())
        else:
            self.done.append(effect)
            self.undone.clear()
