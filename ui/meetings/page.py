"""A meeting's page: who came, what was decided, what follows from it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from domain.errors import DomainError
from domain.meetings.sessions import CloseMeeting, HoldMeeting
from domain.meetings.steps import steps
from domain.standing.actions import actions
from ui.components.buttons import Button
from ui.components.label import Label, hairline
from ui.components.scroll_area import ScrollArea
from ui.components.section_title import SectionTitle
from ui.components.tables.cells import Cell, Column
from ui.components.tables.flat_table import FlatTable
from ui.components.tables.rows_model import RowsModel
from ui.meetings.resolution_card import ResolutionCard
from ui.meetings.side import MeetingSide
from ui.meetings.step_line import StepLine
from ui.place_names import party_short
from ui.refusal import sentence
from ui.values import state_cell

if TYPE_CHECKING:
    from domain.records import Command, Row
    from domain.standing.actions import Action
    from ui.screen import ScreenContext
    from ui.values import Values

TABLES: Final = frozenset(
    {
        "meeting",
        "meeting_party",
        "agenda_item",
        "resolution",
        "vote",
        "countersignature",
        "action_item",
        "attachment",
        "party",
        "sharing_rule_version",
        "incentive",
        "target",
    }
)
"""Entities that the page shows."""

_LEFT_PX: Final = 372
_LEFT_NARROW_PX: Final = 330
_NARROW_PX: Final = 1000
_ONE_SIDE_PX: Final = 760
_OWNER: Final = 1


class MeetingPage(QWidget):
    """Show one meeting.

    Signals:
        follow_asked: entity and record the user wants to see.
        edit_asked: entity and record whose fields are to be changed; no record adds one.
    """

    follow_asked = Signal(str, str)
    edit_asked = Signal(str, str)

    def __init__(
        self, context: ScreenContext, values: Values, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.meeting = ""
        self._context = context
        self._values = values
        self._cards: list[ResolutionCard] = []
        look = context.appearance
        self.side = MeetingSide(context, values, self)
        self._steps = StepLine(look, self)
        self._refused = Label("", "caption", tone="crit", wrap=True, parent=self)
        self._refused.setObjectName("meeting.refused")
        self._resolutions = SectionTitle(look, parent=self)
        self._draft = Button(look, "", small=True, icon="add", parent=self)
        self._draft.setObjectName("meeting.draft")
        self._none = Label("", "secondary", wrap=True, parent=self)
        self._card_column = QVBoxLayout()
        self._actions_title = SectionTitle(look, parent=self)
        self._assign = Button(look, "", small=True, icon="add", parent=self)
        self._assign.setObjectName("meeting.assign")
        self.action_table = FlatTable(look, fit=True, parent=self)
        self.action_table.setObjectName("meeting.actions")
        self._action_rows = RowsModel((), self)
        self._lay_out()
        self._wire()

    def show_meeting(self, meeting: str) -> None:
        """Show a meeting from the top."""
        self.meeting = meeting
        self.read()
        self._area.verticalScrollBar().setValue(0)

    def read(self) -> None:
        """Show the meeting as it is recorded now."""
        # What was refused is weighed anew: its reason may be gone with what has changed.
        self._refuse("")
        row = self._context.records.get("meeting", self.meeting)
        if row is None:
            return
        self.side.show_meeting(row)
        self._say_steps(row)
        self._say_resolutions()
        self._say_actions()

    # ------------------------------------------------------------------------------ what it says

    def _say_steps(self, row: Row) -> None:
        say = self._context.say
        found = steps(self._context.records, row)
        words = [(say(f"meetings.step.{name}"), state) for name, state in found.items()]
        spoken = ", ".join(say(f"meetings.step.spoken.{state}", step=word) for word, state in words)
        self._steps.set_steps(words, spoken)
        move = {"planned": "hold", "held": "close"}.get(str(row["state"]), "")
        self.side.next.setVisible(bool(move) and self._context.bus.writable)
        if move:
            self.side.next.set_text(say(f"meetings.move.{move}"))

    def _say_resolutions(self) -> None:
        say, records = self._context.say, self._context.records
        rows = sorted(
            records.find("resolution", meeting=self.meeting), key=lambda row: str(row["number"])
        )
        self._resolutions.set_words(say("meetings.resolutions"))
        self._draft.set_text(say("meetings.draft"))
        self._draft.setVisible(self._context.bus.writable)
        self._none.set_text("" if rows else say("meetings.resolutions.none"))
        self._none.setVisible(not rows)
        shown = [card.record for card in self._cards]
        wanted = [str(row["id"]) for row in rows]
        if shown == wanted:
            for card in self._cards:
                card.read()
            return
        for card in self._cards:
            self._card_column.removeWidget(card)
            card.hide()
            card.deleteLater()
        self._cards = [self._card(record) for record in wanted]

    def _card(self, record: str) -> ResolutionCard:
        card = ResolutionCard(self._context, self._values, record, self)
        card.follow_asked.connect(self.follow_asked)
        card.edit_asked.connect(lambda each: self.edit_asked.emit("resolution", each))
        self._card_column.addWidget(card)
        card.show()
        return card

    def _say_actions(self) -> None:
        say = self._context.say
        self._actions_title.set_words(say("meetings.actions"))
        self._assign.set_text(say("meetings.assign"))
        self._assign.setVisible(self._context.bus.writable)
        self.action_table.setAccessibleName(say("meetings.actions"))
        mine = {
            str(row["id"])
            for row in self._context.records.find("action_item", meeting=self.meeting)
        }
        shown = [each for each in actions(self._context.records) if each.record in mine]
        columns = (
            Column(say("meetings.action.what"), "text", 0, "", "what"),
            Column(say("meetings.action.owner"), "text", -1, "", "owner"),
            Column(say("meetings.action.due"), "figure", -1, "", "due"),
            Column(say("meetings.action.state"), "state", -1, "", "state"),
        )
        self._action_rows.set_columns(columns)
        self.action_table.set_columns(columns)
        self._action_rows.set_rows(
            [self._action(each) for each in shown], [each.record for each in shown]
        )
        self.action_table.setVisible(bool(shown))

    def _action(self, each: Action) -> tuple[Cell, ...]:
        party = party_short(self._values, self._context.records, each.owner_party)
        owner = " ".join(part for part in (party, each.owner_person) if part)
        late = each.days_late(self._context.today())
        due = self._values.format.date(each.due, "numeric")
        return (
            Cell(each.what, each.number, tip=f"{each.what} {each.number}"),
            Cell(owner, tip=owner),
            Cell(due, state="crit" if late else ""),
            action_state(self._context, self._values, each),
        )

    # -------------------------------------------------------------------------- what can be done

    def _on_next(self) -> None:
        row = self._context.records.get("meeting", self.meeting) or {}
        planned = row.get("state") == "planned"
        self._run(HoldMeeting(self.meeting) if planned else CloseMeeting(self.meeting))

    def _run(self, command: Command) -> None:
        try:
            self._context.bus.run(command)
        except DomainError as error:
            self._refuse(sentence(self._values, error))
            return
        self._refuse("")

    def _refuse(self, words: str) -> None:
        self._refused.set_text(words)
        self._refused.setVisible(bool(words))

    # ---------------------------------------------------------------------------------- widgets

    @override
    def resizeEvent(self, event: object) -> None:
        super().resizeEvent(event)  # type: ignore[arg-type]
        # Beside an open panel in a small window there is room for the resolutions alone.
        self.side.setVisible(self.width() >= _ONE_SIDE_PX)
        # What is to be done is read first; who does it stands on the action itself.
        self.action_table.setColumnHidden(_OWNER, self.width() < _NARROW_PX)
        self.side.setFixedWidth(_LEFT_NARROW_PX if self.width() < _NARROW_PX else _LEFT_PX)

    def _lay_out(self) -> None:
        self.action_table.setModel(self._action_rows)
        right = self._right()
        inner = QWidget(self)
        inner.setProperty("ground", "page")
        row = QHBoxLayout(inner)
        row.setContentsMargins(24, 16, 24, 24)
        row.setSpacing(24)
        row.addWidget(self.side)
        row.addWidget(hairline(inner, vertical=True))
        row.addLayout(right, 1)
        self._area = ScrollArea(inner, self, sideways=False)
        self._area.fill(self)

    def _right(self) -> QVBoxLayout:
        self._resolutions.add_right(self._draft)
        self._actions_title.add_right(self._assign)
        self._card_column.setSpacing(12)
        right = QVBoxLayout()
        right.setSpacing(12)
        right.addWidget(self._steps)
        right.addWidget(self._refused)
        right.addWidget(self._resolutions)
        right.addWidget(self._none)
        right.addLayout(self._card_column)
        right.addSpacing(4)
        right.addWidget(self._actions_title)
        right.addWidget(self.action_table)
        right.addStretch(1)
        return right

    def _wire(self) -> None:
        self.side.next.clicked.connect(self._on_next)
        self.side.agenda.refused.connect(self._refuse)
        self.side.edit.clicked.connect(lambda: self.edit_asked.emit("meeting", self.meeting))
        self._draft.clicked.connect(lambda: self.edit_asked.emit("resolution", ""))
        self._assign.clicked.connect(lambda: self.edit_asked.emit("action_item", ""))
        self.action_table.row_opened.connect(lambda each: self.edit_asked.emit("action_item", each))


def action_state(context: ScreenContext, values: Values, each: Action) -> Cell:
    """Return the state of an action, with the days it is late."""
    words = context.say(f"choice.action_state.{each.state}")
    late = each.days_late(context.today())
    if late:
        days = values.format.integer(late)
        words = context.say("meetings.late", state=words, count=late, days=days)
        return Cell(words, state="crit", icon="state.crit")
    if each.state == "verified" and each.verified_on is not None:
        day = values.format.date(each.verified_on, "numeric_day")
        words = context.say("meetings.verified", state=words, date=day)
    return state_cell("action_state", each.state, words)
