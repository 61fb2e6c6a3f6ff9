"""A workbook of an earlier version is brought up to date, a copy kept; or stays as it was."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

import pytest

from storage.errors import StorageError
from storage.migrations import STEPS, since, upgrade
from storage.schema import VERSION, sqlite_utils_database
from tests.storage.park import firm, made, opened

if TYPE_CHECKING:
    from pathlib import Path

    from storage.migrations import Step


def steps_to(version: int) -> dict[int, Step]:
    """Return steps of which each adds a field to firms, the second by rebuilding the table."""
    steps: dict[int, Step] = {}

    @since(2, steps)
    def _add_a_column(connection: sqlite3.Connection) -> None:
        connection.execute("ALTER TABLE firm ADD COLUMN second TEXT")

    @since(3, steps)
    def _rebuild(connection: sqlite3.Connection) -> None:
        sqlite_utils_database(connection).table("firm").transform(types={"second": str})

    return {number: step for number, step in steps.items() if number <= version}


def version_of(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def test_every_version_has_its_step() -> None:
    assert set(STEPS) == set(range(2, VERSION + 1))


def test_two_steps_are_carried_out_and_a_copy_of_the_old_version_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "park.feidi"
    with made(path) as workbook:
        record = firm(workbook)
        workbook.connection.execute("PRAGMA user_version = 1")
        upgrade(workbook.connection, path, steps_to(3), newest=3)
        assert version_of(workbook.connection) == 3
        assert workbook.connection.execute("SELECT second FROM firm").fetchall() == [(None,)]
        assert workbook.get("firm", record) is not None
        assert workbook.connection.execute("PRAGMA foreign_keys").fetchone() == (1,)
    copy = sqlite3.connect(tmp_path / "park.v1.feidi")
    assert version_of(copy) == 1
    assert copy.execute("SELECT id FROM firm").fetchall() == [(record,)]
    copy.close()


def test_a_workbook_that_is_up_to_date_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "park.feidi"
    with made(path) as workbook:
        upgrade(workbook.connection, path, {}, newest=VERSION)
    assert [each.name for each in tmp_path.iterdir()] == ["park.feidi"]


def test_a_step_that_fails_leaves_the_workbook_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "park.feidi"

    def fail(connection: sqlite3.Connection) -> None:
        connection.execute("ALTER TABLE firm ADD COLUMN third TEXT")
        raise ArithmeticError

    def orphan(connection: sqlite3.Connection) -> None:
        connection.execute("UPDATE firm SET owner = 'nobody'")

    with made(path) as workbook:
        firm(workbook)
        before = workbook.connection.execute("SELECT sql FROM sqlite_master").fetchall()
        steps = steps_to(2)
        for broken, error in ((fail, ArithmeticError), (orphan, StorageError)):
            with pytest.raises(error):
                upgrade(workbook.connection, path, {**steps, 3: broken}, newest=3)
            assert version_of(workbook.connection) == 1
            after = workbook.connection.execute("SELECT sql FROM sqlite_master").fetchall()
            assert after == before
            assert workbook.connection.execute("PRAGMA foreign_keys").fetchone() == (1,)
        firm(workbook, "F2")


def test_a_version_from_which_no_step_leads_is_damage(tmp_path: Path) -> None:
    path = tmp_path / "park.feidi"
    with made(path) as workbook, pytest.raises(StorageError, match="damaged"):
        upgrade(workbook.connection, path, {3: steps_to(3)[3]}, newest=3)
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version = 0")
    connection.close()
    with pytest.raises(StorageError, match="damaged"):
        opened(path)
    with pytest.raises(StorageError, match="older"):
        opened(path, read_only=True)


def test_a_version_has_one_step() -> None:
    with pytest.raises(ValueError, match="a step already"):
        since(2, steps_to(2))(lambda _: None)
