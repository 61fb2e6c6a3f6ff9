"""Run long work beside the window, with progress and cancel."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QObject, QRunnable, QThreadPool, QTimer, Signal
from typing_extensions import override

from domain.errors import DomainError
from domain.progress import CancelledError
from storage.errors import StorageError

if TYPE_CHECKING:
    from domain.progress import Progress

Work = Callable[["Progress"], object]

_PATIENCE_MS: Final = 900
_WAIT_MS: Final = 10_000
_SLICE_MS: Final = 20
_SHARES: Final = 100
_OFTEN_S: Final = 0.002
_MOMENT_S: Final = 0.0001
"""Long enough for a thread that waits for the interpreter to wake up and take it.

A worker whose arrays let go of it again and again, and take it back at once, would keep the window
from its turn for hundreds of milliseconds.
"""


class Task(QObject):
    """One piece of work under way; it lives on the thread of the window.

    Signals:
        progressed: parts done, parts in all.
        finished: what the work returned.
        failed: the exception that ended it.
        cancelled: the work has stopped because the user asked.
        left: the task itself, once its worker has come to an end.
    """

    progressed = Signal(int, int)
    finished = Signal(object)
    failed = Signal(object)
    cancelled = Signal()
    left = Signal(object)
    # The worker speaks through these alone: their slots belong to this object, so that Qt
    # carries them over to its thread.
    _stepped = Signal(int, int)
    _ended = Signal(object, object)

    def __init__(self, *, abandonable: bool, parent: QObject) -> None:
        super().__init__(parent)
        self._stop = threading.Event()
        self._over = False
        self._told = (-1, 0)
        self._gave_way = 0.0
        self._abandonable = abandonable
        self._stepped.connect(self._on_stepped)
        self._ended.connect(self._on_ended)

    @property
    def cancelling(self) -> bool:
        """True from the moment the user asked to stop."""
        return self._stop.is_set()

    @property
    def over(self) -> bool:
        """True once the task has told its end."""
        return self._over

    def cancel(self) -> None:
        """Ask the work to stop at its next step.

        Work that only calculates may be abandoned: after 0.9 s its result no longer counts.
        """
        self._stop.set()
        if self._abandonable:
            QTimer.singleShot(_PATIENCE_MS, self, self._on_patience_over)

    def step(self, done: int, total: int) -> None:
        """Tell progress from the worker and let the window have a turn; a percent is told once.

        Raises:
            CancelledError: the user asked to stop.
        """
        now = time.perf_counter()
        if now - self._gave_way > _OFTEN_S:
            self._gave_way = now
            time.sleep(_MOMENT_S)
        if self._stop.is_set():
            raise CancelledError
        share = (done * _SHARES // total if total else 0, total)
        if share != self._told:
            self._told = share
            self._stepped.emit(done, total)

    def end(self, result: object, error: BaseException | None) -> None:
        """Tell the end from the worker."""
        self._ended.emit(result, error)

    def _on_stepped(self, done: int, total: int) -> None:
        if not self._over:
            self.progressed.emit(done, total)

    def _on_patience_over(self) -> None:
        if not self._over:
            self._over = True
            self.cancelled.emit()

    def _on_ended(self, result: object, error: BaseException | None) -> None:
        if not self._over:
            self._over = True
            if isinstance(error, CancelledError):
                self.cancelled.emit()
            elif error is not None:
                self.failed.emit(error)
            else:
                self.finished.emit(result)
        self.left.emit(self)


class _Run(QRunnable):
    """Carry the work to a thread of the pool; it owns no signals, those are the task's."""

    def __init__(self, task: Task, work: Work) -> None:
        super().__init__()
        self._task = task
        self._work = work

    @override
    def run(self) -> None:
        try:
            result = self._work(self._task)
        except BaseException as error:  # noqa: BLE001 - every end is told on the window's thread
            self._task.end(None, error)
        else:
            self._task.end(result, None)


class Tasks(QObject):
    """Hold the threads of the window.

    Signals:
        unexpected: the exception that ended work and that no rule, file or disk explains.
    """

    unexpected = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(2)
        self._running: set[Task] = set()
        self._held: list[_Run] | None = None

    def hold(self) -> None:
        """Begin no work until it is released: a window that opens is painted before all else."""
        self._held = []

    def release(self) -> None:
        """Begin what was held, and from now on all work at once."""
        held, self._held = self._held or [], None
        for run in held:
            self._pool.start(run)

    def start(self, work: Work, *, abandonable: bool = False) -> Task:
        """Start work on a thread; connect to the task's signals in the same breath.

        Args:
            work: takes a :class:`Progress`, touches neither widgets nor the window's records.
            abandonable: the work writes nothing, so that cancel need not wait for it.
        """
        task = Task(abandonable=abandonable, parent=self)
        self._running.add(task)
        task.left.connect(self._on_left)
        task.failed.connect(self._on_failed)
        run = _Run(task, work)
        if self._held is None:
            self._pool.start(run)
        else:
            self._held.append(run)
        return task

    def _on_failed(self, error: BaseException) -> None:
        if not isinstance(error, DomainError | StorageError | OSError):
            self.unexpected.emit(error)

    def _on_left(self, task: Task) -> None:
        self._running.discard(task)
        task.deleteLater()

    def running(self) -> int:
        """Return how many tasks have not told their end."""
        return sum(not task.over for task in self._running)

    def close(self) -> bool:
        """Cancel everything and wait for the threads; tell whether all stopped.

        A worker may be waiting for this thread to write for it: events are let through.
        """
        for task in tuple(self._running):
            task.cancel()
        self.release()
        for _ in range(_WAIT_MS // _SLICE_MS):
            if self._pool.waitForDone(_SLICE_MS):
                return True
            QCoreApplication.sendPostedEvents()
        return False
