"""A number as it is written, which keeps its value so that spreadsheets reckon with it."""

from __future__ import annotations

from decimal import Decimal
from typing import Final, Self

_PERCENT: Final = "%"


class Numeral(str):
    """A written number; joined to other words it is text like any other.

    Attributes:
        digits: the number without its mark, −89 for ``−8.9%``.
        decimals: digits after the mark.
        unit: what stands after it with its blank: ``%``, ``人``, `` pt``; empty for none.
    """

    __slots__ = ("decimals", "digits", "unit")

    digits: int
    decimals: int
    unit: str

    def __new__(cls, text: str, digits: int = 0, decimals: int = 0, unit: str = "") -> Self:
        """Return a text that is a number."""
        made = super().__new__(cls, text)
        made.digits, made.decimals, made.unit = digits, decimals, unit
        return made

    @property
    def value(self) -> Decimal:
        """The number as it is written; 8.9 for ``8.9%``."""
        return Decimal(self.digits).scaleb(-self.decimals)

    @property
    def signed(self) -> bool:
        """Whether a plus stands before it."""
        return self.startswith("+")

    @property
    def percent(self) -> bool:
        """Whether it counts hundredths."""
        return self.unit.strip() == _PERCENT


def with_plus(number: str) -> str:
    """Put a plus before a written number that is above zero."""
    if not isinstance(number, Numeral) or number.digits <= 0:
        return number
    return Numeral(f"+{number}", number.digits, number.decimals, number.unit)


def with_unit(number: str, said: str) -> str:
    """Return words that begin with a written number as that number with a unit.

    What is unknown, or begins otherwise, stays words.
    """
    if not isinstance(number, Numeral) or not said.startswith(number):
        return said
    unit = number.unit + said.removeprefix(number)
    return Numeral(said, number.digits, number.decimals, unit)
