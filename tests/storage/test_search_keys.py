"""Chinese names are found by how they sound, and the index follows the records."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from domain.commands import AddRow, RemoveRow, SetFields
from domain.entities import SPECS
from domain.records import Actor, Aggregate, Condition, Query
from storage.pinyin import sounds
from storage.workbook import Workbook

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

CLERK = Actor("吾清和", "clerk")


@pytest.fixture
def workbook(tmp_path: Path) -> Iterator[Workbook]:
    with Workbook.create(tmp_path / "park.feidi", SPECS, CLERK) as made:
        yield made


def firm(workbook: Workbook, number: str, name: str, **more: str) -> str:
    """Record a firm."""
    command = AddRow("firm", {"number": number, "name_zh": name, **more})
    workbook.run(command)
    return command.record


def found(workbook: Workbook, words: str, table: str = "firm") -> list[str]:
    """Return the numbers of the firms found."""
    return [str(row["number"]) for row in workbook.select(Query(table, search=words))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("衢州", {"quzhou", "qz"}),
        # 重 is zhong, or chong as in the name of the city.
        ("重庆", {"zhongqing", "zq", "chongqing", "cq"}),
        ("绿 (Green)", {"lv", "l", "lu"}),
        ("Alpha", set()),
    ],
)
def test_a_name_sounds_as_it_is_read(text: str, expected: set[str]) -> None:
    assert set(sounds(text)) == expected


def test_a_firm_is_found_by_pinyin_by_initials_and_by_parts_of_them(workbook: Workbook) -> None:
    firm(workbook, "F1", "杭州朔砚数据科技有限公司")
    firm(workbook, "F2", "衢州泓禾检测股份有限公司", contact_person="叶清和")
    assert found(workbook, "shuoyan") == ["F1"]
    assert found(workbook, "HZSY") == ["F1"]
    assert found(workbook, "quzhou honghe") == ["F2"]
    assert found(workbook, "数据") == ["F1"]
    assert found(workbook, "清和") == ["F2"]
    assert found(workbook, "yeqinghe") == ["F2"]
    assert found(workbook, "yqh") == ["F2"]


def test_records_of_a_firm_are_found_by_the_sound_of_its_name(workbook: Workbook) -> None:
    owner = firm(workbook, "F1", "杭州朔砚数据科技有限公司")
    workbook.run(AddRow("firm_quarter", {"firm": owner, "quarter": "2024Q4"}))
    assert workbook.count(Query("firm_quarter", search="shuoyan 2024")) == 1
    assert workbook.count(Query("firm_quarter", search="shuoyan 2023")) == 0


def test_the_index_follows_change_removal_and_undo(workbook: Workbook) -> None:
    record = firm(workbook, "F1", "甲乙")
    workbook.run(SetFields("firm", record, {"name_zh": "丙丁"}))
    assert found(workbook, "jiayi") == []
    assert found(workbook, "bingding") == ["F1"]
    workbook.undo()
    assert found(workbook, "jiayi") == ["F1"]
    workbook.run(SetFields("firm", record, {"baseline_headcount": 3}))
    assert found(workbook, "jiayi") == ["F1"]
    workbook.run(RemoveRow("firm", record))
    assert workbook.connection.execute("SELECT COUNT(*) FROM search_key").fetchone()[0] == 0


def test_small_and_capital_letters_are_one(workbook: Workbook) -> None:
    firm(workbook, "F1", "甲", name_fr="Énergie Propre")
    assert found(workbook, "énergie PROPRE") == ["F1"]


def test_what_another_program_changed_is_found_after_the_next_opening(tmp_path: Path) -> None:
    path = tmp_path / "park.feidi"
    with Workbook.create(path, SPECS, CLERK) as workbook:
        firm(workbook, "F1", "甲乙")
    with closing(sqlite3.connect(path)) as other, other:
        other.execute("UPDATE firm SET name_zh = '丙丁'")
    with Workbook.open(path, SPECS, CLERK) as workbook:
        assert found(workbook, "bingding") == ["F1"]


def test_an_index_that_is_missing_is_made_again(tmp_path: Path) -> None:
    path = tmp_path / "park.feidi"
    with Workbook.create(path, SPECS, CLERK) as workbook:
        firm(workbook, "F1", "甲乙")
        workbook.connection.execute("DELETE FROM search_key")
        workbook.connection.execute("DELETE FROM workbook WHERE key = 'search'")
        assert found(workbook, "jiayi") == []
    with Workbook.open(path, SPECS, CLERK) as workbook:
        assert found(workbook, "jiayi") == ["F1"]


def test_every_chinese_field_is_heard_also_where_records_have_no_name(workbook: Workbook) -> None:
    owner = firm(workbook, "F1", "甲", remark="二期扩产")
    assert found(workbook, "erqikuochan") == ["F1"]
    said = AddRow("firm_quarter", {"firm": owner, "quarter": "2024Q3", "remark": "设备停机检修"})
    workbook.run(said)
    workbook.run(AddRow("firm_quarter", {"firm": owner, "quarter": "2024Q4"}))
    assert workbook.count(Query("firm_quarter", search="tingji")) == 1
    assert workbook.count(Query("firm_quarter", search="停机")) == 1
    workbook.run(SetFields("firm_quarter", said.record, {"remark": "line stopped"}))
    assert workbook.count(Query("firm_quarter", search="tingji")) == 0
    assert workbook.count(Query("firm_quarter", search="stopped")) == 1
    workbook.undo()
    assert workbook.count(Query("firm_quarter", search="sbtj")) == 1
    kept = workbook.connection.execute("SELECT entity FROM search_key ORDER BY entity").fetchall()
    assert kept == [("firm",), ("firm_quarter",)]


def test_the_index_made_anew_is_the_one_that_followed(tmp_path: Path) -> None:
    path = tmp_path / "park.feidi"
    ask = "SELECT * FROM search_key ORDER BY entity, record"
    with Workbook.create(path, SPECS, CLERK) as workbook:
        owner = firm(workbook, "F1", "甲乙", remark="重庆")
        workbook.run(AddRow("firm_quarter", {"firm": owner, "quarter": "2024Q4", "remark": "停"}))
        workbook.run(AddRow("firm_quarter", {"firm": owner, "quarter": "2024Q3"}))
        followed = workbook.connection.execute(ask).fetchall()
    with closing(sqlite3.connect(path)) as other, other:
        other.execute("UPDATE firm SET contact_person = NULL")
    with Workbook.open(path, SPECS, CLERK) as workbook:
        assert workbook.connection.execute(ask).fetchall() == followed


def test_many_hits_are_counted_and_paged_as_few_are(
    workbook: Workbook, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(12):
        firm(workbook, f"F{number:02d}", f"测试企业{number}", sector="M73" if number % 2 else "C1")
    numbers = found(workbook, "ceshi")
    questions = [
        Query("firm", search="ceshi", limit=3, offset=4),
        Query("firm", search="ceshi F0", limit=20, order=("-number",)),
        Query("firm", search="ceshi", where=(Condition("sector", "=", "M73"),), limit=4),
        Query("firm", search="ceshi", where=(Condition("sector", "=", "M73"),)),
        Query("firm", search="ceshi nowhere"),
    ]
    few = [(workbook.count(each), workbook.select(each)) for each in questions]
    monkeypatch.setattr("storage.searching._FEW", 2)
    assert found(workbook, "ceshi") == numbers == [f"F{number:02d}" for number in range(12)]
    assert [(workbook.count(each), workbook.select(each)) for each in questions] == few
    assert [count for count, _ in few] == [12, 10, 6, 6, 0]
    by_sector = workbook.aggregate(questions[0], [Aggregate("n", "rows")], ("sector",))
    assert by_sector == [{"sector": "C1", "n": 6}, {"sector": "M73", "n": 6}]


def test_what_is_found_through_a_reference_is_found_beside_the_rest(
    workbook: Workbook, monkeypatch: pytest.MonkeyPatch
) -> None:
    region = AddRow("region", {"name_zh": "龙游县", "kind": "county"})
    workbook.run(region)
    firm(workbook, "F1", "甲", rd_site=region.record)
    firm(workbook, "F2", "龙游乙")
    firm(workbook, "F3", "丙")
    assert found(workbook, "longyou") == ["F1", "F2"]
    assert found(workbook, "longyou jia") == ["F1"]
    monkeypatch.setattr("storage.searching._FEW_LABELS", 0)
    assert found(workbook, "longyou") == ["F1", "F2"]


def test_a_word_asked_for_again_is_looked_up_again_once_something_changed(
    workbook: Workbook,
) -> None:
    firm(workbook, "F1", "甲乙")
    with workbook.reader() as beside:
        for records in (workbook, beside):
            assert records.count(Query("firm", search="jiayi")) == 1
        firm(workbook, "F2", "甲乙")
        for records in (workbook, beside):
            assert records.count(Query("firm", search="jiayi")) == 2
        workbook.undo()
        for records in (workbook, beside):
            assert records.count(Query("firm", search="jiayi")) == 1
