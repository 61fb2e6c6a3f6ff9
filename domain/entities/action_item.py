"""An action that a meeting asked for and somebody owes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.entities.checks import referred, text_of
from domain.entities.choices import ACTION_STATE, PRIORITY
from domain.entities.fields import OWNER, choice, day, long_text, reference, text
from domain.entities.machines import ACTION
from domain.errors import DomainError
from domain.records import EntitySpec

if TYPE_CHECKING:
    from collections.abc import Iterable

    from domain.records import Records, Row


def _due_after_the_meeting(row: Row, records: Records) -> Iterable[DomainError]:
    resolution = referred(row, "resolution", "resolution", records)
    meeting = referred(row, "meeting", "meeting", records)
    if meeting is None and resolution is not None:
        meeting = referred(resolution, "meeting", "meeting", records)
    due, held = text_of(row, "due"), text_of(meeting or {}, "date")
    if due is not None and held is not None and due < held:
        yield DomainError("due_before_meeting", field="due", value=due, first=held)


def _cancelled_by_a_resolution(row: Row, _records: Records) -> Iterable[DomainError]:
    if row.get("state") == "cancelled" and text_of(row, "cancelled_by") is None:
        yield DomainError("resolution_missing", field="cancelled_by")


SPEC = EntitySpec(
    table="action_item",
    fields=(
        text("number", required=True, unique=True),
        reference("resolution", "resolution"),
        reference("meeting", "meeting"),
        text("what", required=True),
        text("why", listed=False),
        reference("owner_party", "party", required=True),
        text("owner_person"),
        day("due", required=True),
        choice("priority", PRIORITY, required=True, default="medium"),
        choice("state", ACTION_STATE, required=True, default="open"),
        long_text("state_reason", listed=False),
        day("verified_on"),
        reference("cancelled_by", "resolution", listed=False),
        text("evidence", listed=False),
        OWNER,
    ),
    label=("number", "what"),
    key=("number",),
    area="meetings",
    icon="due_soon",
    order=("due",),
    machine=ACTION,
    state_field="state",
    rules=(_due_after_the_meeting, _cancelled_by_a_resolution),
)
