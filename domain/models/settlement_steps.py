"""The steps of a settlement in the order in which a statement prints them."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final

from domain.models.cost_steps import cost_steps, owed_steps, use_steps
from domain.models.settlement_step import Step
from domain.units import WHOLE_BP

if TYPE_CHECKING:
    from collections.abc import Iterator

    from domain.models.settled import PartyLine, QuarterSettlement, RuleResult
    from domain.models.settlement_step import Amount

_AFTER_GROWTH: Final = frozenset({"settled", "below_threshold", "cap_reached"})
"""Outcomes that are told only once the growth is known."""


def steps(result: RuleResult) -> tuple[Step, ...]:
    """Return the steps of one rule.

    In order: each tax, the pool; the growth over the base year; the threshold; the part shared;
    the lifetime cap; what is reinvested before division; shares or slices; the amounts tried,
    bounds; the rest; what is due; what is held back.
    """
    return tuple(_steps(result))


def _steps(result: RuleResult) -> Iterator[Step]:
    costs = result.terms.divides_costs
    yield from cost_steps(result) if costs else _tax_steps(result)
    if result.outcome in _AFTER_GROWTH:
        yield from _growth_steps(result)
    if result.outcome == "settled":
        yield from _pool_steps(result)
        yield from _division_steps(result)
    if costs:
        yield from owed_steps(result)
        return
    if result.outcome == "settled":
        yield from _rest(result)
    due = {line.party: line.due_fen for line in result.lines}
    total = sum(due.values())
    yield Step("due", amounts=due, total=total, values={"rule": result.terms.code}, strong=True)
    yield from _escrow_steps(result)


def _tax_steps(result: RuleResult) -> Iterator[Step]:
    for tax in result.terms.taxes:
        yield Step(
            f"tax.{tax.tax}",
            total=None if tax.gross_fen is None else tax.retained_fen,
            values={"gross": tax.gross_fen, "share": tax.retained_bp},
        )
    yield Step("pool", total=result.pool_fen, strong=True)


def _growth_steps(result: RuleResult) -> Iterator[Step]:
    """Tell the growth over the base year, and the threshold that it has to reach."""
    terms = result.terms
    if result.growth is not None:
        base = result.base_quarter or Fraction(0)
        base_year = {"amount": terms.base_year_fen}
        yield Step("base_quarter", total=-base, values=base_year, clause=terms.clause)
        yield Step("growth", total=result.growth)
    if terms.threshold_fen:
        met = "missed" if result.outcome == "below_threshold" else "met"
        amount = {"amount": terms.threshold_fen}
        yield Step(f"threshold.{met}", values=amount, clause=terms.clause)
    if result.outcome == "cap_reached":
        yield _lifetime_cap(result)


def _lifetime_cap(result: RuleResult) -> Step:
    terms = result.terms
    before: dict[str, Amount | str] = {
        "amount": terms.lifetime_cap_fen,
        "before": terms.carried.shared_fen,
    }
    if not result.cut_fen and result.outcome == "settled":
        return Step("lifetime_cap.kept", values=before, clause=terms.clause)
    cut = -result.cut_fen if result.outcome == "settled" else None
    return Step("lifetime_cap", total=cut, values=before, clause=terms.clause)


def _pool_steps(result: RuleResult) -> Iterator[Step]:
    """Tell what of the base or of its growth is divided."""
    terms, phase = result.terms, result.phase
    if result.degression_bp is not None:
        key = "shared" if result.growth is not None else "shared_base"
        clause = result.degression.clause if result.degression else terms.clause
        yield Step(
            key,
            total=result.shared_fen + result.cut_fen,
            values={"share": result.degression_bp},
            clause=clause,
        )
    if terms.lifetime_cap_fen is not None:
        yield _lifetime_cap(result)
    if phase is not None and phase.reinvested_bp:
        yield Step(
            "off_the_top",
            total=-result.reinvested_fen,
            values={"share": phase.reinvested_bp},
            clause=phase.clause or terms.clause,
        )
    if result.cut_fen or result.reinvested_fen:
        yield Step("divided", total=result.shared_fen - result.reinvested_fen)


def _division_steps(result: RuleResult) -> Iterator[Step]:
    """Tell by which shares or slices it is divided, and which floors and caps were met."""
    clause = (result.phase.clause if result.phase else "") or result.terms.clause
    yield from _slice_steps(result, clause) if result.slices else (_shares(result, clause),)
    yield from use_steps(result)
    sharing = _sharing(result)
    bounded = any(line.floor_fen is not None or line.cap_fen is not None for line in sharing)
    if result.by_use_fen:
        told = "tried.both"
    elif result.slices:
        told = "tried.slices" if len(result.slices) > 1 else ""
    else:
        told = "tried" if bounded or result.growth is None else ""
    if told:
        tried = {line.party: line.tried for line in sharing}
        yield Step(told, amounts=tried, total=sum(tried.values(), Fraction(0)))
    held = {line.party: line.bound for line in sharing if line.bound != "free"}
    limits = {
        line.party: line.cap_fen if line.bound == "cap" else line.floor_fen
        for line in sharing
        if line.party in held
    }
    if held:
        yield Step("bounds", amounts=limits, marks=held, clause=clause)
    if result.floors_reduced:
        rule = result.terms.floor_rule
        key = "floors_reduced" if rule == "proportional" else f"floors_reduced.{rule}"
        yield Step(key, clause=result.terms.clause)
    if result.growth is not None:
        parts = {line.party: line.shared_fen for line in sharing}
        yield Step("shared_parts", amounts=parts, total=sum(parts.values()))


def _sharing(result: RuleResult) -> tuple[PartyLine, ...]:
    """Return the lines of the parties that share; of costs those who only paid do not."""
    if not (result.terms.divides_costs and result.phase):
        return result.lines
    parties = {each.party for each in result.phase.parties}
    return tuple(line for line in result.lines if line.party in parties)


def _shares(result: RuleResult, clause: str) -> Step:
    shares = {line.party: line.share_bp for line in _sharing(result)}
    return Step("shares", "share", shares, sum(shares.values()), clause=clause)


def _slice_steps(result: RuleResult, clause: str) -> Iterator[Step]:
    """Tell slice by slice of the year's pool what this quarter filled and how it is divided."""
    parties = [each.party for each in result.phase.parties] if result.phase else []
    for each in result.slices:
        limits: dict[str, Amount | str] = {"above": each.above_fen}
        if each.up_to_fen is not None:
            limits["up_to"] = each.up_to_fen
        yield Step(
            "slice" if each.up_to_fen is None else "slice.up_to",
            amounts=dict(zip(parties, each.parts, strict=True)),
            total=each.filled_fen,
            values=limits,
            clause=each.clause or clause,
        )


