"""The append-only trail: who changed what, when and why, chained by hashes."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Mapping

    from domain.records import Row, Value

FIRST_HASH: Final = "0" * 64


@dataclass(frozen=True, slots=True)
class Batch:
    """One action: what a user did, or took back (``effect`` is the batch whose effect it moves).

    Attributes:
        kind: ``do``, ``undo`` or ``redo``.
        effect: id of the batch undone or redone; its own id when it is done for the first time.
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
    def digest(self) -> str:
        """SHA-256 over all that the batch says."""
        return hashlib.sha256(canonical(asdict(self)).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Step:
    """One record before and after; None where it did not exist."""

    table: str
    record: str
    before: Row | None
    after: Row | None

    @property
    def action(self) -> str:
        """Insert, update or delete, as the two sides tell."""
        if self.before is None:
            return "insert"
        return "delete" if self.after is None else "update"


_encode: Final = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode


def canonical(values: Mapping[str, object]) -> str:
    """Return JSON that is the same for equal values: sorted keys, no blanks."""
    return _encode(values)


def described(row: Row | None) -> str | None:
    """Return a record as the trail keeps it: unknown left out, bytes by their SHA-256."""
    if row is None:
        return None
    known: dict[str, object] = {}
    for name, value in row.items():
        if isinstance(value, bytes):
            known[name] = {"sha256": hashlib.sha256(value).hexdigest()}
        elif value is not None and name != "id":
            known[name] = value
    return _encode(known)


def next_hash(previous: str, batch: str, step: tuple[str, str, str, str | None, str | None]) -> str:
    """Return the hash that chains one entry to the one before.

    Args:
        previous: hash of the entry before, ``FIRST_HASH`` for the first.
        batch: digest of the entry's batch.
        step: action, entity, record, before and after as the trail keeps them.
    """
    said = "\x1f".join((previous, batch, *("\x00" if part is None else part for part in step)))
    return hashlib.sha256(said.encode()).hexdigest()


def head(connection: sqlite3.Connection) -> tuple[int, str]:
    """Return the sequence and the hash of the last entry."""
    row = connection.execute(
        "SELECT sequence, hash FROM audit ORDER BY sequence DESC LIMIT 1"
    ).fetchone()
    return (row[0], row[1]) if row else (0, FIRST_HASH)


def append(connection: sqlite3.Connection, batch: Batch, steps: Iterable[Step]) -> None:
    """Write a batch and its entries at the end of the trail."""
    connection.execute(
        "INSERT INTO batch (id, moment, backwards, person, role, kind, action, reason, effect) "
        "VALUES (:id, :moment, :backwards, :person, :role, :kind, :action, :reason, :effect)",
        asdict(batch),
    )
    sequence, last = head(connection)
    connection.executemany(
        "INSERT INTO audit VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        _lines(batch, steps, sequence, last),
    )


def _lines(
    batch: Batch, steps: Iterable[Step], sequence: int, last: str
) -> Iterator[tuple[Value, ...]]:
    digest = batch.digest
    for at, step in enumerate(steps, start=sequence + 1):
        said = (step.action, step.table, step.record, described(step.before), described(step.after))
        last = next_hash(last, digest, said)
        yield (at, batch.id, *said, last)


def keep_contents(connection: sqlite3.Connection, steps: Iterable[Step]) -> None:
    """Keep the bytes that records held or hold, so that undo can bring them back."""
    for step in steps:
        for row in (step.before, step.after):
            for value in (row or {}).values():
                if isinstance(value, bytes):
                    connection.execute(
                        "INSERT OR IGNORE INTO content VALUES (?, ?)",
                        (hashlib.sha256(value).hexdigest(), value),
                    )


def restored(connection: sqlite3.Connection, text: str | None, names: Iterable[str]) -> Row | None:
    """Return a record as it was, from what the trail keeps of it."""
    if text is None:
        return None
    known = json.loads(text)
    row: dict[str, Value] = dict.fromkeys(names)
    for name, value in known.items():
        if isinstance(value, dict):
            found = connection.execute(
                "SELECT bytes FROM content WHERE sha256 = ?", (value["sha256"],)
            ).fetchone()
            row[name] = found[0]
        else:
            row[name] = value
    return row
