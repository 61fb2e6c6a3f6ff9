"""Ten years of settlements are replayed to the fen, late corrections included."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

import pytest

from domain.models.operations import answer
from domain.settling.keeping import replayed
from domain.settling.statement import rule_settlements
from tests.domain.settling.terms_park import START, TermsPark

if TYPE_CHECKING:
    from domain.models.settled import RuleResult

QUARTERS = 40
LATE = {3: 1, 11: 10, 18: 2, 30: 29, 38: 17}
"""After which quarter the figure of which earlier quarter is corrected."""

HALVES = {"A": 5_000, "B": 3_000, "C": 2_000}
LATER = {"A": 3_000, "B": 5_000, "C": 2_000}
UPPER = {"A": 1_000, "B": 9_000, "C": 0}


def every_term(park: TermsPark) -> None:
    """Adopt a rule with all its terms: two phases, slices, bounds, cap, threshold, escrow."""
    version = park.version(
        park.rule(),
        base_year_amount_fen=40_000,
        threshold_fen=5_000,
        lifetime_cap_fen=2_500_000,
    )
    first = park.phase(version, HALVES, (1, 5), reinvested_bp=500)
    park.set("phase_share", park.share_of(first, "C"), floor_fen=9_000)
    park.set("phase_share", park.share_of(first, "B"), cap_fen=60_000)
    park.bracket(first, 1, 250_000, UPPER)
    park.phase(version, LATER, (6, 9))
    park.add(
        "escrow_term",
        version=version,
        party=park.parties["A"],
        share_bp=1_500,
        milestone="投产",
        reached_quarter=str(START.plus(25)),
        deadline_quarter=str(START.plus(30)),
    )
    park.adopt(version)


def told(tax: list[int]) -> dict[str, Any]:
    """Return the same rule for the contract engine; its base year is that of a quarter."""
    return {
        "parties": ["A", "B", "C"],
        "residual_party": 1,
        "clock_start": str(START),
        "phases": [
            {
                "first_quarter": 0,
                "last_quarter": 19,
                "brackets": [
                    {"up_to_fen": 250_000, "shares_bp": list(HALVES.values())},
                    {"up_to_fen": None, "shares_bp": list(UPPER.values())},
                ],
                "reinvested_bp": 500,
                "floor_fen": [0, 0, 9_000],
                "cap_fen": [None, 60_000, None],
            },
            {"first_quarter": 20, "last_quarter": 35, "shares_bp": list(LATER.values())},
        ],
        "entries": [
            {"quarter": str(START.plus(at)), "base_fen": fen} for at, fen in enumerate(tax)
        ],
        "base_year_fen": 10_000,
        "threshold_fen": 5_000,
        "lifetime_cap_fen": 2_500_000,
        "escrow": {
            "party": 0,
            "share_bp": 1_500,
            "milestone_quarter": str(START.plus(25)),
            "deadline_quarter": str(START.plus(30)),
        },
    }


@pytest.mark.no_cover
def test_ten_years_are_replayed_to_the_fen_and_corrections_make_up_what_was_late(
    terms: TermsPark,
) -> None:
    draw = random.Random(7)
    every_term(terms)
    tax = [draw.randint(8_000, 150_000) for _ in range(QUARTERS)]
    terms.tax(*tax)
    for at in range(QUARTERS):
        terms.agreed(START.plus(at))
        if at in LATE:
            tax[LATE[at]] += draw.randint(-5_000, 5_000)
            terms.correct(START.plus(LATE[at]), tax[LATE[at]])
    terms.tax(0, start=START.plus(QUARTERS))
    terms.agreed(START.plus(QUARTERS))  # where the last late figure is corrected

    rows = rule_settlements(terms.workbook, "R1", START.plus(QUARTERS + 1))
    assert len(rows) == QUARTERS + 1
    lines = [terms.settlement(START.plus(at)).lines for at in range(QUARTERS + 1)]
    for row, recorded in zip(rows, lines, strict=True):
        first, second = replayed(row), replayed(row)
        assert first == second
        assert amounts(first) == {
            line.party: (line.due_fen, line.reinvested_fen, line.escrow_fen)
            for line in recorded
            if (line.due_fen, line.escrow_fen) != (0, 0)
        }
    # The engine replays the final figures: what it pays is what was paid with all corrections.
    replay: Any = answer("agreement.settle", told([*tax, 0]))
    paid = dict.fromkeys("ABC", 0)
    for recorded in lines:
        for line in recorded:
            paid[line.party] += line.payable_fen
    assert list(paid.values()) == replay["total_paid_fen"]
    assert sum(each.corrections != () for recorded in lines for each in recorded) > 0


def amounts(result: RuleResult) -> dict[str, tuple[int, int, int]]:
    """Return what each party gets that gets anything."""
    return {
        line.party: (line.due_fen, line.reinvested_fen, line.escrow_fen)
        for line in result.lines
        if (line.due_fen, line.escrow_fen) != (0, 0)
    }
