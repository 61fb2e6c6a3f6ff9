"""A party at a meeting: its votes and who came when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.entities.checks import in_order, others, referred, text_of, total_of, whole_of
from domain.entities.fields import clock_time, flag, reference, text, whole
from domain.errors import DomainError
from domain.records import EntitySpec

if TYPE_CHECKING:
    from collections.abc import Iterable

    from domain.records import Records, Row


def in_the_room(row: Row, at: str | None) -> bool:
    """Tell whether a party was present at a time of day, or at any when none is known."""
    arrival, departure = text_of(row, "arrival"), text_of(row, "departure")
    if arrival is None:
        return False
    return at is None or (arrival <= at and (departure is None or at <= departure))


def _quorum_frozen(row: Row, records: Records) -> Iterable[DomainError]:
    meeting = referred(row, "meeting", "meeting", records)
    if meeting is None or meeting["state"] != "closed":
        return
    before = records.get("meeting_party", str(row.get("id")))
    if before is not None:
        for name in ("votes", "arrival", "departure", "required"):
            if row.get(name) != before[name]:
                yield DomainError("quorum_frozen", field=name)
    # A minute of a closed meeting may still be entered as long as it explains the frozen count.
    elif (frozen := whole_of(meeting, "votes_present")) is not None:
        here = [*others(row, "meeting_party", records, "meeting"), row]
        if total_of((each for each in here if text_of(each, "arrival")), "votes") > frozen:
            yield DomainError("quorum_frozen", field="arrival")


SPEC = EntitySpec(
    table="meeting_party",
    fields=(
        reference("meeting", "meeting", required=True),
        reference("party", "party", required=True),
        whole("votes", required=True, minimum=0, unit="votes"),
        flag("required", default=0),
        clock_time("arrival"),
        clock_time("departure"),
        text("persons"),
    ),
    label=("party",),
    key=("meeting", "party"),
    area="meetings",
    icon="meetings",
    order=("meeting.date", "party.code"),
    rules=(in_order("arrival", "departure", "time_order"), _quorum_frozen),
)
