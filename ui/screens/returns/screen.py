"""Show return projects: as a table, as their way over the years, by county."""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING, Final

from typing_extensions import override

from domain.units import Quarter
from ui.components.facet_list import FacetValue
from ui.components.option import Option
from ui.components.tables.cells import Cell, Column
from ui.reports.dialogs import Dialogs
from ui.reports.sheet_printing import SheetPrinting
from ui.row_source import Shown
from ui.screens.facets import facet_of, given_chips
from ui.screens.returns.overview import ProjectOverview
from ui.screens.returns.pages import CountiesPage, GanttPage, MapPage, short_cell
from ui.screens.returns.quadrants import QuadrantsPage
from ui.screens.returns.rows import FACETS, STATES, TABLES, ProjectRows, matching, read_projects
from ui.screens.tabbed import TabbedScreen
from ui.values import state_cell

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtWidgets import QWidget

    from domain.records import Changes, Row
    from ui.components.facet_list import Facet
    from ui.forms.panel import Overview
    from ui.row_source import RowSource
    from ui.screen import ScreenContext
    from ui.screens.returns.rows import Listed

_WIDTHS: Final = {
    "number": 72,
    "firm": 0,
    "state": -1,
    "driver": -1,
    "invested": -1,
    "county": -1,
    "land": -1,
    "output": -1,
    "trigger": -1,
}
_RANKS: Final = {
    "state": STATES,
    "trigger": ("government", "market", "broker"),
    "driver": ("innovation", "rent"),
}
_LAST: Final = 99


