"""How far a quarter has come: its steps with who took them and when, and what may follow."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from domain.closing.sides import Side
    from domain.records import Row

Act = Literal["submit", "reconcile", "approve", "send_back", "close", "reopen", "open_next"]

_ACTS: Final[dict[str, tuple[Act, ...]]] = {
    "open": ("submit",),
    "submitted_by_origin": ("submit",),
    "submitted_by_host": ("submit",),
    "submitted": ("reconcile", "submit"),
    "reconciled": ("approve", "send_back"),
    "approved_by_origin": ("approve", "send_back"),
    "approved_by_host": ("approve", "send_back"),
    "approved": ("close", "send_back"),
    "closed": ("reopen",),
    "reopened": ("close",),
}
_STEPS: Final[tuple[tuple[str, Side | None, str], ...]] = (
    ("submit", "origin", "submitted_origin"),
    ("submit", "host", "submitted_host"),
    ("reconcile", None, "reconciled"),
    ("approve", "origin", "approved_origin"),
    ("approve", "host", "approved_host"),
    ("close", None, "closed"),
)
# State → steps that are taken when the quarter is in it, by their place above.
_TAKEN: Final = {
    "open": (),
    "submitted_by_origin": (0,),
    "submitted_by_host": (1,),
    "submitted": (0, 1),
    "reconciled": (0, 1, 2),
    "approved_by_origin": (0, 1, 2, 3),
    "approved_by_host": (0, 1, 2, 4),
    "approved": (0, 1, 2, 3, 4),
    "closed": (0, 1, 2, 3, 4, 5),
    "reopened": (0, 1, 2, 3, 4),
}


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a quarter on its way to being closed.

    Attributes:
        act: ``submit``, ``reconcile``, ``approve`` or ``close``.
        side: whose step it is, None for one of both.
        taken: it has been taken; ``next`` it may be taken now.
        person, moment: who took it and when, empty when not recorded.
    """

    act: str
    side: Side | None
    taken: bool
    next: bool
    person: str
    moment: str


def acts(state: str) -> tuple[Act, ...]:
    """Return what may be done with a quarter in a state, the usual first."""
    return _ACTS.get(state, ())


def open_sides(state: str, act: str) -> tuple[Side, ...]:
    """Return the sides that still have to take a step: submit or approve."""
    taken = _TAKEN.get(state, ())
    return tuple(
        side
        for at, (name, side, _) in enumerate(_STEPS)
        if name == act and side is not None and at not in taken
    )


def steps(row: Row) -> tuple[Step, ...]:
    """Return the steps of a quarter in order.

    Args:
        row: the record of the quarter.
    """
    state = str(row["state"])
    taken, usual = _TAKEN.get(state, ()), acts(state)[:1]
    found = []
    for at, (act, side, field) in enumerate(_STEPS):
        done = at in taken
        person, moment = (str(row[f"{field}_{end}"] or "") for end in ("by", "at"))
        known = (person, moment) if done else ("", "")
        found.append(Step(act, side, done, not done and act in usual, *known))
    return tuple(found)
