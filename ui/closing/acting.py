"""Take the steps of a closing: run their commands, make a backup first, read a side's file."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from domain.closing.commands import (
    Approve,
    Close,
    OpenQuarter,
    Reconcile,
    Reopen,
    SendBack,
    Submit,
)
from domain.closing.figures import SideFigures
from domain.closing.sides import side_named
from domain.errors import DomainError
from ui.refusal import reason_of
from ui.values import Values

if TYPE_CHECKING:
    from domain.progress import Progress
    from domain.records import Command
    from domain.units import Quarter
    from ui.screen import ScreenContext


class Acting(QObject):
    """Run the commands of the closing in the name of who works.

    Signals:
        taken: the act that was carried out.
        refused: the :class:`DomainError` that stopped it.
        brought: the :class:`SideFigures` that a side's file holds.
    """

    taken = Signal(str)
    refused = Signal(object)
    brought = Signal(object)

    def __init__(self, context: ScreenContext, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self._window = parent
        self._side_figures: SideFigures | None = None

    def person(self) -> str:
        """Return who works."""
        actor = self._context.services.actor
        return actor().person if actor is not None else "—"

    def open_quarter(self, quarter: Quarter) -> bool:
        """Record a quarter; tell whether it could be."""
        return self._run("open_next", OpenQuarter(quarter))

    def forget_file(self) -> None:
        """Submit what stands in the workbook again, not a file."""
        self._side_figures = None

    def take(self, act: str, quarter: Quarter, *, side: str, reason: str, missing: int) -> None:
        """Take a step; ``taken`` or ``refused`` tells what came of it."""
        command = self._command(act, quarter, side, reason, missing)
        back_up = self._context.services.back_up
        if act != "close" or back_up is None:
            self._run(act, command)
            return
        task = self._context.tasks.start(lambda _progress: back_up())
        task.finished.connect(lambda _made: self._run(act, command))
        task.failed.connect(partial(self._on_failed, "backup_failed"))

    def bring(self, quarter: str, side: str) -> None:
        """Ask for a file of a side and read its figures."""
        say = self._context.say
        title = say("closing.file.title", side=say(f"choice.side.{side}"))
        names, _ = QFileDialog.getOpenFileNames(
            self._window, title, "", f"{say('closing.file.kind')} (*.xlsx *.csv)"
        )
        if names:
            self.read_file(quarter, [Path(name) for name in names])

    def read_file(self, quarter: str, paths: list[Path]) -> None:
        """Read a side's figures from files; ``brought`` hands them on."""
        read = self._context.services.read_side
        if read is None:
            return

        def work(progress: Progress) -> object:
            return read(paths, quarter, progress)

        task = self._context.tasks.start(work)
        task.finished.connect(self._on_read)
        task.failed.connect(partial(self._on_failed, "file_unread"))

    def _command(self, act: str, quarter: Quarter, side: str, reason: str, missing: int) -> Command:
        person, moment = self.person(), self._context.bus.moment()
        whose = side_named(side)
        brought = self._side_figures
        if act == "submit":
            lacking = brought.missing if brought else missing
            return Submit(quarter, whose, person, moment, lacking, reason, brought)
        if act == "approve":
            return Approve(quarter, whose, person, moment)
        if act == "send_back":
            return SendBack(quarter, reason)
        if act == "reopen":
            return Reopen(quarter, person, moment, reason)
        return (
            Reconcile(quarter, person, moment)
            if act == "reconcile"
            else Close(quarter, person, moment)
        )

    def _run(self, act: str, command: Command) -> bool:
        try:
            self._context.bus.run(command)
        except DomainError as error:
            self.refused.emit(error)
            return False
        self._side_figures = None
        self.taken.emit(act)
        return True

    def _on_read(self, found: object) -> None:
        if isinstance(found, SideFigures):
            self._side_figures = found
            self.brought.emit(found)

    def _on_failed(self, key: str, error: object) -> None:
        if not isinstance(error, DomainError):
            values = Values(self._context.language, self._context.specs)
            error = DomainError(key, value=reason_of(values, error))
        self.refused.emit(error)
