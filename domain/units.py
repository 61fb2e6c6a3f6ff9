"""The quantities a park is measured in: quarters, fen, basis points, square metres, mu."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from typing_extensions import override

from domain.errors import DomainError

if TYPE_CHECKING:
    from collections.abc import Sequence

FEN_PER_YUAN: Final = 100
FEN_PER_WAN: Final = 1_000_000
FEN_PER_THOUSAND: Final = 100_000
_TENTH_BP: Final = 10
WHOLE_BP: Final = 10_000
QUARTERS_PER_YEAR: Final = 4
MONTHS_PER_QUARTER: Final = 3

_QUARTER: Final = re.compile(r"(\d{4})Q([1-4])")


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """A calendar quarter, written ``2024Q4``."""

    year: int
    number: int

    @classmethod
    def parse(cls, text: str) -> Quarter:
        """Read ``2024Q4``.

        Raises:
            DomainError: ``quarter_invalid``.
        """
        year, number = _parsed(text)
        if not year:
            raise DomainError("quarter_invalid", value=text)
        return cls(year, number)

    @classmethod
    def of(cls, day: date) -> Quarter:
        """Return the quarter that holds ``day``."""
        return cls(day.year, (day.month - 1) // MONTHS_PER_QUARTER + 1)

    @property
    def index(self) -> int:
        """Quarters since the year 0, so that differences count quarters."""
        return self.year * QUARTERS_PER_YEAR + self.number - 1

    @property
    def first_day(self) -> date:
        """Return the first day of the quarter."""
        return date(self.year, MONTHS_PER_QUARTER * (self.number - 1) + 1, 1)

    @property
    def last_day(self) -> date:
        """Return the last day of the quarter."""
        return _last_day(self.year, self.number)

    def plus(self, quarters: int) -> Quarter:
        """Return the quarter ``quarters`` later, earlier when negative."""
        year, number = divmod(self.index + quarters, QUARTERS_PER_YEAR)
        return Quarter(year, number + 1)

    @override
    def __str__(self) -> str:
        """Write the quarter as it is recorded, ``2024Q4``."""
        return f"{self.year:04d}Q{self.number}"


@lru_cache(maxsize=1024)
def _parsed(text: str) -> tuple[int, int]:
    """Return year and number of a quarter, 0 and 0 when the text is none."""
    match = _QUARTER.fullmatch(text)
    year = int(match[1]) if match else 0
    return (year, int(match[2])) if match and year else (0, 0)


@lru_cache(maxsize=1024)
def _last_day(year: int, number: int) -> date:
    return Quarter(year, number).plus(1).first_day - timedelta(days=1)


def quarters_back(last: Quarter, count: int) -> tuple[Quarter, ...]:
    """Return ``count`` quarters in order, ending with ``last``."""
    return tuple(last.plus(step) for step in range(1 - count, 1))


def largest_remainder(total: int, weights: Sequence[int | Fraction]) -> tuple[int, ...]:
    """Divide whole units by weights so that the parts add up to ``total`` exactly.

    Each part is rounded down; units left go to the largest remainders, ties to the first listed.

    Args:
        total: whole units, not negative.
        weights: one per part, not negative, not all zero.

    Raises:
        DomainError: ``weights_zero`` when nothing says how to divide.
    """
    whole = sum(weights, Fraction(0))
    if whole <= 0:
        raise DomainError("weights_zero")
    exact = [total * Fraction(weight) / whole for weight in weights]
    parts = [part.numerator // part.denominator for part in exact]
    by_remainder = sorted(range(len(parts)), key=lambda at: (parts[at] - exact[at], at))
    for at in by_remainder[: total - sum(parts)]:
        parts[at] += 1
    return tuple(parts)


def printed_shares(amounts: Sequence[int]) -> tuple[int, ...]:
    """Return the shares of amounts in basis points as they are printed, in tenths of a per cent.

    Printed beside each other they add up to 100 %, which shares rounded one by one may not.

    Raises:
        DomainError: ``weights_zero`` when all amounts are zero.
    """
    return tuple(part * _TENTH_BP for part in largest_remainder(WHOLE_BP // _TENTH_BP, amounts))
