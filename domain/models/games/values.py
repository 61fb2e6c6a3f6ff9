"""Values of games: Shapley, weighted Shapley, Banzhaf, and the compromise value τ."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from domain.models.games.tables import sizes_table, sums_table, totals_with

if TYPE_CHECKING:
    from collections.abc import Sequence

    from domain.models.games.tables import Table

_TOLERANCE: Final = 1e-9
_BLOCK: Final = 64
"""Rows weighed at once: few enough to stay in the processor's cache."""


def players_of(table: Table) -> int:
    """Return the number of players of a table of 2ⁿ values."""
    return len(table).bit_length() - 1


def shapley(table: Table) -> list[float]:
    """Return what each player adds on average over all orders of arrival (Shapley 1953).

    φ_i = Σ_{S∋i} (p + q)(|S|)·v(S) − Σ_S q(|S|)·v(S). The table is read once, as rows that share
    their upper players; rows with equally many of these are weighed alike.
    """
    import numpy as np

    players = players_of(table)
    absent, either = _arrivals(players)
    low = (players + 1) // 2
    rows = table.reshape(-1, 1 << low)
    below, above = sizes_table(low), sizes_table(players - low)
    with_low, with_high = np.zeros(1 << low), np.empty(len(rows))
    missed = 0.0
    for size in range(players - low + 1):
        alike = np.flatnonzero(above == size)
        weights, together = either[size + below], np.zeros(1 << low)
        for first in range(0, len(alike), _BLOCK):
            some = alike[first : first + _BLOCK]
            block = rows[some]
            together += block.sum(axis=0)
            with_high[some] = block @ weights
        with_low += together * weights
        missed += float(together @ absent[size + below])
    return [each - missed for each in totals_with(with_low) + totals_with(with_high)]


def _arrivals(players: int) -> tuple[Table, Table]:
    """Return by size how often a player comes just after a group; and so, or as its last."""
    import numpy as np

    whole = math.factorial(players)
    after = [
        math.factorial(size) * math.factorial(players - size - 1) / whole for size in range(players)
    ]
    absent = np.array([*after, 0.0])
    return absent, absent + np.array([0.0, *after])


def weighted_shapley(table: Table, weights: Sequence[float]) -> list[float]:
    """Return each player's part of the dividends of its coalitions, by weight (Kalai & Samet)."""
    import numpy as np

    dividends = table.copy()
    players = players_of(table)
    for at in range(players):
        pairs = dividends.reshape(-1, 2, 1 << at)
        pairs[:, 1] -= pairs[:, 0]
    sums = sums_table(weights)
    per_weight = np.divide(dividends, sums, out=np.zeros_like(dividends), where=sums > 0)
    return [weight * total for weight, total in zip(weights, totals_with(per_weight), strict=True)]


def banzhaf(table: Table) -> list[float]:
    """Return what each player adds on average over all coalitions of the others."""
    total, count = float(table.sum()), 1 << (players_of(table) - 1)
    return [(2 * each - total) / count for each in totals_with(table)]


def normalised(raw: Sequence[float]) -> list[float] | None:
    """Return parts that add up to 1, None when the sum is 0."""
    total = math.fsum(raw)
    return [each / total for each in raw] if abs(total) > 0 else None


def tau(table: Table) -> list[float] | None:
    """Return the compromise between the most and the least each may ask for (Tijs 1981).

    None when the game is not quasi-balanced.
    """
    import numpy as np

    players, whole = players_of(table), float(table[-1])
    last = len(table) - 1
    most = [whole - float(table[last ^ (1 << at)]) for at in range(players)]
    left = table - sums_table(most)
    indices = np.arange(len(table))
    least = [float(left[(indices >> at) & 1 == 1].max()) + most[at] for at in range(players)]
    slack = _TOLERANCE * max(1.0, float(np.abs(table).max()))
    below = all(low <= high + slack for low, high in zip(least, most, strict=True))
    low_sum, high_sum = math.fsum(least), math.fsum(most)
    if not below or not low_sum - slack <= whole <= high_sum + slack:
        return None
    step = (whole - low_sum) / (high_sum - low_sum) if high_sum - low_sum > slack else 0.0
    return [low + step * (high - low) for low, high in zip(least, most, strict=True)]


def airport(costs: Sequence[float], counts: Sequence[int]) -> list[float]:
    """Return per player of each kind its share of a runway: each stretch is paid by its users.

    Littlechild & Owen 1973.
    """
    order = sorted(range(len(costs)), key=lambda at: costs[at])
    users = sum(counts)
    shares = [0.0] * len(costs)
    so_far = paid = 0.0
    for at in order:
        if users:
            paid += (costs[at] - so_far) / users
        so_far = costs[at]
        shares[at] = paid
        users -= counts[at]
    return shares
