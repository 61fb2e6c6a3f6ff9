"""The study of uncertainty draws, varies and divides what the flow study computes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from domain.models.errors import ModelError
from domain.models.operations import answer
from domain.progress import CancelledError, Silent
from domain.reports.charts import Fan, HorizontalBars
from domain.reports.tree import Figure, Table
from domain.studies import study
from domain.studies.flow_uncertainty.inputs import OUTPUTS, VARIED
from tests.domain.studies.parks import small_park
from tests.domain.studies.trying import Trial, tried

if TYPE_CHECKING:
    from domain.records import Records

QUARTER = "2024Q4"
NAME = "flow_uncertainty"


@pytest.fixture(scope="module")
def trial() -> Trial:
    return tried(NAME, small_park().records, QUARTER, changed={"draws": 300, "samples": 64})


def rerun(trial: Trial, **changed: object) -> dict[str, Any]:
    values = {each.name: each.value for each in trial.inputs}
    values |= {"draws": 60, "samples": 16} | changed
    return study(NAME).run(values, 7, Silent())


def test_the_middle_draw_lies_between_the_low_and_the_high_one(trial: Trial) -> None:
    low, _, middle, _, high = trial.result["percentiles"]
    assert low < middle < high
    assert sum(trial.result["histogram"]["counts"]) == 300
    assert 0 <= trial.result["chance_window"] <= 1
    assert trial.result["failed_runs"] == 0
    assert trial.result["runs"] == 300 + 1 + 2 * 8 + 64 * (8 + 2)


def test_total_effects_are_no_smaller_than_effects_alone(trial: Trial) -> None:
    sobol = trial.result["sobol"]
    for first, total in zip(sobol["first"], sobol["total"], strict=True):
        assert total > first - 0.15  # as far as 64 points tell
    assert sum(sobol["total"]) > 0.9
    assert all(low <= high for low, high in sobol["total_reach"])


def test_one_at_a_time_is_what_the_model_gives_at_those_values(trial: Trial) -> None:
    tornado = trial.result["tornado"]
    at = tornado["names"].index("mobility")
    low, high = trial.value("mobility_range")
    names = [
        *("stock", "capacity", "environment", "proximity", "friction", "congestion_elasticity"),
        *("knowledge_elasticity", "knowledge_rate", "spillover_share", "catch_up_rate"),
        "donor_limit",
    ]
    flow = {name: trial.value(name) for name in names} | {"mobility": low + 0.9 * (high - low)}
    enclave = {
        "kind": "reverse_enclave",
        "home": 0,
        "host": 1,
        "seed_stock": trial.value("seed_stock"),
        "capacity": trial.value("enclave_capacity"),
        "subsidy_rate": trial.value("subsidy_rate"),
        "knowledge_return": trial.value("knowledge_return"),
        "home_share": trial.value("home_share"),
    }
    first = answer("flow.run", {**flow, "instruments": [enclave], "record_quarters": [0]})
    cost = trial.value("cost_share") * first["income"][0][-1]  # type: ignore[index]
    policy = {"name": "it", "instruments": [{**enclave, "fixed_cost": cost}]}
    found: Any = answer("flow.compare_policies", {**flow, "policies": [policy]})
    only = found["policies"][0]
    wanted = 100 * only["delta_present_value"][0] / only["enclave_income_present_value"]
    assert tornado["high"][at] == pytest.approx(wanted, rel=1e-9)
    swings = [abs(a - b) for a, b in zip(tornado["low"], tornado["high"], strict=True)]
    assert [swings[each] for each in tornado["order"]] == sorted(swings, reverse=True)


@pytest.mark.parametrize("output", OUTPUTS)
def test_each_output_can_be_examined(output: str) -> None:
    trial = tried(NAME, small_park().records, QUARTER, {"output": output})
    assert trial.result["output"] == output
    told = trial.told("en")
    assert told.verdict.startswith("Of 1,000 draws, both cities gain in")
    assert "8 ranges are assumed" in told.warnings[0]


def test_what_it_tells_is_a_ranking_a_fan_and_tables(trial: Trial) -> None:
    told = trial.told("en")
    first = told.exhibits[0]
    assert isinstance(first, Figure)
    assert isinstance(first.chart, HorizontalBars)
    assert [each.value for each in first.chart.bars] == sorted(
        (each.value or 0.0 for each in first.chart.bars), reverse=True
    )
    assert any(isinstance(each, Figure) and isinstance(each.chart, Fan) for each in told.exhibits)
    table = told.exhibits[-1]
    assert isinstance(table, Table)
    assert len(table.rows) == len(VARIED)


def test_an_output_that_never_varies_has_no_variance_to_divide(trial: Trial) -> None:
    result = rerun(trial)
    result["sobol"] = {"names": result["sobol"]["names"], "first": None, "total": None}
    told = Trial(NAME, trial.inputs, result).told("en")
    assert "the same throughout the ranges" in told.verdict
    assert any("no variance to divide" in each for each in told.warnings)


def test_a_window_that_never_exists_is_as_wide_as_nothing(trial: Trial) -> None:
    result = rerun(trial, output="window_width", cost_share=5.0)
    assert result["chance_window"] == 0
    assert result["sobol"]["total"] is None
    assert result["percentiles"] == [0.0] * 5


def test_one_parameter_that_decides_most_is_named(trial: Trial) -> None:
    result = rerun(trial)
    count = len(result["sobol"]["names"])
    result["sobol"] |= {"total": [0.05] * (count - 1) + [0.8]}
    result["sobol"] |= {"total_reach": [[0.7, 0.9]] * count}
    result["failed_runs"] = 2
    told = Trial(NAME, trial.inputs, result).told("en")
    assert "mostly on “Subsidy rate of the origin (s)” (80% of the variance)" in told.verdict
    assert any("2 runs gave no figure" in each for each in told.warnings)


@pytest.mark.parametrize(
    ("name", "value", "place"),
    [
        ("mobility_range", [0.3, 0.1], "/mobility_range/1"),
        ("mobility_range", [0.1, 11.0], "/mobility_range/1"),
        ("mobility_range", [0.1], "/mobility_range"),
        ("output", "fame", "/output"),
        ("samples", 1, "/samples"),
        ("surprise", 1, "/surprise"),
        ("seed_stock", 0.0, "/seed_stock"),
    ],
)
def test_a_value_that_cannot_be_is_refused_at_its_name(
    trial: Trial, name: str, value: object, place: str
) -> None:
    with pytest.raises(ModelError) as refusal:
        rerun(trial, **{name: value})
    assert refusal.value.place == place


def test_a_parameter_of_nil_has_a_range_all_the_same() -> None:
    park = small_park()
    for row in park.records.tables["incentive"].values():
        row["amount_fen"] = 0
    trial = tried(NAME, park.records, QUARTER)
    low, high = trial.value("subsidy_rate_range")
    assert (low, high) == (0.0, 0.02)


def test_the_waiting_hears_of_every_block_and_can_stop(trial: Trial) -> None:
    heard: list[tuple[int, int]] = []

    class Impatient:
        def step(self, done: int, total: int) -> None:
            heard.append((done, total))
            if len(heard) == 4:
                raise CancelledError

    values = {each.name: each.value for each in trial.inputs} | {"draws": 300, "samples": 16}
    with pytest.raises(CancelledError):
        study(NAME).run(values, 1, Impatient())
    assert [done for done, _ in heard] == sorted(done for done, _ in heard)
    assert all(done <= total for done, total in heard)


def test_whether_compiling_pays_is_asked_of_the_whole_study(
    trial: Trial, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []
    monkeypatch.setattr("domain.studies.flow.running.loops_for", asked.append)
    found = rerun(trial)
    given: dict[str, Any] = {each.name: each.value for each in trial.inputs}
    nodes = len(given["stock"]) + 1
    assert set(asked) == {found["runs"] * given["quarters"] * nodes**2}


def test_the_sample_park_is_examined_from_its_records(park: Records) -> None:
    trial = tried(NAME, park, QUARTER)
    low, high = trial.value("subsidy_rate_range")
    assert low == 0
    assert high == pytest.approx(2 * trial.value("subsidy_rate"))
    assert trial.told("fr").verdict.startswith("Sur 1\u202f000 tirages, les deux villes gagnent")
