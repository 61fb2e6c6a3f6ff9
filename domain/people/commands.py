"""Set and take away a person's password."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from domain.errors import DomainError
from domain.ids import new_id
from domain.people.passwords import matches
from domain.records import Write

if TYPE_CHECKING:
    from collections.abc import Iterator

    from domain.records import Records, Row, Specs


def password_row(records: Records, name: str) -> Row | None:
    """Return the password record of a person, None when there is no password."""
    found = records.find("person", name=name)
    kept = records.find("person_password", person=found[0]["id"]) if found else []
    return kept[0] if kept else None


def check_password(records: Records, name: str, password: str) -> None:
    """Refuse a password that is not the one of a person; one without needs none.

    Raises:
        DomainError: ``password_wrong``.
    """
    row = password_row(records, name)
    if row is not None and not matches(password, str(row["scrypt"])):
        raise DomainError("password_wrong", value=name)


@dataclass(frozen=True, slots=True)
class SetPassword:
    """Give a person a password, another one, or none.

    Attributes:
        scrypt: the password as it is kept, empty to take it away.
    """

    person: str
    scrypt: str
    reason: str = ""
    key: str = "command.set_password"

    def writes(self, records: Records, specs: Specs) -> Iterator[Write]:  # noqa: ARG002 - as Command
        """Yield one write, or nothing when there is nothing to take away.

        Raises:
            DomainError: ``person_unknown``.
        """
        found = records.find("person", name=self.person)
        if not found:
            raise DomainError("person_unknown", value=self.person)
        kept = password_row(records, self.person)
        if kept is None and self.scrypt:
            values = {"person": found[0]["id"], "scrypt": self.scrypt}
            yield Write("insert", "person_password", new_id(), values)
        elif kept is not None and self.scrypt:
            yield Write("update", "person_password", str(kept["id"]), {"scrypt": self.scrypt})
        elif kept is not None:
            yield Write("delete", "person_password", str(kept["id"]))
