"""Write a report's tree as a word processor document: the same tree gives the same bytes."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, Final

import docx as library
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from storage.docx.blocks import Setting, lay_blocks, lay_facts, lay_opening, lay_places
from storage.docx.furniture import lay_furniture
from storage.docx.marks import mark, paragraph, spoken
from storage.docx.styles import BODY, NOTE, SUBTITLE, TITLE, lay_styles
from storage.docx.twins import lay_twins
from storage.files.exporting import same_bytes
from storage.pdf.chart_pictures import ChartPictures
from storage.pdf.styles import TEXT_WIDTH

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from docx.document import Document as Docx

    from domain.reports.tree import Cover, Document, Figure, Language
    from storage.docx.marks import Mark

_FIRST_DAY: Final = datetime(2000, 1, 1, tzinfo=UTC)
_MARGINS: Final = {
    "left_margin": 28,
    "right_margin": 22,
    "top_margin": 25,
    "bottom_margin": 34,
    "header_distance": 13,
    "footer_distance": 10,
}


def docx_bytes(
    document: Document,
    notices: Mapping[str, str],
    progress: Callable[[int, int], None] | None = None,
) -> bytes:
    """Return a report as a document for editing.

    `notices` say in each language of the report that this is not the issued original; `progress`
    is told sections set and sections in all, and what it raises stops the writing.

    Raises `MissingGlyphError` for a character of a chart without a glyph.
    """
    docx = library.Document()
    _forget_picture(docx)
    lay_styles(docx, document.lang)
    _set_page(docx)
    _describe(docx, document)
    drawn, numbered = partial(_pictures, docx, ChartPictures()), partial(_new_list, docx)
    languages = (document.lang, document.second_lang or document.lang)
    first, second = (Setting(lang, TEXT_WIDTH, drawn, numbered) for lang in languages)
    end = docx.element.body.find(qn("w:sectPr"))
    for made in _cover(document.cover, first) if document.cover else ():
        end.addprevious(made)
    for number, section in enumerate(document.sections, start=1):
        if section.twin:
            body = lay_twins(section, section.twin, (first, second))
        else:
            body = [*lay_opening(section, first), *lay_blocks(section.blocks, first)]
        for made in body:
            end.addprevious(made)
        if progress:
            progress(number, len(document.sections))
    lay_furniture(docx.sections[0], document, [notices[each] for each in dict.fromkeys(languages)])
    out = io.BytesIO()
    docx.save(out)
    return same_bytes(out.getvalue())


def _cover(cover: Cover, setting: Setting) -> list[Mark]:
    lang = setting.lang
    park = " · ".join(each for each in (cover.park, cover.park_other) if each)
    made = [spoken(NOTE, park, lang), spoken(TITLE, cover.title, lang)]
    made.append(spoken(SUBTITLE, cover.subtitle, lang))
    made += [spoken(SUBTITLE, each, lang) for each in cover.other_titles]
    made += lay_places(cover.places, setting)
    made += lay_facts(cover.facts, setting)
    return [*made, paragraph(BODY, [mark("r", mark("br", type="page"))])]


def _set_page(docx: Docx) -> None:
    page = docx.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    for name, millimetres in _MARGINS.items():
        setattr(page, name, Mm(millimetres))


def _describe(docx: Docx, document: Document) -> None:
    about = docx.core_properties
    about.title, about.author, about.subject = document.title, document.author, document.subject
    about.language = {"zh": "zh-CN", "fr": "fr-FR", "en": "en-GB"}[document.lang]
    about.comments, about.last_modified_by = "", "Feidi"
    # Dated alike, so that equal trees give equal files; the real day stands in the foot as text.
    about.created = about.modified = _FIRST_DAY
    about.revision = 1


def _forget_picture(docx: Docx) -> None:
    """Leave out the small picture of an empty page that the library's template carries."""
    relations = docx.part.package.rels
    for key, relation in list(relations.items()):
        if relation.reltype == RELATIONSHIP_TYPE.THUMBNAIL:
            del relations[key]


def _pictures(
    docx: Docx, charts: ChartPictures, figure: Figure, lang: Language, width: float
) -> list[Mark]:
    """Return the drawings of a figure, which read out their caption."""
    made = []
    for each in charts.of(figure, lang, width):
        size = Pt(each.width), Pt(each.height)
        inline = docx.part.new_pic_inline(io.BytesIO(each.png), *size)
        inline.docPr.set("descr", f"{figure.number} {figure.title}".strip())
        made.append(mark("drawing", inline))
    return made


def _new_list(docx: Docx) -> int:
    """Begin a numbered list at 1; return its number in the file."""
    numbering = docx.part.numbering_part.element
    style = docx.styles["List Number"].element
    used = style.pPr.numPr.numId.val
    found = numbering.num_having_numId(used)
    made = numbering.add_num(found.abstractNumId.val)
    made.add_lvlOverride(ilvl=0).add_startOverride(1)
    return int(made.numId)
