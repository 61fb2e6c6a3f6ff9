"""The land-quota ledger of a pair of parties in two columns: what one gave, what it received."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from domain.standing.land import land_moves
from domain.standing.places import places

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from domain.records import Records
    from domain.standing.land import LandMove


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """An entry with the balances after it, from the view of the party on the left.

    Attributes:
        given: whether the party gave; else it received.
        land: given less received so far, in hundredths of a mu.
        fen: the same of the counter-values that are recorded.
    """

    move: LandMove
    given: bool
    land: int
    fen: int


@dataclass(frozen=True, slots=True)
class Side:
    """What went one way: land in hundredths of a mu, counter-values in fen.

    Attributes:
        fen: of the entries that have a counter-value; ``valued`` is their land.
        unknown: entries without a counter-value.
    """

    land: int
    fen: int
    valued: int
    unknown: int

    @property
    def price(self) -> Fraction | None:
        """Fen per hundredth of a mu, None where nothing is valued."""
        return Fraction(self.fen, self.valued) if self.valued else None


@dataclass(frozen=True, slots=True)
class PairLedger:
    """All that two parties exchanged by a day, the oldest entry first."""

    party: str
    partner: str
    lines: tuple[LedgerLine, ...]
    given: Side
    received: Side

    @property
    def land(self) -> int:
        """Given less received, in hundredths of a mu."""
        return self.given.land - self.received.land

    @property
    def fen(self) -> int:
        """Counter-values given less received, in fen, of the entries that have one."""
        return self.given.fen - self.received.fen

    @property
    def unknown(self) -> int:
        """Entries without a counter-value."""
        return self.given.unknown + self.received.unknown

    @property
    def break_even(self) -> Fraction | None:
        """How many mu given a mu received must be worth for the exchange to cost nothing."""
        return Fraction(self.given.land, self.received.land) if self.received.land else None

    @property
    def recorded(self) -> Fraction | None:
        """How many mu given a mu received is worth by the counter-values recorded."""
        given, received = self.given.price, self.received.price
        return received / given if given and received else None


def pair_ledgers(records: Records, on: date) -> tuple[PairLedger, ...]:
    """Return the ledger of each pair of parties by the end of a day, the fullest first.

    On the left stands who deals with the host, else who gave first.
    """
    host = places(records).host
    pairs: dict[frozenset[str], list[LandMove]] = {}
    for move in land_moves(records):
        if move.date <= on:
            pairs.setdefault(frozenset((move.giver, move.taker)), []).append(move)
    found = [_ledger(moves, host) for moves in pairs.values()]
    return tuple(sorted(found, key=lambda each: -len(each.lines)))


def _ledger(moves: Sequence[LandMove], host: str) -> PairLedger:
    first = moves[0]
    turned = first.giver == host
    party, partner = (first.taker, first.giver) if turned else (first.giver, first.taker)
    lines: list[LedgerLine] = []
    land = fen = 0
    for move in moves:
        sign = 1 if move.giver == party else -1
        land += sign * move.land
        fen += sign * (move.counter_value_fen or 0)
        lines.append(LedgerLine(move, sign > 0, land, fen))
    given = [move for move in moves if move.giver == party]
    received = [move for move in moves if move.giver != party]
    return PairLedger(party, partner, tuple(lines), _side(given), _side(received))


def _side(moves: Sequence[LandMove]) -> Side:
    valued = [move for move in moves if move.counter_value_fen is not None]
    return Side(
        sum(move.land for move in moves),
        sum(move.counter_value_fen or 0 for move in valued),
        sum(move.land for move in valued),
        len(moves) - len(valued),
    )
