"""Bind parts into a report: cover, numbered sections, digest, what stands on every page."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import count
from typing import TYPE_CHECKING, TypeAlias, TypedDict

from domain.reports.digest import data_digest, facts_of, keywords, section_digests
from domain.reports.page import page_of
from domain.reports.quarterly.cover import build as build_cover
from domain.reports.quarterly.cover import in_second, park_name, revision_words
from domain.reports.tree import Document, Note
from domain.reports.twins import beside

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from domain.records import Records
    from domain.reports.page import Page
    from domain.reports.period import Period
    from domain.reports.request import ReportRequest
    from domain.reports.tree import Language, Section
    from domain.text import Texts

Builder: TypeAlias = "Callable[[Page], Section | None]"
"""Returns a part, None when there is nothing to tell."""


class _Furniture(TypedDict):
    title: str
    park: str
    quarter: str
    revision: str
    issued: str
    head_left: str
    head_right: str
    page_words: str
    watermark: str
    subject: str


@dataclass(frozen=True, slots=True)
class Volume:
    """A kind of report in parts.

    Attributes:
        builders: part → what builds it, in the order of the report.
        appendices: parts that are not numbered.
        period: the quarters it covers.
        opening: as many sections open a page; the others may begin where the one before ends.
    """

    kind: str
    builders: Mapping[str, Builder]
    appendices: Collection[str]
    period: Period
    opening: int = 2

    def bind(self, records: Records, texts: Texts, request: ReportRequest) -> Document:
        """Return the report; a part without records is left out."""
        first = self._page(records, texts, request.languages[0])
        second = request.languages[1] if len(request.languages) > 1 else None
        other = first
        if second:
            first = replace(first, halved=True)
            other = replace(self._page(records, texts, second), halved=True)
        parts = self._parts(first, request)
        if second:
            twins = dict(self._parts(other, request))
            parts = [(key, beside(section, twins[key])) for key, section in parts]
        front = build_cover(first, request.issue)
        sections = section_digests(parts, front)
        digest = data_digest(self.kind, str(request.quarter), sections)
        document = Document(
            kind=self.kind,
            lang=first.lang,
            second_lang=second,
            cover=front,
            sections=tuple(section for _, section in parts),
            digest=digest,
            head_hash=request.issue.head_hash,
            qr=self._code(request, digest),
            keywords=keywords(facts_of(self.kind, request, digest, sections)),
            author=front.facts[0].value,
            imprint=_imprint(first, request),
            **_furniture(first, request),
        )
        return _in_both(document, other, request) if second else document

    def _page(self, records: Records, texts: Texts, lang: Language) -> Page:
        counters = (count(1), count(1))
        return page_of(records, texts, lang, self.period.last, counters, self.period)

    def _parts(self, page: Page, request: ReportRequest) -> list[tuple[str, Section]]:
        """Build the parts asked for and number those that are there."""
        found: list[tuple[str, Section]] = []
        empty: list[str] = []
        number = count(1)
        for key, builder in self.builders.items():
            if not request.wants(key):
                continue
            section = builder(page)
            if section is None:
                empty.append(key)
                continue
            sign = "appendix" if key in self.appendices else f"section_number.{next(number)}"
            follows = len(found) >= self.opening
            found.append((key, replace(section, number=page.say(sign), follows=follows)))
        return _with_left_out(page, found, empty)

    def _code(self, request: ReportRequest, digest: str) -> str:
        languages, revision = "+".join(request.languages), request.issue.revision
        return f"feidi:{self.kind}:{request.quarter}:{languages}:{revision}:{digest[:32]}"


def _with_left_out(
    page: Page, parts: list[tuple[str, Section]], empty: Sequence[str]
) -> list[tuple[str, Section]]:
    """Say at the end of the first part which ones the report lacks because nothing is recorded."""
    # Models are an addition that most quarters do without.
    named = [page.say(f"part.{key}") for key in empty if key != "models"]
    if not named or not parts:
        return parts
    key, first = parts[0]
    told = Note(page.say("left_out", parts=page.listed(named)))
    return [(key, replace(first, blocks=(*first.blocks, told))), *parts[1:]]


def _in_both(document: Document, other: Page, request: ReportRequest) -> Document:
    """Say what stands on every page in the second language too."""
    front = document.cover
    beside_it, imprint = _furniture(other, request), _imprint(other, request)

    def both(one: str, two: str) -> str:
        return other.say("both", first=one, second=two)

    return replace(
        document,
        cover=front and in_second(front, other),
        head_left=both(document.head_left, beside_it["head_left"]),
        head_right=both(document.head_right, beside_it["head_right"]),
        page_words=both(document.page_words, beside_it["page_words"]),
        watermark=document.watermark and both(document.watermark, beside_it["watermark"]),
        imprint=tuple(map(both, document.imprint, imprint)),
    )


def _furniture(page: Page, request: ReportRequest) -> _Furniture:
    """Return what stands on every page: heads, page number, watermark."""
    say = page.texts.say
    park, quarter = park_name(page), page.period_name()
    issue = request.issue
    draft = issue.standing == "draft"
    return {
        "title": page.say(f"{page.edition}.file_title", park=park, quarter=quarter),
        "park": park,
        "quarter": quarter,
        "revision": revision_words(page, issue),
        "issued": page.fmt.date(issue.on),
        "head_left": page.say(f"{page.edition}.head", park=park),
        "head_right": quarter,
        "page_words": say("pdf.page", page.lang, page="{page}", pages="{pages}"),
        "watermark": say("pdf.draft", page.lang) if draft else "",
        "subject": page.say(f"{page.edition}.title"),
    }


def _imprint(page: Page, request: ReportRequest) -> tuple[str, str]:
    """Return the lines at the foot: revision with its day, and the name of the digest."""
    return _revision(page, request), page.texts.say("pdf.digest", page.lang)


def _revision(page: Page, request: ReportRequest) -> str:
    issue = request.issue
    issued = issue.on.isoformat() if page.lang == "zh" else page.fmt.date(issue.on)
    if issue.standing != "issued":
        return page.say(f"imprint.{issue.standing}", issued=issued)
    key = "pdf.revision_replaces" if issue.replaced else "pdf.revision"
    return page.texts.say(
        key, page.lang, revision=issue.revision, replaced=issue.replaced, issued=issued
    )
