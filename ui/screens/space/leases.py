"""Show leases: all, those that run, those that end soon, and the rent of the quarter."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from typing_extensions import override

from domain.records import Condition
from domain.space.plan import ENDING_DAYS
from domain.standing.space import leases_ending, tenancies
from domain.units import Quarter
from ui.row_source import QueryRows
from ui.screens.space.lease_overview import LeaseOverview
from ui.screens.space.rent_page import RentPage
from ui.screens.tabbed import TabbedScreen

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtWidgets import QWidget

    from domain.records import Changes
    from domain.standing.space import Tenancy
    from ui.forms.panel import Overview
    from ui.row_source import RowSource
    from ui.screen import ScreenContext
    from ui.screens.facets import Narrowing


class LeasesScreen(TabbedScreen):
    """Show leases as the quarter in force leaves them."""

    page = "rent"
    page_reads = frozenset({"lease", "unit", "park_quarter", "building", "party", "firm"})
    closing = ("rent",)
    panel_px = 360

    def __init__(self, context: ScreenContext, parent: QWidget | None = None) -> None:
        self._sorted_for = ""
        self._orders: dict[str, tuple[str, ...]] = {"ending": ("end",)}
        super().__init__(context, context.specs["lease"], parent)

    @cached_property
    def rent(self) -> RentPage:
        """The page of rents, made when it is first needed."""
        page = RentPage(self.context, self.values, self)
        page.lease_chosen.connect(self._open)
        self._pages.addWidget(page)
        return page

    @override
    def read(self, *, columns: bool = False) -> None:
        turned = self._view != self._sorted_for
        if turned:
            self._orders[self._sorted_for] = self._order
            self._sorted_for = self._view
            self._order = self._orders.get(self._view, self.spec.order)
        super().read(columns=columns)
        if turned:
            self.table.mark_order(self._order, self.spec.order)

    @override
    def rows(self) -> RowSource:
        source = super().rows()
        if not isinstance(source, QueryRows):
            return source
        where = (*source.query.where, *self._among())
        return replace(source, query=replace(source.query, where=where))

    @override
    def facets_within(self) -> Narrowing:
        narrowing = self.narrowing
        return replace(narrowing, given=(*narrowing.given, *self._among()))

    def _among(self) -> tuple[Condition, ...]:
        """Return what keeps to the leases of the view in force."""
        if self._view not in ("running", "ending"):
            return ()
        shown = tuple(lease.record for lease in self._of_view(self._view))
        return (Condition("id", "in", shown),)

    @override
    def make_overview(self) -> Overview:
        overview = LeaseOverview(self.context, self.values, lambda: self.quarter, self)
        overview.told.connect(lambda words: self.context.desk.tell(words, undo=True))
        return overview

    @override
    def counts(self) -> Mapping[str, int]:
        return {way: len(self._of_view(way)) for way in self.ways if way != self.page}

    @override
    def activate(self, quarter: str) -> None:
        moved = quarter != self.quarter
        super().activate(quarter)
        if moved and self._panel is not None and self._panel.record:
            self._panel.show_record(self._panel.record)

    @override
    def reread(self, changes: Changes) -> None:
        if "lease" in changes.tables and self._view != "all":
            self.read()
            return
        super().reread(changes)

    def _of_view(self, view: str) -> tuple[Tenancy, ...]:
        leases = tenancies(self.context.records)
        if not self.quarter or view == "all":
            return leases
        on = Quarter.parse(self.quarter).last_day
        if view == "running":
            return tuple(lease for lease in leases if lease.runs_at(on))
        return leases_ending(leases, on, on + timedelta(days=ENDING_DAYS))

    @override
    def _say_counts(self) -> None:
        super()._say_counts()
        billed = self._view == "rent" and not self._pages.is_empty()
        self.line.setVisible(not billed)
        if billed and self.quarter:
            self.rent.show_quarter(Quarter.parse(self.quarter))
            self._pages.setCurrentWidget(self.rent)
