"""A park's file: every change one command, one transaction, one step of undo."""

from __future__ import annotations

import contextlib
import sqlite3
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final, Self

from domain.errors import DomainError
from domain.ids import new_id as fresh_id
from domain.records import Changes, Write
from storage import audit, database
from storage.lock import holder_of
from storage.records import SqlRecords
from storage.steps import UndoStack, applied, planned, restoring

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path
    from types import TracebackType

    from domain.records import Actor, Command, Records, Specs
    from storage.lock import Holder, WriteLock

# A report that was issued cannot be taken back; it can only be superseded.
_LASTING: Final = frozenset({"command.issue_report"})


def _now() -> datetime:
    return datetime.now(UTC)


class Workbook(SqlRecords):
    """Read and change one workbook; implements ``domain.records.Journal``."""

    def __init__(
        self,
        opened: database.Opened,
        specs: Specs,
        actor: Actor,
        clock: Callable[[], datetime],
        new_id: Callable[[], str],
    ) -> None:
        super().__init__(opened.connection, specs)
        self._path = opened.path
        self._lock: WriteLock | None = opened.lock
        self._writable = opened.writable
        self._actor = actor
        self._clock = clock
        self._new_id = new_id
        self._stack = UndoStack.of(opened.connection, _LASTING)
        self._keeper = holder_of(opened.path) if opened.path and opened.held else None

    @classmethod
    def create(
        cls,
        path: Path,
        specs: Specs,
        actor: Actor,
        *,
        clock: Callable[[], datetime] = _now,
        new_id: Callable[[], str] = fresh_id,
    ) -> Self:
        """Make a new workbook; an existing file is never overwritten.

        Raises:
            StorageError: ``exists``, ``cannot_write`` or ``disk_full``.
        """
        database.create(path, specs, identity=new_id(), made=_iso(clock()))
        return cls.open(path, specs, actor, clock=clock, new_id=new_id)

    @classmethod
    def open(
        cls,
        path: Path,
        specs: Specs,
        actor: Actor,
        *,
        read_only: bool = False,
        clock: Callable[[], datetime] = _now,
        new_id: Callable[[], str] = fresh_id,
    ) -> Self:
        """Open a workbook, for writing unless another process holds it or the file forbids it.

        Raises:
            StorageError: ``missing``, ``foreign``, ``damaged``, ``newer`` or ``cannot_read``.
        """
        person = "" if read_only else actor.person
        opened = database.open_file(path, person, _iso(clock()))
        return cls(opened, specs, actor, clock, new_id)

    @classmethod
    def memory(
        cls,
        specs: Specs,
        actor: Actor,
        *,
        clock: Callable[[], datetime] = _now,
        new_id: Callable[[], str] = fresh_id,
    ) -> Self:
        """Return a workbook that lives as long as the process."""
        opened = database.in_memory(specs, identity=new_id(), made=_iso(clock()))
        return cls(opened, specs, actor, clock, new_id)

    @property
    def path(self) -> Path | None:
        """Where the workbook lies, None for one in memory."""
        return self._path

    @property
    def writable(self) -> bool:
        """False when another program holds the workbook or the file cannot be written."""
        return self._writable

    @property
    def holder(self) -> Holder | None:
        """Who else has the workbook open for writing, None when nobody has."""
        return self._keeper

    @property
    def identity(self) -> str:
        """The workbook's own id, the same in all copies."""
        return database.stated(self._connection, "identity")

    @property
    def connection(self) -> sqlite3.Connection:
        """The connection, for this layer's own checks and backups."""
        return self._connection

    @property
    def specs(self) -> Specs:
        """The entities of the workbook."""
        return self._specs

    @property
    def actor(self) -> Actor:
        """Who works."""
        return self._actor

    def set_actor(self, actor: Actor) -> None:
        """Say who works from now on."""
        self._actor = actor

    def head_hash(self) -> str:
        """Return the hash of the last entry of the trail."""
        return audit.head(self._connection)[1]

    def run(self, command: Command) -> Changes:
        """Carry a command out.

        Raises:
            DomainError: a rule refuses; nothing was written.
            StorageError: the file cannot be written; it is as it was.
        """
        with self._transaction():
            writes = list(command.writes(self, self._specs))
            batch = self._batch("do", command.key, command.reason, "")
            changes = self._apply(batch, writes)
        if changes:
            self._stack.note(batch, _LASTING)
        return changes

    def undo(self) -> Changes:
        """Take the last action back.

        Raises:
            DomainError: ``nothing_to_undo``, or ``changed_since`` naming the record.
        """
        if not self._stack.done:
            raise DomainError("nothing_to_undo")
        return self._move("undo", self._stack.done[-1])

    def redo(self) -> Changes:
        """Do again what was taken back last.

        Raises:
            DomainError: ``nothing_to_redo``, or ``changed_since`` naming the record.
        """
        if not self._stack.undone:
            raise DomainError("nothing_to_redo")
        return self._move("redo", self._stack.undone[-1])

    def undo_label(self) -> str:
        """Return the text key of what undo would take back, empty when nothing."""
        return self._label(self._stack.done)

    def redo_label(self) -> str:
        """Return the text key of what redo would do again, empty when nothing."""
        return self._label(self._stack.undone)

    @contextlib.contextmanager
    def reader(self) -> Iterator[Records]:
        """Give a second, read-only connection that another thread may use."""
        if self._path is None:
            yield self
            return
        connection = database.connect_read_only(self._path)
        try:
            yield SqlRecords(connection, self._specs)
        finally:
            connection.close()

    def close(self) -> None:
        """Close the file and give up the right to write it."""
        self._connection.close()
        if self._lock is not None:
            self._lock.release()
            self._lock = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _label(self, batches: list[str]) -> str:
        if not batches:
            return ""
        found = self._connection.execute("SELECT action FROM batch WHERE id = ?", (batches[-1],))
        return str(found.fetchone()[0])

    def _move(self, kind: str, effect: str) -> Changes:
        with self._transaction():
            self._connection.execute("PRAGMA defer_foreign_keys = ON")
            writes = restoring(self._connection, self, self._specs, effect, back=kind == "undo")
            batch = self._batch(kind, f"command.{kind}", "", effect)
            changes = self._apply(batch, writes)
        self._stack.note(batch, _LASTING)
        return changes

    def _batch(self, kind: str, action: str, reason: str, effect: str) -> audit.Batch:
        moment = _iso(self._clock())
        last = self._connection.execute("SELECT MAX(moment) FROM batch").fetchone()[0]
        made = self._new_id()
        return audit.Batch(
            id=made,
            moment=moment,
            backwards=bool(last and moment < last),
            person=self._actor.person,
            role=self._actor.role,
            kind=kind,
            action=action,
            reason=reason,
            effect=effect or made,
        )

    def _apply(self, batch: audit.Batch, writes: list[Write]) -> Changes:
        steps = planned(self, self._specs, writes)
        if not steps:
            return Changes()
        applied(self._connection, self._specs, writes)
        audit.keep_contents(self._connection, steps)
        audit.append(self._connection, batch, steps)
        tables: dict[str, set[str]] = {}
        for step in steps:
            tables.setdefault(step.table, set()).add(step.record)
        return Changes(
            batch.id, {name: frozenset(ids) for name, ids in tables.items()}, batch.action
        )

    @contextlib.contextmanager
    def _transaction(self) -> Iterator[None]:
        if not self._writable:
            raise database.not_writable(self._path, self._keeper)
        with database.translated(self._path):
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._connection.execute("COMMIT")
            except BaseException:
                with contextlib.suppress(sqlite3.Error):
                    self._connection.execute("ROLLBACK")
                raise


def _iso(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
