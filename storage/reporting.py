"""Reports issued from a workbook: printed, recorded, and held against it years later."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Literal

from domain.report_kinds import FINDERS, KINDS
from domain.reports.digest import COVER, facts_from
from domain.reports.issuing import RecordIssue
from domain.reports.period import is_closed, period_of
from domain.reports.request import Issue, ReportRequest
from domain.units import Quarter
from storage.atomic import replacing
from storage.pdf import render
from storage.pdf.images import properties
from storage.signing import issued_part, signature_of, signed

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from domain.records import Records, Row
    from domain.reports.digest import PrintedFacts
    from domain.reports.tree import Document, Language
    from domain.text import Texts
    from storage.signing import Key, Signature
    from storage.workbook import Workbook

Outcome = Literal["unchanged", "superseded", "differs", "foreign", "not_a_report"]


@dataclass(frozen=True, slots=True)
class Order:
    """A report that somebody asks for.

    Attributes:
        parts: keys of the parts wanted, all when empty; of a report on one record its id.
        on: day of issue, used when the report is issued for the first time.
    """

    kind: str
    quarter: Quarter
    languages: tuple[Language, ...]
    on: date
    parts: tuple[str, ...] = ()

    @property
    def is_excerpt(self) -> bool:
        """Tell whether only parts of a report are wanted."""
        return bool(self.parts) and self.kind not in FINDERS

    @property
    def subject(self) -> str:
        """What the report is about: the one record that it tells of, else its quarter."""
        return self.parts[0] if self.kind in FINDERS and self.parts else str(self.quarter)


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
        altered: the file is not byte for byte the one whose issue is recorded, or something other
            than a signature that holds was added to it.
        signature: what the file's digital signature says, None when it carries none.
    """

    outcome: Outcome
    facts: PrintedFacts | None = None
    sections: tuple[str, ...] = ()
    revision: int = 0
    altered: bool = False
    signature: Signature | None = None


def issue_report(
    workbook: Workbook,
    texts: Texts,
    order: Order,
    path: Path,
    progress: Callable[[int, int], None] | None = None,
    key: Key | None = None,
) -> Issued:
    """Print a report to ``path``, signed where there is a key, and record its issue.

    While the quarter is open the report is a draft: watermarked, dated by the last change of the
    workbook, not recorded. For a closed quarter unchanged data reuse the recorded issue, so that
    printing again gives the same bytes; changed data make the next revision.

    Raises:
        DomainError: the quarter is not recorded, or a character has no glyph.
        StorageError: the file cannot be written.
    """
    order = _at_its_end(workbook, order)
    document, issue, known = prepare(workbook, texts, order)
    # The file takes its place when its issue is recorded: neither is there without the other.
    with replacing(path) as temporary:
        with temporary.open("wb") as file:
            result = render(document, file, progress)
        if key:
            # The record is of what was printed, which the signature leaves as it is.
            temporary.write_bytes(signed(temporary.read_bytes(), key))
        if issue.standing == "issued" and not known:
            workbook.run(_record_of(order, issue, document, result.sha256, path))
    return Issued(path, result.pages, result.sha256, document.digest, issue.revision)


def prepare(workbook: Workbook, texts: Texts, order: Order) -> tuple[Document, Issue, bool]:
    """Return the report's tree, the facts of its issue, and whether they were recorded before.

    Raises:
        DomainError: ``report_quarter_unknown``.
    """
    order = _at_its_end(workbook, order)
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
    if not is_closed(order.kind, workbook, order.quarter):
        return document, draft, True
    issue, known = _issue(workbook, order, draft, document.digest)
    return _build(workbook, texts, order, issue), issue, known


def _at_its_end(records: Records, order: Order) -> Order:
    """Return the order by its last quarter: a year may be asked for at any of its quarters."""
    return replace(order, quarter=period_of(order.kind, records, order.quarter).last)


def verify_report(workbook: Workbook, texts: Texts, path: Path) -> Verification:
    """Hold a printed report against the workbook it came from.

    Raises:
        DomainError: the file cannot be read as a PDF, or ``signing_not_installed`` when it carries
            a signature that cannot be looked at.
    """
    # What cannot be opened is refused by the first reading of it.
    properties(path)
    data = path.read_bytes()
    issued = issued_part(data)
    facts = facts_from(properties(issued).get("Keywords", "").split(","))
    if facts is None or facts.kind not in KINDS:
        return Verification("not_a_report")
    signature = signature_of(data)
    if facts.workbook != workbook.identity:
        return Verification("foreign", facts, signature=signature)
    found = _held(workbook, texts, facts, issued)
    added = len(data) > len(issued) and not (signature and signature.intact)
    if added or found.altered:
        return replace(found, outcome="differs", altered=True, signature=signature)
    return replace(found, signature=signature)


