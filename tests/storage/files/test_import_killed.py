"""Killing the process at any moment of an import leaves the workbook as before or as after."""

from __future__ import annotations

import multiprocessing
import random
import shutil
import sys
import time
from typing import TYPE_CHECKING

import pytest

from domain.entities import SPECS
from storage.files.importing import import_files
from storage.integrity import faults
from storage.workbook import Workbook
from tests.storage.files.conftest import CLERK, SAMPLE, TODAY
from tests.storage.files.killing import import_sample

if TYPE_CHECKING:
    from pathlib import Path

ROUNDS = 50
PATIENCE_S = 60
_BEYOND = 1.6
"""How far past the time of the writing kills may fall, so that some come after it."""


def _counts(workbook: Workbook) -> dict[str, int]:
    tables = (*SPECS, "audit", "batch")
    query = "SELECT COUNT(*) FROM {}"
    return {
        table: workbook.connection.execute(query.format(table)).fetchone()[0] for table in tables
    }


def _state(path: Path) -> dict[str, int]:
    """Return what is in a workbook, opened for writing as a user opens it next time."""
    with Workbook.open(path, SPECS, CLERK) as workbook:
        assert workbook.writable
        assert list(faults(workbook.connection, SPECS)) == []
        return _counts(workbook)


def _refresh(fresh: Path, path: Path) -> None:
    for left in path.parent.glob(f"{path.name}*"):
        left.unlink()
    shutil.copy(fresh, path)


class _Importer:
    """A process that imports the sample files, and when to kill it."""

    def __init__(self, path: Path) -> None:
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(["tests.storage.files.killing"])
        self.started, self.writing = context.Event(), context.Event()
        self._process = context.Process(
            target=import_sample, args=(path, self.started, self.writing)
        )
        self._process.start()

    def spans(self) -> tuple[float, float]:
        """Let it end by itself; return how many seconds it read and how many it wrote."""
        assert self.started.wait(PATIENCE_S)
        began = time.monotonic()
        assert self.writing.wait(PATIENCE_S)
        written = time.monotonic()
        self._process.join(PATIENCE_S)
        assert self._process.exitcode == 0
        return written - began, time.monotonic() - written

    def kill(self) -> None:
        """End it wherever it is."""
        self._process.kill()
        self._process.join(PATIENCE_S)
        self._process.close()


@pytest.mark.no_cover
@pytest.mark.skipif(sys.platform == "win32", reason="processes are not forked there")
def test_fifty_kills_during_an_import_leave_before_or_after(tmp_path: Path) -> None:
    fresh, path = tmp_path / "fresh.feidi", tmp_path / "killed" / "park.feidi"
    path.parent.mkdir()
    with Workbook.create(fresh, SPECS, CLERK) as workbook:
        import_files(workbook, SPECS, [SAMPLE / "firm-register.xlsx"], today=TODAY)
        before = _counts(workbook)
    _refresh(fresh, path)
    # How long it takes is measured, since no two machines are as fast.
    reading, writing = _Importer(path).spans()
    after = _state(path)
    assert after["batch"] == before["batch"] + 1
    assert after["firm_quarter"] == 823
    _refresh(fresh, path)
    draw = random.Random(20_241_231)
    ended = {"before": 0, "after": 0}
    for turn in range(ROUNDS):
        importer = _Importer(path)
        # A third of the kills fall anywhere, the others while the transaction is being written.
        anywhere = turn % 3 == 0
        assert (importer.started if anywhere else importer.writing).wait(PATIENCE_S)
        time.sleep(draw.uniform(0, reading if anywhere else _BEYOND * writing))
        importer.kill()
        state = _state(path)
        assert state in (before, after), turn
        ended["before" if state == before else "after"] += 1
        if state == after:
            _refresh(fresh, path)
    assert min(ended.values()) >= 3, ended
