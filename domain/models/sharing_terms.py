"""The terms of a sharing rule as they are in force in a quarter, with the figures they apply to."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from domain.entities.choices import COST_CATEGORY
from domain.measures import half_up
from domain.units import WHOLE_BP

if TYPE_CHECKING:
    from domain.units import Quarter


RENT: Final = "rent"
"""Stands among the taxes for the rent of all leases."""

LAND_INCOME: Final = "land_income"
"""Stands among the taxes for the counter-values of the land ledger."""

COST_BASES: Final = {category: f"cost_{category}" for category in COST_CATEGORY.values}
"""Category of cost → how it stands among the taxes."""

LEDGERS: Final = frozenset({RENT, LAND_INCOME, *COST_BASES.values()})
"""Bases counted by lease, ledger entry or cost, not by firm; all of them is shared."""


@dataclass(frozen=True, slots=True)
class TaxBase:
    """One tax, the rent, the income from land or a kind of cost, that feeds a pool.

    Attributes:
        tax: ``vat``, ``cit``, ``pit``, ``other_tax``, ``rent``, ``land_income`` or ``cost_…``.
        gross_fen: sum over the firms that reported it, None when none did; for rent, land and
            costs over the leases, entries and costs that name an amount (costs also a payer).
        retained_bp: share that stays with the localities.
        known: firms that reported it, leases and entries that name an amount.
        expected: firms that should have, leases that run, entries or costs of the quarter.
        by_use: a cost that is divided by use, not by the agreed shares.
    """

    tax: str
    gross_fen: int | None
    retained_bp: int
    known: int = 0
    expected: int = 0
    by_use: bool = False

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
class Bracket:
    """Shares of what a calendar year's pool exceeds an amount by.

    Attributes:
        shares: basis points in the order of the phase's parties.
    """

    number: int
    above_fen: int
    shares: tuple[int, ...]
    clause: str = ""


@dataclass(frozen=True, slots=True)
class Phase:
    """Years of the clock with their shares; parties stand in the order that breaks ties.

    Attributes:
        reinvested_bp: part of the pool that goes back into the park before it is divided.
        brackets: shares above amounts of the year's pool, rising; up to the first the parties'
            own shares hold.
    """

    number: int
    from_year: int
    to_year: int | None
    parties: tuple[PartyTerms, ...]
    reinvested_bp: int = 0
    brackets: tuple[Bracket, ...] = ()
    clause: str = ""


@dataclass(frozen=True, slots=True)
class Degression:
    """The part of the base or of its growth that is shared in some years of the clock."""

    from_year: int
    to_year: int | None
    share_bp: int
    clause: str = ""


@dataclass(frozen=True, slots=True)
class EscrowTerm:
    """A part of a party's amount held back until a milestone.

    Attributes:
        reached: quarter in which the milestone was reached, None while it was not.
        deadline: last quarter in which it counts, None when there is none.
    """

    party: str
    share_bp: int
    milestone: str
    reached: Quarter | None = None
    deadline: Quarter | None = None
    clause: str = ""


@dataclass(frozen=True, slots=True)
class Carried:
    """What the quarters before left: pools so far, the year's pool, what is held of whom.

    Attributes:
        shared_fen: all pools since the clock started.
        year: calendar year of ``year_fen``, what of its pools was divided among the parties.
        held: party and what is held back of its amounts.
    """

    shared_fen: int = 0
    year: int = 0
    year_fen: int = 0
    held: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class RuleTerms:
    """A sharing rule as it is in force in a quarter.

    Attributes:
        code: the rule, e.g. ``R1``.
        agreement: code of its agreement.
        base: ``tax``, ``tax_growth`` over the base year, ``rent``, ``land_income`` or ``cost``.
        version: version in force; ``version_id`` is its record.
        resolution: number of the resolution that adopted it.
        clock: what started the clock, ``clock_quarter`` when.
        taxes: what feeds the pool.
        phases: shares by year of the clock.
        residual_party: takes what is not shared, empty when there is none.
        base_year_fen: amount of the base year; 0 when all is shared, not only the growth.
        degression: part of the growth that is shared, by year; all of it when empty.
        threshold_fen: what a quarter must reach for anything to be shared, None without one.
        lifetime_cap_fen: what is shared at most over all quarters, None without one.
        floor_rule: how a pool is divided that is smaller than the floors.
        clause: of the agreement, as it is cited.
        carried: what the quarters before left.
        advanced: of a rule on costs, party and what it paid of them.
        uses: likewise, party and the area let on its account, hundredths of a m² times days.
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
    threshold_fen: int | None = None
    lifetime_cap_fen: int | None = None
    floor_rule: str = "proportional"
    escrow: tuple[EscrowTerm, ...] = ()
    clause: str = ""
    carried: Carried = Carried()
    advanced: tuple[tuple[str, int], ...] = ()
    uses: tuple[tuple[str, int], ...] = ()

    @property
    def divides_costs(self) -> bool:
        """Tell whether what is shared is owed, not due."""
        return self.base == "cost"

    @property
    def grows(self) -> bool:
        """Tell whether only what exceeds the base year is shared."""
        return self.base == "tax_growth" or self.base_year_fen > 0

    @property
    def remembers(self) -> bool:
        """Tell whether a quarter depends on the quarters before it."""
        brackets = any(phase.brackets for phase in self.phases)
        return self.lifetime_cap_fen is not None or brackets or bool(self.escrow)
