"""The quarterly governance report: what a steering committee prints, signs and files."""

from __future__ import annotations

from dataclasses import replace
from itertools import count
from typing import TYPE_CHECKING, Final

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
from domain.reports.tree import Document

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from domain.records import Records
    from domain.reports.quarterly.page import Page
    from domain.reports.request import ReportRequest
    from domain.reports.tree import Language, Section
    from domain.text import Texts

KIND: Final = "quarterly"

BUILDERS: Final[Mapping[str, Callable[[Page], Section | None]]] = {
    "summary": summary.build,
    "firms": firms.build,
    "returns": returns.build,
    "money": money.build,
    "sharing": sharing.build,
    "innovation": innovation.build,
    "space": space.build,
    "follow_up": follow_up.build,
    "definitions": definitions.build,
    "register": register.build,
}
"""Part → what builds it, in the order of the report; None when there is nothing to tell."""

APPENDICES: Final = ("definitions", "register")
PARTS: Final = tuple(BUILDERS)


def build(records: Records, texts: Texts, request: ReportRequest) -> Document:
    """Return the quarterly report of the records.

    Everything in it comes from the records; a section without records is left out.
    """
    remembered = Remembered(records)
    first = _page(remembered, texts, request, request.languages[0])
    parts = _parts(first, request)
    second = request.languages[1] if len(request.languages) > 1 else None
    if second:
        twins = dict(_parts(_page(remembered, texts, request, second), request))
        parts = [(key, replace(section, twin=twins[key])) for key, section in parts]
    front = cover.build(first, request.issue)
    sections = section_digests(parts, front)
    digest = data_digest(KIND, str(request.quarter), sections)
    facts = facts_of(KIND, request, digest, sections)
    return Document(
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
        imprint=(_imprint(first, request), texts.say("pdf.digest", first.lang)),
        **_furniture(first, request),
    )


def _page(records: Records, texts: Texts, request: ReportRequest, lang: Language) -> Page:
    return page_of(records, texts, lang, request.quarter, (count(1), count(1)))


def _parts(page: Page, request: ReportRequest) -> list[tuple[str, Section]]:
    """Build the parts asked for and number those that are there."""
    found: list[tuple[str, Section]] = []
    number = count(1)
    for key, builder in BUILDERS.items():
        section = builder(page) if request.wants(key) else None
        if section is None:
            continue
        sign = "appendix" if key in APPENDICES else f"section_number.{next(number)}"
        found.append((key, replace(section, number=page.say(sign))))
    return found


def _code(request: ReportRequest, digest: str) -> str:
    languages = "+".join(request.languages)
    return f"feidi:{KIND}:{request.quarter}:{languages}:{request.issue.revision}:{digest[:32]}"


def _furniture(page: Page, request: ReportRequest) -> dict[str, str]:
    """Return what stands on every page: heads, page number, imprint, watermark."""
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


def _imprint(page: Page, request: ReportRequest) -> str:
    issue = request.issue
    issued = issue.on.isoformat() if page.lang == "zh" else page.fmt.date(issue.on)
    if issue.standing != "issued":
        key = f"imprint.{issue.standing}"
        return page.say(key, revision=issue.revision, issued=issued)
    key = "pdf.revision_replaces" if issue.replaced else "pdf.revision"
    return page.texts.say(
        key, page.lang, revision=issue.revision, replaced=issue.replaced, issued=issued
    )
