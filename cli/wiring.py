"""What the window's screens may ask of the program: import, backups, the health check."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QThread, Signal

from cli.exchange import tables_services
from cli.keeping import back_up_now, holding, kept_backups
from domain.entities import SPECS
from domain.settling.holding import not_held
from domain.stepwise import Stepwise
from domain.units import Quarter
from storage.integrity import faults
from storage.pinyin import sounds
from storage.records import SqlRecords
from ui.refusal import storage_refusals
from ui.services import Finding, Services

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from domain.closing.figures import SideFigures
    from domain.imports.outcome import ImportOutcome
    from domain.progress import Progress
    from domain.records import Changes, Command, Records, Runner
    from domain.text import Texts
    from storage.workbook import Workbook
    from ui.bus import Bus
    from ui.report_ports import ReportPorts
    from ui.services import Backup, Tables


class _Turn:
    """A command on its way to the window's thread, and what came of it."""

    def __init__(self, command: Command) -> None:
        self.command = command
        self.changes: Changes | None = None
        self.error: Exception | None = None


class Writer(QObject):
    """Carry commands of worker threads out on the thread that owns the workbook.

    Signals:
        asked: a turn to be carried out; its sender waits.
        written: changes that a worker made itself; told on this thread.
    """

    asked = Signal(object)
    written = Signal(object)

    def __init__(self, bus: Bus, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bus = bus
        self.asked.connect(self._on_asked, Qt.ConnectionType.BlockingQueuedConnection)
        self.written.connect(self._on_written, Qt.ConnectionType.QueuedConnection)

    def run(self, command: Command) -> Changes:
        """Carry a command out and wait for it, from any thread.

        Raises:
            DomainError: a rule or the storage refuses; nothing was written.
        """
        if QThread.currentThread() is self.thread():
            return self._bus.run(command)
        turn = _Turn(command)
        self.asked.emit(turn)
        if turn.error is not None:
            raise turn.error
        if turn.changes is None:
            message = "the window closed before the command was carried out"
            raise RuntimeError(message)
        return turn.changes

    def told(self, run: Callable[[Command], Changes]) -> Callable[[Command], Changes]:
        """Return what runs a command on the thread that calls, then tells the window of it."""

        def run_and_tell(command: Command) -> Changes:
            changes = run(command)
            self.written.emit(changes)
            return changes

        return run_and_tell

    def _on_written(self, changes: Changes) -> None:
        self._bus.tell(changes)

    def _on_asked(self, turn: _Turn) -> None:
        try:
            turn.changes = self._bus.run(turn.command)
        except Exception as error:  # noqa: BLE001 - it is raised again on the thread that asked
            turn.error = error


class _Aside(SqlRecords):
    """Records on a worker's own connection, and what carries its commands out."""

    def __init__(
        self, connection: sqlite3.Connection, path: Path, run: Callable[[Command], Changes]
    ) -> None:
        super().__init__(connection, SPECS, path)
        self._run = run

    def run(self, command: Command) -> Changes:
        """Carry a command out."""
        return self._run(command)


def services_of(
    workbook: Workbook,
    texts: Texts,
    writer: Writer,
    restore: Callable[[Backup], None] | None = None,
) -> Services:
    """Return what screens may ask for while ``workbook`` is open.

    Args:
        restore: leaves the workbook for one of its backups.
    """
    path = workbook.path
    if path is None:
        return Services()
    holder = workbook.holder.name if workbook.holder else ""
    services = Services(
        workbook=path,
        holder=holder,
        backups=lambda: kept_backups(path),
        look_at=holding,
        check_health=lambda _progress: [*_findings(workbook), *_not_held(workbook)],
        actor=lambda: workbook.actor,
        set_actor=workbook.set_actor,
        read_aside=lambda work: _read_aside(workbook, work),
        reports=lambda: _reports(workbook, texts, writer),
        sounds=sounds,
        write_calendar=lambda meeting, lang, to: _calendar(workbook, texts, meeting, lang, to),
        **tables_services(workbook, texts),
    )
    if not workbook.writable:
        return services

    def import_(
        paths: Sequence[Path],
        dry_run: bool,  # noqa: FBT001 - a port is called by position
        progress: Progress,
        tables: Tables,
    ) -> ImportOutcome:
        from storage.files.importing import Said, import_files

        def taken_by(journal: Runner) -> ImportOutcome:
            return import_files(
                journal,
                SPECS,
                list(paths),
                said=Said(tables=tables),
                dry_run=dry_run,
                progress=progress,
            )

        if dry_run:
            with workbook.reading() as connection:
                return taken_by(_Aside(connection, path, writer.run))
        back_up_now(path)
        with storage_refusals(), workbook.written_beside() as beside:
            return taken_by(_Aside(beside.connection, path, writer.told(beside.run)))

    def write_aside(command: Command, writes: int, progress: Progress) -> Changes:
        with storage_refusals(), workbook.written_beside() as beside:
            return writer.told(beside.run)(Stepwise(command, writes, progress))

    def read_side(paths: Sequence[Path], quarter: str, progress: Progress) -> SideFigures:
        from storage.side_files import read_side_files

        return read_side_files(workbook, SPECS, list(paths), Quarter.parse(quarter), progress)

    return replace(
        services,
        import_files=import_,
        write_aside=write_aside,
        back_up=lambda: back_up_now(path),
        read_side=read_side,
        restore=restore,
        take_back=workbook.take_back,
    )


def _read_aside(workbook: Workbook, work: Callable[[Records], object]) -> object:
    with workbook.reader() as records:
        return work(records)


def _calendar(workbook: Workbook, texts: Texts, meeting: str, lang: str, path: Path) -> Path:
    from storage.files.calendar import write_calendar

    with workbook.reader() as records:
        write_calendar(records, texts, lang, path, meeting)
    return path


def _reports(workbook: Workbook, texts: Texts, writer: Writer) -> ReportPorts:
    from cli.services import report_services

    return report_services(workbook, texts, writer.run)


def _not_held(workbook: Workbook) -> list[Finding]:
    """Return the sharing rules that do not hold: to be mended, but no damage."""
    with workbook.reader() as records:
        found = not_held(records, SPECS)
    return [
        Finding(
            "warn",
            "check.rule" if each.version is None else "check.rule_version",
            (("rule", each.rule), ("version", each.version)),
            each.breach,
            (each.table, each.record),
        )
        for each in found
    ]


def _findings(workbook: Workbook) -> list[Finding]:
    with workbook.reading() as connection:
        found = list(faults(connection, SPECS))
    return [
        Finding("crit", f"check.{each.key}", (("place", each.place), ("detail", each.detail)))
        for each in found
    ]
