"""Whatever terms are recorded: sums are exact, bounds hold, the contract engine says the same."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from domain.models.operations import answer
from domain.models.settlement_inputs import Settling
from tests.domain.settling.drawn_terms import CODES, START, DrawnRule, recorded, rules, told


@settings(max_examples=120, deadline=None)
@given(rules())
def test_recorded_terms_settle_as_the_contract_engine_replays_them(rule: DrawnRule) -> None:
    replay: Any = answer("agreement.settle", told(rule))
    settling = Settling(recorded(rule))
    for at, line in enumerate(replay["lines"]):
        (found,) = settling.settle(START.plus(at)).rules
        paid = {each.party: each.payable_fen for each in found.lines}
        assert [paid.get(code, 0) for code in CODES] == line["paid_fen"]
        assert found.shared_fen == line["pool_fen"]
        assert found.reinvested_fen == line["reinvested_fen"]
        for move in found.escrow:
            assert move.opening_fen == line["escrow_opening_fen"]
            assert move.deposit_fen == line["escrow_deposit_fen"]
            assert move.release_fen == line["escrow_release_fen"]
            assert move.forfeit_fen == line["escrow_forfeit_fen"]
            assert move.closing_fen == line["escrow_closing_fen"]


@settings(max_examples=80, deadline=None)
@given(rules())
def test_every_fen_of_the_base_is_accounted_for_and_bounds_hold(rule: DrawnRule) -> None:
    settling = Settling(recorded(rule))
    held = 0
    for at, tax in enumerate(rule.taxes):
        (found,) = settling.settle(START.plus(at)).rules
        closing = sum(move.closing_fen for move in found.escrow)
        paid = sum(line.payable_fen for line in found.lines)
        assert paid + found.reinvested_fen + closing - held == tax
        held = closing
        assert found.unassigned_fen == 0
        if found.outcome != "settled" or found.shared_fen == found.reinvested_fen:
            continue
        phase = rule.phases[0] if at < 8 else rule.phases[1]
        for line in found.lines:
            of = CODES.index(line.party)
            cap = phase.caps[of]
            assert cap is None or line.shared_fen <= cap
            assert found.floors_reduced or line.shared_fen >= phase.floors[of]


@settings(max_examples=80, deadline=None)
@given(rules(), st.permutations((0, 1, 2)))
def test_the_order_of_the_parties_moves_no_more_than_the_odd_fen(
    rule: DrawnRule, order: list[int]
) -> None:
    # What is held back would carry an odd fen on from quarter to quarter.
    alone = replace(rule, escrow=None)
    one, other = (
        Settling(recorded(replace(alone, order=tuple(each)))) for each in ((0, 1, 2), order)
    )
    for at in range(len(rule.taxes)):
        (mine,), (theirs,) = (each.settle(START.plus(at)).rules for each in (one, other))
        assert mine.shared_fen == theirs.shared_fen
        for code in CODES:
            first, second = mine.line(code), theirs.line(code)
            if first is None or second is None:
                assert first is second
                continue
            assert first.exact == second.exact
            assert abs(first.due_fen - second.due_fen) <= 1
