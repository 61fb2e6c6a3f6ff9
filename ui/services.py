"""Say what a screen may ask of the program as a whole."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from domain.closing.figures import SideFigures
    from domain.errors import DomainError
    from domain.imports.looking import SheetLook
    from domain.imports.mapping import TableMapping
    from domain.imports.outcome import ImportOutcome
    from domain.progress import Progress
    from domain.records import Actor, Changes, Command, Query, Records
    from domain.tables import Cell, Heading
    from ui.report_ports import ReportPorts

    Tables = Mapping[tuple[str, str], TableMapping]


@dataclass(frozen=True, slots=True)
class Backup:
    """One copy of the workbook.

    Attributes:
        path: where it lies.
        moment: when it was made, ISO text in UTC.
        size: bytes.
    """

    path: Path
    moment: str
    size: int


@dataclass(frozen=True, slots=True)
class Holding:
    """What a backup holds.

    Attributes:
        firms: how many firms.
        quarters: quarters it knows, the oldest first.
        moment: when it was changed last, ISO text in UTC; empty when never.
        person: who changed it last.
    """

    firms: int
    quarters: tuple[str, ...]
    moment: str
    person: str


@dataclass(frozen=True, slots=True)
class Finding:
    """What a health check found: a text key with its values, and how grave it is.

    Attributes:
        state: ``ok``, ``warn`` or ``crit``.
        key: whole text key.
        values: what the sentence names.
        reason: why, put into a sentence of its own that the sentence names as ``reason``.
        place: entity and record where it is to be mended.
    """

    state: str
    key: str
    values: tuple[tuple[str, object], ...] = ()
    reason: DomainError | None = None
    place: tuple[str, str] = ("", "")


@dataclass(frozen=True, slots=True)
class Services:
    """What ``main.py`` gives; None where the program at hand cannot do it.

    Attributes:
        workbook: path of the open file.
        take_back: take one earlier action back by its id, whichever came after it.
        holder: who holds the workbook when it is read-only, empty when its place takes no writing.
        import_files: read files into the workbook, on a worker thread; with ``dry_run`` nothing
            is written, else the bus tells of the changes. What is said of single tables comes
            last: file and sheet → mapping.
        look_into: tell what the tables of files would be taken for, on a worker thread.
        write_faulty: write what an import refused to a spreadsheet, in a language.
        load_mapping: read a mapping file.
        save_mapping: write a mapping file.
        write_form: write the collection form of a quarter, in a language.
        export_table: write the rows of a query to a spreadsheet, in a language.
        write_sheet: write a table that was reckoned, under a title, to a spreadsheet; any thread.
        export_all: write every table to a folder, with a data dictionary, in a language.
        backups: the copies there are, the newest first.
        back_up: make a copy now, on the thread that calls.
        look_at: what a copy holds, on the thread that calls.
        restore: leave the workbook, put a copy in its place and open that; what was is copied
            first.
        check_health: look for damage and broken rules.
        actor: who works.
        set_actor: say who works from now on.
        read_aside: read what a function returns of the records, on the thread that calls.
        write_aside: carry a command of so many writes out on a worker thread; the bus tells of
            the changes.
        reports: makes what prints, shows, issues and verifies reports; called when first needed.
        read_side: read the figures of a quarter that one side brings in files of its own.
        write_calendar: write the calendar of a meeting, of all when empty, in a language to a path
            and return it; runs on a worker thread.
        sounds: how the Chinese parts of a text sound, in Latin letters without tones; any thread.
        open_other: leave this workbook for another, asked for by path, None asks the user.
    """

    workbook: Path | None = None
    holder: str = ""
    import_files: Callable[[Sequence[Path], bool, Progress, Tables], ImportOutcome] | None = None
    look_into: Callable[[Sequence[Path], Tables], Sequence[SheetLook]] | None = None
    write_faulty: Callable[[Sequence[Path], ImportOutcome, Tables, str, Path], None] | None = None
    load_mapping: Callable[[Path], TableMapping] | None = None
    save_mapping: Callable[[TableMapping, Path], None] | None = None
    write_form: Callable[[str, str, Path], None] | None = None
    export_table: Callable[[Query, str, Path], None] | None = None
    write_sheet: Callable[[str, Sequence[Heading], Sequence[Sequence[Cell]], Path], None] | None = (
        None
    )
    export_all: Callable[[str, Path], None] | None = None
    backups: Callable[[], Sequence[Backup]] | None = None
    back_up: Callable[[], Backup] | None = None
    look_at: Callable[[Backup], Holding] | None = None
    restore: Callable[[Backup], None] | None = None
    check_health: Callable[[Progress], Sequence[Finding]] | None = None
    actor: Callable[[], Actor] | None = None
    set_actor: Callable[[Actor], None] | None = None
    read_aside: Callable[[Callable[[Records], object]], object] | None = None
    write_aside: Callable[[Command, int, Progress], Changes] | None = None
    reports: Callable[[], ReportPorts] | None = None
    read_side: Callable[[Sequence[Path], str, Progress], SideFigures] | None = None
    write_calendar: Callable[[str, str, Path], Path] | None = None
    open_other: Callable[[Path | None], None] | None = None
    take_back: Callable[[str], Changes] | None = None
    sounds: Callable[[str], tuple[str, ...]] | None = None


def cannot_write(services: Services, say: Callable[..., str]) -> str:
    """Return why the open workbook takes no changes, and what to do about it."""
    if services.holder:
        return say("ui.read_only.why", holder=services.holder)
    return say("ui.read_only.place")
