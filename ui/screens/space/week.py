"""Show a week of bookings: a row per unit, a column per day."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from domain.reports.names import short_firm
from domain.space.booking import DAYS, BookUnit, Line, Slot, monday_of, week
from ui.components.buttons import IconButton
from ui.components.date_edit import DateEdit
from ui.components.label import Label
from ui.components.tables.cells import Cell, Column
from ui.components.tables.flat_table import FlatTable
from ui.components.tables.rows_model import RowsModel
from ui.forms.action import Action, ActionForm, Question

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtGui import QKeyEvent

    from domain.records import Command, Value
    from ui.screen import ScreenContext
    from ui.theme.appearance import Appearance
    from ui.values import Values

_UNIT_PX: Final = 184
_ASKED: Final = ("firm", "start", "end", "purpose")


class WeekTable(FlatTable):
    """Go day by day with the arrow keys; Enter or a double click opens the day.

    Signals:
        slot_opened: row and column.
    """

    slot_opened = Signal(int, int)

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(appearance, fit=True, parent=parent)
        self.setObjectName("booking.week")
        self.set_cell_focus(on=True)
        self.set_column_lines(on=True)
        self.doubleClicked.connect(lambda at: self.slot_opened.emit(at.row(), at.column()))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        at = self.currentIndex()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and at.isValid():
            self.slot_opened.emit(at.row(), at.column())
            return
        super().keyPressEvent(event)


class WeekPage(QWidget):
    """Show who has which pilot line on which day, and book the free ones.

    Signals:
        booking_opened: id of a booking.
        lease_opened: id of a lease by which a firm has a unit.
        told: a sentence that tells what was done.
    """

    booking_opened = Signal(str)
    lease_opened = Signal(str)
    told = Signal(str)

    def __init__(self, context: ScreenContext, values: Values, parent: QWidget) -> None:
        super().__init__(parent)
        look = context.appearance
        self.context = context
        self.values = values
        self._monday = monday_of(context.today())
        self._lines: tuple[Line, ...] = ()
        self._back = IconButton(look, "chevron-left", "", parent=self)
        self._back.setObjectName("booking.previous_week")
        self._day_name = Label("", "caption", parent=self)
        self.day = DateEdit(look, self)
        self.day.setObjectName("booking.week_of")
        self._day_name.setBuddy(self.day)
        self._on = IconButton(look, "chevron-right", "", parent=self)
        self._on.setObjectName("booking.next_week")
        self._hint = Label("", "caption", wrap=True, parent=self)
        self.model = RowsModel(parent=self)
        self.table = WeekTable(look, self)
        self.table.setModel(self.model)
        self.action = ActionForm(look, context.bus, values, "booking.action", self)
        self.action.setMaximumWidth(720)
        self._lay_out()
        self._back.clicked.connect(lambda: self._step(-1))
        self._on.clicked.connect(lambda: self._step(1))
        self.day.dateChanged.connect(self._on_day)
        self.table.slot_opened.connect(self._on_slot)
        self.action.done.connect(self.told)

    def show_week(self, on: date) -> None:
        """Show the week that holds a day."""
        self._monday = monday_of(on)
        self.day.blockSignals(True)
        self.day.setDate(QDate(self._monday.year, self._monday.month, self._monday.day))
        self.day.blockSignals(False)
        self.read()

    def read(self) -> None:
        """Read the week shown."""
        say, form = self.context.say, self.values.format
        self._lines = week(self.context.records, self._monday)
        self._back.set_name(say("space.week.previous"))
        self._on.set_name(say("space.week.next"))
        self._day_name.set_text(say("space.week.of"))
        self.day.setAccessibleName(say("space.week.of"))
        self.day.write_days(say)
        self._hint.set_text(say("space.week.hint"))
        self.table.setAccessibleName(say("space.bookings.week"))
        days = [self._monday + timedelta(days=step) for step in range(DAYS)]
        heads = [
            say("space.week.day", name=say(f"space.weekday.{on.isoweekday()}"),
                day=form.date(on, "numeric_day"))
            for on in days
        ]  # fmt: skip
        columns = [
            Column(say("entity.unit"), "text", _UNIT_PX, "", "unit"),
            *(Column(head, "text", 0, "", str(at)) for at, head in enumerate(heads)),
        ]
        at = self.table.currentIndex()
        row, column = at.row(), at.column()
        self.model.set_columns(columns)
        self.model.set_rows(
            [self._cells(line, heads) for line in self._lines], [line.unit for line in self._lines]
        )
        self.table.set_columns(columns)
        if 0 <= row < len(self._lines):
            self.table.setCurrentIndex(self.model.index(row, column))
        elif self._lines:
            # The keys begin on today, or on the first day of another week.
            on = max((self.context.today() - self._monday).days, 0)
            self.table.setCurrentIndex(self.model.index(0, 1 + (on if on < DAYS else 0)))

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(8)
        for widget in (self._day_name, self._back, self.day, self._on):
            top.addWidget(widget)
        top.addSpacing(16)
        top.addWidget(self._hint, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 8, 24, 8)
        column.setSpacing(12)
        column.addLayout(top)
        column.addWidget(self.table)
        column.addWidget(self.action)
        column.addStretch(1)

    def _cells(self, line: Line, heads: list[str]) -> list[Cell]:
        say, records = self.context.say, self.context.records
        building = self.values.record(records, "building", line.building)
        name = say("space.unit.short", building=building, number=line.number)
        use = say(f"choice.unit_use.{line.use}")
        cells = [Cell(name, note=use, tip=f"{name} · {use}")]
        return [*cells, *(self._cell(slot, head, name) for slot, head in
                          zip(line.slots, heads, strict=True))]  # fmt: skip

    def _cell(self, slot: Slot, head: str, unit: str) -> Cell:
        say = self.context.say
        if not slot.firm:
            free = say("space.state.free")
            return Cell("", tip=f"{unit}, {head}: {free}")
        firm = self.values.record(self.context.records, "firm", slot.firm)
        kind = say("space.week.booked" if slot.booking else "space.state.let")
        icon = "calendar-days" if slot.booking else "locked"
        tone = "" if slot.booking else "text_note"
        tip = f"{unit}, {head}: {kind}, {firm}"
        short = short_firm(firm, self.context.language.lang)
        return Cell(short, small=True, icon=icon, tone=tone, tip=tip)

    # ------------------------------------------------------------------------------------- slots

    def _step(self, weeks: int) -> None:
        self.show_week(self._monday + timedelta(weeks=weeks))

    def _on_day(self, on: QDate) -> None:
        self.show_week(date(on.year(), on.month(), on.day()))

    def _on_slot(self, row: int, column: int) -> None:
        if not 0 <= row < len(self._lines) or column < 1:
            return
        line, slot = self._lines[row], self._lines[row].slots[column - 1]
        if slot.booking:
            self.booking_opened.emit(slot.booking)
        elif slot.lease:
            self.lease_opened.emit(slot.lease)
        elif self.context.bus.writable:
            self.ask(line, slot.on)

    def ask(self, line: Line, on: date) -> None:
        """Ask for what a booking of a unit from a day needs."""
        say, spec = self.context.say, self.context.specs["booking"]
        given: Mapping[str, Value] = {"start": on.isoformat(), "end": on.isoformat()}
        questions = tuple(
            Question(spec.field(name), self.values.name(spec, spec.field(name)), given.get(name))
            for name in _ASKED
        )
        building = self.values.record(self.context.records, "building", line.building)
        unit = say("space.unit.short", building=building, number=line.number)
        title, done = say("space.book.title", unit=unit), say("space.book.done", unit=unit)
        make = partial(_book, line.unit)
        self.action.ask(Action(title, "booking", say("space.book.run"), questions, make, done))


def _book(unit: str, typed: Mapping[str, Value]) -> Command:
    firm, start, end, purpose = (str(typed[name] or "") for name in _ASKED)
    return BookUnit(unit, firm, start, end, purpose)
