"""Put items under each other on pages: their heights, the space between, where they may be cut."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from typing_extensions import override

if TYPE_CHECKING:
    from collections.abc import Sequence

    from storage.pdf.pen import Pen


@dataclass(frozen=True, slots=True)
class Spacing:
    """Space in points over and under an item; between two items the larger one counts."""

    before: float = 0.0
    after: float = 0.0


NO_SPACE: Final = Spacing()


@dataclass(frozen=True, slots=True)
class Entry:
    """What an item adds to the file's outline: its words, its level (0 for sections).

    `label` is what other texts call it, e.g. "表3"; empty when nothing refers to it.
    """

    words: str
    level: int
    label: str = ""


class Item(ABC):
    """Something laid out for a fixed width, drawn from its top left corner."""

    __slots__ = ()

    spacing: Spacing

    @property
    @abstractmethod
    def height(self) -> float:
        """Return the height in points."""

    @abstractmethod
    def draw(self, pen: Pen, x: float, y: float) -> None:
        """Draw with the top left corner at (x, y)."""

    @property
    def least(self) -> float:
        """Return the height in points that must be free for the item to begin."""
        return self.height

    @property
    def keeps_next(self) -> bool:
        """Tell whether the next item must begin on the same page."""
        return False

    @property
    def torn(self) -> bool:
        """Tell whether this goes on with what the page before broke off within."""
        return False

    def entries(self, y: float) -> list[tuple[Entry, float]]:  # noqa: ARG002 - most have none
        """Return what the item adds to the outline, each with its height on the page."""
        return []

    def split(self, room: float) -> tuple[Item, Item] | None:  # noqa: ARG002 - most cannot
        """Return the part that fits `room` points and the rest; None when it cannot be cut."""
        return None


@dataclass(frozen=True, slots=True)
class NewPage(Item):
    """What follows begins on a new page."""

    spacing: Spacing = NO_SPACE

    @property
    @override
    def height(self) -> float:
        return 0.0

    @override
    def draw(self, pen: Pen, x: float, y: float) -> None:
        """Draw nothing."""


def gap(before: Item | None, item: Item) -> float:
    """Return the space in points between two items, none over the first."""
    return 0.0 if before is None else max(before.spacing.after, item.spacing.before)


def stack_height(items: Sequence[Item]) -> float:
    """Return the height in points of items under each other."""
    before: Item | None = None
    total = 0.0
    for item in items:
        total += gap(before, item) + item.height
        before = item
    return total


def least_of(items: Sequence[Item]) -> float:
    """Return the height in points that must be free for the first of `items` to begin."""
    needed = 0.0
    before: Item | None = None
    for item in items:
        needed += gap(before, item)
        # What can be cut may leave its end, and what that keeps with, to the next page.
        if not item.keeps_next or item.least < item.height:
            return needed + item.least
        needed += item.height
        before = item
    return needed


def _with_next(items: Sequence[Item]) -> float:
    """Return the height in points of the first of `items` and of what must stand on its page."""
    item, *rest = items
    if not (item.keeps_next and rest):
        return item.height
    return item.height + gap(item, rest[0]) + least_of(rest)


def fill(items: Sequence[Item], room: float) -> tuple[tuple[Item, ...], tuple[Item, ...]]:
    """Return the items that fit `room` points, the last perhaps cut, and what is left over."""
    used = 0.0
    before: Item | None = None
    for index, item in enumerate(items):
        if isinstance(item, NewPage):
            return tuple(items[:index]), tuple(items[index + 1 :])
        used += gap(before, item)
        if used + least_of(items[index:]) > room + 1e-6:
            return tuple(items[:index]), tuple(items[index:])
        if used + _with_next(items[index:]) > room + 1e-6:
            parts = item.split(room - used)
            if parts is None:
                return tuple(items[:index]), tuple(items[index:])
            return (*items[:index], parts[0]), (parts[1], *items[index + 1 :])
        used += item.height
        before = item
    return tuple(items), ()
