"""Show the units of the park: as the plan of a building on a day, and as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from typing_extensions import override

from domain.units import Quarter
from ui.screens.space.plan_page import PlanPage
from ui.screens.space.unit_overview import UnitOverview
from ui.screens.tabbed import TabbedScreen

if TYPE_CHECKING:
    from datetime import date

    from PySide6.QtWidgets import QWidget

    from ui.forms.panel import Overview
    from ui.screens.base import ScreenContext


class UnitsScreen(TabbedScreen):
    """Show units; the plan stands on the last day of the quarter until another is chosen."""

    page = "plan"
    page_reads = frozenset(
        {"unit", "building", "lease", "booking", "building_regime", "firm", "contract_building"}
    )
    stays = True
    panel_px = 360

    def __init__(self, context: ScreenContext, parent: QWidget | None = None) -> None:
        self._plan: PlanPage | None = None
        super().__init__(context, context.specs["unit"], parent)

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

    def _on_day(self) -> None:
        if self._panel is not None and self._panel.record and not self._panel.isHidden():
            self._panel.show_record(self._panel.record)
