"""Write the value of an input for paper: a figure, a few of them, or a list with its names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeGuard

from domain.reports.tree import Run
from domain.studies.figures import column
from domain.studies.study import words_of
from domain.studies.typed import number, shown
from domain.studies.writing import written

if TYPE_CHECKING:
    from collections.abc import Sequence

    from domain.formatting import Formatter
    from domain.studies.study import StudyInput

_MOST_VALUES: Final = 24
"""Longer lists are those of firms: their register holds them."""

_MOST_NAMED: Final = 8
"""Elements of long names that are written out, however few letters their figures have."""

_LONG_NAME: Final = 14

_FEW_VALUES: Final = 3
_NARROW: Final = 14
"""Letters that a column of figures has room for; a Chinese sign takes two."""

_NO_BREAK: Final = "\u00a0"
_WIDE: Final = 0x2E80


@dataclass(frozen=True, slots=True)
class Valued:
    """The value of an input.

    Attributes:
        words: for the column of figures.
        elements: of a list that has no room there, each with its name; empty for all others.
    """

    words: str
    elements: tuple[str, ...] = ()


def valued(one: StudyInput, formatter: Formatter) -> Valued:
    """Return the value of an input; the elements of a list are written out up to a length."""
    value = one.value
    if not _is_listed(value):
        return Valued(shown(one, formatter))
    figures = [_figure(item, one, formatter) for item in value]
    if all(isinstance(item, float) and not item.is_integer() for item in value):
        figures = column(value, one.unit, formatter)
    names = [f"{written(words_of(label, formatter), formatter)}" for label in one.labels]
    if len(names) != len(value) or names == figures:  # years are named by what they are
        together = f"{_NO_BREAK}· ".join(figures)
        if room_of(together) <= _NARROW:
            return Valued(together)
        return Valued(shown(one, formatter), tuple(figures))
    if len(names) > _MOST_NAMED and sum(map(room_of, names)) > _LONG_NAME * len(names):
        return Valued(shown(one, formatter))
    pairs = list(zip(names, figures, strict=True))
    if len(pairs) <= _FEW_VALUES and max(room_of("".join(pair)) for pair in pairs) < _NARROW:
        return Valued("\n".join(f"{name}  {figure}" for name, figure in pairs))
    say, lang, key = formatter.texts.say, formatter.lang, "models.input.element"
    elements = tuple(say(key, lang, name=name, figure=figure) for name, figure in pairs)
    return Valued(shown(one, formatter), elements)


def running(elements: Sequence[str], between: str) -> tuple[Run, ...]:
    """Return the elements of a list one after the other; a line ends between two of them."""
    runs = [Run(elements[0], "whole")]
    for element in elements[1:]:
        runs += [Run(between), Run(element, "whole")]
    return tuple(runs)


def room_of(words: str) -> int:
    """Return how many letters words take; a Chinese sign takes two."""
    return sum(1 + (ord(sign) >= _WIDE) for sign in words)


def _is_listed(value: object) -> TypeGuard[Sequence[float]]:
    return (
        isinstance(value, list | tuple)
        and 0 < len(value) <= _MOST_VALUES
        and not any(isinstance(item, list | tuple) for item in value)
    )


def _figure(item: object, one: StudyInput, formatter: Formatter) -> str:
    if isinstance(item, bool) or not isinstance(item, int | float):
        return "—" if item is None else str(item)
    return number(item, one, formatter)
