"""The study of cost recovery on two buildings whose ratios are computed by hand."""

from __future__ import annotations

import pytest

from domain.studies import study
from domain.studies.study import NothingToStudy
from tests.domain.studies.trying import tried
from tests.fakes import MemoryRecords

COSTS: tuple[tuple[str, int | None, int | None], ...] = (
    ("energy", 100, 60),
    ("property", 100, 40),
    ("staff", 300, None),
    ("site_rent", 500, 600),
    ("repair", None, 10),
)


def small_park() -> MemoryRecords:
    """Return building 1 with costs and a lease, building 2 with neither."""
    park = MemoryRecords()
    payer = park.add("party", code="O", name_en="Origin", kind="origin")
    firm = park.add("firm", number="A", name_en="A")
    for code in ("1号楼", "2号楼"):
        building = park.add("building", code=code)
        for number, use, area in (
            ("101", "office", 10_000),
            ("102", "office", 10_000),
            ("R", "white_site", 5),
        ):
            park.add("unit", building=building, number=number, use=use, area=area)
    first = str(park.find("building", code="1号楼")[0]["id"])
    for category, actual, recovered in COSTS:
        park.add(
            "cost",
            quarter="2024Q4",
            building=first,
            category=category,
            actual_fen=actual,
            recovered_fen=recovered,
        )
    park.add("cost", quarter="2024Q3", building=first, category="staff", actual_fen=700)
    park.add("cost", quarter="2024Q4", building="gone", category="staff", actual_fen=1)
    unit = str(park.find("unit", building=first, number="101")[0]["id"])
    park.add(
        "lease",
        number="L",
        firm=firm,
        unit=unit,
        start="2024-10-01",
        end="2025-09-30",
        rent_fen=2,
        discount_bp=5_000,
        discount_payer=payer,
    )
    return park


def test_a_quarter_is_accounted_by_categories() -> None:
    trial = tried("cost_recovery", small_park(), "2024Q4", {"period": "quarter"})
    assert trial.value("rent_income") == [600]
    assert trial.value("service_income") == [110]
    assert trial.value("variable_cost") == [200]
    assert trial.value("fixed_cost") == [800]
    assert trial.value("unknown_costs") == 1
    # 100 m² × 2 fen × 3 months, half of it borne by the payer
    assert trial.value("public_subsidy") == [300]
    assert trial.value("area") == [20_000]
    assert trial.value("let_area") == [10_000]


def test_recovery_and_break_even_follow_from_the_account() -> None:
    trial = tried("cost_recovery", small_park(), "2024Q4", {"period": "quarter"})
    park = trial.result["park"]
    assert park["recovery_without_subsidy"] == pytest.approx(0.71)
    assert park["recovery_with_subsidy"] == pytest.approx(1.01)
    assert park["occupancy"] == pytest.approx(0.5)
    # (800 − 110) / (200 m² × (6 − 2))
    assert park["break_even_occupancy"] == pytest.approx(690 / 800)
    told = trial.told("en")
    assert "cover 71% of the park’s operating cost" in told.verdict
    assert "breaks even at an occupancy of 86%" in told.verdict
    assert any("1 cost is unknown" in each for each in told.warnings)
    assert trial.told("fr").exhibits[1].title


def test_a_year_adds_its_quarters_and_means_the_area_let() -> None:
    trial = tried("cost_recovery", small_park(), "2024Q4")
    assert trial.value("fixed_cost") == [1_500]
    assert trial.value("let_area") == [2_500]
    # (1,500 − 110) / (200 m² × (600 − 200) / 25 m²)
    assert trial.result["park"]["break_even_occupancy"] == pytest.approx(1_390 / 3_200)


def test_a_building_that_full_occupancy_would_not_save_is_told() -> None:
    changed = {"fixed_cost": [2_000]}
    told = tried("cost_recovery", small_park(), "2024Q4", {"period": "quarter"}, changed).told()
    assert "even full occupancy" in told.verdict


def test_rents_below_the_variable_cost_have_no_break_even() -> None:
    changed = {"rent_income": [100], "unknown_costs": 0}
    trial = tried("cost_recovery", small_park(), "2024Q4", {"period": "quarter"}, changed)
    assert trial.result["park"]["break_even_occupancy"] is None
    told = trial.told("en")
    assert "does not help" in told.verdict
    assert any("Building 1" in each for each in told.warnings)


def test_nothing_let_has_no_break_even() -> None:
    park = small_park()
    park.tables["lease"].clear()
    trial = tried("cost_recovery", park, "2024Q4")
    assert trial.result["park"]["break_even_occupancy"] is None
    assert trial.result["park"]["occupancy"] == 0


def test_a_park_without_costs_is_told_to_enter_them() -> None:
    with pytest.raises(NothingToStudy) as caught:
        study("cost_recovery").inputs(small_park(), "2022Q4", {})
    assert caught.value.place == "cost"
