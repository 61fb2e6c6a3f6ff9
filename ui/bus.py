"""Carry the user's commands to the records and tell everyone what changed."""

from __future__ import annotations

from collections import deque
from datetime import UTC, datetime
from time import perf_counter
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal

from domain.errors import DomainError
from domain.records import Changes
from ui.refusal import storage_refusals

if TYPE_CHECKING:
    from collections.abc import Callable

    from domain.people.roles import Duties
    from domain.records import Actor, Command, Journal


_SLOW_S: Final = 0.05
"""A write that takes longer is felt while typing, in seconds."""


def _now() -> datetime:
    return datetime.now(UTC)


class Bus(QObject):
    """Run commands; whoever shows records listens to ``changed``.

    Where the disk is ``slow``, what is typed can wait its turn with ``later``; whatever is run
    otherwise comes after what waits.

    Every refusal leaves as a ``DomainError``, those of the storage as ``StorageRefusalError``.

    Signals:
        changed: :class:`Changes` that a command, an undo or a redo made.
        refused: :class:`DomainError` that no form or cell shows.
        saved: moment (UTC) at which the last change was written.
    """

    changed = Signal(object)
    refused = Signal(object)
    saved = Signal(object)

    def __init__(
        self,
        journal: Journal,
        clock: Callable[[], datetime] = _now,
        parent: QObject | None = None,
        *,
        slow_s: float = _SLOW_S,
    ) -> None:
        super().__init__(parent)
        self._slow_s = slow_s
        self._journal = journal
        self._clock = clock
        self.saved_at: datetime | None = None
        self._duties: Duties | None = None
        self._actor: Callable[[], Actor] | None = None
        self.slow = False
        self._waiting: deque[Callable[[], object]] = deque()
        self._settling = False
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.timeout.connect(self._on_rest)

    def keep_duties(self, duties: Duties, actor: Callable[[], Actor]) -> None:
        """Hold what is asked for against the role of whoever works."""
        self._duties, self._actor = duties, actor

    def refusal(self, what: str) -> DomainError | None:
        """Return why whoever works may not change an entity or do an act, None when they may.

        Args:
            what: an entity, or the key of a command.
        """
        if self._duties is None or self._actor is None:
            return None
        return self._duties.refusal(self._actor(), what)

    def barred(self) -> DomainError | None:
        """Return why whoever works may change nothing at all, None when they may something."""
        if self._duties is None or self._actor is None:
            return None
        return self._duties.barred(self._actor())

    def may_change(self, what: str) -> bool:
        """Tell whether an entity can be changed, or an act done, by whoever works."""
        return self._journal.writable and self.refusal(what) is None

    @property
    def records(self) -> Journal:
        """The records, to be read."""
        return self._journal

    @property
    def writable(self) -> bool:
        """False when another program holds the workbook or whoever works only reads."""
        return self._journal.writable and self.barred() is None

    def moment(self) -> str:
        """Return the instant, UTC, as records keep it."""
        return self._clock().astimezone(UTC).isoformat(timespec="milliseconds")[:-6] + "Z"

    def run(self, command: Command) -> Changes:
        """Carry a command out.

        Raises:
            DomainError: a rule or the storage refuses; nothing was written.
        """
        self.settle()
        return self._made(lambda: self._journal.run(command))

    def later(self, act: Callable[[], object]) -> None:
        """Do what runs commands as soon as no key waits to be read, in the order it came."""
        self._waiting.append(act)
        self._rest.start()

    def settle(self) -> None:
        """Do now all that waits."""
        while self._waiting and not self._settling:
            self._do_next()

    def attempt(self, command: Command) -> Changes:
        """Carry a command out; a refusal is told through ``refused`` and changes nothing."""
        return self._told(lambda: self.run(command))

    def undo(self) -> Changes:
        """Take the last action back; a refusal is told through ``refused``."""
        self.settle()
        return self._told(lambda: self._made(self._journal.undo))

    def redo(self) -> Changes:
        """Do again what was taken back last; a refusal is told through ``refused``."""
        self.settle()
        return self._told(lambda: self._made(self._journal.redo))

    def carry(self, action: Callable[[], Changes]) -> Changes:
        """Carry out what the journal has no command for; a refusal is told through ``refused``."""
        return self._told(lambda: self._made(action))

    def tell(self, changes: Changes) -> None:
        """Tell of changes that were made past the bus, as an import does."""
        if changes:
            self.saved_at = self._clock()
            self.saved.emit(self.saved_at)
            self.changed.emit(changes)

    def _on_rest(self) -> None:
        if self._waiting:
            self._do_next()
        if self._waiting:
            self._rest.start()

    def _do_next(self) -> None:
        self._settling = True
        try:
            self._waiting.popleft()()
        finally:
            self._settling = False

    def _made(self, action: Callable[[], Changes]) -> Changes:
        begun = perf_counter()
        with storage_refusals():
            changes = action()
        self.slow = perf_counter() - begun > self._slow_s
        self.tell(changes)
        return changes

    def _told(self, action: Callable[[], Changes]) -> Changes:
        try:
            return action()
        except DomainError as refusal:
            self.refused.emit(refusal)
            return Changes()
