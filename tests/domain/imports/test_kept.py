"""What was said of a table holds for another with the same headings, wherever they stand."""

from __future__ import annotations

import json

import pytest

from domain.entities import SPECS
from domain.imports.keeping import keep_mapping
from domain.imports.kept import KeptMapping, headings_of, kept_for, kept_mappings
from domain.imports.kinds import SHEET_KINDS
from domain.imports.looking import SheetLook, look_at
from domain.imports.mapping import TableMapping, mapping_content, read_mapping
from domain.imports.sheet import Reading, Sheet
from tests.fakes import MemoryRecords

TURN = TableMapping(
    kind="firm_quarter",
    heading_row=1,
    columns={"A": "firm_number", "B": "quarter", "C": "revenue_fen"},
    units={"revenue_fen": 100_000},
    mark=",",
)


def _sheet(*rows: tuple[str, ...], first: int = 1) -> Sheet:
    return Sheet("a.csv", "", rows, range(first, first + len(rows)))


def _look(sheet: Sheet, said: TableMapping) -> SheetLook:
    return look_at([Reading("a.csv", (sheet,))], SHEET_KINDS, {("a.csv", ""): said})[0]


def _kept(sheet: Sheet, said: TableMapping) -> tuple[KeptMapping, ...]:
    records = MemoryRecords()
    command = keep_mapping(records, _look(sheet, said), said, today="2024-11-27", author="Ye")
    (write,) = command.writes(records, SPECS)
    records.add("import_mapping", **write.values)
    return kept_mappings(records)


def test_headings_below_a_title_and_in_another_order_are_found() -> None:
    kept = _kept(_sheet(("code", "when", "turn"), ("QH001", "2024Q1", "1")), TURN)
    other = _sheet(("Title", "", ""), ("turn", "code", "When "), ("1", "QH001", "x"), first=3)
    found = kept_for(other, kept)
    assert found is not None
    assert found[0].kept_on == "2024-11-27"
    assert found[1].heading_row == 4
    assert found[1].columns == {"B": "firm_number", "C": "quarter", "A": "revenue_fen"}
    assert (found[1].units, found[1].mark) == ({"revenue_fen": 100_000}, ",")


@pytest.mark.parametrize(
    "row",
    [
        ("code", "when"),
        ("code", "when", "turn", "more"),
        # Another unit is another heading: what was said of the unit would be wrong.
        ("code", "when", "turn (k¥)"),
    ],
)
def test_other_headings_are_not_taken_for_the_same(row: tuple[str, ...]) -> None:
    kept = _kept(_sheet(("code", "when", "turn"), ("QH001", "2024Q1", "1")), TURN)
    assert kept_for(_sheet(row, row), kept) is None


def test_columns_without_a_heading_of_their_own_are_found_by_their_letter() -> None:
    said = TableMapping(
        kind="firm_quarter",
        heading_row=1,
        columns={"A": "firm_number", "B": "quarter", "C": "revenue_fen", "D": "headcount"},
    )
    kept = _kept(_sheet(("code", "when", "x", "x", "")[:4], ("QH001", "2024Q1", "1", "2")), said)
    same = _sheet(("code", "when", "x", "x"), ("QH001", "2024Q1", "1", "2"))
    found = kept_for(same, kept)
    assert found is not None
    assert found[1].columns == said.columns
    swapped = _sheet(("when", "code", "x", "x"), ("2024Q1", "QH001", "1", "2"))
    assert kept_for(swapped, kept) is None


def test_a_mapping_of_another_kind_is_left_aside_when_the_kind_is_named() -> None:
    sheet = _sheet(("code", "when", "turn"), ("QH001", "2024Q1", "1"))
    kept = _kept(sheet, TURN)
    assert kept_for(sheet, kept, "cost") is None
    assert kept_for(sheet, kept, "firm_quarter") is not None


def test_what_is_kept_again_takes_the_place_of_what_was_kept() -> None:
    records = MemoryRecords()
    sheet = _sheet(("code", "when", "turn"), ("QH001", "2024Q1", "1"))
    first = keep_mapping(records, _look(sheet, TURN), TURN, today="2024-11-27", author="Ye")
    (write,) = first.writes(records, SPECS)
    record = records.add("import_mapping", **write.values)
    again = keep_mapping(records, _look(sheet, TURN), TURN, today="2025-01-20", author="Zhu")
    (change,) = again.writes(records, SPECS)
    assert (change.action, change.record) == ("update", record)
    assert change.values == {"kept_on": "2025-01-20", "author": "Zhu"}


def test_what_a_newer_program_kept_is_passed_over() -> None:
    records = MemoryRecords()
    for definition, headings in (("{", "[]"), ('{"folds": 1}', "[]"), ("{}", "{}")):
        records.add(
            "import_mapping",
            name="a.csv",
            kept_on="2024-11-27",
            headings=headings,
            definition=definition,
        )
    assert kept_mappings(records) == ()


@pytest.mark.parametrize(
    "mapping",
    [
        TableMapping(),
        TableMapping(kind="cost", sheet="2024", heading_row=3, values={"payer": "x"}, mark="."),
        TableMapping(kind="firm_quarter", columns={"A": ""}, units={"revenue_fen": 1_000_000}),
    ],
)
def test_a_mapping_reads_back_from_its_file_as_it_was(mapping: TableMapping) -> None:
    assert read_mapping(json.loads(json.dumps(mapping_content(mapping, SHEET_KINDS)))) == mapping


def test_a_unit_is_written_as_one_of_its_column() -> None:
    areas = TableMapping(kind="unit", units={"area": 100})
    assert mapping_content(areas, SHEET_KINDS)["units"] == {"area": "㎡"}


def test_blank_headings_at_the_end_do_not_count() -> None:
    assert headings_of(("code", "", "turn ", "", "")) == ("code", "", "turn")
