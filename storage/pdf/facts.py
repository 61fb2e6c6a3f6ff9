"""Set the facts under a sheet's title: labels and values in columns, filled by rows."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING, Final

from typing_extensions import override

from storage.pdf.flow import Item, Spacing
from storage.pdf.text import set_lines, width_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from domain.reports.tree import Fact
    from storage.pdf.fonts import FontBook
    from storage.pdf.pen import Pen
    from storage.pdf.styles import Scale, Type

_SPLIT: Final = 0.488
# Beside its twin a sheet has room for one column of facts.
_NARROW: Final = 300.0
_BETWEEN: Final = 12.0
_LABEL: Final = 46.0
_CODE_LINE: Final = 7.8
_ROW: Final = 17.0
# Where rows of tables stand closer, facts do twice as much: they are set in larger type.
_CLOSER: Final = 2.0
# A value that is a little too long is set as little smaller, a longer one on several lines; where
# a little smaller type saves one of these, it is taken.
_HARDLY_SMALLER: Final = 0.9
_LINE: Final = 1.16


@dataclass(frozen=True, slots=True)
class _Value:
    """A value laid out; ``leading`` is the distance of its lines."""

    lines: tuple[str, ...]
    style: Type
    leading: float


@dataclass(frozen=True, slots=True)
class _Entry:
    """A fact in its place; ``left`` and ``start`` are where its label and its value begin."""

    label: str
    left: float
    start: float
    value: _Value

    @property
    def more(self) -> float:
        """Return what lines after the first add to the height of its row."""
        return (len(self.value.lines) - 1) * self.value.leading


@dataclass(frozen=True, slots=True)
class FactsItem(Item):
    """Labels and values in two columns; a row is as high as the longer of its values.

    Attributes:
        level: heights of the rows where they stand beside those of another language.
    """

    rows: tuple[tuple[_Entry, ...], ...]
    label: Type
    width: float
    spacing: Spacing
    pitch: float = _ROW
    level: tuple[float, ...] = ()

    @property
    @override
    def height(self) -> float:
        return sum(self.heights)

    @property
    def heights(self) -> tuple[float, ...]:
        """Return how high each row is in points."""
        own = tuple(self.pitch + max(entry.more for entry in row) for row in self.rows)
        return self.level or own

    @override
    def draw(self, pen: Pen, x: float, y: float) -> None:
        for row, height in zip(self.rows, self.heights, strict=True):
            for entry in row:
                middle = y + self.pitch / 2
                pen.middle(entry.label, self.label, (x + entry.left, middle))
                for number, line in enumerate(entry.value.lines):
                    place = (x + entry.start, middle + number * entry.value.leading)
                    pen.middle(line, entry.value.style, place)
            y += height


def lay_facts(facts: Sequence[Fact], width: float, scale: Scale, fonts: FontBook) -> FactsItem:
    """Return facts laid out for a width in points; a digest, or one left over, has a row alone."""
    small = scale.unit.with_(size=8.5)
    many = 1 if width < _NARROW else 2
    places: list[tuple[float, float, float]] = []
    paired = tuple(_in_rows(facts, many))
    for column in range(many):
        labels = [width_of(row[column].label, small, fonts) for row in paired if row[column:]]
        left = column * width * _SPLIT
        start = left + max(max(labels, default=0.0) + 8, _LABEL)
        end = width if column == many - 1 else width * _SPLIT - _BETWEEN
        places.append((left, start, end))
    rows = []
    for pair in paired:
        entries = []
        for fact, (left, start, end) in zip(pair, places, strict=False):
            room = (end if len(pair) > 1 else width) - start
            entries.append(_Entry(fact.label, left, start, _value(fact, room, scale, fonts)))
        rows.append(tuple(entries))
    pitch = _ROW + _CLOSER * min(scale.row_extra, 0.0)
    return FactsItem(tuple(rows), small, width, Spacing(6, 6), pitch)


def _in_rows(facts: Sequence[Fact], many: int) -> Iterator[tuple[Fact, ...]]:
    row: tuple[Fact, ...] = ()
    for fact in facts:
        if row and (len(row) == many or fact.code or row[-1].code):
            yield row
            row = ()
        row = (*row, fact)
    if row:
        yield row


def _value(fact: Fact, room: float, scale: Scale, fonts: FontBook) -> _Value:
    if fact.code:
        return _code(fact.value, room, scale, fonts)
    style = scale.body.with_(justify=False)
    share = min(1.0, room / max(width_of(fact.value, style, fonts), 1e-6))
    if share >= _HARDLY_SMALLER:
        size = style.size * share
        return _Value((fact.value,), style.with_(size=size), style.size * _LINE)
    smaller = style.with_(size=style.size * _HARDLY_SMALLER)
    trials = [_broken(fact.value, room, each, fonts) for each in (style, smaller)]
    return min(trials, key=lambda each: len(each.lines))


def _broken(value: str, room: float, style: Type, fonts: FontBook) -> _Value:
    lines = set_lines(value, style, room, fonts)
    words = tuple("".join(letter.char for letter in line.letters) for line in lines)
    return _Value(words, style, style.size * _LINE)


def _code(code: str, room: float, scale: Scale, fonts: FontBook) -> _Value:
    """Set a digest, in as many equal parts as its room asks for."""
    style = scale.note.with_(size=6.8)
    parts = max(ceil(width_of(code, style, fonts) / room), 1)
    part = ceil(len(code) / parts)
    lines = tuple(code[at : at + part].strip() for at in range(0, len(code), part))
    return _Value(lines, style, _CODE_LINE)
