"""Rules drawn at random, recorded in memory and told to the contract engine in its own words."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from domain.units import WHOLE_BP, Quarter
from tests.fakes import MemoryRecords

if TYPE_CHECKING:
    from collections.abc import Sequence

CODES = ("A", "B", "C")
START = Quarter(2020, 1)
RULES = ("proportional", "constrained_equal_awards", "constrained_equal_losses", "talmud")


@dataclass(frozen=True)
class DrawnPhase:
    """Shares of some years, with slices above amounts of the year's pool."""

    shares: tuple[int, ...]
    floors: tuple[int, ...]
    caps: tuple[int | None, ...]
    reinvested: int
    brackets: tuple[tuple[int, tuple[int, ...]], ...]


@dataclass(frozen=True)
class DrawnRule:
    """A rule of three parties; the first phase has two years, the second no end."""

    phases: tuple[DrawnPhase, ...]
    base_year: int
    threshold: int
    lifetime_cap: int | None
    floor_rule: str
    escrow: tuple[int, int | None, int | None] | None
    taxes: tuple[int, ...]
    order: tuple[int, ...] = field(default=(0, 1, 2))


@st.composite
def shares(draw: st.DrawFn) -> tuple[int, ...]:
    cuts = sorted((draw(st.integers(0, WHOLE_BP)), draw(st.integers(0, WHOLE_BP))))
    return cuts[0], cuts[1] - cuts[0], WHOLE_BP - cuts[1]


@st.composite
def phases(draw: st.DrawFn) -> DrawnPhase:
    floors = tuple(draw(st.integers(0, 400)) for _ in CODES)
    caps = tuple(
        None if draw(st.booleans()) else floor + draw(st.integers(1, 800)) for floor in floors
    )
    steps = draw(st.lists(st.integers(1, 2_000), max_size=2))
    return DrawnPhase(
        draw(shares()),
        floors,
        caps,
        draw(st.sampled_from((0, 0, 333, 1_000))),
        tuple((above, draw(shares())) for above in accumulate(steps)),
    )


@st.composite
def rules(draw: st.DrawFn, quarters: int = 10) -> DrawnRule:
    """Return a rule with any of the terms an agreement may have, and the tax of some quarters."""
    ends = st.none() | st.integers(0, quarters)
    escrow = st.none() | st.tuples(st.integers(1, WHOLE_BP), ends, ends)
    amounts = st.integers(0, 3_000)
    return DrawnRule(
        (draw(phases()), draw(phases())),
        draw(st.integers(0, 500)),
        draw(st.integers(0, 1_000)),
        draw(st.none() | st.integers(1, 12_000)),
        draw(st.sampled_from(RULES)),
        draw(escrow),
        tuple(draw(st.lists(amounts, min_size=quarters, max_size=quarters))),
    )


def quarter_or_none(at: int | None) -> str | None:
    return None if at is None else str(START.plus(at))


def recorded(rule: DrawnRule) -> MemoryRecords:
    """Return records that hold the rule, adopted, and the tax it shares; the host has the rest."""
    park = MemoryRecords()
    parties = {code: park.add("party", code=code, kind="origin") for code in CODES}
    agreement = park.add("agreement", code="AG", start="2020-01-01", signed="2020-01-02")
    meeting = park.add("meeting", number="M", date="2019-12-01")
    resolution = park.add("resolution", number="R", meeting=meeting, text="…", state="in_force")
    record = park.add(
        "sharing_rule",
        agreement=agreement,
        code="R1",
        base="tax",
        clock="signature",
        residual_party=parties["B"],
    )
    park.add("retained_share", rule=record, tax="vat", share_bp=WHOLE_BP)
    version = park.add(
        "sharing_rule_version",
        rule=record,
        version=1,
        valid_from="2020-01-01",
        resolution=resolution,
        base_year_amount_fen=4 * rule.base_year or None,
        threshold_fen=rule.threshold,
        lifetime_cap_fen=rule.lifetime_cap,
        floor_rule=rule.floor_rule,
    )
    for number, phase in enumerate(rule.phases, 1):
        _add_phase(park, version, parties, number, phase, rule.order)
    if rule.escrow is not None:
        part, milestone, deadline = rule.escrow
        park.add(
            "escrow_term",
            version=version,
            party=parties["A"],
            share_bp=part,
            milestone="…",
            reached_quarter=quarter_or_none(milestone),
            deadline_quarter=quarter_or_none(deadline),
        )
    firm = park.add("firm", number="QH001", admission_date="2019-01-01")
    for at, tax in enumerate(rule.taxes):
        park.add("firm_quarter", firm=firm, quarter=str(START.plus(at)), vat_fen=tax)
    return park


def _add_phase(
    park: MemoryRecords,
    version: str,
    parties: dict[str, str],
    number: int,
    phase: DrawnPhase,
    order: Sequence[int],
) -> None:
    first, last = ((1, 2), (3, None))[number - 1]
    record = park.add(
        "rule_phase",
        version=version,
        phase=number,
        from_year=first,
        to_year=last,
        reinvested_bp=phase.reinvested,
    )
    for rank, at in enumerate(order, 1):
        park.add(
            "phase_share",
            phase=record,
            party=parties[CODES[at]],
            rank=rank,
            share_bp=phase.shares[at],
            floor_fen=phase.floors[at],
            cap_fen=phase.caps[at],
        )
    for bracket, (above, divided) in enumerate(phase.brackets, 1):
        of = park.add("share_bracket", phase=record, number=bracket, above_fen=above)
        for code, share in zip(CODES, divided, strict=True):
            park.add("bracket_share", bracket=of, party=parties[code], share_bp=share)


def told(rule: DrawnRule) -> dict[str, Any]:
    """Return the rule as the contract engine reads it."""
    content: dict[str, Any] = {
        "parties": list(CODES),
        "residual_party": 1,
        "clock_start": str(START),
        "phases": [_told_phase(at, phase) for at, phase in enumerate(rule.phases)],
        "entries": [
            {"quarter": str(START.plus(at)), "base_fen": tax} for at, tax in enumerate(rule.taxes)
        ],
        "base_year_fen": rule.base_year,
        "threshold_fen": rule.threshold,
        "lifetime_cap_fen": rule.lifetime_cap,
        "floor_rule": rule.floor_rule,
    }
    if rule.escrow is not None:
        part, milestone, deadline = rule.escrow
        content["escrow"] = {
            "party": 0,
            "share_bp": part,
            "milestone_quarter": quarter_or_none(milestone),
            "deadline_quarter": quarter_or_none(deadline),
        }
    return content


def _told_phase(at: int, phase: DrawnPhase) -> dict[str, Any]:
    first, last = ((0, 7), (8, None))[at]
    limits = [*(above for above, _ in phase.brackets), None]
    divided = [phase.shares, *(shares_ for _, shares_ in phase.brackets)]
    return {
        "first_quarter": first,
        "last_quarter": last,
        "brackets": [
            {"up_to_fen": limit, "shares_bp": list(each)}
            for limit, each in zip(limits, divided, strict=True)
        ],
        "reinvested_bp": phase.reinvested,
        "floor_fen": list(phase.floors),
        "cap_fen": list(phase.caps),
    }
