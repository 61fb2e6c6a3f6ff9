"""Indicators of regions are found by what they measure; terms of an agreement by what holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.errors import DomainError
from domain.studies.flow import tenants
from domain.studies.regions import counts_rd_staff, series, tells_room, usual_stock
from tests.domain.studies.parks import small_park
from tests.domain.studies.trying import tried
from tests.fakes import MemoryJournal

if TYPE_CHECKING:
    import pytest

    from domain.models.settled import QuarterSettlement
    from domain.records import Records
    from domain.units import Quarter


def test_staff_of_research_is_the_usual_stock_then_talent_then_none() -> None:
    assert usual_stock(["专利授权量", "人才指数", "研发人员全时当量"]) == "研发人员全时当量"
    assert usual_stock(["专利授权量", "人才指数"]) == "人才指数"
    assert usual_stock(["专利授权量"]) is None


def test_indicators_are_known_in_three_languages() -> None:
    staff = ("研发人员全时当量", "R&D personnel", "R & D staff (FTE)", "Effectif de R&D")
    assert all(counts_rd_staff(each) for each in staff)
    room = ("常住人口", "建成区面积", "Population", "Surface bâtie", "Built-up area")
    assert all(tells_room(each) for each in room)


def test_terms_that_cannot_be_applied_leave_the_share_assumed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(records: Records, quarter: Quarter) -> QuarterSettlement:
        assert records.count is not None
        raise DomainError("floor_above_cap", quarter=str(quarter))

    monkeypatch.setattr(tenants, "settle", refuse)
    trial = tried("flow", small_park().records, "2024Q4")
    assert trial.origin("home_share") == "assumed"
    assert trial.value("home_share") == 0.5


def test_an_indicator_is_named_in_the_language_of_the_reader_by_what_any_figure_says() -> None:
    park = MemoryJournal()
    region = park.add("region", code="330825", name_zh="龙游县", kind="county")
    for year, words in (
        (2021, {"indicator_fr": "Brevets", "source": "统计局", "source_fr": "Bureau"}),
        (2022, {"indicator_fr": "Brevets délivrés", "source": "统计局", "source_fr": "Bureau"}),
        (2023, {"source": "年鉴"}),
    ):
        park.add("region_figure", region=region, indicator="专利授权量", year=year, **words)
    found = series(park, "专利授权量")
    assert found.named.values == {
        "zh": "专利授权量",
        "fr": "Brevets délivrés",
        "en": "专利授权量",
    }
    assert found.source is not None
    assert found.source.values == {
        "zh": "统计局 / 年鉴",
        "fr": "Bureau / 年鉴",
        "en": "统计局 / 年鉴",
    }
    assert series(park, "unknown").source is None
