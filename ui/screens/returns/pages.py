"""Show all return projects together: their way over the years, and what each county gained."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QVBoxLayout, QWidget

from domain.formatting import UNKNOWN
from domain.reports.names import names_of
from domain.reports.network_charts import Teller, place_map
from domain.returns.balance import balances
from domain.standing.places import places
from ui.charts.drawn.chart import DrawnChart
from ui.components.key_figure import Figure, KeyFigures
from ui.components.label import Label
from ui.components.tables.cells import Cell, Column
from ui.components.tables.flat_table import FlatTable
from ui.components.tables.rows_model import RowsModel
from ui.place_names import SHORTENED, place_short
from ui.screens.ways import Stretch, Way, WayLegend, WayTable, Years
from ui.values import state_cell

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from domain.returns.balance import Against, Balance
    from domain.standing.returns import Project
    from domain.units import Quarter
    from ui.screen import ScreenContext
    from ui.screens.returns.rows import Listed
    from ui.values import Values

_LEGEND: Final[tuple[tuple[int | str | None, str, tuple[str, ...]], ...]] = (
    (None, "returns.legend.before", ("intent", "site_matched")),
    (3, "returns.legend.agreed", ("agreement", "land_granted")),
    (1, "choice.return_state.construction", ("construction",)),
    (5, "choice.return_state.in_production", ("in_production",)),
    (0, "choice.return_state.at_scale", ("at_scale",)),
    ("dash", "choice.return_state.stalled", ("stalled",)),
)
"""Colour of the chart's fixed order, or a dash, its words, and the states drawn so."""

_SERIES: Final = {state: colour for colour, _words, states in _LEGEND for state in states}
_NO_NOTE: Final = " "
"""Keeps a figure without a note on the line of the others."""

_FIRM_PX: Final = 200


def short_cell(values: Values, table: str, name: str) -> Cell:
    """Return the short name of a firm or a region, the full one told beside."""
    return Cell(SHORTENED[table](values, name) or UNKNOWN, tip=name)


class _Together(QWidget):
    """Hold the figures of all projects shown, above what a page shows of each."""

    def __init__(self, context: ScreenContext, values: Values, parent: QWidget) -> None:
        super().__init__(parent)
        self.context = context
        self.values = values
        self.figures = KeyFigures(self)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(24, 8, 24, 8)
        self.column.setSpacing(8)
        self.column.addWidget(self.figures)

    def say_figures(self, total: Balance) -> None:
        """Show the sums over all projects."""
        say, form = self.context.say, self.values.format
        money = form.unit("money")
        decimals = 2 if self.context.lang == "zh" else 0
        innovation = say("returns.innovation", count=total.innovation)
        self.figures.set_figures(
            [
                Figure(say("returns.projects"), form.integer(total.projects), "", innovation),
                Figure(
                    say("returns.land"),
                    form.land(total.land.planned),
                    form.unit("land"),
                    say("returns.granted", land=form.land(total.land.actual)),
                ),
                Figure(
                    say("returns.invested"),
                    form.money(total.investment.actual, decimals),
                    money,
                    self._of_plan(total.investment),
                ),
                Figure(
                    say("returns.output.sum"),
                    form.money(total.output_to_date, decimals),
                    money,
                    _NO_NOTE,
                ),
                Figure(
                    say("returns.tax.sum"),
                    form.money(total.tax_to_date, decimals),
                    money,
                    _NO_NOTE,
                ),
                Figure(
                    say("returns.jobs"),
                    form.integer(total.jobs.actual),
                    "",
                    self._of_plan(total.jobs),
                ),
            ]
        )

    def _of_plan(self, pair: Against) -> str:
        share = self.values.format.percent(pair.share, 0)
        return self.context.say("returns.of_plan", share=share)


class GanttPage(_Together):
    """Show the milestones of all projects."""

    def __init__(self, context: ScreenContext, values: Values, parent: QWidget) -> None:
        super().__init__(context, values, parent)
        self.legend = WayLegend(context.appearance, self)
        self.table = WayTable(context.appearance, self)
        self.table.setObjectName("return_project.gantt")
        self.column.addWidget(self.legend)
        self.column.addWidget(self.table, 1)

    def show_projects(self, projects: Sequence[Listed], quarter: Quarter) -> None:
        """Show projects until the end of a quarter."""
        say = self.context.say
        self.say_figures(balances([each.standing for each in projects])[-1])
        self.legend.set_words(tuple((colour, say(words)) for colour, words, _alike in _LEGEND))
        self.table.setAccessibleName(say("returns.view.milestones"))
        begun = [each for each in projects if each.standing.state]
        first = min(
            (each.standing.project.milestones[0].date.year for each in begun),
            default=quarter.year,
        )
        self.table.show_ways(
            self._columns(),
            [(each.record, self._cells(each, quarter)) for each in begun],
            {each.record: self._way(each.standing.project, quarter) for each in begun},
            Years(first, quarter.last_day),
        )

    def _columns(self) -> list[Column]:
        say = self.context.say
        return [
            Column(say("returns.number"), "text", 72, "", "number"),
            Column(say("entity.firm"), "text", -1, "", "firm", most=_FIRM_PX),
            Column("", "text", 0, "", "way", spoken=say("spoken.course")),
            Column(say("returns.county"), "text", -1, "", "county"),
            Column(say("returns.state"), "state", -1, "", "state"),
            Column(say("returns.invested.share"), "figure", -1, "%", "invested"),
        ]

    def _cells(self, each: Listed, quarter: Quarter) -> list[Cell]:
        state, say = each.standing.state, self.context.say
        share = self.values.format.share(each.standing.investment.share, 0)
        return [
            Cell(each.standing.project.number, tone="text_secondary"),
            short_cell(self.values, "firm", each.firm),
            Cell("", tip=self._told(each.standing.project, quarter)),
            short_cell(self.values, "region", each.county),
            state_cell("return_state", state, say(f"choice.return_state.{state}")),
            Cell(share),
        ]

    def _told(self, project: Project, quarter: Quarter) -> str:
        """Tell the milestones a line each, for the tooltip and the screen reader."""
        form, say = self.values.format, self.context.say
        return "\n".join(
            say(
                "returns.milestone.told",
                day=form.date(step.date, "numeric"),
                state=say(f"choice.return_state.{step.state}"),
            )
            for step in project.milestones
            if step.date <= quarter.last_day
        )

    def _way(self, project: Project, quarter: Quarter) -> Way:
        steps = [step for step in project.milestones if step.date <= quarter.last_day]
        ends = [step.date for step in steps[1:]]
        stretches = tuple(
            _stretch(step.state, step.date, end)
            for step, end in zip(steps, [*ends, quarter.last_day + timedelta(days=1)], strict=True)
        )
        return Way(stretches, steps[-1].reason if steps else "")


