"""Follow-up and outlook: open actions, resolutions, the next 90 days, risks, data quality."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from domain.records import Aggregate, Condition, Query
from domain.reports.quarterly.ahead import calendar
from domain.reports.quarterly.quality import blocks as quality
from domain.reports.quarterly.risks import table as risks
from domain.reports.tree import Column, MicroBar, Row, Run, Section, Table
from domain.standing.actions import actions
from domain.standing.rows import amount, text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from domain.records import Row as Record
    from domain.reports.page import Page
    from domain.reports.tree import Block, Cell
    from domain.standing.actions import Action

_MOST: Final = 12
_FATES: Final = {
    "adopted": "adopted",
    "countersigned": "adopted",
    "in_force": "adopted",
    "executed": "adopted",
    "superseded": "adopted",
    "rejected": "rejected",
    "deferred": "deferred",
    "escalated": "escalated",
    "draft": "pending",
    "tabled": "pending",
}
_ORDER: Final = ("adopted", "rejected", "deferred", "escalated", "pending")
_UNDECIDED: Final = ("draft", "tabled", "deferred", "escalated")


def build(page: Page) -> Section:
    """Return the section on what is to be followed; it exists in every report."""
    known = [each for each in actions(page.records) if each.known_at(page.day)]
    blocks: list[Block] = []
    still = [each for each in known if not each.closed_at(page.day)]
    if still:
        blocks.append(_actions(page, still))
    resolutions = _resolutions(page)
    owed = _owed(page)
    # Those that were adopted are followed by their actions, in the table above; a year's report
    # lists all that were brought in the year.
    first = page.period.first_day.isoformat()
    own = [row for row in resolutions if text(row, "meeting.date") >= first]
    waiting = [
        row
        for row in resolutions
        if row["state"] in _UNDECIDED or (page.period.annual and row in own)
    ]
    if waiting:
        blocks.append(_table(page, waiting, owed))
    blocks += [calendar(page), *risks(page), *quality(page)]
    title = page.say("part.follow_up")
    told = own if page.period.annual else resolutions
    return Section("", title, tuple(blocks), finding=_finding(page, known, told))


def _resolutions(page: Page) -> list[Record]:
    return page.records.select(
        Query(
            "resolution",
            columns=("number", "text", "state", "meeting.date"),
            where=(Condition("meeting.date", "<=", page.day.isoformat()),),
            order=("-number",),
        )
    )


def _finding(page: Page, known: Sequence[Action], resolutions: Sequence[Record]) -> str:
    if not known and not resolutions:
        return page.say("follow_up.finding.none")
    return page.sentences(_decided(page, resolutions), _done(page, known))


def _decided(page: Page, resolutions: Sequence[Record]) -> str:
    fates = Counter(_FATES[text(row, "state")] for row in resolutions)
    if not fates:
        return page.say("follow_up.finding.no_resolution") if page.period.annual else ""
    parts = [
        page.count(f"follow_up.finding.part.{fate}", fates[fate]) for fate in _ORDER if fates[fate]
    ]
    return page.say(
        page.of_period("follow_up.finding.resolutions"),
        count=len(resolutions),
        total=page.fmt.integer(len(resolutions)),
        parts=page.say("list.comma").join(parts),
    )


def _done(page: Page, known: Sequence[Action]) -> str:
    if not known:
        return ""
    late = [days for each in known if (days := each.days_late(page.day))]
    closed = sum(each.closed_at(page.day) for each in known)
    values = {
        "count": len(known),
        "total": page.fmt.integer(len(known)),
        "closed": page.count("follow_up.finding.closed", closed),
    }
    if not late:
        return page.say("follow_up.finding.actions.good", **values)
    return page.say(
        "follow_up.finding.actions",
        late=page.count("follow_up.finding.late", len(late)),
        days=page.fmt.integer(max(late)),
        **values,
    )


def _actions(page: Page, still: Sequence[Action]) -> Table:
    ordered = sorted(still, key=lambda each: (each.due, each.number))
    longest = max(each.days_late(page.day) for each in ordered) or 1
    names = ("number", "what", "who", "due", "state", "days")
    heads = [page.say(f"follow_up.action.{name}") for name in names]
    left = len(ordered) - _MOST
    return Table(
        page.table(),
        page.say("follow_up.actions"),
        (
            Column(heads[0], weight=0),
            Column(heads[1], weight=2),
            Column(heads[2], narrow=False),
            Column(heads[3], weight=0),
            Column(heads[4], weight=0),
            Column(heads[5], "right", weight=0),
            Column("", weight=0, narrow=False),
        ),
        tuple(_action(page, each, longest) for each in ordered[:_MOST]),
        unit=page.as_of(),
        note=page.sentences(
            page.count("follow_up.actions.more", left) if left > 0 else "", *_oddities(page)
        ),
        density="tight",
    )


def _action(page: Page, each: Action, longest: int) -> Row:
    days = each.days_late(page.day)
    late: Cell = (Run(page.say("follow_up.action.not_due"), "muted"),)
    if days:
        late = (Run(page.fmt.integer(days), "bold"),)
    party = page.names.party_short(each.owner_party)
    who = party
    if each.owner_person:
        who = page.say("follow_up.action.person", party=party, person=each.owner_person)
    return Row(
        (
            each.number,
            each.what,
            who,
            page.fmt.date(each.due, "numeric"),
            page.choice("action_state", each.state),
            late,
            MicroBar(float(days), float(longest), alert=True) if days else None,
        )
    )


def _oddities(page: Page) -> list[str]:
    """Tell what the records of the meetings say that cannot be right; it is kept as typed."""
    found = [*_too_many_votes(page)]
    rows = page.records.select(
        Query(
            "action_item",
            columns=("number", "due", "meeting.date"),
            where=(Condition("meeting.date", "<=", page.day.isoformat()),),
            order=("number",),
        )
    )
    found += [
        page.say("follow_up.finding.due", number=row["number"])
        for row in rows
        if text(row, "due") < text(row, "meeting.date")
    ]
    return found + _bad_shares(page)


def _too_many_votes(page: Page) -> list[str]:
    rows = page.records.aggregate(
        Query("vote", where=(Condition("resolution", "known"),)),
        (Aggregate("votes", "total", "votes_for"),),
        by=("resolution",),
    )
    cast = {text(row, "resolution"): amount(row, "votes") for row in rows}
    resolutions = page.records.select(
        Query(
            "resolution",
            columns=("number", "meeting.date", "meeting.votes_present"),
            where=(Condition("meeting.date", "<=", page.day.isoformat()),),
            order=("number",),
        )
    )
    return [
        page.say(
            "follow_up.finding.votes",
            number=row["number"],
            votes=cast[text(row, "id")],
            present=amount(row, "meeting.votes_present"),
        )
        for row in resolutions
        if row["meeting.votes_present"] is not None
        and cast.get(text(row, "id"), 0) > amount(row, "meeting.votes_present")
    ]


def _bad_shares(page: Page) -> list[str]:
    from domain.entities.resolution import proposed_share_total

    found: list[str] = []
    for row in reversed(_resolutions(page)):
        total = proposed_share_total(text(row, "text"))
        if total is not None and total != 10_000:  # noqa: PLR2004 - a whole in basis points
            share = page.fmt.percent(total, 0)
            found.append(page.say("follow_up.finding.shares", number=row["number"], share=share))
    return found


def _owed(page: Page) -> Counter[str]:
    """Count the open actions of each resolution."""
    rows = page.records.select(
        Query(
            "action_item",
            columns=("resolution", "state"),
            where=(Condition("state", "in", ("open", "in_progress", "submitted", "blocked")),),
        )
    )
    return Counter(text(row, "resolution") for row in rows)


def _table(page: Page, waiting: Sequence[Record], owed: Counter[str]) -> Table:
    """List the resolutions on which nobody has decided yet."""
    votes = page.records.aggregate(
        Query("vote"),
        tuple(Aggregate(name, "total", f"votes_{name}") for name in ("for", "against", "abstain")),
        by=("resolution",),
    )
    cast = {text(row, "resolution"): row for row in votes}
    heads = [
        page.say(f"follow_up.resolution.{name}")
        for name in ("number", "text", "state", "votes", "actions")
    ]
    return Table(
        page.table(),
        page.say(page.of_period("follow_up.resolutions")),
        (
            Column(heads[0], weight=0),
            Column(heads[1], weight=3, wrap=True),
            Column(heads[2], weight=0),
            Column(heads[3], "right", weight=0, narrow=False),
            Column(heads[4], "right", weight=0, narrow=False),
        ),
        tuple(_resolution(page, row, cast, owed) for row in waiting[:_MOST]),
        unit=page.as_of(),
        density="tight",
    )


def _resolution(page: Page, row: Record, cast: dict[str, Record], owed: Counter[str]) -> Row:
    record = text(row, "id")
    votes = cast.get(record)
    words = page.fmt.number(None)
    if votes is not None:
        words = "/".join(str(amount(votes, name)) for name in ("for", "against", "abstain"))
    return Row(
        (
            text(row, "number"),
            text(row, "text"),
            page.choice("resolution_state", text(row, "state")),
            words,
            page.fmt.integer(owed[record]),
        )
    )
