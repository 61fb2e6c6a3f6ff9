"""The study of net benefit on figures that can be added up by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from domain.models.errors import ModelError
from domain.progress import Silent
from domain.reports.charts import BarChart
from domain.reports.tree import Figure
from domain.studies import study
from tests.domain.studies.trying import tried

if TYPE_CHECKING:
    from domain.records import Records

VALUES: dict[str, object] = {
    "due": [1_000, 2_000],
    "cost": [100, 0],
    "incentives": [1_200, 300],
    "home_tax": [0, 50],
    "anyway": [0.0, 0.5],
}


def ran(**changed: object) -> dict[str, Any]:
    return study("net_benefit").run({**VALUES, **changed}, 1, Silent())


def test_a_party_is_worse_off_when_it_pays_more_than_it_gets() -> None:
    result = ran()
    # 1,000 − 100 − 1,200 and 2,000 × ½ + 50 − 300
    assert result["net"] == [-300, 750]
    assert result["worse_off"] == [0]
    assert result["total"] == 450
    assert result["compensable"] is True
    assert ran(incentives=[1_200, 1_200])["compensable"] is False


def test_lists_of_different_length_are_refused() -> None:
    with pytest.raises(ModelError, match="size_mismatch"):
        ran(anyway=[0.0])


def test_the_samples_parties_are_due_what_was_expected(
    sample_park: Records, expected: dict[str, Any]
) -> None:
    trial = tried("net_benefit", sample_park, "2024Q4", {"period": "quarter"})
    told = expected["settlement"]["2024Q4"]["total_per_party_fen"]
    assert trial.value("due") == [told["QZ"], told["YH"], told["LY"]]
    assert trial.origin("anyway") == "assumed"
    net = trial.result["net"]
    assert sum(net) == trial.result["total"]
    assert trial.value("unknown") == 0


def test_the_verdict_names_who_is_worse_off(sample_park: Records) -> None:
    trial = tried("net_benefit", sample_park, "2024Q4", {}, {"incentives": [10**12, 0, 0]})
    assert trial.told("en").verdict.startswith(
        "On the records, worse off than without the enclave (CNY thousand): Quzhou"
    )
    assert trial.result["worse_off"] == [0]
    assert trial.result["compensable"] is False
    better = tried("net_benefit", sample_park, "2024Q4", {}, {"incentives": [0, 0, 0]})
    assert better.told("en").verdict.startswith("On the records no party is worse off")


def test_quarters_are_named_and_one_that_cannot_be_settled_has_no_bar(
    sample_park: Records,
) -> None:
    trial = tried("net_benefit", sample_park, "2024Q4")
    settled = trial.value("net_by_quarter")
    assert [len(row) for row in settled] == [3] * 4
    words = {
        "zh": "2024年第1季度",
        "fr": "T1\u00a02024",
        "en": "2024Q1",
    }
    for lang, first in words.items():
        total, _, by_quarter = trial.told(lang).exhibits
        assert isinstance(by_quarter, Figure)
        assert isinstance(by_quarter.chart, BarChart)
        assert by_quarter.chart.categories[0] == first
        assert [each.values[3] for each in by_quarter.chart.series] == settled[3]
        assert first in total.title
    settled[0][1] = None
    told = trial.told("en").exhibits[2]
    assert isinstance(told, Figure)
    assert isinstance(told.chart, BarChart)
    assert told.chart.series[1].values[0] is None


def test_one_quarter_alone_is_no_span(sample_park: Records) -> None:
    told = tried("net_benefit", sample_park, "2024Q4", {"period": "quarter"}).told("en")
    assert told.exhibits[0].title == "Net benefit by party, 2024Q4"
