"""The minutes: who was there, what was decided by which votes, who owes what by when."""

from __future__ import annotations

import re
from itertools import count
from typing import TYPE_CHECKING, Final

from domain.entities.checks import total_of
from domain.entities.meeting_party import in_the_room
from domain.entities.sharing_rule_version import ADOPTED
from domain.meetings.agenda import agenda
from domain.meetings.effects import signers
from domain.meetings.presence import attendance, quorum
from domain.reports.meeting_sheet import MINUTES, actions_table, facts, paper, written_of
from domain.reports.sheet import signed
from domain.reports.tree import (
    Column,
    Fact,
    Heading,
    Paragraph,
    Run,
    Table,
)
from domain.reports.tree import Row as Line
from domain.standing.rows import text, whole_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from domain.records import Records, Row
    from domain.reports.meeting_sheet import Meeting
    from domain.reports.request import ReportRequest
    from domain.reports.sheet import Written
    from domain.reports.tree import Block, Document, SignatureBlock
    from domain.text import Texts

KIND: Final = MINUTES
_LISTED: Final = re.compile("[、，]")
"""What parts the persons of a party where the clerk wrote them in Chinese."""
_WAYS: Final = ("votes_for", "votes_against", "votes_abstain")


def build(records: Records, texts: Texts, request: ReportRequest) -> Document:
    """Return the minutes of a meeting, in one language or in two; a draft until it is closed.

    Raises:
        DomainError: ``report_record_unknown``.
    """
    return paper(KIND, records, texts, request, _written)


def _written(meeting: Meeting) -> Written:
    page, records, ranks = meeting.page, meeting.page.records, count(1)
    items = agenda(records, meeting.record)
    resolutions = sorted(
        records.find("resolution", meeting=meeting.record), key=lambda row: text(row, "number")
    )
    topics = page.listed(text(row, "title") for row in items)
    head = [*facts(meeting), Fact(page.say("minutes.topics"), topics or "—")]
    blocks: list[Block] = [
        Heading(meeting.heading(next(ranks), page.say("minutes.attendance"))),
        *_attendance(meeting),
    ]
    blocks += _items(meeting, items, resolutions, ranks)
    if text(meeting.row, "minutes"):
        blocks.append(Heading(meeting.heading(next(ranks), page.say("minutes.remarks"))))
        blocks += [
            Paragraph(each, indent=page.lang == "zh")
            for each in text(meeting.row, "minutes").splitlines()
            if each.strip()
        ]
    actions = sorted(
        records.find("action_item", meeting=meeting.record), key=lambda row: text(row, "number")
    )
    if actions:
        blocks.append(Heading(meeting.heading(next(ranks), page.say("minutes.actions"))))
        title = page.say("actions.own")
        blocks.append(actions_table(meeting, actions, title, standing=False))
    blocks.append(_signatures(meeting))
    return written_of(KIND, meeting, head, blocks)


def _attendance(meeting: Meeting) -> list[Block]:
    page = meeting.page
    rows = attendance(page.records, meeting.record)
    names = ("party", "votes", "present", "persons", "time")
    right = ("votes", "present")
    columns = tuple(
        Column(
            page.say(f"minutes.attendance.{name}"),
            "right" if name in right else "left",
            weight=0.5 if name in right else 1.0,
            wrap=True if name == "persons" else None,
        )
        for name in names
    )
    here = [row for row in rows if in_the_room(row, None)]
    lines = [_present(meeting, row) for row in rows]
    whole, present = total_of(rows, "votes"), total_of(here, "votes")
    total = (page.say("minutes.total"), page.fmt.integer(whole), page.fmt.integer(present))
    lines.append(Line((*total, None, None), "total"))
    table = Table(
        page.table(),
        page.say("minutes.attendance.table"),
        columns,
        tuple(lines),
        unit=page.fmt.unit("votes"),
        density="compact",
    )
    return [table, _quorum(meeting)]


def _present(meeting: Meeting, row: Row) -> Line:
    page = meeting.page
    name = meeting.party(text(row, "party"))
    lead = text(row, "party") == text(meeting.row, "lead_party")
    role = "lead" if lead else "required" if row["required"] else ""
    if not row["votes"]:
        role = "observer"
    if role:
        name = page.say(f"minutes.role.{role}", party=name)
    came = in_the_room(row, None)
    time = "—"
    if came:
        left = text(row, "departure") or text(meeting.row, "end")
        time = page.say("minutes.time", arrival=text(row, "arrival"), departure=left or "—")
    votes = whole_of(row, "votes") or 0
    return Line(
        (
            name,
            page.fmt.integer(votes),
            page.fmt.integer(votes if came else 0),
            page.say("list.comma").join(_LISTED.split(text(row, "persons"))) or "—",
            time,
        )
    )


