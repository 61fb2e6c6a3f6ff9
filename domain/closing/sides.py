"""Which side a person stands on: the origin's, the host's, or neither, as the committee's staff."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from domain.errors import DomainError

if TYPE_CHECKING:
    from domain.records import Records

Side = Literal["origin", "host"]
SIDES: Final[tuple[Side, ...]] = ("origin", "host")


def other(side: Side) -> Side:
    """Return the side across."""
    return "host" if side == "origin" else "origin"


def side_named(name: str) -> Side:
    """Return the side called so; what is not the host's is the origin's."""
    return "host" if name == "host" else "origin"


def side_of(records: Records, person: str) -> Side | None:
    """Return the side a person belongs to, None when both or neither.

    Args:
        person: name; one who is not recorded belongs to neither.
    """
    found = records.find("person", name=person)
    party = found[0]["party"] if found else None
    if party is None:
        return None
    enclaves = records.find("enclave")
    sides = [side for side in SIDES if any(each[side] == party for each in enclaves)]
    return sides[0] if len(sides) == 1 else None


def check_side(records: Records, person: str, side: Side) -> None:
    """Refuse that a person of one side acts for the other.

    Raises:
        DomainError: ``side_of_other``.
    """
    if side_of(records, person) == other(side):
        raise DomainError("side_of_other", value=person, side=side)
