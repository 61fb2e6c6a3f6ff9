"""Solve a game by the concepts asked for; cost games are solved by their savings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from domain.models.errors import ModelError
from domain.models.games.nucleolus import MOST_PLAYERS, core_is_empty, least_core, nucleolus
from domain.models.games.reading import Game, read_game
from domain.models.games.values import airport, banzhaf, normalised, shapley, tau, weighted_shapley
from domain.models.given import POSITIVE, Given, text_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from domain.models.games.tables import Table
    from domain.models.operations import Output

CONCEPTS: Final = (
    "shapley",
    "weighted_shapley",
    "banzhaf",
    "tau",
    "least_core",
    "nucleolus",
    "prenucleolus",
)
_BY_PROGRAMME: Final = ("least_core", "nucleolus", "prenucleolus")


def solve(given: Given) -> Output:
    """Return what was asked for; cost games give cost shares."""
    game = read_game(given)
    concepts = given.items("concepts", text_in)
    weights = None
    if given.has("weights"):
        weights = given.numbers("weights", POSITIVE, length=game.players)
    given.done()
    _check_concepts(concepts, given.place("concepts"))
    if game.kind == "airport" and concepts == ["shapley"]:
        counts = game.counts or (1,) * game.players
        return {"shapley": airport(game.parts, counts)}
    if game.counts is not None:
        raise ModelError(
            "unknown_choice", given.place("concepts"), value=concepts[0], choices="shapley"
        )
    if any(each in _BY_PROGRAMME for each in concepts):
        game.check_size(MOST_PLAYERS)
    table = game.table()
    found: dict[str, object] = {}
    for concept in concepts:
        found |= _solved(concept, table, weights, game)
    return found


def _check_concepts(concepts: Sequence[str], place: str) -> None:
    for at, concept in enumerate(concepts):
        if concept not in CONCEPTS:
            raise ModelError(
                "unknown_choice", f"{place}/{at}", value=concept, choices=", ".join(CONCEPTS)
            )


def _solved(
    concept: str, table: Table, weights: list[float] | None, game: Game
) -> dict[str, object]:
    if concept == "least_core":
        epsilon = least_core(table)
        return {"least_core_epsilon": epsilon, "core_empty": core_is_empty(table, epsilon)}
    if concept == "banzhaf":
        raw = banzhaf(table)
        return {
            "banzhaf_raw": _as_given(raw, game),
            "banzhaf_normalised": normalised(raw),
        }
    if concept == "weighted_shapley":
        equal = weights or [1.0] * game.players
        return {concept: _as_given(weighted_shapley(table, equal), game)}
    if concept == "shapley":
        return {concept: _as_given(shapley(table), game)}
    if concept == "tau":
        return {concept: _as_given(tau(table), game)}
    payoff = nucleolus(table, rational=concept == "nucleolus")
    return {concept: _as_given(payoff, game)}


def _as_given(payoff: list[float] | None, game: Game) -> list[float] | None:
    """Return payoffs of a cost game as cost shares: what each would pay alone less its saving."""
    if payoff is None or not game.costs:
        return payoff
    costs = game.cost_table()
    return [float(costs[1 << at]) - saved for at, saved in enumerate(payoff)]
