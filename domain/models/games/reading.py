"""Read a game: as a table of values or costs, or by the rule that makes it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from domain.measures import exactly
from domain.models.errors import ModelError
from domain.models.games.tables import (
    claims_table,
    joint_table,
    largest_table,
    majority_table,
    savings_table,
)
from domain.models.given import NOT_NEGATIVE, POSITIVE, Given, Range

if TYPE_CHECKING:
    from domain.models.games.tables import Table

MOST_PLAYERS: Final = 24
KINDS: Final = ("values", "costs", "weighted_majority", "airport", "claims", "joint")
COSTS: Final = ("costs", "airport")


@dataclass(frozen=True, slots=True)
class Game:
    """A game as it is given.

    Attributes:
        kind: one of ``KINDS``; parts: costs of airport, weights, claims, what each brings to a
            joint pie, or the whole table.
        limit: quota of a majority, estate of claims, a joint pie.
        counts: players of each kind of an airport, None when each stands for one.
        place: of the game in the input.
        needed: players without whom there is no joint pie, as flags.
    """

    kind: str
    parts: tuple[float, ...]
    limit: float
    counts: tuple[int, ...] | None
    place: str
    needed: tuple[int, ...] = ()

    @property
    def players(self) -> int:
        """Return the number of players; of kinds where they are counted."""
        if self.kind in {"values", "costs"}:
            return len(self.parts).bit_length() - 1
        return len(self.parts)

    @property
    def costs(self) -> bool:
        """Tell whether the game says what coalitions cost."""
        return self.kind in COSTS

    def cost_table(self) -> Table:
        """Return the cost of every coalition of a cost game."""
        import numpy as np

        if self.kind == "airport":
            return largest_table(self.parts)
        return np.asarray(self.parts, float)

    def table(self) -> Table:
        """Return the worth of every coalition; of a cost game what it saves.

        Raises:
            ModelError: ``too_large`` beyond 24 players.
        """
        import numpy as np

        self.check_size(MOST_PLAYERS)
        if self.costs:
            return savings_table(self.cost_table())
        if self.kind == "weighted_majority":
            return majority_table(self.limit, self.parts)
        if self.kind == "claims":
            return claims_table(self.limit, self.parts)
        if self.kind == "joint":
            return joint_table(self.limit, self.parts, self.needed)
        return np.asarray(self.parts, float)

    def check_size(self, limit: int) -> None:
        """Refuse more players than a method takes.

        Raises:
            ModelError: ``too_large``.
        """
        if self.players > limit:
            raise ModelError("too_large", self.place, limit=limit, count=self.players)


def read_game(given: Given) -> Game:
    """Return a game.

    Raises:
        ModelError: ``size_mismatch`` for a table whose length is no power of 2, ``out_of_range``
            when nobody is worth something, ``estate_exceeds_claims``, or a wrong input.
    """
    part = given.part("game")
    kind = part.choice("kind", KINDS)
    place = given.place("game")
    counts: tuple[int, ...] | None = None
    limit = 0.0
    if kind in {"values", "costs"}:
        _check_length(part.raw(kind), part.place(kind))
        parts = part.numbers(kind, least=2)
        _check_table(parts, part.place(kind))
    elif kind == "weighted_majority":
        limit = part.number("quota", POSITIVE)
        parts = part.numbers("weights")
    elif kind == "airport":
        parts = part.numbers("costs", NOT_NEGATIVE)
        if part.has("counts"):
            counts = tuple(part.wholes("counts", Range(0), length=len(parts)))
    elif kind == "joint":
        return _joint(part, place)
    else:
        limit = part.number("estate", NOT_NEGATIVE)
        parts = part.numbers("claims", NOT_NEGATIVE)
        check_estate(exactly(limit), [exactly(each) for each in parts], part.place("estate"))
    part.done()
    return Game(kind, tuple(parts), limit, counts, place)


def _joint(part: Given, place: str) -> Game:
    """Read a pie that takes the needed players together and loses what those not there bring."""
    total = part.number("total", POSITIVE)
    parts = part.numbers("parts", NOT_NEGATIVE)
    needed = part.wholes("needed", Range(0, 1), length=len(parts))
    part.done()
    if not any(needed):
        raise ModelError("out_of_range", f"{place}/needed", value=0, range="[1, ∞)")
    if sum(parts) > total:
        raise ModelError("out_of_range", f"{place}/parts", value=sum(parts), range=f"[0, {total}]")
    return Game("joint", tuple(parts), total, None, place, tuple(needed))


def _check_length(raw: object, place: str) -> None:
    """Refuse a table of too many players before its numbers are read."""
    if isinstance(raw, Sequence) and len(raw) > 1 << MOST_PLAYERS:
        count = (len(raw) - 1).bit_length()
        raise ModelError("too_large", place, limit=MOST_PLAYERS, count=count)


def _check_table(parts: Sequence[float], place: str) -> None:
    if len(parts) & (len(parts) - 1):
        raise ModelError("size_mismatch", place, wanted="2ⁿ", count=len(parts))
    if parts[0] != 0:
        raise ModelError("out_of_range", f"{place}/0", value=parts[0], range="[0, 0]")


def check_estate(estate: Fraction, claims: Sequence[Fraction], place: str) -> None:
    """Refuse an estate that exceeds all claims.

    Raises:
        ModelError: ``estate_exceeds_claims``.
    """
    total = sum(claims, Fraction(0))
    if estate > total:
        raise ModelError("estate_exceeds_claims", place, value=float(estate), total=float(total))
