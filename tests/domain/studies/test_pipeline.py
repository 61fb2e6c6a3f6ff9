"""The pipeline study on a small park whose moves are counted by hand."""

from __future__ import annotations

import math

import pytest

from domain.models.errors import ModelError
from domain.progress import CancelledError
from domain.studies import study
from tests.domain.studies.trying import tried
from tests.fakes import MemoryRecords

STEPS = {
    "A": (("admitted", "2020-01-10"), ("ready", "2020-08-01"), ("graduated", "2020-11-01")),
    "B": (("admitted", "2020-05-02"), ("exited", "2020-12-01")),
    "C": (("admitted", "2020-07-15"), ("incubating", "2020-07-20")),
}


def small_park() -> MemoryRecords:
    """Return three firms: A returns in 2021Q1, B fails in 2020Q4, C is on its way."""
    park = MemoryRecords()
    home = park.add("region", name_en="Home", kind="city")
    host = park.add("region", name_en="Host", kind="city")
    park.add("party", code="O", name_en="Origin", kind="origin", region=home)
    park.add("party", code="H", name_en="Host", kind="host", region=host)
    for number, steps in STEPS.items():
        firm = park.add(
            "firm",
            number=number,
            name_en=number,
            trajectory="I",
            admission_date=steps[0][1],
            rd_site=host,
            production_site=home,
        )
        for stage, day in steps:
            park.add("stage_change", firm=firm, process="incubation", to_stage=stage, date=day)
        if number == "A":
            add_return(park, firm, home)
    park.add("firm", number="X", name_en="X")  # neither trajectory nor admission
    return park


def add_return(park: MemoryRecords, firm: str, county: str, driver: str = "innovation") -> None:
    """Add a project in production since 2021Q1 that reports two quarters of output."""
    project = park.add("return_project", number="R1", firm=firm, county=county, driver=driver)
    park.add("return_milestone", project=project, state="in_production", date="2021-02-01")
    made = round(1e9 * -math.expm1(-1 / 4))
    park.add("return_quarter", project=project, quarter="2021Q1", output_fen=1, tax_fen=None)
    park.add(
        "return_quarter", project=project, quarter="2021Q2", output_fen=made, tax_fen=made // 10
    )
    park.add("return_quarter", project=project, quarter="2021Q3", output_fen=9, tax_fen=9)


def test_moves_are_those_from_quarter_end_to_quarter_end() -> None:
    trial = tried("pipeline", small_park(), "2021Q1")
    # A: incubating ×2, ready, graduated, returned; B: incubating ×2, failed; C: incubating ×3
    assert trial.value("counts") == [[4, 1, 0, 0, 0, 1], [0, 0, 1, 0, 0, 0], [0, 0, 0, 1, 0, 0]]
    assert trial.value("firms") == [1, 0, 0]
    assert trial.value("ended") == [1, 0, 1]
    assert trial.value("duration") == [4, 2, 2]
    assert trial.value("cause") == [1, 3, 0]


def test_survival_and_ends_follow_from_the_durations() -> None:
    result = tried("pipeline", small_park(), "2021Q1").result
    assert result["survival"]["times"] == [2, 4]
    assert result["survival"]["survival"] == pytest.approx([2 / 3, 0])
    assert result["incidence"]["incidence"][-1] == pytest.approx([2 / 3, 0, 1 / 3])
    assert result["few"] == [0, 1, 2]


def test_full_output_is_corrected_for_the_ramp_up() -> None:
    trial = tried("pipeline", small_park(), "2021Q2")
    assert math.exp(trial.value("output_log_mean")) == pytest.approx(1e9)
    assert trial.value("output_log_sd") == 0
    assert trial.value("tax_rate") == pytest.approx(0.1, rel=1e-6)


