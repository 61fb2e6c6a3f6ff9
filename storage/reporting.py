"""Reports issued from a workbook: printed, recorded, and held against it years later."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Final, Literal

from domain.commands import AddRow
from domain.errors import DomainError
from domain.reports import KINDS
from domain.reports.digest import COVER, facts_from
from domain.reports.request import Issue, ReportRequest
from domain.units import Quarter
from storage.pdf import render
from storage.pdf.images import properties

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from domain.records import Records, Row
    from domain.reports.digest import PrintedFacts
    from domain.reports.tree import Document, Language
    from domain.text import Texts
    from storage.workbook import Workbook

_CLOSED: Final = "closed"

Outcome = Literal["unchanged", "superseded", "differs", "foreign", "not_a_report"]


@dataclass(frozen=True, slots=True)
class Order:
    """A report that somebody asks for.

    Attributes:
        parts: keys of the parts wanted; all when empty.
        on: day of issue, used when the report is issued for the first time.
    """

    kind: str
    quarter: Quarter
    languages: tuple[Language, ...]
    on: date
    parts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Issued:
    """A report that was printed; ``revision`` is 0 for a draft."""

    path: Path
    pages: int
    sha256: str
    digest: str
    revision: int


@dataclass(frozen=True, slots=True)
class Verification:
    """What a printed report is to the workbook.

    Attributes:
        facts: what the report tells of itself, None when it is none of ours.
        sections: titles of the sections that differ.
        revision: the newer revision that supersedes it, 0 for none.
    """

    outcome: Outcome
    facts: PrintedFacts | None = None
    sections: tuple[str, ...] = ()
    revision: int = 0


def issue_report(
    workbook: Workbook,
    texts: Texts,
    order: Order,
    path: Path,
    progress: Callable[[int, int], None] | None = None,
) -> Issued:
    """Print a report to ``path`` and record its issue.

    While the quarter is open the report is a draft: watermarked, dated by the last change of the
    workbook, not recorded. For a closed quarter unchanged data reuse the recorded issue, so that
    printing again gives the same bytes; changed data make the next revision.

    Raises:
        DomainError: the quarter is not recorded, or a character has no glyph.
        StorageError: the file cannot be written.
    """
    document, issue, known = prepare(workbook, texts, order)
    result = render(document, path, progress)
    if issue.standing == "issued" and not known:
        workbook.run(_record_of(order, issue, document, result.sha256, path))
    return Issued(path, result.pages, result.sha256, document.digest, issue.revision)


def prepare(workbook: Workbook, texts: Texts, order: Order) -> tuple[Document, Issue, bool]:
    """Return the report's tree, the facts of its issue, and whether they were recorded before.

    Raises:
        DomainError: ``report_quarter_unknown``.
    """
    found = workbook.find("quarter", quarter=str(order.quarter))
    if not found:
        raise DomainError("report_quarter_unknown", value=str(order.quarter))
    draft = Issue(
        standing="draft",
        revision=0,
        replaced=0,
        on=_last_change(workbook, order.on),
        head_hash=workbook.head_hash(),
        workbook=workbook.identity,
        author=workbook.actor.person,
    )
    document = _build(workbook, texts, order, draft)
    if found[0]["state"] != _CLOSED:
        return document, draft, True
    issue, known = _issue(workbook, order, draft, document.digest)
    return _build(workbook, texts, order, issue), issue, known


def verify_report(workbook: Workbook, texts: Texts, path: Path) -> Verification:
    """Hold a printed report against the workbook it came from.

    Raises:
        DomainError: the file cannot be read as a PDF.
    """
    words = properties(path).get("Keywords", "")
    facts = facts_from(words.split(","))
    if facts is None or facts.kind not in KINDS:
        return Verification("not_a_report")
    if facts.workbook != workbook.identity:
        return Verification("foreign", facts)
    newest = _issues(workbook, facts.kind, facts.quarter, facts.languages[0])
    revision = max((_whole(row, "revision") for row in newest), default=0)
    if facts.standing == "issued" and revision > facts.revision:
        return Verification("superseded", facts, revision=revision)
    differing = _differing(workbook, texts, facts)
    return Verification("differs" if differing else "unchanged", facts, differing)


def _differing(records: Records, texts: Texts, facts: PrintedFacts) -> tuple[str, ...]:
    """Return the titles of the sections whose data are not those of the printed report."""
    issue = Issue("draft", 0, 0, date.fromisoformat(facts.issued_on), "", facts.workbook)
    order = Order(
        facts.kind,
        Quarter.parse(facts.quarter),
        _languages(facts),
        issue.on,
        facts.parts,
    )
    document = _build(records, texts, order, issue)
    now = facts_from(document.keywords)
    sections = now.sections if now else {}
    titles = dict(
        zip(
            (key for key in sections if key != COVER),
            (section.title for section in document.sections),
            strict=True,
        )
    )
    keys = [*sections, *(key for key in facts.sections if key not in sections)]
    return tuple(
        titles.get(key, document.title)
        for key in keys
        if sections.get(key) != facts.sections.get(key)
    )


def _languages(facts: PrintedFacts) -> tuple[Language, ...]:
    known: tuple[Language, ...] = ("zh", "fr", "en")
    return tuple(lang for wanted in facts.languages for lang in known if lang == wanted)


def _build(records: Records, texts: Texts, order: Order, issue: Issue) -> Document:
    request = ReportRequest(order.quarter, order.languages, issue, order.parts)
    return KINDS[order.kind](records, texts, request)


def _issue(workbook: Workbook, order: Order, draft: Issue, digest: str) -> tuple[Issue, bool]:
    """Return the recorded issue of the same data, else the next revision."""
    before = _issues(workbook, order.kind, str(order.quarter), order.languages[0])
    for row in before:
        if row["data_digest"] == digest:
            issue = replace(
                draft,
                standing="issued",
                revision=_whole(row, "revision"),
                replaced=_whole(row, "revision") - 1,
                on=date.fromisoformat(str(row["issued_at"])[:10]),
                head_hash=str(row["head_hash"]),
                author=str(row["author"] or ""),
            )
            return issue, True
    last = max((_whole(row, "revision") for row in before), default=0)
    standing: Literal["issued", "unrecorded"] = "issued" if workbook.writable else "unrecorded"
    return replace(draft, standing=standing, revision=last + 1, replaced=last, on=order.on), False


def _issues(records: Records, kind: str, quarter: str, language: str) -> list[Row]:
    rows = records.find("report_issue", kind=kind, quarter=quarter, language=language)
    return sorted(rows, key=lambda row: -_whole(row, "revision"))


def _record_of(order: Order, issue: Issue, document: Document, sha256: str, path: Path) -> AddRow:
    return AddRow(
        "report_issue",
        {
            "kind": order.kind,
            "quarter": str(order.quarter),
            "language": order.languages[0],
            "revision": issue.revision,
            "sha256": sha256,
            "data_digest": document.digest,
            "head_hash": issue.head_hash,
            "file_name": path.name,
            "issued_at": f"{issue.on.isoformat()}T00:00:00.000Z",
            "author": issue.author,
        },
        key="command.issue_report",
    )


def _last_change(records: Records, otherwise: date) -> date:
    entries = records.trail(limit=1)
    if not entries:
        return otherwise
    return datetime.fromisoformat(entries[0].moment).astimezone(UTC).date()


def _whole(row: Row, name: str) -> int:
    value = row[name]
    return value if isinstance(value, int) else 0
