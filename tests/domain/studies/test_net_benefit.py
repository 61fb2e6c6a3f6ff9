"""The study of net benefit on figures that can be added up by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from domain.models.errors import ModelError
from domain.progress import Silent
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
    assert trial.told("en").verdict.startswith("Worse off than without the enclave: Quzhou")
    assert trial.result["worse_off"] == [0]
    assert trial.result["compensable"] is False
    better = tried("net_benefit", sample_park, "2024Q4", {}, {"incentives": [0, 0, 0]})
    assert better.told("en").verdict.startswith("No party is worse off")
