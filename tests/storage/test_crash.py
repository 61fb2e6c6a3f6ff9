"""A kill, a full disk, a flipped bit: the workbook is as before or as after, or says it is not."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from domain.entities import SPECS
from domain.records import Query
from storage.backup import back_up, backups, thinned
from storage.errors import StorageError
from storage.integrity import faults
from tests.storage.park import SteppingClock, firm, made, opened

_ROOT = Path(__file__).parents[2]
_KILLS = int(os.environ.get("FEIDI_KILLS", "30"))
_FLIPS = int(os.environ.get("FEIDI_FLIPS", "120"))

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


def test_a_flipped_bit_never_passes_as_good_data(tmp_path: Path) -> None:
    path = tmp_path / "park.feidi"
    with made(path) as workbook:
        for number in range(40):
            firm(workbook, f"F{number}", name_en="Precision Instruments Co.")
        expected = _contents(workbook)
    whole = path.read_bytes()
    draw = random.Random(7)
    passed = []
    for _ in range(_FLIPS):
        broken = bytearray(whole)
        at = draw.randrange(len(whole))
        broken[at] ^= 1 << draw.randrange(8)
        copy = tmp_path / "flipped.feidi"
        copy.write_bytes(broken)
        try:
            with opened(copy, read_only=True) as workbook:
                found = list(faults(workbook.connection, SPECS))
                if not found and _contents(workbook) != expected:
                    passed.append(at)
        except StorageError:
            continue
    assert passed == []


def _contents(workbook: object) -> str:
    from storage.workbook import Workbook

    assert isinstance(workbook, Workbook)
    trail = [(each.table, each.after) for each in workbook.trail(limit=1000)]
    return json.dumps([workbook.find("firm"), trail], ensure_ascii=False, default=str)


def test_a_backup_is_whole_and_opens_as_a_workbook(tmp_path: Path) -> None:
    path = tmp_path / "park.feidi"
    clock = SteppingClock()
    with made(path) as workbook:
        firm(workbook)
        copy = back_up(workbook.connection, path, tmp_path / "kept", clock())
    with opened(copy) as again:
        assert again.count(Query("firm")) == 1
    assert [found for found, _ in backups(tmp_path / "kept", "park")] == [copy]


def test_backups_are_thinned_to_days_weeks_and_months() -> None:
    from datetime import UTC, datetime, timedelta

    now = datetime(2025, 6, 30, 12, tzinfo=UTC)
    every_half_day = [now - timedelta(hours=12 * step) for step in range(800)]
    kept = thinned(every_half_day)
    last_week = [moment for moment in kept if now - moment < timedelta(days=7)]
    assert len({moment.date() for moment in last_week}) == 7
    assert len({(moment.year, moment.month) for moment in kept}) == 12
    assert now in kept
    # At most 7 days, 4 weeks and 12 months, of which some are the same backup.
    assert len(kept) <= 7 + 4 + 12


def test_a_place_that_takes_no_files_gives_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(StorageError, match="cannot_write"):
        made(tmp_path / "file" / "park.feidi")
