"""Read the numbers that people type: separators, signs, unit words, figures of full width."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, Final, Literal

from domain.errors import DomainError
from domain.imports.words import tidy
from domain.units import FEN_PER_THOUSAND, FEN_PER_WAN, FEN_PER_YUAN

if TYPE_CHECKING:
    from collections.abc import Iterable

Mark = Literal[".", ","]
"""The sign between whole and part: the point, or the comma of French."""

FEN_PER_MILLION: Final = 100_000_000
FEN_PER_YI: Final = 10_000_000_000
BP_PER_PERCENT: Final = 100

# Longest first: 万元 must not be read as 万 followed by 元.
_UNIT_WORDS: Final[tuple[tuple[str, str, int], ...]] = (
    ("元/㎡·月", "money", FEN_PER_YUAN),
    ("元/m2·月", "money", FEN_PER_YUAN),
    ("亿元", "money", FEN_PER_YI),
    ("百万元", "money", FEN_PER_MILLION),
    ("万元", "money", FEN_PER_WAN),
    ("千元", "money", FEN_PER_THOUSAND),
    ("亿", "money", FEN_PER_YI),
    ("万", "money", FEN_PER_WAN),
    ("k¥", "money", FEN_PER_THOUSAND),
    ("k yuan", "money", FEN_PER_THOUSAND),
    ("yuans", "money", FEN_PER_YUAN),
    ("yuan", "money", FEN_PER_YUAN),
    ("cny", "money", FEN_PER_YUAN),
    ("rmb", "money", FEN_PER_YUAN),
    ("元", "money", FEN_PER_YUAN),
    ("¥", "money", FEN_PER_YUAN),
    ("%", "share", BP_PER_PERCENT),
    ("‰", "share", 10),
    ("公顷", "land", 1_500),
    ("亩", "land", 100),
    ("mu", "land", 100),
    ("平方米", "area", 100),
    ("㎡", "area", 100),
    ("m²", "area", 100),
    ("m2", "area", 100),
    ("人日", "days", 2),
    ("个月", "count", 1),
    ("mois", "count", 1),
    ("months", "count", 1),
    ("month", "count", 1),
    ("人年", "count", 1),
    ("人次", "count", 1),
    ("月", "count", 1),
    ("人", "count", 1),
    ("家", "count", 1),
    ("件", "count", 1),
    ("项", "count", 1),
    ("次", "count", 1),
    ("个", "count", 1),
    ("分", "count", 1),
    ("名", "count", 1),
    ("天", "days", 2),
    ("日", "days", 2),
    ("jours", "days", 2),
    ("jour", "days", 2),
    ("days", "days", 2),
    ("day", "days", 2),
)
_CURRENCY_SIGNS: Final = ("¥", "cny", "rmb", "人民币")
_PLAIN: Final = re.compile(r"[+-]?\d+(?:\.\d+)?")
_POINT: Final = re.compile(r"([+-]?)(\d{1,3}(?:,\d{3})+|\d*)(\.\d*)?")
_COMMA: Final = re.compile(r"([+-]?)(\d{1,3}(?:\.\d{3})+|\d*)(,\d*)?")
_SPACED: Final = re.compile(r"(?<=\d)[ '’](?=\d{3}(?!\d))")
_POWER: Final = re.compile(r"[+-]?\d+(?:\.\d+)?[eE][+-]?\d{1,3}")
_APART: Final = re.compile(r"[\t\n\r\v\f\u2028\u2029]")
_MOST_DIGITS: Final = 24
_EXACT_FLOAT: Final = 1 << 53


@dataclass(frozen=True, slots=True)
class Amount:
    """A number as it was typed, with the unit that stood beside it.

    Attributes:
        number: the exact decimal number.
        dimension: ``money``, ``share``, ``land``, ``area``, ``days``, ``count``; empty when
            no unit stood there.
        scale: smallest units (fen, basis points, hundredths) per one of that unit.
    """

    number: Decimal
    dimension: str = ""
    scale: int = 1


def read_amount(text: str, mark: Mark = ".") -> Amount:
    """Read a number and the unit word after or before it.

    Figures of full width, blanks and apostrophes between thousands, ``(12)`` for minus 12 are
    understood. ``1,234`` is a thousand where the mark is the point, and one and a bit where it
    is the comma; every other writing says for itself which it is. Figures on two lines or in two
    cells are no number, though blanks between them could be those of thousands.

    Raises:
        DomainError: ``text_in_number`` for anything else, e.g. ``约116``.
    """
    if _APART.search(text.strip()):
        raise DomainError("text_in_number", value=text)
    bare, dimension, scale = _without_unit(tidy(text))
    negative = bare.startswith("(") and bare.endswith(")")
    if negative:
        bare = bare[1:-1].strip()
    number = _decimal(_SPACED.sub("", bare), mark)
    if number is None:
        raise DomainError("text_in_number", value=text)
    return Amount(-number if negative else number, dimension, scale)


def _without_unit(text: str) -> tuple[str, str, int]:
    dimension, scale = "", 1
    lowered = text.casefold()
    for sign in _CURRENCY_SIGNS:
        if lowered.startswith(sign):
            text, dimension, scale = text[len(sign) :].lstrip(), "money", FEN_PER_YUAN
            lowered = text.casefold()
    for word, its_dimension, its_scale in _UNIT_WORDS:
        if lowered.endswith(word):
            return text[: -len(word)].rstrip(), its_dimension, its_scale
    return text, dimension, scale


def _decimal(text: str, mark: Mark) -> Decimal | None:
    if len(text) > _MOST_DIGITS or not text.isascii():
        return None
    text = text.replace("- ", "-")
    if _PLAIN.fullmatch(text) or _POWER.fullmatch(text):
        number = Decimal(text)
        return number if number.adjusted() < _MOST_DIGITS else None
    for pattern, group, point in _readings(text, mark):
        match = pattern.fullmatch(text)
        if match is None:
            continue
        sign, whole, part = match[1], match[2].replace(group, ""), match[3] or ""
        digits = part.replace(point, "")
        if whole or digits:
            return Decimal(f"{sign}{whole or '0'}.{digits or '0'}")
    return None


def _readings(text: str, mark: Mark) -> tuple[tuple[re.Pattern[str], str, str], ...]:
    point, comma = (_POINT, ",", "."), (_COMMA, ".", ",")
    # Only a single comma before exactly three figures can be read both ways.
    return (comma, point) if mark == "," and "." not in text else (point, comma)


def decimal_mark(texts: Iterable[str], default: Mark) -> Mark:
    """Return the decimal sign that the typed numbers of a column give away.

    ``75,8`` can only be French, ``1,234.50`` and ``1,234,567`` cannot be; without either, it is
    ``default``.
    """
    for text in texts:
        bare = _SPACED.sub("", tidy(text))
        if "," not in bare:
            continue
        match = _POINT.fullmatch(bare)
        if match is None:
            if _COMMA.fullmatch(bare):
                return ","
        elif match[3] or bare.count(",") > 1:
            return "."
    return default


def scaled(number: Decimal, scale: int) -> tuple[int, bool]:
    """Return a number in smallest units, rounded half up, and whether it was exact."""
    exact = number * scale
    whole = exact.to_integral_value(ROUND_HALF_UP)
    return int(whole), whole == exact


def scaled_float(number: float, scale: int) -> tuple[int, bool]:
    """Return a spreadsheet's number in smallest units, and whether it was exact.

    A spreadsheet keeps 15 figures; what lies beyond them is noise and does not count.
    """
    whole = round(number * scale)
    # Division is rounded correctly: the quotient is the nearest float to the decimal number,
    # which is what the spreadsheet stored when somebody typed that decimal.
    if abs(whole) < _EXACT_FLOAT and whole / scale == number:
        return whole, True
    return scaled(Decimal(f"{number:.15g}"), scale)
