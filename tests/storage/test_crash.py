"""A kill, a full disk, a refused write: the workbook is as before or as after."""

from __future__ import annotations

import contextlib
import os
import random
import sqlite3
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from domain.commands import SetFields, WriteBatch
from domain.entities import SPECS
from domain.records import Query, Write
from storage.backup import backups
from storage.copies import copy_to
from storage.errors import StorageError
from storage.integrity import faults
from tests.storage.park import firm, made, opened

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from storage.workbook import Workbook

_ROOT = Path(__file__).parents[2]
_KILLS = int(os.environ.get("FEIDI_KILLS", "30"))
_UPKEEP_KILLS = int(os.environ.get("FEIDI_UPKEEP_KILLS", "6"))

_CLERK = """
import sys
from pathlib import Path
from tests.storage.park import firm, opened
with opened(Path(sys.argv[1])) as workbook:
    for number in range(int(sys.argv[2]), 1_000_000):
        firm(workbook, f"F{number}")
        print(number, flush=True)
"""


@pytest.mark.no_cover
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


@contextlib.contextmanager
def no_file_longer_than(size: int) -> Iterator[None]:
    """Let the system refuse every write past a place, in the journal as in the workbook."""
    import resource

    hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))


def some_operations(workbook: Workbook, owner: str) -> list[Callable[[], object]]:
    """Return operations of every kind, each leaving the workbook ready for the next."""
    many = tuple(
        Write("insert", "firm", f"m{at}", {"number": f"M{at}", "remark": "x" * 3_000})
        for at in range(40)
    )
    return [
        lambda: firm(workbook, "N1", remark="y" * 9_000),
        lambda: workbook.run(SetFields("firm", owner, {"remark": "z" * 20_000})),
        lambda: workbook.run(WriteBatch(many)),
        lambda: workbook.run(WriteBatch(tuple(Write("delete", "firm", f"m{n}") for n in range(9)))),
        workbook.undo,
        workbook.redo,
        workbook.undo,
        workbook.undo,
        workbook.undo,
    ]


@pytest.mark.no_cover
@pytest.mark.skipif(os.name == "nt", reason="Windows sets no limit to the length of a file")
def test_a_write_refused_at_any_place_leaves_the_workbook_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "park.feidi"
    refusals: list[str] = []
    with made(path) as workbook:
        owner = firm(workbook)
        for operation in some_operations(workbook, owner):
            length = path.stat().st_size
            # In the journal from its first byte on; in the workbook at some of its pages.
            limits = [*range(0, 40_000, 2_048), *range(length // 2, length + 400_000, 40_960)]
            before, trail = workbook.find("firm"), workbook.head_hash()
            for limit in limits:
                try:
                    with no_file_longer_than(limit):
                        operation()
                except StorageError as error:
                    refusals.append(error.key)
                    assert workbook.find("firm") == before
                    assert workbook.head_hash() == trail
                else:
                    break
            else:
                operation()
            assert workbook.head_hash() != trail
        assert workbook.verify_integrity() == ()
    assert len(refusals) > 50
    assert set(refusals) <= {"cannot_write", "disk_full"}


_STEPS = {
    "close": "opened(path).close()",
    "back up": "back_up(opened(path).connection, path, folder, datetime.now(UTC))",
    "restore": "restore(backup, path, SPECS, folder, datetime.now(UTC))",
}
_WORKER = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from domain.entities import SPECS
from storage.backup import back_up, restore
from tests.storage.park import firm, opened
path, backup = Path(sys.argv[1]), Path(sys.argv[2])
folder = path.parent / "kept"
print("ready", flush=True)
while True:
    with opened(path) as workbook:
        if not workbook.find("firm", number="F1"):
            firm(workbook, "F1")
    {step}
"""
_MIGRATION = """
import shutil, sys
from pathlib import Path
from storage.migrations import upgrade
from tests.storage.park import opened
path = Path(sys.argv[1])
for number in range(1_000_000):
    fresh = path.with_name(f"{number}.feidi")
    shutil.copy(path, fresh)
    print(number, flush=True)
    with opened(fresh) as workbook:
        upgrade(workbook.connection, fresh,
                {2: lambda c: c.execute("ALTER TABLE firm ADD COLUMN x TEXT")}, newest=2)
"""


def killed_after(script: str, *arguments: str, seconds: float) -> list[str]:
    """Return what a script said until it was killed."""
    worker = subprocess.Popen(
        [sys.executable, "-c", script, *arguments],
        cwd=_ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert worker.stdout is not None
    first = worker.stdout.readline()
    time.sleep(seconds)
    assert worker.poll() is None, worker.communicate()[1]
    worker.kill()
    return (first + worker.communicate()[0]).split()


@pytest.mark.no_cover
@pytest.mark.parametrize("step", _STEPS)
def test_a_kill_during_upkeep_leaves_the_old_or_the_new_state(tmp_path: Path, step: str) -> None:
    path, backup = tmp_path / "park.feidi", tmp_path / "backup.feidi"
    with made(path) as workbook:
        copy_to(workbook.connection, backup)
    draw = random.Random(2)
    for _ in range(_UPKEEP_KILLS):
        script = _WORKER.format(step=_STEPS[step])
        killed_after(script, str(path), str(backup), seconds=draw.uniform(0.02, 0.15))
        with opened(path) as workbook:
            assert workbook.writable
            assert [row["number"] for row in workbook.find("firm")] in ([], ["F1"])
            assert workbook.verify_integrity() == ()
    for kept, _ in backups(tmp_path / "kept", "park"):
        with opened(kept) as workbook:
            assert workbook.verify_integrity() == ()


@pytest.mark.no_cover
def test_a_kill_during_a_migration_leaves_the_old_or_the_new_version(tmp_path: Path) -> None:
    path = tmp_path / "park.feidi"
    made(path).close()
    draw = random.Random(3)
    for _ in range(_UPKEEP_KILLS):
        last = killed_after(_MIGRATION, str(path), seconds=draw.uniform(0, 0.1))[-1]
        connection = sqlite3.connect(tmp_path / f"{last}.feidi")
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        columns = {row[1] for row in connection.execute("PRAGMA table_info(firm)")}
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        connection.close()
        assert (version, "x" in columns) in {(1, False), (2, True)}


def test_a_place_that_takes_no_files_gives_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(StorageError, match="cannot_write"):
        made(tmp_path / "file" / "park.feidi")
