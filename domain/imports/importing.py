"""Bring files together: recognise each table, take them in the order they depend on each other."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from domain.errors import DomainError
from domain.imports.documents import DOCUMENT_KINDS, document_jobs
from domain.imports.forms import asked_columns
from domain.imports.headings import Recognised, recognise
from domain.imports.intake import Intake, Seen, Setting
from domain.imports.kept import KeptMapping, kept_for
from domain.imports.kinds import SHEET_KINDS, TAKE, region_years
from domain.imports.lines import is_blank, is_heading_again, is_note, is_subtotal
from domain.imports.mapping import NO_MAPPING, TableMapping
from domain.imports.outcome import FileOutcome, ImportOutcome, Remark, SheetOutcome
from domain.imports.rows import TableRow, read_rows
from domain.progress import Progress, Silent
from domain.records import Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from domain.imports.book import Book
    from domain.imports.columns import SheetKind
    from domain.imports.sheet import Reading, Sheet

KINDS: Final[tuple[str, ...]] = (
    *(kind.key for kind in SHEET_KINDS),
    region_years.KEY,
    *DOCUMENT_KINDS,
)
"""Keys by which a user can ask for a kind of file."""

_STEP: Final = 500
_YEAR: Final = re.compile(r"((?:19|20)\d{2})\s?年?(?:度)?")
_BUILDING: Final = re.compile(r"楼|\b(?:bâtiment|building)\b", re.IGNORECASE)
_ENDING: Final = re.compile(r"\.[A-Za-z]{2,5}$")


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a user says of the tables of an import.

    Attributes:
        mapping: holds for every table that nothing else is said of; its kind for documents too.
        tables: file and sheet → what is said of that table alone.
        kinds: kinds of table that are known.
        kept: mappings of earlier imports, for tables that nothing is said of.
        forms: matches the titles of the park's own collection forms; None when there are none.
    """

    mapping: TableMapping = NO_MAPPING
    tables: Mapping[tuple[str, str], TableMapping] = field(default_factory=dict)
    kinds: Sequence[SheetKind] = SHEET_KINDS
    kept: Sequence[KeptMapping] = ()
    forms: re.Pattern[str] | None = None

    def earlier(self, sheet: Sheet) -> tuple[KeptMapping, TableMapping] | None:
        """Return what an earlier import says of a table, where nothing but its kind is said."""
        if (sheet.file, sheet.name) in self.tables:
            return None
        kind = self.mapping.kind
        return kept_for(sheet, self.kept, kind) if self.mapping == TableMapping(kind) else None

    def of(self, sheet: Sheet) -> TableMapping:
        """Return what is said of a table."""
        return self.tables.get((sheet.file, sheet.name), self.mapping)

    def wanted(self, sheet: Sheet) -> bool:
        """Tell whether a table is to be read."""
        said = self.of(sheet)
        return not said.aside and said.sheet in ("", sheet.name)


NO_WISHES: Final = Wishes()


@dataclass(slots=True)
class _File:
    """Outcome of a file while it is being made."""

    reading: Reading
    seen: Seen = field(default_factory=Seen)
    sheets: dict[int, SheetOutcome] = field(default_factory=dict)
    problems: list[Remark] = field(default_factory=list)

    def outcome(self) -> FileOutcome:
        encoding = next((each.encoding for each in self.reading.sheets), "")
        sheets = tuple(self.sheets[at] for at in sorted(self.sheets))
        return FileOutcome(self.reading.file, sheets, encoding, tuple(self.problems))


@dataclass(frozen=True, slots=True)
class Job:
    """A table or document to take: its place in the order, its weight, and how."""

    order: tuple[int, str, int]
    weight: int
    run: Callable[[Callable[[int], None]], None]


def take_files(
    book: Book,
    readings: Sequence[Reading],
    today: date,
    *,
    wishes: Wishes = NO_WISHES,
    progress: Progress | None = None,
) -> ImportOutcome:
    """Take all files into the book, in whatever order they were named.

    Args:
        book: records of the workbook; afterwards it knows what has to be written.
        readings: what was found in the files.
        today: no quarter after this day can have figures.
        wishes: what the user says of the tables.
        progress: hears how many rows are done, and may cancel.

    Raises:
        DomainError: ``kind_not_known`` or ``mapping_invalid``.
        CancelledError: the user asked to stop; the book is to be thrown away.
    """
    kind = wishes.mapping.kind
    if kind and kind not in KINDS:
        raise DomainError("kind_not_known", value=kind)
    files = [_File(reading) for reading in readings]
    jobs = [job for file in files for job in _jobs(book, file, today, wishes)]
    _run(jobs, progress or Silent())
    return ImportOutcome(tuple(file.outcome() for file in files), written=book.counts())


def _run(jobs: Sequence[Job], progress: Progress) -> None:
    total = sum(job.weight for job in jobs)
    done = 0
    for job in sorted(jobs, key=lambda each: each.order):
        base = done

        def step(rows: int, base: int = base) -> None:
            progress.step(base + rows, total)

        job.run(step)
        done += job.weight
        progress.step(done, total)


def _jobs(book: Book, file: _File, today: date, wishes: Wishes) -> list[Job]:
    reading = file.reading
    if reading.refusal is not None:
        file.problems.append(_problem(reading.file, "", reading.refusal))
        return []
    if reading.no_data:
        file.problems.append(_problem(reading.file, "", DomainError("not_data", file=reading.file)))
        return []
    for name in reading.hidden:
        file.problems.append(_problem(reading.file, name, DomainError("hidden_sheet", value=name)))
    if reading.document is not None:
        return _document_jobs(book, file, wishes.mapping.kind)
    jobs = [
        job
        for place, sheet in enumerate(reading.sheets)
        if sheet.rows and wishes.wanted(sheet)
        for job in _sheet_jobs(book, file, place, today, wishes)
    ]
    if not jobs and not file.problems and any(map(wishes.wanted, reading.sheets)):
        file.problems.append(_problem(reading.file, "", DomainError("no_headings")))
    return jobs


