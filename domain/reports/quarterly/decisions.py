"""The decisions a report asks for: at most three, the gravest first, each from the records."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from domain.errors import DomainError
from domain.indicators.benefit import benefits
from domain.models.settlement_inputs import settle
from domain.records import Condition, Query
from domain.standing.actions import overdue_actions
from domain.standing.operators import scorecards
from domain.standing.rows import text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from domain.reports.page import Page
    from domain.units import Quarter

MOST: Final = 3
_SETTLED: Final = ("agreed", "paid")
_LONG_OVERDUE_DAYS: Final = 90


def decisions(page: Page) -> tuple[str, ...]:
    """Return what the joint meeting is asked to decide, three at most.

    In this order: parties that are worse off, disputed settlements, the quarter's settlement,
    resolutions that a meeting without quorum deferred, the operator's missed thresholds,
    the action that is overdue longest.
    """
    found = [
        *_worse_off(page),
        *_disputed(page),
        *_settlement(page),
        *_votes(page),
        *_operator(page),
        *_overdue(page),
    ]
    return tuple(found[:MOST])


def _worse_off(page: Page) -> Iterator[str]:
    nets: dict[str, list[int | None]] = {}
    for quarter in page.period.quarters:
        for each in benefits(page.records, quarter):
            nets.setdefault(each.party, []).append(each.net_fen)
    for party, amounts in nets.items():
        known = [net for net in amounts if net is not None]
        if len(known) == len(amounts) and sum(known) < 0:
            amount, name = page.fmt.yuan(sum(known)), page.names.party_short(party)
            yield page.say(page.of_period("decision.worse_off"), party=name, amount=amount)


def _disputed(page: Page) -> Iterator[str]:
    rows = page.records.select(
        Query(
            "settlement",
            columns=("quarter",),
            where=(
                Condition("state", "=", "disputed"),
                Condition("quarter", "<=", str(page.quarter)),
            ),
            order=("quarter",),
        )
    )
    for quarter in dict.fromkeys(text(row, "quarter") for row in rows):
        yield page.say("decision.disputed", quarter=page.fmt.quarter(quarter))


def _settlement(page: Page) -> Iterator[str]:
    """Ask to approve what is due for the quarters that no settlement stands for."""
    waiting = {quarter: _unsettled(page, quarter) for quarter in page.period.quarters}
    asked = [quarter for quarter, due in waiting.items() if any(due.values())]
    if not asked:
        return
    due: Counter[str] = Counter()
    for quarter in asked:
        due.update(waiting[quarter])
    parts = [
        page.say(
            "decision.settlement.part",
            party=page.names.party_short(party),
            amount=page.fmt.yuan(amount),
        )
        for party, amount in due.items()
        if amount
    ]
    yield page.say(
        page.of_period("decision.settlement"),
        quarters=_named(page, asked),
        total=page.fmt.yuan(sum(due.values())),
        parts=page.listed(parts),
    )


def _named(page: Page, quarters: Sequence[Quarter]) -> str:
    """Return quarters by their names; the period's own where these are all of it."""
    if tuple(quarters) == page.period.quarters:
        return page.period_name()
    return page.listed(page.fmt.quarter(quarter) for quarter in quarters)


def _unsettled(page: Page, quarter: Quarter) -> dict[str, int]:
    """Return what each party is due for a quarter, nothing where its settlement stands."""
    try:
        result = settle(page.records, quarter)
    except DomainError:
        return {}  # terms that cannot be applied are told in the section on sharing
    recorded = page.records.select(
        Query("settlement", columns=("state",), where=(Condition("quarter", "=", str(quarter)),))
    )
    if recorded and all(row["state"] in _SETTLED for row in recorded):
        return {}
    # Of costs those are named to whom something is paid back.
    return {
        party: result.due_fen(party) + max(0, result.set_off_fen(party)) for party in result.parties
    }


def _votes(page: Page) -> Iterator[str]:
    """Ask for another vote on what the last meeting could not decide for want of a quorum."""
    last = page.day.isoformat()
    meetings = page.records.select(
        Query(
            "meeting",
            columns=("quorum_met",),
            where=(Condition("date", "<=", last), Condition("quorum_met", "known")),
            order=("-date",),
            limit=1,
        )
    )
    if not meetings or meetings[0]["quorum_met"] != 0:
        return
    rows = page.records.select(
        Query(
            "resolution",
            columns=("number", "text"),
            where=(
                Condition("meeting", "=", meetings[0]["id"]),
                Condition("state", "in", ("tabled", "deferred")),
            ),
            order=("number",),
        )
    )
    date = page.fmt.date(page.quarter.plus(1).last_day)
    for row in rows:
        words = text(row, "text").rstrip("。.")
        yield page.say("decision.vote_again", date=date, number=row["number"], text=words)


def _operator(page: Page) -> Iterator[str]:
    lines = scorecards(page.records, (page.quarter,))[page.quarter]
    items = [
        page.say(
            "decision.operator.item",
            name=line.name.read_in(page.lang),
            consequence=line.consequence.read_in(page.lang),
        )
        for line in lines
        if line.missed and line.consequence.known
    ]
    if items:
        together = page.say("decision.operator.separator").join(items)
        yield page.say("decision.operator", items=together)


def _overdue(page: Page) -> Iterator[str]:
    late = overdue_actions(page.records, page.day)
    longest = max(late, key=lambda each: each.days_late(page.day), default=None)
    if longest is not None and longest.days_late(page.day) > _LONG_OVERDUE_DAYS:
        yield page.count(
            "decision.overdue",
            longest.days_late(page.day),
            action=longest.number,
            what=longest.what,
        )
