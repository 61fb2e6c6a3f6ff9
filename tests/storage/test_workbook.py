"""The workbook keeps what it says it keeps, and refuses what it must."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

import pytest

from domain.commands import AddRow, RemoveRow, SetFields, Together, WriteBatch
from domain.entities import SPECS
from domain.errors import DomainError
from domain.records import Aggregate, Condition, Query, Write
from storage.errors import StorageError
from storage.integrity import faults
from storage.schema import APPLICATION_ID
from tests.storage.park import figures, firm, made, opened

if TYPE_CHECKING:
    from pathlib import Path


def test_what_was_recorded_is_there_after_closing_and_opening(tmp_path: Path) -> None:
    path = tmp_path / "park.feidi"
    with made(path) as workbook:
        record = firm(workbook, name_en="Firm one")
    with opened(path) as again:
        assert again.get("firm", record) is not None
        assert again.find("firm", number="QH001")[0]["name_en"] == "Firm one"


def test_a_new_workbook_never_overwrites_a_file(tmp_path: Path) -> None:
    path = tmp_path / "park.feidi"
    path.write_text("mine")
    with pytest.raises(StorageError, match="exists"):
        made(path)
    assert path.read_text() == "mine"


def test_the_file_says_that_it_is_a_workbook(tmp_path: Path) -> None:
    path = tmp_path / "park.feidi"
    made(path).close()
    connection = sqlite3.connect(path)
    assert connection.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID
    assert connection.execute("PRAGMA user_version").fetchone()[0] >= 1
    connection.close()


@pytest.mark.parametrize(
    ("content", "key"),
    [
        (b"", "foreign"),
        (b"PK\x03\x04 a spreadsheet", "foreign"),
        (b"SQLite format 3\x00", "damaged"),
    ],
)
def test_a_file_that_is_no_workbook_is_refused(tmp_path: Path, content: bytes, key: str) -> None:
    path = tmp_path / "park.feidi"
    path.write_bytes(content)
    with pytest.raises(StorageError) as refused:
        opened(path)
    assert refused.value.key == key
    assert path.read_bytes() == content


def test_another_sqlite_file_is_refused_as_foreign(tmp_path: Path) -> None:
    path = tmp_path / "other.feidi"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE a (b)")
    connection.commit()
    connection.close()
    with pytest.raises(StorageError, match="foreign"):
        opened(path)


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="missing"):
        opened(tmp_path / "none.feidi")
    with pytest.raises(StorageError, match="folder"):
        opened(tmp_path)


def test_a_workbook_of_a_newer_version_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "park.feidi"
    made(path).close()
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(StorageError) as refused:
        opened(path)
    assert refused.value.key == "newer"
    assert refused.value.values["found"] == 99
    assert path.read_bytes() == before


def test_a_cut_file_is_refused_as_damaged(tmp_path: Path) -> None:
    path = tmp_path / "park.feidi"
    with made(path) as workbook:
        for number in range(200):
            firm(workbook, f"QH{number:03d}")
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    with pytest.raises(StorageError, match="damaged"):
        opened(path)


def test_a_second_start_reads_only_and_names_the_holder(tmp_path: Path) -> None:
    path = tmp_path / "park.feidi"
    with made(path) as first, opened(path) as second:
        assert first.writable
        assert not second.writable
        assert second.holder is not None
        assert "叶清和" in second.holder.name
        with pytest.raises(StorageError, match="held"):
            firm(second)
        assert second.count(Query("firm")) == 0
    with opened(path) as later:
        assert later.writable


def test_an_update_keeps_the_trail_before_and_after(tmp_path: Path) -> None:
    with made(tmp_path / "park.feidi") as workbook:
        record = firm(workbook)
        changes = workbook.run(SetFields("firm", record, {"name_en": "A"}, reason="register"))
        assert changes.tables == {"firm": frozenset({record})}
        entries = workbook.history("firm", record)
    assert [entry.action for entry in entries] == ["command.add_row", "command.set_fields"]
    assert entries[0].before is None
    assert entries[1].before is not None
    assert entries[1].before["name_en"] is None
    assert entries[1].after is not None
    assert entries[1].after["name_en"] == "A"
    assert (entries[1].actor.person, entries[1].reason) == ("叶清和", "register")


def test_setting_a_field_to_what_it_is_leaves_no_trace(tmp_path: Path) -> None:
    with made(tmp_path / "park.feidi") as workbook:
        record = firm(workbook)
        head = workbook.head_hash()
        assert not workbook.run(SetFields("firm", record, {"number": "QH001"}))
        assert workbook.head_hash() == head


def test_a_refused_command_changes_nothing(tmp_path: Path) -> None:
    with made(tmp_path / "park.feidi") as workbook:
        owner = firm(workbook)
        head = workbook.head_hash()
        good = AddRow("firm_quarter", {"firm": owner, "quarter": "2024Q4", "headcount": 3})
        bad = AddRow("firm_quarter", {"firm": owner, "quarter": "2024Q5"})
        with pytest.raises(DomainError, match="quarter_invalid"):
            workbook.run(Together((good, bad)))
        assert workbook.count(Query("firm_quarter")) == 0
        assert workbook.head_hash() == head


def test_the_database_itself_refuses_a_broken_reference(tmp_path: Path) -> None:
    with made(tmp_path / "park.feidi") as workbook:
        write = Write("insert", "firm_quarter", "x", {"firm": "nobody", "quarter": "2024Q4"})
        with pytest.raises(DomainError, match="reference_unknown"):
            workbook.run(WriteBatch((write,)))
        assert workbook.count(Query("firm_quarter")) == 0


def test_the_database_itself_refuses_a_second_row_of_a_key(tmp_path: Path) -> None:
    with made(tmp_path / "park.feidi") as workbook:
        firm(workbook)
        row = {each.name: each.default for each in SPECS["firm"].fields} | {"number": "QH001"}
        with pytest.raises(DomainError, match="duplicate"):
            workbook.run(WriteBatch((Write("insert", "firm", "x", row),)))
        assert workbook.count(Query("firm")) == 1


@pytest.mark.parametrize("table", ["audit", "batch"])
@pytest.mark.parametrize(
    "statement",
    ["DELETE FROM {}", "UPDATE {} SET rowid = 5", "INSERT OR REPLACE INTO {0} SELECT * FROM {0}"],
)
def test_the_trail_takes_no_change_even_from_another_tool(
    tmp_path: Path, table: str, statement: str
) -> None:
    path = tmp_path / "park.feidi"
    with made(path) as workbook:
        firm(workbook)
    connection = sqlite3.connect(path)
    with pytest.raises(sqlite3.IntegrityError, match="append_only"):
        connection.execute(statement.format(table))
    connection.close()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE firm_quarter SET headcount = 9",
        "DELETE FROM firm_quarter",
        "INSERT INTO firm_quarter (id, firm, quarter) SELECT 'x', firm, '2024Q3' FROM firm_quarter",
    ],
)
def test_a_closed_quarter_refuses_change_in_the_database_itself(
    tmp_path: Path, statement: str
) -> None:
    path = tmp_path / "park.feidi"
    with made(path) as workbook:
        figures(workbook, firm(workbook), "2024Q3", headcount=5)
        closed = {each.name: each.default for each in SPECS["quarter"].fields}
        closed |= {"quarter": "2024Q3", "state": "closed"}
        workbook.run(WriteBatch((Write("insert", "quarter", "q", closed),)))
    connection = sqlite3.connect(path)
    with pytest.raises(sqlite3.IntegrityError, match="quarter_closed"):
        connection.execute(statement)
    connection.close()


def test_removing_a_record_that_others_need_is_refused_by_name(tmp_path: Path) -> None:
    with made(tmp_path / "park.feidi") as workbook:
        owner = firm(workbook)
        figures(workbook, owner, "2024Q4", headcount=5)
        with pytest.raises(DomainError, match="record_in_use") as refused:
            workbook.run(RemoveRow("firm", owner))
        assert refused.value.values["used_by"] == "firm_quarter"
        workbook.run(RemoveRow("firm", owner, with_dependents=True))
        assert workbook.count(Query("firm_quarter")) == 0


def test_unknown_values_come_last_in_both_directions(tmp_path: Path) -> None:
    with made(tmp_path / "park.feidi") as workbook:
        for number, headcount in (("1", 5), ("2", None), ("3", 9)):
            figures(workbook, firm(workbook, number), "2024Q4", headcount=headcount)
        for order, expected in (("headcount", [5, 9, None]), ("-headcount", [9, 5, None])):
            rows = workbook.select(Query("firm_quarter", order=(order,)))
            assert [row["headcount"] for row in rows] == expected


def test_search_finds_every_word_in_the_record_or_in_what_it_refers_to(tmp_path: Path) -> None:
    with made(tmp_path / "park.feidi") as workbook:
        figures(workbook, firm(workbook, "QH001", name_en="Liyuan 100%"), "2024Q4")
        figures(workbook, firm(workbook, "QH002", name_en="Yaojun_x"), "2024Q4")
        assert workbook.count(Query("firm_quarter", search="liyuan 2024")) == 1
        assert workbook.count(Query("firm_quarter", search="100%")) == 1
        assert workbook.count(Query("firm_quarter", search="n_x")) == 1
        assert workbook.count(Query("firm_quarter", search="x%y")) == 0


def test_a_hostile_filter_value_is_only_a_value(tmp_path: Path) -> None:
    with made(tmp_path / "park.feidi") as workbook:
        firm(workbook)
        hostile = "' OR 1=1; DROP TABLE firm; --"
        assert workbook.count(Query("firm", where=(Condition("number", "=", hostile),))) == 0
        assert workbook.count(Query("firm", search=hostile)) == 0
        with pytest.raises(KeyError):
            workbook.select(Query("firm", order=('number"; DROP TABLE firm',)))
        assert workbook.count(Query("firm")) == 1


def test_sums_leave_unknown_out_and_count_what_is_known(tmp_path: Path) -> None:
    with made(tmp_path / "park.feidi") as workbook:
        for number, headcount in (("1", 5), ("2", None), ("3", 0)):
            figures(workbook, firm(workbook, number), "2024Q4", headcount=headcount)
        asked = (
            Aggregate("sum", "total", "headcount"),
            Aggregate("known", "known", "headcount"),
            Aggregate("rows", "rows"),
            Aggregate("most", "greatest", "headcount"),
            Aggregate("least", "least", "headcount"),
        )
        (row,) = workbook.aggregate(Query("firm_quarter"), asked)
        assert dict(row) == {"sum": 5, "known": 2, "rows": 3, "most": 5, "least": 0}
        grouped = workbook.aggregate(Query("firm_quarter"), asked[:1], by=("firm.number",))
        assert [(each["firm.number"], each["sum"]) for each in grouped] == [
            ("1", 5),
            ("2", None),
            ("3", 0),
        ]
        few = workbook.aggregate(Query("firm_quarter", limit=2), asked[2:3], by=("firm",))
        assert [each["rows"] for each in few] == [1, 1]


def test_a_reader_sees_the_records_and_cannot_change_them(tmp_path: Path) -> None:
    with made(tmp_path / "park.feidi") as workbook:
        firm(workbook)
        with workbook.reader() as records:
            assert records.count(Query("firm")) == 1
    with (
        opened(tmp_path / "park.feidi", read_only=True) as reading,
        pytest.raises(StorageError, match="read_only"),
    ):
        firm(reading, "QH002")


def test_a_healthy_workbook_has_no_faults(tmp_path: Path) -> None:
    with made(tmp_path / "park.feidi") as workbook:
        owner = firm(workbook)
        workbook.run(SetFields("firm", owner, {"name_en": "A"}))
        workbook.undo()
        assert list(faults(workbook.connection, SPECS)) == []


@pytest.mark.parametrize(
    ("statement", "key"),
    [
        ("UPDATE firm SET name_zh = 'forged'", "record"),
        ("DELETE FROM firm", "record_missing"),
        ("INSERT INTO firm (id, number) VALUES ('x', 'QH999')", "record"),
    ],
)
def test_a_change_made_past_the_program_is_found(tmp_path: Path, statement: str, key: str) -> None:
    path = tmp_path / "park.feidi"
    with made(path) as workbook:
        firm(workbook)
    connection = sqlite3.connect(path)
    connection.execute(statement)
    connection.commit()
    connection.close()
    with opened(path) as workbook:
        assert key in {fault.key for fault in faults(workbook.connection, SPECS)}


def test_an_entry_rewritten_in_the_middle_breaks_the_chain(tmp_path: Path) -> None:
    path = tmp_path / "park.feidi"
    with made(path) as workbook:
        for number in range(5):
            firm(workbook, f"QH{number}")
    connection = sqlite3.connect(path)
    connection.execute("DROP TRIGGER audit_keeps_update")
    connection.execute("UPDATE audit SET after = replace(after, 'QH2', 'QH7') WHERE sequence = 3")
    connection.commit()
    connection.close()
    with opened(path) as workbook:
        found = [fault for fault in faults(workbook.connection, SPECS) if fault.key == "chain"]
    assert [fault.place for fault in found] == ["3"]


def test_a_clock_that_goes_backwards_is_marked(tmp_path: Path) -> None:
    from datetime import timedelta

    from domain.records import Actor
    from storage.workbook import Workbook
    from tests.storage.park import SteppingClock

    clock = SteppingClock()
    path = tmp_path / "park.feidi"
    with Workbook.create(path, SPECS, Actor("a", "clerk"), clock=clock) as workbook:
        firm(workbook, "1")
        clock.now -= timedelta(days=1)
        firm(workbook, "2")
        marks = workbook.connection.execute("SELECT backwards FROM batch ORDER BY number")
        assert [mark for (mark,) in marks] == [0, 1]
