"""Backups are whole, thinned out and brought back without losing what was there."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from domain.commands import WriteBatch
from domain.entities import SPECS
from domain.records import Query, Write
from storage.backup import back_up, backup_folder, backups, restore, thinned
from storage.copies import _pieces, copy_to
from storage.errors import StorageError
from tests.storage.park import SteppingClock, firm, made, opened

if TYPE_CHECKING:
    from pathlib import Path

NOW = datetime(2025, 6, 30, 12, tzinfo=UTC)


def test_a_backup_is_whole_sealed_and_opens_as_a_workbook(tmp_path: Path) -> None:
    path = tmp_path / "park.feidi"
    with made(path) as workbook:
        firm(workbook)
        copy = back_up(workbook.connection, path, tmp_path / "kept", SteppingClock()())
        head = workbook.head_hash()
    with opened(copy) as again:
        assert again.count(Query("firm")) == 1
        assert again.head_hash() == head
        assert again.verify_integrity() == ()
    assert [found for found, _ in backups(tmp_path / "kept", "park")] == [copy]
    assert backup_folder(path).parent == tmp_path


def test_backups_are_thinned_to_days_weeks_and_months() -> None:
    every_half_day = [NOW - timedelta(hours=12 * step) for step in range(800)]
    kept = thinned(every_half_day)
    last_week = [moment for moment in kept if NOW - moment < timedelta(days=7)]
    assert len({moment.date() for moment in last_week}) == 7
    assert len({(moment.year, moment.month) for moment in kept}) == 12
    assert NOW in kept
    # At most 7 days, 4 weeks and 12 months, of which some are the same backup.
    assert len(kept) <= 7 + 4 + 12


def test_a_new_backup_removes_what_thinning_leaves_out_and_nothing_else(tmp_path: Path) -> None:
    path, folder = tmp_path / "park.feidi", tmp_path / "kept"
    folder.mkdir()
    foreign = [folder / "notes.txt", folder / "other.20250101-000000.feidi"]
    foreign += [folder / "park.99999999-999999.feidi", folder / "park.final.feidi"]
    for each in foreign:
        each.write_text("mine")
    with made(path) as workbook:
        for hour in range(5):
            back_up(workbook.connection, path, folder, NOW + timedelta(hours=hour))
    left = [moment for _, moment in backups(folder, "park")]
    assert left == [NOW + timedelta(hours=4)]
    assert all(each.read_text() == "mine" for each in foreign)


def test_a_backup_into_no_folder_gives_a_sentence_and_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    with made(tmp_path / "park.feidi") as workbook:
        for folder in (tmp_path / "file", tmp_path / "file" / "deeper"):
            with pytest.raises(StorageError, match="cannot_write"):
                back_up(workbook.connection, tmp_path / "park.feidi", folder, NOW)
    assert (tmp_path / "file").read_text() == "no folder"


def test_a_copy_during_a_transaction_is_a_fault_of_ours(tmp_path: Path) -> None:
    with made(tmp_path / "park.feidi") as workbook:
        workbook.connection.execute("BEGIN")
        with pytest.raises(RuntimeError, match="transaction"):
            copy_to(workbook.connection, tmp_path / "copy.feidi")
        workbook.connection.execute("ROLLBACK")
    assert not (tmp_path / "copy.feidi").exists()


def test_restoring_brings_the_backup_back_and_keeps_what_was_there(tmp_path: Path) -> None:
    path, folder = tmp_path / "park.feidi", tmp_path / "kept"
    with made(path) as workbook:
        firm(workbook, "F1")
        backup = back_up(workbook.connection, path, folder, NOW)
        firm(workbook, "F2")
    kept = restore(backup, path, SPECS, folder, NOW + timedelta(minutes=1))
    with opened(path) as workbook, opened(kept) as before:
        assert [row["number"] for row in workbook.find("firm")] == ["F1"]
        assert [row["number"] for row in before.find("firm")] == ["F1", "F2"]
        assert workbook.undo_label() == "command.add_row"


def test_restoring_is_refused_while_the_workbook_is_open(tmp_path: Path) -> None:
    path = tmp_path / "park.feidi"
    with made(path) as workbook:
        backup = back_up(workbook.connection, path, tmp_path / "kept", NOW)
        with pytest.raises(StorageError, match="held"):
            restore(backup, path, SPECS, tmp_path / "kept", NOW)
        assert workbook.count(Query("firm")) == 0


def test_a_backup_that_is_damaged_is_not_restored(tmp_path: Path) -> None:
    path = tmp_path / "park.feidi"
    with made(path) as workbook:
        firm(workbook)
        backup = back_up(workbook.connection, path, tmp_path / "kept", NOW)
    backup.write_bytes(backup.read_bytes()[:-5_000])
    before = path.read_bytes()
    with pytest.raises(StorageError, match="damaged"):
        restore(backup, path, SPECS, tmp_path / "kept", NOW)
    assert path.read_bytes() == before


def test_a_damaged_workbook_is_kept_byte_for_byte_when_a_backup_takes_its_place(
    tmp_path: Path,
) -> None:
    path, folder = tmp_path / "park.feidi", tmp_path / "kept"
    with made(path) as workbook:
        firm(workbook)
        backup = back_up(workbook.connection, path, folder, NOW)
    rubbish = b"SQLite format 3\x00" + b"\xff" * 5_000
    path.write_bytes(rubbish)
    journal = path.with_name("park.feidi-journal")
    journal.write_bytes(b"a journal that must not be rolled back into the backup")
    kept = restore(backup, path, SPECS, folder, NOW)
    assert kept.read_bytes() == rubbish
    assert not journal.exists()
    with opened(path) as workbook:
        assert workbook.count(Query("firm")) == 1
        assert workbook.verify_integrity() == ()


def test_a_copy_that_differs_is_not_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    digests = iter(range(100))
    monkeypatch.setattr("storage.copies.logical_digest", lambda _: str(next(digests)))
    with (
        made(tmp_path / "park.feidi") as workbook,
        pytest.raises(StorageError, match="copy_differs"),
    ):
        back_up(workbook.connection, tmp_path / "park.feidi", tmp_path / "kept", NOW)
    assert list((tmp_path / "kept").iterdir()) == []


def test_a_full_disk_leaves_no_half_backup(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def small(path: Path) -> sqlite3.Connection:
        connection = sqlite3.connect(path, isolation_level=None)
        connection.execute("PRAGMA max_page_count = 10")
        return connection

    monkeypatch.setattr("storage.copies._connect", small)
    with (
        made(tmp_path / "park.feidi") as workbook,
        pytest.raises(StorageError, match="disk_full"),
    ):
        back_up(workbook.connection, tmp_path / "park.feidi", tmp_path / "kept", NOW)
    assert list((tmp_path / "kept").iterdir()) == []


def test_what_a_restored_backup_replaced_is_never_thinned_out(tmp_path: Path) -> None:
    path, folder = tmp_path / "park.feidi", tmp_path / "kept"
    with made(path) as workbook:
        backup = back_up(workbook.connection, path, folder, NOW)
    kept = restore(backup, path, SPECS, folder, NOW + timedelta(minutes=1))
    with opened(path) as workbook:
        for hour in range(1, 4):
            back_up(workbook.connection, path, folder, NOW + timedelta(hours=hour))
    assert [found for found, _ in backups(folder, "park")] == [
        folder / f"park.{NOW + timedelta(hours=3):%Y%m%d-%H%M%S}.feidi",
        kept,
    ]


def test_others_may_write_between_the_pieces_of_a_comparison(tmp_path: Path) -> None:
    with made(tmp_path / "park.feidi") as workbook:
        writes = tuple(
            Write("insert", "firm", f"f{at}", {"number": f"F{at}", "name_zh": "企业"})
            for at in range(1_200)
        )
        workbook.run(WriteBatch(writes))
        pieces = _pieces(workbook.connection, "firm")
        assert len(next(pieces)) == 500
        firm(workbook, "between")
        assert sum(map(len, pieces)) == 701
