"""Put blocks about one record on a sheet of paper: head, facts, digest, page numbers."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import count
from typing import TYPE_CHECKING

from domain.errors import DomainError
from domain.records import Query
from domain.reports.digest import data_digest, facts_of, keywords, section_digests
from domain.reports.names import best_name
from domain.reports.page import page_of
from domain.reports.tree import Document, Fact, Masthead, SealPlace, Section, SignatureBlock
from domain.reports.twins import beside
from domain.units import Quarter

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from domain.records import Records
    from domain.reports.page import Page
    from domain.reports.request import ReportRequest
    from domain.reports.tree import Block, Language
    from domain.text import Texts


@dataclass(frozen=True, slots=True)
class Written:
    """A sheet in one language: the hand that wrote it, its title, what it is about."""

    page: Page
    title: str
    about: str
    section: Section


def sheet_page(
    records: Records, texts: Texts, request: ReportRequest, lang: Language | None = None
) -> Page:
    """Return the hand that writes a sheet in a language, the first one asked for unless said."""
    wanted = lang or request.languages[0]
    page = page_of(records, texts, wanted, request.quarter, (count(1), count(1)))
    return replace(page, halved=len(request.languages) > 1)


def subject(request: ReportRequest) -> str:
    """Return the record that a sheet is about: the one part that is asked for.

    Raises:
        DomainError: ``report_record_unknown`` when none is named.
    """
    if not request.parts:
        raise DomainError("report_record_unknown", value="—")
    return request.parts[0]


def recorded_quarter(records: Records, on: date) -> Quarter:
    """Return the quarter of a day, else the last one that the workbook has.

    Raises:
        DomainError: ``report_quarter_unknown`` when the workbook has none.
    """
    own = str(Quarter.of(on))
    if records.find("quarter", quarter=own):
        return Quarter.parse(own)
    last = records.select(Query("quarter", order=("-quarter",), limit=1))
    if not last:
        raise DomainError("report_quarter_unknown", value=own)
    return Quarter.parse(str(last[0]["quarter"]))


def sheet(
    kind: str,
    page: Page,
    request: ReportRequest,
    words: tuple[str, str],
    facts: Sequence[Fact],
    blocks: Sequence[Block],
) -> Document:
    """Return a document of one section.

    Args:
        kind: kind of report.
        page: the hand that wrote the blocks.
        request: what was asked for; its one part is the record.
        words: title of the sheet, and what it is about.
        facts: stand below the title.
        blocks: what follows.
    """
    return sheet_of(kind, page, request, words, sheet_section(words, facts, blocks))


def sheet_in(
    kind: str, request: ReportRequest, written: Sequence[Written], *, draft: bool
) -> Document:
    """Return the document of a sheet in one language, or in two side by side.

    Args:
        kind: kind of report.
        request: what was asked for.
        written: the sheet, once per language.
        draft: what it tells may still change.
    """
    first, *others = written
    section = beside(first.section, others[0].section) if others else first.section

    def document_of(each: Written, shown: Section) -> Document:
        own = sheet_of(kind, each.page, request, (each.title, each.about), shown)
        mark = each.page.texts.say("pdf.draft", each.page.lang) if draft else ""
        return replace(own, watermark=mark)

    document = document_of(first, section)
    if not others:
        return document
    return in_both(document, document_of(others[0], others[0].section), first.page.texts)


def in_both(document: Document, other: Document, texts: Texts) -> Document:
    """Return a document that says what stands on every page in the language of another too."""

    def both(one: str, two: str) -> str:
        same = one == two
        return one if same else texts.say("report.both", document.lang, first=one, second=two)

    return replace(
        document,
        second_lang=other.lang,
        head_left=both(document.head_left, other.head_left),
        head_right=both(document.head_right, other.head_right),
        watermark=both(document.watermark, other.watermark),
        page_words=both(document.page_words, other.page_words),
        imprint=tuple(map(both, document.imprint, other.imprint)),
    )


def sheet_section(
    words: tuple[str, str], facts: Sequence[Fact], blocks: Sequence[Block]
) -> Section:
    """Return the one section of a sheet: title, what it is about, facts, blocks."""
    return Section("", "", (Masthead(*words, tuple(facts)), *blocks))


def sheet_of(
    kind: str,
    page: Page,
    request: ReportRequest,
    words: tuple[str, str],
    section: Section,
) -> Document:
    """Return the document of a section.

    Args:
        kind, page, request, words: as for ``sheet``.
        section: with its twin where two languages were asked for.
    """
    title, about = words
    say = page.texts.say
    rows = page.records.select(Query("enclave", order=("opened",), limit=1))
    park = best_name(rows[0], page.lang) if rows else page.say("park.unnamed")
    sections = section_digests([(subject(request), section)], None)
    digest = data_digest(kind, str(request.quarter), sections)
    issue = request.issue
    issued = page.fmt.date(issue.on)
    return Document(
        kind=kind,
        lang=page.lang,
        title=f"{title} · {about}",
        park=park,
        quarter=page.fmt.quarter(request.quarter),
        revision="",
        issued=issued,
        head_left=park,
        head_right=about,
        page_words=say("pdf.page", page.lang, page="{page}", pages="{pages}"),
        sections=(section,),
        imprint=(page.say("sheet.imprint", issued=issued), say("pdf.digest", page.lang)),
        digest=digest,
        head_hash=issue.head_hash,
        qr=f"feidi:{kind}:{subject(request)}:{digest[:32]}",
        author=issue.author,
        subject=title,
        keywords=keywords(facts_of(kind, request, digest, sections)),
    )


def signed(page: Page, places: Iterable[str], *, post: bool = False) -> SignatureBlock:
    """Return places where those named sign and date, and say their ``post`` where it is asked."""
    say = page.texts.say
    lines = (
        (say("pdf.signer", page.lang), ""),
        *(((say("pdf.post", page.lang), ""),) if post else ()),
        (say("pdf.date", page.lang), say("pdf.date_blank", page.lang)),
    )
    return SignatureBlock(tuple(SealPlace(place, lines=lines) for place in places))
