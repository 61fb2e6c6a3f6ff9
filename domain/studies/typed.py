"""Write the inputs of a study as they are shown and typed, and read what was typed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from domain.errors import DomainError
from domain.formatting import MINUS, NARROW_BLANK, UNKNOWN
from domain.imports.numbers import read_amount
from domain.imports.words import is_unknown, tidy
from domain.measures import exactly, measure_of
from domain.studies.figures import figure
from domain.studies.study import words_of
from domain.studies.writing import listed, written

if TYPE_CHECKING:
    from collections.abc import Sequence

    from domain.formatting import Formatter
    from domain.studies.study import StudyInput

_MOST_DECIMALS: Final = 12


def shown(each: StudyInput, formatter: Formatter) -> str:
    """Return the value of an input as a table shows it, without its unit."""
    say, lang, value = formatter.texts.say, formatter.lang, each.value
    if value is None:
        return UNKNOWN
    if isinstance(value, list | tuple):
        return _shown_list(value, formatter)
    if isinstance(value, bool):
        return say("format.yes" if value else "format.no", lang)
    if isinstance(value, int | float):
        return number(value, each, formatter)
    key = f"study.value.{value}"
    if formatter.texts.has(key):
        return say(key, lang)
    return f"{written(value, formatter)}" or listed(_names(each, formatter), formatter)


def _names(each: StudyInput, formatter: Formatter) -> list[str]:
    """Return what an input names that has no other value."""
    return [words_of(label, formatter) for label in each.labels]


def _shown_list(values: Sequence[object], formatter: Formatter) -> str:
    """Return how many elements or rows there are."""
    say, lang = formatter.texts.say, formatter.lang
    if not values:
        return say("study.value.empty", lang)
    first, count = values[0], formatter.integer(len(values))
    if isinstance(first, list | tuple):
        columns = formatter.integer(len(first))
        return say("study.value.rows", lang, rows=count, columns=columns)
    return say("study.value.list", lang, count=len(values), number=count)


def number(value: float | None, each: StudyInput, formatter: Formatter) -> str:
    """Return a number of an input without its unit; a year has no thousands."""
    year = each.name.endswith(("year", "years"))
    if year and value is not None and float(value).is_integer():
        return f"{value:.0f}"
    return figure(value, each.unit, formatter)


def typed(value: object, unit: str, formatter: Formatter) -> str:
    """Return a number as one would type it: every digit kept, in the unit shown."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return "" if value is None else str(value)
    divisor, _, _ = measure_of(unit).in_language(formatter.lang)
    exact = exactly(value) / divisor
    decimals = 0
    while decimals < _MOST_DECIMALS and (exact * 10**decimals).denominator != 1:
        decimals += 1
    blank = NARROW_BLANK if formatter.lang == "fr" else ","
    return formatter.number(exact, decimals).replace(blank, "").replace(MINUS, "-")


def parsed(text: str, unit: str, formatter: Formatter) -> float | None:
    """Return the number that was typed, in the recorded unit; None for nothing.

    Raises:
        DomainError: ``text_in_number``.
    """
    if is_unknown(tidy(text)):
        return None
    amount = read_amount(text, "," if formatter.lang == "fr" else ".")
    if amount.dimension and not unit:
        raise DomainError("text_in_number", value=text)
    divisor, _, _ = measure_of(unit).in_language(formatter.lang)
    exact = exactly(amount.number) * divisor
    return exact.numerator if exact.denominator == 1 else float(exact)
