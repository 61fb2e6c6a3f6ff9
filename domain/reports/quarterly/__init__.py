"""The quarterly governance report: what a steering committee prints, signs and files."""

from __future__ import annotations

from dataclasses import replace
from itertools import count
from typing import TYPE_CHECKING, Final, TypeAlias, TypedDict

from domain.indicators.remembered import Remembered
from domain.reports.digest import data_digest, facts_of, keywords, section_digests
from domain.reports.quarterly import (
    cover,
    definitions,
    firms,
    follow_up,
    innovation,
    money,
    register,
    returns,
    sharing,
    space,
    summary,
)
from domain.reports.quarterly.page import page_of
from domain.reports.quarterly.twins import beside
from domain.reports.tree import Document

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from domain.records import Records
    from domain.reports.quarterly.page import Page
    from domain.reports.request import ReportRequest
    from domain.reports.tree import Language, Section
    from domain.text import Texts

KIND: Final = "quarterly"


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


Builder: TypeAlias = "Callable[[Page], Section | None]"


def _no_models(_page: Page) -> None:
    """Stand for the part on models where nobody knows them."""


BUILDERS: Final[Mapping[str, Builder]] = {
    "summary": summary.build,
    "firms": firms.build,
    "returns": returns.build,
    "money": money.build,
    "sharing": sharing.build,
    "innovation": innovation.build,
    "space": space.build,
    "models": _no_models,
    "follow_up": follow_up.build,
    "definitions": definitions.build,
    "register": register.build,
}
"""Part → what builds it, in the order of the report; None when there is nothing to tell."""

APPENDICES: Final = ("definitions", "register")
_OPEN_A_PAGE: Final = 2
PARTS: Final = tuple(BUILDERS)


def build(
    records: Records, texts: Texts, request: ReportRequest, models: Builder = _no_models
) -> Document:
    """Return the quarterly report of the records.

    Everything in it comes from the records; a section without records is left out.

    Args:
        records: of the park.
        texts: words of the report.
        request: what is asked for.
        models: builds the part on model scenarios.
    """
    builders = {**BUILDERS, "models": models}
    remembered = Remembered(records)
    first = _page(remembered, texts, request, request.languages[0])
    parts = _parts(first, request, builders)
    second = request.languages[1] if len(request.languages) > 1 else None
    other = first
    if second:
        other = _page(remembered, texts, request, second)
        twins = dict(_parts(other, request, builders))
        parts = [(key, beside(section, twins[key])) for key, section in parts]
    front = cover.build(first, request.issue)
    sections = section_digests(parts, front)
    digest = data_digest(KIND, str(request.quarter), sections)
    facts = facts_of(KIND, request, digest, sections)
    plain = Document(
        kind=KIND,
        lang=first.lang,
        second_lang=second,
        cover=front,
        sections=tuple(section for _, section in parts),
        digest=digest,
        head_hash=request.issue.head_hash,
        qr=_code(request, digest),
        keywords=keywords(facts),
        author=front.facts[0].value,
        **_furniture(first, request),
    )
    plain = replace(plain, imprint=_imprint(first, request))
    return _in_both(plain, other, request) if second else plain


def _in_both(document: Document, other: Page, request: ReportRequest) -> Document:
    """Say what stands on every page in the second language too."""
    beside_it, imprint = _furniture(other, request), _imprint(other, request)

    def both(one: str, two: str) -> str:
        return other.say("both", first=one, second=two)

    return replace(
        document,
        head_left=both(document.head_left, beside_it["head_left"]),
        head_right=both(document.head_right, beside_it["head_right"]),
        page_words=both(document.page_words, beside_it["page_words"]),
        imprint=tuple(map(both, document.imprint, imprint)),
    )


def _page(records: Records, texts: Texts, request: ReportRequest, lang: Language) -> Page:
    return page_of(records, texts, lang, request.quarter, (count(1), count(1)))


def _parts(
    page: Page, request: ReportRequest, builders: Mapping[str, Builder]
) -> list[tuple[str, Section]]:
    """Build the parts asked for and number those that are there.

    The first two open a page; the others of a small park may begin where the one before ends.
    """
    found: list[tuple[str, Section]] = []
    number = count(1)
    for key, builder in builders.items():
        section = builder(page) if request.wants(key) else None
        if section is None:
            continue
        sign = "appendix" if key in APPENDICES else f"section_number.{next(number)}"
        follows = len(found) >= _OPEN_A_PAGE
        found.append((key, replace(section, number=page.say(sign), follows=follows)))
    return found


def _code(request: ReportRequest, digest: str) -> str:
    languages = "+".join(request.languages)
    return f"feidi:{KIND}:{request.quarter}:{languages}:{request.issue.revision}:{digest[:32]}"


def _furniture(page: Page, request: ReportRequest) -> _Furniture:
    """Return what stands on every page: heads, page number, watermark."""
    say = page.texts.say
    park, quarter = cover.park_name(page), page.fmt.quarter(page.quarter)
    issue = request.issue
    draft = issue.standing == "draft"
    return {
        "title": page.say("quarterly.file_title", park=park, quarter=quarter),
        "park": park,
        "quarter": quarter,
        "revision": cover.revision_words(page, issue),
        "issued": page.fmt.date(issue.on),
        "head_left": page.say("quarterly.head", park=park),
        "head_right": quarter,
        "page_words": say("pdf.page", page.lang, page="{page}", pages="{pages}"),
        "watermark": say("pdf.draft", page.lang) if draft else "",
        "subject": page.say("quarterly.title"),
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
