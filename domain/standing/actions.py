"""Action items on a day: which are overdue, which were done in time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from domain.records import Query
from domain.standing.rows import day, text

if TYPE_CHECKING:
    from datetime import date

    from domain.records import Records

_COLUMNS: Final = (
    "number",
    "what",
    "owner_party",
    "owner_person",
    "due",
    "priority",
    "state",
    "verified_on",
    "meeting",
    "meeting.date",
    "resolution",
)


@dataclass(frozen=True, slots=True)
class Action:
    """An action item, as it was agreed and as far as it has come."""

    record: str
    number: str
    what: str
    owner_party: str
    owner_person: str
    due: date
    priority: str
    state: str
    verified_on: date | None
    agreed_on: date | None

    def closed_at(self, on: date) -> bool:
        """Tell whether it was verified by the end of a day, or is cancelled.

        An action that is verified without a day counts as verified all along.
        """
        if self.state == "verified":
            return self.verified_on is None or self.verified_on <= on
        return self.state == "cancelled"

    def overdue_at(self, on: date) -> bool:
        """Tell whether it was due before a day and not closed by then."""
        return self.due < on and not self.closed_at(on)

    def days_late(self, on: date) -> int:
        """Return the days since it was due, 0 when it is not overdue."""
        return (on - self.due).days if self.overdue_at(on) else 0

    def known_at(self, on: date) -> bool:
        """Tell whether the action had been agreed by a day."""
        return self.agreed_on is None or self.agreed_on <= on


def actions(records: Records) -> tuple[Action, ...]:
    """Return all action items, the first due first."""
    found: list[Action] = []
    for row in records.select(Query("action_item", columns=_COLUMNS, order=("due", "number"))):
        due = day(row, "due")
        if due is not None:
            found.append(
                Action(
                    text(row, "id"),
                    text(row, "number"),
                    text(row, "what"),
                    text(row, "owner_party"),
                    text(row, "owner_person"),
                    due,
                    text(row, "priority"),
                    text(row, "state"),
                    day(row, "verified_on"),
                    day(row, "meeting.date"),
                )
            )
    return tuple(found)


def overdue_actions(records: Records, on: date) -> tuple[Action, ...]:
    """Return the actions that are overdue on a day, the longest overdue first."""
    return tuple(each for each in actions(records) if each.known_at(on) and each.overdue_at(on))
