"""Hold the plain things that stand on a page: paragraphs, stacks, columns, boxes, rules."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from typing_extensions import override

from storage.pdf.flow import NO_SPACE, Entry, Item, Spacing, fill, gap, least_of, stack_height
from storage.pdf.palette import INK, RULE, TEXT, TINT
from storage.pdf.pen import Box
from storage.pdf.text import set_lines

if TYPE_CHECKING:
    from domain.reports.tree import Text
    from storage.pdf.fonts import FontBook
    from storage.pdf.pen import Align, Pen
    from storage.pdf.styles import Type
    from storage.pdf.text import Line

# Two lines at least stay together at the foot and at the head of a page.
_FEW_LINES: Final = 2
# What stands side by side within this height stays on one page.
_SHORT: Final = 240.0


@dataclass(frozen=True, slots=True)
class TextItem(Item):
    """A paragraph: its lines, their setting, indents from the left in points."""

    rows: tuple[Line, ...]
    style: Type
    width: float
    spacing: Spacing = NO_SPACE
    align: Align = "left"
    keep: bool = False

    @property
    @override
    def height(self) -> float:
        return len(self.rows) * self.style.leading

    @property
    @override
    def least(self) -> float:
        whole = len(self.rows) < 2 * _FEW_LINES
        return (len(self.rows) if whole else _FEW_LINES) * self.style.leading

    @property
    @override
    def keeps_next(self) -> bool:
        return self.keep

    @override
    def draw(self, pen: Pen, x: float, y: float) -> None:
        box = Box(x, y, self.width, self.height)
        pen.lines(self.rows, self.style, box, self.align)
        if self.align == "left":
            pen.link_lines(self.rows, self.style, box)

    @override
    def split(self, room: float) -> tuple[Item, Item] | None:
        fit = int(room / self.style.leading + 1e-6)
        fit = min(fit, len(self.rows) - _FEW_LINES)
        if fit < _FEW_LINES:
            return None
        first = replace(self, rows=self.rows[:fit], spacing=Spacing(self.spacing.before))
        rest = replace(self, rows=self.rows[fit:], spacing=Spacing(after=self.spacing.after))
        return first, rest


def paragraph(
    text: Text,
    style: Type,
    width: float,
    fonts: FontBook,
    spacing: Spacing = NO_SPACE,
) -> TextItem:
    """Lay `text` out within `width` points."""
    return TextItem(tuple(set_lines(text, style, width, fonts)), style, width, spacing)


@dataclass(frozen=True, slots=True)
class MarkedItem(Item):
    """A paragraph with its mark hanging at the left: a numbered deviation, an item of a list."""

    mark: tuple[Line, ...]
    mark_style: Type
    body: TextItem
    indent: float
    spacing: Spacing = NO_SPACE

    @property
    @override
    def height(self) -> float:
        return self.body.height

    @property
    @override
    def least(self) -> float:
        return self.body.least

    @override
    def draw(self, pen: Pen, x: float, y: float) -> None:
        frame = Box(x, y, self.indent, self.body.style.leading)
        own = replace(self.mark_style, leading=self.body.style.leading)
        pen.lines(self.mark, own, frame)
        self.body.draw(pen, x + self.indent, y)

    @override
    def split(self, room: float) -> tuple[Item, Item] | None:
        parts = self.body.split(room)
        if parts is None or not all(isinstance(part, TextItem) for part in parts):
            return None
        first, rest = parts
        if not (isinstance(first, TextItem) and isinstance(rest, TextItem)):
            return None
        head = replace(self, body=first, spacing=Spacing(self.spacing.before))
        tail = replace(self, body=rest, mark=(), spacing=Spacing(after=self.spacing.after))
        return head, tail


@dataclass(frozen=True, slots=True)
class Stack(Item):
    """Items under each other as one item."""

    items: tuple[Item, ...]
    spacing: Spacing = NO_SPACE
    keep: bool = False

    @property
    @override
    def keeps_next(self) -> bool:
        return self.keep

    @property
    @override
    def height(self) -> float:
        return stack_height(self.items)

    @property
    @override
    def least(self) -> float:
        return least_of(self.items)

    @override
    def draw(self, pen: Pen, x: float, y: float) -> None:
        before: Item | None = None
        for item in self.items:
            y += gap(before, item)
            item.draw(pen, x, y)
            y += item.height
            before = item

    @override
    def entries(self, y: float) -> list[tuple[Entry, float]]:
        found: list[tuple[Entry, float]] = []
        before: Item | None = None
        for item in self.items:
            y += gap(before, item)
            found.extend(item.entries(y))
            y += item.height
            before = item
        return found

    @override
    def split(self, room: float) -> tuple[Item, Item] | None:
        first, rest = fill(self.items, room)
        if not first or not rest:
            return None
        head = Stack(first, Spacing(self.spacing.before))
        return head, Stack(rest, Spacing(after=self.spacing.after))


@dataclass(frozen=True, slots=True)
class SideBySide(Item):
    """Two stacks beside each other."""

    left: Stack
    right: Stack
    offset: float
    spacing: Spacing = NO_SPACE

    @property
    @override
    def height(self) -> float:
        return max(self.left.height, self.right.height)

    @property
    @override
    def least(self) -> float:
        if self.height <= _SHORT:
            return self.height
        return max(self.left.least, self.right.least)

    @override
    def draw(self, pen: Pen, x: float, y: float) -> None:
        self.left.draw(pen, x, y)
        self.right.draw(pen, x + self.offset, y)

    @override
    def entries(self, y: float) -> list[tuple[Entry, float]]:
        return [*self.left.entries(y), *self.right.entries(y)]

    @override
    def split(self, room: float) -> tuple[Item, Item] | None:
        if self.height <= _SHORT:
            return None
        parts = [fill(stack.items, room) for stack in (self.left, self.right)]
        if any(not first and rest for first, rest in parts):
            return None
        (left, left_rest), (right, right_rest) = parts
        if not (left_rest or right_rest):
            return None
        head = replace(
            self, left=Stack(left), right=Stack(right), spacing=Spacing(self.spacing.before)
        )
        tail = replace(
            self,
            left=Stack(left_rest),
            right=Stack(right_rest),
            spacing=Spacing(after=self.spacing.after),
        )
        return head, tail


@dataclass(frozen=True, slots=True)
class TintedBox(Item):
    """Items on tint with a bar at the left: what is asked for."""

    inside: Stack
    width: float
    spacing: Spacing = NO_SPACE
    bar: bool = True

    PAD_LEFT = 11.2
    PAD_TOP = 8.4
    PAD_BOTTOM = 8.6

    @property
    @override
    def height(self) -> float:
        return self.PAD_TOP + self.inside.height + self.PAD_BOTTOM

    @override
    def draw(self, pen: Pen, x: float, y: float) -> None:
        pen.rect(Box(x, y, self.width, self.height), fill=TINT)
        if self.bar:
            pen.rect(Box(x, y, 2.2, self.height), fill=INK)
        self.inside.draw(pen, x + self.PAD_LEFT, y + self.PAD_TOP)


@dataclass(frozen=True, slots=True)
class RuleItem(Item):
    """A horizontal line."""

    width: float
    weight: float = RULE
    colour: str = TEXT
    spacing: Spacing = NO_SPACE

    @property
    @override
    def height(self) -> float:
        return 0.0

    @override
    def draw(self, pen: Pen, x: float, y: float) -> None:
        pen.rule((x, y), (x + self.width, y), width=self.weight, colour=self.colour)
