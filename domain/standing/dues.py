"""What is due: actions, claw-backs, leases, risks within the next days, and what is overdue."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Literal

from domain.records import Condition, Query
from domain.standing.actions import actions
from domain.standing.incentives import grants
from domain.standing.rows import day, text
from domain.standing.space import tenancies

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from domain.records import Records

DueKind = Literal["action", "claw_back", "lease", "meeting", "risk"]
_TABLES = {
    "action": "action_item",
    "claw_back": "incentive",
    "lease": "lease",
    "meeting": "meeting",
    "risk": "risk",
}


@dataclass(frozen=True, slots=True)
class Due:
    """Something with a last day.

    Attributes:
        kind: what it is; ``table`` and ``record`` tell where it stands.
        on: last day.
        days_left: from the day asked about; negative when it is overdue.
        label: number or title, as it was typed.
        subject: record of the firm or party it concerns, empty when none.
        unit: record of the unit, for leases.
        amount_fen: money at stake, None when none is known.
        person: who is to do it.
        what: the task in the words of the record, else empty.
    """

    kind: DueKind
    record: str
    on: date
    days_left: int
    label: str
    subject: str = ""
    unit: str = ""
    amount_fen: int | None = None
    person: str = ""
    what: str = ""

    @property
    def table(self) -> str:
        """Entity of the record."""
        return _TABLES[self.kind]

    @property
    def overdue(self) -> bool:
        """Tell whether the last day has passed."""
        return self.days_left < 0


def dues(records: Records, on: date, days: int = 90) -> tuple[Due, ...]:
    """Return what is overdue on a day, and what falls due in the days after it.

    Overdue are only actions that are not closed. Order: overdue actions first, the last due on
    top, then all else by day.
    """
    last = on + timedelta(days=days)
    found = [*_actions(records, on, last), *_claw_backs(records, on, last)]
    found += [*_leases(records, on, last), *_planned(records, on, last)]
    late = sorted((each for each in found if each.overdue), key=lambda each: -each.days_left)
    ahead = sorted(
        (each for each in found if not each.overdue), key=lambda each: (each.on, each.label)
    )
    return (*late, *ahead)


def _actions(records: Records, on: date, last: date) -> Iterator[Due]:
    for each in actions(records):
        if each.known_at(on) and not each.closed_at(on) and each.due <= last:
            yield Due(
                "action",
                each.record,
                each.due,
                (each.due - on).days,
                each.number,
                subject=each.owner_party,
                person=each.owner_person,
                what=each.what,
            )


def _claw_backs(records: Records, on: date, last: date) -> Iterator[Due]:
    for each in grants(records):
        if each.claw_back is not None and on < each.claw_back <= last and each.start <= on:
            yield Due(
                "claw_back",
                each.record,
                each.claw_back,
                (each.claw_back - on).days,
                each.number,
                subject=each.firm,
                amount_fen=each.amount_fen,
            )


def _leases(records: Records, on: date, last: date) -> Iterator[Due]:
    for each in tenancies(records):
        if each.start <= on < each.until <= last:
            left = (each.until - on).days
            yield Due(
                "lease",
                each.record,
                each.until,
                left,
                each.number,
                subject=each.firm,
                unit=each.unit,
            )


def _planned(records: Records, on: date, last: date) -> Iterator[Due]:
    within = (on.isoformat(), last.isoformat())
    meetings = Query(
        "meeting",
        columns=("number", "date", "lead_party"),
        where=(
            Condition("date", ">", within[0]),
            Condition("date", "<=", within[1]),
            Condition("state", "=", "planned"),
        ),
    )
    for row in records.select(meetings):
        held = day(row, "date")
        if held is not None:
            subject = text(row, "lead_party")
            yield Due(
                "meeting", text(row, "id"), held, (held - on).days, text(row, "number"), subject
            )
    risks = Query(
        "risk",
        columns=("title", "due", "owner_party"),
        where=(
            Condition("due", ">", within[0]),
            Condition("due", "<=", within[1]),
            Condition("state", "=", "open"),
        ),
    )
    for row in records.select(risks):
        due = day(row, "due")
        if due is not None:
            subject = text(row, "owner_party")
            yield Due("risk", text(row, "id"), due, (due - on).days, text(row, "title"), subject)
