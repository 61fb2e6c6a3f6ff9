"""Agenda items keep an order of their own; actions go the way of their states."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from domain.entities import SPECS
from domain.meetings.actions import AssignAction, MoveAction, begun_action
from domain.meetings.agenda import AddItem, MoveItem, agenda
from domain.records import Actor
from storage.workbook import Workbook
from tests.domain.meetings.session import Session

if TYPE_CHECKING:
    from domain.records import Journal, Value


def _items(journal: Journal, meeting: str) -> dict[str, str]:
    made = {}
    for title in ("一", "二", "三", "四"):
        command = AddItem(meeting, {"title": title, "duration": 20})
        journal.run(command)
        made[title] = command.item
    return made


def _titles(journal: Journal, meeting: str) -> list[tuple[Value, Value]]:
    return [(row["rank"], row["title"]) for row in agenda(journal, meeting)]


@pytest.mark.parametrize(
    ("item", "place", "order"),
    [("四", 1, "四一二三"), ("一", 3, "二三一四"), ("二", 99, "一三四二"), ("三", 3, "一二三四")],
)
def test_an_item_moves_and_the_others_make_room(item: str, place: int, order: str) -> None:
    with Workbook.memory(SPECS, Actor("叶清和", "secretary")) as workbook:
        meeting = _meeting(workbook)
        items = _items(workbook, meeting)
        workbook.run(MoveItem(items[item], place))
        assert _titles(workbook, meeting) == list(enumerate(order, 1))
        if order != "一二三四":
            workbook.undo()
        assert _titles(workbook, meeting) == list(enumerate("一二三四", 1))


def _meeting(workbook: Workbook) -> str:
    from domain.commands import AddRow

    command = AddRow("meeting", {"number": "M-1", "date": "2025-02-10"})
    workbook.run(command)
    return command.record


def test_the_agenda_of_a_closed_meeting_stays_as_it_was() -> None:
    session = Session()
    items = _items(session, session.meeting)
    session.tables["meeting"][session.meeting]["state"] = "closed"
    assert session.refusal(MoveItem(items["一"], 2)).key == "agenda_closed"
    assert session.refusal(MoveItem("gone", 2)).key == "record_gone"


def _action(session: Session) -> str:
    command = AssignAction(
        session.meeting,
        {"what": "修订结算表", "owner_party": session.parties["MC"], "due": "2025-03-01"},
    )
    session.run(command)
    return command.action


def test_actions_are_numbered_after_their_meeting() -> None:
    session = Session()
    numbers = [session.row("action_item", _action(session))["number"] for _ in range(2)]
    assert numbers == ["A-2025-01-1", "A-2025-01-2"]


def test_an_action_goes_from_open_to_verified_and_keeps_the_day() -> None:
    session = Session()
    action = _action(session)
    assert session.refusal(MoveAction(action, "verified", "2025-03-05")).key == (
        "transition_not_allowed"
    )
    for state in ("in_progress", "submitted", "verified"):
        session.run(MoveAction(action, state, "2025-03-05"))
    row = session.row("action_item", action)
    assert (row["state"], row["verified_on"]) == ("verified", "2025-03-05")


def test_what_blocks_an_action_is_said_and_forgotten_when_it_goes_on() -> None:
    session = Session()
    action = _action(session)
    assert session.refusal(MoveAction(action, "blocked", "2025-03-05")).key == "reason_missing"
    session.run(MoveAction(action, "blocked", "2025-03-05", "等省里答复"))
    assert session.row("action_item", action)["state_reason"] == "等省里答复"
    session.run(MoveAction(action, "in_progress", "2025-03-05"))
    assert session.row("action_item", action)["state_reason"] is None


def test_only_an_adopted_resolution_cancels_an_action() -> None:
    session = Session()
    action = _action(session)
    cancel = MoveAction(action, "cancelled", "2025-03-05")
    assert session.refusal(cancel).key == "resolution_missing"
    tabled = MoveAction(action, "cancelled", "2025-03-05", cancelled_by=session.resolution)
    assert session.refusal(tabled).key == "not_adopted"
    session.tables["resolution"][session.resolution]["state"] = "in_force"
    session.run(tabled)
    assert session.row("action_item", action)["cancelled_by"] == session.resolution
    assert session.refusal(MoveAction("gone", "open", "2025-03-05")).key == "record_gone"


def test_a_new_action_begins_with_the_only_resolution_of_its_meeting() -> None:
    session = Session()
    only: dict[str, Value] = {"meeting": session.meeting, "number": "A-2025-01-1"}
    assert begun_action(session, session.meeting) == {**only, "resolution": session.resolution}
    session.draft("R-2025-02")
    assert begun_action(session, session.meeting) == only
