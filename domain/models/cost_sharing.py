"""Costs divided by a rule: what each party bears, set against what it paid."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from domain.models.dividing import used
from domain.models.settled import of_nothing
from domain.units import largest_remainder

if TYPE_CHECKING:
    from collections.abc import Sequence

    from domain.models.settled import PartyLine, RuleResult
    from domain.models.sharing_terms import Phase, RuleTerms

TERMS_APPLY: Final = frozenset({"settled", "below_threshold", "cap_reached"})
"""Outcomes of a quarter in which the residual party bears what is not divided."""


def part_by_use(terms: RuleTerms, phase: Phase, pool: int, shared: int) -> int:
    """Return what of the part that is shared is divided by use, rounded down to the fen.

    It is the part of the pool whose costs vary with use; where nobody used anything, none.
    """
    if pool <= 0 or not sum(used(terms, phase)):
        return 0
    variable = sum(each.retained_fen for each in terms.taxes if each.by_use)
    return shared * max(0, min(variable, pool)) // pool


def set_off(result: RuleResult) -> tuple[PartyLine, ...]:
    """Return the lines of a rule on costs: what each party bears beside what it paid.

    What is left to nobody is borne by those who paid.

    Args:
        result: with the lines of those who bear something.
    """
    terms = result.terms
    paid = dict(terms.advanced)
    lines = result.lines if result.outcome in TERMS_APPLY else ()
    named = {line.party for line in lines}
    others = tuple(of_nothing(party, costs=True) for party in paid if party not in named)
    every = (*lines, *others)
    kept = paid
    if result.outcome in TERMS_APPLY:
        kept = _kept(result.pool_fen - sum(line.borne_fen for line in lines), every, paid)
    return tuple(
        replace(
            line,
            residual_fen=line.residual_fen + kept.get(line.party, 0),
            advanced_fen=paid.get(line.party, 0),
            reinvested_fen=0,
        )
        for line in every
    )


def _kept(rest: int, lines: Sequence[PartyLine], paid: dict[str, int]) -> dict[str, int]:
    """Return who bears what is left to nobody: those who paid, in proportion to what they paid."""
    if not rest:
        return {}
    weights = [max(0, paid.get(line.party, 0)) for line in lines]
    parts = largest_remainder(rest, weights)
    return dict(zip((line.party for line in lines), parts, strict=True))
