"""Show the bookings of pilot lines: a week at a time, and as a table."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from typing_extensions import override

from domain.records import Query
from ui.screens.space.week import WeekPage
from ui.screens.tabbed import TabbedScreen

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.screen import ScreenContext


class BookingsScreen(TabbedScreen):
    """Show bookings; the week of today stands first."""

    page = "week"
    page_reads = frozenset({"booking", "lease", "unit", "building", "firm"})

    def __init__(self, context: ScreenContext, parent: QWidget | None = None) -> None:
        super().__init__(context, context.specs["booking"], parent)

    @cached_property
    def week(self) -> WeekPage:
        """The page of a week, made when it is first needed."""
        page = WeekPage(self.context, self.values, self)
        page.booking_opened.connect(self._open)
        page.lease_opened.connect(lambda lease: self.context.desk.open_record("lease", lease))
        page.told.connect(lambda words: self.context.desk.tell(words, undo=True))
        page.show_week(self.context.today())
        self._pages.addWidget(page)
        return page

    @override
    def _say_counts(self) -> None:
        super()._say_counts()
        weekly = self._view == "week" and self.context.records.count(Query("unit")) > 0
        self.line.setVisible(not weekly and not self._pages.is_empty())
        if weekly:
            self.week.read()
            self._pages.setCurrentWidget(self.week)
            self.setFocusProxy(self.week.table)
            adding = self._panel is not None and self._panel.adding
            self._add.set_kind("secondary" if adding else "primary")
