"""The next 90 days: actions and meetings, leases that end, claw-back days."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from domain.reports.charts import Axis, Tick
from domain.reports.diagrams import Appointment, Calendar, Lane
from domain.reports.tree import Figure, Paragraph
from domain.standing.dues import dues
from domain.standing.space import spaces

if TYPE_CHECKING:
    from collections.abc import Sequence

    from domain.reports.page import Page
    from domain.standing.dues import Due

DAYS: Final = 90
_MOST: Final = 8
_LONGEST_WORDS: Final = 26


def coming(page: Page) -> list[Due]:
    """Return what falls due in the 90 days after the quarter."""
    return [each for each in dues(page.records, page.day, DAYS) if each.days_left > 0]


def calendar(page: Page) -> Figure | Paragraph:
    """Return the calendar in three lanes, or a sentence when nothing falls due."""
    ahead = coming(page)
    if not ahead:
        return Paragraph(page.say("follow_up.calendar.empty"))
    lanes = {
        "meetings": [each for each in ahead if each.kind in {"action", "meeting", "risk"}],
        "leases": [each for each in ahead if each.kind == "lease"],
        "claw_backs": [each for each in ahead if each.kind == "claw_back"],
    }
    marks = {"meetings": "square", "leases": "ring", "claw_backs": "triangle"}
    first, last = page.day + timedelta(days=1), page.day + timedelta(days=DAYS)
    drawn = tuple(
        Lane(
            page.say(f"follow_up.lane.{name}"),
            tuple(_appointment(page, each) for each in _chosen(found)),
            marks[name],  # type: ignore[arg-type]  # one of the shapes of a mark
        )
        for name, found in lanes.items()
        if found
    )
    left = len(ahead) - sum(len(_chosen(found)) for found in lanes.values())
    unit = page.say(
        "follow_up.calendar.unit",
        first=page.fmt.date(first),
        last=page.fmt.date(last),
        unit=page.fmt.unit_heading("money"),
    )
    return Figure(
        page.figure(),
        page.say("follow_up.calendar"),
        Calendar(drawn, _axis(page, first, last)),
        unit,
        page.count("follow_up.calendar.more", left) if left else "",
    )


def _chosen(found: Sequence[Due]) -> Sequence[Due]:
    """Return the days that fit on a lane: the largest sums where they are too many."""
    if len(found) <= _MOST:
        return found
    largest = sorted(found, key=lambda each: -(each.amount_fen or 0))[:_MOST]
    return [each for each in found if each in largest]


def _axis(page: Page, first: date, last: date) -> Axis:
    ticks: list[Tick] = []
    day = first
    while day <= last:
        name = page.texts.say(f"format.month.{day.month}", page.lang)
        ticks.append(Tick(float((day - first).days), name))
        day = date(day.year + day.month // 12, day.month % 12 + 1, 1)
    return Axis(0.0, float(DAYS), tuple(ticks))


def _appointment(page: Page, each: Due) -> Appointment:
    return Appointment(float(each.days_left - 1), _words(page, each))


def _words(page: Page, each: Due) -> str:
    day = each.on.day
    if each.kind == "lease":
        unit = next((unit for unit in spaces(page.records) if unit.record == each.unit), None)
        return page.say(
            "follow_up.calendar.lease",
            day=day,
            building=page.names.building(unit.building) if unit else "",
            area=page.fmt.area(unit.area if unit else None),
        )
    if each.kind == "claw_back":
        return page.say(
            "follow_up.calendar.claw_back",
            day=day,
            firm=page.names.firm_tiny(each.subject),
            amount=page.fmt.money(each.amount_fen),
        )
    if each.kind == "meeting":
        return page.say("follow_up.calendar.meeting", day=day, number=each.label)
    what = each.what or each.label
    words = what if len(what) <= _LONGEST_WORDS else f"{what[: _LONGEST_WORDS - 1]}…"
    return page.say("follow_up.calendar.action", day=day, what=words)
