"""Indicators of regions, posts and buildings come with names in other languages, or without any."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.storage.files.malformed import text

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from domain.imports.outcome import ImportOutcome
    from storage.workbook import Workbook

PLAIN = "地区,年份,指标,数值,单位\n杭州市,2022,专利授权量,10,件\n"
WORDED = (
    "Région,Année,Indicateur,Valeur,Indicateur en français,Indicator in English,Unité en français\n"
    "杭州市,2022,专利授权量,10,Brevets délivrés,Patents granted,brevets\n"
)
FRENCH = "Région,Année,Indicateur,Valeur\n杭州市,2023,Brevets délivrés,12\n"
POSTS = (
    "地区,岗位,需求人数,季度,法文岗位,英文岗位\n"
    "龙游县,数据工程师,3,2023Q1,Ingénieur de données,Data engineer\n"
)
MORE_POSTS = "Territory,Region,Post,Posts sought,Quarter\n,龙游县,Data engineer,4,2023Q2\n"
UNITS = "楼栋,楼栋法文名称,房号,用途,面积\n3号楼,,101,办公,100\n主楼,Pavillon central,102,办公,80\n"
REGIMES = (
    "Bâtiment,Régime,Début\nPavillon central,comité,2020-01-01\nBuilding 3,comité,2020-01-01\n"
)


def brought(bring: Callable[..., ImportOutcome], folder: Path, *contents: str) -> None:
    """Import tables one after the other; none of their rows is refused."""
    for number, content in enumerate(contents):
        path = folder / f"{number}.csv"
        text(content)(path)
        assert bring(path).files[0].refused == ()


def test_wordings_are_added_to_an_indicator_of_a_region(
    bring: Callable[..., ImportOutcome], workbook: Workbook, tmp_path: Path
) -> None:
    brought(bring, tmp_path, PLAIN)
    (before,) = workbook.find("region_figure")
    assert (before["indicator"], before["indicator_fr"]) == ("专利授权量", None)
    brought(bring, tmp_path, WORDED)
    (row,) = workbook.find("region_figure")
    assert (row["indicator"], row["indicator_fr"]) == ("专利授权量", "Brevets délivrés")
    assert (row["indicator_en"], row["unit"], row["unit_fr"]) == (
        "Patents granted",
        "件",
        "brevets",
    )


def test_an_indicator_that_a_file_names_in_french_is_the_one_that_is_recorded(
    bring: Callable[..., ImportOutcome], workbook: Workbook, tmp_path: Path
) -> None:
    brought(bring, tmp_path, WORDED, FRENCH)
    found = {row["year"]: row["indicator"] for row in workbook.find("region_figure")}
    assert found == {2022: "专利授权量", 2023: "专利授权量"}


def test_a_post_that_a_file_names_in_english_is_the_one_that_is_recorded(
    bring: Callable[..., ImportOutcome], workbook: Workbook, tmp_path: Path
) -> None:
    brought(bring, tmp_path, POSTS, MORE_POSTS)
    rows = workbook.find("talent_need")
    assert {row["profile"] for row in rows} == {"数据工程师"}
    assert {row["profile_fr"] for row in rows} == {"Ingénieur de données", None}


def test_a_building_is_found_by_each_of_its_names(
    bring: Callable[..., ImportOutcome], workbook: Workbook, tmp_path: Path
) -> None:
    brought(bring, tmp_path, UNITS, REGIMES)
    known = {
        row["code"]: (row["name_zh"], row["name_fr"], row["name_en"])
        for row in workbook.find("building")
    }
    assert known == {
        "3号楼": ("3号楼", "Bâtiment 3", "Building 3"),
        "主楼": (None, "Pavillon central", None),
    }
    assert len(workbook.find("building_regime")) == 2
