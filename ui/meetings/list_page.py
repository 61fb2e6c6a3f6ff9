"""The list of meetings with a calendar beside it; choosing in one moves the other."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from domain.meetings.presence import quorum
from domain.records import Query
from ui.components.empty_state import EmptyState
from ui.components.label import Label, hairline
from ui.components.tables.cells import Cell, Column
from ui.components.tables.flat_table import FlatTable
from ui.components.tables.rows_model import RowsModel
from ui.meetings.digest import MeetingDigest
from ui.meetings.month import MonthView
from ui.place_names import place_named
from ui.values import state_cell

if TYPE_CHECKING:
    from domain.records import Row
    from ui.screen import ScreenContext
    from ui.values import Values

_SIDE_PX: Final = 316
_WEEKDAYS: Final = 7
_COLUMNS: Final = (
    ("date", "text", 108),
    ("number", "text", -1),
    ("state", "state", -1),
    ("place", "text", 0),
    ("quorum", "state", -1),
    ("resolutions", "figure", 92),
    ("actions", "figure", 132),
)


class MeetingList(QWidget):
    """Show all meetings.

    Signals:
        opened: id of a meeting.
        convene_asked: a meeting is wanted on the day in force.
        day_changed: another day is in force in the calendar.
    """

    opened = Signal(str)
    convene_asked = Signal()
    day_changed = Signal()

    def __init__(
        self, context: ScreenContext, values: Values, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._values = values
        look = context.appearance
        self.table = FlatTable(look, edge_padding=24, parent=self)
        self.table.setObjectName("meeting.table")
        self._rows = RowsModel((), self)
        self.table.setModel(self._rows)
        self.month = MonthView(look, self)
        self._note = Label("", "secondary", wrap=True, parent=self)
        self.digest = MeetingDigest(context, values, self)
        self.digest.hide()
        self.empty = EmptyState(look, "meetings", self)
        self._lay_out()
        self.table.row_opened.connect(self.opened)
        self.table.row_chosen.connect(self._on_row)
        self.digest.opened.connect(self.opened)
        self.month.days.day_chosen.connect(self._on_day)
        self.month.days.day_opened.connect(self._on_day_opened)
        self.empty.action_asked.connect(self.convene_asked)
        self.month.days.set_days(context.today(), context.today(), {})

    @property
    def day(self) -> date:
        """The day in force in the calendar."""
        return self.month.days.day

    def has_meetings(self) -> bool:
        """Tell whether there is any meeting."""
        return self._rows.rowCount() > 0

    def read(self) -> None:
        """Show the meetings as they are recorded now."""
        say = self._context.say
        self.table.setAccessibleName(say("entity.meeting.many"))
        self.empty.set_words(
            say("meetings.empty"),
            say("meetings.convene") if self._context.bus.writable else "",
            "add",
        )
        columns = [
            # Beside the calendar of a small window the place gives way: the page tells it.
            Column(say(f"meetings.list.{name}"), kind, width, "", name, spare=name == "place")
            for name, kind, width in _COLUMNS
        ]
        rows = self._context.records.select(Query("meeting", order=("-date",)))
        at = self.table.currentIndex().row()
        kept = self._rows.key(at) if 0 <= at < self._rows.rowCount() else ""
        self._rows.set_columns(columns)
        self.table.set_columns(columns)
        self._rows.set_rows([self._cells(row) for row in rows], [str(row["id"]) for row in rows])
        if rows:
            # The calendar stays on its day: only the user's own choice of a row moves it.
            self.table.blockSignals(True)
            self.table.setCurrentIndex(self._rows.index(max(self._rows.row_of(kept), 0), 0))
            self.table.blockSignals(False)
        self._pages.setCurrentWidget(self.table if rows else self.empty)
        self.digest.show_meeting(self._rows.key(self.table.currentIndex().row()) if rows else "")
        self._say_month()

    def _cells(self, row: Row) -> tuple[Cell, ...]:
        say, integer = self._context.say, self._values.format.integer
        records, state = self._context.records, str(row["state"])
        resolutions = records.find("resolution", meeting=row["id"])
        owed = [
            each
            for each in records.find("action_item", meeting=row["id"])
            if each["state"] not in ("verified", "cancelled")
        ]
        place = place_named(self._values, records, str(row["place"] or "—"))
        return (
            Cell(self._values.format.date(str(row["date"]), "numeric")),
            Cell(str(row["number"])),
            state_cell("meeting_state", state, say(f"choice.meeting_state.{state}")),
            Cell(place, tip=place),
            self._quorum(str(row["id"])) if state != "planned" else Cell("—", tone="text_note"),
            Cell(integer(len(resolutions))),
            Cell(integer(len(owed)), tone="" if owed else "text_note"),
        )

    def _quorum(self, meeting: str) -> Cell:
        integer, found = self._values.format.integer, quorum(self._context.records, meeting)
        words = self._context.say(
            "meetings.list.votes", present=integer(found.present), whole=integer(found.whole)
        )
        return Cell(words, state="ok" if found.met else "warn")

    def _say_month(self) -> None:
        say, dated = self._context.say, self._values.format.date
        marks: dict[str, str] = {}
        for row in self._context.records.select(Query("meeting", order=("date", "number"))):
            on = str(row["date"])
            marks[on] = " ".join(part for part in (marks.get(on), str(row["number"])) if part)
        self.month.days.set_days(self.day, self._context.today(), marks)
        self.month.set_words(
            dated(self.day, "month"),
            say("meetings.month.before"),
            say("meetings.month.after"),
        )
        weekdays = tuple(say(f"meetings.weekday.{number}") for number in range(1, _WEEKDAYS + 1))
        self.month.days.set_names(weekdays, dated)
        held = marks.get(self.day.isoformat(), "")
        key = "meetings.day.held" if held else "meetings.day.free"
        self._note.set_text(say(key, date=dated(self.day), numbers=held))
        self.day_changed.emit()

    def _on_row(self, record: str) -> None:
        row = self._context.records.get("meeting", record)
        day = date.fromisoformat(str(row["date"])) if row is not None else self.day
        if day != self.day:
            self.month.days.go(day)
        self.digest.show_meeting(record)

    def _on_day(self, day: str) -> None:
        self._say_month()
        found = self._context.records.find("meeting", date=day)
        at = self._rows.row_of(str(found[0]["id"])) if found else -1
        if at >= 0:
            self.table.setCurrentIndex(self._rows.index(at, 0))

    def _on_day_opened(self, day: str) -> None:
        found = self._context.records.find("meeting", date=day)
        if found:
            self.opened.emit(str(found[0]["id"]))
        elif self._context.bus.writable:
            self.convene_asked.emit()

    def _lay_out(self) -> None:
        self._pages = QStackedWidget(self)
        self._pages.addWidget(self.table)
        self._pages.addWidget(self.empty)
        side = QWidget(self)
        side.setProperty("ground", "page")
        side.setFixedWidth(_SIDE_PX)
        column = QVBoxLayout(side)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        column.addWidget(self.month)
        column.addWidget(self._note)
        column.addWidget(self.digest)
        column.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 8, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._pages, 1)
        row.addWidget(hairline(self, vertical=True))
        row.addWidget(side)
