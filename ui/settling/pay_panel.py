"""Record what a party was paid under a settlement."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from domain.errors import DomainError
from domain.imports.parsing import parse_value
from domain.records import Kind
from domain.settling.owing import transfers
from domain.settling.trace import from_line
from domain.units import FEN_PER_YUAN
from ui.components.banner import Banner
from ui.components.buttons import Button
from ui.components.date_edit import DateEdit
from ui.components.field import Field
from ui.components.label import Label
from ui.components.side_panel import SidePanel
from ui.refusal import sentence
from ui.settling.owed_words import owed_sentences
from ui.settling.trace_list import TraceList, open_stop
from ui.settling.words import Names
from ui.values import Values

if TYPE_CHECKING:
    from domain.settling.statement import Line, RuleSettlement
    from ui.screen import ScreenContext


class PayPanel(SidePanel):
    """Ask for what was paid so far, when, and the reference of the transfer.

    Signals:
        paid: record of the line, amount in fen, ISO day, reference.
    """

    paid = Signal(str, object, str, str)

    def __init__(self, context: ScreenContext, parent: QWidget | None = None) -> None:
        super().__init__(context.appearance, context.words, parent)
        look = context.appearance
        self._context = context
        self._values = Values(context.language, context.specs)
        self._rule: RuleSettlement | None = None
        self._line: Line | None = None
        self._refusal = ""
        self._party = Label("", "strong", wrap=True, parent=self)
        self._open = Label("", "body", wrap=True, parent=self)
        self._corrections = Label("", "caption", wrap=True, parent=self)
        self.amount = QLineEdit(self)
        self.amount.setObjectName("settlement.paid")
        self._amount = Field(look, "", self.amount, parent=self)
        self.day = DateEdit(look, self)
        self.day.setObjectName("settlement.paid_on")
        self._day = Field(look, "", self.day, parent=self)
        self.reference = QLineEdit(self)
        self.reference.setObjectName("settlement.reference")
        self._reference = Field(look, "", self.reference, parent=self)
        self.trace = TraceList(context, self._values, "settlement.trace", self)
        self.trace.stop_chosen.connect(lambda page, record: open_stop(context, page, record))
        self.locked = Banner(look, "info", self)
        self.record = Button(look, "", "primary", parent=self)
        self.record.setObjectName("settlement.record_payment")
        parts = (self._party, self._open, self._corrections, self.locked)
        for part in (*parts, self._amount, self._day, self._reference, self.trace):
            self.body.addWidget(part)
        self.body.addStretch(1)
        self.foot.addWidget(self.record)
        self.foot.addStretch(1)
        for asked in (self.record.clicked, self.amount.returnPressed, self.reference.returnPressed):
            asked.connect(self.finish)

    def show_line(self, rule: RuleSettlement, line: Line, *, refusal: str = "") -> None:
        """Ask about a line; ``refusal`` says why nothing can be recorded now."""
        self._rule, self._line, self._refusal = rule, line, refusal
        self._amount.set_error(None)
        owing = -line.payable_fen if line.owes else max(line.payable_fen, 0)
        known = owing if line.paid_fen is None else abs(line.paid_fen)
        self.amount.setText(self._values.format.yuan(known))
        day = date.fromisoformat(line.paid_on) if line.paid_on else self._context.today()
        self.day.setDate(QDate(day.year, day.month, day.day))
        self.reference.setText(line.reference)
        self.set_title(self._context.say("settling.pay.title", rule=rule.rule))
        self.say_again()
        self.show()
        if not refusal:
            self.amount.setFocus()
            self.amount.selectAll()

    def say_again(self) -> None:
        """Say everything in the language in force."""
        say, form, line = self._context.say, self._values.format, self._line
        self.retranslate(self._context.words)
        owes = line is not None and line.owes
        self._amount.set_label(say("settling.pay.amount.owes" if owes else "settling.pay.amount"))
        self._amount.set_unit(form.unit_heading("yuan"))
        self._day.set_label(say("field.settlement_line.paid_on"))
        self.day.write_days(say)
        self._reference.set_label(say("field.settlement_line.reference"))
        self.record.set_text(say("command.record_payment"))
        self.locked.set_message("", self._refusal)
        self.locked.setVisible(bool(self._refusal))
        for part in (self._amount, self._day, self._reference, self.record):
            part.setVisible(not self._refusal)
        if line is None:
            return
        names = Names.of(self._values, self._context.records)
        self._party.set_text(names.party(line.party))
        self.trace.show_stops(from_line(self._context.records, line.record, self._context.lang))
        self._open.set_text(self._open_words(names, line))
        told = [
            say(
                "settling.pay.correction",
                quarter=form.quarter(each.quarter),
                amount=form.yuan(each.payable_fen),
            )
            for each in line.corrections
        ]
        self._corrections.set_text("\n".join(told))
        self._corrections.setVisible(bool(told))

    def _open_words(self, names: Names, line: Line) -> str:
        """Say what is to be paid; of costs to whom, or by whom."""
        owed = transfers(self._rule.lines) if self._rule else ()
        if line.advanced_fen is not None and owed:
            return owed_sentences(self._values, names, owed, line.party)
        payable, left = map(self._values.format.yuan, (line.payable_fen, line.open_fen))
        return self._context.say("settling.pay.open", payable=payable, open=left)

    def finish(self) -> None:
        """Hand the payment on when it can be read, else say what is wrong."""
        if self._line is None or self._refusal:
            return
        try:
            fen = parse_value(Kind.MONEY, self.amount.text(), self._context.lang, FEN_PER_YUAN)
        except DomainError as error:
            error.table, error.field = "settlement_line", "paid_fen"
            self.refuse(error)
            return
        if not isinstance(fen, int):
            self.refuse(DomainError("required", table="settlement_line", field="paid_fen"))
            return
        day = self.day.date().toPython()
        self.paid.emit(self._line.record, fen, str(day), self.reference.text())

    def refuse(self, error: DomainError) -> None:
        """Say why the payment is refused."""
        self._amount.set_error(sentence(self._values, error))
        self.amount.setFocus()
