"""A joint meeting by keys alone: who came, what was decided, the minutes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPlainTextEdit

from tests.walks.stations import refer
from ui.components.tables.typed import TypedTable

if TYPE_CHECKING:
    from pathlib import Path

    from tests.walks.keyboard import Keyboard


def convene(keys: Keyboard) -> None:
    """Call a meeting two days before the day in force, on the calendar."""
    keys.call("Joint meetings")
    keys.walk_to("meeting.calendar")
    keys.press("Left", "Left", "Return")


def let_arrive(keys: Keyboard) -> list[str]:
    """Type when each party came; open the meeting; return the votes of those that have any."""
    table = keys.walk_to("meeting.attendance")
    assert isinstance(table, TypedTable)
    for row in range(table.rows.rowCount()):
        keys.cell(table, row, "Arrived")
        keys.write("09:00")
        keys.press("Return")
        keys.at("meeting.attendance")
    keys.push("meeting.next", back=True)
    last = table.rows.columnCount() - 1
    votes = [str(table.rows.index(row, last).data()) for row in range(table.rows.rowCount())]
    return [each for each in votes if each.isdigit()]


def put_on_agenda(keys: Keyboard, title: str) -> None:
    """Add an item to the agenda."""
    keys.fill("meeting.add_item", title)
    keys.press("Return")


def move(keys: Keyboard, text: str, mover: str, seconder: str) -> None:
    """Draft a resolution and put it to the vote."""
    keys.push("meeting.draft")
    box = keys.walk_to("resolution.text")
    assert isinstance(box, QPlainTextEdit)
    keys.write(text)
    refer(keys, "resolution.mover", mover)
    refer(keys, "resolution.seconder", seconder)
    keys.push("record.add")
    keys.press("Escape")
    keys.push("resolution.table")


def vote(keys: Keyboard, votes: list[str]) -> None:
    """Let each party cast all its votes for, and record the outcome."""
    table = keys.walk_to("resolution.votes")
    assert isinstance(table, TypedTable)
    assert table.rows.rowCount() == len(votes)
    for row, count in enumerate(votes):
        keys.cell(table, row, "For")
        keys.write(count)
        keys.press("Return")
        keys.at("resolution.votes")
    keys.push("resolution.decide")


def put_in_force(keys: Keyboard, signers: int) -> None:
    """Let those sign who must, and put the resolution in force."""
    for _ in range(signers):
        keys.push("resolution.countersign")
    keys.push("resolution.in_force")


def keep_minutes(keys: Keyboard, path: Path) -> None:
    """Close the meeting and save its minutes."""
    keys.push("meeting.next")
    keys.find("Minutes")
    keys.save_as(path, "Return")
