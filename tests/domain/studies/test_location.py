"""The location study on a park of one firm whose profits are computed by hand."""

from __future__ import annotations

import pytest

from domain.models.errors import ModelError
from domain.studies import study
from domain.studies.study import NothingToStudy
from tests.domain.studies.trying import tried
from tests.fakes import MemoryRecords

APART = {"separation_fixed": 20_000, "separation_per_km": 0}


def small_park(*, at_home: bool = False) -> MemoryRecords:
    """Return a park with one firm that produces 1,500,000 fen a quarter on average."""
    park = MemoryRecords()
    cities = {
        side: park.add("region", name_en=side, kind="city") for side in ("host", "origin", "third")
    }
    parties = {
        side: park.add("party", code=side, name_en=side, kind=side, region=cities[side])
        for side in ("host", "origin")
    }
    province = park.add("party", code="P", name_en="Province", kind="province")
    firm = park.add(
        "firm",
        number="QH001",
        name_en="Pneumatics",
        admission_date="2023-01-01",
        rd_site=cities["host"],
        production_site=cities["origin" if at_home else "host"],
    )
    for quarter, host, origin, rd in (
        ("2024Q2", 600_000, 400_000, 100_000),
        ("2024Q3", 1_400_000, 600_000, 300_000),
        ("2024Q4", 1, None, 1),  # not counted: the output at home is unknown
        ("2023Q4", 9, 9, 9),  # not counted: more than a year ago
    ):
        park.add(
            "firm_quarter",
            firm=firm,
            quarter=quarter,
            output_host_fen=host,
            output_origin_fen=origin,
            rd_fen=rd,
        )
    building = park.add("building", code="1")
    unit = park.add("unit", building=building, number="101", use="office", area=10_000)
    park.add("unit", building=building, number="102", use="white_site", area=99)
    park.add(
        "lease",
        number="L1",
        firm=firm,
        unit=unit,
        start="2024-01-01",
        end="2026-12-31",
        rent_fen=3_000,
    )
    for payer, amount, end in (
        (parties["host"], 800_000, "2025-12-31"),
        (parties["origin"], 400_000, "2024-12-31"),
        (province, 999_999, "2025-12-31"),
        (parties["host"], 999_999, None),
        (parties["host"], None, "2025-12-31"),
    ):
        park.add(
            "incentive",
            number=f"{payer}{amount}",
            firm=firm,
            payer=payer,
            kind="rd_grant",
            amount_fen=amount,
            start="2024-01-01",
            end=end,
        )
    return park


def test_the_figures_of_a_firm_are_means_of_known_quarters_and_shares_of_grants() -> None:
    trial = tried("location", small_park(), "2024Q4")
    assert trial.value("output") == [1_500_000]
    assert trial.value("rd_spending") == [200_000]
    assert trial.value("rent") == [900_000]
    assert trial.value("area") == [10_000]
    assert trial.value("incentive") == [[100_000, 100_000]]
    assert trial.value("capacity") == [10_000, None]
    assert trial.value("quadrants") == [1, 0, 0, 0, 0, 0, 0]
    assert trial.origin("distance_km") == "assumed"
    assert trial.origin("move_cost") == "assumed"


def test_the_best_pair_and_the_grant_that_decides_follow_from_the_figures() -> None:
    result = tried("location", small_park(), "2024Q4", changed=APART).result
    found = result["choices"][0]
    profit = [value for row in found["profit"] for value in row]
    assert profit == pytest.approx([-10_000, 480_000, -70_000, 460_000])
    assert (found["best_innovation_city"], found["best_production_city"]) == (0, 1)
    assert result["break_even"] == pytest.approx([490_000, 0])
    assert result["home_benefit"] is None
    assert result["placing"]["firms"] == [0, 1]


def test_moving_pays_at_once_or_never() -> None:
    trial = tried("location", small_park(), "2024Q4", changed=APART)
    assert trial.result["move"]["switch_quarter"] == 0
    assert "worth most now" in trial.told("en").verdict
    dear = tried("location", small_park(), "2024Q4", changed={**APART, "move_cost": 10**9})
    assert dear.result["move"]["switch_quarter"] is None
    assert "does not repay" in dear.told("en").verdict
    assert any("never worth" in each for each in dear.told("en").warnings)


def test_moving_later_names_the_quarter_and_the_output() -> None:
    # T + (1 − β)F = 20,000 + 4,950,495/101 ≈ 69,015; 60,000 × 1.02^t passes it at t = 8
    trial = tried(
        "location",
        small_park(),
        "2024Q4",
        changed={**APART, "production_room": 0, "move_cost": 4_950_495, "horizon_quarters": 400},
    )
    assert trial.result["move"]["switch_quarter"] == 8
    assert "in quarter 8" in trial.told("en").verdict


def test_a_firm_that_produces_at_home_is_not_told_to_move() -> None:
    told = tried("location", small_park(at_home=True), "2024Q4", changed=APART).told("en")
    assert "already at home" in told.verdict


def test_a_grant_above_the_tax_of_the_home_is_warned_of() -> None:
    park = small_park()
    firm = str(park.find("firm")[0]["id"])
    project = park.add(
        "return_project", number="R1", firm=firm, county="x", planned_investment_fen=7
    )
    park.add("return_quarter", project=project, quarter="2024Q3", output_fen=100, tax_fen=1)
    park.add("return_quarter", project=project, quarter="2024Q4", output_fen=100, tax_fen=None)
    trial = tried("location", park, "2024Q4", changed={**APART, "unit_cost": [0.1, 0.9]})
    assert trial.value("move_cost") == 7
    assert trial.origin("move_cost") == "records"
    assert trial.result["home_benefit"] == pytest.approx(15_000)
    assert any("exceeds the tax" in each for each in trial.told("en").warnings)


def test_two_equal_pairs_are_warned_of() -> None:
    trial = tried(
        "location",
        small_park(),
        "2024Q4",
        changed={**APART, "separation_fixed": 0, "innovation_advantage": 0},
    )
    assert any("equal" in each for each in trial.told("en").warnings)


def test_a_recorded_distance_is_taken() -> None:
    park = small_park()
    sides = {str(row["code"]): str(row["id"]) for row in park.find("party")}
    park.add(
        "enclave",
        code="E",
        name_en="E",
        typology="reverse_enclave",
        origin=sides["origin"],
        host=sides["host"],
        distance_km=218.0,
    )
    trial = tried("location", park, "2024Q4")
    assert trial.value("distance_km") == 218
    assert trial.origin("distance_km") == "records"


def test_a_firm_with_a_lease_without_rent_is_left_out() -> None:
    park = small_park()
    for row in park.find("lease"):
        park.tables["lease"][str(row["id"])]["rent_fen"] = None
    with pytest.raises(NothingToStudy) as caught:
        study("location").choices(park, "2024Q4")
    assert caught.value.place == "firm_quarter"
    with pytest.raises(NothingToStudy):
        study("location").inputs(park, "2024Q4", {})


def test_a_site_that_is_not_recorded_is_told(sample_park: MemoryRecords) -> None:
    trial = tried("location", sample_park, "2024Q4")
    assert trial.value("quadrants") == [25, 23, 1, 0, 0, 0, 4]
    assert any("4 firms" in each for each in trial.told("en").warnings)
    assert sum(map(sum, trial.value("incentive"))) > 0


def test_too_little_room_is_refused_where_it_is_typed() -> None:
    with pytest.raises(ModelError) as refused:
        tried("location", small_park(), "2024Q4", changed={"capacity": [1, 1]})
    assert (refused.value.key, refused.value.place) == ("infeasible", "/capacity")
