"""The steps of a settlement in the order in which a statement prints them."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING

from domain.units import WHOLE_BP

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from domain.models.settlement import PartyLine, QuarterSettlement, RuleResult

Amount = int | Fraction | None


@dataclass(frozen=True, slots=True)
class Step:
    """One line of a settlement.

    Attributes:
        key: its words are ``settlement.step.<key>`` and, for how it is reckoned,
            ``settlement.step.<key>.basis`` with ``values``.
        unit: ``yuan`` or ``share``: how the amounts are shown.
        amounts: party → amount in fen or basis points; a party that is not named has none.
        total: over all parties, None where a total has no meaning.
        marks: party → ``floor`` or ``cap`` where a bound holds it.
        strong: a result, not an intermediate step.
    """

    key: str
    unit: str = "yuan"
    amounts: Mapping[str, Amount] = field(default_factory=dict)
    total: Amount = None
    values: Mapping[str, Amount | str] = field(default_factory=dict)
    marks: Mapping[str, str] = field(default_factory=dict)
    strong: bool = False


def steps(result: RuleResult) -> tuple[Step, ...]:
    """Return the steps of one rule.

    In order: each tax, the pool; for growth the base, the growth, the part shared; shares; the
    amounts tried, bounds; the rest; what is due.
    """
    return tuple(_steps(result))


def _steps(result: RuleResult) -> Iterator[Step]:
    for tax in result.terms.taxes:
        yield Step(
            f"tax.{tax.tax}",
            total=None if tax.gross_fen is None else tax.retained_fen,
            values={"gross": tax.gross_fen, "share": tax.retained_bp},
        )
    yield Step("pool", total=result.pool_fen, strong=True)
    if result.outcome == "settled":
        if result.growth is None:
            yield from _pool_steps(result)
        else:
            yield from _growth_steps(result)
    due = {line.party: line.due_fen for line in result.lines}
    total = sum(due.values())
    yield Step("due", amounts=due, total=total, values={"rule": result.terms.code}, strong=True)


def _shares(lines: tuple[PartyLine, ...]) -> Step:
    shares = {line.party: line.share_bp for line in lines}
    return Step("shares", "share", shares, sum(shares.values()))


def _pool_steps(result: RuleResult) -> Iterator[Step]:
    yield _shares(result.lines)
    tried = {line.party: line.tried for line in result.lines}
    yield Step("tried", amounts=tried, total=sum(tried.values(), Fraction(0)))
    held = {line.party: line.bound for line in result.lines if line.bound != "free"}
    limits = {
        line.party: line.cap_fen if line.bound == "cap" else line.floor_fen
        for line in result.lines
        if line.party in held
    }
    if held:
        yield Step("bounds", amounts=limits, marks=held)
    if result.floors_reduced:
        yield Step("floors_reduced")
    yield from _rest(result)


def _growth_steps(result: RuleResult) -> Iterator[Step]:
    base = result.base_quarter or Fraction(0)
    yield Step("base_quarter", total=-base, values={"amount": result.terms.base_year_fen})
    yield Step("growth", total=result.growth)
    yield Step("shared", total=result.shared_fen, values={"share": result.degression_bp})
    yield _shares(result.lines)
    parts = {line.party: line.shared_fen for line in result.lines}
    yield Step("shared_parts", amounts=parts, total=sum(parts.values()))
    yield from _rest(result)


def _rest(result: RuleResult) -> Iterator[Step]:
    rest = {line.party: line.residual_fen for line in result.lines}
    if any(rest.values()):
        values = {"party": result.terms.residual_party}
        yield Step("residual", amounts=rest, total=sum(rest.values()), values=values)
    if result.unassigned_fen:
        yield Step("unassigned", total=result.unassigned_fen)


def total_steps(settlement: QuarterSettlement) -> tuple[Step, ...]:
    """Return the closing lines: due under all rules, of which reinvested, payable."""
    parties = settlement.inputs.parties
    found: list[Step] = []
    sums = (
        ("all_due", settlement.due_fen, True),
        ("reinvested", settlement.reinvested_fen, False),
        ("payable", settlement.payable_fen, False),
    )
    for key, amount_of, strong in sums:
        amounts = {party: amount_of(party) for party in parties}
        total = sum(amounts.values())
        found.append(Step(key, amounts=amounts, total=total, strong=strong))
    return tuple(found)


def shares_of_total(settlement: QuarterSettlement) -> dict[str, Fraction]:
    """Return each party's part of all that is due, in basis points; empty when nothing is."""
    due = {party: settlement.due_fen(party) for party in settlement.inputs.parties}
    total = sum(due.values())
    return {party: Fraction(amount * WHOLE_BP, total) for party, amount in due.items() if total}
