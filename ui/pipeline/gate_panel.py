"""Ask what a gate asks before a firm moves on, and record the move."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from domain.entities.stage_change import MACHINES, stage_on
from domain.errors import DomainError
from domain.recorded import REASONS
from domain.stage_commands import ChangeStage
from domain.standing.gates import findings, opens
from ui.components.banner import Banner
from ui.components.buttons import Button, LinkButton
from ui.components.choice import Choice
from ui.components.date_edit import DateEdit
from ui.components.field import Field
from ui.components.label import Label
from ui.components.side_panel import SidePanel
from ui.forms.completion import complete
from ui.pipeline.criterion_row import CriterionRow
from ui.refusal import sentence
from ui.reports.paper_languages import PaperLanguages

if TYPE_CHECKING:
    from ui.screen import ScreenContext
    from ui.values import Values


class GatePanel(SidePanel):
    """Show the gate before a stage.

    Signals:
        recorded: id of the change that was recorded.
        firm_asked: record of the firm whose page is wanted.
        criteria_asked: the user wants to change the criteria.
        memo_asked: id of the change that brought the firm to its stage.
    """

    recorded = Signal(str)
    firm_asked = Signal(str)
    criteria_asked = Signal()
    memo_asked = Signal(str)

    def __init__(
        self, context: ScreenContext, values: Values, parent: QWidget | None = None
    ) -> None:
        super().__init__(context.appearance, context.words, parent)
        self._context = context
        self._values = values
        self.firm = ""
        self._process = "incubation"
        self.rows: list[CriterionRow] = []
        self._make_words()
        self._make_editors()
        self._lay_out()
        self._wire()
        self.say_again()

    def _make_words(self) -> None:
        look = self._context.appearance
        self._name = Label("", "strong", wrap=True, parent=self)
        self.from_words = Label("", "caption", wrap=True, parent=self)
        self.verdict = Banner(look, "info", self)
        self.refusal = Banner(look, "crit", self)
        self.refusal.setObjectName("gate.refusal")
        self._criteria = QWidget(self)
        self.record_button = Button(look, "", "primary", icon="check", parent=self)
        self.record_button.setObjectName("gate.record")
        self.back_button = Button(look, "", parent=self)
        self.back_button.setObjectName("gate.put_back")
        self._open = LinkButton(look, px=12, parent=self)
        self._open.setObjectName("gate.open_firm")
        self.memo_link = LinkButton(look, px=12, parent=self)
        self.memo_link.setObjectName("gate.memo")
        self.languages = PaperLanguages(self._context, "gate", self, small=True)
        self.own_link = LinkButton(look, px=12, parent=self)
        self.own_link.setObjectName("gate.criteria")

    def _make_editors(self) -> None:
        look = self._context.appearance
        self.to_stage = Choice(self)
        self.to_stage.setObjectName("gate.to_stage")
        self.date = DateEdit(look, self)
        self.date.setObjectName("gate.date")
        self.decided_by = QLineEdit(self)
        self.decided_by.setObjectName("gate.decided_by")
        self.evidence = QLineEdit(self)
        self.evidence.setObjectName("gate.evidence")
        self.reason = QComboBox(self)
        self.reason.setEditable(True)
        self.reason.setObjectName("gate.reason")
        self._fields = {
            "to": Field(look, "", self.to_stage, parent=self),
            "date": Field(look, "", self.date, parent=self),
            "decided_by": Field(look, "", self.decided_by, parent=self),
            "evidence": Field(look, "", self.evidence, parent=self),
            "reason": Field(look, "", self.reason, parent=self),
        }

    # --------------------------------------------------------------------------------- showing

    def show_move(self, firm: str, process: str, to_stage: str, day: date) -> None:
        """Show the gate a firm comes to; without a stage, the first that may follow."""
        self.firm, self._process = firm, process
        self.refusal.hide()
        blocked = self.date.blockSignals(True)
        self.date.setDate(QDate(day.year, day.month, day.day))
        self.date.blockSignals(blocked)
        self.evidence.clear()
        self.reason.setCurrentIndex(-1)
        self.reason.clearEditText()
        self._say_stages(to_stage)
        self._make_rows()
        self._say()
        self.show()
        self.to_stage.setFocus(Qt.FocusReason.OtherFocusReason)

    def say_again(self) -> None:
        """Say everything in the language in force."""
        say = self._context.say
        self.retranslate(self._context.words)
        for name, field in self._fields.items():
            field.set_label(say(f"gate.{name}"))
        self.date.write_days(say)
        typed = self.reason.currentText()
        self.reason.clear()
        self.reason.addItems([say(key) for key in REASONS])
        self.reason.setEditText(typed)
        self.record_button.set_text(say("gate.record"))
        self.back_button.set_text(say("gate.put_back"))
        self._open.set_text(say("pipeline.open_firm"))
        self.memo_link.set_text(say("gate.memo"))
        self.own_link.set_text(say("pipeline.criteria"))
        if self.firm:
            self._say_stages(self.to_stage.key())
            self._say()

    def day(self) -> date:
        """Return the day typed."""
        typed = self.date.date()
        return date(typed.year(), typed.month(), typed.day())

    def last_change(self) -> str:
        """Return the change that brought the firm to its stage, empty before the first."""
        changes = self._context.records.find("stage_change", firm=self.firm, process=self._process)
        on = self.day().isoformat()
        past = [each for each in changes if str(each["date"]) <= on]
        last = max(past, key=lambda each: (str(each["date"]), str(each["id"])), default=None)
        return str(last["id"]) if last else ""

    # --------------------------------------------------------------------------------- recording

    def record(self) -> None:
        """Record the move; a refusal says why and nothing typed is lost."""
        self.refusal.hide()
        command = ChangeStage(
            self.firm,
            self._process,
            self.to_stage.key(),
            self.day().isoformat(),
            tuple(row.declared() for row in self.rows),
            self.evidence.text().strip(),
            self.reason.currentText().strip() if self._reasoned() else "",
            self.decided_by.text().strip(),
        )
        try:
            self._context.bus.run(command)
        except DomainError as error:
            self.refusal.set_message("", sentence(self._values, error))
            self.refusal.show()
            return
        self.hide()
        self.recorded.emit(command.record)

    # --------------------------------------------------------------------------------- inside

    def _say_stages(self, wanted: str) -> None:
        machine, say = MACHINES[self._process], self._context.say
        there = self._from_stage()
        following = machine.moves.get(there, ())
        # A move that the process does not have stays on show: recording it says why not.
        offered = following if not wanted or wanted in following else (*following, wanted)
        self.to_stage.blockSignals(True)
        self.to_stage.set_choices([(key, say(f"choice.stage.{key}")) for key in offered])
        if wanted or following:
            self.to_stage.choose(wanted or following[0])
        self.to_stage.blockSignals(False)
        self.record_button.setEnabled(bool(offered) and self._context.bus.writable)

    def _from_stage(self) -> str:
        day = self.day().isoformat()
        return stage_on(self._context.records, self.firm, self._process, day) or ""

    def _reasoned(self) -> bool:
        return self.to_stage.key() in MACHINES[self._process].reasoned

    def _gate(self) -> str:
        return self.to_stage.key() if self._process == "incubation" else ""

    def _make_rows(self) -> None:
        layout = self._criteria.layout()
        if layout is None:
            return
        for row in self.rows:
            layout.removeWidget(row)
            row.hide()
            row.deleteLater()
        found = findings(self._context.records, self.firm, self._gate(), self.day())
        self.rows = [
            CriterionRow(self._context.appearance, self._values, each, self._criteria)
            for each in found
        ]
        for row in self.rows:
            layout.addWidget(row)
            row.switched.connect(self._say_verdict)
            row.show()
        self._criteria.setVisible(bool(self.rows))

    def _say(self) -> None:
        say, records = self._context.say, self._context.records
        stage = self.to_stage.key()
        there = self._from_stage()
        before = say(f"choice.stage.{there}") if there else say("gate.begin")
        row = records.get("firm", self.firm) or {}
        self._name.set_text(self._values.label("firm", row))
        after = say(f"choice.stage.{stage}") if stage else "—"
        self.from_words.set_text(f"{row.get('number') or ''!s} · {before} → {after}")
        self.set_title(say("gate.title", stage=after))
        found = findings(records, self.firm, self._gate(), self.day())
        for line, each in zip(self.rows, found, strict=True):
            line.show_finding(each, self.day())
        self._fields["reason"].setVisible(self._reasoned())
        self.own_link.setVisible(bool(self.rows))
        prints = self._context.services.reports is not None
        for part in (self.memo_link, self.languages):
            part.setVisible(prints and bool(self.last_change()))
        complete(self.decided_by, records, "stage_change", "decided_by")
        self._say_verdict()

    def _say_verdict(self) -> None:
        say = self._context.say
        criteria = [row.finding.criterion for row in self.rows]
        met = {row.finding.criterion.position for row in self.rows if row.box.isChecked()}
        alone = any(each.suffices for each in criteria)
        if not criteria:
            words, state = say("gate.free"), "info"
        elif opens(criteria, met):
            words = say("gate.met", count=len(met)) if alone else say("gate.met_all")
            state = "ok"
        else:
            counts = {"met": len(met), "all": len(criteria)}
            words = say("gate.unmet") if alone else say("gate.unmet_all", **counts)
            state = "warn"
        self.verdict.set_state(state)
        self.verdict.set_message("", words)

    def _on_stage(self) -> None:
        self.refusal.hide()
        self._make_rows()
        self._say()

    def _on_day(self) -> None:
        self._say_stages(self.to_stage.key())
        self._say()

    def _lay_out(self) -> None:
        self.setObjectName("gate.panel")
        inner = self._criteria
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        links = QHBoxLayout()
        links.setSpacing(16)
        links.addWidget(self._open)
        links.addStretch(1)
        # A line of its own: beside the other link it would be too wide in French.
        printing = QHBoxLayout()
        printing.setSpacing(8)
        printing.addWidget(self.memo_link)
        printing.addWidget(self.languages)
        printing.addStretch(1)
        self.body.addWidget(self._name)
        self.body.addWidget(self.from_words)
        self.body.addLayout(links)
        self.body.addLayout(printing)
        self.body.addWidget(self._fields["to"])
        self.body.addWidget(self.verdict)
        self.body.addWidget(inner)
        self.body.addWidget(self.own_link)
        for name in ("reason", "evidence", "decided_by", "date"):
            self.body.addWidget(self._fields[name])
        self.body.addWidget(self.refusal)
        self.body.addStretch(1)
        self.foot.addWidget(self.record_button)
        self.foot.addWidget(self.back_button)
        self.foot.addStretch(1)
        self.refusal.hide()

    def _wire(self) -> None:
        self.to_stage.currentIndexChanged.connect(lambda _at: self._on_stage())
        self.date.dateChanged.connect(lambda _day: self._on_day())
        self.record_button.clicked.connect(self.record)
        self.back_button.clicked.connect(self.close_button.click)
        self._open.clicked.connect(lambda: self.firm_asked.emit(self.firm))
        self.own_link.clicked.connect(self.criteria_asked)
        self.memo_link.clicked.connect(lambda: self.memo_asked.emit(self.last_change()))
