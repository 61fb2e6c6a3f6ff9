"""What the papers of a meeting share: finding it, its facts, its parties and actions in words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from domain.errors import DomainError
from domain.reports.sheet import (
    Written,
    recorded_quarter,
    sheet_in,
    sheet_page,
    sheet_section,
    subject,
)
from domain.reports.tree import Column, Fact, Table
from domain.reports.tree import Row as Line
from domain.standing.rows import text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from domain.records import Records, Row
    from domain.reports.page import Page
    from domain.reports.request import ReportRequest
    from domain.reports.tree import Block, Document
    from domain.text import Texts
    from domain.units import Quarter

MINUTES: Final = "minutes"
_NUMBER: Final = re.compile(r"M-(\d{4})-(\d+)")
_NAMED_IN: Final = ("name_zh", "name_fr", "name_en")


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting and the hand that writes about it."""

    page: Page
    row: Row
    request: ReportRequest

    @property
    def record(self) -> str:
        """Id of the meeting."""
        return text(self.row, "id")

    @property
    def number(self) -> str:
        """Number of the meeting."""
        return text(self.row, "number")

    def heading(self, rank: int, title: str) -> str:
        """Return a numbered heading: 二、督办事项."""
        number = self.page.say(f"section_number.{rank}")
        return self.page.say("meeting.heading", number=number, title=title)

    def party(self, party: str) -> str:
        """Return a party's full name."""
        return self.page.names.party(party)

    def parties(self, parties: Sequence[str]) -> str:
        """Return an enumeration of parties."""
        return self.page.listed(self.party(each) for each in parties)

    def place(self) -> str:
        """Return where it meets; a territory on record has its name in the page's language."""
        names, said = self.page.names, text(self.row, "place")
        if not said:
            return ""
        for table, known in (("region", names.regions), ("party", names.parties)):
            for field in _NAMED_IN:
                found = self.page.records.find(table, **{field: said})
                if found:
                    return known[text(found[0], "id")]
        return said

    def when(self) -> str:
        """Return day and hours."""
        day = self.page.fmt.date(text(self.row, "date"))
        start, end = text(self.row, "start"), text(self.row, "end")
        if start and end:
            return self.page.say("meeting.hours", date=day, start=start, end=end)
        return self.page.say("meeting.from", date=day, start=start) if start else day


def find(records: Records, wanted: str) -> tuple[str, Quarter]:
    """Return the meeting that somebody means by id or number, and the quarter to print it for.

    Raises:
        DomainError: ``report_record_unknown`` or ``report_quarter_unknown``.
    """
    found = records.find("meeting", number=wanted)
    row = records.get("meeting", wanted) or (found[0] if found else None)
    if row is None:
        raise DomainError("report_record_unknown", value=wanted)
    return text(row, "id"), recorded_quarter(records, date.fromisoformat(text(row, "date")))


def paper(
    kind: str,
    records: Records,
    texts: Texts,
    request: ReportRequest,
    write: Callable[[Meeting], Written],
) -> Document:
    """Return a paper of a meeting, in one language or in two side by side.

    Minutes are a draft, with its word across each page, until their meeting is closed.

    Raises:
        DomainError: ``report_record_unknown``.
    """
    row = records.get("meeting", subject(request))
    if row is None:
        raise DomainError("report_record_unknown", value=subject(request))
    pages = [sheet_page(records, texts, request, lang) for lang in request.languages]
    written = [write(Meeting(page, row, request)) for page in pages]
    return sheet_in(kind, request, written, draft=kind == MINUTES and row["state"] != "closed")


def written_of(
    kind: str, meeting: Meeting, facts: Sequence[Fact], blocks: Sequence[Block]
) -> Written:
    """Return a paper of a meeting in the language of the hand that wrote its blocks."""
    page = meeting.page
    title = page.say(f"{kind}.title")
    numbered = _NUMBER.fullmatch(meeting.number)
    about = meeting.number
    if numbered is not None:
        about = page.say(
            "meeting.number", year=numbered[1], rank=int(numbered[2]), number=meeting.number
        )
    return Written(page, title, about, sheet_section((title, about), facts, blocks))


def facts(meeting: Meeting) -> list[Fact]:
    """Return when, where, who convened and who presides."""
    page, row = meeting.page, meeting.row
    known = (
        ("time", meeting.when()),
        ("place", meeting.place() or "—"),
        ("lead", meeting.party(text(row, "lead_party"))),
        ("chair", text(row, "chair") or "—"),
    )
    return [Fact(page.say(f"meeting.fact.{name}"), value) for name, value in known]


def actions_table(
    meeting: Meeting, rows: Sequence[Row], title: str, *, standing: bool = True
) -> Table:
    """Return a table of actions: what, why, who, when, how urgent.

    Args:
        meeting: the meeting whose paper it is.
        rows: actions in order.
        title: of the table.
        standing: tell how far each is too, which changes from day to day.
    """
    page = meeting.page
    names = ("number", "what", "why", "who", "due", "priority", *(("state",) if standing else ()))
    weights = {"what": 2.0, "why": 1.2, "who": 1.6}
    columns = tuple(
        Column(
            page.say(f"meeting.action.{name}"),
            weight=weights.get(name, 0),
            wrap=name in weights or name == "state",
        )
        for name in names
    )
    lines = tuple(Line(_action(meeting, row)[: len(names)]) for row in rows)
    unit = page.say("as_of", date=page.fmt.date(meeting.request.issue.on)) if standing else ""
    return Table(page.table(), title, columns, lines, unit=unit, density="compact")


def _action(meeting: Meeting, row: Row) -> tuple[str, ...]:
    page = meeting.page
    party = page.names.party_short(text(row, "owner_party"))
    person = text(row, "owner_person")
    who = page.say("follow_up.action.person", party=party, person=person) if person else party
    state = page.choice("action_state", text(row, "state"))
    due, on = text(row, "due"), meeting.request.issue.on
    if text(row, "state") not in ("verified", "cancelled") and due < on.isoformat():
        days = (on - date.fromisoformat(due)).days
        state = page.count("meeting.action.late", days, state=state)
    return (
        text(row, "number"),
        text(row, "what"),
        text(row, "why") or "—",
        who,
        page.fmt.date(due, "numeric"),
        page.choice("priority", text(row, "priority")),
        state,
    )
