"""Show one lease: whether it runs, the rent of the quarter explained, what can be done."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from domain.space.plan import ENDING_DAYS
from domain.space.rent import rent_due, terms_of
from domain.units import Quarter
from ui.components.buttons import Button
from ui.components.chip import Chip
from ui.components.label import Label
from ui.components.section_title import SectionTitle
from ui.components.tables.cells import Cell, Column
from ui.components.tables.flat_table import FlatTable
from ui.components.tables.rows_model import RowsModel
from ui.forms.action import ActionForm
from ui.forms.panel import Overview
from ui.screens.space.actions import end_action, renew_action

if TYPE_CHECKING:
    from collections.abc import Callable

    from domain.records import Changes
    from domain.space.rent import RentDue, Stretch, Terms
    from ui.forms.action import Action
    from ui.screen import ScreenContext
    from ui.values import Values


class LeaseOverview(Overview):
    """Show a lease at the end of the quarter in force.

    Signals:
        told: a sentence that tells what was done.
    """

    told = Signal(str)

    def __init__(
        self,
        context: ScreenContext,
        values: Values,
        quarter: Callable[[], str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._values = values
        self._quarter = quarter
        self._record = ""
        look = context.appearance
        self._state = Chip(look, parent=self)
        self._renew = Button(look, "", small=True, icon="arrow-right", parent=self)
        self._renew.setObjectName("lease.renew")
        self._end = Button(look, "", "quiet", small=True, parent=self)
        self._end.setObjectName("lease.end_early")
        self.action = ActionForm(look, context.bus, values, "lease.action", self)
        self._title = SectionTitle(look, parent=self)
        self._stretches = FlatTable(look, compact=True, fit=True, parent=self)
        self._stretches.setObjectName("lease.stretches")
        self._model = RowsModel(parent=self)
        self._stretches.setModel(self._model)
        self._words = Label("", "caption", wrap=True, parent=self)
        self._lay_out()
        self._renew.clicked.connect(partial(self._on_action, renew_action))
        self._end.clicked.connect(partial(self._on_action, end_action))
        self.action.done.connect(self.told)
        context.bus.changed.connect(self._on_changed)

    @override
    def show_record(self, record: str) -> None:
        if record != self._record:
            self.action.close_action()
        self._record = record
        if not self._quarter():
            return
        quarter = Quarter.parse(self._quarter())
        terms = terms_of(self._context.records, record)
        if terms is not None:
            self._say_state(terms, quarter)
            self._say_rent(rent_due(terms, quarter), quarter)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self._renew)
        top.addWidget(self._end)
        top.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._state, 0, Qt.AlignmentFlag.AlignLeft)
        column.addLayout(top)
        column.addWidget(self.action)
        column.addSpacing(8)
        column.addWidget(self._title)
        column.addWidget(self._stretches)
        column.addWidget(self._words)

    def _say_state(self, terms: Terms, quarter: Quarter) -> None:
        say, on = self._context.say, quarter.last_day
        left = (terms.until - on).days
        if terms.start > on:
            name, state = "future", "info"
        elif left < 0:
            name, state = "over", "unknown"
        elif left <= ENDING_DAYS:
            name, state = "ending", "warn"
        else:
            name, state = "running", "ok"
        self._state.set_chip(say(f"space.lease.{name}"), state)
        row = self._context.records.get("lease", terms.lease) or {}
        writable = self._context.bus.writable
        self._renew.set_text(say("space.renew"))
        self._renew.setVisible(writable)
        self._end.set_text(say("space.end"))
        self._end.setVisible(writable and left >= 0 and not row.get("early_end"))

    def _say_rent(self, due: RentDue | None, quarter: Quarter) -> None:
        say, form = self._context.say, self._values.format
        columns = [
            Column(say("space.rent.days"), "text", 0, "", "days"),
            Column(say("space.rent.months"), "figure", -1, "", "months"),
            Column(say("space.rent.rate"), "figure", -1, "", "rate"),
            Column(say("space.rent.amount"), "figure", -1, "", "amount"),
        ]
        name = form.quarter(quarter)
        self._title.set_words(say("space.rent.of", quarter=name), note=form.unit("yuan"))
        self._stretches.setAccessibleName(say("space.rent.of", quarter=name))
        self._model.set_columns(columns)
        stretches = due.stretches if due is not None else ()
        unknown = due is not None and due.fen is None
        self._model.set_rows([self._stretch(each, unknown=unknown) for each in stretches])
        self._stretches.set_columns(columns)
        self._stretches.setVisible(bool(stretches))
        self._words.set_text(self._told(due))

    def _stretch(self, each: Stretch, *, unknown: bool) -> list[Cell]:
        say, form = self._context.say, self._values.format
        days = form.span(form.date(each.first, "numeric_day"), form.date(each.last, "numeric_day"))
        free = say("space.rent.free")
        rate = free if each.free else form.yuan(None if unknown else each.rate)
        return [
            Cell(days, small=True),
            Cell(form.number(each.months, 2), small=True),
            Cell(rate, small=True),
            Cell(form.yuan(None if unknown else each.fen), small=True),
        ]

    def _told(self, due: RentDue | None) -> str:
        say, form = self._context.say, self._values.format
        if due is None:
            return say("space.rent.none")
        if due.fen is None:
            return say("space.rent.unknown")
        area = form.with_unit(due.terms.area, "area")
        lines = [
            say("space.rent.total", area=area, rent=form.yuan(due.fen)),
            say("space.rent.tenant", rent=form.yuan(due.tenant_fen)),
        ]
        if due.payer_fen:
            payer = say("space.rent.park")
            if due.terms.payer:
                payer = self._values.record(self._context.records, "party", due.terms.payer)
            share = form.percent(due.terms.discount_bp, 0)
            rent = form.yuan(due.payer_fen)
            lines.append(say("space.rent.payer", payer=payer, share=share, rent=rent))
        return "\n".join(lines)

    def _on_action(self, action: Callable[..., Action]) -> None:
        row = self._context.records.get("lease", self._record)
        if row is not None:
            self.action.ask(action(self._context, self._values, row))

    def _on_changed(self, changes: Changes) -> None:
        if self._record and self.isVisible() and {"lease", "unit"} & changes.tables.keys():
            self.show_record(self._record)
