"""Properties of cooperative games: criteria that do not share the program's way of reckoning."""

from __future__ import annotations

import itertools
import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from domain.models.errors import ModelError
from domain.models.games.nucleolus import core_is_empty, least_core, nucleolus
from domain.models.games.objections import Objections
from domain.models.games.tables import (
    claims_table,
    largest_table,
    majority_table,
    savings_table,
    sizes_table,
    sums_table,
)
from domain.models.games.values import banzhaf, shapley, tau, weighted_shapley
from domain.models.operations import answer

NEAR = 1e-6


def members(coalition: int, players: int) -> list[int]:
    return [at for at in range(players) if coalition >> at & 1]


def balanced(collection: list[int], helped: list[int], players: int) -> bool:
    """Tell whether positive weights of coalitions, and of helped players, add up to all alike."""
    columns = [
        [float(at in members(each, players)) for at in range(players)] for each in collection
    ]
    columns += [[float(at == each) for at in range(players)] for each in helped]
    equal = np.column_stack([np.transpose(columns), -np.ones(players)])
    bounds = [(1, None)] * len(collection) + [(0, None)] * len(helped) + [(0, None)]
    return bool(
        linprog(np.zeros(equal.shape[1]), A_eq=equal, b_eq=np.zeros(players), bounds=bounds).success
    )


def meets_kohlberg(table: Any, payoff: list[float], *, rational: bool) -> bool:  # noqa: ANN401 - array
    """Tell whether a payoff is the nucleolus by Kohlberg's criterion (1971)."""
    players = len(payoff)
    proper = range(1, len(table) - 1)
    excess = {
        each: table[each] - sum(payoff[at] for at in members(each, players)) for each in proper
    }
    helped = [at for at in range(players) if rational and payoff[at] - table[1 << at] <= NEAR]
    levels = sorted({round(value, 6) for value in excess.values()}, reverse=True)
    return all(
        balanced([each for each in proper if excess[each] >= level - NEAR], helped, players)
        for level in levels
    )


@st.composite
def games(draw: st.DrawFn) -> Any:  # noqa: ANN401 - array
    """Draw a game of three or four players in whole numbers."""
    players = draw(st.integers(3, 4))
    values = draw(
        st.lists(st.integers(0, 20), min_size=(1 << players) - 1, max_size=(1 << players) - 1)
    )
    table = np.array([0, *values], float)
    alone = sum(table[1 << at] for at in range(players))
    table[-1] = max(table[-1], alone)
    return table


@settings(max_examples=40, deadline=None)
@given(games())
def test_the_nucleolus_meets_kohlbergs_criterion(table: Any) -> None:  # noqa: ANN401
    payoff = nucleolus(table)
    assert payoff is not None
    assert math.fsum(payoff) == pytest.approx(table[-1], abs=NEAR)
    assert all(payoff[at] >= table[1 << at] - NEAR for at in range(len(payoff)))
    assert meets_kohlberg(table, payoff, rational=True)


@settings(max_examples=30, deadline=None)
@given(games())
def test_the_prenucleolus_meets_the_criterion_without_helped_players(table: Any) -> None:  # noqa: ANN401
    payoff = nucleolus(table, rational=False)
    assert payoff is not None
    assert meets_kohlberg(table, payoff, rational=False)


@settings(max_examples=30, deadline=None)
@given(games())
def test_the_nucleolus_lies_in_the_core_when_there_is_one(table: Any) -> None:  # noqa: ANN401
    payoff, epsilon = nucleolus(table), least_core(table)
    assert payoff is not None
    assert epsilon is not None
    excess = float((table - sums_table(payoff))[1:-1].max())
    if not core_is_empty(table, epsilon):
        assert excess <= NEAR


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(0, 60), min_size=2, max_size=5), st.integers(0, 100))
def test_the_talmud_rule_is_the_nucleolus_of_the_claims_game(claims: list[int], part: int) -> None:
    estate = sum(claims) * part / 100
    found = answer("claims.divide", {"estate": estate, "claims": claims, "rules": ["talmud"]})
    payoff = nucleolus(claims_table(estate, claims))
    assert payoff == pytest.approx(found["talmud"], abs=1e-5)


