"""Settle a rule in a quarter: each step from its pool to what the parties are due."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from domain.measures import half_up
from domain.models.agreement import clock_year, term_at
from domain.models.cost_sharing import part_by_use, set_off
from domain.models.dividing import divide
from domain.models.escrow import escrow_moves
from domain.models.settled import Outcome, PartyLine, RuleResult, of_nothing
from domain.models.sharing_terms import Carried
from domain.units import QUARTERS_PER_YEAR, WHOLE_BP

if TYPE_CHECKING:
    from domain.models.dividing import Divided
    from domain.models.sharing_terms import PartyTerms, Phase, RuleTerms
    from domain.units import Quarter

_NOTHING: Final = Fraction(0)


def settle_rule(terms: RuleTerms, quarter: Quarter) -> RuleResult:
    """Settle one rule in one quarter.

    The pool is the sum of the retained parts of its bases. In order: growth over a fourth of the
    base year; the threshold; the part shared in that year; the lifetime cap; what is reinvested
    before division, rounded down; the rest by shares or slices within floors and caps, whole fen
    by largest remainder, ties to the first listed; what each party reinvests, rounded half up;
    what is held back. Everything that is not shared goes to the residual party.

    Costs go the same way with the signs reversed: the parties bear what they would get, and what
    each paid is set against it.

    Raises:
        DomainError: ``floor_above_cap`` or ``weights_zero``.
    """
    year = clock_year(terms.clock_quarter, quarter)
    phase = term_at(terms.phases, year)
    pool = sum(tax.retained_fen for tax in terms.taxes)
    base = Fraction(terms.base_year_fen, QUARTERS_PER_YEAR) if terms.grows else None
    growth = None if base is None else max(_NOTHING, pool - base)
    result = RuleResult(
        terms,
        _outcome(terms, year, phase, pool, growth),
        quarter.index - terms.clock_quarter.index,
        year,
        phase,
        pool,
        0,
        (),
        base_quarter=base,
        growth=growth,
    )
    if phase is not None and result.outcome == "settled":
        result = _share(result, phase, quarter)
    else:
        result = replace(result, lines=_with_rest(terms, (), pool))
    if terms.divides_costs:
        result = replace(result, lines=set_off(result))
    result = _hold_back(result, quarter)
    assigned = sum(line.borne_fen for line in result.lines) + result.reinvested_fen
    return replace(result, unassigned_fen=pool - assigned)


def carried_on(result: RuleResult, quarter: Quarter) -> Carried:
    """Return what a settled quarter leaves to the next."""
    before = result.terms.carried
    divided = result.shared_fen - result.reinvested_fen - result.by_use_fen
    return Carried(
        before.shared_fen + result.shared_fen,
        quarter.year,
        divided + (before.year_fen if before.year == quarter.year else 0),
        tuple((each.party, each.closing_fen) for each in result.escrow if each.closing_fen),
    )


def _outcome(
    terms: RuleTerms, year: int, phase: Phase | None, pool: int, growth: Fraction | None
) -> Outcome:
    if year < 1:
        return "before_clock"
    if phase is None:
        return "after_last_phase"
    if all(tax.gross_fen is None for tax in terms.taxes):
        return "nothing_reported"
    return _limited(terms, pool, growth)


def _limited(terms: RuleTerms, pool: int, growth: Fraction | None) -> Outcome:
    """Tell whether what is reported is enough to be shared, and still may be."""
    cap = terms.lifetime_cap_fen
    if pool < 0:
        return "costs_covered"
    if cap is not None and terms.carried.shared_fen >= cap:
        return "cap_reached"
    if (pool if growth is None else growth) < (terms.threshold_fen or 0):
        return "below_threshold"
    return "settled"


def _share(result: RuleResult, phase: Phase, quarter: Quarter) -> RuleResult:
    """Take what is shared out of the base and divide it."""
    terms, carried, base = result.terms, result.terms.carried, result.growth
    step = term_at(terms.degression, result.year)
    # A year for which the rule names no step shares nothing; a rule without steps shares all.
    rate = step.share_bp if step else (0 if terms.degression else WHOLE_BP)
    wanted = half_up((Fraction(result.pool_fen) if base is None else base) * rate / WHOLE_BP)
    shared = wanted
    if terms.lifetime_cap_fen is not None:
        shared = min(wanted, terms.lifetime_cap_fen - carried.shared_fen)
    reinvested = shared * phase.reinvested_bp // WHOLE_BP
    before = carried.year_fen if carried.year == quarter.year else 0
    by_use = part_by_use(terms, phase, result.pool_fen, shared)
    divided = divide(terms, phase, shared - reinvested, before, by_use)
    left = result.pool_fen - shared + divided.excess_fen
    lines = tuple(
        _line(each, divided, at, left if each.party == terms.residual_party else 0)
        for at, each in enumerate(phase.parties)
    )
    return replace(
        result,
        shared_fen=shared,
        cut_fen=wanted - shared,
        degression=step,
        degression_bp=rate if terms.grows or terms.degression else None,
        reinvested_fen=reinvested,
        by_use_fen=by_use,
        slices=divided.slices,
        level_per_bp=divided.level,
        floors_reduced=divided.floors_reduced,
        lines=_with_rest(terms, lines, left) if left else lines,
    )


def _line(terms: PartyTerms, divided: Divided, at: int, residual: int) -> PartyLine:
    due = divided.parts[at] + residual
    return PartyLine(
        terms.party,
        terms.share_bp,
        terms.floor_fen,
        terms.cap_fen,
        divided.tried[at],
        divided.exact[at],
        divided.bounds[at],
        divided.parts[at],
        residual,
        half_up(Fraction(due * terms.reinvested_bp, WHOLE_BP)),
    )


def _with_rest(terms: RuleTerms, lines: tuple[PartyLine, ...], rest: int) -> tuple[PartyLine, ...]:
    """Add the residual party with what is not shared, where there is one without a line."""
    party = terms.residual_party
    if not party or any(line.party == party for line in lines):
        return lines
    return (*lines, replace(of_nothing(party), residual_fen=rest))


def _hold_back(result: RuleResult, quarter: Quarter) -> RuleResult:
    """Let what is held back run on, and pay the parties that much less or more."""
    terms = result.terms
    moves = escrow_moves(terms, quarter, _divided_amounts(result))
    paid: dict[str, int] = {}
    for move in moves:
        paid[move.party] = paid.get(move.party, 0) + move.release_fen - move.deposit_fen
        if move.forfeit_fen:
            residual = terms.residual_party
            paid[residual] = paid.get(residual, 0) + move.forfeit_fen
    named = {line.party for line in result.lines}
    new = tuple(of_nothing(party) for party, fen in paid.items() if fen and party not in named)
    lines = tuple(
        replace(line, escrow_fen=paid.get(line.party, 0)) for line in (*result.lines, *new)
    )
    return replace(result, lines=lines, escrow=moves)


def _divided_amounts(result: RuleResult) -> dict[str, int]:
    """Return what each party gets of the pool, less what it reinvests: what may be held back."""
    outside = result.pool_fen - result.shared_fen
    amounts: dict[str, int] = {}
    for line in result.lines if result.outcome == "settled" else ():
        beyond_caps = max(0, line.residual_fen - outside)
        amounts[line.party] = max(0, line.shared_fen + beyond_caps - line.reinvested_fen)
    return amounts
