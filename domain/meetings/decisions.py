"""Put resolutions to the vote and decide them by the votes."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal

from domain.commands import AddRow, SetFields
from domain.entities.checks import text_of, whole_of
from domain.entities.resolution import tally, votes_needed, voting_base
from domain.errors import DomainError
from domain.ids import new_id
from domain.meetings.agenda import agenda
from domain.meetings.numbering import resolution_number
from domain.meetings.presence import quorum
from domain.meetings.sessions import meeting_of
from domain.records import Condition, Query

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from domain.records import Records, Row, Specs, Value, Write

Outcome = Literal["adopted", "rejected"]


def resolution_of(records: Records, resolution: str) -> Row:
    """Return a resolution.

    Raises:
        DomainError: ``record_gone``.
    """
    row = records.get("resolution", resolution)
    if row is None:
        raise DomainError("record_gone", table="resolution", record=resolution)
    return row


@dataclass(frozen=True, slots=True)
class DraftResolution:
    """Write a new resolution for a meeting, numbered after the last."""

    meeting: str
    values: Mapping[str, Value]
    reason: str = ""
    resolution: str = field(default_factory=new_id)
    key: str = "command.draft_resolution"

    def writes(self, records: Records, specs: Specs) -> Iterator[Write]:
        """Yield the insert."""
        day = str(meeting_of(records, self.meeting)["date"])
        values: dict[str, Value] = {
            "number": resolution_number(records, day),
            **self.values,
            "meeting": self.meeting,
            "state": "draft",
        }
        yield from AddRow("resolution", values, record=self.resolution).writes(records, specs)


def begun_resolution(records: Records, meeting: str) -> dict[str, Value]:
    """Return what a new resolution of a meeting begins with, to be changed by whoever writes it.

    It is about the first item of the agenda that has none yet, and needs the majority that the
    last resolution needed.
    """
    day = str(meeting_of(records, meeting)["date"])
    begun: dict[str, Value] = {"meeting": meeting, "number": resolution_number(records, day)}
    taken = {row["agenda_item"] for row in records.find("resolution", meeting=meeting)}
    free = next((row for row in agenda(records, meeting) if row["id"] not in taken), None)
    if free is not None:
        begun["agenda_item"] = free["id"]
    return begun | usual_majority(records)


def usual_majority(records: Records) -> dict[str, Value]:
    """Return the majority that the last resolution needed, nothing when none says."""
    query = Query("resolution", where=(Condition("threshold_bp", "known"),), order=("-number",))
    last = next(iter(records.select(replace(query, limit=1))), None)
    return {name: last[name] for name in ("threshold_bp", "threshold_of")} if last else {}


@dataclass(frozen=True, slots=True)
class TableResolution:
    """Put a resolution to the vote at the meeting that is being held.

    Attributes:
        at: time of day of the vote, by which the votes present are counted; may be unknown.
    """

    resolution: str
    at: str | None = None
    reason: str = ""
    key: str = "command.table_resolution"

    def writes(self, records: Records, specs: Specs) -> Iterator[Write]:
        """Yield the change of state.

        Raises:
            DomainError: ``meeting_not_held``, ``mover_missing``.
        """
        row = resolution_of(records, self.resolution)
        _check_held(records, row)
        for name in ("mover", "seconder"):
            if not row[name]:
                raise DomainError("mover_missing", table="resolution", field=name)
        values: dict[str, Value] = {"state": "tabled"}
        if self.at is not None:
            values["voted_at"] = self.at
        yield from SetFields("resolution", self.resolution, values).writes(records, specs)


@dataclass(frozen=True, slots=True)
class CastVotes:
    """Record how many of a party's votes went one way on a resolution that is put to the vote.

    Attributes:
        way: field of the vote, e.g. ``votes_for``.
        count: votes; None takes them back.
    """

    resolution: str
    party: str
    way: str
    count: int | None
    reason: str = ""
    key: str = "command.cast_votes"

    def writes(self, records: Records, specs: Specs) -> Iterator[Write]:
        """Yield one insert or update.

        Raises:
            DomainError: ``not_put_to_vote``, ``votes_exceed_present``.
        """
        row = resolution_of(records, self.resolution)
        if row["state"] != "tabled":
            raise DomainError("not_put_to_vote", table="vote", field=self.way, value=row["number"])
        values: dict[str, Value] = {self.way: self.count or 0}
        found = records.find("vote", resolution=self.resolution, party=self.party)
        if found:
            yield from SetFields("vote", str(found[0]["id"]), values).writes(records, specs)
        elif self.count:
            whole = {"resolution": self.resolution, "party": self.party, **values}
            yield from AddRow("vote", whole).writes(records, specs)


@dataclass(frozen=True, slots=True)
class Decide:
    """Record the outcome of a vote: it follows from the votes.

    Attributes:
        outcome: what the chair announces; refused when the votes say otherwise. Empty takes
            what the votes say.
    """

    resolution: str
    outcome: Outcome | Literal[""] = ""
    reason: str = ""
    key: str = "command.decide_resolution"

    def writes(self, records: Records, specs: Specs) -> Iterator[Write]:
        """Yield the change of state.

        Raises:
            DomainError: ``no_quorum``, ``no_votes``, ``threshold_missing``,
                ``threshold_not_reached`` or ``threshold_reached``.
        """
        row = resolution_of(records, self.resolution)
        _check_held(records, row)
        _check_quorum(records, row)
        state = outcome_of(records, row)
        if self.outcome and self.outcome != state:
            raise _contradiction(records, row, self.outcome)
        yield from SetFields("resolution", self.resolution, {"state": state}).writes(records, specs)


def outcome_of(records: Records, resolution: Row) -> Outcome:
    """Return what the votes on a resolution say.

    Raises:
        DomainError: ``no_votes`` or ``threshold_missing``.
    """
    agreed, against, abstained = tally(records, str(resolution["id"]))
    if not agreed + against + abstained:
        raise DomainError("no_votes", table="resolution", value=resolution["number"])
    needed = whole_of(resolution, "threshold_bp")
    if needed is None:
        raise DomainError("threshold_missing", table="resolution", value=resolution["number"])
    reached = agreed >= votes_needed(voting_base(records, resolution), needed)
    return "adopted" if reached else "rejected"


def _contradiction(records: Records, row: Row, announced: Outcome) -> DomainError:
    agreed = tally(records, str(row["id"]))[0]
    return DomainError(
        "threshold_not_reached" if announced == "adopted" else "threshold_reached",
        table="resolution",
        field="state",
        value=agreed,
        cast=voting_base(records, row),
        limit_bp=row["threshold_bp"],
    )


def _check_held(records: Records, row: Row) -> None:
    meeting = meeting_of(records, str(row["meeting"]))
    if meeting["state"] != "held":
        raise DomainError("meeting_not_held", table="resolution", value=meeting["number"])


def _check_quorum(records: Records, row: Row) -> None:
    meeting = str(row["meeting"])
    if not quorum(records, meeting, text_of(row, "voted_at")).met:
        number = meeting_of(records, meeting)["number"]
        raise DomainError("no_quorum", table="resolution", field="state", value=number)


@dataclass(frozen=True, slots=True)
class PutOff:
    """Defer a resolution, or escalate it to the authority above; both need a reason."""

    resolution: str
    state: Literal["deferred", "escalated"]
    reason: str
    key: str = "command.put_off_resolution"

    def writes(self, records: Records, specs: Specs) -> Iterator[Write]:
        """Yield the change of state with its reason.

        Raises:
            DomainError: ``reason_missing``.
        """
        if not self.reason.strip():
            raise DomainError(
                "reason_missing",
                table="resolution",
                field="state_reason",
                machine="resolution_state",
                new=self.state,
            )
        values: dict[str, Value] = {"state": self.state, "state_reason": self.reason}
        yield from SetFields("resolution", self.resolution, values).writes(records, specs)
