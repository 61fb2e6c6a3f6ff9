"""The study of the land exchange on a ledger that is reckoned by hand."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from domain.formatting import Formatter
from domain.models.errors import ModelError
from domain.progress import Silent
from domain.standing.land_ledger import pair_ledgers
from domain.studies import study
from domain.studies.typed import shown
from tests.domain.studies.trying import TEXTS, tried

if TYPE_CHECKING:
    from domain.records import Records

# 100 mu ceded for 2,000 fen now, 50 mu received worth 3,000 fen a quarter later.
VALUES: dict[str, object] = {
    "party": "",
    "quarters": [0, 1],
    "areas": [10_000, -5_000],
    "values": [2_000, 3_000],
    "unknown": 0,
    "first_quarter": "2024Q1",
    "discount_rate": 0.25,
}


def ran(**changed: object) -> dict[str, Any]:
    return study("land_exchange").run({**VALUES, **changed}, 1, Silent())


def test_what_was_given_is_weighed_against_what_was_got() -> None:
    result = ran()
    assert result["quota_value"] == pytest.approx(2_000)
    assert result["park_value"] == pytest.approx(3_000 / 1.25)
    assert result["balance"] == pytest.approx(2_000 - 2_400)
    assert result["running_area"] == [10_000, 5_000]
    # 100 mu against 50 ÷ 1.25 = 40
    assert result["break_even_value_ratio"] == pytest.approx(2.5)
    # 60 fen a mu received, 20 a mu given
    assert result["value_ratio"] == pytest.approx(3)


def test_an_entry_without_counter_value_has_its_area_counted_and_no_part_in_prices() -> None:
    more = {
        "quarters": [0, 1, 1],
        "areas": [10_000, -5_000, -7_000],
        "values": [2_000, 3_000, None],
    }
    result = ran(**more)
    assert result["got_area"] == 12_000
    assert result["park_value"] == pytest.approx(3_000 / 1.25)
    assert result["value_ratio"] == pytest.approx(3)
    assert result["running_area"] == [10_000, 5_000, -2_000]


def test_the_study_prices_a_mu_as_the_ledger_does(sample_park: Records) -> None:
    ledger = next(
        each
        for each in pair_ledgers(sample_park, date(2024, 12, 31))
        if each.recorded is not None and each.unknown
    )
    trial = tried("land_exchange", sample_park, "2024Q4", {"party": ledger.party})
    assert trial.result["value_ratio"] == pytest.approx(float(ledger.recorded or 0))
    assert trial.value("unknown") == ledger.unknown


def test_a_ledger_of_one_column_has_no_ratio() -> None:
    result = ran(areas=[10_000, 5_000])
    assert result["break_even_value_ratio"] is None
    assert result["value_ratio"] is None


def test_lists_of_different_length_are_refused() -> None:
    with pytest.raises(ModelError, match="size_mismatch"):
        ran(values=[1])


def test_the_samples_ledger_has_the_expected_balance(
    sample_park: Records, expected: dict[str, Any]
) -> None:
    told = next(
        each
        for each in expected["land"]["by_pair"]
        if (each["a"], each["b"]) == ("杭州市余杭区", "衢州市")
    )
    trial = tried("land_exchange", sample_park, "2024Q4")
    assert trial.result["given_area"] == told["b_to_a_hundredths_mu"]
    assert trial.result["got_area"] == told["a_to_b_hundredths_mu"]
    assert trial.result["running_area"][-1] == -told["balance_a_minus_b_hundredths_mu"]
    found = trial.told("en")
    assert "969.98 mu" in found.verdict
    assert trial.told("zh").exhibits[0].title == "净调出面积"
    other = next(each for each in trial.inputs if each.name == "party")
    assert shown(other, Formatter("en", TEXTS)) == "Yuhang District, Hangzhou"


def test_a_ledger_in_which_nothing_came_back_says_so(sample_park: Records) -> None:
    trial = tried("land_exchange", sample_park, "2024Q4")
    count = len(trial.value("areas"))
    changed = {"areas": [100.0] * count, "values": [0.0] * count, "unknown": 2}
    one_way = tried("land_exchange", sample_park, "2024Q4", {}, changed)
    assert "no ratio" in one_way.told("en").verdict
    assert any("No park land" in each for each in one_way.told("en").warnings)
