"""Follow up what a meeting asked for."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from domain.commands import AddRow, SetFields
from domain.errors import DomainError
from domain.ids import new_id
from domain.meetings.numbering import action_number
from domain.meetings.sessions import meeting_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from domain.records import Records, Specs, Value, Write

COLUMNS: Final = ("open", "in_progress", "submitted", "verified", "blocked")
"""States of an action in the order of the board: the way it goes, then where it may stop."""

ONWARD: Final = {
    "open": "in_progress",
    "in_progress": "submitted",
    "submitted": "verified",
    "blocked": "in_progress",
}
"""State → the one that usually follows."""

BACK: Final = {"submitted": "in_progress", "blocked": "open"}
"""State → the one to which an action returns."""


def begun_action(records: Records, meeting: str) -> dict[str, Value]:
    """Return what a new action of a meeting begins with: its number, and the only resolution."""
    number = action_number(records, str(meeting_of(records, meeting)["number"]))
    begun: dict[str, Value] = {"meeting": meeting, "number": number}
    found = records.find("resolution", meeting=meeting)
    if len(found) == 1:
        begun["resolution"] = found[0]["id"]
    return begun


@dataclass(frozen=True, slots=True)
class AssignAction:
    """Give a party something to do by a day, numbered after the last of the meeting."""

    meeting: str
    values: Mapping[str, Value]
    reason: str = ""
    action: str = field(default_factory=new_id)
    key: str = "command.assign_action"

    def writes(self, records: Records, specs: Specs) -> Iterator[Write]:
        """Yield the insert."""
        number = str(meeting_of(records, self.meeting)["number"])
        values: dict[str, Value] = {
            "number": action_number(records, number),
            **self.values,
            "meeting": self.meeting,
        }
        yield from AddRow("action_item", values, record=self.action).writes(records, specs)


@dataclass(frozen=True, slots=True)
class MoveAction:
    """Bring an action to another state.

    Attributes:
        on: ISO day, kept as the day of verification.
        reason: needed for ``blocked``.
        cancelled_by: id of the resolution that cancels it, needed for ``cancelled``.
    """

    action: str
    state: str
    on: str
    reason: str = ""
    cancelled_by: str | None = None
    key: str = "command.move_action"

    def writes(self, records: Records, specs: Specs) -> Iterator[Write]:
        """Yield the change of state with what belongs to it.

        Raises:
            DomainError: ``record_gone``, ``transition_not_allowed``, ``reason_missing``,
                ``resolution_missing`` or ``not_adopted``.
        """
        row = records.get("action_item", self.action)
        if row is None:
            raise DomainError("record_gone", table="action_item", record=self.action)
        values: dict[str, Value] = {"state": self.state}
        if self.state == "verified":
            values["verified_on"] = self.on
        # A reason explains the state that it was given for, no later one.
        values["state_reason"] = self.reason.strip() or None
        if self.state == "cancelled":
            _check_cancelling(records, self.cancelled_by)
            values["cancelled_by"] = self.cancelled_by
        yield from SetFields("action_item", self.action, values).writes(records, specs)


def _check_cancelling(records: Records, resolution: str | None) -> None:
    row = records.get("resolution", resolution) if resolution else None
    if row is None:
        raise DomainError("resolution_missing", table="action_item", field="cancelled_by")
    if row["state"] not in ("adopted", "countersigned", "in_force", "executed"):
        raise DomainError("not_adopted", table="resolution", value=row["number"])
