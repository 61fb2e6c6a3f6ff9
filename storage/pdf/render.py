"""Render a report's tree to a PDF file: the same tree gives the same bytes."""

from __future__ import annotations

import hashlib
import io
import os
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from domain.errors import DomainError
from domain.reports.words import words_of
from resources import path as resource
from storage.errors import reason_of
from storage.pdf.archival import make_archival, with_stream_ends
from storage.pdf.blocks import Setting
from storage.pdf.cover import draw_cover
from storage.pdf.fonts import PRINTING, FontBook, MissingGlyphError
from storage.pdf.furniture import draw_band, draw_foot, draw_head, draw_watermark
from storage.pdf.links import label_pattern
from storage.pdf.pages import paginate
from storage.pdf.pen import Links, Pen
from storage.pdf.styles import LEFT, PAGE_HEIGHT, PAGE_WIDTH, scale

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import BinaryIO

    from domain.reports.sources import Source
    from domain.reports.tree import Document
    from storage.pdf.flow import Entry
    from storage.pdf.pages import Page
    from storage.pdf.pen import Box

_LANGUAGE_TAGS: Final = {"zh": "zh-CN", "fr": "fr-FR", "en": "en-GB"}


@dataclass(frozen=True, slots=True)
class Place:
    """A place on a page (from 0) that tells of records, in points from its top left corner."""

    page: int
    box: Box
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class RenderResult:
    """What was printed: number of pages, SHA-256 of the file in hexadecimal.

    `places` are those that tell of records; they leave nothing in the file.
    `missing_glyphs` are characters that the report's serif lacks and that were set in the sans;
    a character that no font holds is refused with `MissingGlyphError`.
    """

    pages: int
    sha256: str
    missing_glyphs: tuple[str, ...]
    places: tuple[Place, ...] = ()


def render(
    document: Document,
    out: BinaryIO | Path,
    progress: Callable[[int, int], None] | None = None,
    fonts: Path | None = None,
) -> RenderResult:
    """Render `document` to a file or an open binary stream.

    A file is written beside its place and renamed, so that it is whole or not there. `progress`
    is told pages drawn and pages in all, 0 of 0 while they are set; what it raises stops the
    rendering. `fonts` is the folder of the fonts, the shipped one unless told otherwise.

    Raises `MissingGlyphError` for a character without a glyph, `DomainError` for a folder that
    cannot be written, fonts that cannot be read and a block taller than a page.
    """
    with PRINTING:
        data, result = _print(document, FontBook(fonts or resource("fonts")), progress)
    if isinstance(out, Path):
        _write_whole(data, out)
    else:
        out.write(data)
    return result


def _print(
    document: Document, fonts: FontBook, progress: Callable[[int, int], None] | None
) -> tuple[bytes, RenderResult]:
    _refuse_missing_glyphs(document, fonts)
    first = scale(document.lang)
    second = scale(document.second_lang or document.lang)
    tick = partial(progress, 0, 0) if progress else None
    pages = paginate(document, (Setting(first, fonts), Setting(second, fonts)), tick)
    stream = io.BytesIO()
    pen = Pen(_canvas(document, fonts, stream), fonts, _links(pages))
    places: list[Place] = []
    for number, page in enumerate(pages, start=1):
        _draw_page(pen, document, page, number, len(pages))
        places += [Place(number - 1, told.box, told.sources) for told in pen.told]
        pen.told.clear()
        pen.canvas.showPage()
        if progress:
            progress(number, len(pages))
    pen.canvas.save()
    data = with_stream_ends(stream.getvalue())
    digest = hashlib.sha256(data).hexdigest()
    borrowed = tuple(sorted(fonts.borrowed))
    return data, RenderResult(len(pages), digest, borrowed, tuple(places))


def _refuse_missing_glyphs(document: Document, fonts: FontBook) -> None:
    known: set[str] = {"\n"}
    for place, words in words_of(document):
        for char in words:
            if char in known:
                continue
            if not fonts.holds(char):
                raise MissingGlyphError(char, place)
            known.add(char)


def _canvas(document: Document, fonts: FontBook, stream: io.BytesIO) -> Any:  # noqa: ANN401
    from storage.pdf.canvas import QuickCanvas

    canvas = QuickCanvas(
        stream,
        pagesize=(PAGE_WIDTH, PAGE_HEIGHT),
        pageCompression=1,
        pdfVersion=(1, 5),
        # No dates and no chance in the file; the real date stands on the page as text.
        invariant=1,
        # Else each page names a font that is not in the file.
        initialFontName=fonts.face("x", "sans", bold=False, lang=document.lang).name,
        lang=_LANGUAGE_TAGS[document.lang],
    )
    canvas.setTitle(document.title)
    canvas.setAuthor(document.author)
    canvas.setSubject(document.subject)
    digest = (f"sha256:{document.digest}",) if document.digest else ()
    keywords = ", ".join((*document.keywords, *digest))
    canvas.setKeywords(keywords)
    canvas.setCreator("Feidi")
    canvas.setProducer("Feidi")
    canvas.showOutline()
    canvas.setViewerPreference("DisplayDocTitle", "true")
    make_archival(canvas, document, keywords, _LANGUAGE_TAGS[document.lang])
    return canvas


def _marks(page: Page, number: int) -> Iterator[tuple[str, Entry, float]]:
    """Yield name, entry and height of what a page adds to the outline."""
    for order, placed in enumerate(page.items):
        for at, (entry, y) in enumerate(placed.item.entries(placed.y)):
            yield f"p{number}-{order}-{at}", entry, y


def _links(pages: list[Page]) -> Links | None:
    places: dict[str, str] = {}
    for number, page in enumerate(pages, start=1):
        for key, entry, _ in _marks(page, number):
            if entry.label:
                places.setdefault(entry.label, key)
    pattern = label_pattern(places)
    return Links(pattern, places) if pattern else None


def _draw_page(pen: Pen, document: Document, page: Page, number: int, pages: int) -> None:
    kind = scale(document.lang)
    if document.watermark:
        draw_watermark(pen, document.watermark, kind)
    if page.cover and document.cover:
        _mark(pen, document.cover.title, f"page{number}", (0, 0.0))
        draw_cover(pen, document.cover, kind)
    else:
        draw_head(pen, document, kind)
        if number == 1 and not document.sections[0].title:
            # Minutes have no titled section: their tables stand under the document itself.
            _mark(pen, document.title, f"page{number}", (0, 0.0))
    if page.projected:
        draw_band(pen)
    for placed in page.items:
        placed.item.draw(pen, LEFT, placed.y)
    for key, entry, y in _marks(page, number):
        _mark(pen, entry.words, key, (entry.level, y))
    draw_foot(pen, document, kind, number, pages)


def _mark(pen: Pen, words: str, key: str, place: tuple[int, float]) -> None:
    level, y = place
    pen.canvas.bookmarkPage(key, fit="XYZ", left=0, top=PAGE_HEIGHT - y + 8)
    pen.canvas.addOutlineEntry(words, key, level, closed=level == 0)


def _write_whole(data: bytes, place: Path) -> None:
    beside = place.with_name(f".{place.name}.{os.getpid()}.part")
    try:
        with beside.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(place)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise DomainError(
            "pdf.cannot_write",
            file=place.name,
            folder=str(place.parent),
            reason=reason_of(error),
        ) from error
