"""Say what the reports screen asks of the program: render, show pages, issue, verify."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from domain.progress import Progress


IssuedState = Literal["same", "same_without_file", "older", "changed", "gone"]


@dataclass(frozen=True, slots=True)
class Asked:
    """A report as the user composed it.

    Attributes:
        languages: one, or two that stand side by side.
        parts: keys of the parts wanted; all when empty.
    """

    kind: str
    quarter: str
    languages: tuple[str, ...]
    parts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page (from 0) tells of records, in points from its top left corner.

    Attributes:
        records: entity and id of each.
    """

    page: int
    left: float
    top: float
    width: float
    height: float
    records: tuple[tuple[str, str], ...]

    def holds(self, x: float, y: float) -> bool:
        """Tell whether a point of the page lies in it."""
        return self.left <= x <= self.left + self.width and self.top <= y <= self.top + self.height


@dataclass(frozen=True, slots=True)
class Printed:
    """A report in a file.

    Attributes:
        title: of the document, in its own language.
        starts: part → number of its first page, from 1; parts without content are left out.
        revision: counts from 1, 0 for a draft.
        standing: ``draft`` while the quarter is open (the pages carry the watermark),
            ``issued``, or ``unrecorded`` from a workbook that cannot be written.
        places: where its pages tell of records.
    """

    path: Path
    title: str
    pages: int
    starts: Mapping[str, int]
    revision: int
    standing: str
    places: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class Exported:
    """A report in a file of the user; ``revision`` is 0 for a draft."""

    path: Path
    revision: int


@dataclass(frozen=True, slots=True)
class IssuedReport:
    """The newest issue of a report, and its file.

    Attributes:
        state: ``same``: its file is there and is what the preview shows; ``same_without_file``:
            the preview is byte for byte what was issued; ``older``: its file is there, today's
            report differs; ``changed``: another file has its name; ``gone``: there is none.
        day: of issue, ISO; ``name`` of the file when it was issued.
        printed: the file, None where it is gone or is not the one any more.
    """

    state: IssuedState
    revision: int
    day: str
    name: str
    printed: Printed | None = None


@dataclass(frozen=True, slots=True)
class Picture:
    """A page as pixels: three bytes (red, green, blue) each, row by row."""

    width: int
    height: int
    rgb: bytes


@dataclass(frozen=True, slots=True)
class Check:
    """What a printed report is to the workbook.

    Attributes:
        outcome: ``unchanged superseded differs altered foreign not_a_report``.
        revision: the newer revision that supersedes it, else its own.
        sections: titles of the sections that differ.
        signer: who signed the file digitally, empty when nobody did; ``signed_at`` the day by the
            signer's clock, empty when it says none; ``signature_holds`` whether the file is the
            one that was signed.
    """

    outcome: str
    kind: str = ""
    quarter: str = ""
    revision: int = 0
    sections: tuple[str, ...] = ()
    signer: str = ""
    signed_at: str = ""
    signature_holds: bool = False


@dataclass(frozen=True, slots=True)
class ReportPorts:
    """The reports of the open workbook; every callable may be called on another thread.

    Attributes:
        kinds: kinds of report; parts: kind → its parts in the order of the report.
        missing: how many figures a quarter lacks, as the report counts them.
        preview: print into a file that lives as long as the program; nothing is recorded.
        issue: print the same into a file of the user; record the issue of a closed quarter.
        page: a page (from 0) at a scale, 1 being 72 pixels an inch, in grey or in colour.
        text: the words of a page (from 0).
        verify: hold a printed report against the workbook.
        sheet: print a report on one record (kind, id, languages) into a file of the user, or
            write a copy of it as the file's ending says; None where it cannot be done.
        copy: write a copy for further work, as the file's ending says: .docx, .xlsx, .csv;
            nothing is recorded. None where it cannot be done.
        sign: the same as issue, signed with a key (its file, its passphrase); None where what
            signs is not installed.
        subjects: kind that is composed for one record → the records to choose from in a quarter,
            each with its name; the record chosen is the one part asked for.
        issued: the newest issue of a report with its file, beside the preview in a file; None
            while it was never issued.
    """

    kinds: tuple[str, ...]
    parts: Mapping[str, tuple[str, ...]]
    missing: Callable[[str], int]
    preview: Callable[[Asked, Progress], Printed]
    issue: Callable[[Asked, Path, Progress], Exported]
    page: Callable[[Path, int, float, bool], Picture]
    text: Callable[[Path, int], str]
    verify: Callable[[Path, Progress], Check]
    sheet: Callable[[str, str, Sequence[str], Path, Progress], Path] | None = None
    copy: Callable[[Asked, Path, Progress], Path] | None = None
    sign: Callable[[Asked, Path, tuple[Path, str], Progress], Exported] | None = None
    subjects: Mapping[str, Callable[[str], Sequence[tuple[str, str]]]] = field(default_factory=dict)
    issued: Callable[[Asked, Path, Progress], IssuedReport | None] | None = None
