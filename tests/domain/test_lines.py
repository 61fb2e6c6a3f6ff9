"""A record is added with the lines inside its form as one step, and removed with them as one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from domain.commands import AddRow, RemoveRow
from domain.entities import SPECS
from domain.errors import DomainError
from domain.lines import AddWithLines, Line, lines_of
from domain.records import Aggregate, EntitySpec, Field, Kind, Query, Write
from tests.storage.park import made

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from domain.records import Records, Row, Value
    from storage.workbook import Workbook


@pytest.fixture
def workbook(tmp_path: Path) -> Iterator[Workbook]:
    with made(tmp_path / "park.feidi") as opened:
        yield opened


def _party(workbook: Workbook, code: str) -> str:
    add = AddRow("party", {"code": code, "name_en": code, "kind": "other"})
    workbook.run(add)
    return add.record


def _indicator(name: str, weight: int) -> Line:
    values: dict[str, Value] = {"name": name, "weight": weight, "direction": "higher"}
    return Line("operator_indicator", values)


def test_the_lines_of_an_entity_are_known_from_their_specs() -> None:
    assert [spec.table for spec in lines_of(SPECS, "event")] == ["event_party"]
    assert [spec.table for spec in lines_of(SPECS, "sharing_rule_version")] == [
        "rule_phase",
        "degression_step",
        "escrow_term",
    ]
    assert lines_of(SPECS, "firm") == ()


def test_a_record_and_its_lines_are_one_step_of_undo(workbook: Workbook) -> None:
    parties = [_party(workbook, code) for code in ("A1", "B1")]
    lines = [Line("event_party", {"party": party}) for party in parties]
    values: dict[str, Value] = {"date": "2024-05-06", "kind": "visit", "title": "Visit"}
    event = AddWithLines("event", values, lines)
    workbook.run(event)
    found = workbook.find("event_party", event=event.record)
    assert {row["party"] for row in found} == set(parties)
    workbook.undo()
    assert workbook.get("event", event.record) is None
    assert workbook.find("event_party") == []
    workbook.redo()
    assert len(workbook.find("event_party", event=event.record)) == 2


def test_a_line_is_checked_beside_those_before_it_and_named_in_the_refusal(
    workbook: Workbook,
) -> None:
    operator = _party(workbook, "OP")
    values: dict[str, Value] = {"code": "C9", "operator": operator, "start": "2024-01-01"}
    lines = [_indicator("jobs", 60), _indicator("rent", 50)]
    with pytest.raises(DomainError, match="weights_exceed") as caught:
        workbook.run(AddWithLines("operator_contract", values, lines))
    assert caught.value.table == "operator_indicator"
    assert caught.value.values["line"] == lines[1].record
    assert workbook.find("operator_contract", code="C9") == []


def test_the_same_line_twice_is_refused(workbook: Workbook) -> None:
    party = _party(workbook, "A1")
    lines = [Line("event_party", {"party": party}) for _time in range(2)]
    values: dict[str, Value] = {"date": "2024-05-06", "kind": "visit", "title": "Visit"}
    with pytest.raises(DomainError, match="duplicate"):
        workbook.run(AddWithLines("event", values, lines))


def test_a_record_goes_with_its_lines_without_being_asked(workbook: Workbook) -> None:
    event = AddWithLines(
        "event",
        {"date": "2024-05-06", "kind": "visit", "title": "Visit"},
        [Line("event_party", {"party": _party(workbook, "A1")})],
    )
    workbook.run(event)
    workbook.run(RemoveRow("event", event.record))
    assert workbook.find("event_party") == []
    workbook.undo()
    assert len(workbook.find("event_party", event=event.record)) == 1


def test_what_rests_on_a_line_still_stands_against_the_removal(workbook: Workbook) -> None:
    operator = _party(workbook, "OP")
    workbook.run(AddRow("quarter", {"quarter": "2024Q2"}))
    line = _indicator("jobs", 100)
    contract = AddWithLines(
        "operator_contract", {"code": "C9", "operator": operator, "start": "2024-01-01"}, [line]
    )
    workbook.run(contract)
    workbook.run(AddRow("operator_score", {"indicator": line.record, "quarter": "2024Q2"}))
    with pytest.raises(DomainError, match="record_in_use") as caught:
        workbook.run(RemoveRow("operator_contract", contract.record))
    assert caught.value.values["used_by"] == "operator_score"


def test_rules_of_a_line_read_all_else_as_it_is_recorded(workbook: Workbook) -> None:
    read: list[object] = []

    def rule(_row: Row, records: Records) -> Iterator[DomainError]:
        query = Query("party")
        read.append(len(records.select(query)))
        read.append(records.count(query))
        read.append(records.aggregate(query, [Aggregate("rows", "rows")])[0]["rows"])
        read.append(len(records.history("party", party)))
        read.append(len(records.trail(1)))
        yield from ()

    party = _party(workbook, "A1")
    number = workbook.count(Query("party"))
    field = Field("party", Kind.REFERENCE, target="party")
    spec = EntitySpec("event", (field,), ("party",), rules=(rule,))
    command = AddWithLines("event", {"party": party}, ())
    assert list(command.writes(workbook, {**SPECS, "event": spec})) == [
        Write("insert", "event", command.record, {"party": party})
    ]
    assert read == [number, number, number, 1, 1]
