"""The check names everything that is wrong with a workbook."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from typing import TYPE_CHECKING

import pytest

from domain.commands import RemoveRow, SetFields, WriteBatch
from domain.records import Write
from resources import load_texts
from tests.storage.park import figures, firm, made, opened

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from storage.workbook import Workbook


@pytest.fixture
def workbook(tmp_path: Path) -> Iterator[Workbook]:
    with made(tmp_path / "park.feidi") as made_now:
        owner = firm(made_now, "F1")
        figures(made_now, owner, "2024Q4", headcount=3)
        made_now.run(SetFields("firm", owner, {"name_en": "A"}))
        values: dict[str, str | bytes] = {
            "owner_table": "firm",
            "owner_record": owner,
            "name": "a.pdf",
            "content": b"plan",
            "sha256": "0",
        }
        made_now.run(WriteBatch((Write("insert", "attachment", "a", values),)))
        made_now.run(RemoveRow("attachment", "a"))
        made_now.undo()
        yield made_now


def unguarded(workbook: Workbook, statement: str) -> None:
    """Change the workbook as a tool would that knows of no trigger and no foreign key."""
    connection = workbook.connection
    triggers = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
    kept = triggers.fetchall()
    connection.execute("PRAGMA foreign_keys = OFF")
    for name, _ in kept:
        connection.execute(f'DROP TRIGGER "{name}"')
    connection.execute(statement)
    for _, sql in kept:
        connection.execute(sql)


@pytest.mark.parametrize(
    ("statement", "keys"),
    [
        ("UPDATE firm SET name_zh = 'x'", {"record"}),
        ("UPDATE firm_quarter SET headcount = 4", {"record"}),
        ("DELETE FROM firm_quarter", {"record_missing"}),
        ("DELETE FROM firm", {"record_missing", "reference"}),
        ("UPDATE firm_quarter SET firm = 'nobody'", {"record", "reference"}),
        ("UPDATE audit SET after = replace(after, 'F1', 'F2') WHERE sequence = 1",
         {"chain", "history"}),
        ("UPDATE audit SET record = 'x' WHERE sequence = 3", {"chain", "history", "record",
                                                              "record_missing"}),
        ("DELETE FROM audit WHERE sequence = 2", {"chain", "batch", "record"}),
        ("UPDATE batch SET person = 'x' WHERE number = 2", {"chain"}),
        ("UPDATE batch SET reason = 'x' WHERE number = 1", {"chain"}),
        ("UPDATE batch SET moment = '2020' WHERE number = 3", {"chain"}),
        ("UPDATE batch SET undo_top = 1 WHERE number = 3", {"batch"}),
        ("UPDATE batch SET redo_top = 1 WHERE number = 3", {"batch"}),
        ("UPDATE batch SET last_entry = 9 WHERE number = 2", {"batch"}),
        ("UPDATE content SET bytes = x'00'", {"content"}),
        ("UPDATE workbook SET value = 'x' WHERE key = 'identity'", {"chain"}),
        ("DROP INDEX audit_by_record", {"schema"}),
        ("ALTER TABLE firm ADD COLUMN theirs TEXT", {"schema"}),
    ],
)  # fmt: skip
def test_each_kind_of_damage_has_its_name(
    workbook: Workbook, statement: str, keys: set[str]
) -> None:
    assert workbook.verify_integrity() == ()
    unguarded(workbook, statement)
    assert {fault.key for fault in workbook.verify_integrity()} == keys


def test_a_dropped_trigger_is_named(workbook: Workbook) -> None:
    workbook.connection.execute("DROP TRIGGER audit_keeps_update")
    (fault,) = workbook.verify_integrity()
    assert (fault.key, fault.place) == ("schema", "audit_keeps_update")


def test_a_record_that_refers_to_nothing_is_named(workbook: Workbook) -> None:
    record = str(workbook.find("firm_quarter")[0]["id"])
    unguarded(workbook, "UPDATE firm_quarter SET firm = 'nobody'")
    fault = next(each for each in workbook.verify_integrity() if each.key == "reference")
    assert (fault.place, fault.detail) == (f"firm_quarter {record}", "firm")


def test_a_trail_that_cannot_be_read_is_told_not_raised(workbook: Workbook) -> None:
    unguarded(workbook, "UPDATE firm SET name_zh = CAST(x'ff' AS TEXT)")
    assert "unreadable" in {fault.key for fault in workbook.verify_integrity()}


def test_every_fault_has_its_sentence() -> None:
    texts = load_texts()
    for key in (
        *("seal", "foreign_change", "pages", "schema", "reference", "chain", "history"),
        *("batch", "content", "record", "record_missing", "unreadable"),
    ):
        assert f"check.{key}" in texts


def test_anyone_can_follow_the_chain_from_what_is_written_down(tmp_path: Path) -> None:
    path = tmp_path / "park.feidi"
    with made(path) as workbook:
        record = firm(workbook, "F1", name_en="“quoted”")
        workbook.run(SetFields("firm", record, {"name_en": None}, reason="mistyped"))
        head = workbook.head_hash()
        identity = workbook.identity
    connection = sqlite3.connect(path)
    connection.row_factory = sqlite3.Row
    previous = hashlib.sha256(json.dumps({"workbook": identity}, separators=(",", ":")).encode())
    last = previous.hexdigest()
    for entry in connection.execute(
        "SELECT a.*, b.id, b.moment, b.backwards, b.person, b.role, b.kind, b.action, b.reason, "
        "b.effect FROM audit AS a JOIN batch AS b ON b.number = a.batch ORDER BY a.sequence"
    ):
        batch = {name: entry[name] for name in ("id", "moment", "person", "role", "kind")}
        batch |= {name: entry[name] for name in ("action", "reason", "effect")}
        batch["backwards"] = bool(entry["backwards"])
        sides = [entry[side] and json.loads(entry[side]) for side in ("before", "after")]
        said = json.dumps(
            [last, entry["sequence"], batch, entry["entity"], entry["record"], *sides],
            ensure_ascii=False,
            sort_keys=True,
            separators=(",", ":"),
        )
        last = hashlib.sha256(said.encode()).hexdigest()
        assert entry["hash"].hex() == last
    connection.close()
    assert last == head
    with opened(path) as workbook:
        assert workbook.trail(1)[0].digest == head


def test_the_trail_can_be_read_with_any_tool(tmp_path: Path) -> None:
    path = tmp_path / "park.feidi"
    with made(path) as workbook:
        firm(workbook, "F1")
        head = workbook.head_hash()
    connection = sqlite3.connect(path)
    row = connection.execute("SELECT person, action, entity, hash FROM audit_trail").fetchone()
    connection.close()
    assert row == ("叶清和", "command.add_row", "firm", head)
