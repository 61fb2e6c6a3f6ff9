"""Firms and returns in the quarterly report are those of the truths and the drawn pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from domain.reports.charts import (
    Funnel,
    Gantt,
    QuadrantMatrix,
)
from domain.reports.diagrams import Steps, TileColumns
from tests.domain.reports.reading import chart, table

if TYPE_CHECKING:
    from collections.abc import Callable

    from domain.reports.tree import Document

    Report = Callable[..., Document]


def test_the_funnel_counts_as_on_the_drawn_page(report: Report) -> None:
    stages = chart(report("zh"), Funnel).stages
    assert [stage.reached for stage in stages] == [64, 64, 62, 60, 60, 28, 26]
    assert [stage.now for stage in stages] == ["0", "1", "1", "0", "24", "2", "26"]
    assert [stage.dwell_label for stage in stages] == ["20", "16", "76", "27", "669", "98", ""]
    assert [stage.passed for stage in stages[1:]] == [
        *("100%", "96.9%", "96.8%", "100%", "46.7%", "92.9%")
    ]


def test_the_stages_are_those_of_the_truths(report: Report, expected: dict[str, Any]) -> None:
    names = ("lead", "screened", "panel", "admitted", "incubating", "ready", "graduated")
    truths = expected["stages_at_quarter_end"]["2024Q4"]
    now = [int(stage.now) for stage in chart(report("zh"), Funnel).stages]
    assert now == [truths.get(name, 0) for name in names]


def test_the_quadrants_are_those_of_the_truths(report: Report, expected: dict[str, Any]) -> None:
    counts = expected["quadrants"]["counts"]
    matrix = chart(report("zh"), QuadrantMatrix)
    (together, separated), (at_home, _) = matrix.cells
    assert int(together.count) == counts["innovation in host city, together"] == 25
    assert int(separated.count) == counts["innovation in host city, separated"] == 23
    assert int(at_home.count) == counts["innovation in origin city, together"] == 1
    assert matrix.cells[1][1].count == "0"
    assert matrix.unknown is not None
    assert int(matrix.unknown[2]) == counts["unknown"] == 4
    assert together.moves == "+4 准入　−1 退出"
    assert separated.moves == "+1 准入　−2 退出"


def test_the_second_mode_counts_as_the_truths(report: Report, expected: dict[str, Any]) -> None:
    order = ("diagnosed", "R&D unit opened", "joint project", "applied at home", "diffused")
    truths = expected["mode_II_at_quarter_end"]["2024Q4"]
    steps = chart(report("zh"), Steps).steps
    assert [step.count for step in steps] == [truths[name] for name in order]
    assert steps[-1].label == "9（7）"


def test_the_states_of_projects_are_those_of_the_truths(
    report: Report, expected: dict[str, Any]
) -> None:
    order = (
        *("intent", "site matched", "agreement", "land granted", "construction"),
        *("in production", "at scale", "stalled", "abandoned"),
    )
    truths = expected["return_projects"]["by_state"]
    columns = chart(report("zh"), TileColumns).columns
    assert [int(column.count) for column in columns] == [truths[name] for name in order]
    hatched = [tile.code for column in columns for tile in column.tiles if tile.hatch]
    assert sorted(hatched) == ["05", "10", "15"]


def test_projects_that_stand_too_long_are_marked_as_drawn(report: Report) -> None:
    rows = {row.code: row for row in chart(report("zh"), Gantt).rows}
    assert {code for code, row in rows.items() if row.alert} == {
        *("10", "11", "12", "13", "14", "15", "16", "17")
    }
    assert rows["10"].remark == "开工已38个月"
    assert rows["11"].remark == "开工已43个月"
    assert rows["14"].remark == "停滞已30个月"
    assert rows["01"].remark == "达产，2020年4月"


# Read by hand off the drawn page of returns.
COUNTIES = {
    "龙游县": "9 71.41 26,698 18,919.75 71% 51,828 18,855.32 36% 179.50 142/348",
    "常山县": "3 22.90 8,044 8,204.88 102% 16,353 17,108.83 105% 208.18 95/80",
    "柯城区": "2 18.81 7,595 3,242.58 43% 15,700 9,451.94 60% 51.30 68/111",
    "江山市": "2 13.73 4,332 1,402.77 32% 8,956 1,289.41 14% 10.94 13/68",
    "开化县": "1 8.13 2,910 2,968.20 102% 4,586 5,137.84 112% 37.38 36/32",
    "衢江区": "1 15.30 4,884 173.71 4% 12,322 — — — —/80",
    "合计": "18 150.28 54,463 34,911.89 64% 109,745 51,843.34 47% 487.30 354/719",
}


def test_the_counties_read_as_on_the_drawn_page_in_its_order(report: Report) -> None:
    rows = table(report("zh"), "计划与实际，按落地县市区")
    assert {name: " ".join(filter(None, cells)) for name, cells in rows.items()} == COUNTIES
    assert list(rows) == list(COUNTIES)
