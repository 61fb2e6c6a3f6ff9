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
PATIENCE_S = 30


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


@pytest.mark.no_cover
@pytest.mark.skipif(sys.platform == "win32", reason="processes are not forked there")
def test_fifty_kills_during_an_import_leave_before_or_after(tmp_path: Path) -> None:
    fresh, path = tmp_path / "fresh.feidi", tmp_path / "killed" / "park.feidi"
    path.parent.mkdir()
    with Workbook.create(fresh, SPECS, CLERK) as workbook:
        import_files(workbook, SPECS, [SAMPLE / "firm-register.xlsx"], today=TODAY)
        before = _counts(workbook)
    _refresh(fresh, path)
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.storage.files.killing"])
    draw = random.Random(20_241_231)
    after: dict[str, int] = {}
    ended = {"before": 0, "after": 0}
    for turn in range(ROUNDS):
        started, writing = context.Event(), context.Event()
        process = context.Process(target=import_sample, args=(path, started, writing))
        process.start()
        # Half of the kills fall anywhere, the others while the transaction is being written.
        assert (started if turn % 2 else writing).wait(PATIENCE_S)
        time.sleep(draw.uniform(0, 1.5 if turn % 2 else 1.0))
        process.kill()
        process.join(PATIENCE_S)
        process.close()
        state = _state(path)
        if state == before:
            ended["before"] += 1
            continue
        after = after or state
        assert state == after, turn
        assert state["batch"] == before["batch"] + 1
        assert state["firm_quarter"] == 823
        ended["after"] += 1
        _refresh(fresh, path)
    assert min(ended.values()) >= 3, ended
