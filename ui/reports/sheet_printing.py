"""Print a report on one record: ask where, print beside the window, tell how it went."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from domain.errors import DomainError
from storage.errors import StorageError
from ui.refusal import StorageRefusalError, sentence

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from domain.progress import Progress
    from ui.reports.dialogs import Asking
    from ui.screen import ScreenContext
    from ui.values import Values


class SheetPrinting(QObject):
    """Print sheets one at a time; the text ``told`` says that a file was written.

    Signals:
        printed: file that was written.
    """

    printed = Signal(object)

    def __init__(
        self,
        context: ScreenContext,
        values: Values,
        dialogs: Asking,
        parent: QWidget,
        told: str = "gate.memo.made",
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._values = values
        self._dialogs = dialogs
        self._parent = parent
        self._told = told

    def possible(self) -> bool:
        """Tell whether the program at hand prints."""
        return self._context.services.reports is not None

    def start(self, kind: str, record: str, name: str) -> None:
        """Ask for a file, ``name`` proposed, and print into it."""
        reports = self._context.services.reports
        sheet = reports().sheet if reports is not None else None
        path = self._dialogs.ask_where(self._parent, name) if sheet is not None else None
        if sheet is None or path is None:
            return
        languages = self._context.language.papers

        def work(progress: Progress) -> Path:
            return sheet(kind, record, languages, path, progress)

        task = self._context.tasks.start(work)
        task.finished.connect(self._on_finished)
        task.failed.connect(self._on_failed)

    def _on_finished(self, path: Path) -> None:
        self._context.desk.tell(self._context.say(self._told, file=path.name))
        self.printed.emit(path)

    def _on_failed(self, error: object) -> None:
        if isinstance(error, StorageError):
            refusal = StorageRefusalError(error.key)
            refusal.values = error.values
            self._context.desk.tell(sentence(self._values, refusal), icon="state.crit")
        elif isinstance(error, DomainError):
            self._context.desk.tell(sentence(self._values, error), icon="state.crit")
        elif isinstance(error, Exception):
            raise error
