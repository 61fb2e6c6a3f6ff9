"""Make the workbook that the start page asks for: a park of one's own, or the sample park."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.closing.sides import side_of
from domain.entities import SPECS
from domain.founding import founding_commands
from domain.people.roles import persons
from domain.records import Actor
from storage.sample import build_sample
from storage.workbook import Workbook

if TYPE_CHECKING:
    from pathlib import Path

    from domain.founding import Founding


def founded(founding: Founding, path: Path, actor: Actor) -> Workbook:
    """Return a new workbook with what was answered; whoever was named works in it.

    Raises:
        DomainError: an answer is refused; nothing was made.
        StorageError: ``exists``, ``cannot_write`` or ``disk_full``.
    """
    commands = founding_commands(founding)
    workbook = Workbook.create(path, SPECS, actor)
    if founding.person:
        workbook.set_actor(Actor(founding.person, founding.role))
    for command in commands:
        workbook.run(command)
    return workbook


def sampled(path: Path, actor: Actor) -> Workbook:
    """Return the sample park as a new workbook, with a chair of neither side at work.

    Raises:
        StorageError: ``exists``, ``cannot_write`` or ``disk_full``.
    """
    workbook = build_sample(path, SPECS, actor)
    let_all_be_done(workbook)
    return workbook


def let_all_be_done(workbook: Workbook) -> None:
    """Put a chair of neither side to work in the sample park."""
    # Whoever looks at the sample may do everything in it at first, for either side.
    chairs = [str(row["name"]) for row in persons(workbook) if row["role"] == "chair"]
    neutral = next(name for name in chairs if side_of(workbook, name) is None)
    workbook.set_actor(Actor(neutral, "chair"))
