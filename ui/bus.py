"""Carry the user's commands to the records and tell everyone what changed."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from domain.errors import DomainError
from domain.records import Changes
from ui.refusal import storage_refusals

if TYPE_CHECKING:
    from collections.abc import Callable

    from domain.records import Command, Journal


def _now() -> datetime:
    return datetime.now(UTC)


class Bus(QObject):
    """Run commands; whoever shows records listens to ``changed``.

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
    ) -> None:
        super().__init__(parent)
        self._journal = journal
        self._clock = clock
        self.saved_at: datetime | None = None

    @property
    def records(self) -> Journal:
        """The records, to be read."""
        return self._journal

    @property
    def writable(self) -> bool:
        """False when another program holds the workbook."""
        return self._journal.writable

    def moment(self) -> str:
        """Return the instant, UTC, as records keep it."""
        return self._clock().astimezone(UTC).isoformat(timespec="milliseconds")[:-6] + "Z"

    def run(self, command: Command) -> Changes:
        """Carry a command out.

        Raises:
            DomainError: a rule or the storage refuses; nothing was written.
        """
        return self._made(lambda: self._journal.run(command))

    def attempt(self, command: Command) -> Changes:
        """Carry a command out; a refusal is told through ``refused`` and changes nothing."""
        return self._told(lambda: self.run(command))

    def undo(self) -> Changes:
        """Take the last action back; a refusal is told through ``refused``."""
        return self._told(lambda: self._made(self._journal.undo))

    def redo(self) -> Changes:
        """Do again what was taken back last; a refusal is told through ``refused``."""
        return self._told(lambda: self._made(self._journal.redo))

    def tell(self, changes: Changes) -> None:
        """Tell of changes that were made past the bus, as an import does."""
        if changes:
            self.saved_at = self._clock()
            self.saved.emit(self.saved_at)
            self.changed.emit(changes)

    def _made(self, action: Callable[[], Changes]) -> Changes:
        with storage_refusals():
            changes = action()
        self.tell(changes)
        return changes

    def _told(self, action: Callable[[], Changes]) -> Changes:
        try:
            return action()
        except DomainError as refusal:
            self.refused.emit(refusal)
            return Changes()
