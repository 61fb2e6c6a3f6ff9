"""Turn what somebody typed into the value of a field, by the field's kind."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from domain.errors import DomainError
from domain.imports.dates import read_date, read_moment, read_quarter, read_time
from domain.imports.numbers import BP_PER_PERCENT, Amount, Mark, read_amount, scaled
from domain.imports.words import is_unknown, tidy
from domain.records import Kind
from domain.units import FEN_PER_THOUSAND, FEN_PER_WAN

if TYPE_CHECKING:
    from collections.abc import Mapping

    from domain.records import Value

DIMENSIONS: Final[Mapping[Kind, str]] = {
    Kind.MONEY: "money",
    Kind.SHARE: "share",
    Kind.AREA: "area",
    Kind.LAND: "land",
    Kind.HALF_DAYS: "days",
    Kind.INTEGER: "count",
    Kind.NUMBER: "count",
}
_SCALES: Final[Mapping[Kind, int]] = {
    Kind.SHARE: BP_PER_PERCENT,
    Kind.AREA: 100,
    Kind.LAND: 100,
    Kind.HALF_DAYS: 2,
    Kind.INTEGER: 1,
    Kind.NUMBER: 1,
}
_INEXACT: Final[Mapping[Kind, str]] = {
    Kind.INTEGER: "not_integer",
    Kind.HALF_DAYS: "not_half_days",
    Kind.MONEY: "finer_than_fen",
}
_YES: Final = frozenset({"是", "有", "y", "yes", "oui", "o", "vrai", "true", "1", "√", "✓", "v"})
_NO: Final = frozenset({"否", "没有", "n", "no", "non", "faux", "false", "0", "×", "x", "✗"})
_TEXTS: Final = frozenset({Kind.TEXT, Kind.LONG_TEXT, Kind.CHOICE, Kind.REFERENCE, Kind.JSON})


def money_scale(lang: str) -> int:
    """Return the fen in one of the unit that money is shown and typed in: 万元, or thousand."""
    return FEN_PER_WAN if lang == "zh" else FEN_PER_THOUSAND


def scale_of(kind: Kind, lang: str) -> int:
    """Return the smallest units in one of the unit that a kind is typed in."""
    return money_scale(lang) if kind is Kind.MONEY else _SCALES[kind]


def parse_value(kind: Kind, text: str, lang: str, scale: int = 0) -> Value:
    """Return the value that a typed text means for a field of this kind, None when unknown.

    Money is typed in the unit in which it is shown, 万元 in Chinese and thousand yuan
    elsewhere, unless a unit is typed with it (``36.50元``) or ``scale`` says otherwise.

    Args:
        kind: kind of the field.
        text: what was typed.
        lang: language of the interface, which tells the decimal sign.
        scale: smallest units per one typed, 0 for the usual ones.

    Raises:
        DomainError: ``text_in_number``, ``not_integer``, ``not_half_days``, ``finer_than_fen``,
            ``too_many_decimals``, ``unit_of_another_kind``, ``date_invalid``, ``date_ambiguous``,
            ``quarter_invalid``, ``time_invalid`` or ``flag_invalid``, with the text as ``value``.
    """
    plain = tidy(text)
    if kind in _TEXTS:
        return text.strip() or None
    if is_unknown(plain):
        return None
    if kind in DIMENSIONS:
        mark: Mark = "," if lang == "fr" else "."
        return _number(kind, read_amount(text, mark), scale or scale_of(kind, lang), text)
    return _other(kind, text, plain, lang)


def _number(kind: Kind, amount: Amount, scale: int, text: str) -> int | float:
    if kind is Kind.NUMBER:
        return float(amount.number)
    if amount.dimension:
        if amount.dimension != DIMENSIONS[kind]:
            raise DomainError("unit_of_another_kind", value=text)
        scale = amount.scale
    whole, exact = scaled(amount.number, scale)
    if not exact:
        raise DomainError(_INEXACT.get(kind, "too_many_decimals"), value=text)
    return whole


def _other(kind: Kind, text: str, plain: str, lang: str) -> Value:
    if kind is Kind.DATE:
        return read_date(text, lang)
    if kind is Kind.QUARTER:
        return read_quarter(text)
    if kind is Kind.TIME:
        return read_time(text)
    if kind is Kind.MOMENT:
        return read_moment(text)
    if kind is Kind.FLAG:
        return _flag(text, plain)
    raise DomainError("wrong_type", value=text)


def _flag(text: str, plain: str) -> int:
    word = plain.casefold()
    if word in _YES or word in _NO:
        return int(word in _YES)
    raise DomainError("flag_invalid", value=text)
