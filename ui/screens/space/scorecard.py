"""Show how an operator did against its contract, its actuals typed in place; and the course."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from domain.entities.operator_indicator import WHOLE_WEIGHT
from domain.formatting import typed_unit
from domain.records import Query
from domain.standing.operators import Assessed, score, score_at_threshold, scorecards
from domain.units import WHOLE_BP, quarters_back
from ui.charts.data import ChartData, Series
from ui.charts.lines import LineChart
from ui.components.banner import Banner
from ui.components.choice import Choice
from ui.components.key_figure import Figure, KeyFigures
from ui.components.label import Label
from ui.components.tables.cells import Cell, Column
from ui.screens.space.actuals import ACTUAL, ActualsTable

if TYPE_CHECKING:
    from collections.abc import Sequence
    from fractions import Fraction

    from domain.called import Called
    from domain.units import Quarter
    from ui.screen import ScreenContext
    from ui.values import Values

QUARTERS: Final = 12
_CHART_PX: Final = 200
_ACTUAL_PX: Final = 96


class ScorecardPage(QWidget):
    """Show the scorecard of the contract chosen in one quarter."""

    def __init__(self, context: ScreenContext, values: Values, parent: QWidget) -> None:
        super().__init__(parent)
        look = context.appearance
        self.context = context
        self.values = values
        self._lines: dict[Quarter, tuple[Assessed, ...]] = {}
        self._quarters: tuple[Quarter, ...] = ()
        self._contract_name = Label("", "caption", parent=self)
        self.contract = Choice(self)
        self.contract.setObjectName("operator_contract.shown")
        self._contract_name.setBuddy(self.contract)
        self._operator = Label("", "secondary", parent=self)
        self.figures = KeyFigures(self)
        self.warning = Banner(look, "warn", self)
        self.table = ActualsTable(context, values, self)
        self.table.setObjectName("operator_contract.scorecard")
        self.model = self.table.rows
        self._typed: tuple[str, ...] = ()
        self._actual = context.specs["operator_score"].field(ACTUAL)
        self._keys = Label("", "note", wrap=True, parent=self)
        self._note = Label("", "caption", wrap=True, parent=self)
        self.chart = LineChart(look, context.words, self._axis, parent=self)
        self.scores = LineChart(look, context.words, self._axis, parent=self)
        for chart in (self.chart, self.scores):
            chart.setMinimumHeight(_CHART_PX)
        self._lay_out()
        self.contract.activated.connect(lambda _at: self._say())
        self.table.row_chosen.connect(lambda _key: self._say_course())
        self.table.entered.connect(self._on_entered)

    def show_quarter(self, quarter: Quarter) -> None:
        """Show a quarter, first the contract that runs in it."""
        say, records = self.context.say, self.context.records
        self._quarters = quarters_back(quarter, QUARTERS)
        self._lines = scorecards(records, self._quarters)
        rows = records.select(Query("operator_contract", order=("code",)))
        running = [line.contract for line in self._lines[quarter]]
        before = self.contract.key()
        self.contract.set_choices([(str(row["id"]), str(row["code"])) for row in rows])
        if running and before not in running:
            self.contract.choose(running[0])
        self._contract_name.set_text(say("entity.operator_contract"))
        self.contract.setAccessibleName(say("entity.operator_contract"))
        self._note.set_text(say("report.space.card.note"))
        self._typed = self.table.show_quarter(quarter)
        self._keys.set_text(say("scorecard.keys") if self._typed else "")
        self._keys.setVisible(bool(self._typed))
        for chart in (self.chart, self.scores):
            chart.retranslate(self.context.words)
        self._say()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self._contract_name)
        top.addWidget(self.contract)
        top.addSpacing(16)
        top.addWidget(self._operator, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 8, 16, 8)
        column.setSpacing(8)
        column.addLayout(top)
        for widget in (self.figures, self.warning, self.table, self._keys, self._note):
            column.addWidget(widget)
        charts = QHBoxLayout()
        charts.setSpacing(24)
        charts.addWidget(self.chart, 1)
        charts.addWidget(self.scores, 1)
        column.addLayout(charts, 1)

    def _of(self, quarter: Quarter) -> tuple[Assessed, ...]:
        chosen = self.contract.key()
        return tuple(line for line in self._lines[quarter] if line.contract == chosen)

    def _say(self) -> None:
        lines = self._of(self._quarters[-1])
        self._say_contract(lines)
        self._say_warning(lines)
        self._say_lines(lines)
        self._say_course()
        self._say_scores()

    def _say_contract(self, lines: Sequence[Assessed]) -> None:
        say, form, records = self.context.say, self.values.format, self.context.records
        row = records.get("operator_contract", self.contract.key()) or {}
        operator = str(row.get("operator") or "")
        name = self.values.record(records, "party", operator) if operator else ""
        start, end = (str(row.get(name) or "") for name in ("start", "end"))
        days = form.term(start, end, "numeric")
        self._operator.set_text(say("space.card.operator", operator=name, days=days) if row else "")
        fee = row.get("annual_fee_fen")
        known = sum(line.weight for line in lines if line.attainment is not None)
        self.figures.set_figures(
            [
                Figure(
                    say("space.card.score"),
                    form.number(score(lines), 1),
                    "",
                    say("space.card.known", known=known),
                ),
                Figure(
                    say("space.card.missed"),
                    form.integer(sum(line.missed for line in lines)) if lines else "—",
                    "",
                    say(
                        "space.card.binding",
                        count=sum(line.threshold is not None for line in lines),
                    ),
                ),
                Figure(
                    say("space.card.weights"),
                    form.integer(sum(line.weight for line in lines)) if lines else "—",
                    "",
                    say("space.card.of_whole", whole=WHOLE_WEIGHT),
                ),
                Figure(
                    say("field.operator_contract.annual_fee_fen"),
                    form.money(fee if isinstance(fee, int) else None),
                    form.unit("money"),
                    " ",
                ),
            ]
        )

    def _say_warning(self, lines: Sequence[Assessed]) -> None:
        say = self.context.say
        weights = sum(line.weight for line in lines)
        missed = [line for line in lines if line.missed]
        parts = []
        if not lines:
            parts.append(say("space.card.none"))
        elif weights != WHOLE_WEIGHT:
            parts.append(say("space.card.not_whole", weights=weights, whole=WHOLE_WEIGHT))
        parts += [
            say(
                "space.card.follows",
                name=self._read(line.name),
                consequence=self._read(line.consequence),
            )
            for line in missed
            if line.consequence.known
        ]
        self.warning.setVisible(bool(parts or missed))
        self.warning.set_state("warn" if lines else "info")
        lead = say("space.card.missed.lead", count=len(missed)) if missed else ""
        self.warning.set_message(lead, detail="\n".join(parts))

    def _say_lines(self, lines: Sequence[Assessed]) -> None:
        say = self.context.say
        columns = [
            Column(say("report.space.card.name"), "text", 0, "", "name"),
            Column(say("report.space.card.weight"), "figure", -1, "", "weight"),
            Column(say("report.space.card.target"), "figure", -1, "", "target"),
            Column(say("report.space.card.threshold"), "figure", -1, "", "threshold"),
            Column(say("report.space.card.actual"), "figure", _ACTUAL_PX, "", ACTUAL),
            Column(say("report.space.card.attainment"), "bar", 112, "", "attained"),
            Column(say("report.space.card.state"), "state", -1, "", "state"),
            Column(say("report.space.card.consequence"), "text", -1, "", "consequence", spare=True),
        ]
        chosen = self.table.currentIndex().row()
        if chosen < 0:
            chosen = next((at for at, line in enumerate(lines) if line.missed), 0)
        self.table.setAccessibleName(say("space.view.scorecard"))
        self.table.show_columns(columns, typed=self._typed)
        self.model.set_rows([self._cells(line) for line in lines], [line.record for line in lines])
        if lines and not self.table.currentIndex().isValid():
            place = [column.key for column in columns].index(ACTUAL)
            self.table.setCurrentIndex(self.model.index(min(chosen, len(lines) - 1), place))

    def _cells(self, line: Assessed) -> list[Cell]:
        form = self.values.format
        part = line.attainment
        attained = form.percent(part * WHOLE_BP, 0) if part is not None else "—"
        name, consequence = self._read(line.name), self._read(line.consequence)
        return [
            Cell(name, note=self._unit(line), tip=name),
            Cell(form.integer(line.weight)),
            Cell(self._number(line.target)),
            Cell(self._number(line.threshold)),
            Cell(self._as_typed(line.actual)),
            Cell(attained, share=None if part is None else float(part)),
            self._state(line),
            Cell(consequence or "—", tip=consequence),
        ]

    def _read(self, words: Called) -> str:
        return words.read_in(self.values.language.lang)

    def _unit(self, line: Assessed) -> str:
        return typed_unit(self._read(line.unit), self.values.language.lang)

    def _state(self, line: Assessed) -> Cell:
        say = self.context.say
        if line.actual is None:
            return Cell(say("report.space.card.unknown"), state="unknown")
        if line.missed:
            return Cell(say("report.space.card.missed_for", count=line.missed_for), state="crit")
        if line.threshold is None:
            return Cell(say("report.space.card.none"), tone="text_secondary", icon="state.info")
        return Cell(say("report.space.card.met"), state="ok")

    def _say_course(self) -> None:
        """Draw the course of the indicator in force with its target and its threshold."""
        row = self.table.currentIndex().row()
        lines = self._of(self._quarters[-1])
        if not 0 <= row < len(lines):
            self.chart.hide()
            return
        say, form, chosen = self.context.say, self.values.format, lines[row]
        name, unit = self._read(chosen.name), self._unit(chosen)
        found = [
            next((line for line in self._of(quarter) if line.record == chosen.record), None)
            for quarter in self._quarters
        ]
        bounds = {
            "actual": [line.actual if line else None for line in found],
            "threshold": [line.threshold if line else None for line in found],
            "target": [line.target if line else None for line in found],
        }
        series = tuple(
            Series(
                say(f"report.space.card.{key}"),
                tuple(None if value is None else float(value) for value in values),
                tuple(self._number(value) for value in values),
            )
            for key, values in bounds.items()
            if any(value is not None for value in values)
        )
        names = tuple(form.quarter(quarter) for quarter in self._quarters)
        described = say("space.card.course", name=name)
        self.chart.set_data(ChartData(names, series, unit, self._ticks(), described, title=name))
        self.chart.setVisible(bool(series))

    def _say_scores(self) -> None:
        """Draw the score of each quarter, and what it would be with each threshold just met."""
        say, form = self.context.say, self.values.format
        lines = [self._of(quarter) for quarter in self._quarters]
        found = {
            "scorecard.score": [score(each) for each in lines],
            "scorecard.threshold": [score_at_threshold(each) for each in lines],
        }
        series = tuple(
            Series(
                say(key),
                tuple(None if value is None else float(value) for value in values),
                tuple(self._number(value) for value in values),
            )
            for key, values in found.items()
            if any(value is not None for value in values)
        )
        names = tuple(form.quarter(quarter) for quarter in self._quarters)
        title = say("space.card.score")
        self.scores.set_data(
            ChartData(names, series, "", self._ticks(), say("scorecard.course"), title=title)
        )
        self.scores.setVisible(bool(series))

    def _ticks(self) -> tuple[tuple[int, str], ...]:
        return tuple(
            (at, str(quarter.year))
            for at, quarter in enumerate(self._quarters)
            if quarter.number == 1
        )

    def _on_entered(self, taken: int, refused: int) -> None:
        say = self.context.say
        words = say("scorecard.pasted", count=taken)
        if refused:
            words = say("scorecard.pasted_but", taken=words, count=refused)
        self.context.desk.tell(words, undo=taken > 0)

    def _as_typed(self, value: Fraction | None) -> str:
        """Return an actual as it was typed: what is changed here must be seen whole."""
        return "—" if value is None else self.values.typed(self._actual, float(value))

    def _number(self, value: Fraction | None) -> str:
        return self.values.format.measure(value, "number")

    def _axis(self, value: float) -> str:
        return self.values.format.number(value, 0 if value == round(value) else 1)
