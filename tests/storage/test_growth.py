"""A workbook of an earlier version is given what it lacks; what cannot be added is refused."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from domain.called import is_wording, worded
from domain.commands import AddRow, SetFields
from domain.entities import SPECS
from domain.records import Actor, Field, Kind, Query
from storage.errors import StorageError
from storage.growth import lacking
from storage.workbook import Workbook
from tests.storage.park import firm, opened

if TYPE_CHECKING:
    from pathlib import Path

    from domain.records import Specs

ACTOR = Actor("叶清和", "secretary")


LATER = ("contact_person", "rd_site")


def earlier() -> Specs:
    """Return the entities as an earlier version had them: one less, a word and a link less."""
    fields = tuple(each for each in SPECS["firm"].fields if each.name not in LATER)
    assert len(fields) == len(SPECS["firm"].fields) - len(LATER)
    specs = {name: spec for name, spec in SPECS.items() if name != "distinct_pair"}
    return specs | {"firm": replace(SPECS["firm"], fields=fields)}


def schema(path: Path) -> list[tuple[str, str]]:
    """Return tables, indexes, triggers and views of a file, with what they say."""
    connection = sqlite3.connect(path)
    found = connection.execute(
        "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY 1"
    ).fetchall()
    connection.close()
    return found


@pytest.fixture
def old(tmp_path: Path) -> tuple[Path, str]:
    """Give a closed workbook of an earlier version and a firm in it."""
    path = tmp_path / "park.feidi"
    with Workbook.create(path, earlier(), ACTOR) as workbook:
        record = firm(workbook, name_zh="泓禾检测")
    return path, record


def test_what_is_lacking_is_added_and_the_file_is_kept_as_it_was(old: tuple[Path, str]) -> None:
    path, record = old
    with opened(path) as workbook:
        assert list(lacking(workbook.connection, SPECS)) == []
        assert workbook.verify_integrity() == ()
        workbook.run(SetFields("firm", record, {"contact_person": "柯知夏"}))
        assert workbook.connection.execute("PRAGMA foreign_keys").fetchone() == (1,)
        pair = {"entity": "firm", "one": record, "other": "x"}
        workbook.run(AddRow("distinct_pair", pair))
        workbook.undo()
        workbook.undo()
        assert (workbook.get("firm", record) or {})["contact_person"] is None
        copy = workbook.earlier
    assert copy is not None
    assert copy.parent == path.parent
    with Workbook.open(copy, earlier(), ACTOR, read_only=True) as kept:
        found = [(spec.table, name) for spec, name in lacking(kept.connection, SPECS)]
        assert sorted(found) == [("distinct_pair", "id"), *(("firm", name) for name in LATER)]
        assert (kept.get("firm", record) or {})["name_zh"] == "泓禾检测"


def test_grown_a_workbook_is_built_like_a_new_one(old: tuple[Path, str], tmp_path: Path) -> None:
    path, _ = old
    with opened(path):
        pass
    new = tmp_path / "new.feidi"
    with Workbook.create(new, SPECS, ACTOR):
        pass
    assert schema(path) == schema(new)


def test_an_index_and_a_guard_that_came_later_are_made(tmp_path: Path) -> None:
    path = tmp_path / "park.feidi"
    with Workbook.create(path, SPECS, ACTOR) as workbook:
        before = schema(path)
        workbook.connection.execute("DROP INDEX by_firm_rd_site")
        workbook.connection.execute("DROP TRIGGER quarter_closed_delete")
    with opened(path) as workbook:
        assert workbook.earlier is not None
        assert workbook.verify_integrity() == ()
    assert schema(path) == before


def test_a_field_that_need_not_be_filled_in_any_more_may_stay_empty(tmp_path: Path) -> None:
    path = tmp_path / "park.feidi"
    must = tuple(
        replace(each, required=True) if each.name == "contact_person" else each
        for each in SPECS["firm"].fields
    )
    strict = {**SPECS, "firm": replace(SPECS["firm"], fields=must)}
    with Workbook.create(path, strict, ACTOR) as workbook:
        record = firm(workbook, contact_person="柯知夏")
    with opened(path) as workbook:
        workbook.run(SetFields("firm", record, {"contact_person": None}))
        assert workbook.verify_integrity() == ()


def test_a_workbook_that_lacks_nothing_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "park.feidi"
    with Workbook.create(path, SPECS, ACTOR):
        pass
    with opened(path) as workbook:
        assert workbook.earlier is None
    assert [each.name for each in tmp_path.iterdir()] == ["park.feidi"]


def test_read_only_it_says_to_open_it_once_for_writing(old: tuple[Path, str]) -> None:
    path, _ = old
    with pytest.raises(StorageError) as refused:
        opened(path, read_only=True)
    assert refused.value.key == "outgrown"
    assert refused.value.values["detail"] == "distinct_pair.id"


def test_a_field_that_must_be_filled_in_is_not_made_up(old: tuple[Path, str]) -> None:
    path, _ = old
    before = path.read_bytes()
    must = Field("licence", Kind.TEXT, required=True)
    specs = {**SPECS, "firm": replace(SPECS["firm"], fields=(*SPECS["firm"].fields, must))}
    with pytest.raises(StorageError) as refused:
        Workbook.open(path, specs, ACTOR)
    assert (refused.value.key, refused.value.values["detail"]) == ("structure", "firm.licence")
    assert path.read_bytes() == before


def test_a_key_that_records_break_leaves_the_workbook_as_it_was(old: tuple[Path, str]) -> None:
    path, _ = old
    with Workbook.open(path, earlier(), ACTOR) as workbook:
        firm(workbook, "QH002", name_zh="泓禾检测")
    before = schema(path)
    new = (*SPECS["firm"].fields, Field("licence", Kind.TEXT))
    keyed = replace(SPECS["firm"], fields=new, key=("name_zh",))
    with pytest.raises(StorageError) as refused:
        Workbook.open(path, {**SPECS, "firm": keyed}, ACTOR)
    assert refused.value.key == "structure"
    assert schema(path) == before


def test_a_field_that_nobody_knows_any_more_is_not_thrown_away(old: tuple[Path, str]) -> None:
    path, _ = old
    fewer = tuple(each for each in SPECS["firm"].fields if each.name != "contact_phone")
    specs = {**SPECS, "firm": replace(SPECS["firm"], fields=fewer)}
    with pytest.raises(StorageError) as refused:
        Workbook.open(path, specs, ACTOR)
    assert (refused.value.key, refused.value.values["detail"]) == (
        "unknown_field",
        "firm.contact_phone",
    )


def test_a_workbook_without_wordings_reads_what_it_recorded(tmp_path: Path) -> None:
    path = tmp_path / "park.feidi"
    spec = SPECS["talent_need"]
    plain = tuple(each for each in spec.fields if not is_wording(spec, each.name))
    assert len(plain) == len(spec.fields) - 3
    before = dict(SPECS) | {"talent_need": replace(spec, fields=plain, label=("profile",))}
    with Workbook.create(path, before, ACTOR) as workbook:
        region = {"code": "LY", "name_zh": "龙游县", "kind": "county"}
        place = AddRow("region", region)
        workbook.run(place)
        need = {"region": place.record, "profile": "数据工程师", "quarter": "2024Q1"}
        workbook.run(AddRow("talent_need", need))
    with opened(path) as workbook:
        assert workbook.verify_integrity() == ()
        (row,) = workbook.select(Query("talent_need", search="数据"))
        assert worded(row, "profile").read_in("fr") == "数据工程师"
