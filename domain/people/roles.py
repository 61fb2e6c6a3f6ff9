"""What each role may do: the areas in which it writes, and the acts kept for some.

Roles guide people and keep duties apart; they are no lock against someone who holds the file.
A workbook in which no person is recorded keeps no roles: whoever opens it may do everything.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from domain.commands import AddRow, RemoveRow, SetFields, Together, WriteBatch
from domain.errors import DomainError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from domain.records import Actor, Command, Records, Row, Specs

ROLES: Final = ("clerk", "secretary", "analyst", "chair", "auditor")
_ALL: Final = frozenset({"clerk", "secretary", "analyst", "chair"})
_CLERK: Final = frozenset({"clerk", "chair"})
_SECRETARY: Final = frozenset({"secretary", "chair"})
_ANALYST: Final = frozenset({"analyst", "chair"})
_CHAIR: Final = frozenset({"chair"})

AREAS: Final[Mapping[str, frozenset[str]]] = {
    "entry": _CLERK,
    "firms": _CLERK,
    "pipeline": _CLERK | _SECRETARY,
    "return": _CLERK,
    "meetings": _SECRETARY,
    "agreements": _SECRETARY | _ANALYST,
    "space": _CLERK,
    "network": _ALL,
    "models": _ANALYST,
    "reports": _ANALYST | _SECRETARY,
    "data": _ALL,
    "settings": _CHAIR,
}
"""Area of an entity → roles that may change its records; the auditor reads only."""

TABLES: Final[Mapping[str, frozenset[str]]] = {
    "saved_view": _ALL,
    "quarter": _CLERK,
    "closing": _CHAIR | _SECRETARY,
    "submission": _CLERK,
    "agreed_figure": _CLERK | _SECRETARY,
}
"""Entities with other rules than their area."""

ACTS: Final[Mapping[str, frozenset[str]]] = {
    "command.open_quarter": _CLERK,
    "command.submit_quarter": _CLERK,
    "command.settle_difference": _CLERK | _SECRETARY,
    "command.reconcile_quarter": _CLERK | _SECRETARY,
    "command.approve_quarter": _CHAIR,
    "command.send_back_quarter": _CHAIR,
    "command.close_quarter": _CHAIR,
    # A second person must be found where there is one chair only.
    "command.reopen_quarter": _CHAIR | _SECRETARY,
    "command.set_password": _ALL | {"auditor"},
}
"""Acts with rules of their own, by the key of their command."""


def persons(records: Records) -> list[Row]:
    """Return the persons who work with the workbook now, by name."""
    found = records.find("person", active=1)
    return sorted(found, key=lambda row: str(row["name"]))


def role_of(records: Records, name: str) -> str | None:
    """Return the role of a person at work, None when no such person works here."""
    return next((str(row["role"]) for row in persons(records) if row["name"] == name), None)


class Duties:
    """Hold who works against what the roles allow.

    Args:
        records: the workbook.
        specs: its entities.
    """

    def __init__(self, records: Records, specs: Specs) -> None:
        self._records = records
        self._specs = specs

    def barred(self, actor: Actor) -> DomainError | None:
        """Return why somebody may change nothing at all, None when they may something."""
        everyone = persons(self._records)
        if not everyone:
            return None
        role = role_of(self._records, actor.person)
        if role is None:
            return DomainError("person_unknown", value=actor.person)
        return DomainError("reads_only", value=actor.person) if role not in _ALL else None

    def refusal(self, actor: Actor, what: str) -> DomainError | None:
        """Return why somebody may not change an entity or do an act, None when they may.

        Args:
            what: an entity, or the key of a command as in ``ACTS``.
        """
        everyone = persons(self._records)
        if not everyone:
            return None
        role = role_of(self._records, actor.person)
        if role is None:
            return DomainError("person_unknown", value=actor.person)
        allowed = ACTS[what] if what in ACTS else self._roles_for(what, everyone)
        if role in allowed:
            return None
        who = tuple(each for each in ROLES if each in allowed)
        if what in ACTS:
            return DomainError("role_may_not_act", role=role, roles=who, action=what)
        return DomainError("role_may_not", table=what, role=role, roles=who)

    def check(self, actor: Actor, command: Command | None) -> None:
        """Refuse a command that the role of whoever works does not allow.

        Args:
            command: None for undo and redo, which everyone may who may change something.

        Raises:
            DomainError: ``person_unknown``, ``reads_only``, ``role_may_not`` or
                ``role_may_not_act``.
        """
        if command is None:
            breach = self.barred(actor)
            if breach is not None:
                raise breach
            return
        if not persons(self._records):
            return
        for what in self._touched(command):
            breach = self.refusal(actor, what)
            if breach is not None:
                raise breach

    def _roles_for(self, table: str, everyone: list[Row]) -> frozenset[str]:
        if table == "person" and all(row["role"] != "chair" for row in everyone):
            return _ALL  # otherwise nobody could ever name a chair
        spec = self._specs.get(table)
        return TABLES.get(table) or AREAS.get(spec.area if spec else "", _CHAIR)

    def _touched(self, command: Command) -> Iterator[str]:
        """Yield what a command touches: its act when that has rules of its own, else entities."""
        if command.key in ACTS:
            yield command.key
        elif isinstance(command, SetFields | AddRow | RemoveRow):
            yield command.table
        elif isinstance(command, Together):
            yield from dict.fromkeys(part.table for part in command.parts)
        elif isinstance(command, WriteBatch):
            yield from dict.fromkeys(write.table for write in command.batch)
        else:
            writes = command.writes(self._records, self._specs)
            yield from dict.fromkeys(write.table for write in writes)
