"""Places are recognised by their names, with the city above them; parties likewise."""

from __future__ import annotations

import pytest

from domain.entities import SPECS
from domain.ids import new_id
from domain.imports.book import Book
from domain.imports.gazetteer import find_place
from domain.imports.places import Places
from tests.domain.imports.empty import EmptyRecords


def _book() -> Book:
    return Book(EmptyRecords(), SPECS, new_id)


@pytest.mark.parametrize(
    ("typed", "name", "level", "parent"),
    [
        ("衢州龙游县", "龙游县", "county", "衢州市"),
        ("衢州市龙游县", "龙游县", "county", "衢州市"),
        ("龙游县", "龙游县", "county", "衢州市"),
        ("杭州市余杭区", "余杭区", "county", "杭州市"),
        ("衢州江山市", "江山市", "county", "衢州市"),
        ("嘉兴市海宁市", "海宁市", "county", "嘉兴市"),
        ("衢州市本级", "衢州市", "city", "浙江省"),
        ("衢州", "衢州市", "city", "浙江省"),
        ("浙江省", "浙江省", "province", ""),
        ("上海市", "上海市", "province", ""),
        ("深圳市南山区", "南山区", "county", "深圳市"),
        ("和县", "和县", "county", ""),
        ("苏州市", "苏州市", "city", ""),
        ("省外", "省外", "other", ""),
        ("New Mexico", "New Mexico", "other", ""),
    ],
)
def test_a_place_is_known_by_prefix_and_suffix(
    typed: str, name: str, level: str, parent: str
) -> None:
    place = find_place(typed)
    assert (place.name, place.level, place.parent) == (name, level, parent)


def test_two_writings_of_a_place_are_one_region_under_its_city() -> None:
    book = _book()
    places = Places(book)
    assert places.region("衢州龙游县") == places.region("龙游县")
    rows = {row["name_zh"]: row for row in book.rows("region")}
    assert rows["龙游县"]["parent"] == rows["衢州市"]["id"]
    assert (rows["龙游县"]["kind"], rows["衢州市"]["code"]) == ("county", "330800")


def test_parties_get_a_kind_a_region_and_a_code_of_their_own() -> None:
    book = _book()
    places = Places(book)
    names = (
        "浙江省",
        "管委会",
        "运营方",
        "浙江澄舟园区运营有限公司",
        "某某基金会",
        "龙游县",
        "柯城区",
    )
    found = {name: book.get("party", places.party(name)) for name in names}
    kinds = {name: row["kind"] for name, row in found.items() if row}
    assert list(kinds.values()) == [
        "province",
        "committee",
        "operator",
        "operator",
        "other",
        "county",
        "district",
    ]
    codes = [str(row["code"]) for row in found.values() if row]
    assert codes == ["ZJ", "MC", "OP", "P01", "P02", "LY", "KC"]
    assert places.party("园区管委会") == places.party("管委会")


def test_a_code_that_is_taken_gets_a_number() -> None:
    book = _book()
    places = Places(book)
    first = places.new_party("QZ", "衢州市", "origin")
    second = places.new_party("QZ", "泉州市", "other")
    assert [book.get("party", each)["code"] for each in (first, second)] == ["QZ", "QZ01"]  # type: ignore[index]


def test_what_a_refused_row_added_is_dropped() -> None:
    book = _book()
    places = Places(book)
    places.region("龙游县")
    book.undo()
    places.forget()
    assert list(book.rows("region")) == []
    assert list(book.writes()) == []
