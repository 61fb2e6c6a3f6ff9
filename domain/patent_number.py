"""The check digit of a Chinese patent application number."""

from __future__ import annotations

import re
from typing import Final

_NUMBER: Final = re.compile(r"(?:CN|ZL)?(\d{12})\.?([\dX])")
_WEIGHTS: Final = (2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5)
_MODULUS: Final = 11


def check_digit(number: str) -> str | None:
    """Return the check digit due to a number of twelve digits and one more, else None.

    Numbers of other forms (before 2003, international, foreign) have no check digit known here.
    Source: ZC 0006-2003 of the China National Intellectual Property Administration: the digits
    weighted 2 to 9 and 2 to 5, modulo 11, with X for ten.
    """
    match = _NUMBER.fullmatch(number)
    if match is None:
        return None
    digits = (int(character) for character in match[1])
    rest = sum(digit * weight for digit, weight in zip(digits, _WEIGHTS, strict=True)) % _MODULUS
    return "0123456789X"[rest]
