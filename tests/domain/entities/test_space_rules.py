"""What is refused of buildings, units, leases, bookings and operators."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from domain.records import Value
    from tests.domain.entities.park import Park

Refused = list[tuple[str, str]]


def lease(park: Park, **values: Value) -> Refused:
    """Return what a lease of the park's unit breaks."""
    usual: dict[str, Value] = {"number": "ZL-2", "firm": park.firm, "unit": park.unit}
    return park.refusals("lease", **{**usual, **values})


@pytest.mark.parametrize(
    ("start", "end", "early_end", "refused"),
    [
        ("2019-01-01", "2019-12-31", None, []),
        ("2019-01-01", "2019-01-01", None, []),
        ("2019-01-01", "2019-12-31", "2019-06-30", []),
        ("2019-01-01", "2018-12-31", None, [("end_before_start", "end")]),
        ("2019-01-01", "2019-12-31", "2018-06-30", [("date_order", "early_end")]),
        ("2019-01-01", "2019-12-31", "2020-01-31", [("early_end_after_end", "end")]),
    ],
)
def test_a_lease_ends_on_or_after_the_day_it_starts(
    park: Park, start: str, end: str, early_end: Value, refused: Refused
) -> None:
    assert lease(park, start=start, end=end, early_end=early_end) == refused


@pytest.mark.parametrize(
    ("start", "end", "refused"),
    [
        ("2016-01-01", "2016-12-31", []),
        ("2020-01-01", "2020-12-31", []),
        ("2019-12-31", "2020-12-31", [("lease_overlap", "start")]),
        # It ends before it starts: that is what is wrong with it, not the other lease.
        ("2019-12-31", "2019-06-30", [("end_before_start", "end")]),
        ("2016-01-01", "2017-01-01", [("lease_overlap", "start")]),
        ("2018-01-01", "2018-02-01", [("lease_overlap", "start")]),
        ("2016-01-01", "2022-01-01", [("lease_overlap", "start")]),
    ],
)
def test_a_unit_is_let_once_at_a_time(park: Park, start: str, end: str, refused: Refused) -> None:
    park.add(
        "lease",
        number="ZL-1",
        firm=park.firm,
        unit=park.unit,
        start="2017-01-01",
        end="2019-12-31",
    )
    assert lease(park, start=start, end=end) == refused


def test_a_unit_is_free_again_after_an_early_end(park: Park) -> None:
    park.add(
        "lease",
        number="ZL-1",
        firm=park.firm,
        unit=park.unit,
        start="2017-01-01",
        end="2019-12-31",
        early_end="2018-06-30",
    )
    assert lease(park, start="2018-07-01", end="2020-12-31") == []
    assert lease(park, start="2018-06-30", end="2020-12-31") == [("lease_overlap", "start")]


def test_a_lease_does_not_overlap_with_itself_when_it_is_changed(park: Park) -> None:
    record = park.add(
        "lease",
        number="ZL-1",
        firm=park.firm,
        unit=park.unit,
        start="2017-01-01",
        end="2019-12-31",
    )
    assert park.refusals_of_change("lease", record, end="2020-12-31") == []


def test_leases_of_two_units_may_overlap(park: Park) -> None:
    other = park.add("unit", building=park.building, number="102", use="office", area=100)
    park.add(
        "lease", number="ZL-1", firm=park.firm, unit=other, start="2017-01-01", end="2019-12-31"
    )
    assert lease(park, start="2017-01-01", end="2019-12-31") == []


def test_the_days_of_two_bookings_do_not_meet(park: Park) -> None:
    booked: dict[str, Value] = {"unit": park.unit, "firm": park.firm}
    park.add("booking", **booked, start="2024-03-01", end="2024-03-05")
    assert park.refusals("booking", **booked, start="2024-03-06", end="2024-03-06") == []
    refused = park.refusals("booking", **booked, start="2024-03-05", end="2024-03-09")
    assert refused == [("booking_overlap", "start")]


def test_the_units_of_a_building_fit_in_it(park: Park) -> None:
    new: dict[str, Value] = {"building": park.building, "number": "102", "use": "office"}
    assert park.refusals("unit", **new, area=68_000) == []
    assert park.refusals("unit", **new, area=68_001) == [("units_exceed_building", "area")]
    assert park.refusals_of_change("building", park.building, area=32_000) == []
    refused = park.refusals_of_change("building", park.building, area=31_999)
    assert refused == [("units_exceed_building", "area")]


def test_any_unit_fits_in_a_building_whose_area_is_unknown(park: Park) -> None:
    building = park.add("building", code="2号楼")
    assert park.refusals("unit", building=building, number="1", use="office", area=10**9) == []


