"""Set the places where parties sign and seal."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from typing_extensions import override

from storage.pdf.flow import Item, NewPage
from storage.pdf.palette import GREY_LINE, RULE, RULE_STRONG
from storage.pdf.pen import Box
from storage.pdf.styles import GUTTER, MM, span
from storage.pdf.text import balanced_lines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from domain.reports.tree import SealPlace
    from storage.pdf.flow import Entry, Spacing
    from storage.pdf.fonts import FontBook
    from storage.pdf.pen import Pen
    from storage.pdf.styles import Scale, Type
    from storage.pdf.text import Line

_SEALED_IN_A_ROW: Final = 3
_SIGNED_IN_A_ROW: Final = 4
_RING: Final = 21 * MM
_LINE: Final = 21.8
_WIDE: Final = 4
_NARROW: Final = 3
"""Columns of the page that a place takes, where up to three stand in a row and where four do."""

_ROLE: Final = 12.0


@dataclass(frozen=True, slots=True)
class SealsItem(Item):
    """Places side by side, each as many columns of the page wide; more rows follow with `keep`."""

    places: tuple[SealPlace, ...]
    names: tuple[tuple[Line, ...], ...]
    columns: int
    scale: Scale
    spacing: Spacing
    keep: bool = False

    @property
    @override
    def keeps_next(self) -> bool:
        return self.keep

    @property
    def _name_height(self) -> float:
        return max(len(name) for name in self.names) * self._leading

    @property
    def _leading(self) -> float:
        return _name_type(self.scale, sealed=self._sealed).leading

    @property
    def _sealed(self) -> bool:
        return any(place.seal for place in self.places)

    @property
    def _role_lines(self) -> int:
        return max(len(place.role.splitlines()) for place in self.places)

    @property
    @override
    def height(self) -> float:
        role = self._role_lines * _ROLE
        ring = 2 * _RING + 18 if self._sealed else 0.0
        lines = max((len(place.lines) for place in self.places), default=0)
        # Without a ring the hand signs between the name and the first line.
        room = 0.0 if self._sealed else 18.0
        return 5 + self._name_height + role + ring + room + lines * _LINE

    @override
    def draw(self, pen: Pen, x: float, y: float) -> None:
        for number, place in enumerate(self.places):
            left = x + number * (span(self.columns) + GUTTER)
            self._draw_place(pen, place, number, (left, y))

    def _draw_place(self, pen: Pen, place: SealPlace, number: int, at: tuple[float, float]) -> None:
        x, y = at
        width = span(self.columns)
        pen.rule((x, y), (x + width, y), width=RULE_STRONG if self._sealed else RULE)
        name = _name_type(self.scale, sealed=self._sealed)
        y += 5
        pen.lines(self.names[number], name, Box(x, y, width, 0))
        y += self._name_height
        note = self.scale.head
        for at_line, line in enumerate(place.role.splitlines()):
            pen.middle(line, note, (x, y + 5 + at_line * _ROLE))
        y += self._role_lines * _ROLE
        if self._sealed:
            centre = (x + width / 2, y + _RING + 9)
            pen.circle(centre, _RING, edge=GREY_LINE, width=0.7, dash=(3.0, 2.2))
            pen.middle(place.seal, note.with_(colour=GREY_LINE), centre, "centre")
            y += 2 * _RING + 18
        else:
            y += 18
        for label, words in place.lines:
            y += _LINE
            pen.middle(label, note, (x, y - 7))
            pen.middle(words, note.with_(colour=GREY_LINE), (x + width, y - 7), "right")
            pen.rule((x, y), (x + width, y), colour=GREY_LINE)


def _name_type(scale: Scale, *, sealed: bool) -> Type:
    if not sealed:
        return scale.table.led(13.0)
    if scale.lang == "zh":
        return scale.finding.with_(justify=False).led(16.0)
    return scale.finding.with_(size=9.8).led(13.0)


def lay_seals(
    places: tuple[SealPlace, ...], scale: Scale, fonts: FontBook, spacing: Spacing
) -> list[SealsItem]:
    """Lay places out in as few rows as their width allows, with as many in each.

    The rows of a document are kept on one page.
    """
    sealed = any(place.seal for place in places)
    style = _name_type(scale, sealed=sealed)
    most = _SEALED_IN_A_ROW if sealed else _SIGNED_IN_A_ROW
    count = -(-len(places) // most)
    across = -(-len(places) // count) if count else 0
    columns = _NARROW if across > _SEALED_IN_A_ROW else _WIDE
    rows: list[SealsItem] = []
    for start in range(0, len(places), max(across, 1)):
        part = places[start : start + across]
        names = tuple(
            tuple(balanced_lines(place.name, style, span(columns), fonts)) for place in part
        )
        keep = start + across < len(places)
        rows.append(SealsItem(part, names, columns, scale, spacing, keep))
    return rows


@dataclass(frozen=True, slots=True)
class _Held(Item):
    """What the places for signatures stand under: its end stands on their page."""

    item: Item
    spacing: Spacing

    @property
    @override
    def height(self) -> float:
        return self.item.height

    @property
    @override
    def least(self) -> float:
        return self.item.least

    @property
    @override
    def keeps_next(self) -> bool:
        return True

    @property
    @override
    def torn(self) -> bool:
        return self.item.torn

    @override
    def draw(self, pen: Pen, x: float, y: float) -> None:
        self.item.draw(pen, x, y)

    @override
    def entries(self, y: float) -> list[tuple[Entry, float]]:
        return self.item.entries(y)

    @override
    def split(self, room: float) -> tuple[Item, Item] | None:
        parts = self.item.split(room)
        return None if parts is None else (parts[0], _Held(parts[1], parts[1].spacing))


def never_alone(items: Sequence[Item]) -> list[Item]:
    """Return items so that no page holds signatures without anything they are given for."""
    held: list[Item] = []
    for item in items:
        before = held[-1] if held else None
        if isinstance(item, SealsItem) and not (before is None or before.keeps_next):
            held[-1] = before if isinstance(before, NewPage) else _Held(before, before.spacing)
        held.append(item)
    return held
