"""Say in short what a meeting dealt with: its agenda, what became of it, what is still owed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from domain.records import Condition, Query
from domain.standing.actions import actions
from ui.components.due_list import DueList, DueRow
from ui.components.label import hairline
from ui.components.section_title import SectionTitle
from ui.values import state_cell

if TYPE_CHECKING:
    from domain.records import Row
    from ui.screen import ScreenContext
    from ui.values import Values

_SETTLED: Final = ("verified", "cancelled")


class MeetingDigest(QWidget):
    """Show the agenda of one meeting, each item with its resolution and how that stands.

    Signals:
        opened: id of the meeting, whose page is wanted.
    """

    opened = Signal(str)

    def __init__(
        self, context: ScreenContext, values: Values, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._values = values
        self._meeting = ""
        self.title = SectionTitle(context.appearance, parent=self)
        self.items = DueList(context.appearance, lines=2, parent=self)
        self.items.setObjectName("meeting.digest")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(hairline(self))
        column.addSpacing(8)
        column.addWidget(self.title)
        column.addWidget(self.items)
        self.title.link_clicked.connect(self._ask)
        self.items.row_chosen.connect(self._ask)

    def show_meeting(self, meeting: str) -> None:
        """Show a meeting as it is recorded now; none shows nothing."""
        self._meeting = meeting
        say, records = self._context.say, self._context.records
        row = records.get("meeting", meeting)
        self.setVisible(row is not None)
        if row is None:
            return
        number = str(row["number"])
        self.title.set_words(number, link=say("meetings.digest.open"))
        self.items.setAccessibleName(say("meetings.digest", number=number))
        agenda = records.select(
            Query("agenda_item", where=(Condition("meeting", "=", meeting),), order=("rank",))
        )
        self.items.set_rows([*(self._item(each) for each in agenda), *self._owed(meeting)])

    def _item(self, item: Row) -> DueRow:
        """Return the row of an agenda item; it may have led to no resolution."""
        title = str(item["title"])
        found = self._context.records.find("resolution", agenda_item=item["id"])
        if not found:
            return DueRow(str(item["id"]), title, icon="list")
        state = str(found[-1]["state"])
        words = self._context.say(f"choice.resolution_state.{state}")
        cell = state_cell("resolution_state", state, words)
        note = self._context.say("meetings.digest.decided", number=found[-1]["number"], state=words)
        return DueRow(str(item["id"]), title, note, "", cell.icon, cell.state)

    def _owed(self, meeting: str) -> list[DueRow]:
        """Return a row that counts the open actions, none where all is done."""
        records, today = self._context.records, self._context.today()
        mine = {str(row["id"]) for row in records.find("action_item", meeting=meeting)}
        owed = [
            each for each in actions(records) if each.record in mine and each.state not in _SETTLED
        ]
        if not owed:
            return []
        late = sum(1 for each in owed if each.days_late(today))
        say, integer = self._context.say, self._values.format.integer
        title = say("meetings.digest.owed", count=len(owed), actions=integer(len(owed)))
        right = say("meetings.digest.late", count=late, late=integer(late)) if late else ""
        return [DueRow(meeting, title, "", right, "due_soon", "crit" if late else "info")]

    def _ask(self, *_row: object) -> None:
        self.opened.emit(self._meeting)
