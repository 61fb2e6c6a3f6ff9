"""What cannot be kept is refused by name; what is kept reads back as it was written."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from domain.commands import AddRow, WriteBatch
from domain.entities import SPECS
from domain.errors import DomainError
from domain.records import Actor, Choices, Write
from storage.workbook import Workbook
from tests.storage.park import SECRETARY, figures, firm

if TYPE_CHECKING:
    from collections.abc import Iterator

    from domain.records import Value


@pytest.fixture
def workbook() -> Iterator[Workbook]:
    with Workbook.memory(SPECS, SECRETARY) as made:
        yield made


@pytest.mark.parametrize(
    ("table", "values", "key", "field"),
    [
        ("region", {"kind": "county", "distance_km": float("nan")}, "not_a_number", "distance_km"),
        ("region", {"kind": "county", "distance_km": "12"}, "wrong_type", "distance_km"),
        ("region", {"kind": "county", "distance_km": 10**400}, "too_large", "distance_km"),
        ("region", {"kind": "county", "name_zh": "\ud800"}, "wrong_type", "name_zh"),
        ("region", {"kind": "county", "name_zh": 5}, "wrong_type", "name_zh"),
        ("region", {"kind": "county", "name_zh": b"x"}, "wrong_type", "name_zh"),
        ("region", {"name_zh": "衢州市"}, "required", "kind"),
        ("party", {"code": "A", "kind": "host", "votes": 2**63}, "too_large", "votes"),
        ("party", {"code": "A", "kind": "host", "votes": 1.0}, "wrong_type", "votes"),
        ("party", {"code": "A", "kind": "host", "region": "x"}, "reference_unknown", "region"),
    ],
)
def test_a_value_that_cannot_be_kept_is_refused_at_its_field(
    workbook: Workbook, table: str, values: dict[str, Value], key: str, field: str
) -> None:
    with pytest.raises(DomainError) as refused:
        workbook.run(WriteBatch((Write("insert", table, "x", values),)))
    assert (refused.value.key, refused.value.table, refused.value.field) == (key, table, field)
    assert workbook.get(table, "x") is None
    assert workbook.trail() == []


def test_kept_values_read_back_as_they_were_and_agree_with_the_trail(workbook: Workbook) -> None:
    values: dict[str, Value] = {
        "kind": "county",
        "name_zh": "龙游县",
        "name_fr": "à l’œuvre\u202f!",
        "remark": "line\nline\x00end \"'\\",
        "distance_km": 5,
    }
    workbook.run(WriteBatch((Write("insert", "region", "x", values),)))
    row = workbook.get("region", "x")
    assert row == {"id": "x", "code": None, "name_en": None, "parent": None, **values}
    assert isinstance(row["distance_km"], float)
    figures(workbook, firm(workbook), "2024Q4", revenue_fen=2**63 - 1)
    assert workbook.verify_integrity() == ()


def test_a_field_that_no_spec_knows_is_a_fault_of_ours(workbook: Workbook) -> None:
    with pytest.raises(KeyError, match=r"region\.nothing"):
        workbook.run(WriteBatch((Write("insert", "region", "x", {"nothing": 1}),)))


def test_a_record_written_twice_in_one_action_is_seen_as_the_first_write_left_it(
    workbook: Workbook,
) -> None:
    writes = (
        Write("insert", "region", "x", {"kind": "county", "code": "1"}),
        Write("update", "region", "x", {"code": "2", "name_zh": "甲"}),
        Write("update", "region", "x", {"code": "2"}),
        Write("update", "region", "x", {"code": "3"}),
    )
    workbook.run(WriteBatch(writes))
    entries = workbook.history("region", "x")
    assert [(entry.after or {})["code"] for entry in entries] == ["1", "2", "3"]
    workbook.run(WriteBatch((Write("delete", "region", "x"), writes[0])))
    assert workbook.find("region", code="1")
    workbook.undo()
    assert workbook.find("region", code="3", name_zh="甲")
    workbook.undo()
    assert workbook.find("region") == []
    workbook.redo()
    assert workbook.verify_integrity() == ()


def test_the_same_id_cannot_be_given_twice(workbook: Workbook) -> None:
    write = Write("insert", "region", "x", {"kind": "county"})
    for writes in ((write, write), (write,), (write,)):
        refused = workbook.get("region", "x") is not None or len(writes) > 1
        if not refused:
            workbook.run(WriteBatch(writes))
            continue
        with pytest.raises(DomainError, match="duplicate"):
            workbook.run(WriteBatch(writes))
    assert len(workbook.find("region")) == 1


@pytest.mark.parametrize("action", ["update", "delete"])
def test_a_record_that_is_gone_cannot_be_changed(workbook: Workbook, action: str) -> None:
    write = Write("update" if action == "update" else "delete", "region", "x", {})
    with pytest.raises(DomainError, match="record_gone"):
        workbook.run(WriteBatch((write,)))


def test_a_word_of_a_choice_is_kept_as_plain_text(workbook: Workbook) -> None:
    class Word(str):
        __slots__ = ()

    kind = Choices("kind", (Word("county"),)).values[0]
    workbook.run(WriteBatch((Write("insert", "region", "x", {"kind": kind}),)))
    assert type((workbook.get("region", "x") or {})["kind"]) is str


def test_who_works_can_change_and_stands_in_the_trail(workbook: Workbook) -> None:
    firm(workbook, "1")
    workbook.set_actor(Actor("李", "chair"))
    assert workbook.actor.person == "李"
    firm(workbook, "2")
    assert [entry.actor.person for entry in workbook.trail()] == ["李", "叶清和"]
    assert len(workbook.trail(limit=1, offset=1)) == 1


def test_bytes_stand_in_the_history_by_their_hash(workbook: Workbook) -> None:
    # SHA-256 of "abc", FIPS 180-2, appendix B.1.
    known = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    values: dict[str, Value] = {
        "owner_table": "firm",
        "owner_record": "x",
        "name": "abc.txt",
        "content": b"abc",
        "sha256": known,
    }
    command = AddRow("attachment", values)
    workbook.run(command)
    (entry,) = workbook.history("attachment", command.record)
    assert entry.after is not None
    assert entry.after["content"] == f"sha256:{known}"


def test_replaced_bytes_come_back_with_undo_and_go_again_with_redo(workbook: Workbook) -> None:
    values: dict[str, Value] = {
        "owner_table": "firm",
        "owner_record": "x",
        "name": "plan.pdf",
        "content": b"first",
        "sha256": "0",
    }
    workbook.run(WriteBatch((Write("insert", "attachment", "a", values),)))
    workbook.run(WriteBatch((Write("update", "attachment", "a", {"content": b"second"}),)))
    for _ in range(3):
        workbook.undo()
        assert workbook.find("attachment", content=b"first")
        workbook.redo()
        assert workbook.find("attachment", content=b"second")
    kept = workbook.connection.execute("SELECT bytes FROM content ORDER BY bytes").fetchall()
    assert kept == [(b"first",), (b"second",)]
    assert workbook.verify_integrity() == ()
