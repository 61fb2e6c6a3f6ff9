"""The steps of a rule that divides costs: kinds of cost, shares and use, who bears, who paid."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from domain.models.dividing import used
from domain.models.settlement_step import Step
from domain.models.sharing_terms import COST_BASES
from domain.units import WHOLE_BP

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from domain.models.settled import RuleResult
    from domain.models.settlement_step import Amount


def cost_steps(result: RuleResult) -> Iterator[Step]:
    """Tell each kind of cost, whether it goes by shares or by use, and what they come to."""
    kinds = {name: category for category, name in COST_BASES.items()}
    for each in result.terms.taxes:
        yield Step(
            "cost.use" if each.by_use else "cost.shares",
            total=each.gross_fen,
            values={"category": kinds[each.tax]},
        )
    yield Step("pool.cost", total=result.pool_fen, strong=True)


def use_steps(result: RuleResult) -> Iterator[Step]:
    """Tell the parts by shares and by use, and each party's use of the park."""
    phase = result.phase
    if phase is None or not any(each.by_use for each in result.terms.taxes):
        return
    uses = used(result.terms, phase)
    if not sum(uses):
        yield Step("use.none")
        return
    by_share = result.shared_fen - result.by_use_fen
    if not result.slices:
        shares = {
            each.party: Fraction(by_share * each.share_bp, WHOLE_BP) for each in phase.parties
        }
        yield Step("part.shares", amounts=shares, total=by_share)
    whole = sum(uses)
    of = {each.party: use for each, use in zip(phase.parties, uses, strict=True)}
    rates: Mapping[str, Amount] = {
        party: Fraction(use * WHOLE_BP, whole) for party, use in of.items()
    }
    yield Step("use", "share", rates, WHOLE_BP)
    parts: Mapping[str, Amount] = {
        party: Fraction(result.by_use_fen * use, whole) for party, use in of.items()
    }
    yield Step("part.use", amounts=parts, total=result.by_use_fen)


def owed_steps(result: RuleResult) -> Iterator[Step]:
    """Tell what each party bears, what it paid, and what it gets back or owes."""
    borne = {line.party: line.borne_fen for line in result.lines}
    paid = {line.party: line.advanced_fen or 0 for line in result.lines}
    due = {line.party: line.due_fen for line in result.lines}
    rest = {line.party: line.residual_fen for line in result.lines}
    if result.outcome == "settled" and any(rest.values()):
        yield Step("rest.cost", amounts=rest, total=sum(rest.values()))
    yield Step("borne", amounts=borne, total=sum(borne.values()))
    yield Step("advanced", amounts=paid, total=sum(paid.values()))
    yield Step(
        "due.cost",
        amounts=due,
        total=sum(due.values()),
        values={"rule": result.terms.code},
        strong=True,
    )
