"""Know the divisions of GB/T 4754-2017, so that a trade is named in the reader's language."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from domain.formatting import Formatter

_SECTIONS: Final = {
    "A": range(1, 6),
    "B": range(6, 13),
    "C": range(13, 44),
    "D": range(44, 47),
    "E": range(47, 51),
    "F": range(51, 53),
    "G": range(53, 61),
    "H": range(61, 63),
    "I": range(63, 66),
    "J": range(66, 70),
    "K": range(70, 71),
    "L": range(71, 73),
    "M": range(73, 76),
    "N": range(76, 80),
    "O": range(80, 83),
    "P": range(83, 84),
    "Q": range(84, 86),
    "R": range(86, 91),
    "S": range(91, 97),
    "T": range(97, 98),
}
DIVISIONS: Final = frozenset(
    f"{section}{number:02d}" for section, numbers in _SECTIONS.items() for number in numbers
)
"""All divisions: a section's letter and two digits; their words are ``trade.<division>``."""

_BEGINS: Final = re.compile(r"[A-T]\d{2}")


def division(sector: str) -> str:
    """Return the division in which a recorded code lies (``c341`` in C34), empty for none."""
    found = _BEGINS.match(sector.strip().upper())
    return found[0] if found else ""


def trade_key(sector: str) -> str:
    """Return the key of the words for the division of a recorded code, empty for none."""
    found = division(sector)
    return f"trade.{found}" if found in DIVISIONS else ""


def trade_name(sector: str, recorded: str, formatter: Formatter) -> str:
    """Return what a trade is called in the reader's language; what is recorded is Chinese.

    Where the standard does not know the code, and in Chinese, it is the name of the record.
    """
    key = trade_key(sector)
    if not key or (formatter.lang == "zh" and recorded):
        return recorded
    return formatter.texts.say(key, formatter.lang)
