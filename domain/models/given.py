"""Read the inputs of a model: each by name, checked by type and range, nothing left over."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeVar, cast

from domain.models.errors import ModelError

Item = TypeVar("Item")

REQUIRED: Final = object()
"""Default of an input that must be given."""


@dataclass(frozen=True, slots=True)
class Range:
    """Numbers from ``low`` to ``high``; an open end is left out."""

    low: float = -math.inf
    high: float = math.inf
    low_open: bool = False
    high_open: bool = False

    def holds(self, value: float) -> bool:
        """Tell whether a number lies in the range."""
        above = value > self.low if self.low_open else value >= self.low
        return above and (value < self.high if self.high_open else value <= self.high)

    def words(self) -> str:
        """Return the range in the notation of intervals, e.g. ``(0, 1]``."""
        left = "(" if self.low_open or self.low == -math.inf else "["
        right = ")" if self.high_open or self.high == math.inf else "]"
        return f"{left}{_shown(self.low)}, {_shown(self.high)}{right}"


ANY: Final = Range()
NOT_NEGATIVE: Final = Range(0)
POSITIVE: Final = Range(0, low_open=True)
UNIT: Final = Range(0, 1)
OPEN_UNIT: Final = Range(0, 1, low_open=True, high_open=True)
POSITIVE_TO_ONE: Final = Range(0, 1, low_open=True)
AT_LEAST_ONE: Final = Range(1)


_PLAIN_NUMBERS: Final = frozenset({int, float})
"""Types whose items need no look one by one; a bool is of another."""


def _shown(limit: float) -> str:
    if math.isinf(limit):
        return "∞" if limit > 0 else "−∞"
    return f"{limit:g}"


class Given:
    """An object of inputs; ``done`` refuses what was not asked for.

    Errors are ``ModelError`` with the keys ``missing_input``, ``unknown_input``, ``wrong_type``,
    ``out_of_range``, ``size_mismatch`` and ``unknown_choice``, at the place of the input.
    """

    def __init__(self, content: object, place: str = "") -> None:
        if not isinstance(content, Mapping):
            raise ModelError("wrong_type", place or "/", wanted="object")
        self._content = content
        self._place = place
        self._asked: set[str] = set()

    def place(self, name: str) -> str:
        """Return the JSON pointer of an input."""
        return f"{self._place}/{name}"

    def has(self, name: str) -> bool:
        """Tell whether an input is given and not null; it counts as asked for."""
        self._asked.add(name)
        return self._content.get(name) is not None

    def raw(self, name: str, default: object = REQUIRED) -> object:
        """Return an input as it stands."""
        self._asked.add(name)
        if name in self._content:
            return self._content[name]
        if default is REQUIRED:
            raise ModelError("missing_input", self.place(name))
        return default

    def number(self, name: str, within: Range = ANY, default: object = REQUIRED) -> float:
        """Return a number; true and false are none."""
        return number_in(self.raw(name, default), within, self.place(name))

    def number_or_none(
        self, name: str, within: Range = ANY, default: object = None
    ) -> float | None:
        """Return a number, None where null is given or nothing."""
        value = self.raw(name, default)
        return None if value is None else number_in(value, within, self.place(name))

    def whole(self, name: str, within: Range = ANY, default: object = REQUIRED) -> int:
        """Return a whole number; 3.0 is none."""
        return whole_in(self.raw(name, default), within, self.place(name))

    def whole_or_none(self, name: str, within: Range = ANY, default: object = None) -> int | None:
        """Return a whole number, None where null is given or nothing."""
        value = self.raw(name, default)
        return None if value is None else whole_in(value, within, self.place(name))

    def flag(self, name: str, default: object = REQUIRED) -> bool:
        """Return true or false."""
        return flag_in(self.raw(name, default), self.place(name))

    def text(self, name: str, default: object = REQUIRED) -> str:
        """Return a text."""
        return text_in(self.raw(name, default), self.place(name))

    def choice(self, name: str, choices: Sequence[str], default: object = REQUIRED) -> str:
        """Return one of some words."""
        value = self.text(name, default)
        if value not in choices:
            raise ModelError(
                "unknown_choice", self.place(name), value=value, choices=", ".join(choices)
            )
        return value

    def items(
        self,
        name: str,
        read: Callable[[object, str], Item],
        default: object = REQUIRED,
        *,
        least: int = 1,
        length: int | None = None,
    ) -> list[Item]:
        """Return a list, each item read by ``read``; of ``length`` items where that is told."""
        return list_in(self.raw(name, default), read, self.place(name), least=least, length=length)

    def numbers(
        self,
        name: str,
        within: Range = ANY,
        default: object = REQUIRED,
        *,
        least: int = 1,
        length: int | None = None,
    ) -> list[float]:
        """Return a list of numbers."""

        def at_once(values: Sequence[object]) -> list[float] | None:
            return _numbers_at_once(values, within)

        value, place = self.raw(name, default), self.place(name)
        read = number_reader(within)
        return list_in(value, read, place, least=least, length=length, at_once=at_once)

    def wholes(
        self,
        name: str,
        within: Range = ANY,
        default: object = REQUIRED,
        *,
        least: int = 1,
        length: int | None = None,
    ) -> list[int]:
        """Return a list of whole numbers."""
        return self.items(name, whole_reader(within), default, least=least, length=length)

    def flags(
        self,
        name: str,
        default: object = REQUIRED,
        *,
        least: int = 1,
        length: int | None = None,
    ) -> list[bool]:
        """Return a list of true and false."""
        value, place = self.raw(name, default), self.place(name)
        return list_in(value, flag_in, place, least=least, length=length, at_once=_flags_at_once)

    def matrix(
        self,
        name: str,
        within: Range = ANY,
        default: object = REQUIRED,
        *,
        shape: tuple[int | None, int | None] = (None, None),
        least: tuple[int, int] = (1, 1),
    ) -> list[list[float]]:
        """Return rows of numbers, all equally long; of a shape where that is told."""
        rows, columns = shape

        def row(value: object, place: str) -> list[float]:
            return list_in(value, number_reader(within), place, least=least[1], length=columns)

        found = self.items(name, row, default, least=least[0], length=rows)
        if len({len(each) for each in found}) > 1:
            raise ModelError("size_mismatch", self.place(name))
        return found

    def part(self, name: str) -> Given:
        """Return an object of inputs inside this one; it is to be ``done`` as well."""
        return Given(self.raw(name), self.place(name))

    def objects(self, name: str, default: object = REQUIRED, *, least: int = 1) -> list[Given]:
        """Return a list of objects of inputs."""
        return self.items(name, Given, default, least=least)

    def done(self) -> None:
        """Refuse inputs that nobody asked for.

        Raises:
            ModelError: ``unknown_input`` at the first of them.
        """
        for name in self._content:
            if name not in self._asked:
                raise ModelError("unknown_input", self.place(str(name)))


def number_in(value: object, within: Range, place: str) -> float:
    """Return a value as a number in a range."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ModelError("wrong_type", place, wanted="number")
    if not math.isfinite(value) or not within.holds(value):
        raise ModelError("out_of_range", place, value=value, range=within.words())
    return float(value)


