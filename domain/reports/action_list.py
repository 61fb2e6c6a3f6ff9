"""The list of actions: what a meeting asked for, and what earlier ones are still owed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from domain.records import Condition, Query
from domain.reports.meeting_sheet import actions_table, facts, paper, written_of
from domain.reports.sheet import signed
from domain.reports.tree import Paragraph
from domain.standing.rows import text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from domain.records import Records, Row
    from domain.reports.meeting_sheet import Meeting
    from domain.reports.request import ReportRequest
    from domain.reports.sheet import Written
    from domain.reports.tree import Block, Document, SignatureBlock
    from domain.text import Texts

KIND: Final = "actions"


def build(records: Records, texts: Texts, request: ReportRequest) -> Document:
    """Return the list of actions that a meeting hands out, in one language or in two.

    Raises:
        DomainError: ``report_record_unknown``.
    """
    return paper(KIND, records, texts, request, _written)


def _written(meeting: Meeting) -> Written:
    page, records = meeting.page, meeting.page.records
    rows = records.select(Query("action_item", order=("due", "number")))
    own = [row for row in rows if row["meeting"] == meeting.record]
    before = {
        text(row, "id")
        for row in records.select(
            Query(
                "action_item",
                columns=("number",),
                where=(
                    Condition("meeting.date", "<", text(meeting.row, "date")),
                    Condition("state", "in", ("open", "in_progress", "submitted", "blocked")),
                ),
            )
        )
    }
    earlier = [row for row in rows if text(row, "id") in before]
    blocks: list[Block] = []
    if own:
        blocks.append(actions_table(meeting, own, page.say("actions.own")))
    if earlier:
        blocks.append(actions_table(meeting, earlier, page.say("actions.earlier")))
    if blocks:
        blocks.append(_received(meeting, [*own, *earlier]))
    else:
        blocks.append(Paragraph(page.say("actions.none")))
    return written_of(KIND, meeting, facts(meeting), blocks)


def _received(meeting: Meeting, rows: Sequence[Row]) -> SignatureBlock:
    """Return places where those who preside and those who owe an action sign for the list."""
    lead = text(meeting.row, "lead_party")
    owing = dict.fromkeys(text(row, "owner_party") for row in rows)
    given = [meeting.page.say("actions.given", party=meeting.party(lead))] if lead else []
    taken = [
        meeting.page.say("actions.received", party=meeting.party(party))
        for party in owing
        if party and party != lead
    ]
    return signed(meeting.page, [*given, *taken])
