"""The exchange of land quota between the parties."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from domain.indicators.definition import Figure, Indicator
from domain.standing.land import land_moves, pair_balances
from domain.standing.places import places

if TYPE_CHECKING:
    from collections.abc import Sequence

    from domain.records import Records
    from domain.units import Quarter


def land_balance(records: Records, quarters: Sequence[Quarter]) -> tuple[Figure, ...]:
    """Subtract what the host gave from what it was given, in hundredths of a mu.

    Over all parties that exchange with the host, from the first entry to the quarter's end.
    Source: Hu & Zhang 2024, §3.1.
    """
    moves, host = land_moves(records), places(records).host
    if not moves or not host:
        return tuple(Figure(None) for _ in quarters)
    return tuple(
        Figure(sum(each.net for each in pair_balances(moves, host, quarter.last_day)))
        for quarter in quarters
    )


INDICATORS: Final = (Indicator("land_balance", "land", "land", land_balance, cumulative=True),)
