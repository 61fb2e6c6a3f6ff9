"""Cut a report into pages."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from storage.pdf.blocks import Setting, lay_blocks, spaced
from storage.pdf.fitting import CLOSER, IN_TURN, LOOSER, PLAIN, SHORTER, WELL_FILLED
from storage.pdf.flow import NewPage, fill, gap
from storage.pdf.planning import Planner, too_tall
from storage.pdf.seals import never_alone
from storage.pdf.sections import lay_opening
from storage.pdf.styles import BOTTOM, TEXT_WIDTH, TOP
from storage.pdf.twins import lay_twins

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from domain.reports.tree import Document, Section
    from storage.pdf.fitting import Fit
    from storage.pdf.flow import Item
    from storage.pdf.planning import Plan

# A page of two languages costs 1 and what is wrong with it: this much is well set.
_WELL_SET: Final = 1.02
_CHANGED: Final = 0.02
# Sections that share their pages with one another at most.
_MOST_SHARING: Final = 4


@dataclass(frozen=True, slots=True)
class Placed:
    """An item and its top edge in points from the page's top."""

    item: Item
    y: float


@dataclass(frozen=True, slots=True)
class Page:
    """What stands on a page; `projected` pages carry the hatched band, a cover has no items.

    `cost` is what a page in two languages costs by what is wrong with it, 0 for other pages.
    """

    items: tuple[Placed, ...] = field(default=())
    projected: bool = False
    cover: bool = False
    cost: float = 0.0


def paginate(
    document: Document, settings: tuple[Setting, Setting], tick: Callable[[], None] | None = None
) -> list[Page]:
    """Return the pages of a document, its cover first.

    `tick` is called before each section is set; what it raises stops the setting.
    """
    pages = [Page(cover=True)] if document.cover else []
    press = _Press(settings, tick)
    for group in _groups(document.sections):
        pages.extend(press.shared(group))
    return pages


@dataclass(frozen=True, slots=True)
class _Press:
    """Set sections into pages; what was laid out in a way is kept for the next trial."""

    settings: tuple[Setting, Setting]
    tick: Callable[[], None] | None = None
    laid: dict[tuple[int, Fit], list[Item]] = field(default_factory=dict)

    def shared(self, group: Sequence[Section]) -> list[Page]:
        """Return the pages of sections that may share them.

        Sections share pages where that takes fewer; else each opens a page. Of ways that take as
        many pages the one that leaves them filled most alike is taken.
        """
        ways: list[list[Page]] = [[]]
        for end in range(1, len(group) + 1):
            starts = range(max(0, end - _MOST_SHARING), end)
            trials = [[*ways[start], *self.fitted(group[start:end])] for start in reversed(starts)]
            ways.append(min(trials, key=_cost))
        return ways[-1]

    def fitted(self, group: Sequence[Section]) -> list[Page]:
        """Return the group's pages; when the last would stay rather empty, set to fill better.

        First a little closer, so that it needs a page less; else with more room between rows;
        else with less on the pages before, where that tears no group of rows.
        """
        if group[0].twin is not None:
            return self._planned(group)
        plain = self._set(group, PLAIN)
        if len(plain) == 1 or _filled(plain[-1]) >= WELL_FILLED:
            return plain
        for fit in CLOSER:
            closer = self._set(group, fit)
            if len(closer) < len(plain):
                return closer
        looser = (self._set(group, fit) for fit in LOOSER)
        as_many = [plain, *(pages for pages in looser if _as_whole(pages, plain))]
        full = max(as_many, key=lambda pages: _filled(pages[-1]))
        if _filled(full[-1]) >= WELL_FILLED:
            return full
        return max(self._levelled(group, len(plain)), key=_least_filled, default=full)

    def _planned(self, group: Sequence[Section]) -> list[Page]:
        """Return the pages of sections in two languages, set so that their ends cost least."""
        plans: list[Plan] = []
        for fit in IN_TURN:
            items = tuple(item for section in group for item in self._items(section, fit))
            plans.append(Planner(BOTTOM - TOP).plan(items))
            if plans[-1].cost <= _WELL_SET * len(plans[-1].ways):
                break
        # A change of how closely they are set must be worth it.
        costs = [plan.cost + _CHANGED * at for at, plan in enumerate(plans)]
        best = plans[costs.index(min(costs))]
        stamped = bool(group[0].stamp)
        return [Page(_placed(way.items), stamped, cost=way.cost) for way in best.ways]

    def _levelled(self, group: Sequence[Section], count: int) -> Iterator[list[Page]]:
        """Yield ways to set ``count`` pages that are all well filled and tear no group."""
        for fit in (PLAIN, *LOOSER):
            for share in SHORTER:
                pages = self._set(group, fit, share)
                well = not _torn(pages) and _least_filled(pages) >= WELL_FILLED
                if len(pages) == count and well:
                    yield pages

    def _set(self, group: Sequence[Section], fit: Fit, share: float = 1.0) -> list[Page]:
        items = [item for section in group for item in self._items(section, fit)]
        return list(_cut(items, share, projected=bool(group[0].stamp)))

    def _items(self, section: Section, fit: Fit) -> list[Item]:
        key = id(section), fit
        if key not in self.laid:
            if self.tick:
                self.tick()
            own = (self.settings[0].fitted(fit), self.settings[1].fitted(fit))
            self.laid[key] = _lay_section(section, own)
        return self.laid[key]


