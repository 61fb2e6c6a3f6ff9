"""The study of operators on two contracts whose means are computed by hand."""

from __future__ import annotations

import pytest

from domain.reports.charts import BulletChart
from domain.reports.tree import Figure
from domain.studies import study
from domain.studies.study import NothingToStudy
from tests.domain.studies.trying import tried
from tests.fakes import MemoryRecords

CRITERIA = (
    ("Occupancy", "%", 60, 70.0, "higher"),
    ("Late reports", "", 30, 5.0, "lower"),
    ("New", "", 10, None, "higher"),
)
SCORES: dict[str, dict[str, tuple[tuple[str, float | None], ...]]] = {
    "K-1": {
        "Occupancy": (("2020Q1", 10.0), ("2020Q4", 60.0), ("2021Q1", 62.0), ("2021Q2", 64.0)),
        "Late reports": (("2020Q3", 2.0), ("2020Q4", 4.0)),
    },
    "K-2": {
        "Occupancy": (("2024Q1", 80.0), ("2024Q2", None), ("2025Q1", 0.0)),
        "Late reports": (("2024Q1", 2.0), ("2024Q2", 3.0)),
        "New": (("2024Q1", 1.0),),
    },
}


def small_park() -> MemoryRecords:
    """Return an old contract that misses a threshold and a new one that keeps them."""
    park = MemoryRecords()
    for code, start in (("K-1", "2016-01-01"), ("K-2", "2022-01-01")):
        operator = park.add("party", code=code, name_en=f"Operator of {code}", kind="operator")
        contract = park.add("operator_contract", code=code, operator=operator, start=start)
        for name, unit, weight, threshold, direction in CRITERIA:
            indicator = park.add(
                "operator_indicator",
                contract=contract,
                name=name,
                unit=unit,
                weight=weight,
                threshold=threshold,
                direction=direction,
            )
            for quarter, actual in SCORES[code].get(name, ()):
                park.add("operator_score", indicator=indicator, quarter=quarter, actual=actual)
    return park


def test_means_are_taken_over_the_last_year_with_scores() -> None:
    trial = tried("operators", small_park(), "2024Q4")
    # K-1 over 2020Q3–2021Q2: (60 + 62 + 64) / 3 and (2 + 4) / 2; K-2: 80 and 2.5
    assert trial.value("matrix") == [[62.0, 3.0], [80.0, 2.5]]
    assert trial.value("benefit") == [1, 0]
    assert trial.value("thresholds") == [70.0, 5.0]
    assert trial.value("comparisons") == [[1.0, 2.0], [0.5, 1.0]]


def test_a_missed_threshold_fails_whatever_the_score() -> None:
    trial = tried("operators", small_park(), "2024Q4")
    index = trial.result["index"]
    assert index["grade"] == ["fail", "pass"]
    assert index["ranking"] == [1, 0]
    assert index["closeness"] == pytest.approx([0, 1])
    assert index["judgement_weights"] == pytest.approx([2 / 3, 1 / 3])
    told = trial.told("en")
    assert "Operator of K-2 (K-2) ranks first" in told.verdict
    assert "missed threshold: Operator of K-1" in told.verdict
    assert any("Only two" in each for each in told.warnings)


def test_all_pass_or_all_fail() -> None:
    park = small_park()
    passed = tried("operators", park, "2024Q4", changed={"thresholds": [None, None]})
    assert "all keep" in passed.told("en").verdict
    failed = tried("operators", park, "2024Q4", changed={"thresholds": [90.0, None]})
    assert "All miss" in failed.told("en").verdict


def test_comparisons_that_contradict_each_other_are_warned_of() -> None:
    odd = [[1, 9, 1 / 9], [1 / 9, 1, 9], [9, 1 / 9, 1]]
    changed = {
        "matrix": [[1, 2, 3], [3, 2, 1], [2, 2, 2]],
        "benefit": [1] * 3,
        "comparisons": odd,
        "thresholds": [None] * 3,
    }
    trial = tried("operators", small_park(), "2024Q4", changed=changed)
    assert trial.result["consistency_ratio"] > 0.1


def test_one_criterion_that_decides_alone_is_warned_of() -> None:
    changed = {"matrix": [[10.0, 3.0], [80.0, 3.0]]}
    told = tried("operators", small_park(), "2024Q4", changed=changed).told("en")
    assert any("Occupancy" in each for each in told.warnings)


def test_inconsistent_comparisons_are_told(sample_park: MemoryRecords) -> None:
    size = 6
    odd = [[1.0] * size for _ in range(size)]
    for one, other, ratio in ((0, 1, 9.0), (1, 2, 9.0), (0, 2, 1 / 9)):
        odd[one][other], odd[other][one] = ratio, 1 / ratio
    told = tried("operators", sample_park, "2024Q4", changed={"comparisons": odd}).told("en")
    assert any("inconsistent" in each for each in told.warnings)


def test_the_years_of_a_contract_can_be_compared() -> None:
    park = small_park()
    choice = study("operators").choices(park, "2024Q4")[0]
    assert [each.value == "contracts" for each in choice.options] == [True, False]
    trial = tried("operators", park, "2024Q4", {"compare": choice.options[1].value})
    # K-1 in 2020: (10 + 60) / 2; in 2021 only occupancy is known
    assert trial.value("matrix") == [[35.0], [63.0]]


def test_one_scored_contract_and_year_is_not_enough() -> None:
    park = small_park()
    with pytest.raises(NothingToStudy) as caught:
        study("operators").choices(park, "2020Q4")
    assert caught.value.place == "operator_score"
    with pytest.raises(NothingToStudy):
        study("operators").inputs(park, "2020Q4", {})


def test_a_comparison_is_typed_once_above_the_diagonal() -> None:
    changed = {"comparisons": [[1, 3], [0.5, 7]]}
    index = tried("operators", small_park(), "2024Q4", changed=changed).result["index"]
    assert index["judgement_weights"] == pytest.approx([0.75, 0.25])


@pytest.mark.parametrize(
    ("lang", "said"),
    [("zh", "出租率（%）"), ("fr", "Taux d’occupation (%)"), ("en", "Occupancy (%)")],
)
def test_a_criterion_is_named_in_the_language_of_its_reader(lang: str, said: str) -> None:
    park = small_park()
    for row in park.tables["operator_indicator"].values():
        if row["name"] == "Occupancy":
            park.tables["operator_indicator"][str(row["id"])] |= {
                "name_zh": "出租率",
                "name_fr": "Taux d’occupation",
            }
    figure = tried("operators", park, "2024Q4").told(lang).exhibits[1]
    assert isinstance(figure, Figure)
    assert isinstance(figure.chart, BulletChart)
    assert [each.label for each in figure.chart.bullets] == [said, "Late reports"]