def _stretch(state: str, first: date, last: date) -> Stretch:
    if state == "abandoned":
        return Stretch(first, last, shape="end")
    colour = _SERIES.get(state)
    if isinstance(colour, str):
        return Stretch(first, last, shape="dash")
    return Stretch(first, last, colour)


class CountiesPage(_Together):
    """Show land and what came of it, county by county."""

    def __init__(self, context: ScreenContext, values: Values, parent: QWidget) -> None:
        super().__init__(context, values, parent)
        look = context.appearance
        self.table = FlatTable(look, edge_padding=0, parent=self)
        self.table.setObjectName("return_project.counties")
        self.model = RowsModel(parent=self)
        self.table.setModel(self.model)
        self.note = Label("", "caption", wrap=True, parent=self)
        self.column.addWidget(self.table, 1)
        self.column.addWidget(self.note)

    def show_projects(self, projects: Sequence[Listed]) -> None:
        """Show the balance of projects by county, the total below."""
        names = {each.standing.project.county: each.county for each in projects}
        records = self.context.records
        *counties, total = balances([each.standing for each in projects])
        self.say_figures(total)
        self.table.setAccessibleName(self.context.say("returns.view.counties"))
        self.note.set_text(self.context.say("returns.counties.note"))
        columns = self._columns()
        self.model.set_columns(columns)
        rows = [
            self._cells(
                each,
                Cell(
                    place_short(self.values, records, "region", each.county),
                    tip=names.get(each.county, "—"),
                ),
            )
            for each in counties
        ]
        words = self.context.say("returns.total")
        rows.append(self._cells(total, Cell(words, strong=True), strong=True))
        self.model.set_rows(rows, [*(each.county for each in counties), "total"])
        self.table.set_columns(columns)

    def _columns(self) -> list[Column]:
        say, form = self.context.say, self.values.format
        money = form.unit("money")
        heads = (
            ("returns.projects", ""),
            ("returns.innovation.short", ""),
            ("returns.land", form.unit("land")),
            ("returns.granted.short", form.unit("land")),
            ("returns.invested", money),
            ("returns.share", "%"),
            ("returns.output.sum", money),
            ("returns.tax.sum", money),
            ("returns.jobs", ""),
            ("returns.per_mu", form.unit("money_per_mu")),
        )
        first = Column(say("returns.county"), "text", 0, "", "county")
        return [first, *(Column(say(key), "figure", -1, unit, key) for key, unit in heads)]

    def _cells(self, each: Balance, name: Cell, *, strong: bool = False) -> list[Cell]:
        form = self.values.format
        decimals = 2 if self.context.lang == "zh" else 0
        per_mu = each.output_per_mu
        texts = (
            form.integer(each.projects),
            form.integer(each.innovation),
            form.land(each.land.planned),
            form.land(each.land.actual),
            form.money(each.investment.actual, decimals),
            form.share(each.investment.share, 0),
            form.money(each.output_to_date, decimals),
            form.money(each.tax_to_date, decimals),
            form.integer(each.jobs.actual),
            form.measure(per_mu, "money_per_mu"),
        )
        tip = self.context.say("returns.of_plan", share=form.percent(each.jobs.share, 0))
        cells = [Cell(text, strong=strong) for text in texts]
        cells[8] = Cell(texts[8], strong=strong, tip=f"{texts[8]} · {tip}")
        return [name, *cells]


class MapPage(_Together):
    """Show where the projects went: the two cities, the counties, the ways between."""

    def __init__(self, context: ScreenContext, values: Values, parent: QWidget) -> None:
        super().__init__(context, values, parent)
        self.chart = DrawnChart(context.appearance, context.words, values.format.number, self)
        self.chart.setObjectName("return_project.map")
        self.note = Label("", "caption", wrap=True, parent=self)
        for part in (self.chart, self.note):
            self.column.addWidget(part)
        self.column.addStretch(1)

    def show_projects(self, projects: Sequence[Listed]) -> None:
        """Show projects on the map; nothing is drawn while origin and host are not recorded."""
        context, known = self.context, [each.standing for each in projects]
        self.say_figures(balances(known)[-1])
        names = names_of(context.records, context.language.texts, context.lang)
        tell = Teller(self.values.format, names, places(context.records))
        chart = place_map(tell, context.records, known)
        self.chart.setVisible(chart is not None)
        self.note.set_text(
            context.say("report.network.map.note" if chart else "returns.map.nothing")
        )
        if chart is not None:
            self.chart.set_chart(chart, context.say("returns.view.map"))
