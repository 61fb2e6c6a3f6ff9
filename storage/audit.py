"""The append-only trail: who changed what, when and why, chained by hashes."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, fields
from functools import lru_cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Sequence

    from domain.records import Row, Value

DO: Final = "do"
UNDO: Final = "undo"
REDO: Final = "redo"


@dataclass(frozen=True, slots=True)
class Batch:
    """What one action says of itself; every entry's hash covers it.

    Attributes:
        backwards: the clock showed an earlier time than at the batch before.
        kind: ``do``, ``undo`` or ``redo``.
        effect: id of the batch that this one reverses, empty when it is done for the first time.
    """

    id: str
    moment: str
    backwards: bool
    person: str
    role: str
    kind: str
    action: str
    reason: str
    effect: str

    @property
    def text(self) -> str:
        """The batch as canonical JSON."""
        return canonical({name: getattr(self, name) for name in BATCH_FIELDS})


BATCH_FIELDS: Final = tuple(each.name for each in fields(Batch))
BATCH_COLUMNS: Final = ", ".join(BATCH_FIELDS)
"""Columns of a batch that its entries' hashes cover, in the order of its fields."""


@dataclass(frozen=True, slots=True)
class Stack:
    """Where undo and redo stand after a batch, by numbers of batches.

    Attributes:
        number: of the batch, 0 before the first.
        moment: of the batch.
        undo_top: batch that undo would reverse.
        redo_top: batch that redo would reverse.
    """

    number: int = 0
    moment: str = ""
    undo_top: int | None = None
    redo_top: int | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One record before and after; None where it did not exist."""

    table: str
    record: str
    before: Row | None
    after: Row | None


def _by_hash(value: object) -> dict[str, str]:
    if not isinstance(value, bytes):
        message = f"{type(value).__name__} cannot stand in the trail"
        raise TypeError(message)
    return {"sha256": hashlib.sha256(value).hexdigest()}


_encode: Final = json.JSONEncoder(
    ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_by_hash
).encode


def canonical(value: object) -> str:
    """Return JSON that is the same for equal values: sorted keys, no blanks."""
    return _encode(value)


def described(row: Row | None) -> str | None:
    """Return a record as the trail keeps it: unknown left out, bytes by their SHA-256."""
    if row is None:
        return None
    parts = []
    for name in _sorted(tuple(row)):
        value = row[name]
        if type(value) is int:
            parts.append(f'"{name}":{value}')
        elif value is not None:
            parts.append(f'"{name}":{_encode(value)}')
    return f"{{{','.join(parts)}}}"


@lru_cache(maxsize=256)
def _sorted(names: tuple[str, ...]) -> tuple[str, ...]:
    """Return the names of fields as canonical JSON orders them; they are plain ASCII words."""
    return tuple(sorted(name for name in names if name != "id"))


def restored(connection: sqlite3.Connection, text: str | None, record: str) -> Row | None:
    """Return a record as it was, from what the trail keeps of it; unknown fields are left out.

    Raises:
        KeyError: the bytes a record held are kept nowhere.
    """
    if text is None:
        return None
    row: dict[str, Value] = {"id": record}
    for name, value in json.loads(text).items():
        row[name] = _content(connection, value["sha256"]) if isinstance(value, dict) else value
    return row


def _content(connection: sqlite3.Connection, sha256: str) -> bytes:
    found = connection.execute("SELECT bytes FROM content WHERE sha256 = ?", (sha256,)).fetchone()
    if found is None:
        raise KeyError(sha256)
    return bytes(found[0])


def first_hash(identity: str) -> bytes:
    """Return what the first entry of a workbook's chain is chained to."""
    return hashlib.sha256(canonical({"workbook": identity}).encode()).digest()


def next_hash(
    previous: bytes,
    sequence: int,
    batch: str,
    place: tuple[str, str],
    sides: tuple[str | None, str | None],
) -> bytes:
    """Return the hash that chains one entry to the one before: SHA-256 over canonical JSON.

    The JSON is ``[previous, sequence, batch, entity, record, before, after]``.

    Args:
        previous: hash of the entry before.
        sequence: number of the entry, from 1.
        batch: text of its batch.
        place: entity and record.
        sides: the record before and after, as the trail keeps it.
    """
    before, after = sides
    said = (
        f'["{previous.hex()}",{sequence},{batch},{_encode(place[0])},{_encode(place[1])},'
        f"{before or 'null'},{after or 'null'}]"
    )
    return hashlib.sha256(said.encode()).digest()


