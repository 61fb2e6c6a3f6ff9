"""Sums over coalitions as tables of 2ⁿ numbers: bit i of an index is player i."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    Table = NDArray[np.float64]


def sums_table(parts: Sequence[float]) -> Table:
    """Return for every coalition the sum of its members' parts, by doubling."""
    import numpy as np

    table = np.zeros(1 << len(parts))
    for at, part in enumerate(parts):
        table[1 << at : 2 << at] = table[: 1 << at] + part
    return table


def sizes_table(players: int) -> NDArray[np.int64]:
    """Return the number of members of every coalition."""
    import numpy as np

    table = np.zeros(1 << players, np.int64)
    for at in range(players):
        table[1 << at : 2 << at] = table[: 1 << at] + 1
    return table


def claims_table(estate: float, claims: Sequence[float]) -> Table:
    """Return what every group is sure of when all others are paid first."""
    import numpy as np

    others = sums_table(claims)[::-1]  # the index of the complement runs the other way
    return np.maximum(0.0, estate - others)


def joint_table(total: float, parts: Sequence[float], needed: Sequence[int]) -> Table:
    """Return a pie less what those not there bring; 0 unless all that are needed are there."""
    import numpy as np

    without = sums_table(parts)[::-1]
    there = sums_table(needed) == sum(needed)
    return np.where(there, total - without, 0.0)


def majority_table(quota: float, weights: Sequence[float]) -> Table:
    """Return 1 for every coalition whose weights reach the quota."""
    return (sums_table(weights) >= quota).astype(float)


def largest_table(costs: Sequence[float]) -> Table:
    """Return the largest cost in every coalition: a runway serves its largest user."""
    import numpy as np

    table = np.zeros(1 << len(costs))
    for at, cost in enumerate(costs):
        table[1 << at : 2 << at] = np.maximum(table[: 1 << at], cost)
    return table


def savings_table(costs: Table) -> Table:
    """Return what every coalition saves by acting together: Σ c(i) − c(S)."""
    players = len(costs).bit_length() - 1
    alone = [float(costs[1 << at]) for at in range(players)]
    return sums_table(alone) - costs


def totals_with(table: Table) -> list[float]:
    """Return for each player the sum over the coalitions with it, by folding halves."""
    players = len(table).bit_length() - 1
    found = [0.0] * players
    for at in range(players - 1, -1, -1):
        half = 1 << at
        upper = table[half:]
        found[at] = float(upper.sum())
        table = table[:half] + upper
    return found
