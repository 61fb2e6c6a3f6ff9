"""Show one return project: what drives it, plan against actual, milestones, the next step."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from domain.returns.balance import SERIES_QUARTERS, standings
from domain.returns.moves import REASONED, MoveProject, offered_to
from domain.units import Quarter, quarters_back
from ui.charts.data import Series
from ui.charts.spark import SparkBars
from ui.components.buttons import Button, LinkButton
from ui.components.chip import Chip
from ui.components.choice import Choice
from ui.components.label import ElidedLabel, Label
from ui.components.section_title import SectionTitle
from ui.components.tables.cells import Cell, Column
from ui.components.tables.flat_table import FlatTable
from ui.components.tables.rows_model import RowsModel
from ui.forms.action import Action, ActionForm, Question
from ui.forms.panel import Overview
from ui.reports.paper_languages import PaperLanguages
from ui.screens.returns.rows import TABLES
from ui.values import state_cell

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from domain.records import Changes, Command, Row, Value
    from domain.returns.balance import Against, Standing
    from ui.screen import ScreenContext
    from ui.values import Values

_SERIES: Final = {
    "output_fen": "money",
    "investment_fen": "money",
    "tax_fen": "money",
    "jobs": "persons",
}
"""Figure of a quarter → its unit."""

_PLANS: Final = (
    ("land", "land"),
    ("investment", "money"),
    ("output", "money"),
    ("jobs", "persons"),
)


class ProjectOverview(Overview):
    """Show one project at the end of the quarter in force.

    Signals:
        told: a sentence that tells what was done.
        sheet_asked: id of the project whose sheet is to be printed.
    """

    told = Signal(str)
    sheet_asked = Signal(str)

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
        self._standing: Standing | None = None
        look = context.appearance
        self._state = Chip(look, parent=self)
        self._driver = Chip(look, parent=self)
        self._firm = ElidedLabel("", "strong", self)
        self._sheet = self._make_link()
        self._languages = PaperLanguages(context, "return_project", self, small=True)
        self._match = Label("", "caption", wrap=True, parent=self)
        self._plan_title = SectionTitle(look, parent=self)
        self._plan, self._plan_model = _table(self, context, "return_project.plan")
        self._series_title = SectionTitle(look, parent=self)
        self._figure = Choice(self)
        self._figure.setObjectName("return_project.series")
        self._bars = SparkBars(look, self)
        self._steps_title = SectionTitle(look, parent=self)
        self._steps, self._steps_model = _table(self, context, "return_project.milestones")
        # The way forward has a line of its own: three buttons abreast are too wide in French.
        self._forward, self._halts = QHBoxLayout(), QVBoxLayout()
        self._buttons: dict[str, Button] = {}
        self._final = Label("", "caption", wrap=True, parent=self)
        self.action = ActionForm(look, context.bus, values, "return_project.action", self)
        self._lay_out()
        self._figure.activated.connect(lambda _at: self._say_series())
        self.action.done.connect(self.told)
        context.bus.changed.connect(self._on_changed)

    @override
    def show_record(self, record: str) -> None:
        if record != self._record:
            self.action.close_action()
        self._record = record
        if not self._quarter():
            return
        known = standings(self._context.records, Quarter.parse(self._quarter()))
        found = next((each for each in known if each.project.record == record), None)
        self._standing = found
        if found is None:
            return
        self._say_head(found)
        self._say_plan(found)
        self._offer_series()
        self._say_series()
        self._say_steps()
        self._offer_moves(found)

    def _make_link(self) -> LinkButton:
        link = LinkButton(self._context.appearance, px=12, parent=self)
        link.setObjectName("return_project.sheet")
        link.clicked.connect(lambda: self.sheet_asked.emit(self._record))
        return link

    def _lay_out(self) -> None:
        chips = QHBoxLayout()
        chips.setSpacing(8)
        chips.addWidget(self._state)
        chips.addWidget(self._driver)
        chips.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._firm)
        column.addLayout(chips)
        column.addWidget(self._match)
        printing = QHBoxLayout()
        printing.setSpacing(8)
        printing.addWidget(self._sheet)
        printing.addWidget(self._languages)
        printing.addStretch(1)
        column.addLayout(printing)
        for line in (self._forward, self._halts):
            line.setSpacing(8)
            column.addLayout(line)
        self._forward.addStretch(1)
        column.addWidget(self._final)
        column.addWidget(self.action)
        for title, part in (
            (self._plan_title, self._plan),
            (self._series_title, self._bars),
            (self._steps_title, self._steps),
        ):
            column.addSpacing(8)
            column.addWidget(title)
            if part is self._bars:
                # Below the title: beside it neither would have room for its words.
                column.addWidget(self._figure)
            column.addWidget(part)

    def _say_head(self, each: Standing) -> None:
        say, project = self._context.say, each.project
        self._firm.set_text(self._values.record(self._context.records, "firm", project.firm))
        words = say(f"choice.return_state.{each.state}") if each.state else ""
        cell = state_cell("return_state", each.state, words)
        self._state.set_chip(cell.text, cell.state or "info", cell.icon)
        driver = say(f"returns.driver.{project.driver}") if project.driver else ""
        self._driver.set_chip(driver, "warn" if project.driver == "rent" else "ok")
        row = self._context.records.get("return_project", each.project.record) or {}
        self._match.set_text(self._matched(each, row))
        self._sheet.set_text(say("returns.sheet"))
        for part in (self._sheet, self._languages):
            part.setVisible(self._context.services.reports is not None)

    def _matched(self, each: Standing, row: Row) -> str:
        say, project, records = self._context.say, each.project, self._context.records
        lines = []
        if project.driver == "rent":
            lines.append(say("returns.rent.why"))
        if project.trigger:
            trigger = say(f"choice.trigger.{project.trigger}")
            broker = str(row.get("broker") or "")
            if broker:
                name = self._values.record(records, "broker", broker)
                trigger = say("returns.by_broker", trigger=trigger, broker=name)
            lines.append(say("returns.matched", trigger=trigger))
        partner = project.local_partner or "—"
        lines.append(say("returns.partner", partner=partner))
        return "\n".join(lines)

    def _say_plan(self, each: Standing) -> None:
        say, form = self._context.say, self._values.format
        columns = [
            Column("", "text", 0, "", "what", spoken=say("spoken.item")),
            Column(say("returns.planned"), "figure", -1, "", "planned"),
            Column(say("returns.actual"), "figure", -1, "", "actual"),
            Column("%", "figure", 48, "", "share", spoken=say("spoken.share")),
        ]
        pairs: Mapping[str, Against] = {
            "land": each.land,
            "investment": each.investment,
            "output": each.output,
            "jobs": each.jobs,
        }
        rows = []
        for name, unit in _PLANS:
            pair = pairs[name]
            title = self._plan_name(name, each)
            figures = [form.measure(value, unit, 0 if unit == "money" else None)
                       for value in (pair.planned, pair.actual)]  # fmt: skip
            share = form.share(pair.share, 0)
            rows.append([Cell(title, small=True, tip=title),
                         *(Cell(text, small=True) for text in (*figures, share))])  # fmt: skip
        note = form.unit_heading("money")
        self._plan_title.set_words(say("returns.plan"), note=note)
        self._plan.setAccessibleName(say("returns.plan"))
        self._plan_model.set_columns(columns)
        self._plan_model.set_rows(rows, [name for name, _ in _PLANS])
        self._plan.set_columns(columns)

    def _plan_name(self, name: str, each: Standing) -> str:
        say = self._context.say
        if name == "land":
            return say("returns.plan.land", unit=self._values.format.unit("land"))
        if name == "output":
            return say("returns.plan.output", known=each.known_quarters)
        return say(f"returns.plan.{name}")

    def _offer_series(self) -> None:
        spec = self._context.specs["return_quarter"]
        names = [(name, self._values.name(spec, spec.field(name))) for name in _SERIES]
        self._figure.set_choices(names)
        self._series_title.set_words(self._context.say("returns.series"))
        self._figure.setAccessibleName(self._context.say("returns.series"))

    def _say_series(self) -> None:
        each, form = self._standing, self._values.format
        if each is None:
            return
        name = self._figure.key()
        unit = _SERIES[name]
        values = each.series[name]
        quarters = quarters_back(Quarter.parse(self._quarter()), SERIES_QUARTERS)
        names = tuple(form.quarter(quarter) for quarter in quarters)
        texts = tuple(form.with_unit(value, unit) for value in values)
        plotted = tuple(form.plotted(value, unit) for value in values)
        last = self._context.say("firms.last", quarter=names[-1], figure=texts[-1])
        series = Series(self._figure.currentText(), plotted, texts)
        self._bars.set_series(series, names, names[0], last)

    def _say_steps(self) -> None:
        say, form = self._context.say, self._values.format
        rows = sorted(
            self._context.records.find("return_milestone", project=self._record),
            key=lambda row: (str(row["date"]), str(row["id"])),
            reverse=True,
        )
        columns = [
            Column(say("returns.state"), "state", -1, "", "state"),
            Column(say("returns.day"), "text", 84, "", "date"),
            Column(say("returns.evidence"), "text", 0, "", "evidence"),
        ]
        cells = []
        for row in rows:
            state = str(row["state"])
            told = str(row["evidence"] or row["reason"] or "—")
            cells.append(
                [
                    state_cell("return_state", state, say(f"choice.return_state.{state}")),
                    Cell(form.date(str(row["date"]), "numeric"), small=True),
                    Cell(told, small=True, tip=told),
                ]
            )
        self._steps_title.set_words(say("returns.milestones"))
        self._steps.setAccessibleName(say("returns.milestones"))
        self._steps_model.set_columns(columns)
        self._steps_model.set_rows(cells, [str(row["id"]) for row in rows])
        self._steps.set_columns(columns)

    # ------------------------------------------------------------------------------ the next step

    def _offer_moves(self, each: Standing) -> None:
        states = offered_to(each.project) if self._context.bus.writable else ()
        for button in self._buttons.values():
            self._forward.removeWidget(button)
            self._halts.removeWidget(button)
            button.setObjectName("")
            button.hide()
            button.deleteLater()
        self._buttons = {state: self._button(state) for state in states}
        for state, button in self._buttons.items():
            # Below each other: two of them are wider than the panel beside a small page.
            if state in REASONED:
                self._halts.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
            else:
                self._forward.insertWidget(self._forward.count() - 1, button)
            button.show()
        self._final.set_text(self._context.say("returns.final"))
        self._final.setVisible(not states and self._context.bus.writable)

    def _button(self, state: str) -> Button:
        say = self._context.say
        halts = state in REASONED
        key = f"returns.move.{state}" if halts else "returns.move"
        words = say(key) if halts else say(key, state=say(f"choice.return_state.{state}"))
        button = Button(
            self._context.appearance,
            words,
            small=True,
            icon="" if halts else "arrow-right",
            parent=self,
        )
        button.setObjectName(f"return_project.move.{state}")
        button.clicked.connect(partial(self._on_move, state))
        return button

    def _on_move(self, state: str) -> None:
        spec = self._context.specs["return_milestone"]
        say, words = self._context.say, self._context.say(f"choice.return_state.{state}")
        told = "reason" if state in REASONED else "evidence"
        questions = [
            Question(spec.field("date"), self._values.name(spec, spec.field("date")),
                     self._context.today().isoformat()),
            Question(spec.field(told), self._values.name(spec, spec.field(told))),
        ]  # fmt: skip
        number = self._standing.project.number if self._standing else ""
        done = say("returns.moved", number=number, state=words)
        move = partial(self._command, self._record, state)
        title = say("returns.move.title", state=words)
        note = say("returns.reason.why") if told == "reason" else ""
        run = say("returns.record")
        self.action.ask(Action(title, "return_milestone", run, tuple(questions), move, done, note))

    def _command(self, record: str, state: str, given: Mapping[str, Value]) -> Command:
        return MoveProject(
            record,
            state,
            str(given.get("date") or ""),
            self._context.today(),
            str(given.get("evidence") or ""),
            str(given.get("reason") or ""),
        )

    def _on_changed(self, changes: Changes) -> None:
        if self._record and self.isVisible() and TABLES & changes.tables.keys():
            self.show_record(self._record)


def _table(parent: QWidget, context: ScreenContext, name: str) -> tuple[FlatTable, RowsModel]:
    table = FlatTable(context.appearance, compact=True, fit=True, parent=parent)
    table.setObjectName(name)
    model = RowsModel(parent=parent)
    table.setModel(model)
    return table, model
