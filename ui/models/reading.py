"""Read records beside the window; only what was asked for last is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from domain.studies import study as study_of
from domain.studies.inquiry import inquire
from domain.studies.study import NothingToStudy
from storage.errors import StorageError
from ui.refusal import reason_of
from ui.values import Values

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from domain.records import Records
    from domain.studies.inquiry import Inquiry
    from domain.studies.study import Choice
    from ui.screen import ScreenContext
    from ui.tasks import Task


class RecordsReading(QObject):
    """Carry a question to the records and its answer back to the window.

    Signals:
        answered: what the question returned.
    """

    answered = Signal(object)

    def __init__(self, context: ScreenContext, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._task: Task | None = None

    def ask(self, question: Callable[[Records], object]) -> None:
        """Ask; an answer to an earlier question no longer counts.

        Where the program at hand cannot read beside the window, the answer is there at once.
        """
        read = self._context.services.read_aside
        if read is None:
            self._task = None
            self.answered.emit(question(self._context.records))
            return
        task = self._context.tasks.start(lambda _progress: read(question), abandonable=True)
        self._task = task
        task.finished.connect(lambda answer: self._on_finished(task, answer))
        task.failed.connect(lambda error: self._on_failed(task, error))

    def forget(self) -> None:
        """Let the answer under way go unheard."""
        self._task = None

    def _on_finished(self, task: Task, answer: object) -> None:
        if task is self._task:
            self._task = None
            self.answered.emit(answer)

    def _on_failed(self, task: Task, error: BaseException) -> None:
        if task is self._task:
            self._task = None
        if not isinstance(error, OSError | StorageError):
            raise error
        context = self._context
        reason = reason_of(Values(context.language, context.specs), error)
        words = context.say("models.unread", detail=reason)
        context.desk.tell(words, icon="state.crit")


def taken(
    records: Records, name: str, quarter: str, chosen: Mapping[str, str]
) -> tuple[Inquiry, tuple[Choice, ...]] | NothingToStudy:
    """Return the inputs with what can be chosen, or what is missing."""
    try:
        return inquire(records, name, quarter, chosen)
    except NothingToStudy as nothing:
        return nothing


def offered(records: Records, inquiry: Inquiry) -> tuple[Choice, ...]:
    """Return what can be chosen now; nothing where the records no longer hold it."""
    try:
        return study_of(inquiry.study).choices(records, inquiry.quarter)
    except NothingToStudy:
        return ()