def by_orders(table: Any) -> list[float]:  # noqa: ANN401 - array
    """Return what each adds, averaged over every order one by one."""
    players = len(table).bit_length() - 1
    added = [0.0] * players
    orders = list(itertools.permutations(range(players)))
    for order in orders:
        so_far = 0
        for at in order:
            added[at] += table[so_far | 1 << at] - table[so_far]
            so_far |= 1 << at
    return [each / len(orders) for each in added]


@settings(max_examples=40, deadline=None)
@given(games())
def test_the_shapley_value_is_the_mean_over_all_orders(table: Any) -> None:  # noqa: ANN401
    assert shapley(table) == pytest.approx(by_orders(table), abs=1e-9)
    equal = [1.0] * (len(table).bit_length() - 1)
    assert weighted_shapley(table, equal) == pytest.approx(by_orders(table), abs=1e-9)


@settings(max_examples=30, deadline=None)
@given(games(), st.integers(-5, 5), st.integers(1, 4))
def test_solutions_move_with_the_scale_and_with_what_each_has_alone(
    table: Any,  # noqa: ANN401
    shift: int,
    factor: int,
) -> None:
    players = len(table).bit_length() - 1
    moved = factor * table + sums_table([float(shift)] * players)
    for solution in (shapley, nucleolus):
        before, after = solution(table), solution(moved)
        assert before is not None
        assert after == pytest.approx([factor * each + shift for each in before], abs=1e-5)


def shuffled(table: Any, order: list[int]) -> Any:  # noqa: ANN401 - array
    """Return the game with its players in another order: player i is the former order[i]."""
    return np.array(
        [
            table[sum(1 << order[at] for at in members(each, len(order)))]
            for each in range(len(table))
        ]
    )


@settings(max_examples=40, deadline=None)
@given(games(), st.data())
def test_the_order_of_the_players_does_not_matter(table: Any, data: st.DataObject) -> None:  # noqa: ANN401
    order = data.draw(st.permutations(range(len(table).bit_length() - 1)))
    weights = [1.0, 2.0, 4.0, 3.0][: len(order)]
    moved, moved_weights = shuffled(table, list(order)), [weights[at] for at in order]

    def solved(game: Any, weighed: list[float]) -> list[list[float] | None]:  # noqa: ANN401 - array
        return [
            shapley(game),
            weighted_shapley(game, weighed),
            banzhaf(game),
            tau(game),
            nucleolus(game),
            nucleolus(game, rational=False),
        ]

    for before, after in zip(solved(table, weights), solved(moved, moved_weights), strict=True):
        assert (before is None) == (after is None)
        if before is not None:
            assert after == pytest.approx([before[at] for at in order], abs=1e-6)


@settings(max_examples=40, deadline=None)
@given(games())
def test_all_that_there_is_is_divided(table: Any) -> None:  # noqa: ANN401
    weights = [3.0, 1.0, 2.0, 5.0][: len(table).bit_length() - 1]
    payoffs = [shapley(table), weighted_shapley(table, weights), nucleolus(table), tau(table)]
    for payoff in payoffs:
        assert payoff is None or math.fsum(payoff) == pytest.approx(table[-1], abs=NEAR)


@pytest.mark.parametrize("players", [1, 2, 13])
def test_rows_of_a_large_game_add_up_to_the_shares_of_its_dividends(players: int) -> None:
    table = np.random.default_rng(players).random(1 << players)
    table[0] = 0.0
    assert shapley(table) == pytest.approx(weighted_shapley(table, [2.0] * players), abs=1e-12)


