"""Show the units of the park: as the plan of a building on a day, and as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from typing_extensions import override

from domain.reports.names import short_firm
from domain.space.plan import all_tiles
from domain.units import Quarter
from ui.components.tables.cells import Cell, Column
from ui.row_source import Shown
from ui.screens.space.plan_page import PlanPage
from ui.screens.space.unit_overview import UnitOverview
from ui.screens.tabbed import TabbedScreen

if TYPE_CHECKING:
    from datetime import date

    from PySide6.QtWidgets import QWidget

    from domain.records import Changes, Row
    from domain.space.plan import Tile
    from ui.forms.panel import Overview
    from ui.row_source import RowSource
    from ui.screen import ScreenContext


_LOOKS: Final = {
    "let": ("ok", ""),
    "ending": ("warn", ""),
    "free": ("info", "door-open"),
    "pilot": ("info", "calendar"),
    "booked": ("ok", "calendar-days"),
    "reserve": ("unknown", "sprout"),
    "common": ("unknown", "users"),
}
"""State of a unit → colour and icon of its word; an empty icon is that of the colour."""


class UnitsScreen(TabbedScreen):
    """Show units; the plan stands on the last day of the quarter until another is chosen."""

    page = "plan"
    page_reads = frozenset(
        {"unit", "building", "lease", "booking", "building_regime", "firm", "contract_building"}
    )
    stays = True
    reckoned = True
    panel_px = 360

    def __init__(self, context: ScreenContext, parent: QWidget | None = None) -> None:
        self._plan: PlanPage | None = None
        self._tiles: dict[str, Tile] = {}
        super().__init__(context, context.specs["unit"], parent)

    @override
    def columns(self) -> list[Shown]:
        """Return building, number and area, then who has the unit, and its use last."""
        say, shown = self.context.say, super().columns()
        last = [each for each in shown if each.column.key == "use"]
        return [
            *(each for each in shown if each not in last),
            Shown(Column(say("space.unit.state"), "state", -1, "", "state"), self._state),
            Shown(Column(say("entity.firm"), "text", 0, "", "firm"), self._tenant),
            Shown(Column(say("space.unit.until"), "text", 100, "", "until"), self._until),
            *last,
        ]

    @override
    def rows(self) -> RowSource:
        self._read_tiles()
        return super().rows()

    def _read_tiles(self) -> None:
        """Read who has each unit, where the list shows it."""
        if self.quarter and self._view == self.listing:
            tiles = all_tiles(self.context.records, self.on())
            self._tiles = {tile.space.record: tile for tile in tiles}

    def _state(self, row: Row) -> Cell:
        tile = self._tiles.get(str(row["id"]))
        if tile is None:
            return Cell("—", tone="text_note")
        state, icon = _LOOKS[tile.state]
        return Cell(self.context.say(f"space.state.{tile.state}"), state=state, icon=icon)

    def _tenant(self, row: Row) -> Cell:
        tile = self._tiles.get(str(row["id"]))
        if tile is None or not tile.firm:
            return Cell("—", tone="text_note")
        full = self.values.record(self.context.records, "firm", tile.firm)
        return Cell(short_firm(full, self.context.lang), tip=full)

    def _until(self, row: Row) -> Cell:
        tile = self._tiles.get(str(row["id"]))
        until = tile.until if tile is not None else None
        written = self.values.format.date(until, "numeric")
        return Cell(written, tone="text" if until else "text_note")

    @property
    def plan(self) -> PlanPage:
        """The page of the plan, made when it is first needed."""
        if self._plan is None:
            self._plan = PlanPage(self.context, self.values, self)
            self._plan.unit_chosen.connect(self._open)
            self._plan.day_chosen.connect(self._on_day)
            self._pages.addWidget(self._plan)
            if self.quarter:
                self._plan.show_day(Quarter.parse(self.quarter).last_day)
        return self._plan

    def on(self) -> date:
        """Return the day on which units are shown."""
        return self.plan.on()

    @override
    def make_overview(self) -> Overview:
        overview = UnitOverview(self.context, self.values, self.on, self)
        overview.told.connect(lambda words: self.context.desk.tell(words, undo=True))
        return overview

    @override
    def activate(self, quarter: str) -> None:
        moved = quarter != self.quarter
        # The day comes first: what is read below is read for it, and once.
        if moved and self._plan is not None:
            self._plan.show_day(Quarter.parse(quarter).last_day)
        super().activate(quarter)
        if moved:
            self._on_day()

    @override
    def show_record(self, record: str) -> None:
        if self._view == "plan" and self.plan.show_unit(record):
            self._open(record)
            return
        super().show_record(record)

    @override
    def _say_counts(self) -> None:
        super()._say_counts()
        planned = self._view == "plan" and not self._pages.is_empty()
        self.line.setVisible(not planned and not self._pages.is_empty())
        if planned:
            self.plan.read()
            self._pages.setCurrentWidget(self.plan)

    @override
    def reread(self, changes: Changes) -> None:
        super().reread(changes)
        if self.page_reads & changes.tables.keys():
            self._refresh_list()

    def _refresh_list(self) -> None:
        if self._view == self.listing and self.table.model() is not None:
            self._read_tiles()
            self.table.records.refresh()

    def _on_day(self) -> None:
        self._refresh_list()
        if self._panel is not None and self._panel.record and not self._panel.isHidden():
            self._panel.show_record(self._panel.record)
