"""What every command shares: its words, its workbook, and how it says no."""

from __future__ import annotations

import getpass
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from cli.arguments import account
from cli.duties import work_as
from domain.entities import SPECS
from domain.errors import DomainError
from domain.formatting import Formatter
from domain.records import Actor
from domain.wording import explain
from storage.errors import StorageError
from storage.workbook import Workbook

if TYPE_CHECKING:
    import argparse

    from domain.text import Texts

DONE = 0
REFUSED = 1


@dataclass(frozen=True, slots=True)
class Session:
    """One command being carried out, in one language."""

    texts: Texts
    lang: str

    def say(self, key: str, **values: object) -> str:
        """Return a sentence of the area ``cli``."""
        return self.texts.say(f"cli.{key}", self.lang, **values)

    def tell(self, key: str, **values: object) -> None:
        """Print a sentence of the area ``cli``."""
        print(self.say(key, **values))

    def refuse(self, error: DomainError | StorageError) -> int:
        """Print why nothing was done; return the exit code."""
        if isinstance(error, DomainError):
            words = explain(error, SPECS, Formatter(self.lang, self.texts))
        else:
            named = self.texts.reasons(error.values, self.lang)
            words = self.texts.say(f"storage.{error.key}", self.lang, **named)
        print(words, file=sys.stderr)
        return REFUSED

    def refuse_because(self, key: str, **values: object) -> int:
        """Print a sentence of the area ``cli`` as the reason; return the exit code."""
        print(self.say(key, **values), file=sys.stderr)
        return REFUSED


def actor_of(asked: argparse.Namespace) -> Actor:
    """Return who works, as the options say; without them whoever is at this computer."""
    return Actor(asked.person or account(), asked.role or "clerk")


def keep_roles(workbook: Workbook, asked: argparse.Namespace) -> None:
    """Hold a command to the role of the person named; unnamed, it is whoever holds the file.

    Raises:
        DomainError: ``password_wrong``.
    """
    if asked.person:
        work_as(workbook, asked.person, lambda name: getpass.getpass(f"{name}: "))


def open_workbook(asked: argparse.Namespace, *, read_only: bool = False) -> Workbook:
    """Open the workbook a command names.

    Raises:
        StorageError: it is missing, foreign, damaged, newer, or, when it must be written, held
            by another program or in a place that takes no writing.
    """
    workbook = Workbook.open(Path(asked.workbook), SPECS, actor_of(asked), read_only=read_only)
    if not read_only and not workbook.writable:
        holder = workbook.holder
        workbook.close()
        if holder is None:
            raise StorageError("read_only", path=str(asked.workbook))
        raise StorageError("held", path=str(asked.workbook), holder=holder.name)
    if not read_only:
        try:
            keep_roles(workbook, asked)
        except DomainError:
            workbook.close()
            raise
    return workbook


def tell_update(session: Session, workbook: Workbook) -> None:
    """Say that a workbook was brought up to date, and where it is kept as it was."""
    if workbook.earlier is not None:
        words = session.texts.say(
            "storage.brought_up_to_date", session.lang, copy=workbook.earlier.name
        )
        print(words, file=sys.stderr)
