"""Replay an agreement quarter by quarter in whole fen: the same entries give the same fen.

Each quarter: growth over the base year, threshold, pool, lifetime cap, reinvestment off the top,
shares or brackets, floors and caps, rounding, escrow. What is paid, reinvested and held back adds
up to the base.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from domain.models.agreement import bounded_proportional
from domain.models.claims import RULES
from domain.models.contract.terms import read_contract
from domain.models.errors import ModelError
from domain.units import WHOLE_BP, largest_remainder

if TYPE_CHECKING:
    from domain.models.contract.terms import Contract, Entry, Phase
    from domain.models.given import Given
    from domain.models.operations import Output

_NOTHING = Fraction(0)


@dataclass(slots=True)
class _Running:
    """What is carried from quarter to quarter: pools so far, the year's slice, the escrow."""

    pools: int = 0
    year: int = 0
    in_year: int = 0
    held: int = 0
    holding: bool = True


@dataclass(frozen=True, slots=True)
class _Shared:
    """What is shared in a quarter."""

    pool: int
    reinvested: int
    amounts: tuple[int, ...]
    floors_reduced: bool = False


def settle(given: Given) -> Output:
    """Replay an agreement over its entries."""
    contract, entries = read_contract(given)
    running = _Running()
    lines = [_line(contract, entry, running) for entry in entries]
    return {
        "lines": lines,
        "total_paid_fen": [
            sum(line["paid_fen"][party] for line in lines)  # type: ignore[index]
            for party in range(contract.parties)
        ],
        "total_reinvested_fen": sum(line["reinvested_fen"] for line in lines),  # type: ignore[misc]
        "escrow_balance_fen": running.held,
    }


def _line(contract: Contract, entry: Entry, running: _Running) -> dict[str, object]:
    """Settle one quarter."""
    clock = entry.quarter.index - contract.clock.index
    phase = contract.phase_at(clock) if clock >= 0 else None
    if entry.quarter.year != running.year:
        running.year, running.in_year = entry.quarter.year, 0
    shared = _Shared(0, 0, (0,) * contract.parties)
    if phase is not None:
        shared = _shared(contract, contract.phases[phase], entry.base, running)
    opening = running.held
    deposit, release, forfeit = _escrow(contract, entry, shared, running)
    paid = list(shared.amounts)
    paid[contract.residual] += entry.base - shared.pool + forfeit
    if contract.escrow is not None:
        paid[contract.escrow.party] += release - deposit
    _assert_whole(entry.base, sum(paid) + shared.reinvested + running.held - opening)
    return {
        "quarter": str(entry.quarter),
        "clock_quarter": clock if clock >= 0 else None,
        "phase": phase,
        "base_fen": entry.base,
        "pool_fen": shared.pool,
        "outside_fen": entry.base - shared.pool,
        "reinvested_fen": shared.reinvested,
        "amounts_fen": list(shared.amounts),
        "floors_reduced": shared.floors_reduced,
        "escrow_opening_fen": opening,
        "escrow_deposit_fen": deposit,
        "escrow_release_fen": release,
        "escrow_forfeit_fen": forfeit,
        "escrow_closing_fen": running.held,
        "paid_fen": paid,
    }


def _shared(contract: Contract, phase: Phase, base: int, running: _Running) -> _Shared:
    growth = max(0, base - contract.base_year)
    nobody = (0,) * contract.parties
    if growth < contract.threshold:
        return _Shared(0, 0, nobody)
    pool = growth * phase.pool_rate // WHOLE_BP
    if contract.lifetime_cap is not None:
        pool = min(pool, contract.lifetime_cap - running.pools)
    running.pools += pool
    reinvested = pool * phase.reinvested // WHOLE_BP
    rest = pool - reinvested
    wanted = _by_brackets(phase, rest, running.in_year, contract.parties)
    running.in_year += rest
    if not rest:
        return _Shared(pool, reinvested, nobody)
    bounded = bounded_proportional(
        Fraction(rest),
        wanted,
        [Fraction(each) for each in phase.floors],
        [None if each is None else Fraction(each) for each in phase.caps],
        RULES[contract.floor_rule],
    )
    exact = list(bounded.amounts)
    exact[contract.residual] += bounded.excess
    amounts = largest_remainder(rest, exact)
    return _Shared(pool, reinvested, amounts, bounded.floors_reduced)


def _by_brackets(phase: Phase, rest: int, before: int, parties: int) -> list[Fraction]:
    """Return what each party gets of the slices that this quarter's part of the year fills."""
    amounts = [_NOTHING] * parties
    start = 0
    for bracket in phase.brackets:
        end = before + rest if bracket.up_to is None else min(bracket.up_to, before + rest)
        filled = max(0, end - max(start, before))
        for party, share in enumerate(bracket.shares):
            amounts[party] += Fraction(filled * share, WHOLE_BP)
        start = max(start, end)
    return amounts


def _escrow(
    contract: Contract, entry: Entry, shared: _Shared, running: _Running
) -> tuple[int, int, int]:
    """Return deposit, release and forfeit of a quarter; after either end nothing is held."""
    escrow = contract.escrow
    if escrow is None or not running.holding:
        return 0, 0, 0
    due, late = escrow.milestone, escrow.deadline
    held = running.held
    if due is not None and entry.quarter >= due and (late is None or due <= late):
        running.held, running.holding = 0, False
        return 0, held, 0
    if late is not None and entry.quarter > late:
        running.held, running.holding = 0, False
        return 0, 0, held
    deposit = shared.amounts[escrow.party] * escrow.share // WHOLE_BP
    running.held += deposit
    return deposit, 0, 0


def _assert_whole(base: int, accounted: int) -> None:
    """Check that every fen of the base is accounted for.

    Raises:
        ModelError: ``not_conserved``; a fault of the program, never mended silently.
    """
    if base != accounted:
        raise ModelError("not_conserved", value=base - accounted)
