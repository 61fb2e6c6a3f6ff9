"""The convocation: to whom, when, where, about what a joint meeting is called."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from domain.meetings.agenda import agenda
from domain.meetings.presence import attendance, quorum
from domain.reports.meeting_sheet import facts, paper, written_of
from domain.reports.tree import (
    Column,
    Heading,
    Paragraph,
    SealPlace,
    SignatureBlock,
    Table,
)
from domain.reports.tree import Row as Line
from domain.standing.rows import text, whole_of

if TYPE_CHECKING:
    from domain.records import Records
    from domain.reports.meeting_sheet import Meeting
    from domain.reports.request import ReportRequest
    from domain.reports.sheet import Written
    from domain.reports.tree import Block, Document
    from domain.text import Texts

KIND: Final = "convocation"


def build(records: Records, texts: Texts, request: ReportRequest) -> Document:
    """Return the convocation of a meeting, in one language or in two side by side.

    Raises:
        DomainError: ``report_record_unknown``.
    """
    return paper(KIND, records, texts, request, _written)


def _written(meeting: Meeting) -> Written:
    page, records = meeting.page, meeting.page.records
    parties = [text(row, "party") for row in attendance(records, meeting.record)]
    blocks: list[Block] = [
        Paragraph(page.say("convocation.to", parties=meeting.parties(parties))),
        Paragraph(_call(meeting), indent=page.lang == "zh"),
        Heading(meeting.heading(1, page.say("convocation.agenda"))),
    ]
    blocks += _agenda(meeting)
    drafts = sorted(
        records.find("resolution", meeting=meeting.record), key=lambda row: text(row, "number")
    )
    if drafts:
        blocks.append(Heading(meeting.heading(2, page.say("convocation.drafts"))))
        blocks += [
            Paragraph(
                page.say("convocation.draft", number=text(row, "number"), text=text(row, "text"))
            )
            for row in drafts
        ]
    blank = page.texts.say("pdf.date_blank", page.lang)
    lead = SealPlace(meeting.party(text(meeting.row, "lead_party")), lines=(("", blank),))
    blocks.append(SignatureBlock((lead,)))
    return written_of(KIND, meeting, facts(meeting), blocks)


def _call(meeting: Meeting) -> str:
    page = meeting.page
    found = quorum(page.records, meeting.record)
    place = meeting.place()
    call = page.say("convocation.call", when=meeting.when(), place=place)
    if not place:
        call = page.say("convocation.call_open", when=meeting.when())
    if found.needed_bp is None:
        return call
    rule = page.count(
        "convocation.quorum",
        found.needed,
        share=page.fmt.percent(found.needed_bp, 2),
        whole=page.fmt.integer(found.whole),
    )
    required = ""
    if found.required:
        required = page.say("convocation.required", parties=meeting.parties(found.required))
    return page.sentences(call, rule, required)


def _agenda(meeting: Meeting) -> list[Block]:
    page = meeting.page
    rows = agenda(page.records, meeting.record)
    if not rows:
        return [Paragraph(page.say("convocation.no_agenda"))]
    lines = []
    for row in rows:
        minutes = whole_of(row, "duration")
        lines.append(
            Line(
                (
                    page.fmt.integer(whole_of(row, "rank")),
                    text(row, "title"),
                    text(row, "note") or None,
                    page.fmt.integer(minutes),
                )
            )
        )
    columns = (
        Column(page.say("convocation.rank"), weight=0),
        Column(page.say("convocation.item"), weight=1.4, wrap=True),
        Column(page.say("convocation.note"), wrap=True),
        Column(page.say("convocation.minutes"), "right", weight=0),
    )
    return [Table("", "", columns, tuple(lines))]
