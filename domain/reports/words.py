"""Walk a report's tree and give every printed word with its place."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING, Final

from domain.reports import diagrams, tree
from domain.reports.told import cell_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from domain.reports.tree import Document

# Fields that say how something is drawn or what the file's properties hold, not words on paper.
_NOT_PRINTED: Final = frozenset(
    {
        "align",
        "author",
        "dash",
        "density",
        "digest",
        "head_hash",
        "issued",
        "keywords",
        "kind",
        "lang",
        "page_words",
        "park",
        "qr",
        "quarter",
        "revision",
        "second_lang",
        "shape",
        "split",
        "state",
        "style",
        "subject",
        "tone",
    }
)


def words_of(document: Document) -> Iterator[tuple[str, str]]:
    """Yield (place, words) for every string of the tree that is printed.

    The place names the section, table, figure or party it stands in, and the row by its first
    words, for messages.
    """
    for name in ("head_left", "head_right", "watermark", "imprint"):
        yield from _walk(getattr(document, name), document.title, name)
    yield document.title, document.page_words.format(page=0, pages=0)
    if document.cover:
        yield document.cover.title, document.cover.park
        yield from _walk(document.cover, document.cover.title, "")
    for section in document.sections:
        yield from _walk(section, "", "")


def _walk(value: object, place: str, name: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        if value:
            yield (f"{place} › {name}" if name else place), value
    elif isinstance(value, tuple):
        for part in value:
            yield from _walk(part, place, name)
    elif is_dataclass(value) and not isinstance(value, type):
        inside = _place(value, place)
        for one in fields(value):
            drawn = one.name == "mark" and isinstance(value, diagrams.Lane)
            if drawn or one.name in _NOT_PRINTED or not one.metadata.get("printed", True):
                continue
            yield from _walk(getattr(value, one.name), inside, one.name)


def _place(value: object, place: str) -> str:
    if isinstance(value, tree.Section | tree.Table | tree.Figure | tree.TextPanel):
        own = f"{value.number} {value.title}".strip()
    elif isinstance(value, tree.SealPlace):
        own = value.name
    elif isinstance(value, tree.Row):
        own = next(filter(None, map(cell_words, value.cells)), "")
    else:
        return place
    return f"{place} › {own}" if place else own
