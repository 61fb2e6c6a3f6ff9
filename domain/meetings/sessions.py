"""Convene, hold and close joint meetings."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from domain.commands import AddRow, SetFields
from domain.errors import DomainError
from domain.ids import new_id
from domain.meetings.numbering import meeting_number
from domain.meetings.presence import quorum
from domain.records import Query, Write

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from domain.records import Records, Row, Specs, Value

_FROM_LAST: Final = ("place", "chair", "enclave", "lead_party", "quorum_bp", "start", "end")


def meeting_of(records: Records, meeting: str) -> Row:
    """Return a meeting.

    Raises:
        DomainError: ``record_gone``.
    """
    row = records.get("meeting", meeting)
    if row is None:
        raise DomainError("record_gone", table="meeting", record=meeting)
    return row


@dataclass(frozen=True, slots=True)
class Convene:
    """Plan a meeting with the parties, votes and quorum rule of the one before it.

    Attributes:
        date: ISO day.
        values: other fields of the meeting; those not given are taken from the last meeting.
        meeting: id of the new meeting.
    """

    date: str
    values: Mapping[str, Value] = field(default_factory=dict)
    reason: str = ""
    meeting: str = field(default_factory=new_id)
    key: str = "command.convene_meeting"

    def writes(self, records: Records, specs: Specs) -> Iterator[Write]:
        """Yield the meeting and a row of attendance for each party."""
        last = next(iter(records.select(Query("meeting", order=("-date",), limit=1))), None)
        values: dict[str, Value] = {name: last[name] for name in _FROM_LAST} if last else {}
        values |= {
            "number": meeting_number(records, self.date),
            "date": self.date,
            "state": "planned",
            **self.values,
        }
        yield from AddRow("meeting", values, record=self.meeting).writes(records, specs)
        for party in _parties(records, str(last["id"]) if last else ""):
            row = {"id": new_id(), **party, "meeting": self.meeting}
            yield _insert("meeting_party", row, specs)


def _parties(records: Records, last: str) -> Iterator[dict[str, Value]]:
    """Yield party, votes and whether it is required: as at the last meeting, else as recorded."""
    before = records.find("meeting_party", meeting=last) if last else []
    for row in before:
        yield {name: row[name] for name in ("party", "votes", "required")}
    if not before:
        for party in records.select(Query("party", order=("code",))):
            if party["votes"]:
                required = int(party["kind"] in ("origin", "host"))
                yield {"party": party["id"], "votes": party["votes"], "required": required}


def _insert(table: str, row: Mapping[str, Value], specs: Specs) -> Write:
    # The meeting that the row refers to is inserted by the same command: no rule can see it yet.
    values = {each.name: row.get(each.name, each.default) for each in specs[table].fields}
    return Write("insert", table, str(row["id"]), values)


@dataclass(frozen=True, slots=True)
class HoldMeeting:
    """Open a planned meeting: from now on its resolutions can be put to the vote."""

    meeting: str
    reason: str = ""
    key: str = "command.hold_meeting"

    def writes(self, records: Records, specs: Specs) -> Iterator[Write]:
        """Yield the change of state.

        Raises:
            DomainError: ``nobody_present`` when no arrival is recorded.
        """
        row = meeting_of(records, self.meeting)
        if not any(each["arrival"] for each in records.find("meeting_party", meeting=self.meeting)):
            raise DomainError("nobody_present", table="meeting", value=row["number"])
        yield from SetFields("meeting", self.meeting, {"state": "held"}).writes(records, specs)


@dataclass(frozen=True, slots=True)
class CloseMeeting:
    """Close a meeting: its quorum is counted and kept, attendance and votes cannot change."""

    meeting: str
    reason: str = ""
    key: str = "command.close_meeting"

    def writes(self, records: Records, specs: Specs) -> Iterator[Write]:
        """Yield the change of state with the count.

        Raises:
            DomainError: ``resolution_undecided`` names what is still put to the vote.
        """
        meeting_of(records, self.meeting)
        for row in records.find("resolution", meeting=self.meeting, state="tabled"):
            raise DomainError("resolution_undecided", table="resolution", value=row["number"])
        found = quorum(records, self.meeting)
        values: dict[str, Value] = {
            "state": "closed",
            "votes_present": found.present,
            "quorum_met": int(found.met),
        }
        yield from SetFields("meeting", self.meeting, values).writes(records, specs)
