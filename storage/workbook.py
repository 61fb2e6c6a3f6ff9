"""A park's file: every change one command, one transaction, one step of undo."""

from __future__ import annotations

import contextlib
import sqlite3
import threading
from typing import TYPE_CHECKING, Final, Self

from domain.errors import DomainError
from domain.ids import new_id as fresh_id
from domain.records import Changes
from storage import audit, database, search_keys
from storage.errors import StorageError, translated
from storage.integrity import faults, foreign_change
from storage.moments import iso, now
from storage.records import SqlRecords
from storage.steps import apply, broken_reference, planned, reversing, shapes_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime
    from pathlib import Path
    from types import TracebackType

    from domain.records import Actor, Command, Records, Specs
    from storage.audit import Step
    from storage.integrity import Fault
    from storage.lock import Holder, WriteLock

# A report that was issued can only be superseded; a quarter that was closed can only be reopened,
# by a second person, and one that was reopened only be closed again.
_LASTING: Final = frozenset(
    {"command.issue_report", "command.close_quarter", "command.reopen_quarter"}
)


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
        super().__init__(opened.connection, specs, opened.path)
        self._shapes = shapes_of(specs)
        self._lock: WriteLock | None = opened.lock
        self._writable = opened.writable
        self._holder = opened.holder
        self.earlier = opened.copy  # kept of a file that an earlier version made
        stale = opened.stale if opened.writable else None
        self._foreign = tuple(foreign_change(opened.connection, stale)) if stale else ()
        self._actor = actor
        self._clock = clock
        self._new_id = new_id
        # Held by whoever writes: this object, or for a while one beside it.
        self._turn = threading.Lock()
        # Asked before each command, with None before undo and redo; it may refuse.
        self.guard: Callable[[Records, Actor, Command | None], None] | None = None

    @classmethod
    def create(
        cls,
        path: Path,
        specs: Specs,
        actor: Actor,
        *,
        clock: Callable[[], datetime] = now,
        new_id: Callable[[], str] = fresh_id,
    ) -> Self:
        """Make a new workbook; an existing file is never overwritten.

        Raises:
            StorageError: ``exists``, ``cannot_write`` or ``disk_full``.
        """
        database.create(path, specs, identity=new_id(), made=iso(clock()))
        return cls.open(path, specs, actor, clock=clock, new_id=new_id)

    @classmethod
    def open(
        cls,
        path: Path,
        specs: Specs,
        actor: Actor,
        *,
        read_only: bool = False,
        clock: Callable[[], datetime] = now,
        new_id: Callable[[], str] = fresh_id,
    ) -> Self:
        """Open a workbook, for writing unless another process holds it or the file forbids it.

        Raises:
            StorageError: ``missing``, ``folder``, ``foreign``, ``damaged``, ``newer``, ``older``,
                ``structure``, ``recovery_needed`` or ``cannot_read``.
        """
        person = "" if read_only else actor.person or "—"
        opened = database.open_file(path, specs, person, iso(clock()))
        if opened.writable:
            with translated(path):
                search_keys.renew(opened.connection, specs, doubtful=opened.stale is not None)
        return cls(opened, specs, actor, clock, new_id)

    @classmethod
    def memory(
        cls,
        specs: Specs,
        actor: Actor,
        *,
        clock: Callable[[], datetime] = now,
        new_id: Callable[[], str] = fresh_id,
    ) -> Self:
        """Return a workbook that lives as long as the process."""
        opened = database.in_memory(specs, identity=new_id(), made=iso(clock()))
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
        return self._holder

    @property
    def identity(self) -> str:
        """The workbook's own id, the same in all copies."""
        return audit.identity(self._connection)

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
        """Return the hash of the last entry of the trail, in hexadecimal."""
        return audit.head(self._connection)[1].hex()

    def verify_integrity(self) -> tuple[Fault, ...]:
        """Return everything that is wrong with the workbook, nothing when it is sound."""
        return (*self._foreign, *faults(self._connection, self._specs))

    def run(self, command: Command) -> Changes:
        """Carry a command out; it sees the records as they were before its first write.

        Raises:
            DomainError: a rule refuses; nothing was written.
            StorageError: the file cannot be written; it is as it was.
        """
        with self._transaction():
            self._ask(command)
            steps = planned(self, self._shapes, command.writes(self, self._specs))
            return self._write(audit.DO, command.key, command.reason, "", steps)

    def undo(self) -> Changes:
        """Take the last action back.

        Raises:
            DomainError: ``nothing_to_undo``, or ``changed_since`` naming the record.
            StorageError: the file cannot be written; it is as it was.
        """
        with self._transaction():
            self._ask(None)
            top = audit.stack(self._connection).undo_top
            if top is None:
                raise DomainError("nothing_to_undo")
            return self._reverse(audit.UNDO, self._batch_id(top))

    def redo(self) -> Changes:
        """Do again what was taken back last.

        Raises:
            DomainError: ``nothing_to_redo``, or ``changed_since`` naming the record.
            StorageError: the file cannot be written; it is as it was.
        """
        with self._transaction():
            self._ask(None)
            top = audit.stack(self._connection).redo_top
            if top is None:
                raise DomainError("nothing_to_redo")
            return self._reverse(audit.REDO, self._batch_id(top))

    def take_back(self, batch: str) -> Changes:
        """Take one earlier action back, whichever came after it; this is an action like any other.

        Raises:
            DomainError: ``changed_since`` names a record that a later action changed;
                ``nothing_to_undo`` when there is no such action or it cannot be taken back.
            StorageError: the file cannot be written; it is as it was.
        """
        with self._transaction():
            self._ask(None)
            found = self._connection.execute("SELECT action FROM batch WHERE id = ?", (batch,))
            action = found.fetchone()
            if action is None or action[0] in _LASTING:
                raise DomainError("nothing_to_undo")
            return self._reverse(audit.DO, batch)

    def undo_label(self) -> str:
        """Return the text key of what undo would take back, empty when nothing."""
        return self._label("undo_top")

    def redo_label(self) -> str:
        """Return the text key of what redo would do again, empty when nothing."""
        return self._label("redo_top")

    @contextlib.contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Give a second, read-only connection that another thread may use."""
        if self._path is None:
            yield self._connection
            return
        with contextlib.closing(database.connect_read_only(self._path)) as connection:
            yield connection

    @contextlib.contextmanager
    def reader(self) -> Iterator[Records]:
        """Give a read-only view that another thread may use; it sees later changes too."""
        with self.reading() as connection:
            yield SqlRecords(connection, self._specs, self._path, self._memory)

    @contextlib.contextmanager
    def written_beside(self) -> Iterator[Workbook]:
        """Give the right to write, on a connection of its own, to the thread that calls.

        Until the block is left every change through this object is refused; it can be read.

        Raises:
            StorageError: ``being_written`` when another thread has the right already;
                ``held`` or ``read_only`` when there is none to give.
        """
        self._refuse_if_read_only()
        if self._path is None:
            message = "a workbook in memory has one connection only"
            raise ValueError(message)
        if not self._turn.acquire(blocking=False):
            raise StorageError("being_written", path=str(self._path))
        try:
            with translated(self._path):
                connection = database.connect_beside(self._path)
            with contextlib.closing(connection):
                opened = database.Opened(connection, self._path, None, writable=True)
                made = Workbook(opened, self._specs, self._actor, self._clock, self._new_id)
                made.guard = self.guard
                yield made
        finally:
            self._turn.release()

    @contextlib.contextmanager
    def snapshot(self) -> Iterator[Records]:
        """Give the records as they are now, copied to memory; another thread may use them."""
        copy = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
        with contextlib.closing(copy):
            with translated(self._path), self.reading() as connection:
                connection.backup(copy)
            copy.execute("PRAGMA query_only = ON")
            yield SqlRecords(copy, self._specs, self._path, self._memory)

    @contextlib.contextmanager
    def scratch(self) -> Iterator[Workbook]:
        """Give a copy in memory that may be changed; this workbook never hears of it."""
        copy = database.connect(":memory:", one_thread=False)
        with contextlib.closing(copy):
            with translated(self._path), self.reading() as connection:
                connection.backup(copy)
            opened = database.Opened(copy, None, None, writable=True)
            yield Workbook(opened, self._specs, self._actor, self._clock, self._new_id)

    def close(self) -> None:
        """Close the file, seal it and give up the right to write it; twice is harmless.

        Whoever writes beside is waited for: the seal is set when nothing is written any more.
        """
        self._connection.close()
        with self._turn:
            if self._lock is not None and self._path is not None:
                database.seal_file(self._path)
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

    def _ask(self, command: Command | None) -> None:
        if self.guard is not None:
            self.guard(self, self._actor, command)

    def _label(self, top: str) -> str:
        found = self._fetch(
            "SELECT o.action FROM batch AS t JOIN batch AS o ON o.number = t.origin WHERE t.number "
            f"= (SELECT {top} FROM batch ORDER BY number DESC LIMIT 1)",
            (),
        )
        return str(found[0][0]) if found else ""

    def _batch_id(self, number: int) -> str:
        found = self._connection.execute("SELECT id FROM batch WHERE number = ?", (number,))
        return str(found.fetchone()[0])

    def _reverse(self, kind: str, batch: str) -> Changes:
        steps = reversing(self._connection, self, self._shapes, batch)
        action = "command.redo" if kind == audit.REDO else "command.undo"
        return self._write(kind, action, "", batch, steps)

    def _write(
        self, kind: str, action: str, reason: str, effect: str, steps: list[Step]
    ) -> Changes:
        if not steps:
            return Changes()
        moment = iso(self._clock())
        batch = audit.Batch(
            id=self._new_id(),
            moment=moment,
            backwards=moment < audit.stack(self._connection).moment,
            person=self._actor.person,
            role=self._actor.role,
            kind=kind,
            action=action,
            reason=reason,
            effect=effect,
        )
        apply(self._connection, self._shapes, steps)
        audit.append(self._connection, batch, steps, lasting=action in _LASTING)
        search_keys.follow(self._connection, self._specs, steps)
        self._commit(steps)
        tables: dict[str, set[str]] = {}
        for step in steps:
            tables.setdefault(step.table, set()).add(step.record)
        return Changes(batch.id, {name: frozenset(ids) for name, ids in tables.items()}, action)

    def _commit(self, steps: list[Step]) -> None:
        try:
            self._connection.execute("COMMIT")
        except sqlite3.IntegrityError as error:
            refusal = broken_reference(self, self._specs, steps)
            if refusal is None:
                raise
            raise refusal from error

    @contextlib.contextmanager
    def _transaction(self) -> Iterator[None]:
        """Begin a transaction; whatever was not committed inside is rolled back."""
        self._refuse_if_read_only()
        if not self._turn.acquire(blocking=False):
            raise StorageError("being_written", path=str(self._path))
        try:
            with translated(self._path):
                self._connection.execute("BEGIN IMMEDIATE")
                try:
                    self._connection.execute("PRAGMA defer_foreign_keys = ON")
                    yield
                finally:
                    if self._connection.in_transaction:
                        self._roll_back()
        finally:
            self._turn.release()

    def _refuse_if_read_only(self) -> None:
        if self._writable:
            return
        if self._holder is not None:
            raise StorageError("held", path=str(self._path), holder=self._holder.name)
        raise StorageError("read_only", path=str(self._path))

    def _roll_back(self) -> None:
        # When the disk is gone this fails as well; the journal mends it at the next start.
        with contextlib.suppress(sqlite3.OperationalError):
            self._connection.execute("ROLLBACK")
