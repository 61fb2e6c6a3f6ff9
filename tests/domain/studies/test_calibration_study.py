"""The study of calibration finds what the records tell, and refuses what they do not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from domain.models.errors import ModelError
from domain.models.operations import answer
from domain.progress import CancelledError, Silent
from domain.reports.tree import Table
from domain.studies import study
from domain.studies.study import NothingToStudy
from tests.domain.studies.parks import PATENTS, PEOPLE, STAFF, add_figures, small_park
from tests.domain.studies.trying import Trial, tried

if TYPE_CHECKING:
    from domain.records import Records
    from tests.domain.studies.parks import Park

QUARTER = "2024Q4"
NAME = "calibration"
TRUTH = {"congestion_elasticity": 0.4, "mobility": 0.3, "catch_up_rate": 0.03}


def simulated_park() -> Park:
    """Return a park whose recorded stocks follow the model with known parameters."""
    park = small_park(figures=False)
    regions = (park.home, park.host, park.third)
    room = (800.0, 2000.0, 700.0)
    patents = (300.0, 2400.0, 350.0)
    mean = sum(patents) / 3
    given: dict[str, Any] = {
        "stock": [1000.0, 1500.0, 900.0],
        "capacity": list(room),
        "environment": [each / mean for each in patents],
        "record_quarters": [4 * year for year in range(10)],
        **TRUTH,
    }
    rows: Any = answer("flow.run", given)["stock"]
    for at, region in enumerate(regions):
        course = {f"y{2015 + year}": row[at] for year, row in enumerate(rows)}
        add_figures(park.records, region, STAFF, **course)
        add_figures(park.records, region, PEOPLE, y2015=room[at])
        add_figures(park.records, region, PATENTS, y2015=patents[at])
    return park


@pytest.fixture(scope="module")
def simulated() -> Trial:
    chosen = {"capacity": PEOPLE, "environment": PATENTS}
    return tried(NAME, simulated_park().records, QUARTER, chosen)


def test_parameters_that_made_the_figures_are_found_again(simulated: Trial) -> None:
    for name, value in TRUTH.items():
        assert simulated.result["estimate"][name] == pytest.approx(value, rel=1e-3), name
    assert simulated.result["identified"]
    assert simulated.result["fit_error"] < 1e-6
    told = simulated.told("en")
    assert "10 recorded periods determine the parameters" in told.verdict
    assert told.warnings == ()


def test_figures_that_stand_still_tell_nothing_and_no_interval_is_given() -> None:
    park = small_park(figures=False)
    years = {f"y{year}": 1000.0 for year in range(2016, 2025)}
    for region in (park.home, park.host, park.third):
        add_figures(park.records, region, STAFF, **years)
    trial = tried(NAME, park.records, QUARTER)
    assert trial.origin("environment") == "assumed"
    assert not trial.result["identified"]
    assert trial.result["lower"] is None
    told = trial.told("en")
    assert "cannot tell the parameters apart, no interval is given" in told.verdict
    assert "no better than “no change”" in told.verdict
    assert any("has no effect" in each for each in told.warnings)
    table = told.exhibits[1]
    assert isinstance(table, Table)
    assert {row.cells[2] for row in table.rows} == {"refused"}


def test_a_parameter_told_no_better_than_by_its_bounds_is_named(park: Records) -> None:
    trial = tried(NAME, park, QUARTER)
    told = trial.told("en")
    assert "not “Congestion α”" in told.verdict
    assert any("tell no more than the bounds" in each for each in told.warnings)
    assert any("Best value at the bound allowed" in each for each in told.warnings)


def test_an_ill_conditioned_fit_is_said_to_be_so(simulated: Trial) -> None:
    result = simulated.result | {"identified": False, "condition_number": 2.5e7}
    result |= {"lower": None, "upper": None}
    told = Trial(NAME, simulated.inputs, result).told("en")
    assert any("condition number 25,000,000" in each for each in told.warnings)


def test_the_recorded_course_is_scaled_to_its_first_total() -> None:
    park = small_park()
    for region, value in ((park.home, 880.0), (park.host, 1700.0), (park.third, 490.0)):
        add_figures(park.records, region, STAFF, y2020=value, y2021=value)
    trial = tried(NAME, park.records, QUARTER, {"environment": "equal"})
    observed = trial.value("observed_stock")
    # 2024 is unknown for the third region, so that 2020 to 2023 are left.
    assert trial.value("observed_quarters") == [0, 4, 8, 12]
    total = 880 + 1700 + 490
    for period in range(4):
        assert sum(row[period] for row in observed) == pytest.approx(total)
    assert observed[0][3] == pytest.approx(950 * total / (950 + 1900 + 520))
    assert any("Only 4 recorded periods" in each for each in trial.told("en").warnings)


def test_an_environment_per_head_is_that_of_the_first_figures() -> None:
    park = small_park()
    for region, value in ((park.home, 880.0), (park.host, 1700.0), (park.third, 490.0)):
        add_figures(park.records, region, STAFF, y2020=value, y2021=value)
    ratios = [500 / 880, 2000 / 1700, 260 / 490]
    mean = sum(ratios) / 3
    trial = tried(NAME, park.records, QUARTER)
    assert trial.value("environment") == pytest.approx([each / mean for each in ratios])


def test_quarterly_figures_count_their_own_quarters() -> None:
    park = small_park(figures=False)
    for at, quarter in enumerate(("2023Q4", "2024Q1", "2024Q2", "2024Q4")):
        for region, value in ((park.home, 100.0 + at), (park.host, 300.0 - at)):
            park.records.add(
                "region_figure",
                region=region,
                indicator=STAFF,
                year=int(quarter[:4]),
                quarter=quarter,
                value=value,
            )
    trial = tried(NAME, park.records, QUARTER)
    assert trial.value("observed_quarters") == [0, 1, 2, 4]


def test_three_periods_are_too_few_to_fit() -> None:
    with pytest.raises(NothingToStudy) as refusal:
        tried(NAME, small_park().records, QUARTER)
    assert refusal.value.place == "region_figure"


@pytest.mark.parametrize(
    ("name", "value", "place"),
    [
        ("mobility_sought", [0.1, 0.2], "/mobility_sought"),
        ("mobility_sought", [5.0, 0.1, 0.2], "/mobility_sought"),
        ("observed_quarters", [0, 4], "/observed_quarters"),
        ("starts", 0, "/starts"),
        ("surprise", 1, "/surprise"),
    ],
)
def test_a_value_that_cannot_be_is_refused_at_its_name(
    simulated: Trial, name: str, value: object, place: str
) -> None:
    values = {each.name: each.value for each in simulated.inputs} | {name: value}
    with pytest.raises(ModelError) as refusal:
        study(NAME).run(values, 1, Silent())
    assert refusal.value.place == place


def test_a_fit_stops_while_its_first_start_is_under_way(simulated: Trial) -> None:
    class Impatient:
        def __init__(self) -> None:
            self.heard: list[tuple[int, int]] = []

        def step(self, done: int, total: int) -> None:
            self.heard.append((done, total))
            if len(self.heard) == 3:
                raise CancelledError

    values = {each.name: each.value for each in simulated.inputs}
    impatient = Impatient()
    with pytest.raises(CancelledError):
        study(NAME).run(values, 1, impatient)
    assert impatient.heard == [(0, 5)] * 3
