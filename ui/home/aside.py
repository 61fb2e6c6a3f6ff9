"""Read a page of a large workbook beside the window, so that the window goes on answering."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal

from domain.records import Query

if TYPE_CHECKING:
    from collections.abc import Callable

    from domain.progress import Progress
    from domain.records import Records
    from ui.screen import ScreenContext
    from ui.tasks import Task

AT_ONCE: Final = 100
"""Quarterly reports of firms that are read without a pause that is felt."""


class AsideReading(QObject):
    """Read on another thread; only what was asked for last is told.

    Signals:
        finished: what was read.
        failed: the exception that ended it.
    """

    finished = Signal(object)
    failed = Signal(object)

    def __init__(self, context: ScreenContext, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._task: Task | None = None

    def worthwhile(self) -> bool:
        """Tell whether reading at once would hold the window up."""
        if self._context.services.read_aside is None:
            return False
        # Only as many are looked at as it takes to tell: this is asked with every change.
        few = Query("firm_quarter", columns=("id",), order=("id",), limit=AT_ONCE + 1)
        return len(self._context.records.select(few)) > AT_ONCE

    def start(self, work: Callable[[Records], object]) -> None:
        """Read what ``work`` returns; it touches neither widgets nor the window's records."""
        read = self._context.services.read_aside
        if read is None:
            return

        def task_work(_progress: Progress) -> object:
            return read(work)

        task = self._context.tasks.start(task_work, abandonable=True)
        self._task = task
        task.finished.connect(partial(self._on_finished, task))
        task.failed.connect(partial(self._on_failed, task))

    def drop(self) -> None:
        """Forget what was asked for."""
        self._task = None

    def _on_finished(self, task: Task, result: object) -> None:
        if task is self._task:
            self._task = None
            self.finished.emit(result)

    def _on_failed(self, task: Task, error: object) -> None:
        if task is self._task:
            self._task = None
            self.failed.emit(error)
