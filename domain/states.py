"""State machines as data: which states follow which, and which need a reason."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from domain.errors import DomainError

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class StateMachine:
    """The states of a process and the moves between them.

    Attributes:
        name: choices' name; a state's wording is ``choice.<name>.<state>``.
        moves: state → states that may follow; ``""`` stands for "not begun".
        reasoned: states that may only be entered with a reason.
    """

    name: str
    moves: Mapping[str, tuple[str, ...]]
    reasoned: frozenset[str] = frozenset()

    @property
    def states(self) -> tuple[str, ...]:
        """All states on the way from first to last, those that only end it after them."""
        named = dict.fromkeys(old for old in self.moves if old)
        named |= dict.fromkeys(state for after in self.moves.values() for state in after)
        return tuple(named)

    def allows(self, old: str, new: str) -> bool:
        """Tell whether ``new`` may follow ``old``."""
        return new in self.moves.get(old, ())

    def check(self, old: str, new: str, reason: str = "") -> None:
        """Refuse a move that the machine does not have.

        Raises:
            DomainError: ``transition_not_allowed`` or ``reason_missing``.
        """
        if not self.allows(old, new):
            raise DomainError("transition_not_allowed", machine=self.name, old=old, new=new)
        if new in self.reasoned and not reason.strip():
            raise DomainError("reason_missing", machine=self.name, new=new)
