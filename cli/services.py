"""What the window's reports screen may ask of the program: print, show, issue, verify."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from itertools import count
from typing import TYPE_CHECKING, Final, cast

from domain.indicators.remembered import Remembered
from domain.report_kinds import FINDERS, KINDS, SUBJECTS
from domain.reports.digest import COVER, facts_from
from domain.reports.period import ANNUAL
from domain.reports.quarterly import PARTS
from domain.standing.completeness import completeness
from domain.units import Quarter
from storage.scratch import scratch_folder
from storage.signing import can_sign
from ui.report_ports import (
    Asked,
    Check,
    Exported,
    IssuedReport,
    IssuedState,
    Picture,
    Place,
    Printed,
    ReportPorts,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from domain.progress import Progress
    from domain.records import Actor, Changes, Command, Records
    from domain.reports.tree import Language
    from domain.text import Texts
    from storage.pdf.render import Place as Told
    from storage.reporting import Order
    from storage.workbook import Workbook

# What prints and draws is loaded when it is first used: the screen opens without it.

# The library that draws pages of a PDF must not be entered by two threads at once.
_ONE_AT_A_TIME: Final = threading.Lock()
_KEPT: Final = 8
_PARTS: Final = {"quarterly": PARTS, ANNUAL: PARTS}
# Reports on one record are printed from that record, but for those whose record is chosen here.
_COMPOSED: Final = tuple(kind for kind in KINDS if kind not in FINDERS or kind in SUBJECTS)


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
        kinds=_COMPOSED,
        parts={kind: _PARTS.get(kind, ()) for kind in _COMPOSED},
        missing=lambda quarter: len(completeness(workbook, Quarter.parse(quarter)).gaps),
        preview=press.preview,
        issue=press.issue,
        page=_page,
        text=_text,
        verify=press.verify,
        sheet=press.sheet,
        copy=press.copy,
        sign=press.sign if can_sign() else None,
        issued=press.issued,
        subjects={kind: partial(_subjects, workbook, kind) for kind in SUBJECTS},
    )


def _subjects(workbook: Workbook, kind: str, quarter: str) -> Sequence[tuple[str, str]]:
    return SUBJECTS[kind](workbook, Quarter.parse(quarter))


class _Press:
    """Print reports from a copy of the records, so that the window may go on changing them."""

    def __init__(self, workbook: Workbook, texts: Texts, run: Callable[[Command], Changes]) -> None:
        self._workbook = workbook
        self._texts = texts
        self._identity = workbook.identity
        self._run = run
        self._folder = scratch_folder("feidi-")
        self._numbers = count(1)

    def preview(self, asked: Asked, progress: Progress) -> Printed:
        """Print into a file of our own; the last few are kept."""
        from storage.pdf import render
        from storage.reporting import prepare

        with self._workbook.snapshot() as records:
            document, issue, _known = prepare(self._seen(records), self._texts, _order(asked))
        progress.step(0, 0)
        number = next(self._numbers)
        path = self._folder / f"{number}.pdf"
        result = render(document, path, progress.step)
        # Pages of an earlier preview may still be on their way to the window or a printer.
        (self._folder / f"{number - _KEPT}.pdf").unlink(missing_ok=True)
        return Printed(
            path,
            document.title,
            result.pages,
            _starts(path),
            issue.revision,
            issue.standing,
            tuple(_place(each) for each in result.places),
        )

    def issued(self, asked: Asked, shown: Path, _progress: Progress) -> IssuedReport | None:
        """Find the file in which a report was issued, and open it where it is still the one."""
        from storage.issued import issued_file

        beside = [self._workbook.path.parent] if self._workbook.path else []
        with self._workbook.snapshot() as records:
            found = issued_file(records, _order(asked), beside)
        if found is None:
            return None
        printed = None if found.path is None else _printed(found.path, found.revision)
        state: IssuedState = "changed" if found.altered else "gone"
        if found.holds(shown):
            state = "same" if printed else "same_without_file"
        elif printed:
            state = "older"
        return IssuedReport(state, found.revision, found.day, found.name, printed)

    def issue(self, asked: Asked, path: Path, progress: Progress) -> Exported:
        """Print into the user's file and record the issue of a closed quarter."""
        from storage.reporting import issue_report

        with self._workbook.snapshot() as records:
            order = _order(asked)
            made = issue_report(self._seen(records), self._texts, order, path, progress.step)
        return Exported(made.path, made.revision)

    def sign(self, asked: Asked, path: Path, key: tuple[Path, str], progress: Progress) -> Exported:
        """Print into the user's file with a signature and record the issue of a closed quarter."""
        from storage.reporting import issue_report
        from storage.signing import Key

        with self._workbook.snapshot() as records:
            seen, order = self._seen(records), _order(asked)
            made = issue_report(seen, self._texts, order, path, progress.step, Key(*key))
        return Exported(made.path, made.revision)

    def sheet(
        self, kind: str, record: str, languages: Sequence[str], path: Path, progress: Progress
    ) -> Path:
        """Print a report on one record into the user's file and record its issue, or copy it."""
        from storage.report_copies import is_copy, write_copy
        from storage.reporting import issue_report

        with self._workbook.snapshot() as records:
            found, quarter = FINDERS[kind](records, record)
            asked = Asked(kind, str(quarter), tuple(languages), (found,))
            seen, order = self._seen(records), _order(asked)
            if is_copy(path):
                write_copy(seen, self._texts, order, path, progress.step)
            else:
                issue_report(seen, self._texts, order, path, progress.step)
        return path

    def copy(self, asked: Asked, path: Path, progress: Progress) -> Path:
        """Write a copy for further work into the user's file."""
        from storage.report_copies import write_copy

        with self._workbook.snapshot() as records:
            write_copy(self._seen(records), self._texts, _order(asked), path, progress.step)
        return path

    def verify(self, path: Path, _progress: Progress) -> Check:
        """Hold a printed report against the workbook."""
        from storage.reporting import verify_report

        with self._workbook.snapshot() as records, _ONE_AT_A_TIME:
            found = verify_report(self._seen(records), self._texts, path)
        facts = found.facts
        if facts is None:
            return Check(found.outcome)
        outcome = "altered" if found.altered else found.outcome
        revision = found.revision or facts.revision
        told = Check(outcome, facts.kind, facts.quarter, revision, found.sections)
        mark = found.signature
        if mark is None:
            return told
        day = mark.moment.date().isoformat() if mark.moment else ""
        return replace(told, signer=mark.signer, signed_at=day, signature_holds=mark.intact)

    def _seen(self, records: Records) -> Workbook:
        # Printing asks a workbook for no more than what this offers.
        return cast("Workbook", _Copy(records, self._workbook, self._identity, self._run))


