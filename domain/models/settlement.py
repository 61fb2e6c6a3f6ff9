"""The settlement of a quarter: what each party is due, with every step that leads there."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Final, Literal

from domain.measures import half_up
from domain.models.agreement import Bound, bounded_proportional, clock_year, term_at
from domain.units import QUARTERS_PER_YEAR, WHOLE_BP, largest_remainder

if TYPE_CHECKING:
    from collections.abc import Mapping

    from domain.units import Quarter

Outcome = Literal["settled", "before_clock", "after_last_phase", "nothing_reported"]
_NOTHING: Final = Fraction(0)


@dataclass(frozen=True, slots=True)
class TaxBase:
    """One tax that feeds a pool.

    Attributes:
        tax: ``vat``, ``cit``, ``pit`` or ``other_tax``.
        gross_fen: sum over the firms that reported it, None when none did.
        retained_bp: share that stays with the localities.
        known: firms that reported it.
        expected: firms that should have.
    """

    tax: str
    gross_fen: int | None
    retained_bp: int
    known: int = 0
    expected: int = 0

    @property
    def retained_fen(self) -> int:
        """What stays with the localities, rounded half up to the fen."""
        return half_up(Fraction((self.gross_fen or 0) * self.retained_bp, WHOLE_BP))


@dataclass(frozen=True, slots=True)
class PartyTerms:
    """What a phase grants one party; bounds are per quarter, None when there is none."""

    party: str
    share_bp: int
    floor_fen: int | None = None
    cap_fen: int | None = None
    reinvested_bp: int = 0


@dataclass(frozen=True, slots=True)
class Phase:
    """Years of the clock with their shares; parties stand in the order that breaks ties."""

    number: int
    from_year: int
    to_year: int | None
    parties: tuple[PartyTerms, ...]


@dataclass(frozen=True, slots=True)
class Degression:
    """The part of the growth that is shared in some years of the clock."""

    from_year: int
    to_year: int | None
    share_bp: int


@dataclass(frozen=True, slots=True)
class RuleTerms:
    """A sharing rule as it is in force in a quarter.

    Attributes:
        code: the rule, e.g. ``R1``.
        agreement: code of its agreement.
        base: ``tax``, or ``tax_growth`` over the base year.
        version: version in force; ``version_id`` is its record.
        resolution: number of the resolution that adopted it.
        clock: what started the clock, ``clock_quarter`` when.
        taxes: what feeds the pool.
        phases: shares by year of the clock.
        residual_party: takes what is not shared, empty when there is none.
        base_year_fen: amount of the base year, for ``tax_growth``.
        degression: part of the growth that is shared, by year; all of it when empty.
    """

    code: str
    agreement: str
    base: str
    version: int
    version_id: str
    resolution: str
    clock: str
    clock_quarter: Quarter
    taxes: tuple[TaxBase, ...]
    phases: tuple[Phase, ...]
    residual_party: str = ""
    base_year: int | None = None
    base_year_fen: int = 0
    degression: tuple[Degression, ...] = ()


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

    @property
    def due_fen(self) -> int:
        """All that the party is due under the rule."""
        return self.shared_fen + self.residual_fen

    @property
    def payable_fen(self) -> int:
        """What is paid out: due less reinvested."""
        return self.due_fen - self.reinvested_fen


@dataclass(frozen=True, slots=True)
class RuleResult:
    """One rule in one quarter, with all that a reader needs to reckon it again.

    Attributes:
        outcome: ``settled``, or why nothing is shared.
        quarters_elapsed: since the quarter of the clock; ``year`` counts from 1.
        phase: the phase in force, None when none is.
        pool_fen: base, whole fen; the lines and ``unassigned_fen`` add up to it.
        base_quarter: a fourth of the base year's amount, for growth rules.
        growth: pool above that, not negative; may hold part of a fen.
        degression_bp: part of the growth that is shared.
        shared_fen: what the shares apply to.
        level_per_bp: amount per basis point of the parties that no bound holds.
        unassigned_fen: what caps keep from every party where no residual party is named.
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
    degression_bp: int | None = None
    level_per_bp: Fraction | None = None
    floors_reduced: bool = False
    unassigned_fen: int = 0

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
    def pool_fen(self) -> int:
        """All that is shared in the quarter."""
        return sum(rule.pool_fen for rule in self.rules)

    def due_fen(self, party: str) -> int:
        """Return what a party is due under all rules."""
        return sum(line.due_fen for line in self._lines(party))

    def reinvested_fen(self, party: str) -> int:
        """Return what of it goes back into the park."""
        return sum(line.reinvested_fen for line in self._lines(party))

    def payable_fen(self, party: str) -> int:
        """Return what of it is paid out."""
        return sum(line.payable_fen for line in self._lines(party))

    @property
    def known(self) -> int:
        """Firms that reported the tax that fewest reported, of all that feed a pool."""
        return min((tax.known for rule in self.rules for tax in rule.terms.taxes), default=0)

    @property
    def expected(self) -> int:
        """Firms that should have reported."""
        return max((tax.expected for rule in self.rules for tax in rule.terms.taxes), default=0)

    @property
    def complete(self) -> bool:
        """Tell whether every firm reported every tax and every rule could be settled."""
        return bool(self.rules) and not self.inputs.unsettled and self.known == self.expected

    def _lines(self, party: str) -> list[PartyLine]:
        found = (rule.line(party) for rule in self.rules)
        return [line for line in found if line is not None]