def whole_in(value: object, within: Range, place: str) -> int:
    """Return a value as a whole number in a range."""
    if isinstance(value, bool) or not isinstance(value, int):
        raise ModelError("wrong_type", place, wanted="whole")
    if not within.holds(value):
        raise ModelError("out_of_range", place, value=value, range=within.words())
    return value


def flag_in(value: object, place: str) -> bool:
    """Return a value as true or false."""
    if not isinstance(value, bool):
        raise ModelError("wrong_type", place, wanted="flag")
    return value


def text_in(value: object, place: str) -> str:
    """Return a value as a text."""
    if not isinstance(value, str):
        raise ModelError("wrong_type", place, wanted="text")
    return value


def number_reader(within: Range) -> Callable[[object, str], float]:
    """Return what reads an item of a list as a number."""
    return lambda value, place: number_in(value, within, place)


def whole_reader(within: Range) -> Callable[[object, str], int]:
    """Return what reads an item of a list as a whole number."""
    return lambda value, place: whole_in(value, within, place)


def or_none(read: Callable[[object, str], Item]) -> Callable[[object, str], Item | None]:
    """Return what reads an item that may be null."""
    return lambda value, place: None if value is None else read(value, place)


def list_in(
    value: object,
    read: Callable[[object, str], Item],
    place: str,
    *,
    least: int = 1,
    length: int | None = None,
    at_once: Callable[[Sequence[object]], list[Item] | None] | None = None,
) -> list[Item]:
    """Return a value as a list, each item read by ``read``.

    ``at_once`` may read all items together; where it gives None, ``read`` finds out which is wrong.
    """
    if not isinstance(value, Sequence) or isinstance(value, str | bytes):
        raise ModelError("wrong_type", place, wanted="list")
    if len(value) < least or (length is not None and len(value) != length):
        wanted = f"≥ {least}" if length is None else str(length)
        raise ModelError("size_mismatch", place, wanted=wanted, count=len(value))
    found = at_once(value) if at_once else None
    if found is not None:
        return found
    return [read(each, f"{place}/{at}") for at, each in enumerate(value)]


def _numbers_at_once(values: Sequence[object], within: Range) -> list[float] | None:
    """Return values as numbers if all are plain numbers in a range, else None."""
    if not values or not _PLAIN_NUMBERS.issuperset(map(type, values)):
        return None
    numbers = cast("Sequence[float]", values)
    if not all(map(math.isfinite, numbers)):
        return None
    if not (within.holds(min(numbers)) and within.holds(max(numbers))):
        return None
    return list(map(float, numbers))


def _flags_at_once(values: Sequence[object]) -> list[bool] | None:
    """Return values if all are true or false, else None."""
    return list(cast("Sequence[bool]", values)) if set(map(type, values)) == {bool} else None
