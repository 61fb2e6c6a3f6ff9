"""Write meetings and due days as iCalendar text (RFC 5545) that any calendar can take in."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Final

from domain.entities.checks import text_of
from domain.meetings.agenda import agenda
from domain.records import Condition, Query
from domain.standing.rows import text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from domain.records import Records, Row
    from domain.text import Texts

_OCTETS: Final = 75
_END: Final = "\r\n"
_NEVER: Final = "19700101T000000Z"
_ZONE: Final = "Asia/Shanghai"
# The parks keep China's time, which has no summer time since 1991.
_ZONE_LINES: Final = (
    "BEGIN:VTIMEZONE",
    f"TZID:{_ZONE}",
    "BEGIN:STANDARD",
    "DTSTART:19910915T010000",
    "TZOFFSETFROM:+0900",
    "TZOFFSETTO:+0800",
    "TZNAME:CST",
    "END:STANDARD",
    "END:VTIMEZONE",
)


def calendar_of(records: Records, texts: Texts, lang: str, meeting: str = "") -> str:
    """Return the calendar of a meeting with its actions, or of all of them when none is named.

    An event keeps its identity from the record, and the time of its last change, so that a
    calendar that is read again replaces events instead of doubling them. Actions that are done
    are left out; those that were cancelled are marked so.
    """
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Feidi//Joint meetings//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{_escaped(texts.say('meetings.file.calendar', lang))}",
        *_ZONE_LINES,
    ]
    where = (Condition("id", "=", meeting),) if meeting else ()
    for row in records.select(Query("meeting", where=where, order=("date", "number"))):
        lines += _meeting(records, texts, lang, row)
    owed = (Condition("meeting", "=", meeting),) if meeting else ()
    undone = (Condition("state", "!=", "verified"),)
    query = Query("action_item", where=(*owed, *undone), order=("due", "number"))
    for row in records.select(query):
        lines += _action(records, texts, lang, row)
    lines.append("END:VCALENDAR")
    return "".join(f"{_folded(line)}{_END}" for line in lines)


def _meeting(records: Records, texts: Texts, lang: str, row: Row) -> Iterator[str]:
    day = date.fromisoformat(text(row, "date"))
    start, end = text_of(row, "start"), text_of(row, "end")
    yield "BEGIN:VEVENT"
    yield from _identity(records, "meeting", row)
    if start is None:
        yield from _all_day(day)
    else:
        yield f"DTSTART;TZID={_ZONE}:{_local(day, start)}"
        if end is not None:
            yield f"DTEND;TZID={_ZONE}:{_local(day, end)}"
    title = texts.say("meetings.calendar.meeting", lang, number=text(row, "number"))
    yield f"SUMMARY:{_escaped(title)}"
    if text_of(row, "place"):
        yield f"LOCATION:{_escaped(text(row, 'place'))}"
    items = [
        texts.say("meetings.calendar.item", lang, rank=item["rank"], title=item["title"])
        for item in agenda(records, text(row, "id"))
    ]
    if items:
        yield f"DESCRIPTION:{_escaped(chr(10).join(items))}"
    yield "STATUS:CONFIRMED"
    yield "END:VEVENT"


def _action(records: Records, texts: Texts, lang: str, row: Row) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield from _identity(records, "action_item", row)
    yield from _all_day(date.fromisoformat(text(row, "due")))
    number, what = text(row, "number"), text(row, "what")
    title = texts.say("meetings.calendar.due", lang, number=number, what=what)
    yield f"SUMMARY:{_escaped(title)}"
    if text_of(row, "owner_person"):
        yield f"DESCRIPTION:{_escaped(text(row, 'owner_person'))}"
    yield "TRANSP:TRANSPARENT"
    yield "STATUS:CANCELLED" if row["state"] == "cancelled" else "STATUS:CONFIRMED"
    yield "END:VEVENT"


def _identity(records: Records, table: str, row: Row) -> Iterator[str]:
    history = records.history(table, text(row, "id"))
    yield f"UID:{text(row, 'id')}@feidi"
    yield f"DTSTAMP:{_moment(history[-1].moment) if history else _NEVER}"
    yield f"SEQUENCE:{max(len(history) - 1, 0)}"


def _all_day(day: date) -> Iterator[str]:
    # The end of an all-day event is the first day that is no longer part of it.
    yield f"DTSTART;VALUE=DATE:{day:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{day + timedelta(days=1):%Y%m%d}"


def _local(day: date, time: str) -> str:
    return f"{day:%Y%m%d}T{time.replace(':', '')}00"


def _moment(moment: str) -> str:
    return f"{datetime.fromisoformat(moment).astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _escaped(words: str) -> str:
    """Return words as a value of type TEXT (section 3.3.11)."""
    lines = words.replace("\r\n", "\n").replace("\r", "\n")
    for sign in ("\\", ";", ","):
        lines = lines.replace(sign, f"\\{sign}")
    return lines.replace("\n", "\\n")


def _folded(line: str) -> str:
    """Return a line in pieces of at most 75 octets, none of which cuts a character in two."""
    pieces, room, piece = [], _OCTETS, ""
    for sign in line:
        size = len(sign.encode())
        if size > room:
            pieces.append(piece)
            room, piece = _OCTETS - 1, ""
        piece += sign
        room -= size
    return f"{_END} ".join([*pieces, piece])
