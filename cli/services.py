"""What the window's reports screen may ask of the program: print, show, issue, verify."""

from __future__ import annotations

import threading
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Final, cast

from domain.reports import KINDS
from domain.reports.digest import COVER, facts_from
from domain.reports.quarterly import PARTS
from domain.standing.completeness import completeness
from domain.units import Quarter
from storage.pdf import render
from storage.pdf.images import outline, page_image, page_text
from storage.reporting import Order, issue_report, prepare, verify_report
from storage.scratch import scratch_folder
from ui.reports.ports import Asked, Check, Picture, Printed, ReportPorts

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from domain.progress import Progress
    from domain.records import (
        Actor,
        Aggregate,
        AuditEntry,
        Changes,
        Command,
        Query,
        Records,
        Row,
        Value,
    )
    from domain.reports.tree import Document, Language
    from domain.text import Texts
    from storage.workbook import Workbook

# The library that draws pages of a PDF must not be entered by two threads at once.
_ONE_AT_A_TIME: Final = threading.Lock()
_PARTS: Final = {"quarterly": PARTS}


def report_services(
    workbook: Workbook, texts: Texts, run: Callable[[Command], Changes]
) -> ReportPorts:
    """Return what the reports screen may ask for while ``workbook`` is open.

    Args:
        workbook: open, with a file.
        texts: catalogue of all areas.
        run: carries a command out on the thread that owns the workbook.
    """
    press = _Press(workbook, texts, run)
    return ReportPorts(
        kinds=tuple(KINDS),
        parts={kind: _PARTS.get(kind, ()) for kind in KINDS},
        missing=lambda quarter: len(completeness(workbook, Quarter.parse(quarter)).gaps),
        preview=press.preview,
        issue=press.issue,
        page=_page,
        text=_text,
        verify=press.verify,
    )


class _Press:
    """Print reports from a copy of the records, so that the window may go on changing them."""

    def __init__(self, workbook: Workbook, texts: Texts, run: Callable[[Command], Changes]) -> None:
        self._workbook = workbook
        self._texts = texts
        self._run = run
        self._identity = workbook.identity
        self._folder = scratch_folder("feidi-")
        self._numbers = count(1)
        self._last: Path | None = None

    def preview(self, asked: Asked, progress: Progress) -> Printed:
        """Print into a file of our own; the one before it is removed."""
        with self._workbook.snapshot() as records:
            document, issue, _known = prepare(self._seen(records), self._texts, _order(asked))
        progress.step(0, 0)
        path = Path(self._folder) / f"{next(self._numbers)}.pdf"
        with _ONE_AT_A_TIME:
            result = render(document, path, progress.step)
        if self._last is not None:
            self._last.unlink(missing_ok=True)
        self._last = path
        draft = issue.standing == "draft"
        starts = _starts(document, path)
        return Printed(path, document.title, result.pages, starts, issue.revision, draft)

    def issue(self, asked: Asked, path: Path, progress: Progress) -> Printed:
        """Print into the user's file and record the issue of a closed quarter."""
        with self._workbook.snapshot() as records:
            seen = self._seen(records)
            document, issue, _known = prepare(seen, self._texts, _order(asked))
            made = issue_report(seen, self._texts, _order(asked), path, progress.step)
        draft = issue.standing == "draft"
        starts = _starts(document, path)
        return Printed(path, document.title, made.pages, starts, issue.revision, draft)

    def verify(self, path: Path, _progress: Progress) -> Check:
        """Hold a printed report against the workbook."""
        with self._workbook.snapshot() as records, _ONE_AT_A_TIME:
            found = verify_report(self._seen(records), self._texts, path)
        facts = found.facts
        if facts is None:
            return Check(found.outcome)
        revision = found.revision or facts.revision
        return Check(found.outcome, facts.kind, facts.quarter, revision, found.sections)

    def _seen(self, records: Records) -> Workbook:
        # Printing asks a workbook for what this offers; commands go to the window's thread.
        return cast("Workbook", _Copy(records, self._workbook, self._identity, self._run))


class _Copy:
    """The records as they were, with the facts of their workbook."""

    def __init__(
        self,
        records: Records,
        workbook: Workbook,
        identity: str,
        run: Callable[[Command], Changes],
    ) -> None:
        self._records = records
        self._workbook = workbook
        self.identity = identity
        self.run = run

    @property
    def actor(self) -> Actor:
        """Who works."""
        return self._workbook.actor

    @property
    def writable(self) -> bool:
        """Whether an issue can be recorded."""
        return self._workbook.writable

    def head_hash(self) -> str:
        """Return the hash of the last entry of the trail."""
        entries = self._records.trail(limit=1)
        return entries[0].digest if entries else ""

    def get(self, table: str, record: str) -> Row | None:
        """Return the record with this id."""
        return self._records.get(table, record)

    def find(self, table: str, **equals: Value) -> list[Row]:
        """Return the records whose fields equal these values."""
        return self._records.find(table, **equals)

    def select(self, query: Query) -> list[Row]:
        """Return the rows of a query."""
        return self._records.select(query)

    def count(self, query: Query) -> int:
        """Return how many rows a query has."""
        return self._records.count(query)

    def aggregate(
        self, query: Query, figures: Sequence[Aggregate], by: Sequence[str] = ()
    ) -> list[Row]:
        """Return figures over a query."""
        return self._records.aggregate(query, figures, by)

    def history(self, table: str, record: str) -> list[AuditEntry]:
        """Return what happened to a record."""
        return self._records.history(table, record)

    def trail(self, limit: int = 100, offset: int = 0) -> list[AuditEntry]:
        """Return the audit trail, the newest first."""
        return self._records.trail(limit, offset)


def _order(asked: Asked) -> Order:
    known: tuple[Language, ...] = ("zh", "fr", "en")
    languages = tuple(lang for wanted in asked.languages for lang in known if lang == wanted)
    today = datetime.now(UTC).astimezone().date()
    return Order(asked.kind, Quarter.parse(asked.quarter), languages, today, asked.parts)


def _starts(document: Document, path: Path) -> dict[str, int]:
    """Return part → its first page, from 1, as the outline of the file has it."""
    facts = facts_from(document.keywords)
    keys = [key for key in facts.sections if key != COVER] if facts else []
    titles = {
        f"{section.number}{section.title}": key
        for key, section in zip(keys, document.sections, strict=False)
    }
    with _ONE_AT_A_TIME:
        entries = outline(path)
    found = {COVER: 1} if document.cover else {}
    for words, page, _depth in entries:
        if words in titles:
            found.setdefault(titles[words], page + 1)
    return found


def _page(path: Path, page: int, scale: float, grey: bool) -> Picture:  # noqa: FBT001 - a port is called by position
    with _ONE_AT_A_TIME:
        image = page_image(path, page, scale, greyscale=grey)
    return Picture(image.width, image.height, image.rgb)


def _text(path: Path, page: int) -> str:
    with _ONE_AT_A_TIME:
        return page_text(path, page)
