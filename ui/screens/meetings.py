"""Show joint meetings as a list with a calendar, and each on a page of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from domain.meetings.actions import begun_action
from domain.meetings.decisions import begun_resolution
from domain.meetings.sessions import Convene
from domain.records import Query
from ui.components.buttons import Button
from ui.forms.panel import RecordPanel
from ui.meetings.list_page import MeetingList
from ui.meetings.page import TABLES, MeetingPage
from ui.meetings.papers import Papers
from ui.refusal import allow
from ui.reports.paper_languages import PaperLanguages
from ui.screen import HeaderParts
from ui.screens.fresh import FreshScreen
from ui.values import Values, state_cell

if TYPE_CHECKING:
    from collections.abc import Sequence

    from domain.records import Condition, Row
    from ui.screen import ScreenContext

_SIDE_PX: Final = 316
_WEEKDAYS: Final = 7


_IN_THE_LIST: Final = HeaderParts(quarter=False)
_ON_A_PAGE: Final = HeaderParts(search=False, quarter=False)


class MeetingsScreen(FreshScreen):
    """Show meetings; opening one gives it the whole page."""

    name = "meeting"
    title_key = "entity.meeting.many"
    icon = "meetings"
    parts = _IN_THE_LIST
    told = TABLES
    dated = False

    def __init__(self, context: ScreenContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        look = context.appearance
        self.values = Values(context.language, context.specs)
        self._panels: dict[str, RecordPanel] = {}
        self.list = MeetingList(context, self.values, self)
        self.page = MeetingPage(context, self.values, self)
        self.convene = Button(look, "", "primary", icon="add", parent=self)
        self.convene.setObjectName("meeting.convene")
        self.calendar = Button(look, "", icon="calendar", parent=self)
        self.calendar.setObjectName("meeting.export_calendar")
        self.languages = PaperLanguages(context, "meeting", self)
        self.paper = Button(look, "", "primary", icon="reports", parent=self)
        self.paper.setObjectName("meeting.paper")
        self.list_paper = Button(look, "", icon="reports", parent=self)
        self.list_paper.setObjectName("meeting.list_paper")
        self.papers = Papers(context, self.values, self)
        self._lay_out()
        self._wire()
        self.retranslate()

    # ------------------------------------------------------------------------------ as a screen

    @override
    def title(self) -> str:
        # A meeting that was undone while another page was shown gives way when this one is read.
        meeting = self._meeting() if self.alone() else {}
        if not meeting:
            return super().title()
        return self.context.say("meetings.title", number=meeting["number"])

    @override
    def state(self) -> tuple[str, str, str]:
        meeting = self._meeting() if self.alone() else {}
        if not meeting:
            return ("", "", "")
        state = str(meeting["state"])
        cell = state_cell("meeting_state", state, self.context.say(f"choice.meeting_state.{state}"))
        return (cell.text, cell.state, cell.icon)

    @override
    def alone(self) -> bool:
        return self._pages.currentWidget() is self._record_page

    @override
    def leave(self) -> bool:
        if not self.alone():
            return False
        self._pages.setCurrentWidget(self.list)
        self.parts = _IN_THE_LIST
        self._close_panels()
        self._read_list()
        self.setFocusProxy(self.list.table)
        self.list.table.setFocus()
        return True

    @override
    def header_actions(self) -> Sequence[QWidget]:
        services = self.context.services
        made: list[QWidget] = [self.calendar] if services.write_calendar is not None else []
        if self.alone():
            papers = services.reports is not None
            return [*made, *([self.languages, self.list_paper, self.paper] if papers else [])]
        refused = self.context.bus.refusal("meeting")
        for button in (self.convene, self.list.empty.action):
            allow(button, self.values, refused)
        return [*made, *([self.convene] if self.context.bus.writable else [])]

    @override
    def retranslate(self) -> None:
        say = self.context.say
        self.calendar.set_text(say("meetings.calendar"))
        self.list_paper.set_text(say("meetings.paper.actions"))
        for panel in self._panels.values():
            panel.retranslate_all()
        self._read_again()

    @override
    def show_record(self, record: str) -> None:
        meeting = self._called(record)
        if not meeting:
            return
        self._close_panels()
        self.page.show_meeting(meeting)
        self._pages.setCurrentWidget(self._record_page)
        self.setFocusProxy(None)  # type: ignore[arg-type] # takes it away
        self.parts = _ON_A_PAGE
        self._say_paper()
        self.heading_changed.emit()

    @override
    def narrow(self, where: Sequence[Condition]) -> None:
        self.leave()

    @override
    def samples(self) -> Sequence[str]:
        newest = self.context.records.select(Query("meeting", order=("-date",), limit=1))
        return [str(row["number"]) for row in newest]

    @override
    def add_record(self) -> bool:
        if not self.context.bus.may_change("meeting"):
            return False
        self._on_convene()
        return True

    # ---------------------------------------------------------------------------------- reading

    def _called(self, record: str) -> str:
        """Return the id of a meeting given by id or by number, empty where there is none."""
        if self.context.records.get("meeting", record) is not None:
            return record
        found = self.context.records.find("meeting", number=record)
        return str(found[0]["id"]) if found else ""

    def _meeting(self) -> Row:
        return self.context.records.get("meeting", self.page.meeting) or {}

    @override
    def _read(self) -> None:
        if self.alone() and self._meeting():
            self.page.read()
            self._say_paper()
        elif self.alone():
            self.leave()
            self.heading_changed.emit()
        self._read_list()

    def _read_list(self) -> None:
        self.list.read()
        # One primary button at a time: the empty page has its own.
        self.convene.set_kind("primary" if self.list.has_meetings() else "secondary")

    def _say_day(self) -> None:
        day = self.values.format.date(self.list.day, "medium")
        self.convene.set_text(self.context.say("meetings.convene_on", date=day))

    def _say_paper(self) -> None:
        planned = self._meeting().get("state") == "planned"
        key = "convocation" if planned else "minutes"
        self.paper.set_text(self.context.say(f"meetings.paper.{key}"))

    # -------------------------------------------------------------------------- what can be done

    def _on_convene(self) -> None:
        command = Convene(self.list.day.isoformat())
        if self.context.bus.attempt(command):
            self.show_record(command.meeting)
            number = self._meeting().get("number")
            self.context.desk.tell(self.context.say("meetings.convened", number=number), undo=True)

    def _on_edit(self, table: str, record: str) -> None:
        panel = self._panel(table)
        self._close_panels()
        if record:
            panel.show_record(record)
            panel.edit()
        else:
            records, meeting = self.context.records, self.page.meeting
            begun = begun_resolution if table == "resolution" else begun_action
            panel.show_new(begun(records, meeting))
        self._stand_back()

    def _stand_back(self) -> None:
        """Leave the one primary button to a panel in which a record is being added."""
        adding = any(panel.adding for panel in self._panels.values())
        self.paper.set_kind("secondary" if adding else "primary")

    def _panel(self, table: str) -> RecordPanel:
        if table not in self._panels:
            context = self.context
            panel = RecordPanel(
                context.appearance, context.bus, self.values, context.specs[table], None, self
            )
            panel.follow_asked.connect(self._on_follow)
            panel.removed.connect(lambda words: context.desk.tell(words, undo=True))
            panel.told.connect(lambda words, undo: context.desk.tell(words, undo=undo))
            panel.closed.connect(self._stand_back)
            panel.added.connect(lambda _record: self._stand_back())
            panel.hide()
            self._record_row.addWidget(panel)
            self._panels[table] = panel
        return self._panels[table]

    def _close_panels(self) -> None:
        for panel in self._panels.values():
            panel.hide()
        self._stand_back()

    def _on_follow(self, table: str, record: str) -> None:
        if table == "meeting":
            self.show_record(record)
        elif record:
            self.context.desk.open_record(table, record)

    def _on_paper(self) -> None:
        planned = self._meeting().get("state") == "planned"
        self._print("convocation" if planned else "minutes")

    def _print(self, kind: str) -> None:
        self.papers.print(kind, self.page.meeting, str(self._meeting().get("number")))

    def _on_calendar(self) -> None:
        if self.alone():
            self.papers.write_calendar(self.page.meeting, str(self._meeting().get("number")))
        else:
            self.papers.write_calendar("", "")

    # ---------------------------------------------------------------------------------- widgets

    def _lay_out(self) -> None:
        self._record_page = QWidget(self)
        self._record_row = QHBoxLayout(self._record_page)
        self._record_row.setContentsMargins(0, 0, 0, 0)
        self._record_row.setSpacing(0)
        self._record_row.addWidget(self.page, 1)
        self._pages = QStackedWidget(self)
        self._pages.addWidget(self.list)
        self._pages.addWidget(self._record_page)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._pages)
        for button in (self.convene, self.calendar, self.languages, self.paper, self.list_paper):
            button.hide()
        self.setFocusProxy(self.list.table)

    def _wire(self) -> None:
        self.list.opened.connect(self.show_record)
        self.list.convene_asked.connect(self._on_convene)
        self.list.day_changed.connect(self._say_day)
        self.convene.clicked.connect(self._on_convene)
        self.calendar.clicked.connect(self._on_calendar)
        self.paper.clicked.connect(self._on_paper)
        self.list_paper.clicked.connect(lambda: self._print("actions"))
        self.page.follow_asked.connect(self._on_follow)
        self.page.edit_asked.connect(self._on_edit)
        self.context.bus.changed.connect(self._on_changed)
