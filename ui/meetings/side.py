"""The left side of a meeting's page: when, where, who came, what is on the agenda."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from domain.entities.checks import text_of
from domain.meetings.presence import quorum
from ui.attachments.shelf import Attachments
from ui.components.banner import Banner
from ui.components.buttons import Button, LinkButton
from ui.components.label import IconLabel, Label
from ui.components.section_title import SectionTitle
from ui.meetings.agenda_table import AgendaTable
from ui.meetings.attendance_table import AttendanceTable
from ui.place_names import party_short, place_named

if TYPE_CHECKING:
    from collections.abc import Sequence

    from domain.meetings.presence import Quorum
    from domain.records import Row
    from ui.screen import ScreenContext
    from ui.values import Values


class MeetingSide(QWidget):
    """Show the circumstances of a meeting."""

    def __init__(
        self, context: ScreenContext, values: Values, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._values = values
        self._meeting = ""
        look = context.appearance
        self._when = Label("", parent=self)
        self._place = Label("", parent=self)
        self._chair = Label("", "secondary", wrap=True, parent=self)
        self.edit = LinkButton(look, px=12, parent=self)
        self.edit.setObjectName("meeting.edit")
        self.quorum = Banner(look, "info", self)
        self.quorum.setObjectName("meeting.quorum")
        self.next = Button(look, "", parent=self)
        self.next.setObjectName("meeting.next")
        self.agenda = AgendaTable(context, values, self)
        self.attendance = AttendanceTable(context, values, self)
        self._files_title = SectionTitle(look, parent=self)
        self.files = Attachments(
            look, context.bus, values, narrow=True, name="meeting.files", parent=self
        )
        self.files.told.connect(lambda words, undo: context.desk.tell(words, undo=undo))
        self._lay_out()

    def show_meeting(self, row: Row) -> None:
        """Show a meeting."""
        self._meeting = str(row["id"])
        open_ = row["state"] != "closed" and self._context.bus.writable
        self._say_head(row)
        self._say_quorum(row)
        self.agenda.show_meeting(self._meeting, open_=open_)
        self.attendance.show_meeting(self._meeting, open_=open_)
        self._say_files()

    def _say_head(self, row: Row) -> None:
        say, values = self._context.say, self._values
        day = values.format.date(text_of(row, "date"))
        start, end = text_of(row, "start"), text_of(row, "end")
        if start and end:
            self._when.set_text(say("meetings.when", date=day, start=start, end=end))
        else:
            self._when.set_text(" ".join(part for part in (day, start) if part))
        place = place_named(values, self._context.records, text_of(row, "place") or "—")
        self._place.set_text(place)
        lead = values.record(self._context.records, "party", str(row["lead_party"] or ""))
        self._chair.set_text(say("meetings.chair", chair=text_of(row, "chair") or "—", party=lead))
        self.edit.set_text(say("meetings.edit") if self._context.bus.writable else "")

    def _say_quorum(self, row: Row) -> None:
        say, integer = self._context.say, self._values.format.integer
        found = quorum(self._context.records, self._meeting)
        verdict = "met" if found.met else "open" if row["state"] == "planned" else "missed"
        self.quorum.set_state({"met": "ok", "open": "info", "missed": "warn"}[verdict])
        head = say(
            f"meetings.quorum.{verdict}", present=integer(found.present), whole=integer(found.whole)
        )
        self.quorum.set_message(head, detail=self._rule(found))

    def _rule(self, found: Quorum) -> str:
        say = self._context.say
        rule = say("meetings.quorum.none")
        if found.needed_bp is not None:
            rule = say(
                "meetings.quorum.rule" if found.required else "meetings.quorum.share",
                share=self._values.format.percent(found.needed_bp, 2),
                votes=self._values.format.integer(found.needed),
                parties=self._names(found.required),
            )
        if found.missing and not found.met:
            rule = say("meetings.quorum.missing", rule=rule, parties=self._names(found.missing))
        return say("meetings.quorum.frozen", rule=rule) if found.frozen else rule

    def _names(self, parties: Sequence[str]) -> str:
        records = self._context.records
        names = [party_short(self._values, records, party) for party in parties]
        *before, last = names
        if not before:
            return last
        listed = self._context.say("ui.comma").join(before)
        return self._context.say("meetings.parties", before=listed, last=last)

    def _say_files(self) -> None:
        self.files.show_record("meeting", self._meeting)
        count = self._values.format.integer(self.files.count()) if self.files.count() else ""
        self._files_title.set_words(self._context.say("attachments.title"), beside=count)

    def _lay_out(self) -> None:
        head = QVBoxLayout()
        head.setSpacing(4)
        place = self._line("map-pin", self._place)
        place.addWidget(self.edit)
        head.addLayout(self._line("calendar-days", self._when))
        head.addLayout(place)
        head.addWidget(self._chair)
        left = QVBoxLayout(self)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(16)
        left.addLayout(head)
        left.addWidget(self.quorum)
        left.addWidget(self.next)
        left.addWidget(self.agenda)
        left.addWidget(self.attendance)
        files = QVBoxLayout()
        files.setSpacing(4)
        files.addWidget(self._files_title)
        files.addWidget(self.files)
        left.addLayout(files)
        left.addStretch(1)

    def _line(self, icon: str, label: Label) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(IconLabel(self._context.appearance, icon, parent=self))
        line.addWidget(label, 1)
        return line