def _held(workbook: Workbook, texts: Texts, facts: PrintedFacts, issued: bytes) -> Verification:
    """Hold what was issued against the records and the issues that are recorded."""
    differing = _differing(workbook, texts, facts)
    recorded = _issues(workbook, _order_of(facts))
    if _altered(recorded, facts, issued):
        return Verification("differs", facts, differing, altered=True)
    revision = _newer(recorded, facts)
    if revision:
        return Verification("superseded", facts, differing, revision)
    return Verification("differs" if differing else "unchanged", facts, differing)


def _altered(recorded: list[Row], facts: PrintedFacts, issued: bytes) -> bool:
    """Tell whether the issue that a file claims to be is recorded as another file."""
    if facts.standing != "issued":
        return False
    row = next((row for row in recorded if _whole(row, "revision") == facts.revision), None)
    return row is not None and row["sha256"] != hashlib.sha256(issued).hexdigest()


def _newer(recorded: list[Row], facts: PrintedFacts) -> int:
    """Return the revision that replaces a printed report, 0 for none.

    Any issue replaces a draft. An excerpt is replaced by none: there may be several.
    """
    if _order_of(facts).is_excerpt:
        return 0
    latest = max((_whole(row, "revision") for row in recorded), default=0)
    printed = facts.revision if facts.standing == "issued" else 0
    return latest if latest > printed else 0


def _order_of(facts: PrintedFacts) -> Order:
    """Return the order that a printed report answered."""
    return Order(
        facts.kind,
        Quarter.parse(facts.quarter),
        _languages(facts),
        date.fromisoformat(facts.issued_on),
        facts.parts,
    )


def _differing(records: Records, texts: Texts, facts: PrintedFacts) -> tuple[str, ...]:
    """Return the titles of the sections whose data are not those of the printed report."""
    order = _order_of(facts)
    issue = Issue("draft", 0, 0, order.on, "", facts.workbook)
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
    """Return the recorded issue of the same data, else the next revision.

    Only the newest issue is repeated: an older one is superseded, even where data changed back.
    Of excerpts, which may stand side by side, any is.
    """
    before = _issues(workbook, order)
    for row in before if order.is_excerpt else before[:1]:
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


def newest_issue(records: Records, order: Order) -> Row | None:
    """Return the newest recorded issue of a report, None while none is."""
    found = _issues(records, _at_its_end(records, order))
    return found[0] if found else None


def _recorded_kind(order: Order) -> str:
    """Return the kind under which an issue is recorded.

    Excerpts and reports in two languages count their revisions apart, so that none replaces the
    whole report in one language.
    """
    kind = f"{order.kind}_excerpt" if order.is_excerpt else order.kind
    return "+".join((kind, *order.languages[1:]))


def _issues(records: Records, order: Order) -> list[Row]:
    """Return the recorded issues of a report, the newest first.

    Reports on one record count their revisions record by record.
    """
    rows = records.find(
        "report_issue",
        kind=_recorded_kind(order),
        subject=order.subject,
        quarter=str(order.quarter),
        language=order.languages[0],
    )
    return sorted(rows, key=lambda row: -_whole(row, "revision"))


def _record_of(
    order: Order, issue: Issue, document: Document, sha256: str, path: Path
) -> RecordIssue:
    return RecordIssue(
        {
            "kind": _recorded_kind(order),
            "subject": order.subject,
            "title": document.title,
            "quarter": str(order.quarter),
            "language": order.languages[0],
            "revision": issue.revision,
            "sha256": sha256,
            "data_digest": document.digest,
            "head_hash": issue.head_hash,
            "file_name": path.name,
            "folder": str(path.resolve().parent),
            "issued_at": f"{issue.on.isoformat()}T00:00:00.000Z",
            "author": issue.author,
        }
    )


def _last_change(records: Records, otherwise: date) -> date:
    entries = records.trail(limit=1)
    if not entries:
        return otherwise
    return datetime.fromisoformat(entries[0].moment).astimezone(UTC).date()


def _whole(row: Row, name: str) -> int:
    value = row[name]
    return value if isinstance(value, int) else 0
