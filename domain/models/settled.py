"""What a rule gives in a quarter: a line for each party, and the quarter over all rules."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Final, Literal

from domain.models.sharing_terms import LEDGERS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from domain.models.agreement import Bound
    from domain.models.dividing import Slice
    from domain.models.escrow import EscrowMove
    from domain.models.sharing_terms import Degression, Phase, RuleTerms, TaxBase
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


def of_nothing(party: str, *, costs: bool = False) -> PartyLine:
    """Return the line of a party to which nothing falls."""
    advanced = 0 if costs else None
    return PartyLine(
        party, 0, None, None, _NOTHING, _NOTHING, "free", 0, 0, 0, advanced_fen=advanced
    )
