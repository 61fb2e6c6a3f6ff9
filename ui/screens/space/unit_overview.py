"""Show one unit on a day: who has it until when, who had it, what can be done."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from domain.standing.space import LETTABLE, tenancies
from ui.components.buttons import Button
from ui.components.chip import Chip
from ui.components.label import Label
from ui.components.section_title import SectionTitle
from ui.components.tables.cells import Cell, Column
from ui.components.tables.flat_table import FlatTable
from ui.components.tables.rows_model import RowsModel
from ui.forms.action import ActionForm
from ui.forms.panel import Overview
from ui.screens.space.actions import end_action, let_action, renew_action

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from domain.records import Changes
    from domain.standing.space import Tenancy
    from ui.forms.action import Action
    from ui.screen import ScreenContext
    from ui.values import Values


class UnitOverview(Overview):
    """Show a unit and offer to let it, to end its lease, to renew it.

    Signals:
        told: a sentence that tells what was done.
    """

    told = Signal(str)

    def __init__(
        self,
        context: ScreenContext,
        values: Values,
        on: Callable[[], date],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._values = values
        self._on = on
        self._record = ""
        self._running: Tenancy | None = None
        look = context.appearance
        self._state = Chip(look, parent=self)
        self._use = Chip(look, shape="outline", parent=self)
        self._words = Label("", "body", wrap=True, parent=self)
        self._let = Button(look, "", small=True, icon="add", parent=self)
        self._renew = Button(look, "", small=True, icon="arrow-right", parent=self)
        self._end = Button(look, "", "quiet", small=True, parent=self)
        self.action = ActionForm(look, context.bus, values, "unit.action", self)
        self._title = SectionTitle(look, parent=self)
        self._leases = FlatTable(look, compact=True, fit=True, parent=self)
        self._leases.setObjectName("unit.leases")
        self._model = RowsModel(parent=self)
        self._leases.setModel(self._model)
        self._lay_out()
        self._wire()

    @override
    def show_record(self, record: str) -> None:
        if record != self._record:
            self.action.close_action()
        self._record = record
        mine = [each for each in tenancies(self._context.records) if each.unit == record]
        self._running = next((each for each in mine if each.runs_at(self._on())), None)
        self._say_head()
        self._say_leases(mine)
        self._offer()

    def _lay_out(self) -> None:
        chips = QHBoxLayout()
        chips.setSpacing(8)
        chips.addWidget(self._state)
        chips.addWidget(self._use)
        chips.addStretch(1)
        offers = QHBoxLayout()
        offers.setSpacing(8)
        for button, name in ((self._let, "let"), (self._renew, "renew"), (self._end, "end")):
            button.setObjectName(f"unit.{name}")
            offers.addWidget(button)
        offers.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(chips)
        column.addWidget(self._words)
        column.addLayout(offers)
        column.addWidget(self.action)
        column.addSpacing(8)
        column.addWidget(self._title)
        column.addWidget(self._leases)

    def _wire(self) -> None:
        self._let.clicked.connect(self._on_let)
        self._renew.clicked.connect(partial(self._on_lease, renew_action))
        self._end.clicked.connect(partial(self._on_lease, end_action))
        self.action.done.connect(self.told)
        self._leases.row_opened.connect(
            lambda lease: self._context.desk.open_record("lease", lease)
        )
        self._context.bus.changed.connect(self._on_changed)

    def _say_head(self) -> None:
        say, form, records = self._context.say, self._values.format, self._context.records
        row = records.get("unit", self._record) or {}
        use = str(row.get("use") or "")
        self._use.set_chip(say(f"choice.unit_use.{use}") if use else "")
        lease = self._running
        if lease is None:
            lettable = use in LETTABLE
            self._state.set_chip(
                say("space.state.free" if lettable else "space.not_let"), "info" if lettable else ""
            )
            self._words.set_text("")
        else:
            firm = self._values.record(records, "firm", lease.firm)
            until = form.date(lease.until, "numeric")
            self._state.set_chip(say("space.state.let"), "ok")
            self._words.set_text(say("space.let.to", firm=firm, number=lease.number, day=until))
        self._words.setVisible(lease is not None)

    def _say_leases(self, mine: list[Tenancy]) -> None:
        say, form, records = self._context.say, self._values.format, self._context.records
        columns = [
            Column(say("entity.firm"), "text", 0, "", "firm"),
            Column(say("space.start"), "text", 84, "", "start"),
            Column(say("space.last"), "text", 84, "", "last"),
        ]
        rows = []
        for lease in reversed(mine):
            firm = self._values.record(records, "firm", lease.firm)
            rows.append(
                [
                    Cell(firm, small=True, tip=f"{lease.number} · {firm}"),
                    Cell(form.date(lease.start, "numeric"), small=True),
                    Cell(form.date(lease.until, "numeric"), small=True),
                ]
            )
        count = form.integer(len(mine))
        self._title.set_words(say("entity.lease.many"), beside=count)
        self._leases.setAccessibleName(say("entity.lease.many"))
        self._leases.setVisible(bool(mine))
        self._model.set_columns(columns)
        self._model.set_rows(rows, [lease.record for lease in reversed(mine)])
        self._leases.set_columns(columns)

    def _offer(self) -> None:
        say, writable = self._context.say, self._context.bus.writable
        row = self._context.records.get("unit", self._record) or {}
        self._let.set_text(say("space.let"))
        self._renew.set_text(say("space.renew"))
        self._end.set_text(say("space.end"))
        free = self._running is None and row.get("use") in LETTABLE
        self._let.setVisible(writable and free)
        self._renew.setVisible(writable and self._running is not None)
        self._end.setVisible(writable and self._running is not None)

    def _on_let(self) -> None:
        self.action.ask(let_action(self._context, self._values, self._record, self._on()))

    def _on_lease(self, action: Callable[..., Action]) -> None:
        lease = self._running.record if self._running else ""
        row = self._context.records.get("lease", lease)
        if row is not None:
            self.action.ask(action(self._context, self._values, row))

    def _on_changed(self, changes: Changes) -> None:
        if self._record and self.isVisible() and {"lease", "firm", "unit"} & changes.tables.keys():
            self.show_record(self._record)
