"""Carry out a command of many writes so that it tells how far it is and can be stopped."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from domain.progress import Progress
    from domain.records import Command, Records, Specs, Write


@dataclass(frozen=True, slots=True)
class Stepwise:
    """A command whose writes are told one by one; stopped before the last, nothing is written.

    Attributes:
        total: how many writes there are.
    """

    command: Command
    total: int
    progress: Progress

    @property
    def key(self) -> str:
        """Text key that names the action."""
        return self.command.key

    @property
    def reason(self) -> str:
        """Why it was done."""
        return self.command.reason

    def writes(self, records: Records, specs: Specs) -> Iterator[Write]:
        """Yield the writes of the command.

        Raises:
            CancelledError: the user asked to stop.
            DomainError: a rule refuses.
        """
        for done, write in enumerate(self.command.writes(records, specs)):
            self.progress.step(done, self.total)
            yield write
