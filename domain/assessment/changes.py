"""What changed in a quarter: moves of firms, steps of projects, meetings and resolutions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from domain.records import Condition, Query
from domain.standing.returns import projects
from domain.standing.rows import day, text
from domain.standing.stages import moves_in, stage_moves

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from domain.records import Records
    from domain.units import Quarter

ChangeKind = Literal["stage", "return", "resolution", "no_quorum"]


@dataclass(frozen=True, slots=True)
class Happening:
    """Something that happened on a day.

    Attributes:
        kind: ``stage`` (a firm moved), ``return`` (a project moved), ``resolution`` (decided),
            ``no_quorum`` (a meeting could not decide).
        record: the stage change, milestone, resolution or meeting.
        subject: record of the firm, project or meeting it concerns.
        label: its number.
        state: stage or state reached, result of a resolution.
        before: stage left, empty when none.
        reason: as it was typed.
        process: ``incubation`` or ``mode_2`` for stages.
    """

    kind: ChangeKind
    record: str
    subject: str
    label: str
    on: date
    state: str
    before: str = ""
    reason: str = ""
    process: str = ""


def happenings(records: Records, quarter: Quarter) -> tuple[Happening, ...]:
    """Return what happened in a quarter, the newest first."""
    found = [*_stages(records, quarter), *_returns(records, quarter)]
    found += [*_meetings(records, quarter)]
    return tuple(sorted(found, key=lambda each: (each.on, each.label), reverse=True))


def _stages(records: Records, quarter: Quarter) -> Iterator[Happening]:
    for process in ("incubation", "mode_2"):
        for move in moves_in(stage_moves(records, process), quarter):
            yield Happening(
                "stage",
                move.record,
                move.firm,
                move.number,
                move.date,
                move.to_stage,
                move.from_stage,
                move.reason,
                process,
            )


def _returns(records: Records, quarter: Quarter) -> Iterator[Happening]:
    for project in projects(records):
        before = ""
        for step in project.milestones:
            if quarter.first_day <= step.date <= quarter.last_day:
                yield Happening(
                    "return",
                    step.record,
                    project.record,
                    project.number,
                    step.date,
                    step.state,
                    before,
                    step.reason,
                )
            before = step.state


def _meetings(records: Records, quarter: Quarter) -> Iterator[Happening]:
    within = (quarter.first_day.isoformat(), quarter.last_day.isoformat())
    meetings = records.select(
        Query(
            "meeting",
            columns=("number", "date", "quorum_met"),
            where=(Condition("date", ">=", within[0]), Condition("date", "<=", within[1])),
        )
    )
    for row in meetings:
        held = day(row, "date")
        if held is not None and row["quorum_met"] == 0:
            record = text(row, "id")
            yield Happening("no_quorum", record, record, text(row, "number"), held, "no_quorum")
    resolutions = records.select(
        Query(
            "resolution",
            columns=("number", "meeting", "meeting.date", "state", "state_reason"),
            where=(
                Condition("meeting.date", ">=", within[0]),
                Condition("meeting.date", "<=", within[1]),
            ),
        )
    )
    for row in resolutions:
        held = day(row, "meeting.date")
        if held is not None:
            yield Happening(
                "resolution",
                text(row, "id"),
                text(row, "meeting"),
                text(row, "number"),
                held,
                text(row, "state"),
                reason=text(row, "state_reason"),
            )