class _Copy(Remembered):
    """The records as they were, with the facts of their workbook.

    Commands go to the thread that owns the workbook.
    """

    def __init__(
        self,
        records: Records,
        workbook: Workbook,
        identity: str,
        run: Callable[[Command], Changes],
    ) -> None:
        super().__init__(records)
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
        entries = self.trail(limit=1)
        return entries[0].digest if entries else ""


def _order(asked: Asked) -> Order:
    from storage.reporting import Order

    known: tuple[Language, ...] = ("zh", "fr", "en")
    languages = tuple(lang for wanted in asked.languages for lang in known if lang == wanted)
    today = datetime.now(UTC).astimezone().date()
    return Order(asked.kind, Quarter.parse(asked.quarter), languages, today, asked.parts)


def _printed(path: Path, revision: int) -> Printed:
    """Return an issued file as the window shows one; it does not say where it tells of records."""
    from storage.pdf.images import page_count, properties

    with _ONE_AT_A_TIME:
        title, pages = properties(path).get("Title", path.stem), page_count(path)
    return Printed(path, title, pages, _starts(path), revision, "issued")


def _starts(path: Path) -> dict[str, int]:
    """Return part → its first page, from 1, as the outline of the file has it."""
    from storage.pdf.images import outline, properties

    with _ONE_AT_A_TIME:
        facts = facts_from(properties(path).get("Keywords", "").split(","))
        pages = [page + 1 for _words, page, depth in outline(path) if not depth]
    keys = list(facts.sections) if facts else []
    if len(keys) > len(pages):
        keys.remove(COVER)  # a report without a cover begins with its first section
    # The one section of a report on a record is called by that record, and is no part of its own.
    parts = (COVER, *(_PARTS.get(facts.kind, ()) if facts else ()))
    return {key: page for key, page in zip(keys, pages, strict=False) if key in parts}


def _place(found: Told) -> Place:
    box = found.box
    records = tuple((each.table, each.record) for each in found.sources)
    return Place(found.page, box.x, box.y, box.width, box.height, records)


def _page(path: Path, page: int, scale: float, grey: bool) -> Picture:  # noqa: FBT001 - a port is called by position
    from storage.pdf.images import page_image

    with _ONE_AT_A_TIME:
        image = page_image(path, page, scale, greyscale=grey)
    return Picture(image.width, image.height, image.rgb)


def _text(path: Path, page: int) -> str:
    from storage.pdf.images import page_text

    with _ONE_AT_A_TIME:
        return page_text(path, page)