def _escrow_steps(result: RuleResult) -> Iterator[Step]:
    """Tell what is put into escrow, released and forfeited, as it changes what is paid."""
    for move in result.escrow:
        term = move.term
        told: dict[str, Amount | str] = {"party": move.party}
        if term is not None:
            told |= {"milestone": term.milestone, "share": term.share_bp}
        if move.deposit_fen:
            amounts = {move.party: -move.deposit_fen}
            yield Step("escrow_deposit", amounts=amounts, values=told, clause=move.clause)
        if move.release_fen:
            key = "escrow_release" if term else "escrow_release.dropped"
            amounts = {move.party: move.release_fen}
            yield Step(key, amounts=amounts, values=told, clause=move.clause)
        if move.forfeit_fen:
            amounts = {result.terms.residual_party: move.forfeit_fen}
            yield Step("escrow_forfeit", amounts=amounts, values=told, clause=move.clause)


def _rest(result: RuleResult) -> Iterator[Step]:
    rest = {line.party: line.residual_fen for line in result.lines}
    if any(rest.values()):
        values = {"party": result.terms.residual_party}
        yield Step("residual", amounts=rest, total=sum(rest.values()), values=values)
    if result.unassigned_fen:
        yield Step("unassigned", total=result.unassigned_fen)


def total_steps(settlement: QuarterSettlement) -> tuple[Step, ...]:
    """Return the closing lines: due under all rules, of which reinvested, held back, payable."""
    parties = settlement.parties
    found: list[Step] = []
    held = any(rule.escrow for rule in settlement.rules)
    sums = (
        ("all_due", settlement.due_fen, True),
        ("reinvested", settlement.reinvested_fen, False),
        *((("held", settlement.escrow_fen, False),) if held else ()),
        *((("set_off", settlement.set_off_fen, False),) if settlement.costs else ()),
        (_payable(held=held, costs=bool(settlement.costs)), settlement.payable_fen, False),
    )
    for key, amount_of, strong in sums:
        amounts = {party: amount_of(party) for party in parties}
        total = sum(amounts.values())
        found.append(Step(key, amounts=amounts, total=total, strong=strong))
    if settlement.off_the_top_fen:
        found.append(Step("all_off_the_top", total=settlement.off_the_top_fen))
    return tuple(found)


def _payable(*, held: bool, costs: bool) -> str:
    return "payable" + (".held" if held else "") + (".costs" if costs else "")


def shares_of_total(settlement: QuarterSettlement) -> dict[str, Fraction]:
    """Return each party's part of all that is due, in basis points; empty when nothing is."""
    due = {party: settlement.due_fen(party) for party in settlement.inputs.parties}
    total = sum(due.values())
    return {party: Fraction(amount * WHOLE_BP, total) for party, amount in due.items() if total}
