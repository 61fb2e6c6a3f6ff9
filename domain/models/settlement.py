"""The settlement of a quarter: what each party is due, with every step that leads there."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING, Final, Literal

from domain.measures import half_up
from domain.models.agreement import Bound, clock_year, term_at
from domain.models.cost_sharing import part_by_use, set_off
from domain.models.dividing import divide
from domain.models.escrow import escrow_moves
from domain.models.sharing_terms import LEDGERS, Carried
from domain.units import QUARTERS_PER_YEAR, WHOLE_BP

if TYPE_CHECKING:
    from collections.abc import Mapping

    from domain.models.dividing import Divided, Slice
    from domain.models.escrow import EscrowMove
    from domain.models.sharing_terms import Degression, PartyTerms, Phase, RuleTerms, TaxBase
    from domain.units import Quarter

Outcome = Literal[
    "settled",
    "before_clock",
    "after_last_phase",
    "nothing_reported",
    "below_threshold",
    "cap_reached",
    "costs_covered",
]
_NOTHING: Final = Fraction(0)


@dataclass(frozen=True, slots=True)
class PartyLine:
    """What a rule gives one party.

    Attributes:
        tried: exact share of the pool, or of the shared part, before floors and caps.
        exact: the same after floors and caps.
        shared_fen: whole fen of the part that is shared.
        residual_fen: what the party takes of the part that is not shared.
        due_fen: both together.
        reinvested_fen: of which goes back into the park.
        escrow_fen: what is paid more because it is released, less because it is held back.
        advanced_fen: of costs, what the party paid of them; None where income is shared.
    """

    party: str
    share_bp: int
    floor_fen: int | None
    cap_fen: int | None
    tried: Fraction
    exact: Fraction
    bound: Bound
    shared_fen: int
    residual_fen: int
    reinvested_fen: int
    escrow_fen: int = 0
    advanced_fen: int | None = None

    @property
    def borne_fen(self) -> int:
        """All that falls to the party under the rule: income it gets, costs it bears."""
        return self.shared_fen + self.residual_fen

    @property
    def due_fen(self) -> int:
        """All that the party is due under the rule; of costs less than zero where it owes."""
        borne, advanced = self.borne_fen, self.advanced_fen
        return borne if advanced is None else advanced - borne

    @property
    def payable_fen(self) -> int:
        """What is paid out: due less reinvested, with what is released or held back."""
        return self.due_fen - self.reinvested_fen + self.escrow_fen


@dataclass(frozen=True, slots=True)
class RuleResult:
    """One rule in one quarter, with all that a reader needs to reckon it again.

    Attributes:
        outcome: ``settled``, or why nothing is shared.
        quarters_elapsed: since the quarter of the clock; ``year`` counts from 1.
        phase: the phase in force, None when none is.
        pool_fen: base, whole fen: what falls to the parties, ``reinvested_fen`` and
            ``unassigned_fen`` together; costs may be covered by more than was paid.
        base_quarter: a fourth of the base year's amount, for growth rules.
        growth: pool above that, not negative; may hold part of a fen.
        degression: the step by which only a part is shared; ``degression_bp`` is that part.
        cut_fen: what the lifetime cap keeps from being shared.
        shared_fen: what is shared in the quarter.
        reinvested_fen: what of it goes back into the park before it is divided.
        slices: of the year's pool, where the phase has brackets.
        level_per_bp: amount per basis point of the parties that no bound holds.
        unassigned_fen: what no party may take where no residual party is named.
        escrow: what happens to what is held back.
        by_use_fen: what of the shared part is divided by use.
    """

    terms: RuleTerms
    outcome: Outcome
    quarters_elapsed: int
    year: int
    phase: Phase | None
    pool_fen: int
    shared_fen: int
    lines: tuple[PartyLine, ...]
    base_quarter: Fraction | None = None
    growth: Fraction | None = None
    degression: Degression | None = None
    degression_bp: int | None = None
    cut_fen: int = 0
    reinvested_fen: int = 0
    slices: tuple[Slice, ...] = ()
    level_per_bp: Fraction | None = None
    floors_reduced: bool = False
    unassigned_fen: int = 0
    escrow: tuple[EscrowMove, ...] = ()
    by_use_fen: int = 0

    def line(self, party: str) -> PartyLine | None:
        """Return the line of a party, None when the rule does not name it."""
        return next((each for each in self.lines if each.party == party), None)


@dataclass(frozen=True, slots=True)
class SettlementInputs:
    """All that the settlement of a quarter rests on.

    Attributes:
        parties: codes in the order of the agreement.
        rules: rules in force, in the order of their codes.
        unsettled: rule → why it cannot be settled: ``no_version``, ``no_resolution``, ``no_clock``.
    """

    quarter: Quarter
    parties: tuple[str, ...]
    rules: tuple[RuleTerms, ...]
    unsettled: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class QuarterSettlement:
    """The settlement of a quarter over all rules that move money."""

    inputs: SettlementInputs
    rules: tuple[RuleResult, ...]

    @property
    def parties(self) -> tuple[str, ...]:
        """Parties of the agreements, then others to whom something falls: who paid costs."""
        named = (line.party for rule in self.rules for line in rule.lines)
        return tuple(dict.fromkeys([*self.inputs.parties, *named]))

    @property
    def incomes(self) -> tuple[RuleResult, ...]:
        """The rules that share income."""
        return tuple(rule for rule in self.rules if not rule.terms.divides_costs)

    @property
    def costs(self) -> tuple[RuleResult, ...]:
        """The rules that divide costs."""
        return tuple(rule for rule in self.rules if rule.terms.divides_costs)

    @property
    def pool_fen(self) -> int:
        """All income that is shared in the quarter."""
        return sum(rule.pool_fen for rule in self.incomes)

    @property
    def off_the_top_fen(self) -> int:
        """What goes back into the park before anything is divided."""
        return sum(rule.reinvested_fen for rule in self.rules)

    def escrow_fen(self, party: str) -> int:
        """Return what is paid more to a party (less, when negative) because of what is held."""
        return sum(line.escrow_fen for line in self._lines(party))

    def due_fen(self, party: str) -> int:
        """Return what a party is due under all rules that share income."""
        return sum(line.due_fen for line in self._lines(party) if line.advanced_fen is None)

    def set_off_fen(self, party: str) -> int:
        """Return what a party gets back of the costs it paid, less than zero where it owes."""
        lines = self._lines(party)
        return sum(line.due_fen for line in lines if line.advanced_fen is not None)

    def reinvested_fen(self, party: str) -> int:
        """Return what of it goes back into the park."""
        return sum(line.reinvested_fen for line in self._lines(party))

    def payable_fen(self, party: str) -> int:
        """Return what is paid to it, of costs too; less than zero where it has to pay."""
        return sum(line.payable_fen for line in self._lines(party))

    @property
    def known(self) -> int:
        """Firms that reported the tax that fewest reported, of all that feed a pool."""
        return min((tax.known for tax in self._taxes()), default=0)

    @property
    def expected(self) -> int:
        """Firms that should have reported."""
        return max((tax.expected for tax in self._taxes()), default=0)

    @property
    def complete(self) -> bool:
        """Tell whether every firm reported every tax and every rule could be settled.

        Rents, land and costs count by lease, entry and cost: each has to name an amount.
        """
        bases = [base for rule in self.rules for base in rule.terms.taxes]
        priced = all(base.known == base.expected for base in bases if base.tax in LEDGERS)
        reported = self.known == self.expected
        return bool(self.rules) and not self.inputs.unsettled and reported and priced

    def _taxes(self) -> list[TaxBase]:
        return [tax for rule in self.rules for tax in rule.terms.taxes if tax.tax not in LEDGERS]

    def _lines(self, party: str) -> list[PartyLine]:
        found = (rule.line(party) for rule in self.rules)
        return [line for line in found if line is not None]


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
        result = replace(result, lines=set_off(result, of_nothing("", costs=True)))
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


def of_nothing(party: str, *, costs: bool = False) -> PartyLine:
    """Return the line of a party to which nothing falls."""
    advanced = 0 if costs else None
    return PartyLine(
        party, 0, None, None, _NOTHING, _NOTHING, "free", 0, 0, 0, advanced_fen=advanced
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
