"""Write the figures of a study's sentences: each place of a text says how it is written."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from typing_extensions import override

from domain.formatting import UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from domain.formatting import Formatter

_USUAL_DECIMALS: Final = 2
_BP: Final = 10_000
_QUARTER: Final = re.compile(r"\d{4}Q[1-4]")


class WrittenFigure(float):
    """A number that knows how its language writes it.

    ``{x}`` writes a whole number without decimals and any other with two; ``{x:3}`` with three
    decimals; ``{x:year}`` as it stands; ``{x:percent}`` or ``{x:percent0}`` as a part of 1;
    ``{x:signed_percent}`` the same with a plus; ``{x:area}`` with the unit of ``domain.measures``
    in which it is recorded.
    """

    formatter: Formatter

    @classmethod
    def of(cls, value: float, formatter: Formatter) -> WrittenFigure:
        """Return a number with the formatter of its language."""
        figure = cls(value)
        figure.formatter = formatter
        return figure

    @override
    def __format__(self, spec: str) -> str:
        value, write = float(self), self.formatter
        if spec.isdecimal():
            return write.number(value, int(spec))
        if not spec:
            return write.number(value, 0 if value.is_integer() else _USUAL_DECIMALS)
        if spec == "year":
            return f"{value:.0f}"
        if spec.startswith("percent"):
            return write.percent(value * _BP, int(spec.removeprefix("percent") or 1))
        if spec == "signed_percent":
            return write.relative(value)
        return write.with_unit(value, spec)


class WrittenText(str):
    """A text; a quarter is written out; so is ``{x:date}`` a day, and ``{x:month}`` a month."""

    __slots__ = ("formatter",)

    formatter: Formatter

    @classmethod
    def of(cls, value: str, formatter: Formatter) -> WrittenText:
        """Return a text with the formatter of its language."""
        text = cls(value)
        text.formatter = formatter
        return text

    @override
    def __format__(self, spec: str) -> str:
        if _QUARTER.fullmatch(self):
            return self.formatter.quarter(str(self))
        if spec == "month":
            return self.formatter.date(f"{self}-01", "month")
        return self.formatter.date(str(self)) if spec == "date" else str(self)


class WrittenNothing:
    """What is not known: ``—`` however it would be written."""

    @override
    def __format__(self, spec: str) -> str:
        return UNKNOWN


def written(value: object, formatter: Formatter) -> object:
    """Return a value as a place of a sentence takes it; flags are yes or no."""
    if value is None:
        return WrittenNothing()
    if isinstance(value, bool):
        key = "format.yes" if value else "format.no"
        return formatter.texts.say(key, formatter.lang)
    if isinstance(value, int | float):
        return WrittenFigure.of(value, formatter)
    return WrittenText.of(str(value), formatter)


def listed(words: Sequence[str], formatter: Formatter) -> str:
    """Join names as the language lists them, the last with its "and"."""
    comma, last = (
        formatter.texts.say(f"study.list.{name}", formatter.lang) for name in ("comma", "last")
    )
    return last.join([comma.join(words[:-1]), words[-1]]) if len(words) > 1 else "".join(words)
