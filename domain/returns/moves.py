"""Move a return project from milestone to milestone."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, ClassVar, Final

from domain.commands import AddRow
from domain.entities.checks import text_of
from domain.entities.machines import RETURN
from domain.errors import DomainError
from domain.ids import new_id

if TYPE_CHECKING:
    from collections.abc import Iterator

    from domain.records import Records, Row, Specs, Write
    from domain.standing.returns import Project

STALLED: Final = "stalled"
ABANDONED: Final = "abandoned"
REASONED: Final = RETURN.reasoned
"""States that may only be entered with a reason."""


def offered(states: tuple[str, ...]) -> tuple[str, ...]:
    """Return the states that may follow, the way forward first.

    Args:
        states: states of a project so far, the oldest first; empty when it has not begun.

    A stalled project resumes where it was, or is abandoned.
    """
    last = states[-1] if states else ""
    if last != STALLED:
        return RETURN.moves.get(last, ())
    before = next((each for each in reversed(states) if each != STALLED), "")
    return (before, ABANDONED) if before else (ABANDONED,)


def offered_to(project: Project) -> tuple[str, ...]:
    """Return the states that may follow the last milestone of a project."""
    return offered(tuple(each.state for each in project.milestones))


@dataclass(frozen=True, slots=True)
class MoveProject:
    """Record that a project reached its next state.

    Attributes:
        project: id of the project.
        state: the state it reached.
        on: the day, ISO.
        today: day of the entry; a milestone lies not after it.
        evidence: document that shows it.
        reason: why; asked where the state is one of ``REASONED``.
        record: id of the milestone that is added.
    """

    project: str
    state: str
    on: str
    today: date
    evidence: str = ""
    reason: str = ""
    record: str = field(default_factory=new_id)

    keys: ClassVar = {STALLED: "command.stall_project", ABANDONED: "command.abandon_project"}

    @property
    def key(self) -> str:
        """Name the action by the state that is entered."""
        return self.keys.get(self.state, "command.advance_project")

    def writes(self, records: Records, specs: Specs) -> Iterator[Write]:
        """Yield the milestone.

        Raises:
            DomainError: the state may not follow, a reason or the day is missing, the day lies
                before the last milestone or after today, its quarter is closed.
        """
        if records.get("return_project", self.project) is None:
            raise DomainError("record_gone", table="return_project", record=self.project)
        _check_day(records, self.project, self.on, self.today)
        states = tuple(str(row["state"]) for row in steps(records, self.project))
        if states and states[-1] == STALLED and self.state not in offered(states):
            raise _resumed_elsewhere(states, self.state)
        values = {
            "project": self.project,
            "state": self.state,
            "date": self.on or None,
            "evidence": self.evidence.strip() or None,
            "reason": self.reason.strip() or None,
        }
        added = AddRow("return_milestone", values, self.reason, self.record)
        yield from added.writes(records, specs)


def steps(records: Records, project: str) -> list[Row]:
    """Return the milestones of a project, the oldest first."""
    found = records.find("return_milestone", project=project)
    return sorted(found, key=lambda row: (str(row["date"]), str(row["id"])))


def _check_day(records: Records, project: str, on: str, today: date) -> None:
    """Refuse a day that cannot be that of the next milestone; an ill-written one is the field's."""
    try:
        day = date.fromisoformat(on)
    except ValueError:
        return
    known = steps(records, project)
    last = text_of(known[-1], "date") if known else None
    place = {"table": "return_milestone", "field": "date"}
    if last is not None and on < last:
        raise DomainError("milestone_before_last", value=on, first=last, **place)
    if day > today:
        raise DomainError("milestone_in_future", value=on, limit=today.isoformat(), **place)


def _resumed_elsewhere(states: tuple[str, ...], state: str) -> DomainError:
    stage = offered(states)[0]
    return DomainError(
        "resumes_elsewhere", table="return_milestone", field="state", value=state, stage=stage
    )