@settings(max_examples=30, deadline=None)
@given(st.integers(3, 6), st.integers(0, 1_000), st.sampled_from([1, 2, 9]))
def test_ties_without_end_still_lead_to_kohlbergs_criterion(
    players: int, seed: int, most: int
) -> None:
    table = np.random.default_rng(seed).integers(0, most + 1, 1 << players).astype(float)
    table[0] = 0.0
    table[-1] = max(table[-1], table[1 << np.arange(players)].sum())
    payoff = nucleolus(table)
    assert payoff is not None
    assert meets_kohlberg(table, payoff, rational=True)


@settings(max_examples=30, deadline=None)
@given(games())
def test_a_dummy_gets_what_it_has_alone(table: Any) -> None:  # noqa: ANN401
    with_dummy = np.concatenate([table, table + 3.0])
    assert shapley(with_dummy)[-1] == pytest.approx(3)
    assert banzhaf(with_dummy)[-1] == pytest.approx(3)
    assert (nucleolus(with_dummy) or [math.nan])[-1] == pytest.approx(3, abs=NEAR)


@pytest.mark.parametrize(("quota", "weights"), [(12, [4, 4, 4, 2, 2, 1]), (7, [3, 3, 2, 2, 2])])
def test_equals_are_treated_equally(quota: float, weights: list[float]) -> None:
    payoff = nucleolus(majority_table(quota, weights))
    assert payoff is not None
    for one, other in itertools.combinations(range(len(weights)), 2):
        if weights[one] == weights[other]:
            assert payoff[one] == pytest.approx(payoff[other], abs=1e-7)


@pytest.mark.parametrize("players", [9, 11])
def test_large_games_are_solved_by_the_coalitions_that_object(players: int) -> None:
    rng = np.random.default_rng(players)
    table = rng.integers(0, 50, 1 << players) * sizes_table(players) / players
    table[0], table[-1] = 0.0, 60.0 * players
    payoff = nucleolus(table)
    assert payoff is not None
    worst = float((table - sums_table(payoff))[1:-1].max())
    assert worst == pytest.approx(least_core(table), abs=1e-6)


def test_tables_hold_sums_largest_parts_and_savings() -> None:
    assert sums_table([1, 2, 4]).tolist() == [0, 1, 2, 3, 4, 5, 6, 7]
    assert largest_table([3, 1]).tolist() == [0, 3, 1, 3]
    assert savings_table(np.array([0.0, 3, 1, 3])).tolist() == [0, 0, 0, 1]
    assert claims_table(5, [4, 3]).tolist() == [0, 2, 1, 5]


def test_an_unbalanced_game_has_no_compromise_and_no_nucleolus_without_imputations() -> None:
    assert tau(majority_table(2, [1, 1, 1])) is None
    assert nucleolus(np.array([0.0, 2, 2, 1])) is None
    assert least_core(np.array([0.0, 5.0])) is None
    assert nucleolus(np.array([0.0, 5.0])) == [5]
    assert core_is_empty(np.array([0.0, 5.0]), None) is False


def test_a_quasi_balanced_game_without_leeway_gives_each_its_least() -> None:
    assert tau(sums_table([1.0, 2.0, 3.0])) == pytest.approx([1, 2, 3])


def test_a_runway_is_paid_by_its_users_whatever_the_order_of_kinds() -> None:
    game = {"kind": "airport", "costs": [20, 8], "counts": [1, 1]}
    assert answer("games.solve", {"game": game, "concepts": ["shapley"]})["shapley"] == [16, 4]
    plain = {"kind": "airport", "costs": [20, 8]}
    both = answer("games.solve", {"game": plain, "concepts": ["shapley", "banzhaf", "nucleolus"]})
    assert both["shapley"] == pytest.approx([16, 4])
    assert both["nucleolus"] == pytest.approx([16, 4])
    with pytest.raises(ModelError) as refused:
        answer("games.solve", {"game": game, "concepts": ["tau"]})
    assert refused.value.key == "unknown_choice"
    empty = {"kind": "airport", "costs": [5], "counts": [0]}
    assert answer("games.solve", {"game": empty, "concepts": ["shapley"]})["shapley"] == [0]


