"""Everything can be taken back and done again, also tomorrow."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule
from typing_extensions import override

from domain.commands import AddRow, RemoveRow, SetFields, Together, WriteBatch
from domain.entities import SPECS
from domain.errors import DomainError
from domain.records import Query, Write
from domain.reports.issuing import RecordIssue
from storage.copies import logical_digest
from storage.integrity import faults
from tests.storage.park import figures, firm, made, opened

if TYPE_CHECKING:
    from domain.records import Row, Value
    from storage.workbook import Workbook


def state(workbook: Workbook) -> dict[str, list[Row]]:
    """Return all records, so that two moments can be compared."""
    return {table: workbook.find(table) for table in ("firm", "firm_quarter", "attachment")}


def test_undo_and_redo_survive_a_restart(tmp_path: Path) -> None:
    path = tmp_path / "park.feidi"
    with made(path) as workbook:
        record = firm(workbook)
        workbook.run(SetFields("firm", record, {"name_en": "A"}))
    with opened(path) as workbook:
        assert workbook.undo_label() == "command.set_fields"
        workbook.undo()
        assert workbook.find("firm")[0]["name_en"] is None
    with opened(path) as workbook:
        assert workbook.redo_label() == "command.set_fields"
        workbook.redo()
        assert workbook.find("firm")[0]["name_en"] == "A"
        assert workbook.redo_label() == ""


def test_more_than_a_hundred_steps_can_be_taken_back_over_restarts(tmp_path: Path) -> None:
    path = tmp_path / "park.feidi"
    with made(path) as workbook:
        record = firm(workbook)
        for number in range(120):
            workbook.run(SetFields("firm", record, {"name_en": f"step {number}"}))
    with opened(path) as workbook:
        for _ in range(60):
            workbook.undo()
        assert workbook.find("firm")[0]["name_en"] == "step 59"
    with opened(path) as workbook:
        for _ in range(61):
            workbook.undo()
        assert workbook.count(Query("firm")) == 0
        with pytest.raises(DomainError, match="nothing_to_undo"):
            workbook.undo()
    with opened(path) as workbook:
        for _ in range(121):
            workbook.redo()
        assert workbook.find("firm")[0]["name_en"] == "step 119"
        assert workbook.redo_label() == ""


def test_undo_refuses_when_the_record_has_changed_since(tmp_path: Path) -> None:
    with made(tmp_path / "park.feidi") as workbook:
        record = firm(workbook)
        workbook.run(SetFields("firm", record, {"name_en": "A"}))
        # Another program writes past the trail.
        workbook.connection.execute("UPDATE firm SET name_en = 'B'")
        with pytest.raises(DomainError, match="changed_since") as refused:
            workbook.undo()
        assert refused.value.values["record"] == record
        assert str(refused.value.values["label"]) == "企业QH001"
        assert workbook.find("firm")[0]["name_en"] == "B"


def test_a_new_action_ends_what_could_be_done_again(tmp_path: Path) -> None:
    with made(tmp_path / "park.feidi") as workbook:
        record = firm(workbook)
        workbook.run(SetFields("firm", record, {"name_en": "A"}))
        workbook.undo()
        workbook.run(SetFields("firm", record, {"name_en": "C"}))
        with pytest.raises(DomainError, match="nothing_to_redo"):
            workbook.redo()


def test_removal_with_dependents_comes_back_whole(tmp_path: Path) -> None:
    with made(tmp_path / "park.feidi") as workbook:
        owner = firm(workbook)
        figures(workbook, owner, "2024Q3", headcount=4)
        figures(workbook, owner, "2024Q4", headcount=5)
        before = state(workbook)
        workbook.run(RemoveRow("firm", owner, with_dependents=True))
        workbook.undo()
        assert state(workbook) == before


def test_bytes_come_back(tmp_path: Path) -> None:
    with made(tmp_path / "park.feidi") as workbook:
        values: dict[str, str | int | bytes | None] = {
            each.name: None for each in SPECS["attachment"].fields
        }
        values |= {
            "owner_table": "firm",
            "owner_record": "x",
            "name": "plan.pdf",
            "content": b"\x00\xff plan",
            "sha256": "0" * 64,
        }
        workbook.run(WriteBatch((Write("insert", "attachment", "a", values),)))
        workbook.run(RemoveRow("attachment", "a"))
        workbook.undo()
        assert workbook.find("attachment")[0]["content"] == b"\x00\xff plan"
        assert list(faults(workbook.connection, SPECS)) == []


def test_an_undone_insert_that_others_need_is_refused(tmp_path: Path) -> None:
    with made(tmp_path / "park.feidi") as workbook:
        owner = firm(workbook)
        # Written past the stack, as a record that the undone action does not know of.
        workbook.connection.execute(
            "INSERT INTO firm_quarter (id, firm, quarter, not_reported, estimated) "
            "VALUES ('x', ?, '2024Q4', 0, 0)",
            (owner,),
        )
        with pytest.raises(DomainError, match="record_in_use"):
            workbook.undo()
        assert workbook.count(Query("firm")) == 1


_EMPTY: list[bytes] = []


def empty_park() -> bytes:
    """Return the bytes of a new workbook, made once: the machine below begins many times."""
    if not _EMPTY:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "park.feidi"
            made(path).close()
            _EMPTY.append(path.read_bytes())
    return _EMPTY[0]


class RandomWork(RuleBasedStateMachine):
    """Random edits, undone in random places: all undone, the park is as it was at first."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(self.folder.name) / "park.feidi"
        self.path.write_bytes(empty_park())
        self.workbook = opened(self.path)
        self.numbers = iter(range(10_000))
        self.first = state(self.workbook)

    @rule(headcount=st.none() | st.integers(0, 50))
    def add(self, headcount: int | None) -> None:
        """Add a firm with a quarter."""
        owner = AddRow("firm", {"number": (name := f"F{next(self.numbers)}"), "name_zh": name})
        self.workbook.run(owner)
        quarter = {"firm": owner.record, "quarter": "2024Q4", "headcount": headcount}
        self.workbook.run(AddRow("firm_quarter", quarter))

    @rule(content=st.binary(max_size=4))
    def attach(self, content: bytes) -> None:
        """Add or replace an attachment."""
        found = self.workbook.find("attachment")
        values: dict[str, Value] = {"content": content, "sha256": "0"}
        if found:
            write = Write("update", "attachment", str(found[0]["id"]), values)
        else:
            values |= {"owner_table": "firm", "owner_record": "x", "name": "plan.pdf"}
            write = Write("insert", "attachment", f"a{next(self.numbers)}", values)
        self.workbook.run(WriteBatch((write,)))

    @rule(data=st.data(), text=st.text("甲乙丙é", min_size=1, max_size=4))
    def change(self, data: st.DataObject, text: str) -> None:
        """Change two firms in one action."""
        firms = self.workbook.find("firm")
        if firms:
            chosen = {str(data.draw(st.sampled_from(firms))["id"]) for _ in range(2)}
            parts = tuple(SetFields("firm", each, {"name_zh": text}) for each in sorted(chosen))
            self.workbook.run(Together(parts))

    @rule(data=st.data())
    def remove(self, data: st.DataObject) -> None:
        """Remove a firm and all that needs it."""
        firms = self.workbook.find("firm")
        if firms:
            record = str(data.draw(st.sampled_from(firms))["id"])
            self.workbook.run(RemoveRow("firm", record, with_dependents=True))

    @rule()
    def back_and_forth(self) -> None:
        """Undo and redo give the same again."""
        if self.workbook.undo_label():
            before = state(self.workbook)
            self.workbook.undo()
            self.workbook.redo()
            assert state(self.workbook) == before

    @rule()
    def undo(self) -> None:
        """Take one action back."""
        if self.workbook.undo_label():
            self.workbook.undo()

    @rule()
    def reopen(self) -> None:
        """Close the workbook and go on the next day."""
        labels = self.workbook.undo_label(), self.workbook.redo_label()
        before = state(self.workbook)
        self.workbook.close()
        self.workbook = opened(self.path)
        assert state(self.workbook) == before
        assert (self.workbook.undo_label(), self.workbook.redo_label()) == labels

    @override
    def teardown(self) -> None:
        """Take everything back, do it all again, take it back once more."""
        while self.workbook.redo_label():
            self.workbook.redo()
        last = state(self.workbook)
        for _ in range(2):
            while self.workbook.undo_label():
                self.workbook.undo()
            assert state(self.workbook) == self.first
            while self.workbook.redo_label():
                self.workbook.redo()
            assert state(self.workbook) == last
        assert self.workbook.verify_integrity() == ()
        self.workbook.close()
        self.folder.cleanup()


