"""Measure cooperative games: the exact Shapley value of 20 players, the nucleolus of 10 and 14.

``python -m benchmarks.games``. The package ``coopgame-py`` is measured where an interpreter that
has it is named in FEIDI_PEERS. The processor's seconds count.
"""

from __future__ import annotations

import math
import tempfile
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np

from benchmarks.measure import answer, in_turns, print_table, run_fresh, run_peer, say_goal, start
from domain.models.games.nucleolus import nucleolus
from domain.models.games.tables import (
    claims_table,
    majority_table,
    sizes_table,
    sums_table,
    totals_with,
)
from domain.models.games.values import shapley

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.measure import Reply
    from domain.models.games.tables import Table

_RUNS: Final = 5
_REPEATED: Final = 5
_PLAYERS: Final = 20
_GOALS: Final = {10: 2.5, 14: 1.5}
"""Players → how many times as long as the peer the nucleolus may take."""


def any_game(players: int) -> Table:
    """Return a game without any structure."""
    table = np.random.default_rng(players).random(1 << players)
    table[0] = 0.0
    return table


def nucleolus_games(players: int) -> list[Table]:
    """Return games of different kinds: drawn, growing, level, of claims, by majority."""
    rng, sizes = np.random.default_rng(players), sizes_table(players)
    drawn = rng.integers(0, 50, 1 << players) * sizes / players
    drawn[-1] = 60.0 * players
    growing = sizes**2 + rng.random(1 << players) * sizes
    level = rng.random(1 << players) * 100
    level[1 << np.arange(players)] = 0.0
    level[0], level[-1] = 0.0, 50.0 * players
    claims = rng.integers(10, 100, players).astype(float)
    votes = rng.integers(1, 20, players).astype(float)
    return [
        drawn,
        growing,
        level,
        claims_table(0.6 * float(claims.sum()), claims.tolist()),
        majority_table(float(votes.sum()) / 2 + 0.5, votes.tolist()),
    ]


def folded_halves(table: Table) -> list[float]:
    """Weigh every coalition by its size, then fold the table in half once for each player."""
    players = len(table).bit_length() - 1
    whole = math.factorial(players)
    after = [math.factorial(at) * math.factorial(players - at - 1) / whole for at in range(players)]
    sizes = sizes_table(players)
    without = table * np.array([*after, 0.0])[sizes]
    both = without + table * np.array([0.0, *after])[sizes]
    total = float(without.sum())
    return [each - total for each in totals_with(both)]


def dividends(table: Table) -> list[float]:
    """Take differences over all subsets, share each equally, and add up by player."""
    players = len(table).bit_length() - 1
    left = table.copy()
    for at in range(players):
        pairs = left.reshape(-1, 2, 1 << at)
        pairs[:, 1] -= pairs[:, 0]
    return totals_with(left / np.maximum(sums_table([1.0] * players), 1.0))


def _shapley_by(way: Callable[[Table], list[float]]) -> None:
    table = any_game(_PLAYERS)
    way(table)
    begun = time.process_time()
    for _ in range(_REPEATED):
        way(table)
    answer(processor=(time.process_time() - begun) / _REPEATED)


def _nucleolus_of(players: int) -> None:
    games = nucleolus_games(players)
    nucleolus(games[0])
    begun = time.process_time()
    for _ in range(_REPEATED):
        for table in games:
            nucleolus(table)
    answer(processor=(time.process_time() - begun) / _REPEATED)


_TASKS: Final[dict[str, Callable[[], None]]] = {
    "shapley": partial(_shapley_by, shapley),
    "folded_halves": partial(_shapley_by, folded_halves),
    "dividends": partial(_shapley_by, dividends),
    **{f"nucleolus_{players}": partial(_nucleolus_of, players) for players in _GOALS},
}


def coopgame(concept: str, games: list[Table]) -> Reply:
    """Measure the package on games."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "games"
        np.concatenate([table[1:] for table in games]).tofile(path)
        values = str(len(games[0]) - 1)
        return run_peer("peer_games.py", concept, values, str(_REPEATED), str(path))


def _compare(ways: dict[str, Callable[[], Reply]], title: str, base: str) -> dict[str, float]:
    return print_table(title, "cpu ms", in_turns(_RUNS, ways), "processor", base)


def _fresh(task: str) -> Callable[[], Reply]:
    return lambda: run_fresh("benchmarks.games", task)


def main() -> None:
    """Measure everything and print it."""
    ways = {name: _fresh(name) for name in ("shapley", "folded_halves", "dividends")}
    theirs = partial(coopgame, "shapley", [any_game(_PLAYERS)])
    title = f"Shapley, exact, {_PLAYERS} players"
    found = _compare({**ways, "coopgame": theirs}, title, "folded_halves")
    fastest = min(found["folded_halves"], found["dividends"])
    say_goal("≤ 2 × the fastest of NumPy", met=found["shapley"] <= 2 * fastest)
    if "coopgame" in found:
        say_goal("≥ 4 × as fast as coopgame", met=4 * found["shapley"] <= found["coopgame"])
    for players, most in _GOALS.items():
        name = f"nucleolus_{players}"
        theirs = partial(coopgame, "nucleolus", nucleolus_games(players))
        title = f"Nucleolus, five games of {players} players"
        found = _compare({name: _fresh(name), "coopgame": theirs}, title, "coopgame")
        if "coopgame" in found:
            say_goal(f"≤ {most} × coopgame", met=found[name] <= most * found["coopgame"])


if __name__ == "__main__":
    start(main, _TASKS)
