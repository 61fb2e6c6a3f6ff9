"""A state machine refuses what it does not know and says why."""

from __future__ import annotations

import pytest

from domain.errors import DomainError
from domain.states import StateMachine

DOOR = StateMachine(
    "door", {"": ("shut",), "shut": ("open", "locked"), "open": ("shut",)}, frozenset({"locked"})
)


def test_the_states_are_those_that_the_moves_name_in_their_order() -> None:
    assert DOOR.states == ("shut", "open", "locked")


def test_a_way_out_of_a_process_stands_after_the_whole_way_through_it() -> None:
    errand = StateMachine(
        "errand",
        {"": ("asked",), "asked": ("begun", "dropped"), "begun": ("done", "dropped"), "done": ()},
    )
    assert errand.states == ("asked", "begun", "done", "dropped")


def test_a_move_of_the_table_is_allowed_and_its_reverse_is_not() -> None:
    assert DOOR.allows("shut", "locked")
    assert not DOOR.allows("locked", "shut")
    DOOR.check("shut", "open")


def test_a_move_outside_the_table_is_refused_with_both_states() -> None:
    with pytest.raises(DomainError) as refused:
        DOOR.check("open", "locked", "at night")
    assert refused.value.key == "transition_not_allowed"
    assert dict(refused.value.values) == {"machine": "door", "old": "open", "new": "locked"}


@pytest.mark.parametrize("reason", ["", "   "])
def test_a_state_that_needs_a_reason_is_refused_without_one(reason: str) -> None:
    with pytest.raises(DomainError) as refused:
        DOOR.check("shut", "locked", reason)
    assert refused.value.key == "reason_missing"
    assert dict(refused.value.values) == {"machine": "door", "new": "locked"}
    DOOR.check("shut", "locked", "at night")