RandomWork.TestCase.settings = settings(
    max_examples=int(os.environ.get("FEIDI_SEQUENCES", "60")),
    stateful_step_count=20,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
TestRandomWork = pytest.mark.no_cover(RandomWork.TestCase)


def test_an_earlier_action_can_be_taken_back_unless_a_later_one_touched_the_record(
    tmp_path: Path,
) -> None:
    with made(tmp_path / "park.feidi") as workbook:
        one, two = firm(workbook, "F1"), firm(workbook, "F2")
        first = workbook.run(SetFields("firm", one, {"name_en": "A"}))
        workbook.run(SetFields("firm", two, {"name_en": "B"}))
        workbook.take_back(first.batch)
        assert [row["name_en"] for row in workbook.find("firm")] == [None, "B"]
        assert workbook.undo_label() == "command.undo"
        workbook.undo()
        assert [row["name_en"] for row in workbook.find("firm")] == ["A", "B"]
        workbook.run(SetFields("firm", one, {"name_en": "C"}))
        with pytest.raises(DomainError, match="changed_since") as refused:
            workbook.take_back(first.batch)
        assert refused.value.values["person"] == "叶清和"
        with pytest.raises(DomainError, match="nothing_to_undo"):
            workbook.take_back("no such action")
        assert workbook.verify_integrity() == ()


def test_an_issued_report_stays_issued(tmp_path: Path) -> None:
    with made(tmp_path / "park.feidi") as workbook:
        record = firm(workbook)
        workbook.run(SetFields("firm", record, {"name_en": "A"}))
        workbook.undo()
        issue: dict[str, Value] = {
            "kind": "quarterly",
            "subject": "2024Q4",
            "quarter": "2024Q4",
            "language": "zh",
            "revision": 1,
            "sha256": "0" * 64,
        }
        issued = workbook.run(RecordIssue(issue))
        assert workbook.redo_label() == "command.set_fields"
        workbook.redo()
        workbook.undo()
        workbook.undo()
        assert workbook.count(Query("firm")) == 0
        assert workbook.count(Query("report_issue")) == 1
        with pytest.raises(DomainError, match="nothing_to_undo"):
            workbook.undo()
        with pytest.raises(DomainError, match="nothing_to_undo"):
            workbook.take_back(issued.batch)
        record = str(workbook.find("report_issue")[0]["id"])
        for command in (
            SetFields("report_issue", record, {"sha256": "1" * 64}),
            RemoveRow("report_issue", record),
            AddRow("report_issue", {**issue, "revision": 2}),
        ):
            with pytest.raises(DomainError, match="record_kept"):
                workbook.run(command)
        assert workbook.verify_integrity() == ()


def test_undo_does_not_touch_a_quarter_that_was_closed_meanwhile(tmp_path: Path) -> None:
    path = tmp_path / "park.feidi"
    with made(path) as workbook:
        workbook.run(
            WriteBatch((Write("insert", "quarter", "q", {"quarter": "2024Q4", "state": "open"}),))
        )
        figures(workbook, firm(workbook), "2024Q4", headcount=5)
        # Closed past the stack, as on another computer that had the file in between.
        workbook.connection.execute("UPDATE quarter SET state = 'closed'")
        with pytest.raises(DomainError) as refused:
            workbook.undo()
        assert (refused.value.key, refused.value.values["quarter"]) == ("quarter_closed", "2024Q4")
        assert workbook.count(Query("firm_quarter")) == 1


def test_equal_contents_have_equal_digests(tmp_path: Path) -> None:
    with made(tmp_path / "a.feidi") as workbook:
        before = logical_digest(workbook.connection)
        firm(workbook)
        assert logical_digest(workbook.connection) != before
