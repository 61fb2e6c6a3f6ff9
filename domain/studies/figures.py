"""Write a figure of a model: in its unit, or with the digits that count."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from domain.formatting import UNKNOWN
from domain.measures import MEASURES, exactly, half_up

if TYPE_CHECKING:
    from collections.abc import Sequence

    from domain.formatting import Formatter

YEAR: Final = "year"
"""Unit of years, which are written without a mark between their digits."""

_DIGITS: Final = 4
_MOST_DECIMALS: Final = 6


def figure(value: float | None, unit: str, formatter: Formatter) -> str:
    """Write a figure without its unit; a pure number with the four digits that count."""
    if value is None:
        return UNKNOWN
    if unit == YEAR:
        return f"{value:g}"
    if unit in MEASURES or isinstance(value, int):
        return formatter.measure(value, unit)
    return formatter.number(value, _decimals(value))


def column(values: Sequence[float], unit: str, formatter: Formatter) -> list[str]:
    """Write figures that stand below each other: pure numbers with as many decimals each."""
    if unit == YEAR or unit in MEASURES:
        return [figure(value, unit, formatter) for value in values]
    most = max(map(_decimals, values), default=0)
    return [formatter.number(value, most) for value in values]


def _decimals(value: float) -> int:
    """Return as many decimals as show four digits that count, no zeros at the end."""
    exact = abs(exactly(value))
    most = _DIGITS - 1
    while most and exact >= 10 ** (_DIGITS - most):
        most -= 1
    while exact and most < _MOST_DECIMALS and exact * 10 ** (most - _DIGITS + 1) < 1:
        most += 1
    rounded = half_up(exact * 10**most)
    while most and rounded % 10 == 0:
        rounded //= 10
        most -= 1
    return most
