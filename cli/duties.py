"""Hold what is done with a workbook against the roles of the persons in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.entities import SPECS
from domain.people.commands import check_password, password_row
from domain.people.roles import Duties, persons, role_of
from domain.records import Actor

if TYPE_CHECKING:
    from collections.abc import Callable

    from domain.records import Command, Records
    from storage.workbook import Workbook


def _check(records: Records, actor: Actor, command: Command | None) -> None:
    Duties(records, SPECS).check(actor, command)


def keep_duties(workbook: Workbook) -> bool:
    """Guard a workbook that was opened in the window; tell whether to ask who works.

    Whoever worked last goes on in the role of the list; one with a password is asked for it, and
    until then nobody is at work.
    """
    workbook.guard = _check
    person = workbook.actor.person
    role = role_of(workbook, person)
    if role is not None and password_row(workbook, person) is None:
        workbook.set_actor(Actor(person, role))
    elif role is not None:
        workbook.set_actor(Actor("—", "auditor"))
    several = len(persons(workbook)) > 1
    return several or (bool(persons(workbook)) and workbook.actor.person == "—")


def work_as(workbook: Workbook, person: str, ask: Callable[[str], str]) -> None:
    """Let a command work in the name of a person of the list, in their role.

    Args:
        ask: asks for the password of the person named.

    Raises:
        DomainError: ``person_unknown`` when a command writes, or ``password_wrong``.
    """
    workbook.guard = _check
    role = role_of(workbook, person)
    if role is None:
        return
    if password_row(workbook, person) is not None:
        check_password(workbook, person, ask(person))
    workbook.set_actor(Actor(person, role))
