"""Cut a report into pages."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from domain.errors import DomainError
from storage.pdf.blocks import Setting, lay_blocks
from storage.pdf.items import NewPage, fill, gap
from storage.pdf.sections import lay_opening
from storage.pdf.styles import BOTTOM, TEXT_WIDTH, TOP
from storage.pdf.twins import lay_twins

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from domain.reports.tree import Document, Section
    from storage.pdf.items import Item


@dataclass(frozen=True, slots=True)
class Placed:
    """An item and its top edge in points from the page's top."""

    item: Item
    y: float


@dataclass(frozen=True, slots=True)
class Page:
    """What stands on a page; `projected` pages carry the hatched band, a cover has no items."""

    items: tuple[Placed, ...] = field(default=())
    projected: bool = False
    cover: bool = False


def paginate(document: Document, settings: tuple[Setting, Setting]) -> list[Page]:
    """Return the pages of a document, its cover first."""
    pages = [Page(cover=True)] if document.cover else []
    for group in _groups(document.sections):
        items = [item for section in group for item in _lay_section(section, settings)]
        pages.extend(_cut(items, projected=bool(group[0].stamp)))
    return pages


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
        return lay_twins(section, section.twin, settings)
    setting = settings[0]
    opening = (
        lay_opening(section, TEXT_WIDTH, setting.scale, setting.fonts) if section.title else []
    )
    return [*opening, *lay_blocks(section.blocks, TEXT_WIDTH, setting)]


def _cut(items: Sequence[Item], *, projected: bool) -> Iterator[Page]:
    room = BOTTOM - TOP
    rest: tuple[Item, ...] = tuple(items)
    while rest:
        first, after = fill(rest, room)
        if not first and not isinstance(rest[0], NewPage):
            # Nothing fits a whole page: what cannot be cut is too tall.
            tall = rest[0]
            raise DomainError(
                "pdf.too_tall",
                kind=type(tall).__name__,
                height=round(tall.height / 72 * 25.4),
                room=round(room / 72 * 25.4),
            )
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