def settle_quarter(inputs: SettlementInputs) -> QuarterSettlement:
    """Settle every rule of a quarter.

    Raises:
        DomainError: ``floor_above_cap`` or ``weights_zero`` for terms that cannot be applied.
    """
    return QuarterSettlement(
        inputs, tuple(settle_rule(terms, inputs.quarter) for terms in inputs.rules)
    )


def settle_rule(terms: RuleTerms, quarter: Quarter) -> RuleResult:
    """Settle one rule in one quarter.

    The pool is the sum of the taxes' retained parts. A ``tax`` rule shares it within floors and
    caps; a ``tax_growth`` rule shares part of what exceeds a fourth of the base year and leaves
    the rest to the residual party. Whole fen come by largest remainder, ties to the first
    listed; reinvested parts are rounded half up.

    Raises:
        DomainError: ``floor_above_cap`` or ``weights_zero``.
    """
    elapsed = quarter.index - terms.clock_quarter.index
    year = clock_year(terms.clock_quarter, quarter)
    phase = term_at(terms.phases, year)
    pool = sum(tax.retained_fen for tax in terms.taxes)
    outcome = _outcome(terms, year, phase)
    if phase is None or outcome != "settled":
        rest = _rest_lines(terms, pool)
        unassigned = pool - sum(line.due_fen for line in rest)
        return RuleResult(
            terms, outcome, elapsed, year, phase, pool, 0, rest, unassigned_fen=unassigned
        )
    if terms.base == "tax_growth":
        return _settle_growth(terms, elapsed, year, phase, pool)
    return _settle_pool(terms, elapsed, year, phase, pool)


def _outcome(terms: RuleTerms, year: int, phase: Phase | None) -> Outcome:
    if year < 1:
        return "before_clock"
    if phase is None:
        return "after_last_phase"
    if all(tax.gross_fen is None for tax in terms.taxes):
        return "nothing_reported"
    return "settled"


def _rest_lines(terms: RuleTerms, pool: int) -> tuple[PartyLine, ...]:
    """Give the residual party, if there is one, what no phase shares."""
    if not terms.residual_party:
        return ()
    none = _NOTHING
    return (PartyLine(terms.residual_party, 0, None, None, none, none, "free", 0, pool, 0),)


def _settle_pool(terms: RuleTerms, elapsed: int, year: int, phase: Phase, pool: int) -> RuleResult:
    shares = [Fraction(each.share_bp) for each in phase.parties]
    floors = [Fraction(each.floor_fen or 0) for each in phase.parties]
    caps = [None if each.cap_fen is None else Fraction(each.cap_fen) for each in phase.parties]
    bounded = bounded_proportional(Fraction(pool), shares, floors, caps)
    # Floors and caps are whole fen, so what they keep from everybody is whole fen too.
    excess = half_up(bounded.excess)
    taken = pool - excess
    parts = largest_remainder(taken, bounded.amounts) if taken else (0,) * len(shares)
    residual = terms.residual_party
    lines = tuple(
        _line(
            each,
            Fraction(pool * each.share_bp, WHOLE_BP),
            (exact, bound, part),
            excess if each.party == residual else 0,
        )
        for each, exact, bound, part in zip(
            phase.parties, bounded.amounts, bounded.bounds, parts, strict=True
        )
    )
    return RuleResult(
        terms,
        "settled",
        elapsed,
        year,
        phase,
        pool,
        taken,
        lines,
        level_per_bp=bounded.level,
        floors_reduced=bounded.floors_reduced,
        unassigned_fen=pool - sum(line.due_fen for line in lines),
    )


def _settle_growth(
    terms: RuleTerms, elapsed: int, year: int, phase: Phase, pool: int
) -> RuleResult:
    base_quarter = Fraction(terms.base_year_fen, QUARTERS_PER_YEAR)
    growth = max(_NOTHING, pool - base_quarter)
    step = term_at(terms.degression, year)
    # A year for which the rule names no step shares nothing; a rule without steps shares all.
    rate = step.share_bp if step else (0 if terms.degression else WHOLE_BP)
    shared = half_up(growth * rate / WHOLE_BP)
    shares = [each.share_bp for each in phase.parties]
    parts = largest_remainder(shared, shares)
    lines = tuple(
        _line(
            each,
            Fraction(shared * each.share_bp, sum(shares)),
            (Fraction(shared * each.share_bp, sum(shares)), "free", part),
            pool - shared if each.party == terms.residual_party else 0,
        )
        for each, part in zip(phase.parties, parts, strict=True)
    )
    return RuleResult(
        terms,
        "settled",
        elapsed,
        year,
        phase,
        pool,
        shared,
        lines,
        base_quarter=base_quarter,
        growth=growth,
        degression_bp=rate,
        unassigned_fen=pool - sum(line.due_fen for line in lines),
    )


def _line(
    terms: PartyTerms, tried: Fraction, taken: tuple[Fraction, Bound, int], residual: int
) -> PartyLine:
    exact, bound, part = taken
    return PartyLine(
        terms.party,
        terms.share_bp,
        terms.floor_fen,
        terms.cap_fen,
        tried,
        exact,
        bound,
        part,
        residual,
        half_up(Fraction((part + residual) * terms.reinvested_bp, WHOLE_BP)),
    )
