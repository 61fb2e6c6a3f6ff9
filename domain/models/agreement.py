"""The parts of a sharing agreement: clocks, phases, shares within floors and caps."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Literal, Protocol, TypeVar

from domain.errors import DomainError
from domain.units import QUARTERS_PER_YEAR

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from domain.units import Quarter

    ClaimsRule = Callable[[Fraction, Sequence[Fraction]], tuple[Fraction, ...]]

Bound = Literal["free", "floor", "cap"]


class Term(Protocol):
    """Years on a rule's clock during which something holds."""

    @property
    def from_year(self) -> int:
        """First year, counted from 1."""
        ...

    @property
    def to_year(self) -> int | None:
        """Last year, None when there is no end."""
        ...


T = TypeVar("T", bound=Term)


def clock_year(clock: Quarter, quarter: Quarter) -> int:
    """Return the year of a clock in which a quarter lies, 1 for its first four quarters.

    Zero and less before the clock has started.
    """
    return 1 + (quarter.index - clock.index) // QUARTERS_PER_YEAR


def term_at(terms: Iterable[T], year: int) -> T | None:
    """Return the phase or step that holds in a year of the clock, None outside all of them."""
    for term in terms:
        if term.from_year <= year and (term.to_year is None or year <= term.to_year):
            return term
    return None


def earned(quarter: int, cliff: int, vesting: int) -> Fraction:
    """Return the part of a grant that is earned: nothing before the cliff, then t/T."""
    return Fraction(0) if quarter < cliff else min(Fraction(1), Fraction(quarter, vesting))


def claw_back(
    subsidy: Fraction, quarter: int, cliff: int, vesting: int, interest: Fraction
) -> Fraction:
    """Return what is owed by a firm that breaks its terms so many quarters after the grant.

    Args:
        subsidy: what was granted.
        quarter: of the breach, 0 for that of the grant.
        cliff, vesting: quarters after which a part, and all of it, is earned.
        interest: per quarter, on the whole grant.
    """
    return subsidy * (1 + interest * quarter) * (1 - earned(quarter, cliff, vesting))


@dataclass(frozen=True, slots=True)
class Bounded:
    """A pool shared in proportion, within floors and caps.

    Attributes:
        amounts: exact amount per party; with ``excess`` they add up to the pool.
        bounds: which of floor and cap holds a party, ``free`` when neither does.
        level: amount per unit of share of the parties that are free, None when none is.
        floors_reduced: the floors add up to more than the pool and were cut.
        excess: what no party may take because all are at their caps.
    """

    amounts: tuple[Fraction, ...]
    bounds: tuple[Bound, ...]
    level: Fraction | None
    floors_reduced: bool = False
    excess: Fraction = Fraction(0)


def proportional(estate: Fraction, claims: Sequence[Fraction]) -> tuple[Fraction, ...]:
    """Divide less than all claims ask for in proportion to the claims."""
    whole = sum(claims, Fraction(0))
    return tuple(estate * claim / whole for claim in claims)


def bounded_proportional(
    pool: Fraction,
    shares: Sequence[Fraction],
    floors: Sequence[Fraction],
    caps: Sequence[Fraction | None],
    floor_rule: ClaimsRule = proportional,
) -> Bounded:
    """Share a pool by x = min(cap, max(floor, level × share)), exactly.

    The level is the one at which the amounts add up to the pool; it is found between the
    breakpoints at which a party leaves its floor or meets its cap.

    Args:
        pool: what is shared, not negative.
        shares: weight per party, not negative, not all zero.
        floors: least amount per party.
        caps: greatest amount per party, None when there is none.
        floor_rule: how to divide a pool that is smaller than the floors together.

    Raises:
        DomainError: ``floor_above_cap``; ``weights_zero`` when nothing says how to divide.
    """
    _check_terms(shares, floors, caps)
    if sum(floors, Fraction(0)) > pool:
        amounts = floor_rule(pool, floors)
        held: Bound = "floor"
        return Bounded(amounts, tuple(held for _ in shares), None, floors_reduced=True)
    party = tuple(zip(shares, floors, caps, strict=True))
    level = _level(pool, party)
    filled = tuple(_filled(level, *each) for each in party)
    excess = pool - sum((amount for amount, _ in filled), Fraction(0))
    bounds = tuple(bound for _, bound in filled)
    return Bounded(
        tuple(amount for amount, _ in filled),
        bounds,
        level if "free" in bounds else None,
        excess=excess,
    )


def _check_terms(
    shares: Sequence[Fraction], floors: Sequence[Fraction], caps: Sequence[Fraction | None]
) -> None:
    for floor, cap in zip(floors, caps, strict=True):
        if cap is not None and floor > cap:
            raise DomainError("floor_above_cap", floor=floor, cap=cap)
    if sum(shares, Fraction(0)) <= 0:
        raise DomainError("weights_zero")


_Party = tuple[Fraction, Fraction, "Fraction | None"]


def _filled(
    level: Fraction, share: Fraction, floor: Fraction, cap: Fraction | None
) -> tuple[Fraction, Bound]:
    wanted = level * share
    if cap is not None and wanted > cap:
        return cap, "cap"
    if wanted < floor:
        return floor, "floor"
    return wanted, "free"


def _total(level: Fraction, parties: Sequence[_Party]) -> Fraction:
    return sum((_filled(level, *each)[0] for each in parties), Fraction(0))


def _level(pool: Fraction, parties: Sequence[_Party]) -> Fraction:
    """Return the level at which the parties take the pool, or all they may."""
    below = Fraction(0)
    for level in sorted(_breakpoints(parties)):
        if _total(level, parties) >= pool:
            break
        below = level
    # Between two breakpoints the total grows by the shares of the parties that are free.
    start = _total(below, parties)
    rising = sum((each[0] for each in parties if _rises(below, each)), Fraction(0))
    if start >= pool:
        return below
    if not rising:
        return below + 1  # above every cap: nobody can take what is left
    return below + (pool - start) / rising


def _breakpoints(parties: Sequence[_Party]) -> set[Fraction]:
    """Return the levels at which a party leaves its floor or meets its cap."""
    return {
        bound / share
        for share, floor, cap in parties
        if share
        for bound in (floor, cap)
        if bound is not None
    }


def _rises(level: Fraction, party: _Party) -> bool:
    """Tell whether a party takes more as soon as the level exceeds this one."""
    share, floor, cap = party
    return level * share >= floor and (cap is None or level * share < cap)
