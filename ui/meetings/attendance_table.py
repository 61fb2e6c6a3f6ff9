"""Who came to a meeting, when, with how many votes: typed in place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from domain.commands import SetFields
from domain.entities.checks import text_of
from domain.errors import DomainError
from domain.meetings.presence import attendance
from ui.components.section_title import SectionTitle
from ui.components.tables.cells import Cell, Column
from ui.components.tables.typed import TypedTable
from ui.place_names import party_short
from ui.refusal import sentence

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from domain.records import Row
    from ui.screen import ScreenContext
    from ui.values import Values

_COLUMNS: Final = (
    ("party", "text", 0),
    ("persons", "text", 74),
    ("arrival", "figure", 62),
    ("departure", "figure", 60),
    ("votes", "figure", 40),
)
_PLACES: Final = ("origin", "host", "county", "district", "province")
_ROOMY_PX: Final = 360
"""Narrower, there is no room beside a party's name."""
_TYPED: Final = ("persons", "arrival", "departure", "votes")


class AttendanceTable(QWidget):
    """Show the parties of a meeting."""

    def __init__(
        self, context: ScreenContext, values: Values, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._values = values
        self._meeting = ""
        self._title = SectionTitle(context.appearance, parent=self)
        self.table = TypedTable(context.appearance, self._take, parent=self)
        self.table.setObjectName("meeting.attendance")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._title)
        column.addWidget(self.table)

    def show_meeting(self, meeting: str, *, open_: bool) -> None:
        """Show who came to a meeting; ``open_`` lets it be changed."""
        self._meeting = meeting
        say = self._context.say
        self._title.set_words(say("meetings.attendance"))
        self.table.setAccessibleName(say("meetings.attendance"))
        columns = [
            Column(say(f"meetings.attendance.{name}"), kind, width, "", name)
            for name, kind, width in _COLUMNS
        ]
        # The names of those present may be completed after the meeting; the count may not.
        writable = self._context.bus.writable
        typed = _TYPED if open_ else ("persons",)
        self.table.show_columns(columns, typed=typed if writable else ())
        self._say_rows()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        before, now = event.oldSize().width(), event.size().width()
        if self._meeting and (before >= _ROOMY_PX) != (now >= _ROOMY_PX):
            self._say_rows()

    def _say_rows(self) -> None:
        rows = attendance(self._context.records, self._meeting)
        self.table.rows.set_rows([self._cells(row) for row in rows], [str(r["id"]) for r in rows])

    def _cells(self, row: Row) -> tuple[Cell, ...]:
        records, values = self._context.records, self._values
        party = records.get("party", str(row["party"])) or {}
        name = values.record(records, "party", str(row["party"]))
        place = text_of(party, "kind") or ""
        # The name of a committee or an operator says what it is.
        kind = self._context.say(f"meetings.kind.{place}") if place in _PLACES else ""
        note = kind if row["votes"] else self._context.say("meetings.observer")
        beside = note if self.width() >= _ROOMY_PX else ""
        tip = f"{name} · {note}" if note else name
        if row["required"]:
            tip = f"{tip} · {self._context.say('meetings.required')}"
        votes = values.format.integer(int(row["votes"] or 0)) if row["votes"] else "—"
        return (
            Cell(party_short(values, records, str(row["party"])), beside, tip=tip),
            _known(row["persons"]),
            _known(row["arrival"]),
            _known(row["departure"]),
            Cell(votes, strong=bool(row["votes"] and row["arrival"])),
        )

    def _take(self, record: str, column: str, typed: str) -> str:
        spec = self._context.specs["meeting_party"]
        try:
            value = self._values.parsed(spec.field(column), typed)
            self._context.bus.run(SetFields("meeting_party", record, {column: value}))
        except DomainError as error:
            error.table = error.table or "meeting_party"
            return sentence(self._values, error)
        return ""


def _known(value: object) -> Cell:
    text = str(value or "")
    return Cell(text, tip=text) if text else Cell("—", tone="text_note")