def test_more_players_than_a_method_takes_are_refused() -> None:
    game = {"kind": "weighted_majority", "quota": 3, "weights": [1] * 25}
    with pytest.raises(ModelError) as refused:
        answer("games.solve", {"game": game, "concepts": ["shapley"]})
    assert refused.value.key == "too_large"
    table = {"kind": "values", "values": range(1 << 25)}
    with pytest.raises(ModelError) as larger:
        answer("games.solve", {"game": table, "concepts": ["shapley"]})
    assert larger.value.key == "too_large"


@pytest.mark.parametrize(
    "game",
    [
        {"kind": "values", "values": [0, 200, 300, 800, 0, 500, 650, 1000]},
        {"kind": "claims", "estate": 200, "claims": [100, 200, 300]},
        {"kind": "airport", "costs": [20, 8, 12]},
        {"kind": "costs", "costs": [0, 6, 7, 9]},
    ],
)
def test_sampled_orders_come_near_the_exact_value(game: dict[str, Any]) -> None:
    exact = answer("games.solve", {"game": game, "concepts": ["shapley"]})["shapley"]
    found = answer("games.shapley_sampled", {"game": game, "samples": 20_001, "seed": 5})
    scale = max(map(abs, exact))  # type: ignore[call-overload]
    assert found["shapley"] == pytest.approx(exact, abs=scale / 50)


def test_two_orders_are_one_pair_and_tell_no_error() -> None:
    game = {"kind": "claims", "estate": 2, "claims": [1, 2]}
    found = answer("games.shapley_sampled", {"game": game, "samples": 2, "seed": 0})
    assert found["standard_error"] == [None, None]
    assert found["total"] == pytest.approx(2)


def test_a_division_is_diagnosed_also_where_nothing_can_be_divided_by() -> None:
    one = {"kind": "values", "values": [0, 5]}
    alone = answer("games.diagnose", {"game": one, "allocation": [5], "contribution": [2]})
    assert alone["largest_excess"] is None
    assert alone["in_core"] is True
    assert alone["propensity_to_disrupt"] == [None]
    assert alone["gain_gini"] is None
    nothing = {"kind": "values", "values": [0, 0, 0, 0]}
    zero = answer("games.diagnose", {"game": nothing, "allocation": [0, 0]})
    assert zero["shapley_distance"] is None
    costs = {"kind": "costs", "costs": [0, 1, 1, 1]}
    with pytest.raises(ModelError):
        answer("games.diagnose", {"game": costs, "allocation": [0, 1]})


def test_a_claims_game_of_twelve_is_the_talmud_rule() -> None:
    claims = [13.0, 8, 55, 21, 34, 5, 89, 3, 2, 144, 1, 40]
    asked = {"estate": 260, "claims": claims, "rules": ["talmud"]}
    wanted = answer("claims.divide", asked)["talmud"]
    assert nucleolus(claims_table(260, claims)) == pytest.approx(wanted, abs=1e-6)


def test_a_long_search_treats_equals_equally_and_attains_the_least_core() -> None:
    votes = [float(each) for each in (9, 9, 8, 8, 7, 7, 6, 6, 5, 5, 4, 4, 3, 3)]
    table = majority_table(43, votes)
    payoff = nucleolus(table)
    assert payoff is not None
    assert payoff[::2] == pytest.approx(payoff[1::2], abs=1e-7)
    assert all(more >= less - 1e-7 for more, less in itertools.pairwise(payoff))
    worst = float((table - sums_table(payoff))[1:-1].max())
    assert worst == pytest.approx(least_core(table), abs=1e-7)


def test_floors_that_cannot_all_be_kept_are_refused() -> None:
    worth = np.array([-np.inf, 0, 0, 0, 0, 0, 0, -np.inf])
    moves = np.linalg.svd(np.ones((1, 3)))[2][1:].T
    impossible = Objections(worth, np.full(3, 1 / 3), moves, np.ones(3))
    with pytest.raises(ModelError) as refused:
        impossible.solve(())
    assert refused.value.key == "not_conserved"
