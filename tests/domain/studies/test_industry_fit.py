"""The study of industrial fit on a park and two regions whose likeness is computed by hand."""

from __future__ import annotations

import math

import pytest

from domain.reports.charts import HorizontalBars
from domain.reports.tree import Figure, Table
from domain.studies import study
from domain.studies.study import NothingToStudy
from tests.domain.studies.trying import tried
from tests.fakes import MemoryRecords

FIGURES = (
    ("Home", "从业人员 C34", 2022, 1.0),  # replaced by the later figure
    ("Home", "从业人员 C34", 2023, 80.0),
    ("Home", "Employment C26", 2023, 20.0),
    ("Home", "Employment C26", 2026, 9.0),  # later than the study
    ("Home", "Patents C26", 2023, 7.0),
    ("Home", "Employment", 2023, 7.0),
    ("Other", "emploi C34", 2024, 20.0),
    ("Other", "emploi C26", 2024, 80.0),
    ("Empty", "emploi C26", 2024, 0.0),
)


def small_park(*, figures: bool = True) -> MemoryRecords:
    """Return five tenants with a sector and one without; two regions with employment."""
    park = MemoryRecords()
    regions = {
        name: park.add("region", name_en=name, kind="city") for name in ("Home", "Other", "Empty")
    }
    park.add("party", code="O", name_en="O", kind="origin", region=regions["Home"])
    for number, sector, trajectory in (
        ("1", "C34", "I"),
        ("2", "C341", "I"),
        ("3", "c34", "II"),
        ("4", "C26", "II"),
        ("5", "I65", "I"),
        ("6", None, "I"),
    ):
        park.add(
            "firm",
            number=number,
            name_en=number,
            sector=sector,
            sector_name="Machinery" if number == "1" else None,
            trajectory=trajectory,
            admission_date="2020-01-01",
        )
    if figures:
        for name, indicator, year, value in FIGURES:
            park.add(
                "region_figure", region=regions[name], indicator=indicator, year=year, value=value
            )
    return park


def test_trades_are_taken_from_the_register_and_from_published_figures() -> None:
    trial = tried("industry_fit", small_park(), "2024Q4")
    assert trial.value("tenant_mix") == [3, 1]
    assert trial.value("home_industry") == [80, 20]
    assert trial.value("reference_industry") == [100, 100]
    assert trial.value("region_industry") == [[80, 20], [20, 80]]
    assert trial.value("unknown_sector") == 1
    assert trial.origin("home_industry") == "records"


def test_likeness_and_fit_follow_from_the_shares() -> None:
    trial = tried("industry_fit", small_park(), "2024Q4")
    cosine = (0.75 * 0.8 + 0.25 * 0.2) / math.sqrt(0.625 * 0.68)
    assert trial.result["cosine"] == pytest.approx(cosine)
    assert trial.result["location_quotient"] == pytest.approx([1.6, 0.4])
    assert trial.result["density"] == 0  # no region specialises in both trades
    assert trial.result["fit"] == pytest.approx(cosine / 2)
    told = trial.told("en")
    assert "good enough" in told.verdict
    assert any("1 firm in the park has no sector" in each for each in told.warnings)
    assert any("Only 4 firms" in each for each in told.warnings)


def test_a_poor_fit_is_told() -> None:
    changed = {"tenant_mix": [0, 10], "home_industry": [99, 1]}
    told = tried("industry_fit", small_park(), "2024Q4", changed=changed).told("en")
    assert "below 0.3" in told.verdict


def test_without_figures_the_firms_of_the_origin_stand_for_its_industry() -> None:
    trial = tried("industry_fit", small_park(figures=False), "2024Q4")
    assert trial.value("tenant_mix") == [2, 1, 0]
    assert trial.value("home_industry") == [1, 0, 1]
    assert trial.origin("home_industry") == "assumed"
    told = trial.told("en")
    assert "nothing is concluded" in told.verdict
    assert any("approximation" in each for each in told.warnings)


def test_one_region_alone_gives_no_relatedness() -> None:
    park = small_park()
    other = str(park.find("region", name_en="Other")[0]["id"])
    for row in park.find("region_figure", region=other):
        del park.tables["region_figure"][str(row["id"])]
    assert tried("industry_fit", park, "2024Q4").value("region_industry") is None


def test_what_is_missing_is_told_with_its_place() -> None:
    bare = small_park(figures=False)
    for row in bare.find("firm", trajectory="II"):
        del bare.tables["firm"][str(row["id"])]
    with pytest.raises(NothingToStudy) as homeless:
        study("industry_fit").choices(bare, "2024Q4")
    assert homeless.value.place == "region_figure"
    with pytest.raises(NothingToStudy):
        study("industry_fit").inputs(bare, "2024Q4", {})
    with pytest.raises(NothingToStudy):
        study("industry_fit").inputs(bare, "2024Q4", {"home": "unknown region"})
    strange = small_park()
    for row in strange.find("firm"):
        strange.tables["firm"][str(row["id"])]["sector"] = "I65"
    home = str(strange.find("region", name_en="Home")[0]["id"])
    with pytest.raises(NothingToStudy):
        study("industry_fit").inputs(strange, "2024Q4", {"home": home})


def test_trades_are_named_in_the_reading_language_tenants_above_the_home() -> None:
    trial = tried("industry_fit", small_park(), "2024Q4")
    words = {
        "zh": ("通用设备制造业", "化学原料和化学制品制造业"),
        "fr": ("Machines d’usage général", "Chimie"),
        "en": ("General-purpose machinery", "Chemicals"),
    }
    for lang, (machines, chemicals) in words.items():
        mix, trades, _ = trial.told(lang).exhibits
        assert isinstance(mix, Figure)
        assert isinstance(mix.chart, HorizontalBars)
        assert [each.label for each in mix.chart.bars[::2]] == [machines, chemicals]
        # tenants 3 and 1 of 4, the home's employment 80 and 20 of 100
        assert [each.value for each in mix.chart.bars] == pytest.approx([0.75, 0.8, 0.25, 0.2])
        assert isinstance(trades, Table)
        assert [row.cells[0] for row in trades.rows] == [f"C34 {machines}", f"C26 {chemicals}"]


def test_a_code_outside_the_standard_is_called_as_the_register_calls_it() -> None:
    park = small_park(figures=False)
    for row in park.find("firm", sector="C26"):
        park.tables["firm"][str(row["id"])] |= {"sector": "C98", "sector_name": "Own trade"}
    for row in park.find("firm", sector="I65"):
        park.tables["firm"][str(row["id"])]["sector"] = "C97"
    mix, trades, _ = tried("industry_fit", park, "2024Q4").told("en").exhibits
    assert isinstance(trades, Table)
    assert {row.cells[0] for row in trades.rows} == {
        "C34 General-purpose machinery",
        "C97",
        "C98 Own trade",
    }
    assert isinstance(mix, Figure)
    assert isinstance(mix.chart, HorizontalBars)
    assert {each.label for each in mix.chart.bars[::2]} >= {"C97", "Own trade"}
