"""The study of convergence gives the numbers of the public series, computed elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from domain.models.errors import ModelError
from domain.progress import Silent
from domain.studies import study
from domain.studies.study import NothingToStudy
from tests.domain.studies.parks import add_figures
from tests.domain.studies.trying import Trial, tried
from tests.fakes import MemoryRecords

if TYPE_CHECKING:
    from domain.records import Records

QUARTER = "2024Q4"
US, MEXICO = "人均收入（美国各州）", "人均国内生产总值（墨西哥各州）"
STAFF = "研发人员全时当量"


def compared(park: Records, indicator: str, first: float, last: float) -> Trial:
    years: dict[str, object] = {"first_year": first, "last_year": last}
    return tried("convergence", park, QUARTER, {"indicator": indicator}, years)


US_YEARS = ((1929, 2009), (1929, 1969), (1940, 1980), (1969, 2009), (1980, 2009))
MEXICAN_YEARS = ((1940, 2000), (1940, 1980), (1960, 2000), (1980, 2000))
CASES = [
    *((US, "us-state-income-1929-2009.csv", *years) for years in US_YEARS),
    *((MEXICO, "mexico-states-1940-2000.csv", *years) for years in MEXICAN_YEARS),
]


@pytest.mark.parametrize(("indicator", "file", "first", "last"), CASES)
def test_public_series_give_the_numbers_computed_elsewhere(
    park: Records, expected: dict[str, Any], indicator: str, file: str, first: int, last: int
) -> None:
    truth = expected["convergence_real_data"][file]
    found = compared(park, indicator, first, last).result
    beta = truth["beta"][f"{first}-{last}"]
    for name, key in (
        ("slope", "slope"),
        ("standard_error", "se"),
        ("t", "t"),
        ("r_squared", "r2"),
        ("speed", "speed"),
        ("half_life_years", "half_life_years"),
    ):
        assert found[name] == pytest.approx(beta[key], rel=1e-6), name
    assert len(found["used"]) == beta["n"]
    for each in found["dispersion"]:
        of_year = truth["dispersion"][str(int(each["year"]))]
        for name, key in (
            ("count", "n"),
            ("coefficient_of_variation", "cv"),
            ("gini", "gini"),
            ("theil", "theil"),
            ("sigma_of_logs", "sigma_log_pop"),
        ):
            assert each[name] == pytest.approx(of_year[key], rel=1e-6), name


def test_regional_indicators_with_unknown_figures_give_their_dispersion(
    park: Records, expected: dict[str, Any]
) -> None:
    for indicator, key in ((STAFF, "rd_staff"), ("专利授权量", "patents_granted")):
        found = compared(park, indicator, 2014, 2024).result
        for each in found["dispersion"]:
            of_year = expected["regional"][key][str(int(each["year"]))]
            assert each["count"] == of_year["n"]
            assert each["gini"] == pytest.approx(of_year["gini"], rel=1e-6)
            assert each["theil"] == pytest.approx(of_year["theil"], rel=1e-6)


def test_states_that_started_poorer_grew_faster_and_the_verdict_says_so(park: Records) -> None:
    trial = compared(park, US, 1929, 2009)
    groups = trial.result["groups"]
    assert groups == sorted(groups, reverse=True)
    told = trial.told("en")
    assert "the 48 regions converge" in told.verdict
    assert "1.6% of the gap closes a year, half of it in 42 years" in told.verdict
    assert told.warnings == ()


def test_where_dispersion_rose_all_the_same_it_is_warned_of(park: Records) -> None:
    # 1980-2009: the slope is below zero, yet the variation rose from 0.134 to 0.144.
    told = compared(park, US, 1980, 2009).told("en")
    assert "did not fall" in told.verdict
    assert any("yet dispersion did not fall" in each for each in told.warnings)


def test_an_interval_that_holds_zero_settles_nothing(park: Records) -> None:
    trial = compared(park, MEXICO, 1980, 2000)
    assert trial.result["slope_lower"] < 0 < trial.result["slope_upper"]
    assert "nothing is settled for the 32 regions" in trial.told("en").verdict


def small(values: dict[str, tuple[float | None, ...]]) -> MemoryRecords:
    park = MemoryRecords()
    for name, figures in values.items():
        region = park.add("region", name_zh=name, name_en=name, kind="city")
        by_year = {f"y{2020 + at}": value for at, value in enumerate(figures)}
        add_figures(park, region, "产值", **by_year)
    return park


def test_regions_that_drift_apart_are_said_to_diverge() -> None:
    park = small(
        {
            "A": (10.0, 10.1, 10.1),
            "B": (20.0, 22.0, 24.0),
            "C": (40.0, 50.0, 61.0),
            "D": (80.0, 112.0, 158.0),
        }
    )
    trial = tried("convergence", park, QUARTER)
    assert trial.result["verdict"] == "divergent"
    told = trial.told("en")
    assert "the 4 regions diverge" in told.verdict
    assert any("Only 4 regions" in each for each in told.warnings)


def test_a_region_unknown_at_an_end_is_left_out_and_named() -> None:
    park = small(
        {
            "A": (10.0, 12.0, 15.0),
            "B": (20.0, 22.0, 24.0),
            "C": (40.0, 41.0, 43.0),
            "D": (80.0, 81.0, None),
        }
    )
    trial = tried("convergence", park, QUARTER)
    assert trial.result["used"] == [0, 1, 2]
    assert any(each.endswith(": D.") for each in trial.told("en").warnings)


def test_a_year_with_two_regions_has_no_dispersion() -> None:
    values: dict[str, tuple[float | None, ...]] = {
        "A": (10.0, 12.0, 15.0),
        "B": (20.0, 22.0, 24.0),
        "C": (40.0, None, 43.0),
    }
    trial = tried("convergence", small(values), QUARTER)
    assert trial.value("years") == [2020.0, 2022.0]
    rows = [[10.0, 12.0, 15.0], [20.0, 22.0, 24.0], [40.0, None, 43.0]]
    changed = {"values": rows, "years": [2020.0, 2021.0, 2022.0]}
    result: dict[str, Any] = study("convergence").run(
        {each.name: each.value for each in trial.inputs} | changed, 1, Silent()
    )
    assert "gini" not in result["dispersion"][1]


def test_quarters_are_set_on_an_axis_of_years() -> None:
    park = MemoryRecords()
    for name, (before, after) in {"A": (1.0, 2.0), "B": (2.0, 3.0), "C": (4.0, 5.0)}.items():
        region = park.add("region", name_zh=name, kind="city")
        for quarter, value in (("2024Q1", before), ("2024Q3", after)):
            park.add(
                "region_figure",
                region=region,
                indicator="产值",
                year=2024,
                quarter=quarter,
                value=value,
            )
    trial = tried("convergence", park, QUARTER)
    assert trial.value("years") == [2024.0, 2024.5]
    assert "2024Q1" in trial.told("en").verdict


def test_two_regions_are_too_few_to_compare() -> None:
    park = small({"A": (1.0, 2.0), "B": (2.0, 3.0)})
    with pytest.raises(NothingToStudy):
        study("convergence").choices(park, QUARTER)
    with pytest.raises(NothingToStudy):
        study("convergence").inputs(park, QUARTER, {"indicator": "产值"})


@pytest.mark.parametrize(
    ("name", "value", "key"),
    [
        ("first_year", 1999.5, "out_of_range"),
        ("last_year", 2014.0, "out_of_range"),
        ("level", 1.0, "out_of_range"),
        ("values", [[1.0, None], [2.0, None], [3.0, 4.0]], "size_mismatch"),
        ("values", [[1.0, 2.0], [2.0, 3.0], [3.0, 4.0, 5.0]], "size_mismatch"),
        ("surprise", 1, "unknown_input"),
    ],
)
def test_a_value_that_cannot_be_is_refused_at_its_name(
    park: Records, name: str, value: object, key: str
) -> None:
    trial = tried("convergence", park, QUARTER)
    changed: dict[str, object] = {name: value}
    if name == "values":
        changed |= {"years": [1.0, 2.0], "first_year": 1.0, "last_year": 2.0}
    values = {each.name: each.value for each in trial.inputs} | changed
    with pytest.raises(ModelError) as refusal:
        study("convergence").run(values, 1, Silent())
    assert (refusal.value.key, refusal.value.place) == (key, f"/{name}")


def test_equal_growth_leaves_nothing_to_explain() -> None:
    park = small({"A": (1.0, 2.0), "B": (2.0, 4.0), "C": (4.0, 8.0)})
    trial = tried("convergence", park, QUARTER)
    assert trial.result["half_life_years"] is None
    assert trial.told("en").verdict
