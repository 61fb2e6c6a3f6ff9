"""The land-quota ledger: running balances between pairs of parties, derived, never typed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from domain.records import Query
from domain.standing.rows import amount, day, text, whole_of

if TYPE_CHECKING:
    from datetime import date

    from domain.records import Records

_COLUMNS: Final = (
    *("date", "from_party", "to_party", "quota_kind", "land", "counter_value_fen"),
    "document",
)


@dataclass(frozen=True, slots=True)
class LandMove:
    """One entry: land in hundredths of a mu."""

    record: str
    date: date
    giver: str
    taker: str
    quota_kind: str
    land: int
    counter_value_fen: int | None
    document: str = ""


@dataclass(frozen=True, slots=True)
class PairBalance:
    """What ``giver`` gave ``taker`` and took back, in hundredths of a mu."""

    giver: str
    taker: str
    given: int
    returned: int

    @property
    def net(self) -> int:
        """Given less returned."""
        return self.given - self.returned


def land_moves(records: Records) -> tuple[LandMove, ...]:
    """Return all entries, the oldest first."""
    found: list[LandMove] = []
    for row in records.select(Query("land_entry", columns=_COLUMNS, order=("date",))):
        on = day(row, "date")
        if on is not None:
            found.append(
                LandMove(
                    text(row, "id"),
                    on,
                    text(row, "from_party"),
                    text(row, "to_party"),
                    text(row, "quota_kind"),
                    amount(row, "land"),
                    whole_of(row, "counter_value_fen"),
                    text(row, "document"),
                )
            )
    return tuple(found)


def pair_balances(moves: tuple[LandMove, ...], taker: str, on: date) -> tuple[PairBalance, ...]:
    """Return the balance of every other party with one party, mostly the host, on a day."""
    others = dict.fromkeys(
        party
        for move in moves
        for party in (move.giver, move.taker)
        if taker in {move.giver, move.taker} and party != taker
    )
    done = [move for move in moves if move.date <= on]
    return tuple(
        PairBalance(
            other,
            taker,
            sum(each.land for each in done if (each.giver, each.taker) == (other, taker)),
            sum(each.land for each in done if (each.giver, each.taker) == (taker, other)),
        )
        for other in others
    )


def running_balance(
    moves: tuple[LandMove, ...], giver: str, taker: str
) -> tuple[tuple[date, int], ...]:
    """Return the balance of a pair after each of its entries, in hundredths of a mu."""
    total = 0
    found: list[tuple[date, int]] = []
    for move in moves:
        if (move.giver, move.taker) == (giver, taker):
            total += move.land
        elif (move.giver, move.taker) == (taker, giver):
            total -= move.land
        else:
            continue
        found.append((move.date, total))
    return tuple(found)
