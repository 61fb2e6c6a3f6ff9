"""Read the terms of an agreement: parties, shares in basis points, quarters."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from domain.errors import DomainError
from domain.models.errors import ModelError
from domain.models.given import Given, Range
from domain.units import WHOLE_BP, Quarter

if TYPE_CHECKING:
    from collections.abc import Sequence

BP: Final = Range(0, WHOLE_BP)
FEN: Final = Range(0)


def shares_in(given: Given, name: str, parties: int | None = None) -> list[int]:
    """Return whole basis points that add up to 10,000.

    Raises:
        ModelError: ``shares_sum`` when they do not.
    """
    shares = given.wholes(name, BP, length=parties)
    if sum(shares) != WHOLE_BP:
        raise ModelError("shares_sum", given.place(name), value=sum(shares), wanted=WHOLE_BP)
    return shares


def quarter_in(given: Given, name: str) -> Quarter:
    """Return a quarter written ``2024Q4``.

    Raises:
        ModelError: ``malformed_quarter``.
    """
    return parsed_quarter(given.text(name), given.place(name))


def quarter_or_none(given: Given, name: str) -> Quarter | None:
    """Return a quarter, None where null is given or nothing."""
    return quarter_in(given, name) if given.has(name) else None


def parsed_quarter(text: str, place: str) -> Quarter:
    """Read a quarter at a place of the input."""
    try:
        return Quarter.parse(text)
    except DomainError as breach:
        raise ModelError("malformed_quarter", place, value=text) from breach


def check_bounds(floors: Sequence[float], caps: Sequence[float | None], place: str) -> None:
    """Refuse a floor above its cap.

    Raises:
        ModelError: ``floor_above_cap``.
    """
    for at, (floor, cap) in enumerate(zip(floors, caps, strict=True)):
        if cap is not None and floor > cap:
            raise ModelError("floor_above_cap", f"{place}/{at}", value=floor, limit=cap)
