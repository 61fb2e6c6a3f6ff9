"""The pipeline's estimates keep their invariants, and simulation agrees with the closed form."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.models.errors import ModelError
from domain.models.operations import answer

counts = st.lists(st.lists(st.integers(0, 30), min_size=4, max_size=4), min_size=2, max_size=2)


@settings(max_examples=40, deadline=None)
@given(counts, st.floats(0.1, 3))
def test_estimates_add_up_to_one_and_lie_inside_their_intervals(
    table: list[list[int]], prior: float
) -> None:
    found: dict[str, Any] = answer("pipeline.estimate_moves", {"counts": table, "prior": prior})
    for mean, lower, upper in zip(found["mean"], found["lower"], found["upper"], strict=True):
        assert sum(mean) == pytest.approx(1)
        # Equal tails of a skewed beta may leave its mean outside only beyond the 95 % of it.
        assert all(0 <= low <= high <= 1 for low, high in zip(lower, upper, strict=True))
        assert all(low <= m for low, m in zip(lower, mean, strict=True))


@settings(max_examples=40, deadline=None)
@given(counts)
def test_every_firm_ends_somewhere_and_waits_as_its_ends_say(table: list[list[int]]) -> None:
    rows = [[each + 1 for each in row] for row in table]
    moves = [[each / sum(row) for each in row] for row in rows]
    chain = {
        "transient_moves": [row[:2] for row in moves],
        "absorbing_moves": [row[2:] for row in moves],
        "within_quarters": [0, 5000],
    }
    found: dict[str, Any] = answer("pipeline.absorbing_chain", chain)
    for at in range(2):
        ends = found["absorption_probability"][at]
        assert sum(ends) == pytest.approx(1)
        waits = found["expected_quarters_given"][at]
        mixed = sum(end * wait for end, wait in zip(ends, waits, strict=True))
        assert mixed == pytest.approx(found["expected_quarters"][at])
        assert found["absorbed_within"][1][at] == pytest.approx(ends)
        assert found["absorbed_within"][0][at] == [0, 0]


durations = st.lists(st.tuples(st.integers(1, 12), st.integers(0, 2)), min_size=2, max_size=40)


@settings(max_examples=60, deadline=None)
@given(durations)
def test_survival_falls_and_agrees_with_the_incidence_of_all_ends(
    firms: list[tuple[int, int]],
) -> None:
    duration, cause = [each[0] for each in firms], [each[1] for each in firms]
    kept: dict[str, Any] = answer(
        "pipeline.survival", {"duration": duration, "observed": [each > 0 for each in cause]}
    )
    ends: dict[str, Any] = answer(
        "pipeline.cumulative_incidence", {"duration": duration, "cause": cause, "cause_count": 2}
    )
    survival = kept["survival"]
    assert survival == sorted(survival, reverse=True)
    assert ends["survival"] == pytest.approx(survival)
    for value, low, high in zip(survival, kept["lower"], kept["upper"], strict=True):
        if low is not None and high is not None:
            assert low <= value + 1e-12
            assert value <= high + 1e-12
    for left, row in zip(survival, ends["incidence"], strict=True):
        assert left + sum(row) == pytest.approx(1)


def test_without_censoring_survival_is_the_share_that_lasts_longer() -> None:
    duration = [1, 2, 2, 4, 5]
    found = answer("pipeline.survival", {"duration": duration, "observed": [True] * 5})
    assert found["survival"] == pytest.approx([0.8, 0.4, 0.2, 0])
    assert found["median"] == 2
    last: Any = found["standard_error"]
    assert last[-1] is None


def test_drawn_moves_make_the_band_wider_than_known_ones() -> None:
    inputs = {
        "counts": [[80, 10, 10]],
        "target": 0,
        "firms": [200],
        "horizon_quarters": 4,
        "output_log_mean": 0,
        "output_log_sd": 0.5,
        "draws": 4000,
        "seed": 7,
    }
    few: Any = answer("pipeline.forecast_simulated", inputs)
    many: Any = answer(
        "pipeline.forecast_simulated", {**inputs, "counts": [[800000, 100000, 100000]]}
    )
    known: Any = answer(
        "pipeline.forecast",
        {
            "transient_moves": [[0.8]],
            "absorbing_moves": [[0.1, 0.1]],
            "target": 0,
            "firms": [200],
            "horizon_quarters": 4,
        },
    )
    assert many["returned"]["mean"] == pytest.approx(known["mean"], rel=0.02)
    assert many["returned_variance"] == pytest.approx(known["variance"], rel=0.1)
    assert few["returned_variance"] > 1.5 * known["variance"]
    again: Any = answer("pipeline.forecast_simulated", inputs)
    assert again == few


def test_the_age_in_a_stage_starts_again_on_return() -> None:
    stages = ("a", "a", "b", "a", "a")
    records = [{"firm": "x", "quarter": at, "stage": stage} for at, stage in enumerate(stages)]
    inputs = {
        "records": records,
        "transient_stages": ["a", "b"],
        "absorbing_stages": ["z"],
        "age_limits": [1],
    }
    found: Any = answer("pipeline.count_moves", inputs)
    assert found["states"] == ["a:0", "a:1", "b:0", "b:1", "z"]
    assert found["counts"] == [[0, 2, 0, 0, 0], [0, 0, 1, 0, 0], [1, 0, 0, 0, 0], [0, 0, 0, 0, 0]]


RECORD = {"firm": "x", "quarter": 0, "stage": "a"}
STAGES = {"transient_stages": ["a"], "absorbing_stages": ["z"]}


@pytest.mark.parametrize(
    ("operation", "inputs", "key"),
    [
        ("count_moves", {"records": [RECORD, RECORD], **STAGES}, "duplicate_record"),
        ("count_moves", {"records": [{**RECORD, "stage": "q"}], **STAGES}, "unknown_choice"),
        ("count_moves", {"records": [RECORD], **STAGES, "age_limits": [4, 4]}, "out_of_range"),
        ("estimate_moves", {"counts": [[1], [1, 2]]}, "size_mismatch"),
        ("estimate_moves", {"counts": [[1, 2]], "allowed": [[True, False]]}, "out_of_range"),
        (
            "absorbing_chain",
            {"transient_moves": [[0, 0]], "absorbing_moves": [[1]]},
            "size_mismatch",
        ),
        (
            "forecast_simulated",
            {
                "counts": [[1]],
                "target": 0,
                "firms": [1],
                "horizon_quarters": 1,
                "output_log_mean": 0,
                "output_log_sd": 0,
                "seed": 1,
            },
            "size_mismatch",
        ),
    ],
)
def test_records_that_cannot_be_are_refused(
    operation: str, inputs: dict[str, object], key: str
) -> None:
    with pytest.raises(ModelError) as refused:
        answer(f"pipeline.{operation}", inputs)
    assert refused.value.key == key


def test_a_stage_with_one_way_out_takes_it_surely() -> None:
    inputs = {"counts": [[0, 3]], "allowed": [[False, True]]}
    found = answer("pipeline.estimate_moves", inputs)
    assert found == {"mean": [[0, 1]], "lower": [[0, 1]], "upper": [[0, 1]]}
