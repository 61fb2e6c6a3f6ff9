"""The study of negotiation on a game of three parties that is solved by hand."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from domain.formatting import Formatter
from domain.models.errors import ModelError
from domain.models.settlement_inputs import settle
from domain.progress import Silent
from domain.reports.charts import HorizontalBars
from domain.reports.divisions import CoreDiagram, DotPlot, place, shares_at
from domain.reports.tree import Figure, Table
from domain.studies import study
from domain.studies.negotiation.accepting import core_corners, gain_corners
from domain.studies.negotiation.doubting import doubts
from domain.studies.negotiation.forming import by_costs
from domain.studies.negotiation.told import in_basis_points, told_of
from domain.studies.negotiation.weighing import (
    leaving_words,
    moved,
    propensity_words,
    state_of,
    verdict,
    weigh,
    window,
    with_tried,
)
from domain.studies.study import Said, StudyInput
from domain.units import Quarter
from tests.domain.studies.trying import TEXTS, tried
from tests.rents_shared import share_rents
from tests.storage.park import copy_of

if TYPE_CHECKING:
    from pathlib import Path

    from domain.records import Records
    from domain.studies.study import Findings

# Nothing without the first two parties; the third adds 40 of 140.
QUARTER = Quarter(2024, 4)
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
    # The pair's 100 is shared 1 to 2 by weight, the 40 of all three 1 to 2 to 1.
    weighted = ran(weights=[1, 2, 1])["divisions"]["weighted_shapley"]
    assert weighted == pytest.approx([100 / 3 + 10, 200 / 3 + 20, 10])
    # At most 140, 140 and 40; at least 0 each, as 100 − 140 < 0: 140 of 320 in proportion.
    assert divisions["tau"] == pytest.approx([61.25, 61.25, 17.5])
    assert divisions["kalai_smorodinsky"] == pytest.approx([140 / 3] * 3)
    # Arrivals in all orders on the claims are the Shapley value of what a group is sure of.
    assert divisions["random_arrival"] == pytest.approx(divisions["shapley"])
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
    assert [type(each) for each in charts] == [DotPlot, CoreDiagram]
    tables = [each for each in found.exhibits if isinstance(each, Table)]
    rules = {str(row.cells[0]) for row in tables[0].rows}
    assert rules == {"Agreement", "Shapley", "Nucleolus", "Nash"}
    assert {"Weighted Shapley", "τ-value", "Talmud", "Random arrival", "Alone", "Core"} <= {
        str(row.cells[0]) for row in tables[-1].rows
    }


def test_a_rule_that_shares_rents_adds_to_the_pie_and_binds_no_taxes_to_a_county(
    sample: Path, tmp_path: Path
) -> None:
    chosen = {"period": "quarter"}
    with copy_of(sample, tmp_path) as park:
        before = tried("negotiation", park, "2024Q4", chosen).value("values")
        share_rents(park)
        rents = sum(
            rule.pool_fen for rule in settle(park, QUARTER).rules if rule.terms.code == "R4"
        )
        after = tried("negotiation", park, "2024Q4", chosen).value("values")
    assert rents > 0
    assert after[7] - before[7] == rents
    # What the two cities lose without the county are its firms' taxes, before as after.
    assert after[7] - after[3] == before[7] - before[3]


def told(records: Records, **changed: object) -> Findings:
    """Return what is told of the sample with inputs that the analyst changed."""
    name = "negotiation"
    if "contract" in changed:
        changed.setdefault("proposed", changed["contract"])
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
    assert "No group of parties would do better alone" in found.verdict


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
    rules = {
        str(row.cells[0]) for each in found.exhibits if isinstance(each, Table) for row in each.rows
    }
    assert {"Talmud", "Nash"}.isdisjoint(rules)


# ------------------------------------------------------------------------------ ways to a game


def test_costs_that_several_pay_are_a_game_of_what_they_save(sample_park: Records) -> None:
    trial = tried("negotiation", sample_park, "2024Q4", {"period": "quarter", "game": "costs"})
    costs = trial.value("costs")
    last = trial.inputs[1].labels[-1]
    assert isinstance(last, Said)
    assert last.values["en"] == "Quzhou City"
    # The sample's net costs of 2024Q4 by category, in fen; all three pay for energy, promotion,
    # property, repairs and staff, only the committee and Quzhou for site rent.
    by_kind = {
        "energy": 923_239 + 523_205 + 2_230_480,
        "promotion": 2_776_406 + 1_074_412 + 2_514_508,
        "property": 1_987_429 + 797_326 + 6_163_650,
        "repair": 4_868_706 + 1_531_445 + 1_418_746,
        "staff": 8_216_054 + 5_657_552 + 18_266_024,
    }
    rent = 7_689_789 + 15_830_987
    shared = sum(by_kind.values())
    assert costs == [0, shared + rent, shared, *([shared + rent] * 5)]
    saved = 2 * shared + rent
    assert trial.result["pie"] == pytest.approx(saved)
    assert trial.result["worth"][5] == pytest.approx(shared + rent)  # committee and Quzhou
    paid = 923_239 + 2_776_406 + 1_987_429 + 4_868_706 + 8_216_054 + 7_689_789
    assert trial.value("contract")[0] == pytest.approx((shared + rent - paid) / saved)
    borne = next(
        each for each in trial.told().exhibits if isinstance(each, Table) and "pays" in each.title
    )
    assert str(borne.rows[0].cells[0]) == "Agreement"


def test_costs_that_one_party_pays_alone_are_no_game(sample_park: Records) -> None:
    assert by_costs(sample_park, ()) is None


def test_a_way_that_finds_nothing_to_share_is_not_offered(sample_park: Records) -> None:
    choices = study("negotiation").choices(sample_park, "2024Q4")
    game = next(each for each in choices if each.name == "game")
    # In the sample the enclave costs the home more than it earns by the flow model.
    assert [option.value for option in game.options] == ["settlements", "costs"]


def test_worth_that_shrinks_or_is_larger_apart_is_warned_of_not_refused() -> None:
    assert doubts([0, 1, 2, 4], 2) == {
        "not_monotone": {"count": 0, "first": None},
        "not_superadditive": {"count": 0, "first": None},
    }
    found = doubts([0, 5, 2, 4], 2)
    assert found["not_monotone"] == {"count": 1, "first": [3, 1]}
    assert found["not_superadditive"] == {"count": 1, "first": [2, 1]}
    result = ran(values=[0, 5, 2, 4, 1, 5, 3, 9])
    assert result["doubts"]["not_monotone"]["count"] == 1


def test_doubtful_worth_is_told_with_the_groups(sample_park: Records) -> None:
    found = told(sample_park, values=[0, 50, 0, 40, 0, 0, 0, 140])
    said = [each for each in found.warnings if "worth" in each]
    assert any("Quzhou and Yuhang less than Quzhou" in each for each in said)
    assert any("in two parts than together" in each for each in said)
    # Whoever typed the worth is not told that it is estimated.
    assert not any("estimated" in each for each in said)


# ------------------------------------------------------------------------------- shares tried


def test_shares_moved_add_up_and_a_lock_holds() -> None:
    assert moved((5000, 3000, 2000), 0, 6000, frozenset()) == (6000, 2400, 1600)
    assert moved((5000, 3000, 2000), 0, 6001, frozenset()) == (6001, 2399, 1600)
    assert moved((5000, 3000, 2000), 0, 6000, frozenset({2})) == (6000, 2000, 2000)
    assert moved((5000, 3000, 2000), 0, 9000, frozenset({2})) == (8000, 0, 2000)
    assert moved((5000, 3000, 2000), 0, 1, frozenset({1, 2})) == (5000, 3000, 2000)
    assert moved((5000, 3000, 2000), 2, 1, frozenset({2})) == (5000, 3000, 2000)
    assert moved((10_000, 0, 0), 0, 9999, frozenset()) == (9999, 1, 0)
    assert moved((10_000, 0, 0), 0, -5, frozenset()) == (0, 5000, 5000)
    assert in_basis_points([1 / 3, 1 / 3, 1 / 3]) == (3334, 3333, 3333)


def test_shares_are_weighed_by_hand() -> None:
    worth = [float(each) for each in (0, 0, 0, 100, 0, 0, 0, 140)]
    found = weigh(worth, [0.25, 0.25, 0.5])
    assert found.excess[3] == pytest.approx(30)
    assert found.leaving == (3,)
    assert found.most_aggrieved == 3
    # Gately: what the others lose over what it loses itself: (105 − 0) / 35; (70 − 100) / 70.
    assert found.propensity == pytest.approx((3, 3, -3 / 7))
    assert found.disrupting == (0, 1)
    assert weigh(worth, [0.5, 0.4, 0.1]).leaving == ()


def three() -> tuple[StudyInput, ...]:
    """Return the inputs of three parties with names."""
    source = Said("", {"en": "typed", "fr": "saisi", "zh": "填写"})
    names = [Said("", dict.fromkeys(("zh", "fr", "en"), name)) for name in "ABC"]
    return tuple(
        StudyInput(name, value, "override", source, "", labels=tuple(names))
        for name, value in VALUES.items()
    )


def test_what_shares_mean_follows_them() -> None:
    now = told_of(three(), ran(), Formatter("en", TEXTS))
    fair = weigh(now.worth, now.tried)
    assert not now.other
    assert state_of(now, fair) == "ok"
    assert "the agreement gives" in verdict(now, fair)
    assert leaving_words(now, fair).startswith("Nobody would leave; nearest to leaving is A and B")
    greedy = with_tried(now, [0.25, 0.25, 0.5])
    weighed = weigh(greedy.worth, greedy.tried)
    assert greedy.other
    assert state_of(greedy, weighed) == "warn"
    said = verdict(greedy, weighed)
    assert said.startswith("By themselves, A and B could have 30 more; ")
    assert "the shares tried give C 50.0%; by what it brings it would be 9.5%." in said
    assert leaving_words(greedy, weighed) == "Would leave: A and B (+30)"
    assert propensity_words(greedy, weighed).endswith("A 3.00, B 3.00 and C −0.43")
    none = with_tried(now, [0.0, 0.5, 0.5])
    assert weigh(none.worth, none.tried).propensity[0] is None


def test_the_window_in_which_all_gain_is_said() -> None:
    words = Formatter("en", TEXTS)
    stable = told_of(three(), ran(), words)
    assert window(stable) == (
        "No group would leave as long as A gets 0.0% to 100.0%, B gets 0.0% to 100.0% and C gets "
        "0.0% to 28.6%."
    )
    empty = told_of(three(), ran(values=[0, 1, 0, 3, 0, 3, 3, 4]), words)
    assert state_of(empty, weigh(empty.worth, empty.tried)) == "crit"
    assert window(empty).startswith("The core is empty; nobody has less than alone as long as A")
    none = told_of(three(), ran(values=[0, 3, 3, 3, 3, 3, 3, 4]), words)
    assert window(none).startswith("Together the parties have less than apart")


def test_two_parties_have_a_segment_and_four_have_bars_of_groups() -> None:
    two = ran(values=[0, 20, 30, 100], contract=[0.5, 0.5], contribution=[1, 1])
    assert two["core"] == [pytest.approx([20, 70]), pytest.approx([30, 80])]
    assert core_corners([0, 20, 30, 100]) == [
        pytest.approx((0.2, 0.8)),
        pytest.approx((0.7, 0.3)),
    ]
    assert core_corners([0, 80, 80, 100]) == []
    worth = [float(mask.bit_count() ** 2) for mask in range(16)]
    labels = tuple(Said("", dict.fromkeys(("zh", "fr", "en"), name)) for name in "ABCD")
    source = Said("", dict.fromkeys(("zh", "fr", "en"), "typed"))
    values = {"values": worth, "contract": [0.7, 0.1, 0.1, 0.1], "contribution": [1, 1, 1, 1]}
    inputs = tuple(
        StudyInput(name, value, "override", source, "", labels=labels)
        for name, value in values.items()
    )
    found = study("negotiation").tell(inputs, ran(**values), Formatter("en", TEXTS))
    bars = [each.chart for each in found.exhibits if isinstance(each, Figure)][1]
    assert isinstance(bars, HorizontalBars)
    assert bars.bars[0].label == "B, C and D"
    assert bars.bars[0].value == pytest.approx(9 - 4.8)
    assert bars.bars[0].tone == "brick"


def test_nobody_has_less_than_alone_in_the_dashed_line() -> None:
    found = gain_corners([0, 10, 20, 30, 30, 40, 50, 100])
    wanted = {(0.5, 0.2, 0.3), (0.1, 0.6, 0.3), (0.1, 0.2, 0.7)}
    assert {tuple(round(share, 9) for share in each) for each in found} == wanted


def test_a_point_of_the_triangle_has_the_shares_that_lie_there() -> None:
    assert shares_at(place((0.2, 0.3, 0.5))) == pytest.approx((0.2, 0.3, 0.5))
    assert shares_at((-1.0, -1.0)) == pytest.approx((1, 0, 0))
    assert shares_at((0.5, 5.0)) == pytest.approx((0, 0, 1))
