"""Settle a quarter: reckon it step by step, agree or dispute it, record what is paid."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from typing_extensions import override

from domain.errors import DomainError
from domain.settling.commands import (
    AgreeSettlement,
    DisputeSettlement,
    DrawUpSettlement,
    RecordPayment,
)
from domain.settling.owing import owed
from domain.settling.statement import statement
from domain.units import Quarter
from ui.closing.titled_table import TitledTable
from ui.components.banner import Banner
from ui.components.empty_state import EmptyState
from ui.components.key_figure import Figure, KeyFigures
from ui.refusal import allow, sentence
from ui.reports.dialogs import Dialogs
from ui.reports.paper_languages import PaperLanguages
from ui.reports.sheet_printing import SheetPrinting
from ui.screens.quarter_acts import QuarterActs
from ui.settling.dispute_panel import DisputePanel
from ui.settling.explain_panel import ExplainPanel
from ui.settling.owed_words import owed_cells, owed_columns
from ui.settling.pay_panel import PayPanel
from ui.settling.try_panel import TryPanel
from ui.settling.words import (
    Names,
    ShownStep,
    changed_words,
    escrow_cells,
    escrow_columns,
    line_cells,
    line_columns,
    shown_steps,
    standing_words,
    state_words,
    step_cells,
    step_columns,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from domain.settling.statement import Line, RuleSettlement, Statement
    from ui.components.side_panel import SidePanel
    from ui.screen import ScreenContext

_ICONS: Final = {
    "draw_up": "models",
    "agree": "countersigned",
    "dispute": "state.warn",
    "try": "agreements",
    "print": "print",
}
_STEPS: Final = frozenset({"draw_up", "agree"})
"""Acts that take a quarter further: the usual one stands out while no panel asks for more."""


class SettlementScreen(QuarterActs):
    """Show what each party is due for the quarter, why, and what was paid of it."""

    name = "settlement"
    title_key = "page.settlement"
    icon = "agreements"
    acts = _ICONS
    said = "settling"

    def __init__(self, context: ScreenContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        look = context.appearance
        self._statement: Statement | None = None
        self._shown: list[ShownStep] = []
        self._owing: list[str] = []
        self._lines: list[tuple[RuleSettlement, Line]] = []
        self.standing = Banner(look, "info", self)
        self.standing.setObjectName("settlement.standing")
        self.changed = Banner(look, "warn", self)
        self.changed.setObjectName("settlement.changed")
        self.figures = KeyFigures(self)
        self.reckoning = TitledTable(look, "settlement.steps", self)
        self.lines = TitledTable(look, "settlement.lines", self)
        self.escrow = TitledTable(look, "settlement.escrow", self)
        self.owed = TitledTable(look, "settlement.owed", self)
        self.explaining = ExplainPanel(context, self)
        self.paying = PayPanel(context, self)
        self.trying = TryPanel(context, self)
        self.disputing = DisputePanel(context, self)
        self.languages = PaperLanguages(context, "settlement", self)
        self.languages.hide()
        dialogs = Dialogs(context.language)
        self.printing = SheetPrinting(context, self._values, dialogs, self, "returns.sheet.made")
        self.nothing = EmptyState(look, "agreements", self)
        self._lay_out()
        self._wire()
        self.retranslate()

    @override
    def header_actions(self) -> Sequence[QWidget]:
        offered = self.offered()
        free = all(panel.isHidden() for panel in self._panels)
        for act, button in self._buttons.items():
            first = free and act in _STEPS and offered[:1] == (act,)
            button.set_kind("primary" if first else "secondary")
            if act not in {"try", "print"}:
                allow(button, self._values, self.context.bus.refusal("settlement"))
        made: list[QWidget] = [self._buttons[act] for act in reversed(offered)]
        return [self.languages, *made] if "print" in offered else made

    def offered(self) -> tuple[str, ...]:
        """Return the acts that make sense now, the usual first."""
        found = self._statement
        if found is None or not found.today.rules:
            return ()
        after = ("try", "print") if self.printing.possible() else ("try",)
        if not self.context.bus.records.writable:
            return after
        acts: list[str] = []
        if any(not rule.settled and (not rule.record or rule.outdated) for rule in found.rules):
            acts.append("draw_up")
        if self._open():
            acts += ["agree", "dispute"] if not acts else ["dispute"]
        return (*acts, *after)

    @override
    def say_again(self) -> None:
        say = self.context.say
        for panel in self._panels:
            panel.retranslate(self.context.words)
        for part in (self.explaining, self.paying, self.trying, self.disputing):
            part.say_again()
        self.nothing.set_words(
            say("settling.nothing"),
            say("ui.open_page", page=say("entity.sharing_rule.many")),
            "arrow-right",
        )
        self.escrow.set_columns(escrow_columns(self._values))
        self.owed.set_columns(owed_columns(self._values))

    @override
    def show_record(self, record: str) -> None:
        """Show a settlement by its first line, or one of its lines, with what it rests on."""
        line = self.context.records.get("settlement_line", record) or {}
        settlement = str(line.get("settlement") or record)
        row = self.context.records.get("settlement", settlement)
        if row is None:
            return
        if row["quarter"] != self.quarter:
            self.context.desk.choose_quarter(str(row["quarter"]))
        at = next(
            (
                at
                for at, (rule, each) in enumerate(self._lines)
                if rule.record == settlement and (not line or each.record == record)
            ),
            None,
        )
        if at is not None:
            self.lines.choose(at)
            self._on_line(at)
            self._area.ensureWidgetVisible(self.lines)

    @override
    def begin(self, act: str) -> None:
        found = self._statement
        if found is None:
            return
        if act == "try":
            self.trying.show_statement(found)
            self._only(self.trying)
        elif act == "print":
            name = self.context.say("settling.print.file", quarter=self.quarter)
            self.printing.start("settlement", self.quarter, name)
        elif act == "draw_up":
            self.run(DrawUpSettlement(found.quarter), act)
        elif act == "agree":
            self.run(AgreeSettlement(self._open()), act)
        else:
            self.disputing.ask()
            self._only(self.disputing)

    def _open(self) -> tuple[str, ...]:
        """Return the settlements of the quarter on which the sides have still to agree."""
        rules = self._statement.rules if self._statement else ()
        return tuple(rule.record for rule in rules if rule.record and not rule.settled)

    # ------------------------------------------------------------------------------------ reading

    @override
    def read(self) -> None:
        records, say = self.context.records, self.context.say
        try:
            found = statement(records, Quarter.parse(self.quarter))
        except DomainError as error:
            self._statement = None
            self.standing.set_state("crit")
            self.standing.set_message(say("settling.standing.terms"), sentence(self._values, error))
            self._show_parts(any_rule=False, nothing=False)
            return
        self._statement = found
        self._show_parts(any_rule=bool(found.today.rules or found.drawn_up), nothing=True)
        names = Names.of(self._values, records)
        self._say_standing(found)
        self._say_figures(found, names)
        self._say_steps(found, names)
        self._say_lines(found, names)
        self._say_owed(found, names)
        self._say_escrow(found, names)
        self.heading_changed.emit()

    def _show_parts(self, *, any_rule: bool, nothing: bool) -> None:
        for part in (self.figures, self.reckoning, self.lines):
            part.setVisible(any_rule)
        self.escrow.setVisible(False)
        self.owed.setVisible(False)
        self.changed.setVisible(False)
        self.standing.setVisible(any_rule or not nothing)
        self.nothing.setVisible(not any_rule and nothing)

    def _say_standing(self, found: Statement) -> None:
        look, lead, more = standing_words(self._values, found)
        self.standing.set_state(look)
        self.standing.set_message(lead, more)
        changed = changed_words(self._values, found)
        self.changed.set_message(*changed)
        self.changed.setVisible(bool(changed[0]))

    def _say_figures(self, found: Statement, names: Names) -> None:
        form, say = self._values.format, self.context.say
        decimals = 2 if self.context.lang == "zh" else 1
        figures = []
        for party in found.parties:
            lines = found.lines_of(party)
            due = (
                sum(line.payable_fen for line in lines) if lines else found.today.payable_fen(party)
            )
            left = abs(sum(line.open_fen for line in lines))
            note = say("settling.figure.open", amount=form.money(left, decimals)) if lines else ""
            key = "settling.figure.owes" if due < 0 else "settling.figure"
            figures.append(
                Figure(
                    say(key, party=names.short(party)),
                    form.money(abs(due), decimals),
                    form.unit("money"),
                    note,
                )
            )
        self.figures.set_figures(figures)

    def _say_steps(self, found: Statement, names: Names) -> None:
        say = self.context.say
        self._shown = shown_steps(found)
        self.reckoning.set_words(say("settling.reckoning"), say("settling.nothing"))
        self.reckoning.set_columns(step_columns(self._values, names, found.parties))
        self.reckoning.set_rows(
            [step_cells(self._values, names, each, found.parties) for each in self._shown]
        )
        table = self.reckoning.table
        table.clearSpans()
        for row, each in enumerate(self._shown):
            if each.step is None:
                table.setSpan(row, 0, 1, len(found.parties) + 3)

    def _say_lines(self, found: Statement, names: Names) -> None:
        say = self.context.say
        self._lines = [(rule, line) for rule in found.rules for line in rule.lines]
        self.lines.set_words(say("settling.lines"), say("settling.lines.none"))
        held = any(line.escrow_fen for _, line in self._lines)
        self.lines.set_columns(line_columns(self._values, held=held))
        self.lines.set_rows(
            [line_cells(self._values, names, *each, held=held) for each in self._lines]
        )

    def _say_owed(self, found: Statement, names: Names) -> None:
        say = self.context.say
        owing = [(rule, each) for rule in found.rules for each in owed(rule)]
        self._owing = [each.debtor.record for _, each in owing]
        self.owed.set_words(say("settling.owed"), "")
        self.owed.set_rows(
            [owed_cells(self._values, names, rule.rule, each) for rule, each in owing]
        )
        self.owed.setVisible(bool(owing))

    def _say_escrow(self, found: Statement, names: Names) -> None:
        say = self.context.say
        held = [(rule, each) for rule in found.rules for each in rule.holdings]
        self.escrow.set_words(say("settling.escrow"), say("settling.escrow.none"))
        self.escrow.set_rows([escrow_cells(self._values, names, *each) for each in held])
        self.escrow.setVisible(bool(held))

    # -------------------------------------------------------------------------------------- slots

    def _on_step(self, row: int) -> None:
        if self._statement is not None:
            self.explaining.show_step(self._shown[row], self._statement.quarter)
            self._only(self.explaining)

    def _on_line(self, row: int) -> None:
        rule, line = self._lines[row]
        refused = self.context.bus.refusal("settlement")
        refusal = sentence(self._values, refused) if refused else ""
        if not refusal and line.advanced_fen is not None and not line.owes:
            refusal = self.context.say("settling.pay.by_those_who_owe")
        if not refusal and rule.state != "agreed":
            refusal = self.context.say(
                "settling.pay.locked", state=state_words(self._values, rule.state)
            )
        self.paying.show_line(rule, line, refusal=refusal)
        self._only(self.paying)

    def _on_owed(self, row: int) -> None:
        """Ask about the line of the party that owes; nothing while none is drawn up."""
        record = self._owing[row]
        at = next((at for at, (_, line) in enumerate(self._lines) if line.record == record), None)
        if record and at is not None:
            self.lines.choose(at)
            self._on_line(at)

    def _on_paid(self, record: str, fen: object, day: str, reference: str) -> None:
        if not isinstance(fen, int):
            return
        error = self.run(RecordPayment(record, fen, day, reference), "pay")
        if error is not None:
            self.paying.refuse(error)
        else:
            self._only(None)

    def _on_disputed(self, reason: str) -> None:
        error = self.run(DisputeSettlement(self._open(), reason), "dispute")
        if error is not None:
            self.disputing.refuse(error)
        else:
            self._only(None)

    def _only(self, panel: SidePanel | None) -> None:
        """Leave one panel beside the page, or none; it is open already, with its own button."""
        for each in self._panels:
            if each is not panel:
                each.hide()
        self.heading_changed.emit()

    def _lay_out(self) -> None:
        column = self.make_column(self.explaining, self.paying, self.trying, self.disputing)
        for part in (self.standing, self.changed):
            column.addWidget(part)
        column.addSpacing(8)
        column.addWidget(self.figures)
        for table in (self.reckoning, self.owed, self.lines, self.escrow):
            column.addSpacing(16)
            column.addWidget(table)
        column.addWidget(self.nothing)
        column.addStretch(1)

    def _wire(self) -> None:
        # A row is asked about on purpose; moving through the table leaves the room to the page.
        for table, slot in (
            (self.reckoning.table, self._on_step),
            (self.lines.table, self._on_line),
            (self.owed.table, self._on_owed),
        ):
            table.clicked.connect(lambda index, slot=slot: slot(index.row()))
            table.row_opened.connect(lambda key, slot=slot: slot(int(key)))
        self.paying.paid.connect(self._on_paid)
        self.disputing.disputed.connect(self._on_disputed)
        self.nothing.action_asked.connect(lambda: self.context.desk.open_screen("sharing_rule"))
