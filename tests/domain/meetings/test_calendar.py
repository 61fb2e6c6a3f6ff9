"""The calendar of meetings reads back as it was meant, by a reader written from RFC 5545."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

import resources
from domain.entities import SPECS
from domain.meetings.actions import AssignAction, MoveAction
from domain.meetings.agenda import AddItem
from domain.meetings.calendar import calendar_of
from domain.meetings.sessions import Convene
from domain.records import Actor
from domain.text import Texts
from storage.workbook import Workbook
from tests.domain.meetings.session import Session

if TYPE_CHECKING:
    from collections.abc import Iterator

TEXTS = Texts(resources.load_texts())


def read(content: str) -> list[dict[str, str]]:
    """Return the events of a calendar: property with its parameters → value, unescaped."""
    assert content.endswith("\r\n")
    assert "\n" not in content.replace("\r\n", "")
    for line in content.split("\r\n"):
        assert len(line.encode()) <= 75
    lines = re.sub(r"\r\n[ \t]", "", content).split("\r\n")
    assert (lines[0], lines[-2]) == ("BEGIN:VCALENDAR", "END:VCALENDAR")
    events: list[dict[str, str]] = []
    inside = False
    for line in lines:
        if line == "BEGIN:VEVENT":
            events.append({})
        inside = line == "BEGIN:VEVENT" or (inside and line != "END:VEVENT")
        if inside:
            name, _, value = line.partition(":")
            events[-1][name] = re.sub(r"\\(.)", lambda at: "\n" if at[1] in "nN" else at[1], value)
    return events


@pytest.fixture
def workbook() -> Iterator[Workbook]:
    """Give an empty workbook."""
    with Workbook.memory(SPECS, Actor("叶清和", "secretary")) as made:
        yield made


def test_a_meeting_stands_at_its_hours_with_place_and_agenda(workbook: Workbook) -> None:
    command = Convene("2025-02-10", {"start": "09:00", "end": "11:30", "place": "衢州; 甲, 乙\\丙"})
    workbook.run(command)
    for title in ("分成规则第3版，含龙游县、衢江区、常山县的底数调整和分年度结算办法", "督办"):
        workbook.run(AddItem(command.meeting, {"title": title}))
    (event,) = read(calendar_of(workbook, TEXTS, "en"))
    assert event["DTSTART;TZID=Asia/Shanghai"] == "20250210T090000"
    assert event["DTEND;TZID=Asia/Shanghai"] == "20250210T113000"
    assert event["SUMMARY"] == "Joint meeting M-2025-01"
    assert event["LOCATION"] == "衢州; 甲, 乙\\丙"
    assert event["DESCRIPTION"].split("\n") == [
        "1. 分成规则第3版，含龙游县、衢江区、常山县的底数调整和分年度结算办法",
        "2. 督办",
    ]
    assert event["UID"] == f"{command.meeting}@feidi"


def test_the_stamp_is_that_of_the_last_change_and_the_identity_stays(workbook: Workbook) -> None:
    from domain.commands import SetFields

    command = Convene("2025-02-10")
    workbook.run(command)
    before = read(calendar_of(workbook, TEXTS, "zh"))[0]
    workbook.run(SetFields("meeting", command.meeting, {"date": "2025-02-11"}))
    after = read(calendar_of(workbook, TEXTS, "zh"))[0]
    moment = workbook.history("meeting", command.meeting)[-1].moment
    assert after["DTSTAMP"] == re.sub(r"[-:]|\.\d+", "", moment)
    assert before["UID"] == after["UID"]
    assert (before["SEQUENCE"], after["SEQUENCE"]) == ("0", "1")
    # Without hours it fills the day; the end is the day after.
    assert (after["DTSTART;VALUE=DATE"], after["DTEND;VALUE=DATE"]) == ("20250211", "20250212")
    assert calendar_of(workbook, TEXTS, "zh") == calendar_of(workbook, TEXTS, "zh")


def test_actions_stand_on_their_due_day_until_they_are_done() -> None:
    session = Session()
    assign = AssignAction(
        session.meeting,
        {
            "what": "修订结算表",
            "owner_party": session.parties["MC"],
            "owner_person": "叶清和",
            "due": "2025-02-28",
        },
    )
    session.run(assign)
    due = read(calendar_of(session, TEXTS, "zh", session.meeting))[1]
    assert due["SUMMARY"] == "督办到期：修订结算表（A-2025-01-1）"
    assert (due["DTSTART;VALUE=DATE"], due["DTEND;VALUE=DATE"]) == ("20250228", "20250301")
    assert (due["DESCRIPTION"], due["STATUS"]) == ("叶清和", "CONFIRMED")
    session.tables["resolution"][session.resolution]["state"] = "in_force"
    cancel = MoveAction(assign.action, "cancelled", "2025-02-20", cancelled_by=session.resolution)
    session.run(cancel)
    assert read(calendar_of(session, TEXTS, "zh"))[1]["STATUS"] == "CANCELLED"
    session.tables["action_item"][assign.action]["state"] = "verified"
    assert len(read(calendar_of(session, TEXTS, "zh"))) == 1


def test_the_calendar_of_one_meeting_leaves_the_others_out() -> None:
    session = Session()
    other = Convene("2025-06-10", {"end": None})
    session.run(other)
    assert len(read(calendar_of(session, TEXTS, "fr"))) == 2
    (event,) = read(calendar_of(session, TEXTS, "fr", other.meeting))
    assert event["DTSTART;TZID=Asia/Shanghai"] == "20250610T090000"
    assert not any(name.startswith("DTEND") for name in event)
