"""Put the audit trail into a table that leaves the program, with all that its chain rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from domain.tables import Heading
from ui.forms.history import action_words, called_in, change_lines

if TYPE_CHECKING:
    from collections.abc import Iterator

    from domain.records import AuditEntry, Records
    from domain.tables import Cell
    from ui.values import Values

_PAGE: Final = 2_000
_COLUMNS: Final = (
    "number",
    "utc",
    "clock",
    "who",
    "role",
    "action",
    "entity",
    "record",
    "change",
    "reason",
    "digest",
)
Sheet = tuple[list[Heading], list[list["Cell"]]]


def trail_sheet(values: Values, records: Records) -> Sheet:
    """Return headings and rows of the whole trail, the newest entry first."""
    say = values.language.say
    heads = [Heading(name, say(f"trail.sheet.{name}"), "", name == "number") for name in _COLUMNS]
    return heads, [_row(values, records, entry) for entry in _entries(records)]


def _entries(records: Records) -> Iterator[AuditEntry]:
    offset, last = 0, None
    while found := records.trail(_PAGE, offset):
        offset += len(found)
        for entry in found:
            # What is written meanwhile moves the older entries on: none is told twice.
            if last is None or entry.sequence < last:
                last = entry.sequence
                yield entry


def _row(values: Values, records: Records, entry: AuditEntry) -> list[Cell]:
    say, known = values.language.say, entry.table in values.specs
    return [
        entry.sequence,
        entry.moment,
        say("trail.sheet.backwards") if entry.backwards else None,
        entry.actor.person or None,
        _role(values, entry.actor.role),
        action_words(values, entry.action),
        values.title(entry.table) if known else entry.table,
        called_in(values, records, entry) or entry.record,
        say("ui.semicolon").join(change_lines(values, records, entry)) or None,
        entry.reason or None,
        entry.digest,
    ]


def _role(values: Values, role: str) -> str:
    key = f"choice.role.{role}"
    return values.language.say(key) if values.language.texts.has(key) else role