def _quorum(meeting: Meeting) -> Paragraph:
    page = meeting.page
    found = quorum(page.records, meeting.record)
    rule = page.say("minutes.quorum.none")
    if found.needed_bp is not None:
        rule = page.count(
            "minutes.quorum.rule",
            found.needed,
            share=page.fmt.percent(found.needed_bp, 2),
            whole=page.fmt.integer(found.whole),
        )
    required = ""
    if found.required:
        required = page.say("minutes.quorum.required", parties=meeting.parties(found.required))
    present = page.count("minutes.quorum.present", found.present)
    missing = ""
    if found.missing:
        missing = page.say("minutes.quorum.missing", parties=meeting.parties(found.missing))
    verdict = page.say("minutes.quorum.met" if found.met else "minutes.quorum.missed")
    plain = page.sentences(rule, required, present, missing)
    gap = "" if page.lang == "zh" else " "
    return Paragraph((Run(f"{plain}{gap}"), Run(verdict, "bold")), indent=page.lang == "zh")


def _items(
    meeting: Meeting, items: Sequence[Row], resolutions: Sequence[Row], ranks: Iterator[int]
) -> Iterator[Block]:
    """Yield what was said and decided, item by item; what belongs to none comes last."""
    page = meeting.page
    known = {text(row, "id") for row in items}
    for item in items:
        yield Heading(meeting.heading(next(ranks), text(item, "title")))
        if text(item, "note"):
            yield Paragraph(text(item, "note"), indent=page.lang == "zh")
        own = [row for row in resolutions if text(row, "agenda_item") == text(item, "id")]
        for row in own:
            yield from _resolution(meeting, row)
        if not own and not text(item, "note"):
            yield Paragraph(page.say("minutes.no_decision"), indent=page.lang == "zh")
    rest = [row for row in resolutions if text(row, "agenda_item") not in known]
    if rest:
        yield Heading(meeting.heading(next(ranks), page.say("minutes.other")))
    for row in rest:
        yield from _resolution(meeting, row)


def _resolution(meeting: Meeting, row: Row) -> Iterator[Block]:
    page, number = meeting.page, text(row, "number")
    mover, seconder = text(row, "mover"), text(row, "seconder")
    moved = ""
    if mover and seconder:
        moved = page.say(
            "minutes.moved", mover=meeting.party(mover), seconder=meeting.party(seconder)
        )
    share = whole_of(row, "threshold_bp")
    threshold = ""
    if share is not None:
        of = page.say(f"minutes.of.{text(row, 'threshold_of') or 'cast'}")
        threshold = page.say("minutes.threshold", share=page.fmt.percent(share, 2), of=of)
    said = page.say("minutes.text", number=number, text=text(row, "text"))
    zh = page.lang == "zh"
    yield Paragraph(page.sentences(said, moved, threshold), indent=zh)
    votes = page.records.find("vote", resolution=text(row, "id"))
    if votes:
        yield _votes(meeting, row, votes)
    # Minutes tell of the day of the meeting: what came after an adoption is none of theirs.
    outcome = "adopted" if row["state"] in ADOPTED else text(row, "state")
    state = page.say(
        "minutes.decision", number=number, state=page.choice("resolution_state", outcome)
    )
    reason = text(row, "state_reason")
    why = page.say("minutes.reason", reason=reason) if reason else ""
    old = page.records.get("resolution", text(row, "supersedes"))
    instead = page.say("minutes.supersedes", number=text(old, "number")) if old else ""
    yield Paragraph((Run(page.sentences(state, instead, why), "bold"),), indent=zh)


def _votes(meeting: Meeting, resolution: Row, votes: Sequence[Row]) -> Table:
    page = meeting.page
    cast = {text(vote, "party"): vote for vote in votes}
    lines, whole = [], 0
    for row in attendance(page.records, meeting.record):
        party, held = text(row, "party"), whole_of(row, "votes") or 0
        if not held and party not in cast:
            continue
        counts = [whole_of(cast.get(party, {}), way) or 0 for way in _WAYS]
        rest = max(held - sum(counts), 0)
        whole += rest
        lines.append(Line((meeting.party(party), *map(page.fmt.integer, (*counts, rest)))))
    totals = (*(total_of(votes, way) for way in _WAYS), whole)
    lines.append(Line((page.say("minutes.total"), *map(page.fmt.integer, totals)), "total"))
    heads = ("party", *_WAYS, "not_cast")
    columns = tuple(
        Column(page.say(f"minutes.vote.{name}"), "left" if name == "party" else "right",
               weight=1.6 if name == "party" else 0.5)
        for name in heads
    )  # fmt: skip
    title = page.say("minutes.vote.table", number=text(resolution, "number"))
    return Table(
        page.table(),
        title,
        columns,
        tuple(lines),
        unit=page.fmt.unit("votes"),
        density="compact",
    )


def _signatures(meeting: Meeting) -> SignatureBlock:
    """Return a place for each party that countersigns, and for the others that came."""
    page = meeting.page
    owed = signers(page.records, {"meeting": meeting.record})
    places = []
    for row in attendance(page.records, meeting.record):
        party = text(row, "party")
        if party in owed:
            places.append(page.say("minutes.sign", party=meeting.party(party)))
        elif in_the_room(row, None):
            places.append(page.say("minutes.attest", party=meeting.party(party)))
    return signed(page, places, post=True)
