"""The processes follow the design's table: no move outside it, every state reachable."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.entities import SPECS, machines
from domain.errors import DomainError

if TYPE_CHECKING:
    from domain.states import StateMachine

MACHINES = {
    "incubation": machines.INCUBATION,
    "mode_2": machines.MODE_2,
    "return": machines.RETURN,
    "resolution": machines.RESOLUTION,
    "action": machines.ACTION,
    "quarter": machines.QUARTER,
    "meeting": machines.MEETING,
    "settlement": machines.SETTLEMENT,
}

# Written down from the design, arrows as pairs; not taken from the program.
LEAVING = "withdrawn exited"
INCUBATION_MOVES = {
    "lead": f"screened rejected {LEAVING}",
    "screened": f"panel rejected {LEAVING}",
    "panel": f"admitted rejected {LEAVING}",
    "admitted": f"incubating {LEAVING}",
    "incubating": f"on_watch ready {LEAVING}",
    "on_watch": f"incubating {LEAVING}",
    "ready": f"graduated {LEAVING}",
    "graduated": "",
    "withdrawn": "",
    "rejected": "",
    "exited": "",
}
RETURN_PATH = [
    "intent",
    "site_matched",
    "agreement",
    "land_granted",
    "construction",
    "in_production",
    "at_scale",
]
QUARTER_MOVES = {
    "open": "submitted_by_origin submitted_by_host",
    "submitted_by_origin": "submitted",
    "submitted_by_host": "submitted",
    "submitted": "reconciled",
    "reconciled": "approved_by_origin approved_by_host submitted",
    "approved_by_origin": "approved submitted",
    "approved_by_host": "approved submitted",
    "approved": "closed submitted",
    "closed": "reopened",
    "reopened": "closed",
}


def pairs(table: dict[str, str]) -> set[tuple[str, str]]:
    """Return the arrows of a table."""
    return {(old, new) for old, followers in table.items() for new in followers.split()}


def arrows(machine: StateMachine) -> set[tuple[str, str]]:
    """Return the moves that a machine allows between its states, tried one by one."""
    states = machine.states
    return {(old, new) for old in states for new in states if machine.allows(old, new)}


def test_incubation_moves_as_the_design_says() -> None:
    assert arrows(machines.INCUBATION) == pairs(INCUBATION_MOVES)


def test_mode_two_is_a_straight_line() -> None:
    line = ["diagnosed", "rd_unit_opened", "joint_project", "applied_at_home", "diffused"]
    assert arrows(machines.MODE_2) == set(itertools.pairwise(line))


def test_a_return_project_goes_straight_ahead_and_halts_or_resumes_anywhere() -> None:
    ahead = set(itertools.pairwise(RETURN_PATH))
    halts = {(state, halt) for state in RETURN_PATH for halt in ("stalled", "abandoned")}
    resumes = {("stalled", state) for state in [*RETURN_PATH, "abandoned"]}
    assert arrows(machines.RETURN) == ahead | halts | resumes


def test_a_quarter_goes_through_both_sides_and_back_only_by_reopening() -> None:
    assert arrows(machines.QUARTER) == pairs(QUARTER_MOVES)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("draft", "tabled"),
        ("tabled", "adopted"),
        ("tabled", "rejected"),
        ("tabled", "deferred"),
        ("tabled", "escalated"),
        ("adopted", "countersigned"),
        ("countersigned", "in_force"),
        ("in_force", "executed"),
        ("in_force", "superseded"),
    ],
)
def test_a_resolution_moves_as_the_design_says(old: str, new: str) -> None:
    assert machines.RESOLUTION.allows(old, new)


@pytest.mark.parametrize("waiting", ["deferred", "escalated"])
def test_a_resolution_that_waits_is_tabled_again_and_nothing_else(waiting: str) -> None:
    after = [new for new in machines.RESOLUTION.states if machines.RESOLUTION.allows(waiting, new)]
    assert after == ["tabled"]


@pytest.mark.parametrize(
    ("old", "new"), [("draft", "adopted"), ("adopted", "in_force"), ("rejected", "adopted")]
)
def test_a_resolution_skips_no_step(old: str, new: str) -> None:
    assert not machines.RESOLUTION.allows(old, new)


def test_an_action_goes_from_open_to_verified_and_is_blocked_or_cancelled_before() -> None:
    path = ["open", "in_progress", "submitted", "verified"]
    assert all(machines.ACTION.allows(old, new) for old, new in itertools.pairwise(path))
    for state in path[:-1]:
        assert machines.ACTION.allows(state, "blocked")
        assert machines.ACTION.allows(state, "cancelled")
    assert not machines.ACTION.allows("open", "verified")


@pytest.mark.parametrize("final", ["verified", "cancelled"])
def test_nothing_follows_a_finished_action(final: str) -> None:
    assert not any(machines.ACTION.allows(final, state) for state in machines.ACTION.states)


@pytest.mark.parametrize(
    ("name", "reasoned"),
    [
        ("incubation", {"withdrawn", "rejected", "exited"}),
        ("return", {"stalled", "abandoned"}),
        ("quarter", {"reopened"}),
    ],
)
def test_the_states_that_need_a_reason_are_those_of_the_design(
    name: str, reasoned: set[str]
) -> None:
    assert MACHINES[name].reasoned == reasoned


@pytest.mark.parametrize("name", MACHINES)
def test_every_state_can_be_reached(name: str) -> None:
    machine = MACHINES[name]
    reached, waiting = set[str](), [""]
    while waiting:
        for new in machine.moves.get(waiting.pop(), ()):
            if new not in reached:
                reached.add(new)
                waiting.append(new)
    assert reached == set(machine.states)


@given(st.data())
def test_any_sequence_of_attempts_stays_within_the_moves_and_a_refusal_says_why(
    data: st.DataObject,
) -> None:
    name = data.draw(st.sampled_from(sorted(MACHINES)))
    machine, state = MACHINES[name], ""
    attempts = data.draw(st.lists(st.sampled_from([*machine.states, "elsewhere"]), max_size=12))
    for wanted in attempts:
        reason = data.draw(st.sampled_from(["", "  ", "资金链断裂"]))
        possible = wanted in machine.moves[state]
        explained = wanted not in machine.reasoned or bool(reason.strip())
        if possible and explained:
            machine.check(state, wanted, reason)
            state = wanted
            continue
        with pytest.raises(DomainError) as refused:
            machine.check(state, wanted, reason)
        assert refused.value.key == ("reason_missing" if possible else "transition_not_allowed")
        assert refused.value.values["new"] == wanted


@pytest.mark.parametrize(
    "table", [name for name, spec in SPECS.items() if spec.machine is not None]
)
def test_the_choices_of_a_state_field_are_the_states_of_its_machine(table: str) -> None:
    spec = SPECS[table]
    assert spec.machine is not None
    choices = spec.field(spec.state_field).choices
    assert choices is not None
    assert choices.name == spec.machine.name
    assert set(choices.values) == set(spec.machine.states)
