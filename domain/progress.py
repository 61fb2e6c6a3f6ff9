"""How long work tells how far it is and learns that it is no longer wanted."""

from __future__ import annotations

from typing import Protocol


class CancelledError(Exception):
    """The user cancelled; nothing was changed."""


class Progress(Protocol):
    """Hear about work under way."""

    def step(self, done: int, total: int) -> None:
        """Hear that ``done`` of ``total`` parts are finished.

        Raises:
            CancelledError: the user asked to stop.
        """
        ...


class Silent:
    """A listener that neither shows nor cancels."""

    def step(self, done: int, total: int) -> None:
        """Do nothing."""
