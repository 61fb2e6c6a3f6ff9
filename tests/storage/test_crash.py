"""A kill, a full disk, a refused write: the workbook is as before or as after."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from domain.entities import SPECS
from domain.records import Query
from storage.errors import StorageError
from storage.integrity import faults
from tests.storage.park import firm, made, opened

_ROOT = Path(__file__).parents[2]
_KILLS = int(os.environ.get("FEIDI_KILLS", "30"))

_CLERK = """
import sys
from pathlib import Path
from tests.storage.park import firm, opened
with opened(Path(sys.argv[1])) as workbook:
    for number in range(int(sys.argv[2]), 1_000_000):
        firm(workbook, f"F{number}")
        print(number, flush=True)
"""


@pytest.mark.slow
def test_a_killed_clerk_loses_nothing_that_was_acknowledged(tmp_path: Path) -> None:
    path = tmp_path / "park.feidi"
    made(path).close()
    draw = random.Random(1)
    acknowledged = -1
    for _ in range(_KILLS):
        clerk = subprocess.Popen(
            [sys.executable, "-c", _CLERK, str(path), str(acknowledged + 1000)],
            cwd=_ROOT,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert clerk.stdout is not None
        first = clerk.stdout.readline()
        time.sleep(draw.uniform(0, 0.05))
        clerk.kill()
        said = [int(line) for line in (first + clerk.stdout.read()).split()]
        clerk.wait()
        clerk.stdout.close()
        acknowledged = said[-1]
        with opened(path) as workbook:
            assert workbook.writable
            numbers = {str(row["number"]) for row in workbook.find("firm")}
            assert {f"F{number}" for number in said} <= numbers
            assert list(faults(workbook.connection, SPECS)) == []


def test_a_full_disk_leaves_the_workbook_as_it_was(tmp_path: Path) -> None:
    with made(tmp_path / "park.feidi") as workbook:
        firm(workbook)
        pages = workbook.connection.execute("PRAGMA page_count").fetchone()[0]
        workbook.connection.execute(f"PRAGMA max_page_count = {pages}")
        count = workbook.count(Query("firm"))
        refused = ""
        while not refused:
            try:
                firm(workbook, f"F{count}")
                count += 1
            except StorageError as error:
                refused = error.key
        assert refused == "disk_full"
        assert workbook.count(Query("firm")) == count
        workbook.connection.execute("PRAGMA max_page_count = 1000000")
        firm(workbook, "after")
        assert list(faults(workbook.connection, SPECS)) == []


def test_a_place_that_takes_no_files_gives_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(StorageError, match="cannot_write"):
        made(tmp_path / "file" / "park.feidi")
