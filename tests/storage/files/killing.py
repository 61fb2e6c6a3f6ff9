"""An import in a process of its own, to be killed at any moment."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from domain.entities import SPECS
from storage.files.importing import import_files
from storage.pinyin import sounds
from storage.workbook import Workbook
from tests.storage.files.conftest import CLERK, TODAY, sample_paths

if TYPE_CHECKING:
    from multiprocessing.synchronize import Event
    from pathlib import Path


# The dictionary of sounds is loaded beforehand, as in a window that has been open for a while.
sounds("衢州")


class _Signal:
    """Tell when the last row was taken, so that only the writing is left."""

    def __init__(self, writing: Event) -> None:
        self._writing = writing

    def step(self, done: int, total: int) -> None:
        """Hear how far the import is."""
        if done == total:
            self._writing.set()


def import_sample(path: Path, started: Event, writing: Event) -> None:
    """Import the sample files into a workbook, and tell when it began and when it writes."""
    with contextlib.suppress(KeyboardInterrupt), Workbook.open(path, SPECS, CLERK) as workbook:
        started.set()
        import_files(workbook, SPECS, sample_paths(), today=TODAY, progress=_Signal(writing))
