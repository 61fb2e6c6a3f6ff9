"""Issue a report from a workbook, and hold a printed one against it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta, timezone
from typing import TYPE_CHECKING, Final, Literal, cast

from domain.commands import AddRow
from domain.errors import DomainError
from domain.records import Condition, Query
from domain.reports import KINDS
from domain.reports.digest import facts_from
from domain.reports.request import Issue, ReportRequest
from domain.standing.rows import text
from domain.text import LANGUAGES
from domain.units import Quarter
from storage.atomic import replacing
from storage.errors import StorageError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from domain.progress import Progress
    from domain.records import Records, Row, Value
    from domain.reports.digest import PrintedFacts
    from domain.reports.request import Standing
    from domain.reports.tree import Document, Language
    from domain.text import Texts
    from storage.pdf import RenderResult
    from storage.workbook import Workbook

PARK_TIME: Final = timezone(timedelta(hours=8))
"""The clock of the park's offices (China has one), by which a day of issue is told."""

_DRAFT: Final = "draft"
_EXCERPT: Final = "excerpt"
_TABLE: Final = "report_issue"

Outcome = Literal["unchanged", "superseded", "differs", "foreign", "not_a_report"]


# ------------------------------------------------------------------------------------- issuing


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be printed.

    Attributes:
        kind: key of ``domain.reports.KINDS``.
        languages: one, or two side by side.
        parts: keys of the parts; empty for the whole report.
    """

    kind: str
    quarter: Quarter
    languages: tuple[Language, ...]
    parts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Prepared:
    """A report ready to be printed, and the issue to be recorded once it is.

    Attributes:
        record: values of the row, None when the issue is recorded already or cannot be.
    """

    document: Document
    issue: Issue
    record: Mapping[str, Value] | None


@dataclass(frozen=True, slots=True)
class Issued:
    """A report that was printed.

    Attributes:
        sha256: of the file; ``digest`` that of its data, hexadecimal.
        revision: 0 when no issue is recorded.
        recorded: whether this printing added an issue; False when it repeats one.
    """

    pages: int
    sha256: str
    digest: str
    revision: int
    standing: Standing
    recorded: bool


@dataclass(frozen=True, slots=True)
class Source:
    """What an issue takes from the workbook beside the records."""

    identity: str
    head_hash: str
    writable: bool
    author: str


def order(kind: str, quarter: str, languages: str, parts: tuple[str, ...] = ()) -> Order:
    """Return an order from words, languages as ``zh`` or ``zh+fr``.

    Raises:
        DomainError: ``report_kind_unknown``, ``report_language_unknown``, ``quarter_invalid``.
    """
    if kind not in KINDS:
        raise DomainError("report_kind_unknown", value=kind, kinds=", ".join(KINDS))
    asked = tuple(languages.split("+"))
    if not 1 <= len(asked) <= 2 or set(asked) - set(LANGUAGES) or len(set(asked)) != len(asked):  # noqa: PLR2004 - one language or two
        raise DomainError("report_language_unknown", value=languages)
    return Order(kind, Quarter.parse(quarter), cast("tuple[Language, ...]", asked), parts)


def source_of(workbook: Workbook) -> Source:
    """Return what an issue takes from the workbook beside the records."""
    return Source(
        workbook.identity, workbook.head_hash(), workbook.writable, workbook.actor.person
    )


def prepare(
    records: Records, texts: Texts, asked: Order, source: Source, now: datetime | None = None
) -> Prepared:
    """Build a report and settle which issue it is.

    Unchanged data repeat the issue that is recorded: same revision, day and head. Changed data
    make the next revision. While the quarter is not closed the report is a draft, with revisions
    of its own. From a workbook that cannot be written nothing new is recorded.

    Args:
        records: over any connection, so that this may run beside the window.
        now: moment of issue, this one unless told otherwise.
    """
    moment = now or datetime.now(UTC)
    standing: Standing = "issued" if _closed(records, asked.quarter) else "draft"
    kind = _recorded_kind(asked, standing)
    first = Issue(standing, 0, 0, moment.astimezone(PARK_TIME).date(), "", source.identity)
    digest = _build(records, texts, asked, first).digest
    known = _issues(records, kind, asked)
    same = next((row for row in _candidates(known, asked) if row["data_digest"] == digest), None)
    if same is not None:
        issue = _repeated(first, same)
        return Prepared(_build(records, texts, asked, issue), issue, None)
    issue = replace(first, head_hash=source.head_hash, author=source.author)
    if not source.writable:
        issue = replace(issue, standing="draft" if standing == "draft" else "unrecorded")
        return Prepared(_build(records, texts, asked, issue), issue, None)
    before = _revision(known[0]) if known else 0
    issue = replace(issue, revision=before + 1, replaced=before)
    row: dict[str, Value] = {
        "kind": kind,
        "quarter": str(asked.quarter),
        "language": asked.languages[0],
        "revision": issue.revision,
        "data_digest": digest,
        "head_hash": issue.head_hash,
        "issued_at": f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%S}Z",
        "author": source.author,
    }
    return Prepared(_build(records, texts, asked, issue), issue, row)


def print_report(
    prepared: Prepared, path: Path, progress: Progress | None = None
) -> RenderResult:
    """Render a prepared report to a file, whole or not at all; this may run beside the window.

    Raises:
        StorageError: the file cannot be written there.
        DomainError: the report cannot be set, e.g. a character without a glyph.
    """
    from storage.pdf import render

    with replacing(path) as temporary, temporary.open("wb") as file:
        return render(prepared.document, file, progress.step if progress else None)


def record_issue(workbook: Workbook, prepared: Prepared, sha256: str, file_name: str) -> bool:
    """Record the issue of a printed report; tell whether there was anything to record.

    Raises:
        DomainError: a rule refuses it.
        StorageError: the workbook cannot be written.
    """
    if prepared.record is None:
        return False
    values = {**prepared.record, "sha256": sha256, "file_name": file_name}
    workbook.run(AddRow(_TABLE, values, key="command.issue_report"))
    return True


def issue_report(
    workbook: Workbook,
    texts: Texts,
    asked: Order,
    path: Path,
    *,
    progress: Progress | None = None,
    now: datetime | None = None,
) -> Issued:
    """Build, print and record a report.

    Raises:
        DomainError: the report cannot be set.
        StorageError: the file or the workbook cannot be written.
    """
    prepared = prepare(workbook, texts, asked, source_of(workbook), now)
    result = print_report(prepared, path, progress)
    recorded = record_issue(workbook, prepared, result.sha256, path.name)
    return Issued(
        result.pages,
        result.sha256,
        prepared.document.digest,
        prepared.issue.revision,
        prepared.issue.standing,
        recorded,
    )


def _build(records: Records, texts: Texts, asked: Order, issue: Issue) -> Document:
    request = ReportRequest(asked.quarter, asked.languages, issue, asked.parts)
    return KINDS[asked.kind](records, texts, request)


def _closed(records: Records, quarter: Quarter) -> bool:
    rows = records.find("quarter", quarter=str(quarter))
    return bool(rows) and rows[0]["state"] == "closed"


def _recorded_kind(asked: Order, standing: str) -> str:
    """Return the kind under which an issue is recorded: drafts and excerpts count apart."""
    kind = asked.kind
    if asked.parts:
        kind = f"{kind}_{_EXCERPT}"
    if standing == _DRAFT:
        kind = f"{kind}_{_DRAFT}"
    return "+".join((kind, *asked.languages[1:]))


def _issues(records: Records, kind: str, asked: Order) -> list[Row]:
    """Return the recorded issues of a report, the newest first."""
    return records.select(
        Query(
            _TABLE,
            columns=("revision", "data_digest", "head_hash", "issued_at", "author", "sha256"),
            where=_where(kind, str(asked.quarter), asked.languages[0]),
            order=("-revision",),
        )
    )


def _where(kind: str, quarter: str, language: str) -> tuple[Condition, ...]:
    return (
        Condition("kind", "=", kind),
        Condition("quarter", "=", quarter),
        Condition("language", "=", language),
    )


def _candidates(known: list[Row], asked: Order) -> list[Row]:
    """Return the issues that may be repeated: the newest, or any excerpt."""
    return known if asked.parts else known[:1]


def _revision(row: Row) -> int:
    value = row["revision"]
    return value if isinstance(value, int) else 0


def _repeated(first: Issue, row: Row) -> Issue:
    """Return the facts of a recorded issue."""
    revision = _revision(row)
    return replace(
        first,
        revision=revision,
        replaced=revision - 1,
        on=_day(text(row, "issued_at"), first.on),
        head_hash=text(row, "head_hash"),
        author=text(row, "author"),
    )


def _day(moment: str, otherwise: date) -> date:
    if not moment:
        return otherwise
    return datetime.fromisoformat(moment).astimezone(PARK_TIME).date()


# ------------------------------------------------------------------------------------ verifying


@dataclass(frozen=True, slots=True)
class Verification:
    """What a printed report is worth, held against the workbook.

    Attributes:
        facts: what the file tells of itself, None when it is no report of this program.
        sections: parts (keys) whose data differ from the workbook today.
        newer: the latest recorded revision when there is a newer one, else 0.
        altered: the file is not byte for byte the one that was issued.
    """

    outcome: Outcome
    facts: PrintedFacts | None = None
    sections: tuple[str, ...] = ()
    newer: int = 0
    altered: bool = False


def verify_report(workbook: Workbook, texts: Texts, path: Path) -> Verification:
    """Read a PDF made by the program and compare its data with the workbook.

    Superseded comes before differing: a revision that was replaced is expected to differ.

    Raises:
        StorageError: ``missing`` or ``cannot_read``.
    """
    data = _bytes(path)
    facts = _facts(data)
    if facts is None or facts.kind not in KINDS:
        return Verification("not_a_report")
    if facts.workbook != workbook.identity:
        return Verification("foreign", facts)
    asked = Order(
        facts.kind,
        Quarter.parse(facts.quarter),
        cast("tuple[Language, ...]", facts.languages),
        facts.parts,
    )
    sections = _differing(workbook, texts, asked, facts)
    altered = _altered(workbook, asked, facts, data)
    newer = _newer(workbook, asked, facts)
    if altered:
        return Verification("differs", facts, sections, newer, altered=True)
    if newer:
        return Verification("superseded", facts, sections, newer)
    return Verification("differs" if sections else "unchanged", facts, sections)


def verification_words(texts: Texts, lang: str, found: Verification) -> str:
    """Return what a verification comes to, in sentences."""
    titles = [texts.say(f"report.part.{key}", lang) for key in found.sections]
    listed = texts.say("report.list.comma", lang).join(titles)
    if found.altered:
        lead = texts.say("report.verify.altered", lang)
    else:
        lead = texts.say(f"report.verify.{found.outcome}", lang, newer=found.newer)
    if not titles:
        return lead
    where = texts.say("report.verify.sections", lang, sections=listed)
    return f"{lead}\n{where}"


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise StorageError("missing", path=str(path)) from error
    except OSError as error:
        detail = error.strerror or str(error)
        raise StorageError("cannot_read", path=str(path), detail=detail) from error


def _facts(data: bytes) -> PrintedFacts | None:
    """Return the facts that a file carries, None for a file that is no PDF or none of ours."""
    import pypdfium2

    try:
        with pypdfium2.PdfDocument(data) as document:
            words = document.get_metadata_dict().get("Keywords", "")
    except pypdfium2.PdfiumError:
        return None
    return facts_from(words.split(","))


def _differing(
    records: Records, texts: Texts, asked: Order, facts: PrintedFacts
) -> tuple[str, ...]:
    issue = Issue("issued", 0, 0, date.fromisoformat(facts.issued_on), "", facts.workbook)
    now = facts_from(_build(records, texts, asked, issue).keywords)
    found = now.sections if now else {}
    keys = [*found, *(key for key in facts.sections if key not in found)]
    return tuple(key for key in keys if found.get(key) != facts.sections.get(key))


def _altered(records: Records, asked: Order, facts: PrintedFacts, data: bytes) -> bool:
    """Tell whether an issue of this revision is recorded with another file."""
    known = _issues(records, _recorded_kind(asked, facts.standing), asked)
    row = next((row for row in known if _revision(row) == facts.revision), None)
    if row is None or row["data_digest"] != facts.digest:
        return row is not None
    return row["sha256"] != hashlib.sha256(data).hexdigest()


def _newer(records: Records, asked: Order, facts: PrintedFacts) -> int:
    """Return the latest revision when it replaces this one; a final report replaces drafts."""
    if asked.parts:
        return 0
    if facts.standing == _DRAFT:
        final = _issues(records, _recorded_kind(asked, "issued"), asked)
        if final:
            return _revision(final[0])
    known = _issues(records, _recorded_kind(asked, facts.standing), asked)
    latest = _revision(known[0]) if known else 0
    return latest if latest > facts.revision else 0

