"""One writer per workbook; who comes second reads, and is told whom to ask."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

import pytest

from domain.commands import SetFields
from domain.records import Query
from storage.errors import StorageError
from storage.lock import Holder, acquire, holder_of, lock_path
from tests.rights import as_somebody, open_place
from tests.storage.park import firm, made, opened

if TYPE_CHECKING:
    from collections.abc import Iterator

_ROOT = Path(__file__).parents[2]
_PAIRS = int(os.environ.get("FEIDI_PAIRS", "20"))
_WRITER = """
import sys
from pathlib import Path
from domain.entities import SPECS
from domain.records import Actor
from storage.workbook import Workbook
with Workbook.open(Path(sys.argv[1]), SPECS, Actor("王敏", "clerk")) as workbook:
    print(workbook.writable, flush=True)
    sys.stdin.readline()
"""


def writer(path: Path) -> subprocess.Popen[str]:
    """Return a process that has the workbook open for writing."""
    process = subprocess.Popen(
        [sys.executable, "-c", _WRITER, str(path)],
        cwd=_ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "True\n"
    return process


def ended(process: subprocess.Popen[str], *, kill: bool) -> None:
    """End a process, in good order or not."""
    if kill:
        process.kill()
    process.communicate("\n")


def test_a_second_process_reads_within_two_seconds_and_names_the_holder(tmp_path: Path) -> None:
    path = tmp_path / "park.feidi"
    with made(path) as workbook:
        firm(workbook)
    process = writer(path)
    for _ in range(_PAIRS):
        began = time.monotonic()
        with opened(path) as second:
            assert time.monotonic() - began < 2
            assert not second.writable
            assert second.holder is not None
            assert (second.holder.person, second.holder.process) == ("王敏", process.pid)
            assert second.count(Query("firm")) == 1
            with pytest.raises(StorageError) as refused:
                second.undo()
            assert refused.value.key == "held"
            assert "王敏" in str(refused.value.values["holder"])
    ended(process, kill=False)
    with opened(path) as later:
        assert later.writable
        assert later.holder is None


def test_the_lock_of_a_killed_process_is_taken_over(tmp_path: Path) -> None:
    path = tmp_path / "park.feidi"
    made(path).close()
    for _ in range(5):
        process = writer(path)
        ended(process, kill=True)
        assert lock_path(path).exists()
        with opened(path) as later:
            assert later.writable
        assert not lock_path(path).exists()


def test_who_only_looks_does_not_hold_up_who_wants_to_write(tmp_path: Path) -> None:
    path = tmp_path / "park.feidi"
    made(path).close()
    with opened(path, read_only=True) as reader, opened(path) as later:
        assert not reader.writable
        assert reader.holder is None
        assert later.writable
        firm(later)
        assert reader.count(Query("firm")) == 1


def test_a_lock_file_that_says_nothing_leaves_the_holder_unnamed(tmp_path: Path) -> None:
    path = tmp_path / "park.feidi"
    held = acquire(path, "王敏", "2025-01-08T09:00:00Z")
    assert held is not None
    lock_path(path).write_text("{}")
    assert holder_of(path) == Holder("—", "—", 0, "")
    assert acquire(path, "李", "", patient=False) is None
    held.release()
    held.release()
    assert not lock_path(path).exists()


@pytest.fixture
def place() -> Iterator[Path]:
    with open_place() as found:
        yield found


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps no permissions of this kind")
@pytest.mark.parametrize("closed", ["file", "folder"])
def test_a_file_or_folder_that_takes_no_writing_is_opened_for_reading(
    place: Path, closed: str
) -> None:
    folder = place / "park"
    folder.mkdir()
    path = folder / "park.feidi"
    with made(path) as workbook:
        firm(workbook)
    folder.chmod(0o555 if closed == "folder" else 0o777)
    path.chmod(0o444 if closed == "file" else 0o666)
    before = path.read_bytes()
    with as_somebody(), opened(path) as workbook:
        assert not workbook.writable
        assert workbook.holder is None
        assert workbook.count(Query("firm")) == 1
        assert workbook.verify_integrity() == ()
        with pytest.raises(StorageError, match="read_only"):
            firm(workbook, "QH002")
    folder.chmod(0o755)
    assert path.read_bytes() == before
    assert [each.name for each in folder.iterdir()] == ["park.feidi"]


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps no permissions of this kind")
def test_a_file_that_may_not_be_read_is_refused_with_a_sentence(place: Path) -> None:
    path = place / "park.feidi"
    made(path).close()
    path.chmod(0)
    with as_somebody(), pytest.raises(StorageError, match="cannot_read"):
        opened(path)


def test_a_reader_and_a_snapshot_serve_another_thread(tmp_path: Path) -> None:
    with made(tmp_path / "park.feidi") as workbook:
        record = firm(workbook)
        looked, changed = Event(), Event()

        def look() -> list[object]:
            with workbook.snapshot() as frozen, workbook.reader() as live:
                looked.set()
                assert changed.wait(60)
                rows = [view.get("firm", record) or {} for view in (frozen, live)]
            return [row["name_en"] for row in rows]

        with ThreadPoolExecutor(1) as pool:
            names = pool.submit(look)
            assert looked.wait(60)
            workbook.run(SetFields("firm", record, {"name_en": "later"}))
            changed.set()
            assert names.result(60) == [None, "later"]
