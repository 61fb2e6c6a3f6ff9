"""Prepare what the tour leads through: a copy of the sample park that nobody keeps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from cli.crashes import report_error
from storage.scratch import scratch_folder
from ui.tasks import Tasks

if TYPE_CHECKING:
    from pathlib import Path

    from domain.progress import Progress
    from domain.records import Actor


class TourSample(QObject):
    """Build the copy beside the windows; its folder goes with the program.

    Signals:
        made: path of the closed workbook.
        failed: the exception for which there is none.
    """

    made = Signal(object)
    failed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._tasks = Tasks(self)
        self._tasks.unexpected.connect(report_error)

    def running(self) -> int:
        """Return how many copies are being built."""
        return self._tasks.running()

    def build(self, name: str, actor: Actor) -> None:
        """Build a copy under a file name."""
        task = self._tasks.start(lambda progress: _built(name, actor, progress))
        task.finished.connect(self.made)
        task.failed.connect(self.failed)

    def close(self) -> None:
        """Wait for what is being built."""
        self._tasks.close()


def _built(name: str, actor: Actor, _progress: Progress) -> Path:
    from domain.entities import SPECS
    from storage.sample import build_sample

    path = scratch_folder("feidi-tour-") / name
    build_sample(path, SPECS, actor).close()
    return path
