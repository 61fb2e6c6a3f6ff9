"""What a new workbook starts with: a park, its parties, its first quarter, who works."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from domain.commands import AddRow
from domain.units import Quarter

if TYPE_CHECKING:
    from domain.records import Value

OTHER_KINDS: Final = ("committee", "county", "operator")
"""Parties besides the two sides that the guided start asks for."""

_CODES: Final = {"origin": "O", "host": "H", "committee": "M", "county": "C", "operator": "P"}


@dataclass(frozen=True, slots=True)
class Founder:
    """A party of the new park: its kind, its name, its votes in the joint meeting."""

    kind: str
    name: str
    votes: int = 0


@dataclass(frozen=True, slots=True)
class Founding:
    """The answers of the guided start; what is unknown stays out of the workbook.

    Attributes:
        park: name of the park.
        origin: name of the origin, the less developed side.
        host: name of the host.
        first_quarter: first quarter to record, ``2024Q4``.
        lang: language of the names: zh, fr or en.
        names: the park's names in other languages, language and name.
        origin_votes, host_votes: votes of the two sides in the joint meeting.
        others: parties besides the two sides.
        person: who works, the first of the list of persons; empty leaves the list empty.
        role: their role.
    """

    park: str | None
    origin: str | None
    host: str | None
    first_quarter: str | None
    lang: str
    names: tuple[tuple[str, str], ...] = ()
    origin_votes: int = 0
    host_votes: int = 0
    others: tuple[Founder, ...] = ()
    person: str = ""
    role: str = "chair"


def founding_commands(founding: Founding) -> tuple[AddRow, ...]:
    """Return the commands that record the answers, each one depending on those before.

    Raises:
        DomainError: ``quarter_invalid``.
    """
    sides = (
        Founder("origin", founding.origin or "", founding.origin_votes),
        Founder("host", founding.host or "", founding.host_votes),
    )
    parties = {
        each.kind: _party(each, founding.lang) for each in (*sides, *founding.others) if each.name
    }
    commands = list(parties.values())
    if founding.park and "origin" in parties and "host" in parties:
        values: dict[str, Value] = {
            "code": "P1",
            **{f"name_{lang}": name for lang, name in founding.names},
            f"name_{founding.lang}": founding.park,
            "typology": "reverse_enclave",
            "origin": parties["origin"].record,
            "host": parties["host"].record,
        }
        commands.append(AddRow("enclave", values, key="command.found"))
    if founding.first_quarter:
        quarter = Quarter.parse(founding.first_quarter)
        commands.append(AddRow("quarter", {"quarter": str(quarter)}, key="command.found"))
    if founding.person:
        party = parties["committee"].record if "committee" in parties else None
        listed: dict[str, Value] = {
            "name": founding.person,
            "role": founding.role,
            "party": party,
        }
        commands.append(AddRow("person", listed, key="command.found"))
    return tuple(commands)


def _party(founder: Founder, lang: str) -> AddRow:
    values: dict[str, Value] = {
        "code": _CODES[founder.kind],
        f"name_{lang}": founder.name,
        "kind": founder.kind,
        "votes": founder.votes,
    }
    return AddRow("party", values, key="command.found")
