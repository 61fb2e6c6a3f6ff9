"""The cobweb of a market for talent follows from the posts and prices recorded."""

from __future__ import annotations

from dataclasses import replace

import pytest

from domain.models.errors import ModelError
from domain.progress import Silent
from domain.reports.charts import BarChart, LineChart
from domain.reports.tree import Figure, Table
from domain.studies import study
from domain.studies.cobweb.market import fit
from domain.studies.study import NothingToStudy
from tests.domain.studies.market import PROFILE, market
from tests.domain.studies.trying import LANGUAGES, Trial, tried

QUARTER = "2024Q4"


def trial(**changed: object) -> Trial:
    """Return the study of twelve posts sought and six filled at 10,000 yuan in four quarters."""
    park, region = market()
    taken = study("cobweb").inputs(park, QUARTER, {"region": region, "profile": PROFILE})
    inputs = tuple(
        replace(each, value=changed[each.name]) if each.name in changed else each for each in taken
    )
    values = {each.name: each.value for each in inputs}
    return Trial("cobweb", inputs, study("cobweb").run(values, 1, Silent()))


def test_nothing_is_studied_where_no_talent_is_sought() -> None:
    park, _ = market((), (), ())
    with pytest.raises(NothingToStudy) as caught:
        study("cobweb").choices(park, QUARTER)
    assert caught.value.place == "talent_need"


def test_a_market_without_a_price_is_told_by_its_names() -> None:
    park, region = market(prices=(None,) * 4)
    with pytest.raises(NothingToStudy) as caught:
        study("cobweb").inputs(park, QUARTER, {"region": region, "profile": PROFILE})
    assert caught.value.said.key == "study.cobweb.nothing.market"


def test_the_market_with_most_posts_unfilled_is_proposed() -> None:
    park, region = market()
    other = park.add("region", code="330802", name_zh="柯城区", kind="district")
    park.add(
        "talent_need", region=other, profile="知识产权专员", quarter="2024Q1", sought=3, filled=1
    )
    first, second = study("cobweb").choices(park, QUARTER)
    assert (first.value, second.value) == (region, PROFILE)
    assert len(first.options) == len(second.options) == 2


def test_quarters_after_the_one_in_force_are_left_out() -> None:
    park, region = market()
    taken = study("cobweb").inputs(park, "2023Q2", {"region": region, "profile": PROFILE})
    assert taken[0].value == [12, 12]


def test_both_curves_pass_through_what_was_recorded_and_cross_with_the_elasticities() -> None:
    # u = (12 − 6)/(1.2·12 + 0.6·6) = 1/3, so P* = 10,000/(1 − 1/3) = 15,000 yuan
    # and Q* = 12/(1 + 0.6/3) = 10 posts.
    found = trial(budget=None).result
    own = found["lags"]["demand"]
    assert own["equilibrium_price"] == pytest.approx(1_500_000)
    assert own["equilibrium_quantity"] == pytest.approx(10)
    assert own["demand_elasticity"] == pytest.approx(0.6)
    assert own["supply_elasticity"] == pytest.approx(1.2)
    assert own["capped"] is None
    assert own["free"]["root"] == pytest.approx(-0.5)
    assert found["lags"]["supply"]["free"]["root"] == pytest.approx(-2)
    assert "flips_under_other_lag" in found["warnings"]


def test_a_budget_of_what_is_paid_holds_the_market_where_it_is() -> None:
    # 6 posts × 10,000 yuan × 3 months = 180,000 yuan: supply at 10,000 yuan is 6 posts.
    told = trial()
    own = told.result["lags"]["demand"]
    assert own["capped_price"] == pytest.approx(1_000_000)
    assert own["capped_quantity"] == pytest.approx(6)
    assert own["unmet_demand"] == pytest.approx(6)
    assert "2.5 posts of every 5" in told.told("en").verdict


def test_a_subsidy_is_spread_over_the_posts_filled_and_the_months() -> None:
    park, region = market((12,) * 8, (6,) * 8, (1_000_000,) * 8)
    payer = park.add("party", code="LY", name_zh="龙游县政府", kind="county", region=region)
    firm = park.add("firm", number="QH001")
    park.add(
        "incentive", number="I1", firm=firm, payer=payer, kind="talent_subsidy",
        amount_fen=2_880_000, start="2024-05-01",
    )  # fmt: skip
    taken = study("cobweb").inputs(park, QUARTER, {"region": region, "profile": PROFILE})
    subsidy = next(each for each in taken if each.name == "subsidy")
    # 28,800 yuan over 4 × 6 posts and 12 months.
    assert (subsidy.value, subsidy.origin) == (10_000, "records")


