"""Stages of firms on a day, and the moves between them."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING, Final

from domain.entities.machines import INCUBATION, MODE_2
from domain.records import Condition, Query
from domain.standing.kept import kept
from domain.standing.rows import day

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from domain.records import Records
    from domain.units import Quarter

PROCESSES: Final = {"incubation": INCUBATION, "mode_2": MODE_2}
IN_INCUBATION: Final = ("incubating", "on_watch", "ready")
"""Stages of a firm that is being incubated."""

LEFT: Final = ("exited", "withdrawn", "rejected")
"""Stages of a firm that has left, or was never let in."""

_DATE: Final = attrgetter("date")
_COLUMNS: Final = (
    "firm",
    "firm.number",
    "from_stage",
    "to_stage",
    "date",
    "criteria",
    "reason",
)


@dataclass(frozen=True, slots=True)
class StageMove:
    """One change of stage: ``firm`` is the record, ``number`` what people call it."""

    firm: str
    number: str
    from_stage: str
    to_stage: str
    date: date
    criteria: str
    reason: str
    record: str


@kept
def stage_moves(records: Records, process: str = "incubation") -> tuple[StageMove, ...]:
    """Return all moves of a process, the oldest first."""
    rows = records.select(
        Query(
            "stage_change",
            columns=_COLUMNS,
            where=(Condition("process", "=", process),),
            order=("date",),
        )
    )
    # Many moves are of one day: each is read once.
    days = {row["date"]: row for row in rows}
    read = {text: day(row, "date") for text, row in days.items()}
    return tuple(
        StageMove(
            str(row["firm"] or ""),
            str(row["firm.number"] or ""),
            str(row["from_stage"] or ""),
            str(row["to_stage"] or ""),
            on,
            str(row["criteria"] or ""),
            str(row["reason"] or ""),
            str(row["id"]),
        )
        for row in rows
        if (on := read[row["date"]]) is not None
    )


def stages_at(moves: Iterable[StageMove], on: date) -> dict[str, str]:
    """Return the stage of every firm (by record) at the end of a day."""
    return {move.firm: move.to_stage for move in moves if move.date <= on}


def stages_through(moves: Sequence[StageMove], days: Sequence[date]) -> Iterator[Mapping[str, str]]:
    """Yield the stage of every firm (by record) at the end of each of some days.

    It is one mapping, carried on from day to day: each is used before the next is asked for.

    Args:
        moves: the oldest first.
        days: the earliest first.
    """
    at: dict[str, str] = {}
    done = 0
    for on in days:
        upto = bisect_right(moves, on, lo=done, key=_DATE)
        at.update((move.firm, move.to_stage) for move in moves[done:upto])
        done = upto
        yield at


def stage_counts(
    moves: Iterable[StageMove], on: date, process: str = "incubation"
) -> dict[str, int]:
    """Return how many firms are at each stage of a process, in the order of the process."""
    counts = Counter(stages_at(moves, on).values())
    return {stage: counts.get(stage, 0) for stage in PROCESSES[process].states}


def moves_in(moves: Iterable[StageMove], quarter: Quarter) -> tuple[StageMove, ...]:
    """Return the moves of a quarter."""
    first, last = quarter.first_day, quarter.last_day
    return tuple(move for move in moves if first <= move.date <= last)


def arrivals(moves: Iterable[StageMove], quarter: Quarter) -> dict[str, int]:
    """Return how many firms entered each stage in a quarter."""
    return Counter(move.to_stage for move in moves_in(moves, quarter))


def first_dates(moves: Iterable[StageMove], stage: str) -> Mapping[str, date]:
    """Return the day on which each firm first entered a stage."""
    found: dict[str, date] = {}
    for move in moves:
        if move.to_stage == stage:
            found.setdefault(move.firm, move.date)
    return found