def test_a_quarter_later_than_the_study_is_not_seen() -> None:
    trial = tried("pipeline", small_park(), "2020Q4")
    assert trial.value("counts") == [[3, 1, 0, 0, 0, 1], [0, 0, 1, 0, 0, 0], [0, 0, 0, 0, 0, 0]]
    told = trial.told("en")
    assert trial.value("output_log_mean") is None
    assert "cannot tell" in told.verdict
    assert any("has come to" in each for each in told.warnings)
    assert trial.result["fan"][-1]["output"] is None


def test_a_move_for_rent_is_no_return() -> None:
    park = small_park()
    for row in park.find("return_project"):
        park.tables["return_project"][str(row["id"])]["driver"] = "rent"
    trial = tried("pipeline", park, "2021Q2")
    assert trial.value("ended") == [0, 0, 1]


def test_a_firm_that_left_and_still_produces_in_the_host_has_stayed() -> None:
    park = small_park()
    host = str(park.find("region", name_en="Host")[0]["id"])
    for row in park.find("firm", number="B"):
        park.tables["firm"][str(row["id"])]["production_site"] = host
    assert tried("pipeline", park, "2021Q1").value("ended") == [1, 1, 0]


def test_a_graduate_without_a_project_has_stayed_after_five_years() -> None:
    park = small_park()
    park.tables["return_milestone"].clear()
    assert tried("pipeline", park, "2025Q3").value("ended") == [0, 0, 1]
    assert tried("pipeline", park, "2025Q4").value("ended") == [0, 1, 1]


def test_a_graduate_with_a_project_under_way_is_still_on_its_way() -> None:
    park = small_park()
    for row in park.find("return_milestone"):
        park.tables["return_milestone"][str(row["id"])]["state"] = "construction"
    assert tried("pipeline", park, "2026Q1").value("ended") == [0, 0, 1]


def test_the_second_trajectory_runs_from_diagnosis_to_diffusion() -> None:
    park = MemoryRecords()
    for number, last in (("D", "diffused"), ("E", "joint_project")):
        firm = park.add(
            "firm", number=number, name_en=number, trajectory="II", admission_date="2021-01-05"
        )
        for stage, day in (("diagnosed", "2021-02-01"), (last, "2021-08-01")):
            park.add("stage_change", firm=firm, process="mode_2", to_stage=stage, date=day)
    gone = park.find("firm", number="E")[0]["id"]
    park.add("stage_change", firm=gone, process="incubation", to_stage="exited", date="2021-11-01")
    trial = tried("pipeline", park, "2022Q1")
    assert trial.value("counts") == [
        [2, 0, 1, 0, 1, 0],
        [0, 0, 0, 0, 0, 0],
        [0, 0, 0, 0, 0, 1],
        [0, 0, 0, 0, 0, 0],
    ]
    assert trial.value("ended") == [1, 1]
    assert "diffusion" in trial.told("en").verdict


def test_age_matters_when_the_intervals_lie_apart() -> None:
    trial = tried(
        "pipeline",
        small_park(),
        "2021Q1",
        changed={
            "counts_by_age": [
                [0, 40, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
                [0, 0, 10, 30, 0, 0, 0, 0, 0, 0, 0, 0],
                *[[0] * 12] * 7,
            ]
        },
    )
    assert trial.result["ages"]["visible"] is True
    assert any("depends on the time" in each for each in trial.told("en").warnings)


def test_a_run_can_be_cancelled() -> None:
    class Impatient:
        def step(self, done: int, total: int) -> None:
            if done < total:
                raise CancelledError

    asked = study("pipeline")
    park = small_park()
    values = {each.name: each.value for each in asked.inputs(park, "2021Q1", {})}
    with pytest.raises(CancelledError):
        asked.run(values, 1, Impatient())


def test_moves_that_lead_nowhere_are_refused_where_they_are_typed() -> None:
    with pytest.raises(ModelError) as refused:
        tried(
            "pipeline",
            small_park(),
            "2020Q2",
            changed={"allowed": [[1, 1, 0, 0, 0, 0], [0, 1, 1, 0, 0, 0], [0, 0, 1, 0, 0, 0]]},
        )
    assert (refused.value.key, refused.value.place) == ("no_absorption", "/allowed")
