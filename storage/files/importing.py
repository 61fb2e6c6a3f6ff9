"""Import files into a workbook: read them, take them in, write everything in one step."""

from __future__ import annotations

import contextlib
import gc
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, Final

import resources
from domain.ids import ordered_ids
from domain.imports.book import Book
from domain.imports.forms import form_titles
from domain.imports.importing import KINDS, Wishes, take_files
from domain.imports.kept import KeptMapping, kept_mappings
from domain.imports.kinds import SHEET_KINDS
from domain.imports.looking import SheetLook, look_at
from domain.imports.mapping import NO_MAPPING, TableMapping
from domain.imports.own_words import with_own_words
from domain.progress import Progress, Silent
from domain.text import Texts
from storage.files.reading import find_sources, read_source

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from domain.imports.columns import SheetKind
    from domain.imports.outcome import ImportOutcome
    from domain.records import Records, Runner, Specs, Write

__all__ = ["KINDS", "ImportCommand", "Said", "import_files"]


@dataclass(frozen=True, slots=True)
class Said:
    """What a user says of the tables of an import.

    Attributes:
        mapping: what holds for all of them; its kind is one of `KINDS` or to be recognised.
        tables: file and sheet → what is said of that table alone.
        use_kept: read tables that nothing is said of by the mappings that the workbook keeps.
    """

    mapping: TableMapping = NO_MAPPING
    tables: Mapping[tuple[str, str], TableMapping] = field(default_factory=dict)
    use_kept: bool = True


NOTHING_SAID: Final = Said()


def import_files(  # noqa: PLR0913 - options, each with a value that is right in most cases
    journal: Runner,
    specs: Specs,
    paths: Sequence[Path],
    *,
    said: Said = NOTHING_SAID,
    dry_run: bool = False,
    progress: Progress | None = None,
    today: date | None = None,
) -> ImportOutcome:
    """Import files and folders into a workbook.

    Good rows are taken, bad ones refused and named. All that is written is one action: one
    transaction, one step of undo; none at all when the files agree with the workbook.

    Args:
        journal: the open workbook.
        specs: its entities.
        paths: files and folders, in any order.
        said: what the user says of tables that are not recognised by themselves.
        dry_run: answer what would happen, and write nothing.
        progress: hears how many rows are done; may cancel before anything is written.
        today: day of the import; no quarter after it can have figures.

    Raises:
        DomainError: ``kind_not_known`` or ``mapping_invalid``.
        StorageError: the workbook cannot be written; it is as it was.
        CancelledError: the user asked to stop; nothing was written.
    """
    book = Book(journal, specs, ordered_ids())
    kept = kept_mappings(journal) if said.use_kept else ()
    texts = Texts(resources.load_texts())
    kinds = with_own_words(SHEET_KINDS, specs, texts)
    wishes = Wishes(said.mapping, said.tables, kinds, kept, form_titles(texts))
    with _undisturbed():
        outcome = _prepared(book, paths, today or _office_day(), wishes, progress or Silent())
        if dry_run or not outcome.written:
            return replace(outcome, dry_run=dry_run)
        names = ", ".join(each.file for each in outcome.files if each.imported)
        changes = journal.run(ImportCommand(book, names))
    return replace(outcome, batch=changes.batch)


def look_into(
    paths: Sequence[Path],
    specs: Specs,
    tables: Mapping[tuple[str, str], TableMapping],
    kept: Sequence[KeptMapping] = (),
) -> tuple[SheetLook, ...]:
    """Return every table of the files with what it would be taken for; nothing is imported.

    Args:
        paths: files and folders.
        specs: entities of the workbook.
        tables: file and sheet → what the user says of that table.
        kept: mappings of earlier imports, for the tables that nothing is said of.
    """
    readings = [read_source(source) for source in find_sources(paths)]
    return look_at(readings, known_kinds(specs), tables, kept)


def known_kinds(specs: Specs) -> tuple[SheetKind, ...]:
    """Return the kinds of table, with the words that the program itself writes."""
    return with_own_words(SHEET_KINDS, specs, Texts(resources.load_texts()))


def _office_day() -> date:
    return date.today()  # noqa: DTZ011 - the day on the wall of the office is meant


def _prepared(
    book: Book, paths: Sequence[Path], today: date, wishes: Wishes, progress: Progress
) -> ImportOutcome:
    # The cells that were read are given up before anything is written.
    readings = [read_source(source) for source in find_sources(paths)]
    return take_files(book, readings, today, wishes=wishes, progress=progress)


@contextlib.contextmanager
def _undisturbed() -> Iterator[None]:
    """Keep the collector of cyclic garbage away while a million cells are held at once."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


@dataclass(frozen=True, slots=True)
class ImportCommand:
    """Write what an import prepared; its rows were checked when they were taken."""

    book: Book
    reason: str = ""
    key: str = "command.import"

    def writes(self, records: Records, specs: Specs) -> Iterator[Write]:  # noqa: ARG002
        """Yield the prepared writes, entities in the order of their references."""
        yield from self.book.writes()
