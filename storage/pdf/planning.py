"""Choose where pages in two languages end: twins together, charts lower where that fills a page."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from domain.errors import DomainError
from storage.pdf.figures import FigureItem
from storage.pdf.flow import NewPage, fill, stack_height
from storage.pdf.items import SideBySide
from storage.pdf.tables import TableItem
from storage.pdf.twins import Together, TwinRows

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from storage.pdf.flow import Item

_LOWER: Final = (0.95, 0.9, 0.85, 0.8, 0.75)
"""Shares of their height at which the charts of a page may stand to make room, the least first."""

# What a page costs, and what is wrong with it; a page half empty costs a quarter more and the share
# over a fifth that stays empty.
_A_PAGE: Final = 1.0
_ENOUGH: Final = 0.2
_PARTED_CHARTS: Final = 0.15
_PARTED_TABLES: Final = 0.03
_LOWERED: Final = 0.1
_AHEAD: Final = 0.02
_TORN: Final = 0.01
_MAY_BE_EMPTY: Final = 0.4
"""Share of the last page that stays empty without cost."""


@dataclass(frozen=True, slots=True)
class Way:
    """What may stand on a page, what it leaves to the next, and what is wrong with that.

    Attributes:
        empty: share of the page that stays empty.
        flaws: cost of twins parted, of charts made lower, of what stands before its turn.
    """

    items: tuple[Item, ...]
    rest: tuple[Item, ...]
    empty: float
    flaws: float = 0.0

    @property
    def cost(self) -> float:
        """Return what the page costs wherever it stands."""
        return self._cost(self.empty)

    @property
    def cost_here(self) -> float:
        """Return what the page costs; the last one may stay rather empty."""
        return self._cost(self.empty if self.rest else max(self.empty - _MAY_BE_EMPTY, 0.0))

    def _cost(self, empty: float) -> float:
        torn = _TORN if self.rest and self.rest[0].torn else 0.0
        return _A_PAGE + empty**2 + max(empty - _ENOUGH, 0.0) + torn + self.flaws


@dataclass(frozen=True, slots=True)
class Plan:
    """Pages one after the other and what they cost together."""

    ways: tuple[Way, ...] = ()
    cost: float = 0.0


@dataclass(frozen=True, slots=True)
class Planner:
    """Find the pages that cost least, each rest of the items once however it came about.

    `known` finds rests by the heights of their items: others may be as high, and are told apart.
    """

    room: float
    known: dict[tuple[float, ...], list[tuple[tuple[Item, ...], Plan]]] = field(
        default_factory=dict
    )

    def plan(self, items: tuple[Item, ...]) -> Plan:
        """Return the pages of items under each other.

        Raises `DomainError` for an item taller than a page that cannot be cut.
        """
        while items and isinstance(items[0], NewPage):
            items = items[1:]
        alike = self.known.setdefault(tuple(round(item.height, 2) for item in items), [])
        for rest, plan in alike:
            if rest == items:
                return plan
        plans = (self._after(way) for way in self._ways(items))
        found = min(plans, key=lambda plan: plan.cost) if items else Plan()
        alike.append((items, found))
        return found

    def _after(self, way: Way) -> Plan:
        """Return the plan that begins with a page ended in some way."""
        after = self.plan(way.rest)
        return Plan((way, *after.ways), way.cost_here + after.cost)

    def _way(self, items: Sequence[Item], rest: Sequence[Item], flaws: float = 0.0) -> Way:
        return Way(tuple(items), tuple(rest), 1 - stack_height(items) / self.room, flaws)

    def _ways(self, items: tuple[Item, ...]) -> Iterator[Way]:
        """Yield the ways in which a page may end, that with all twins whole first."""
        first, rest = fill(items, self.room)
        if not first:
            yield self._forced(items)
            return
        yield self._way(first, rest)
        if not rest or len(first) + len(rest) < len(items):
            return  # all is set, or a new page is asked for
        others = (
            self._lowered(items, len(first)),
            self._parted(items, first, rest),
            self._ahead(first, rest),
        )
        yield from filter(None, others)

    def _forced(self, items: tuple[Item, ...]) -> Way:
        """Return a page where nothing has room together with what it keeps with."""
        loose = _loose(items)
        if loose is not None:
            first, rest = fill(_opened(items, *loose), self.room)
            if first:
                return self._way(first, rest, _flaw(loose[1]))
        if items[0].height > self.room:
            raise too_tall(items[0], self.room)
        # What the first keeps with is as tall as a page: better alone than not at all.
        return self._way(items[:1], items[1:])

    def _lowered(self, items: tuple[Item, ...], count: int) -> Way | None:
        """Return a page whose charts are lower so that it holds more than so many items."""
        for share in _LOWER:
            low = (*(lower(item, share) for item in items[: count + 2]), *items[count + 2 :])
            first, rest = fill(low, self.room)
            if len(first) > count:
                # What does not stand on this page is not lowered with it.
                cut = rest[: max(len(first) + len(rest) - len(items), 0)]
                kept = (*cut, *items[len(items) - len(rest) + len(cut) :])
                return self._way(first, kept, _LOWERED * (1 - share))
        return None

    def _parted(
        self, items: tuple[Item, ...], first: Sequence[Item], rest: Sequence[Item]
    ) -> Way | None:
        """Return a page that ends within the twins that have no room whole."""
        loose = _loose(rest)
        if loose is None:
            return None
        more, left = fill(_opened(items, loose[0] + len(items) - len(rest), loose[1]), self.room)
        if stack_height(more) <= stack_height(first):
            return None
        return self._way(more, left, _flaw(loose[1]))

    def _ahead(self, first: tuple[Item, ...], rest: tuple[Item, ...]) -> Way | None:
        """Return a page that ends with tables or text that follow twin charts without room."""
        for at, item in enumerate(rest):
            if not _charts(item):
                break
            follows = rest[at + 1] if at + 1 < len(rest) else None
            if not isinstance(follows, TwinRows | Together):
                continue
            moved, left = _without_charts(follows)
            if moved is None or stack_height((*first, moved)) > self.room:
                continue
            after = (*rest[: at + 1], *([left] if left else []), *rest[at + 2 :])
            return self._way((*first, moved), after, _AHEAD * (at + 1))
        return None


def too_tall(item: Item, room: float) -> DomainError:
    """Return the refusal of what cannot be cut and has more height than a page, in points."""
    return DomainError(
        "pdf.too_tall",
        kind=type(item).__name__,
        height=round(item.height / 72 * 25.4),
        room=round(room / 72 * 25.4),
    )


def _charts(item: Item) -> bool:
    """Tell whether an item is charts in two languages and nothing else."""
    return isinstance(item, Together) and all(isinstance(each, FigureItem) for each in item.items)


def _without_charts(item: TwinRows | Together) -> tuple[Item | None, Item | None]:
    """Return what of an item may stand before charts, and what is left of it."""
    if isinstance(item, Together):
        tables = all(isinstance(each, TableItem) for each in item.items)
        return (item, None) if tables else (None, item)
    return item.before_charts()


def lower(item: Item, share: float) -> Item:
    """Return what stands on a page with its charts at a share of their height."""
    if isinstance(item, FigureItem):
        return item.lowered(share)
    if isinstance(item, Together):
        items = tuple(lower(each, share) for each in item.items)
        changed = any(one is not other for one, other in zip(items, item.items, strict=True))
        return replace(item, items=items) if changed else item
    if isinstance(item, TwinRows):
        return item.lowered(share)
    return item


def _loose(items: Sequence[Item]) -> tuple[int, Together] | None:
    """Return twins that may be parted and where they stand, nothing but headings before them."""
    for at, item in enumerate(items):
        if isinstance(item, Together):
            return (at, item) if item.loose else None
        if not item.keeps_next:
            return None
    return None


def _opened(items: Sequence[Item], at: int, twins: Together) -> tuple[Item, ...]:
    """Return the items with the twins at a place as items of their own."""
    return (*items[:at], *twins.items, *items[at + 1 :])


def _flaw(twins: Together) -> float:
    """Return what it costs to part twins."""
    charts = any(isinstance(each, FigureItem | SideBySide) for each in twins.items)
    return _PARTED_CHARTS if charts else _PARTED_TABLES
