"""The units in which quantities are shown: how many recorded units make one, how many decimals."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from domain.records import Kind
from domain.units import FEN_PER_THOUSAND, FEN_PER_WAN, FEN_PER_YUAN

if TYPE_CHECKING:
    from collections.abc import Mapping

    from domain.records import Field

Amount = int | float | Decimal | Fraction
"""A number as it is recorded or computed; a float stands for the decimal that it prints as."""

_HUNDREDTHS: Final = 100
_HALVES: Final = 2
_WAN_DIGITS: Final = 6
_THOUSAND_DIGITS: Final = 5


@dataclass(frozen=True, slots=True)
class Measure:
    """How a quantity is shown in Chinese, and in French and English.

    Attributes:
        divisor: recorded units per shown one, e.g. fen per 万元.
        decimals: shown after the decimal sign.
        exact: decimals that show every recorded unit.
        latin: the same three for French and English where they differ.
        sparing: whether no more decimals are shown than were recorded, so that a count is whole.
    """

    divisor: int | Fraction = 1
    decimals: int = 0
    exact: int = 0
    latin: tuple[int, int, int] | None = None
    sparing: bool = False

    def in_language(self, lang: str) -> tuple[int | Fraction, int, int]:
        """Return divisor, decimals and decimals needed to be exact, in a language."""
        if self.latin is None or lang == "zh":
            return self.divisor, self.decimals, self.exact
        return self.latin


def _scaled(decimals: int, latin_decimals: int) -> Measure:
    return Measure(
        FEN_PER_WAN,
        decimals,
        _WAN_DIGITS,
        (FEN_PER_THOUSAND, latin_decimals, _THOUSAND_DIGITS),
    )


DECIMALS: Final = 2
"""The most that are shown of a number whose unit only its record knows."""

_YUAN: Final = Measure(FEN_PER_YUAN, 2, 2)
_COUNT: Final = Measure()

MEASURES: Final[Mapping[str, Measure]] = {
    "money": _scaled(2, 1),
    "money_per_mu": _scaled(2, 1),
    "money_per_head": _scaled(2, 1),
    "money_per_patent": _scaled(2, 1),
    "money_per_project": _scaled(2, 1),
    "yuan": _YUAN,
    "yuan_per_mu": _YUAN,
    "yuan_per_m2": Measure(FEN_PER_YUAN, 1, 2),
    "yuan_per_m2_month": _YUAN,
    "yuan_per_month": _YUAN,
    "share": Measure(_HUNDREDTHS, 1, 2),
    "ratio": Measure(Fraction(1, _HUNDREDTHS), 1, 4),
    "area": Measure(_HUNDREDTHS, 1, 2),
    "land": Measure(_HUNDREDTHS, 2, 2),
    "half_days": Measure(_HALVES, 1, 1),
    "score": Measure(1, 1, 2),
    "number": Measure(1, DECIMALS, DECIMALS, sparing=True),
    "entries_per_firm": Measure(1, 2, 2),
    "month_count": Measure(1, 1, 1),
    "km": Measure(1, 1, 1),
}
"""Unit (text ``unit.<name>``) → how it is shown; a unit that is not here counts whole things."""

_KINDS: Final[Mapping[Kind, str]] = {
    Kind.MONEY: "money",
    Kind.SHARE: "share",
    Kind.AREA: "area",
    Kind.LAND: "land",
    Kind.HALF_DAYS: "half_days",
    Kind.NUMBER: "number",
}


def measure_of(unit: str) -> Measure:
    """Return how a unit is shown; unknown ones count whole things."""
    return MEASURES.get(unit, _COUNT)


def unit_of(field: Field) -> str:
    """Return the unit in which a field is shown, empty when it has none."""
    return field.unit or _KINDS.get(field.kind, "")


def unit_of_kind(kind: Kind) -> str:
    """Return the usual unit of a kind, empty when it has none."""
    return _KINDS.get(kind, "")


def exactly(value: Amount) -> Fraction:
    """Return a number without the noise of binary floats: 0.1 is one tenth."""
    return Fraction(repr(value)) if isinstance(value, float) else Fraction(value)


def half_up(value: Fraction) -> int:
    """Round to the nearest whole number, halves away from zero."""
    return _nearest(value.numerator, value.denominator)


def shown_steps(value: Amount, divisor: int | Fraction, decimals: int) -> int:
    """Return an amount in steps of its last shown decimal, halves away from zero.

    Args:
        value: amount in recorded units, e.g. fen.
        divisor: recorded units per shown one.
        decimals: shown after the decimal sign.
    """
    if isinstance(value, int) and isinstance(divisor, int):
        # Tables write thousands of such amounts: no fraction is made of them.
        return _nearest(value * 10**decimals, divisor)
    return half_up(exactly(value) * 10**decimals / divisor)


def needed_decimals(value: Amount, most: int) -> int:
    """Return how many decimals a number has, ``most`` where it has more."""
    steps = shown_steps(value, 1, most)
    while most and steps % 10 == 0:
        steps, most = steps // 10, most - 1
    return most


def _nearest(numerator: int, denominator: int) -> int:
    """Divide by a positive denominator and round, halves away from zero."""
    whole = (2 * abs(numerator) + denominator) // (2 * denominator)
    return -whole if numerator < 0 else whole