def test_one_room_number_serves_once_per_building(park: Park) -> None:
    refused = park.refusals("unit", building=park.building, number="101", use="office", area=1)
    assert refused == [("duplicate", "number")]
    other = park.add("building", code="2号楼")
    assert park.refusals("unit", building=other, number="101", use="office", area=1) == []


def test_a_building_has_one_operating_regime_at_a_time(park: Park) -> None:
    park.add(
        "building_regime",
        building=park.building,
        regime="third_party",
        start="2016-06-01",
        end="2021-12-31",
    )
    new: dict[str, Value] = {"building": park.building, "regime": "committee"}
    assert park.refusals("building_regime", **new, start="2022-01-01") == []
    refused = park.refusals("building_regime", **new, start="2021-12-31")
    assert refused == [("regime_overlap", "start")]


def test_a_regime_without_an_end_lasts(park: Park) -> None:
    park.add("building_regime", building=park.building, regime="third_party", start="2016-06-01")
    refused = park.refusals(
        "building_regime", building=park.building, regime="committee", start="2030-01-01"
    )
    assert refused == [("regime_overlap", "start")]


def indicator(park: Park, name: str, weight: int, **values: Value) -> str:
    """Record an indicator of the park's contract."""
    return park.add(
        "operator_indicator", contract=park.contract, name=name, weight=weight, **values
    )


def test_the_weights_of_a_contract_are_at_most_one_hundred(park: Park) -> None:
    indicator(park, "出租率", 80)
    new: dict[str, Value] = {"contract": park.contract, "name": "企业满意度"}
    assert park.refusals("operator_indicator", **new, weight=20) == []
    refused = park.refusals("operator_indicator", **new, weight=21)
    assert refused == [("weights_exceed", "weight")]


@pytest.mark.parametrize(
    ("direction", "target", "threshold", "refused"),
    [
        ("higher", 85, 70, []),
        ("higher", 85, 85, []),
        ("higher", 85, 90, [("threshold_beyond_target", "threshold")]),
        ("lower", 2, 5, []),
        ("lower", 5, 2, [("threshold_beyond_target", "threshold")]),
        ("lower", 5, 5, []),
        ("higher", None, 90, []),
        ("higher", 85, None, []),
    ],
)
def test_a_threshold_is_easier_than_the_target(
    park: Park, direction: str, target: Value, threshold: Value, refused: Refused
) -> None:
    found = park.refusals(
        "operator_indicator",
        contract=park.contract,
        name="出租率",
        weight=20,
        direction=direction,
        target_value=target,
        threshold=threshold,
    )
    assert found == refused


@pytest.mark.parametrize(
    ("quarter", "refused"),
    [
        ("2016Q2", []),  # the contract runs from June 2016 to the end of 2021
        ("2021Q4", []),
        ("2016Q1", [("quarter_out_of_range", "quarter")]),
        ("2022Q1", [("quarter_out_of_range", "quarter")]),
    ],
)
def test_an_operator_is_scored_within_the_contract(
    park: Park, quarter: str, refused: Refused
) -> None:
    scored = indicator(park, "出租率", 100)
    assert park.refusals("operator_score", indicator=scored, quarter=quarter) == refused


def test_a_contract_of_one_day_at_the_edge_of_a_quarter_counts_for_it(park: Park) -> None:
    for number, day, quarter in (("1", "2020-03-31", "2020Q1"), ("2", "2020-04-01", "2020Q2")):
        contract = park.add(
            "operator_contract", code=number, operator=park.origin, start=day, end=day
        )
        scored = park.add("operator_indicator", contract=contract, name="出租率", weight=100)
        assert park.refusals("operator_score", indicator=scored, quarter=quarter) == []


def test_an_operator_is_scored_once_the_weights_are_whole(park: Park) -> None:
    scored = indicator(park, "出租率", 60)
    refused = park.refusals("operator_score", indicator=scored, quarter="2020Q1")
    assert refused == [("weights_not_whole", "indicator")]
    indicator(park, "企业满意度", 40)
    assert park.refusals("operator_score", indicator=scored, quarter="2020Q1") == []


def test_a_cost_is_entered_once_per_quarter_building_and_category(park: Park) -> None:
    cost: dict[str, Value] = {"quarter": "2020Q1", "building": park.building}
    park.add("cost", **cost, category="repair")
    assert park.refusals("cost", **cost, category="energy") == []
    assert park.refusals("cost", **cost, category="repair") == [("duplicate", "category")]
