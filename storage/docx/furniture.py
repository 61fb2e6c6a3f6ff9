"""Set what every page of the document carries: head, notice of the copy, page x of y."""

from __future__ import annotations

import re
from itertools import zip_longest
from typing import TYPE_CHECKING, Final

from domain.reports.digest import grouped
from storage.docx.marks import TWIPS_PER_POINT, edge, field, mark, paragraph, run
from storage.docx.styles import FOOT, HEAD
from storage.pdf.furniture import in_each_language
from storage.pdf.palette import GREY_LINE
from storage.pdf.styles import TEXT_WIDTH

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from docx.section import Section, _Footer, _Header

    from domain.reports.tree import Document, Language
    from storage.docx.marks import Mark

_PLACES: Final = re.compile(r"(\{pages?\})")
_FIELDS: Final = {"{page}": "PAGE", "{pages}": "NUMPAGES"}


def lay_furniture(section: Section, document: Document, notices: Sequence[str]) -> None:
    """Write head and foot of the pages."""
    lang = document.lang
    _fill(section.header, _head(document))
    foot = [paragraph(FOOT, [run(notice, lang)]) for notice in notices]
    foot[0][0].append(mark("pBdr", edge("top", GREY_LINE, 4, 4)))
    if document.imprint:
        told = map(in_each_language, document.imprint)
        lines = zip_longest(*told, fillvalue="")
        foot += [paragraph(FOOT, [run(" · ".join(filter(None, each)), lang)]) for each in lines]
    last = [run(f"{grouped(document.digest)}\t", lang)]
    foot.append(paragraph(FOOT, [*last, *_page_words(document.page_words, lang)], _stops()))
    _fill(section.footer, foot)


def _head(document: Document) -> list[Mark]:
    """Return a line in each language: the report's name, the mark of a draft, what it is about."""
    lang = document.lang
    told = (document.head_left, document.watermark, document.head_right)
    lines = list(zip_longest(*map(in_each_language, told), fillvalue=""))
    made = []
    for number, (name, draft, about) in enumerate(lines, start=1):
        words = [run(name, lang), run(f"  {draft}", lang, "bold"), run(f"\t{about}", lang)]
        rule = (mark("pBdr", edge("bottom", GREY_LINE, 6, 4)),) if number == len(lines) else ()
        made.append(paragraph(HEAD, words, *rule, _stops()))
    return made


def _stops() -> Mark:
    clear = [mark("tab", val="clear", pos=each) for each in (4320, 4680, 8640, 9360)]
    return mark("tabs", *clear, mark("tab", val="right", pos=round(TEXT_WIDTH * TWIPS_PER_POINT)))


def _page_words(words: str, lang: Language) -> Iterator[Mark]:
    for piece in _PLACES.split(words):
        if piece in _FIELDS:
            yield from field(_FIELDS[piece], lang)
        elif piece:
            yield run(piece, lang)


def _fill(furniture: _Header | _Footer, paragraphs: Sequence[Mark]) -> None:
    furniture.is_linked_to_previous = False
    for old in furniture.paragraphs:
        old._element.getparent().remove(old._element)  # noqa: SLF001 - the library has no other way
    for made in paragraphs:
        furniture._element.append(made)  # noqa: SLF001 - the same