def test_slopes_are_fitted_where_eight_quarters_tell_them() -> None:
    prices = [1_000_000 + 50_000 * at for at in range(8)]
    sought = [40 - at for at in range(8)]
    filled = [10 + 2 * at for at in range(8)]
    park, region = market(sought, filled, prices)
    taken = {
        each.name: each
        for each in study("cobweb").inputs(park, QUARTER, {"region": region, "profile": PROFILE})
    }
    demand, supply = taken["demand_elasticity"], taken["supply_elasticity"]
    # Mean pay 11,750 yuan; slopes −1 and +2 posts per 500 yuan at means of 36.5 and 17 posts.
    assert demand.value == pytest.approx(11_750 / 500 / 36.5)
    assert supply.value == pytest.approx(2 * 11_750 / 500 / 17)
    assert {demand.origin, supply.origin} == {"records"}


def test_slopes_of_the_wrong_sign_are_not_believed() -> None:
    prices = [1_000_000 + 50_000 * at for at in range(8)]
    park, region = market([20 + at for at in range(8)], [9 - at for at in range(8)], prices)
    taken = study("cobweb").inputs(park, QUARTER, {"region": region, "profile": PROFILE})
    origins = {each.name: each.origin for each in taken}
    assert origins["demand_elasticity"] == origins["supply_elasticity"] == "assumed"


def test_prices_that_do_not_vary_tell_no_slope() -> None:
    assert fit([1.0, 1.0, 1.0], [1.0, 2.0, 3.0]) is None


@pytest.mark.parametrize(
    ("changed", "key", "place"),
    [
        ({"supply_elasticity": 0.1, "demand_elasticity": 0.1}, "no_meeting", "/supply_elasticity"),
        ({"expectation_rate": 2}, "out_of_range", "/expectation_rate"),
        ({"lag": "both"}, "unknown_choice", "/lag"),
        ({"offered_price": [None] * 4}, "missing_input", "/offered_price"),
        ({"offered_price": [1_000_000]}, "size_mismatch", "/offered_price"),
        ({"posts_sought": [0] * 4}, "out_of_range", "/posts_sought"),
    ],
)
def test_what_cannot_be_computed_is_refused_at_its_input(
    changed: dict[str, object], key: str, place: str
) -> None:
    if "posts_sought" in changed:
        changed = {**changed, "posts_filled": [0] * 4}
    with pytest.raises(ModelError) as caught:
        trial(**changed)
    assert (caught.value.key, caught.value.place) == (key, place)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("lag", ["demand", "supply"])
@pytest.mark.parametrize("budget", [None, 18_000_000])
def test_a_result_is_told_with_its_diagram_first(lang: str, lag: str, budget: int | None) -> None:
    told = trial(lag=lag, budget=budget).told(lang)
    first, second, third, *tables = told.exhibits
    assert isinstance(first, Figure)
    assert isinstance(first.chart, LineChart)
    assert isinstance(second, Figure)
    assert isinstance(third, Figure)
    assert isinstance(third.chart, BarChart)
    assert all(isinstance(each, Table) for each in tables)
    assert told.verdict.endswith(("。", "."))


def test_the_class_at_the_edge_is_told() -> None:
    # Equal elasticities: swings neither shrink nor grow.
    found = trial(budget=None, demand_elasticity=1.0, supply_elasticity=1.0)
    assert found.result["lags"]["demand"]["free"]["verdict"] == "closed"
    assert "for ever" in found.told("en").verdict


def test_who_gains_from_a_subsidy_is_told() -> None:
    rest = trial(subsidy=100_000, budget=None).told("en").exhibits[-1]
    assert "lowers what the employer pays" in str(rest.note)


def test_a_market_that_drifts_apart_is_told_with_the_factor_of_its_swings() -> None:
    verdict = trial(budget=None, lag="supply").told("en").verdict
    assert "swings ever further" in verdict
    assert "200%" in verdict


def test_the_study_runs_as_the_window_runs_it() -> None:
    park, _ = market()
    assert tried("cobweb", park, QUARTER).told("fr").warnings