def identity(connection: sqlite3.Connection) -> str:
    """Return the workbook's own id, the same in all copies."""
    found = connection.execute("SELECT value FROM workbook WHERE key = 'identity'").fetchone()
    return str(found[0])


def head(connection: sqlite3.Connection) -> tuple[int, bytes]:
    """Return the sequence and the hash of the last entry."""
    found = connection.execute(
        "SELECT sequence, hash FROM audit ORDER BY sequence DESC LIMIT 1"
    ).fetchone()
    return (found[0], found[1]) if found else (0, first_hash(identity(connection)))


def stack(connection: sqlite3.Connection) -> Stack:
    """Return where undo and redo stand now."""
    found = connection.execute(
        "SELECT number, moment, undo_top, redo_top FROM batch ORDER BY number DESC LIMIT 1"
    ).fetchone()
    return Stack(*found) if found else Stack()


def moved(kind: str, before: Stack, beneath: int | None, *, lasting: bool) -> Stack:
    """Return where undo and redo stand after one more batch.

    Args:
        kind: of the new batch.
        before: the stack before it.
        beneath: what lies under the batch that it reverses.
        lasting: it cannot be taken back, so undo passes it over.
    """
    number = before.number + 1
    if kind == UNDO:
        return Stack(number, "", beneath, number)
    if kind == REDO:
        return Stack(number, "", number, beneath)
    if lasting:
        return Stack(number, "", before.undo_top, before.redo_top)
    return Stack(number, "", number, None)


def append(
    connection: sqlite3.Connection, batch: Batch, steps: list[Step], *, lasting: bool
) -> None:
    """Write a batch and its entries at the end of the trail, and keep bytes that go.

    Args:
        lasting: the batch cannot be taken back.
    """
    now = stack(connection)
    reversed_ = _reversed_batch(connection, batch.effect)
    taken = reversed_ if batch.kind in {UNDO, REDO} else None
    after = moved(batch.kind, now, taken[1] if taken else None, lasting=lasting)
    beneath = {UNDO: now.redo_top, REDO: now.undo_top}.get(batch.kind, now.undo_top)
    sequence, last = head(connection)
    connection.execute(
        f"INSERT INTO batch VALUES ({', '.join('?' * 16)})",
        (
            after.number,
            *(getattr(batch, name) for name in BATCH_FIELDS),
            taken[0] if taken else after.number,
            after.undo_top,
            after.redo_top,
            None if lasting else beneath,
            sequence + 1,
            sequence + len(steps),
        ),
    )
    connection.executemany(
        "INSERT INTO audit VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        _lines(after.number, batch.text, steps, sequence, last),
    )
    _keep_contents(connection, steps)


def _reversed_batch(connection: sqlite3.Connection, batch: str) -> tuple[int, int | None] | None:
    """Return the origin of a batch and what lies beneath it in its stack."""
    if not batch:
        return None
    found = connection.execute("SELECT origin, beneath FROM batch WHERE id = ?", (batch,))
    origin, beneath = found.fetchone()
    return origin, beneath


def _lines(
    number: int, batch: str, steps: Iterable[Step], sequence: int, last: bytes
) -> Iterator[tuple[object, ...]]:
    for at, step in enumerate(steps, start=sequence + 1):
        sides = (described(step.before), described(step.after))
        previous = last
        last = next_hash(previous, at, batch, (step.table, step.record), sides)
        yield (at, number, step.table, step.record, *sides, previous, last)


def _keep_contents(connection: sqlite3.Connection, steps: Iterable[Step]) -> None:
    """Keep the bytes that records no longer hold, so that undo can bring them back."""
    for step in steps:
        if step.before is None:
            continue
        for name, value in step.before.items():
            if isinstance(value, bytes) and (step.after is None or step.after.get(name) != value):
                keep_content(connection, value)


def keep_content(connection: sqlite3.Connection, content: bytes) -> None:
    """Keep bytes under their SHA-256, once."""
    key = hashlib.sha256(content).hexdigest()
    connection.execute(
        "INSERT INTO content SELECT ?, ? WHERE NOT EXISTS (SELECT 1 FROM content WHERE sha256 = ?)",
        (key, content, key),
    )


def batch_of(values: Sequence[object]) -> Batch:
    """Return a batch from the values of ``BATCH_COLUMNS``."""
    made, moment, backwards, *rest = values
    person, role, kind, action, reason, effect = map(str, rest)
    return Batch(
        str(made), str(moment), bool(backwards), person, role, kind, action, reason, effect
    )
