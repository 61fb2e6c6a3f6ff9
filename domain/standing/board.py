"""Firms by stage on a day, each with the time it has spent there, and graduates to be followed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from statistics import median
from typing import TYPE_CHECKING, Final

from domain.records import Query
from domain.standing.rows import text
from domain.standing.stages import PROCESSES, first_dates, stage_moves
from domain.units import Quarter

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from domain.records import Records, Row
    from domain.standing.stages import StageMove

FOLLOWED_YEARS: Final = 5
"""How long a graduate is followed. Source: the practice of incubators."""

_FEBRUARY_28: Final = 28
_MONTHS: Final = 12


@dataclass(frozen=True, slots=True)
class Card:
    """A firm at its stage: ``days`` there, ``change`` the record that brought it there."""

    firm: str
    row: Row
    since: date
    days: int
    from_stage: str
    change: str

    @property
    def months(self) -> int:
        """Whole months at the stage."""
        until = self.since + timedelta(days=self.days)
        months = (until.year - self.since.year) * _MONTHS + until.month - self.since.month
        return months - (until.day < self.since.day)


@dataclass(frozen=True, slots=True)
class Lane:
    """A stage with its firms, the longest there first.

    Attributes:
        median_days: of the stays at this stage that have ended, None without any.
    """

    stage: str
    cards: tuple[Card, ...]
    median_days: float | None


def board(records: Records, process: str, on: date, trajectory: str = "") -> tuple[Lane, ...]:
    """Return every stage of a process with the firms that are there at the end of a day.

    Args:
        trajectory: ``I`` or ``II`` keeps firms of one trajectory only, empty takes all.
    """
    firms = {str(row["id"]): row for row in records.select(Query("firm"))}
    moves = [
        each
        for each in stage_moves(records, process)
        if each.date <= on and _wanted(firms.get(each.firm), trajectory)
    ]
    stays = _stays(moves)
    last = {each.firm: each for each in moves}
    lanes = []
    for stage in PROCESSES[process].states:
        there = [each for each in last.values() if each.to_stage == stage]
        cards = [_card(each, firms[each.firm], on) for each in there]
        cards.sort(key=lambda card: (-card.days, str(card.row["number"])))
        known = stays.get(stage)
        lanes.append(Lane(stage, tuple(cards), median(known) if known else None))
    return tuple(lanes)


def _wanted(firm: Row | None, trajectory: str) -> bool:
    return firm is not None and (not trajectory or text(firm, "trajectory") == trajectory)


def _card(move: StageMove, firm: Row, on: date) -> Card:
    days = (on - move.date).days
    return Card(move.firm, firm, move.date, days, move.from_stage, move.record)


def _stays(moves: Sequence[StageMove]) -> dict[str, list[int]]:
    """Return the days of every stay that has ended, by stage."""
    found: dict[str, list[int]] = {}
    before: dict[str, StageMove] = {}
    for move in moves:
        earlier = before.get(move.firm)
        if earlier is not None:
            found.setdefault(earlier.to_stage, []).append((move.date - earlier.date).days)
        before[move.firm] = move
    return found


@dataclass(frozen=True, slots=True)
class Following:
    """A graduate that is still followed.

    Attributes:
        until: last day of the five years.
        reported: ended quarters since graduation with a record of figures.
        expected: ended quarters since graduation.
    """

    firm: str
    row: Row
    graduated: date
    until: date
    reported: int
    expected: int


def followed(records: Records, on: date) -> tuple[Following, ...]:
    """Return the graduates followed on a day, those who owe most quarters first.

    Those who owe as many stand in the order of their next anniversary.
    """
    firms = {str(row["id"]): row for row in records.select(Query("firm"))}
    found = []
    for firm, graduated in first_dates(stage_moves(records), "graduated").items():
        until = years_later(graduated, FOLLOWED_YEARS)
        if firm not in firms or graduated > on or until < on:
            continue
        first = Quarter.of(graduated).plus(1)
        last = Quarter.of(on) if Quarter.of(on).last_day <= on else Quarter.of(on).plus(-1)
        expected = max(last.index - first.index + 1, 0)
        rows = records.find("firm_quarter", firm=firm)
        names = [text(row, "quarter") for row in rows if row.get("not_reported") != 1]
        reported = sum(str(first) <= name <= str(last) for name in names)
        found.append(Following(firm, firms[firm], graduated, until, reported, expected))
    found.sort(key=lambda each: (each.reported - each.expected, next_mark(each, on)))
    return tuple(found)


def years_later(day: date, years: int) -> date:
    """Return the same day some years later, 28 February for the 29th where there is none."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=_FEBRUARY_28)


def next_mark(each: Following, on: date) -> date:
    """Return the next anniversary of graduation from a day on, at most the last of them."""
    for years in range(1, FOLLOWED_YEARS):
        mark = years_later(each.graduated, years)
        if mark >= on:
            return mark
    return each.until


def is_overdue(mark: date, on: date, today: date) -> bool:
    """Tell whether the day of the review that comes next after the day shown is past today.

    Only from the quarter that ended last on: earlier ones show what came next then.
    """
    return mark < today and Quarter.of(today).plus(-1).last_day <= on
