"""The study of negotiation on a game of three parties that is solved by hand."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from domain.formatting import Formatter
from domain.models.errors import ModelError
from domain.progress import Silent
from domain.reports.charts import LineChart
from domain.reports.tree import Figure, Table
from domain.studies import study
from domain.studies.negotiation.triangle import core_corners, place
from tests.domain.studies.trying import TEXTS, tried

if TYPE_CHECKING:
    from domain.records import Records
    from domain.studies.study import Findings

# Nothing without the first two parties; the third adds 40 of 140.
VALUES: dict[str, object] = {
    "values": [0, 0, 0, 100, 0, 0, 0, 140],
    "contract": [0.4, 0.4, 0.2],
    "contribution": [10, 20, 5],
}


def ran(**changed: object) -> dict[str, Any]:
    return study("negotiation").run({**VALUES, **changed}, 1, Silent())


def test_the_pie_is_divided_by_every_rule() -> None:
    divisions = ran()["divisions"]
    assert divisions["contract"] == pytest.approx([56, 56, 28])
    # Dividends: 100 on the pair, 40 on all three.
    assert divisions["shapley"] == pytest.approx([50 + 40 / 3, 50 + 40 / 3, 40 / 3])
    assert divisions["nash"] == pytest.approx([140 / 3] * 3)
    # Claims 140, 140 and 40 on an estate of 140.
    assert divisions["proportional"] == pytest.approx([61.25, 61.25, 17.5])
    assert divisions["talmud"] == pytest.approx([60, 60, 20])
    for amounts in divisions.values():
        assert sum(amounts) == pytest.approx(140)


def test_the_core_gives_the_pair_its_hundred_and_the_third_at_most_forty() -> None:
    result = ran()
    assert result["core_empty"] is False
    assert result["core"] == [
        pytest.approx([0, 140], abs=1e-6),
        pytest.approx([0, 140], abs=1e-6),
        pytest.approx([0, 40], abs=1e-6),
    ]
    assert result["diagnosis"]["in_core"] is True
    corners = core_corners([float(each) for each in (0, 0, 0, 100, 0, 0, 0, 140)])
    wanted = {(1, 0, 0), (0, 1, 0), (1 - 40 / 140, 0, 40 / 140), (0, 1 - 40 / 140, 40 / 140)}
    assert {tuple(round(x, 9) for x in each) for each in corners} == {
        tuple(round(x, 9) for x in each) for each in wanted
    }


def test_an_empty_core_is_said() -> None:
    # Any pair can have 3 of 4: three pairs ask for 9, twice what there is.
    result = ran(values=[0, 0, 0, 3, 0, 3, 3, 4])
    assert result["core_empty"] is True
    assert result["core"] is None


def test_claims_that_leave_a_rest_are_not_divided() -> None:
    # Each alone has all that it brings: nobody adds anything to the others.
    result = ran(values=[0, 10, 20, 30, 30, 40, 50, 60], contract=[1 / 6, 2 / 6, 3 / 6])
    assert result["divisions"]["nash"] is None
    assert result["divisions"]["talmud"] is not None
    less = ran(values=[0, 60, 60, 60, 60, 60, 60, 60])
    assert less["divisions"]["talmud"] is None


def test_shares_and_coalitions_that_do_not_fit_are_refused() -> None:
    with pytest.raises(ModelError, match="shares_sum"):
        ran(contract=[0.4, 0.4, 0.4])
    with pytest.raises(ModelError, match="size_mismatch"):
        ran(values=[0, 1, 2, 3])


def test_the_corners_of_the_triangle_are_the_parties() -> None:
    assert place((1, 0, 0)) == (0, 0)
    assert place((0, 1, 0)) == (1, 0)
    assert place((0, 0, 1)) == pytest.approx((0.5, 0.8660254))


def test_the_sample_is_studied_from_its_settlements(
    sample_park: Records, expected: dict[str, Any]
) -> None:
    trial = tried("negotiation", sample_park, "2024Q4", {"period": "quarter"})
    told = expected["settlement"]["2024Q4"]
    worth = trial.value("values")
    assert worth[7] == told["pool_total_fen"]
    assert worth[1] == worth[2] == worth[4] == 0  # nobody has an enclave alone
    assert 0 < worth[3] <= worth[7]  # the two cities without the county
    due = told["total_per_party_fen"]
    shares = [due[party] / told["pool_total_fen"] for party in ("QZ", "YH", "LY")]
    assert trial.value("contract") == pytest.approx(shares)
    found = trial.told("en")
    charts = [each.chart for each in found.exhibits if isinstance(each, Figure)]
    assert sum(isinstance(each, LineChart) for each in charts) == 1
    table = next(each for each in found.exhibits if isinstance(each, Table))
    assert {"Agreement", "Shapley", "Nucleolus", "Nash", "Alone"} <= {
        str(row.cells[0]) for row in table.rows
    }


def told(records: Records, **changed: object) -> Findings:
    """Return what is told of the sample with inputs that the analyst changed."""
    name = "negotiation"
    trial = tried(name, records, "2024Q4", {"period": "quarter"}, changed)
    inputs = tuple(
        replace(each, value=changed[each.name], origin="override") if each.name in changed else each
        for each in trial.inputs
    )
    return study(name).tell(inputs, trial.result, Formatter("en", TEXTS))


def test_a_division_that_answers_to_what_each_brings_is_near_and_stable(
    sample_park: Records,
) -> None:
    shares = [(50 + 40 / 3) / 140, (50 + 40 / 3) / 140, (40 / 3) / 140]
    found = told(sample_park, values=[0, 0, 0, 100, 0, 0, 0, 140], contract=shares)
    assert "about what it brings" in found.verdict
    assert "no group of parties would do better alone" in found.verdict


def test_an_empty_core_and_a_party_below_its_own_worth_are_warned_of(
    sample_park: Records,
) -> None:
    found = told(sample_park, values=[0, 1, 0, 3, 0, 3, 3, 4], contract=[0.0, 0.5, 0.5])
    assert any("core is empty" in each for each in found.warnings)
    assert any(each.startswith("Less than alone: Quzhou") for each in found.warnings)
    assert "Core" not in {
        str(row.cells[0]) for each in found.exhibits if isinstance(each, Table) for row in each.rows
    }


def test_a_pie_of_nothing_is_refused() -> None:
    with pytest.raises(ModelError, match="out_of_range"):
        ran(values=[0] * 8)


def test_rules_that_give_nothing_are_left_out_of_the_table(sample_park: Records) -> None:
    worth = [0, 60, 60, 60, 60, 60, 60, 60]
    found = told(sample_park, values=worth, contract=[0.4, 0.4, 0.2])
    table = next(each for each in found.exhibits if isinstance(each, Table))
    assert {"Talmud", "Nash"}.isdisjoint({str(row.cells[0]) for row in table.rows})