def _sheet_jobs(book: Book, file: _File, place: int, today: date, wishes: Wishes) -> list[Job]:
    sheet = file.reading.sheets[place]
    earlier = wishes.earlier(sheet)
    try:
        found = recognised(sheet, wishes.kinds, earlier[1] if earlier else wishes.of(sheet))
    except DomainError as error:
        if error.key == "mapping_invalid":
            raise
        file.problems.append(_problem(sheet.file, sheet.name, error))
        return []
    if found.first_row >= len(sheet.rows):
        file.problems.append(_problem(sheet.file, sheet.name, DomainError("nothing_below")))
    setting = replace(
        _setting(sheet, today),
        kept_on=earlier[0].kept_on if earlier else "",
        asked=asked_columns(found, wishes.forms),
    )
    return [_sheet_job(book, file, place, found, setting)]


def recognised(sheet: Sheet, kinds: Sequence[SheetKind], mapping: TableMapping) -> Recognised:
    """Return what a table is taken for, one with a column per year included.

    Raises:
        DomainError: see `domain.imports.headings.recognise`.
    """
    wide = region_years.kind_of(sheet)
    return recognise(sheet, (*kinds, wide) if wide is not None else kinds, mapping)


def _setting(sheet: Sheet, today: date) -> Setting:
    year = _YEAR.fullmatch(sheet.name.strip())
    subject = _ENDING.sub("", sheet.file.rsplit("/", 1)[-1])
    return Setting(
        today=today,
        year=int(year[1]) if year else 0,
        building=sheet.name.strip() if _BUILDING.search(sheet.name) else "",
        subject=subject,
    )


def _sheet_job(book: Book, file: _File, place: int, found: Recognised, setting: Setting) -> Job:
    sheet = file.reading.sheets[place]

    def run(step: Callable[[int], None]) -> None:
        intake = Intake(book, sheet, found, setting, file.seen)
        _take_rows(intake, sheet, found, step)
        file.sheets[place] = intake.outcome()

    return Job((found.kind.rank, "", 0), len(sheet.rows), run)


def _take_rows(
    intake: Intake, sheet: Sheet, found: Recognised, step: Callable[[int], None]
) -> None:
    if intake.setting.kept_on:
        intake.find("mapping_kept", "", 0, day=intake.setting.kept_on)
    _note_assumed_units(intake, sheet, found)
    take = TAKE[found.kind.key]
    for done, row in enumerate(_records(intake, sheet, found)):
        if done % _STEP == 0:
            step(done)
        take(intake, row)
        intake.finish(row)


def _records(intake: Intake, sheet: Sheet, found: Recognised) -> Iterable[TableRow]:
    rows = _Rows(intake, sheet, found)
    by_date = found.kind.by_date
    if not by_date:
        return rows
    # Rows without a day are refused anyhow; those of one day keep the order of the file.
    return sorted(rows, key=lambda row: row.text(by_date) or "9999")


class _Rows:
    """The rows of a table that are records; the others are counted or passed over."""

    def __init__(self, intake: Intake, sheet: Sheet, found: Recognised) -> None:
        self._intake = intake
        self._sheet = sheet
        self._found = found

    def __iter__(self) -> Iterator[TableRow]:
        """Yield the records in the order of the file."""
        found, lines = self._found, self._sheet.rows
        known = found.kind.column
        read = [place for name, place in found.places.items() if not known(name).ignored]
        titles = lines[found.first_row - 1]
        headings = [(place, titles[place]) for place in read if titles[place] != ""]
        for at, row in enumerate(read_rows(self._sheet, found), found.first_row):
            cells = lines[at]
            if is_subtotal(cells):
                self._intake.skip()
            elif not (is_blank(cells, read) or is_note(cells) or is_heading_again(cells, headings)):
                yield row


def _note_assumed_units(intake: Intake, sheet: Sheet, found: Recognised) -> None:
    row = sheet.numbers[found.first_row - 1]
    for name in found.places:
        column = found.kind.column(name)
        if column.kind is Kind.MONEY and not found.scales.get(name):
            intake.find("unit_assumed", name, row, unit=f"import.unit.{column.scale}")


def _document_jobs(book: Book, file: _File, kind: str) -> list[Job]:
    document = file.reading.document
    if document is None:
        return []
    jobs = document_jobs(book, document, kind)
    if not jobs:
        problem = DomainError("document_unknown", file=document.file)
        file.problems.append(_problem(document.file, "", problem))
    return [Job(order, 1, _document_run(file, take)) for order, take in jobs]


def _document_run(
    file: _File, take: Callable[[], SheetOutcome | None]
) -> Callable[[Callable[[int], None]], None]:
    def run(step: Callable[[int], None]) -> None:
        outcome = take()
        if outcome is not None:
            file.sheets[0] = outcome
        step(1)

    return run


def _problem(file: str, sheet: str, error: DomainError) -> Remark:
    value = error.values.get("value", "")
    values = {name: each for name, each in error.values.items() if name != "value"}
    row = values.get("row")
    return Remark(
        file, sheet, row if isinstance(row, int) else 0, "", str(value), error.key, values
    )
