"""Show the versions of the sharing rules: as a table, and over the years."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from typing_extensions import override

from domain.settling.trace import from_version
from domain.units import Quarter
from ui.places import VIEWS
from ui.screens.rule_course import RuleCoursePage
from ui.screens.tabbed import TabbedScreen
from ui.screens.traced import TraceOverview

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from domain.records import Condition
    from domain.settling.trace import Stop
    from ui.forms.panel import Overview
    from ui.screen import ScreenContext


class RuleVersionsScreen(TabbedScreen):
    """Show versions as they stand at the end of the quarter in force."""

    page = "course"
    page_reads = frozenset(
        {
            *("sharing_rule_version", "sharing_rule", "rule_phase", "phase_share", "agreement"),
            *("share_bracket", "bracket_share", "resolution", "party", "return_milestone"),
        }
    )
    closing = VIEWS["sharing_rule_version"].ways
    stays = True

    def __init__(self, context: ScreenContext, parent: QWidget | None = None) -> None:
        super().__init__(context, context.specs["sharing_rule_version"], parent)

    @cached_property
    def course(self) -> RuleCoursePage:
        """The page of the years, made when it is first needed."""
        page = RuleCoursePage(self.context, self.values, self)
        page.version_opened.connect(self._open)
        self._pages.addWidget(page)
        return page

    @override
    def make_overview(self) -> Overview:
        def stops(record: str) -> tuple[Stop, ...]:
            return from_version(self.context.records, record, self.quarter)

        return TraceOverview(self.context, self.values, stops, self)

    @override
    def narrow(self, where: Sequence[Condition]) -> None:
        self.show_listing()
        super().narrow(where)

    @override
    def _say_counts(self) -> None:
        super()._say_counts()
        over_years = self._view == self.page and not self._pages.is_empty()
        self.line.setVisible(not over_years and not self._pages.is_empty())
        if over_years and self.quarter:
            self.course.show_quarter(Quarter.parse(self.quarter))
            self._pages.setCurrentWidget(self.course)
            self.setFocusProxy(self.course.table)
