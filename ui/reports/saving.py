"""Write a report as another file than the plain PDF: ask where, work beside the window, tell."""

from __future__ import annotations

import re
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal

from domain.errors import DomainError
from ui.report_ports import Exported
from ui.reports.copies import COPIES, SIGNED
from ui.reports.dialogs import REPORT

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from domain.progress import Progress
    from ui.report_ports import Asked, Printed, ReportPorts
    from ui.reports.dialogs import Asking
    from ui.screen import ScreenContext
    from ui.tasks import Work

_UNFIT_FOR_NAMES: Final = re.compile(r'[\\/:*?"<>|\s　]+')


def file_name(printed: Printed, ending: str) -> str:
    """Return a name for the file of a report that every system takes."""
    return f"{_UNFIT_FOR_NAMES.sub(' ', printed.title).strip()}{ending}"


class Saving(QObject):
    """Save reports one at a time.

    Signals:
        started: work has begun.
        ended: a file was written, and that was told.
        failed: the exception that ended the work.
    """

    started = Signal()
    ended = Signal()
    failed = Signal(object)

    def __init__(self, context: ScreenContext, ports: ReportPorts, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self._ports = ports
        self._window = parent

    def save(self, kind: str, printed: Printed, asked: Asked, dialogs: Asking) -> None:
        """Ask for what is needed and write the report as a kind of file."""
        if kind == SIGNED:
            self._sign(printed, asked, dialogs)
        else:
            self._copy(kind, printed, asked, dialogs)

    def _copy(self, kind: str, printed: Printed, asked: Asked, dialogs: Asking) -> None:
        endings, copy = COPIES[kind], self._ports.copy
        path = dialogs.ask_copy(self._window, file_name(printed, endings[0]), endings)
        if copy is None or path is None:
            return

        def work(progress: Progress) -> object:
            return copy(asked, path, progress)

        self._run(work, f"reports.copied.{kind}")

    def _sign(self, printed: Printed, asked: Asked, dialogs: Asking) -> None:
        sign = self._ports.sign
        if sign is None:
            self.failed.emit(DomainError("signing_not_installed"))
            return
        key = dialogs.ask_key(self._window)
        if key is None:
            return
        path = dialogs.ask_copy(self._window, file_name(printed, REPORT[0]), REPORT)
        if path is None:
            return

        def work(progress: Progress) -> object:
            return sign(asked, path, key, progress)

        self._run(work, "reports.signed")

    def _run(self, work: Work, told: str) -> None:
        self.started.emit()
        task = self._context.tasks.start(work)
        task.finished.connect(partial(self._on_written, told))
        task.failed.connect(self.failed)

    def _on_written(self, told: str, made: object) -> None:
        path = made.path if isinstance(made, Exported) else made
        name = path.name if isinstance(path, Path) else str(path)
        self._context.desk.tell(self._context.say(told, file=name))
        self.ended.emit()
