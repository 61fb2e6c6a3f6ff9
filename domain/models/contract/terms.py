"""Read the agreement that is replayed: parties, phases with shares or brackets, escrow, entries."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from domain.models.claims import RULES
from domain.models.contract.reading import (
    BP,
    FEN,
    check_bounds,
    parsed_quarter,
    quarter_in,
    quarter_or_none,
    shares_in,
)
from domain.models.errors import ModelError
from domain.models.given import Given, Range, or_none, text_in, whole_reader
from domain.units import WHOLE_BP

if TYPE_CHECKING:
    from domain.units import Quarter

_BOUND: Final = or_none(whole_reader(FEN))


@dataclass(frozen=True, slots=True)
class Bracket:
    """Shares of the slice of a calendar year's pool up to a limit, None for the last."""

    up_to: int | None
    shares: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Phase:
    """Quarters of the clock, the last one included, with what is shared in them.

    Attributes:
        brackets: one without limit where the phase has plain shares.
        pool_rate: part of the growth that is shared; reinvested: part of the pool taken first.
    """

    first: int
    last: int | None
    brackets: tuple[Bracket, ...]
    pool_rate: int
    reinvested: int
    floors: tuple[int, ...]
    caps: tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class Escrow:
    """What is held back of one party's amount until a milestone, if it comes in time."""

    party: int
    share: int
    milestone: Quarter | None
    deadline: Quarter | None


@dataclass(frozen=True, slots=True)
class Entry:
    """The base of one quarter."""

    quarter: Quarter
    base: int


@dataclass(frozen=True, slots=True)
class Contract:
    """All terms of an agreement; money in fen, shares in basis points."""

    parties: int
    residual: int
    clock: Quarter
    phases: tuple[Phase, ...]
    base_year: int
    threshold: int
    lifetime_cap: int | None
    floor_rule: str
    escrow: Escrow | None

    def phase_at(self, quarter: int) -> int | None:
        """Return which phase holds in a quarter of the clock, None before and after them."""
        for at, phase in enumerate(self.phases):
            if phase.first <= quarter and (phase.last is None or quarter <= phase.last):
                return at
        return None


def read_contract(given: Given) -> tuple[Contract, tuple[Entry, ...]]:
    """Return the terms and the entries.

    Raises:
        ModelError: ``phases_not_contiguous``, ``floor_above_cap``, ``shares_sum``,
            ``malformed_quarter``, ``entries_not_in_order``, or a wrong input.
    """
    parties = len(given.items("parties", text_in))
    residual = given.whole("residual_party", Range(0, parties - 1))
    clock = quarter_in(given, "clock_start")
    phases = tuple(_phase(each, parties) for each in given.objects("phases"))
    _check_contiguous(phases, given.place("phases"))
    entries = _entries(given)
    contract = Contract(
        parties,
        residual,
        clock,
        phases,
        given.whole("base_year_fen", FEN, 0),
        given.whole("threshold_fen", FEN, 0),
        given.whole_or_none("lifetime_cap_fen", FEN),
        given.choice("floor_rule", tuple(RULES), "proportional"),
        _escrow(given, parties),
    )
    given.done()
    return contract, entries


def _phase(given: Given, parties: int) -> Phase:
    first = given.whole("first_quarter", Range(0))
    given.raw("last_quarter")  # it must be named, be it as null
    last = given.whole_or_none("last_quarter", Range(0))
    if given.has("brackets"):
        brackets = _brackets(given, parties)
    else:
        brackets = (Bracket(None, tuple(shares_in(given, "shares_bp", parties))),)
    zeros: list[int] = [0] * parties
    none: list[int | None] = [None] * parties
    floors, caps = zeros, none
    if given.has("floor_fen"):
        floors = given.wholes("floor_fen", FEN, length=parties)
    if given.has("cap_fen"):
        caps = given.items("cap_fen", _BOUND, length=parties)
    check_bounds(floors, caps, given.place("floor_fen"))
    phase = Phase(
        first,
        last,
        brackets,
        given.whole("pool_rate_bp", BP, WHOLE_BP),
        given.whole("reinvested_bp", BP, 0),
        tuple(floors),
        tuple(caps),
    )
    given.done()
    return phase


def _brackets(given: Given, parties: int) -> tuple[Bracket, ...]:
    found: list[Bracket] = []
    for each in given.objects("brackets"):
        limit = each.whole_or_none("up_to_fen", Range(1))
        found.append(Bracket(limit, tuple(shares_in(each, "shares_bp", parties))))
        each.done()
    limits = [each.up_to for each in found]
    rising = all(
        one is not None and (other is None or one < other) for one, other in pairwise(limits)
    )
    if not rising or limits[-1] is not None:
        raise ModelError(
            "out_of_range", given.place("brackets"), value=limits, range="up_to_fen < …, null"
        )
    return tuple(found)


def _check_contiguous(phases: tuple[Phase, ...], place: str) -> None:
    expected: int | None = 0
    for at, phase in enumerate(phases):
        ends_early = phase.last is not None and phase.last < phase.first
        if expected is None or phase.first != expected or ends_early:
            raise ModelError("phases_not_contiguous", f"{place}/{at}", value=phase.first)
        expected = None if phase.last is None else phase.last + 1


def _entries(given: Given) -> tuple[Entry, ...]:
    found: list[Entry] = []
    for each in given.objects("entries"):
        place = each.place("quarter")
        quarter = parsed_quarter(each.text("quarter"), place)
        if found and quarter <= found[-1].quarter:
            raise ModelError("entries_not_in_order", place, value=str(quarter))
        found.append(Entry(quarter, each.whole("base_fen", FEN)))
        each.done()
    return tuple(found)


def _escrow(given: Given, parties: int) -> Escrow | None:
    if not given.has("escrow"):
        return None
    part = given.part("escrow")
    escrow = Escrow(
        part.whole("party", Range(0, parties - 1)),
        part.whole("share_bp", BP),
        quarter_or_none(part, "milestone_quarter"),
        quarter_or_none(part, "deadline_quarter"),
    )
    part.done()
    return escrow