class ReturnsScreen(TabbedScreen):
    """Show return projects as the quarter in force leaves them."""

    dated = True
    # Whatever shows all projects together needs the width.
    closing = ("milestones", "quadrants", "counties", "map")
    panel_px = 380

    def __init__(self, context: ScreenContext, parent: QWidget | None = None) -> None:
        self._projects: tuple[Listed, ...] = ()
        self._read_for = ""
        super().__init__(context, context.specs["return_project"], parent)
        self.printing = SheetPrinting(
            context, self.values, Dialogs(context.language), self, "returns.sheet.made"
        )
        self._order = ("number",)

    # ---------------------------------------------------------------------------------- reading

    @override
    def columns(self) -> list[Shown]:
        say, form = self.context.say, self.values.format
        headings = {
            "number": say("returns.number"),
            "firm": say("entity.firm"),
            "county": say("returns.county"),
            "state": say("returns.state"),
            "trigger": say("returns.trigger"),
            "driver": say("returns.driver"),
            "land": say("returns.land"),
            "invested": say("returns.invested.share"),
            "output": say("returns.output.year"),
        }
        units = {"land": form.unit("land"), "invested": "%", "output": form.unit("money")}
        kinds = {"state": "state", "driver": "state", **dict.fromkeys(units, "figure")}
        cells = {
            "number": lambda row: Cell(str(row["number"]), tone="text_secondary"),
            "firm": lambda row: short_cell(self.values, "firm", str(row["firm_name"])),
            "county": lambda row: short_cell(self.values, "region", str(row["county_name"])),
            "state": self._state_cell,
            "trigger": lambda row: Cell(self._words("trigger", str(row["trigger"] or ""))),
            "driver": self._driver_cell,
            "land": lambda row: Cell(form.land(row["land"])),
            "invested": lambda row: Cell(form.share(row["invested_bp"], 0)),
            "output": lambda row: Cell(form.money(row["output_year"], self._decimals())),
        }
        return [
            Shown(
                Column(headings[name], kinds.get(name, "text"), width, units.get(name, ""), name),
                cells[name],
                (name,),
            )
            for name, width in _WIDTHS.items()
        ]

    @override
    def rows(self) -> RowSource:
        self._read_projects()
        order = self._order if self._order[0].lstrip("-") in _WIDTHS else ("number",)
        return ProjectRows(self._left(""), order)

    @override
    def read_facets(self) -> None:
        self._read_projects()
        facets = [self._facet(name) for name in FACETS]
        self._facet_values = sum(len(facet.values) for facet in facets)
        self.facets.set_facets([facet for facet in facets if facet.values])

    @override
    def filter_chips(self) -> list[Option]:
        comma, say = self.context.say("ui.comma"), self.context.say
        chips = given_chips(self.context.records, self.values, self.spec, self.narrowing)
        for name, keys in self.narrowing.chosen.items():
            words = comma.join(self._words(name, key) for key in self._ordered(name, keys))
            chip = say("ui.facet.chip", field=say(f"returns.{name}"), values=words)
            chips.append(Option(name, chip, "close"))
        return chips

    @override
    def make_overview(self) -> Overview:
        overview = ProjectOverview(self.context, self.values, lambda: self.quarter, self)
        overview.told.connect(lambda words: self.context.desk.tell(words, undo=True))
        overview.sheet_asked.connect(self._print_sheet)
        return overview

    # ------------------------------------------------------------------------------------- views

    @override
    def counts(self) -> Mapping[str, int]:
        self._read_projects()
        return {self.listing: len(self._projects)}

    @override
    def activate(self, quarter: str) -> None:
        moved = quarter != self.quarter
        super().activate(quarter)
        if moved and self._panel is not None and self._panel.record:
            self._panel.show_record(self._panel.record)

    @override
    def retranslate(self) -> None:
        self._read_for = ""
        super().retranslate()

    @override
    def reread(self, changes: Changes) -> None:
        if TABLES & changes.tables.keys():
            self._read_for = ""
            self.read()

    @cached_property
    def gantt(self) -> GanttPage:
        """The page of milestones, made when it is first needed."""
        page = GanttPage(self.context, self.values, self)
        page.table.row_chosen.connect(self._open)
        page.table.row_opened.connect(self._open)
        self._pages.addWidget(page)
        return page

    @cached_property
    def counties(self) -> CountiesPage:
        """The page of counties, made when it is first needed."""
        page = CountiesPage(self.context, self.values, self)
        page.table.row_opened.connect(self._on_county)
        self._pages.addWidget(page)
        return page

    @cached_property
    def quadrants(self) -> QuadrantsPage:
        """The page of quadrants, made when it is first needed."""
        page = QuadrantsPage(self.context, self.values, self)
        desk = self.context.desk
        page.firm_asked.connect(lambda firm: desk.open_record("firm", firm))
        page.project_asked.connect(self._open)
        self._pages.addWidget(page)
        return page

    @cached_property
    def map(self) -> MapPage:
        """The map, made when it is first needed."""
        page = MapPage(self.context, self.values, self)
        self._pages.addWidget(page)
        return page

    @override
    def _say_counts(self) -> None:
        super()._say_counts()
        # The quadrants are of all firms: neither search nor filters nor export speak of them.
        self.line.setVisible(self._view != "quadrants")
        shown = self._left("")
        if not shown or self._view == "projects":
            return
        quarter = Quarter.parse(self.quarter)
        if self._view == "milestones":
            self.gantt.show_projects(shown, quarter)
            self._pages.setCurrentWidget(self.gantt)
        elif self._view == "quadrants":
            self.quadrants.show_quarter(quarter)
            self._pages.setCurrentWidget(self.quadrants)
        elif self._view == "map":
            self.map.show_projects(shown)
            self._pages.setCurrentWidget(self.map)
        else:
            self.counties.show_projects(shown)
            self._pages.setCurrentWidget(self.counties)

    @override
    def _fit(self) -> None:
        super()._fit()
        if self._view != "projects":
            self._toggle.show()
            self._show_facets(shown=self._toggle.isChecked())

    # ----------------------------------------------------------------------------------- helpers

    def _read_projects(self) -> None:
        if self.quarter and self._read_for != self.quarter:
            quarter = Quarter.parse(self.quarter)
            self._projects = read_projects(self.context.records, self.values, quarter)
            self._read_for = self.quarter

    def _left(self, without: str) -> tuple[Listed, ...]:
        projects = list(self._projects)
        for each in self.narrowing.given:
            projects = [one for one in projects if one.row.get(each.name) == each.value]
        for name, keys in self.narrowing.chosen.items():
            if name != without:
                projects = [one for one in projects if one.key(name) in keys]
        return matching(projects, self.narrowing.search)

    def _facet(self, name: str) -> Facet:
        counts = Counter(each.key(name) for each in self._left(name))
        chosen = self.narrowing.chosen.get(name, set())
        integer = self.values.format.integer
        values = tuple(
            FacetValue(key, self._words(name, key), integer(counts[key]), key in chosen)
            for key in self._ordered(name, counts.keys() | chosen)
        )
        return facet_of(self.values, name, self.context.say(f"returns.{name}"), values)

    def _ordered(self, name: str, keys: set[str]) -> list[str]:
        ranks = _RANKS.get(name, ())
        return sorted(
            keys,
            key=lambda key: (ranks.index(key) if key in ranks else _LAST, self._words(name, key)),
        )

    def _words(self, name: str, key: str) -> str:
        if not key:
            return self.context.say("ui.facet.unknown")
        if name == "county":
            return self.values.record(self.context.records, "region", key)
        prefix = "choice.return_state" if name == "state" else f"choice.{name}"
        return self.context.say(f"{prefix}.{key}")

    def _state_cell(self, row: Row) -> Cell:
        state = str(row["state"] or "")
        if not state:
            return Cell("—", tone="text_note")
        return state_cell("return_state", state, self._words("state", state))

    def _driver_cell(self, row: Row) -> Cell:
        driver = str(row["driver"] or "")
        if driver == "rent":
            words = self._words("driver", driver)
            return Cell(words, state="warn", tip=self.context.say("returns.rent.why"))
        return Cell(self._words("driver", driver), tone="text_secondary", icon="")

    def _decimals(self) -> int:
        return 2 if self.context.lang == "zh" else 0

    def _print_sheet(self, project: str) -> None:
        row = self.context.records.get("return_project", project) or {}
        name = self.context.say("returns.sheet.file", number=str(row.get("number")))
        self.printing.start("return_sheet", project, name)

    def _on_county(self, county: str) -> None:
        self._view = "projects"
        if county and county != "total":
            self.narrowing.chosen["county"] = {county}
        self.heading_changed.emit()
        self.read()
