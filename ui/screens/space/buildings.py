"""Show the buildings of the park: what is let in each, and who operates it over the years."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Final

from typing_extensions import override

from domain.records import Query
from domain.space.operation import contracted, operator_on, regime_on, regimes
from domain.standing.space import occupancy, spaces, tenancies
from domain.units import Quarter
from ui.components.tables.cells import Cell, Column
from ui.row_source import Shown
from ui.screens.space.building_pages import BuildingOverview, RegimesPage
from ui.screens.tabbed import TabbedScreen

if TYPE_CHECKING:
    from datetime import date

    from PySide6.QtWidgets import QWidget

    from domain.records import Changes, Row
    from domain.standing.space import Occupancy, Space, Tenancy
    from ui.forms.panel import Overview
    from ui.row_source import RowSource
    from ui.screen import ScreenContext

_TOUCHING: Final = frozenset(
    {"building", "building_regime", "contract_building", "operator_contract", "unit", "lease"}
)


class BuildingsScreen(TabbedScreen):
    """Show buildings on the last day of the quarter in force."""

    page = "regimes"
    stays = True

    def __init__(self, context: ScreenContext, parent: QWidget | None = None) -> None:
        self._let: dict[str, Occupancy] = {}
        self._operated: dict[str, tuple[str, str]] = {}
        super().__init__(context, context.specs["building"], parent)

    @cached_property
    def regimes(self) -> RegimesPage:
        """The page of regimes, made when it is first needed."""
        page = RegimesPage(self.context, self.values, self)
        page.table.row_chosen.connect(self._open)
        self._pages.addWidget(page)
        return page

    def on(self) -> date:
        """Return the last day of the quarter in force."""
        return Quarter.parse(self.quarter).last_day

    @override
    def columns(self) -> list[Shown]:
        say, form = self.context.say, self.values.format
        names = tuple(self.values.label_fields("building"))

        def let(row: Row) -> Occupancy | None:
            return self._let.get(str(row["id"]))

        def operated(row: Row, at: int) -> Cell:
            words = self._operated.get(str(row["id"]), ("", ""))[at]
            return Cell(words or "—", tip=words)

        def share(row: Row) -> Cell:
            found = let(row)
            return Cell(form.share(found.share if found else None, 2))

        def area(row: Row, name: str) -> Cell:
            found = let(row)
            return Cell(form.area(getattr(found, name) if found else None))

        def units(row: Row) -> Cell:
            found = let(row)
            return Cell(form.counts(found.units_let, found.units) if found else "—")

        def figure(key: str, unit: str = "") -> Column:
            return Column(say(key), "figure", -1, unit)

        square = form.unit("area")
        return [
            Shown(
                Column(say("entity.building"), "text", -1, "", "building"),
                lambda row: Cell(self.values.label("building", row)),
                ("code",),
                ("code", *names),
            ),
            Shown(Column(say("space.regime"), "text", -1), lambda row: operated(row, 0)),
            Shown(Column(say("space.operator"), "text", 0), lambda row: operated(row, 1)),
            Shown(figure("space.units.let"), units),
            Shown(
                Column(say("space.lettable"), "figure", -1, square), lambda row: area(row, "area")
            ),
            Shown(
                Column(say("space.state.let"), "figure", -1, square), lambda row: area(row, "let")
            ),
            Shown(figure("space.occupancy", "%"), share),
        ]

    @override
    def rows(self) -> RowSource:
        self._read_buildings()
        return super().rows()

    @override
    def make_overview(self) -> Overview:
        return BuildingOverview(self.context, self.values, self.on, self)

    @override
    def activate(self, quarter: str) -> None:
        moved = quarter != self.quarter
        super().activate(quarter)
        if moved and self.table.model() is not None:
            self.table.records.refresh()
            if self._panel is not None and self._panel.record:
                self._panel.show_record(self._panel.record)

    @override
    def reread(self, changes: Changes) -> None:
        if _TOUCHING & changes.tables.keys():
            self.read()
            self.table.records.refresh()

    def _read_buildings(self) -> None:
        if not self.quarter:
            return
        records, on, say = self.context.records, self.on(), self.context.say
        units: dict[str, list[Space]] = {}
        for unit in spaces(records):
            units.setdefault(unit.building, []).append(unit)
        places = {unit.record: unit.building for unit in spaces(records)}
        leases: dict[str, list[Tenancy]] = {}
        for lease in tenancies(records):
            leases.setdefault(places.get(lease.unit, ""), []).append(lease)
        known, contracts = regimes(records), contracted(records)
        self._let, self._operated = {}, {}
        for row in records.select(Query("building")):
            building = str(row["id"])
            mine, let = units.get(building, []), leases.get(building, [])
            self._let[building] = occupancy(mine, let, on)
            regime = regime_on(known, building, on)
            operator = operator_on(regime, contracts, on) if regime else ""
            self._operated[building] = (
                say(f"choice.regime.{regime.regime}") if regime else "",
                self.values.record(records, "party", operator) if operator else "",
            )

    @override
    def _say_counts(self) -> None:
        super()._say_counts()
        if self._view == "regimes" and self.total() and self.quarter:
            self.regimes.show_day(self.on())
            self._pages.setCurrentWidget(self.regimes)
