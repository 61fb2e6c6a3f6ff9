"""Divide a quarter's pool among the parties of a phase: shares or slices, floors, caps, fen."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from domain.measures import half_up
from domain.models.agreement import bounded_proportional, proportional
from domain.units import WHOLE_BP, largest_remainder

if TYPE_CHECKING:
    from collections.abc import Sequence

    from domain.models.agreement import Bound, ClaimsRule
    from domain.models.sharing_terms import Phase, RuleTerms

_NOTHING: Final = Fraction(0)


@dataclass(frozen=True, slots=True)
class Slice:
    """A part of the year's pool that this quarter fills, divided by shares of its own.

    Attributes:
        above_fen: of the year's pool, where the slice begins; ``up_to_fen`` None for the last.
        filled_fen: what of the quarter's pool lies in it.
        parts: exact amount per party of the phase.
    """

    above_fen: int
    up_to_fen: int | None
    filled_fen: int
    shares: tuple[int, ...]
    parts: tuple[Fraction, ...]
    clause: str = ""


@dataclass(frozen=True, slots=True)
class Divided:
    """What each party of a phase gets of a pool.

    Attributes:
        tried: exact amounts before floors and caps; ``exact`` after them.
        parts: whole fen; with ``excess_fen``, which no party may take, they add up to the pool.
        level: amount per basis point of the parties that no bound holds, None under slices.
    """

    tried: tuple[Fraction, ...]
    exact: tuple[Fraction, ...]
    bounds: tuple[Bound, ...]
    parts: tuple[int, ...]
    slices: tuple[Slice, ...] = ()
    level: Fraction | None = None
    floors_reduced: bool = False
    excess_fen: int = 0


def divide(terms: RuleTerms, phase: Phase, pool: int, year_fen: int, by_use: int = 0) -> Divided:
    """Divide a pool by the shares of a phase, or by the slices of the year's pool that it fills.

    Where a part is divided by use, both parts together are held within floors and caps. While
    none holds anybody, each part is rounded on its own.

    Args:
        terms: with the rule for floors that exceed the pool.
        phase: in force.
        pool: whole fen.
        year_fen: what of the calendar year's pool was divided before.
        by_use: what of the pool is divided by the parties' use.

    Raises:
        DomainError: ``floor_above_cap`` or ``weights_zero``.
    """
    by_share = pool - by_use
    slices = _slices(phase, by_share, year_fen) if phase.brackets else ()
    shares = [Fraction(each.share_bp) for each in phase.parties]
    own = _sums(slices) if slices else shares
    weights = _with_use(own, by_share, used(terms, phase), by_use) if by_use else own
    whole = sum(weights, _NOTHING)
    if not pool:
        free: Bound = "free"
        nothing = tuple(_NOTHING for _ in shares)
        return Divided(nothing, nothing, tuple(free for _ in shares), tuple(0 for _ in shares))
    bounded = bounded_proportional(
        Fraction(pool),
        weights,
        [Fraction(each.floor_fen or 0) for each in phase.parties],
        [None if each.cap_fen is None else Fraction(each.cap_fen) for each in phase.parties],
        _floor_rule(terms.floor_rule),
    )
    # Floors and caps are whole fen, so what they keep from everybody is whole fen too.
    excess = half_up(bounded.excess)
    taken = pool - excess
    parts = largest_remainder(taken, bounded.amounts) if taken else (0,) * len(shares)
    if by_use and not excess and set(bounded.bounds) == {"free"}:
        twice = _rounded(by_share, own), _rounded(by_use, used(terms, phase))
        parts = tuple(map(sum, zip(*twice, strict=True)))
    return Divided(
        tuple(pool * weight / whole for weight in weights),
        bounded.amounts,
        bounded.bounds,
        parts,
        slices,
        None if slices or by_use else bounded.level,
        bounded.floors_reduced,
        excess,
    )


def used(terms: RuleTerms, phase: Phase) -> tuple[int, ...]:
    """Return the parties' use, in the order of the phase."""
    of = dict(terms.uses)
    return tuple(of.get(each.party, 0) for each in phase.parties)


def _with_use(
    shares: Sequence[Fraction], by_share: int, uses: Sequence[int], by_use: int
) -> list[Fraction]:
    """Return exact amounts of both parts together."""
    whole, use = sum(shares, _NOTHING), sum(uses)
    return [
        by_share * share / whole + Fraction(by_use * each, use)
        for share, each in zip(shares, uses, strict=True)
    ]


def _rounded(amount: int, weights: Sequence[int | Fraction]) -> tuple[int, ...]:
    return largest_remainder(amount, weights) if amount else (0,) * len(weights)


def _slices(phase: Phase, pool: int, before: int) -> tuple[Slice, ...]:
    """Return the slices of the year's pool that this quarter fills; they add up to its pool."""
    own = tuple(each.share_bp for each in phase.parties)
    starts = [(0, own, phase.clause)]
    starts += [(each.above_fen, each.shares, each.clause) for each in phase.brackets]
    ends: list[int | None] = [*(each.above_fen for each in phase.brackets), None]
    after = before + pool
    found: list[Slice] = []
    for (start, shares, clause), end in zip(starts, ends, strict=True):
        filled = (after if end is None else min(end, after)) - max(start, before)
        if filled > 0:
            parts = tuple(Fraction(filled * share, WHOLE_BP) for share in shares)
            found.append(Slice(start, end, filled, shares, parts, clause))
    return tuple(found)


def _sums(slices: Sequence[Slice]) -> list[Fraction]:
    columns = zip(*(each.parts for each in slices), strict=True)
    return [sum(column, _NOTHING) for column in columns]


def _floor_rule(name: str) -> ClaimsRule:
    """Return how a pool smaller than the floors is divided; the rarer rules are loaded on use."""
    if name == "proportional":
        return proportional
    from domain.models.claims import RULES

    return RULES[name]
