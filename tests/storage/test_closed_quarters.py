"""The database itself guards a closed quarter and the records of closings."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from domain.closing.commands import Approve, Close, OpenQuarter, Reconcile, Reopen, Submit
from domain.commands import SetFields, WriteBatch
from domain.errors import DomainError
from domain.records import Write
from domain.units import Quarter
from tests.storage.park import made, opened

if TYPE_CHECKING:
    from pathlib import Path

QUARTER = Quarter(2024, 4)
MOMENT = "2025-01-20T08:00:00.000Z"


@pytest.fixture
def closed(tmp_path: Path) -> Path:
    """Give a workbook with one quarter that went all the way to closed."""
    path = tmp_path / "park.feidi"
    with made(path) as workbook:
        for command in (
            OpenQuarter(QUARTER),
            Submit(QUARTER, "origin", "柯知夏", MOMENT),
            Submit(QUARTER, "host", "徐若川", MOMENT),
            Reconcile(QUARTER, "郑云起", MOMENT),
            Approve(QUARTER, "origin", "柯景行", MOMENT),
            Approve(QUARTER, "host", "徐守一", MOMENT),
            Close(QUARTER, "祝闻溪", MOMENT),
        ):
            workbook.run(command)
    return path


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM quarter",
        "UPDATE quarter SET state = 'open'",
        "UPDATE quarter SET digest = 'x'",
        "UPDATE quarter SET state = 'reopened'",
        "UPDATE quarter SET state = 'reopened', reopened_by = '祝闻溪', state_reason = '更正'",
        "UPDATE quarter SET state = 'reopened', reopened_by = '叶清和', state_reason = ' '",
        (
            "UPDATE quarter SET state = 'reopened', reopened_by = '叶清和', state_reason = '更正', "
            "revision = 7"
        ),
        "DELETE FROM submission",
        "UPDATE submission SET figures = '[]'",
    ],
)
def test_another_program_cannot_change_a_closed_quarter(closed: Path, statement: str) -> None:
    with (
        closing(sqlite3.connect(closed)) as connection,
        pytest.raises(sqlite3.IntegrityError, match="quarter_closed"),
    ):
        connection.execute(statement)


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM closing",
        "UPDATE closing SET digest = 'x'",
        "UPDATE closing SET closed_by = '叶清和'",
    ],
)
def test_the_record_of_a_closing_stays(closed: Path, statement: str) -> None:
    with (
        closing(sqlite3.connect(closed)) as connection,
        pytest.raises(sqlite3.IntegrityError, match="append_only"),
    ):
        connection.execute(statement)


def test_the_record_of_a_closing_is_told_once_who_reopened_it(closed: Path) -> None:
    with opened(closed) as workbook:
        workbook.run(Reopen(QUARTER, "叶清和", MOMENT, "更正"))
    with (
        closing(sqlite3.connect(closed)) as connection,
        pytest.raises(sqlite3.IntegrityError, match="append_only"),
    ):
        connection.execute("UPDATE closing SET reopened_by = '徐守一'")


def test_an_import_cannot_change_the_record_of_a_closed_quarter(closed: Path) -> None:
    with opened(closed) as workbook:
        record = str(workbook.find("quarter")[0]["id"])
        batch = WriteBatch((Write("update", "quarter", record, {"digest": "x"}),))
        with pytest.raises(DomainError, match="quarter_closed") as refused:
            workbook.run(batch)
        assert refused.value.values["quarter"] == "2024Q4"
        with pytest.raises(DomainError, match="quarter_closed"):
            workbook.run(WriteBatch((Write("delete", "quarter", record),)))


def test_closing_and_reopening_are_not_taken_back(closed: Path) -> None:
    with opened(closed) as workbook:
        batches = {entry.action: entry.batch for entry in workbook.trail()}
        with pytest.raises(DomainError, match="nothing_to_undo"):
            workbook.take_back(batches["command.close_quarter"])
        workbook.run(Reopen(QUARTER, "叶清和", MOMENT, "更正"))
        assert workbook.undo_label() != "command.reopen_quarter"
        reopened = workbook.trail(limit=1)[0].batch
        with pytest.raises(DomainError, match="nothing_to_undo"):
            workbook.take_back(reopened)


def test_a_closed_workbook_that_was_reopened_is_sound(closed: Path) -> None:
    with opened(closed) as workbook:
        workbook.run(Reopen(QUARTER, "叶清和", MOMENT, "更正"))
        workbook.run(Close(QUARTER, "祝闻溪", MOMENT))
        assert workbook.verify_integrity() == ()
        record = str(workbook.find("quarter")[0]["id"])
        with pytest.raises(DomainError):
            workbook.run(SetFields("quarter", record, {"state": "open"}))