def _cost(pages: Sequence[Page]) -> tuple[float, float]:
    """Return how many pages these are and how unevenly they are filled."""
    planned = sum(page.cost for page in pages)
    if planned:
        return planned, 0.0
    return len(pages), round(sum((1 - _filled(page)) ** 2 for page in pages), 6)


def _filled(page: Page) -> float:
    """Return how far down a page is filled, as a share of its height."""
    last = page.items[-1]
    return (last.y + last.item.height - TOP) / (BOTTOM - TOP)


def _as_whole(pages: Sequence[Page], plain: Sequence[Page]) -> bool:
    """Tell whether a looser setting takes no more pages and tears no more than the plain one."""
    return len(pages) == len(plain) and _torn(pages) <= _torn(plain)


def _torn(pages: Sequence[Page]) -> int:
    """Return how many pages go on within what the page before broke off."""
    return sum(page.items[0].item.torn for page in pages[1:])


def _least_filled(pages: Sequence[Page]) -> float:
    return min(map(_filled, pages))


def _groups(sections: Sequence[Section]) -> Iterator[list[Section]]:
    """Yield the sections that may share pages; projections never stand beside record."""
    group: list[Section] = []
    for section in sections:
        if group and not (section.follows and bool(section.stamp) == bool(group[0].stamp)):
            yield group
            group = []
        group.append(section)
    if group:
        yield group


def _lay_section(section: Section, settings: tuple[Setting, Setting]) -> list[Item]:
    if section.twin is not None:
        return never_alone(lay_twins(section, section.twin, settings))
    setting = settings[0]
    opening = (
        lay_opening(section, TEXT_WIDTH, setting.scale, setting.fonts) if section.title else []
    )
    blocks = lay_blocks(section.blocks, TEXT_WIDTH, setting)
    return never_alone([*spaced(opening, setting.fit.gaps), *blocks])


def _cut(items: Sequence[Item], share: float, *, projected: bool) -> Iterator[Page]:
    room = (BOTTOM - TOP) * share
    rest: tuple[Item, ...] = tuple(items)
    while rest:
        first, after = fill(rest, room)
        if not first and share < 1:
            # What fits no shorter page may fit a whole one.
            first, after = fill(rest, BOTTOM - TOP)
        if not first and len(rest) > 1 and 0 < rest[0].height <= BOTTOM - TOP:
            # What it should keep with is as tall as a page: better alone than not at all.
            first, after = rest[:1], rest[1:]
        if not first and not isinstance(rest[0], NewPage):
            # Nothing fits a whole page: what cannot be cut is too tall.
            raise too_tall(rest[0], BOTTOM - TOP)
        if first:
            yield Page(_placed(first), projected)
        rest = after


def _placed(items: Sequence[Item]) -> tuple[Placed, ...]:
    y = TOP
    before: Item | None = None
    placed: list[Placed] = []
    for item in items:
        y += gap(before, item)
        placed.append(Placed(item, y))
        y += item.height
        before = item
    return tuple(placed)
