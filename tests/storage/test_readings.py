"""What was read is remembered until the records change, by whomever they are changed."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest

from domain.commands import AddRow
from domain.entities import SPECS
from domain.indicators.remembered import Remembered
from domain.records import Actor, Query
from domain.standing.kept import kept, kept_each
from domain.standing.space import spaces
from domain.standing.stages import stage_moves
from storage.workbook import Workbook

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from domain.records import Records, Value

CLERK = Actor("张三", "clerk")


@pytest.fixture
def workbook(tmp_path: Path) -> Iterator[Workbook]:
    with Workbook.create(tmp_path / "park.feidi", SPECS, CLERK) as made:
        made.run(AddRow("building", {"code": "A"}, record="b"))
        yield made


def numbers(records: Records) -> list[str]:
    """Return the numbers of the units."""
    return sorted(each.number for each in spaces(records))


def add_unit(workbook: Workbook, number: str) -> None:
    """Add a unit of 10 m²."""
    values: dict[str, Value] = {"building": "b", "number": number, "use": "office", "area": 1_000}
    workbook.run(AddRow("unit", values))


def test_a_reading_is_the_same_object_until_something_is_written(workbook: Workbook) -> None:
    add_unit(workbook, "101")
    assert spaces(workbook) is spaces(workbook)


def test_a_command_makes_the_reading_anew(workbook: Workbook) -> None:
    assert numbers(workbook) == []
    add_unit(workbook, "101")
    assert numbers(workbook) == ["101"]
    workbook.undo()
    assert numbers(workbook) == []
    workbook.redo()
    assert numbers(workbook) == ["101"]


def test_a_reader_beside_sees_what_was_written_by_the_workbook(workbook: Workbook) -> None:
    with workbook.reader() as records:
        assert numbers(records) == []
        add_unit(workbook, "101")
        assert numbers(records) == ["101"]


def test_who_reads_beside_shares_what_was_read(workbook: Workbook) -> None:
    add_unit(workbook, "101")
    with workbook.reader() as records:
        found = spaces(records)
    assert spaces(workbook) is found
    with workbook.snapshot() as records:
        assert spaces(records) is found


def test_a_copy_that_is_older_than_the_workbook_reads_for_itself(workbook: Workbook) -> None:
    with workbook.snapshot() as records:
        add_unit(workbook, "101")
        assert numbers(workbook) == ["101"]
        assert numbers(records) == []


def test_an_argument_said_or_left_to_its_default_asks_for_the_same_reading(
    workbook: Workbook,
) -> None:
    assert stage_moves(workbook) is stage_moves(workbook, "incubation")
    assert stage_moves(workbook, process="incubation") is stage_moves(workbook)


def test_who_asks_while_another_thread_reads_waits_for_its_reading(workbook: Workbook) -> None:
    begun, go_on = threading.Event(), threading.Event()
    threads: list[threading.Thread] = []

    @kept
    def read(records: Records) -> object:
        threads.append(threading.current_thread())
        begun.set()
        go_on.wait(60)
        return records.count(Query("building"))

    found: list[object] = []

    def ask_beside() -> None:
        with workbook.reader() as records:
            found.append(read(records))

    first, second = (threading.Thread(target=ask_beside) for _ in range(2))
    first.start()
    assert begun.wait(60)
    second.start()
    second.join(0.2)
    assert second.is_alive()
    go_on.set()
    for thread in (first, second):
        thread.join(10)
    assert found == [1, 1]
    assert threads == [first]


def test_a_reading_that_failed_is_made_anew(workbook: Workbook) -> None:
    answers = iter((OSError("disk gone"), None))

    @kept
    def read(records: Records) -> int:
        failure = next(answers)
        if failure is not None:
            raise failure
        return records.count(Query("building"))

    with pytest.raises(OSError, match="disk gone"):
        read(workbook)
    assert read(workbook) == 1


def test_of_several_quarters_only_those_not_yet_read_are_read(workbook: Workbook) -> None:
    asked: list[tuple[str, ...]] = []

    @kept_each
    def read(records: Records, parts: Sequence[str]) -> dict[str, int]:
        asked.append(tuple(parts))
        return {part: records.count(Query("building")) for part in parts}

    assert read(workbook, ("a", "b")) == {"a": 1, "b": 1}
    assert read(workbook, ("b", "c")) == {"b": 1, "c": 1}
    workbook.run(AddRow("building", {"code": "B"}))
    assert read(workbook, ("c",)) == {"c": 2}
    assert asked == [("a", "b"), ("c",), ("c",)]


def test_what_was_read_before_a_rollback_is_forgotten(workbook: Workbook) -> None:
    add_unit(workbook, "101")
    connection = workbook.connection
    connection.execute("BEGIN")
    connection.execute("UPDATE unit SET number = '909'")
    assert numbers(workbook) == ["909"]
    assert workbook.readings() is None
    connection.execute("ROLLBACK")
    assert numbers(workbook) == ["101"]


def test_one_reading_of_records_without_memory_has_one_of_its_own(workbook: Workbook) -> None:
    add_unit(workbook, "101")
    connection = workbook.connection
    connection.execute("BEGIN")
    remembered = Remembered(workbook)
    assert spaces(remembered) is spaces(remembered)
    connection.execute("ROLLBACK")
    assert spaces(Remembered(workbook)) is spaces(workbook)
