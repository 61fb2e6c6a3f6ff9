"""Import files into a workbook: read them, take them in, write everything in one step."""

from __future__ import annotations

import contextlib
import gc
import json
import secrets
import time
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Final

import resources
from domain.errors import DomainError
from domain.imports.book import Book
from domain.imports.forms import form_titles
from domain.imports.importing import KINDS, Wishes, take_files
from domain.imports.kept import KeptMapping, kept_mappings
from domain.imports.kinds import SHEET_KINDS
from domain.imports.looking import SheetLook, look_at
from domain.imports.mapping import NO_MAPPING, TableMapping, mapping_content, read_mapping
from domain.imports.own_words import with_own_words
from domain.progress import Progress, Silent
from domain.text import Texts
from storage.atomic import write_atomically
from storage.files.json_reading import read_json
from storage.files.reading import find_sources, read_source

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from domain.imports.columns import SheetKind
    from domain.imports.outcome import ImportOutcome
    from domain.records import Records, Runner, Specs, Write

__all__ = ["KINDS", "ImportCommand", "import_files", "load_mapping"]

_COUNTER_BITS: Final = 12
_IDS_AT_ONCE: Final = 256
_RANDOM_DIGITS: Final = 16
# The variant of RFC 9562 takes the two highest bits of the random part.
_VARIANTS: Final = {digit: "89ab"[int(digit, 16) % 4] for digit in "0123456789abcdef"}


def load_mapping(path: Path) -> TableMapping:
    """Read a mapping file; see `domain.imports.mapping` for its parts.

    Raises:
        DomainError: ``file_missing``, ``json_invalid``, ``mapping_invalid`` or another of
            `storage.files.json_reading`.
    """
    if not path.is_file():
        raise DomainError("file_missing", file=path.name)
    return read_mapping(read_json(path, path.name).content)


def save_mapping(mapping: TableMapping, path: Path) -> None:
    """Write a mapping file that `load_mapping` reads.

    Raises:
        StorageError: the file cannot be written.
    """
    text = json.dumps(mapping_content(mapping), ensure_ascii=False, indent=1)
    write_atomically(path, f"{text}\n".encode())


def import_files(  # noqa: PLR0913 - what a user can say of an import, most of it by name
    journal: Runner,
    specs: Specs,
    paths: Sequence[Path],
    *,
    kind: str | None = None,
    mapping: TableMapping = NO_MAPPING,
    tables: Mapping[tuple[str, str], TableMapping] | None = None,
    use_kept: bool = True,
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
        kind: kind of all the tables, one of `KINDS`; recognised when not given.
        mapping: what the user says of tables that are not recognised by themselves.
        tables: file and sheet → what the user says of that table alone.
        use_kept: read tables that nothing is said of by the mappings that the workbook keeps.
        dry_run: answer what would happen, and write nothing.
        progress: hears how many rows are done; may cancel before anything is written.
        today: day of the import; no quarter after it can have figures.

    Raises:
        DomainError: ``kind_not_known`` or ``mapping_invalid``.
        StorageError: the workbook cannot be written; it is as it was.
        CancelledError: the user asked to stop; nothing was written.
    """
    book = Book(journal, specs, ordered_ids())
    mapping = replace(mapping, kind=kind or mapping.kind)
    kept = kept_mappings(journal) if use_kept else ()
    texts = Texts(resources.load_texts())
    kinds = with_own_words(SHEET_KINDS, specs, texts)
    wishes = Wishes(mapping, tables or {}, kinds, kept, form_titles(texts))
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


def ordered_ids() -> Callable[[], str]:
    """Return a source of ids of version 7, each greater than the one before.

    Records of one import keep the order of the file when they are sorted by id.
    """
    clock = time.time_ns() // 1_000_000
    count = -1
    # Asking the system for each id would cost more than all the rest of it.
    stock = ""

    def next_id() -> str:
        nonlocal count, stock
        count += 1
        moment, place = divmod(count, 1 << _COUNTER_BITS)
        first = f"{clock + moment:012x}"
        at = place % _IDS_AT_ONCE * _RANDOM_DIGITS
        if at == 0 or not stock:
            stock = secrets.token_hex(_IDS_AT_ONCE * _RANDOM_DIGITS // 2)
        low = stock[at : at + _RANDOM_DIGITS]
        variant = _VARIANTS[low[0]]
        return f"{first[:8]}-{first[8:]}-7{place:03x}-{variant}{low[1:4]}-{low[4:]}"

    return next_id
